"""Whatever way a name, a note, a school or a pseudonym takes to a public site, it is found there; and what may be there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.leaks.search import search
from generator.leaks.secret import Secret, Secrets
from generator.leaks.secrets import secrets_of
from generator.mkdocs_plugin import build_site
from generator.problems import Location
from tests.leaks.planted import PLANTED
from tests.projects import edit, put, small_project

if TYPE_CHECKING:
    from pathlib import Path

    from generator.leaks.search import Leak

NAME, SCHOOL, PSEUDONYM = "Meryem Çiçekdal", "Obs De Klimboom", "zq-4f2k"
NOTE = "Kiest zelf de moeilijkste groep en vraagt daarna door"
REGISTER = f"stichting: Zwembaden Oost\nib_ers:\n  {PSEUDONYM}: {{naam: {NAME}, school: {SCHOOL}}}\n"


def project_with_secrets(root: Path) -> Path:
    small_project(root)
    put(root, "scores/register.yml", REGISTER)
    (root / "scores/jb-7").rename(root / "scores" / PSEUDONYM)
    edit(root, f"scores/{PSEUDONYM}/2026-05-12-adviseur.yml", "Rustige les.", NOTE)
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project_with_secrets(tmp_path_factory.mktemp("geplant"))
    build_site(root, root / "site")
    return root


@pytest.fixture(scope="module")
def planted(built: Path) -> dict[str, list[Leak]]:
    """What is found in a built site in which every secret was put in every way, by path."""
    secrets = secrets_of(built)
    assert search(built / "site", secrets) == []
    for path, make in PLANTED.items():
        for kind, text in (("naam", NAME), ("school", SCHOOL), ("pseudoniem", PSEUDONYM), ("aantekening", NOTE)):
            put(built / "site", f"{kind}/{path}", make(text))
    put(built / "site", f"naam/{NAME}.html", b"<p>x</p>")
    put(built / "site", f"pseudoniem/{PSEUDONYM}.html", b"<p>x</p>")
    found: dict[str, list[Leak]] = {}
    for leak in search(built / "site", secrets):
        found.setdefault(leak.path, []).append(leak)
    return found


@pytest.mark.parametrize("kind", ["naam", "pseudoniem", "school", "aantekening"])
@pytest.mark.parametrize("path", PLANTED)
def test_it_is_found_in_whatever_way_it_got_there(kind: str, path: str, planted: dict[str, list[Leak]]) -> None:
    assert [leak.kind for leak in planted.get(f"{kind}/{path}", [])] == [kind]


@pytest.mark.parametrize("path", PLANTED)
def test_a_pseudonym_of_five_characters_is_found_as_well(path: str, tmp_path: Path) -> None:
    put(tmp_path, path, PLANTED[path]("zq-42"))
    secrets = Secrets((Secret("pseudoniem", "zq-42", Location("scores/register.yml", 3), "zq-42"),))

    assert [leak.kind for leak in search(tmp_path, secrets)] == ["pseudoniem"]


def test_nothing_else_is_found(planted: dict[str, list[Leak]]) -> None:
    expected = {f"{kind}/{path}" for path in PLANTED for kind in ("naam", "school", "pseudoniem", "aantekening")}

    assert {path for path in planted if path not in expected} == {"naam/M….html", f"pseudoniem/{PSEUDONYM}.html"}
