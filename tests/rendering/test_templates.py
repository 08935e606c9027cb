"""Templates of a person's own, in a folder of their project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.rendering.templates import TemplateFault, Templates

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["serve/melding.html", "look/tokens.css"])
def test_a_template_that_is_not_utf8_is_a_fault_of_that_file(tmp_path: Path, name: str) -> None:
    file = tmp_path / "site_templates" / name
    file.parent.mkdir(parents=True)
    file.write_bytes("/* caf\u00e9 */".encode("latin-1"))
    templates = Templates(tmp_path / "site_templates")

    with pytest.raises(TemplateFault) as caught:
        templates.source(name) if name.endswith(".css") else templates.render(name)

    assert caught.value.path == f"site_templates/{name}"
