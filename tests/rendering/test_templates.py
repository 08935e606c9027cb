"""Templates of a person's own, in a folder of their project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rendering.templates import TemplateFault, Templates, _Loader
from tests.projects import put

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment


@pytest.mark.parametrize("name", ["serve/melding.html", "look/tokens.css"])
def test_a_template_that_is_not_utf8_is_a_fault_of_that_file(tmp_path: Path, name: str) -> None:
    file = tmp_path / "site_templates" / name
    file.parent.mkdir(parents=True)
    file.write_bytes("/* caf\u00e9 */".encode("latin-1"))
    templates = Templates(tmp_path / "site_templates")

    with pytest.raises(TemplateFault) as caught:
        templates.source(name) if name.endswith(".css") else templates.render(name)

    assert caught.value.path == f"site_templates/{name}"


def test_what_is_kept_has_what_a_link_leads_to_also_where_it_leads_back(tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "site_templates", tmp_path / "elders"
    put(own, "een.html", '{% include "gedeeld/deel.html" %}')
    put(elsewhere, "deel.html", "van elders")
    (own / "gedeeld").symlink_to(elsewhere)
    (elsewhere / "terug").symlink_to(own)
    kept = Templates(own).kept()

    assert kept.render("een.html") == "van elders"
    assert Templates(own).kept(kept) is kept

    put(elsewhere, "deel.html", "anders")

    assert kept.render("een.html") == "van elders"
    assert Templates(own).kept(kept).render("een.html") == "anders"


def test_a_file_that_cannot_be_read_is_wrong_only_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "een.html", "een")
    put(tmp_path, "dicht.html", "dicht")
    real = _Loader.get_source

    def refused(loader: _Loader, environment: Environment, template: str) -> object:
        if template == "dicht.html":
            raise PermissionError
        return real(loader, environment, template)

    monkeypatch.setattr(_Loader, "get_source", refused)
    kept = Templates(tmp_path).kept()

    assert kept.render("een.html") == "een"
    with pytest.raises(PermissionError):
        kept.render("dicht.html")
