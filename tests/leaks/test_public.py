"""A public site with a leak is shown to nobody, and the person hears where the leak began."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build, check
from generator.leaks.public import leaks_in
from generator.model.project import Settings
from generator.terminal import Progress
from tests.projects import SCORE_FILE, TODAY, put

LEAK = "# Welkom\n\nVraag het Jo Blaak."
SAID = (
    "content/index.md:3: hier staat de naam van jb-7, uit scores/register.yml:3, en dit komt op de openbare site; "
    "haal het weg, of zet de tekst bij 'openbaar' in mkdocs.yml als iedereen hem mag lezen"
)


def built(root: Path) -> list[str]:
    outcome = build(check(root, today=TODAY, parts=["site"]), root, Progress(quiet=True), ["site"])
    assert bool(outcome.made) == (not outcome.failed)
    return list(map(str, outcome.failed))


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("mkdocs")), "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, env=environment)


def test_a_build_with_a_leak_tells_where_it_began_and_leaves_the_old_site(project: Path) -> None:
    assert built(project) == []
    before = (project / "site/index.html").read_bytes()
    put(project, "content/index.md", LEAK)
    said = built(project)

    assert said[0] == SAID
    assert [line.partition(":")[0] for line in said[1:]] == ["site/index.html", "site/search/search_index.json"]
    assert "Blaak" not in "".join(said)
    assert (project / "site/index.html").read_bytes() == before


def test_a_template_of_private_pages_alone_is_no_place_where_it_began(project: Path) -> None:
    for path in ("site/index.html", *(f"site_templates/{name}/eigen.html" for name in ("dossier", "form", "inzage"))):
        put(project, path, "Jo Blaak")
    leaks = leaks_in(project, project / "site", "site", Settings(), Progress(quiet=True))

    assert [leak.location.path for leak in leaks] == ["site/index.html", "site_templates/form/eigen.html"]


def test_it_is_built_when_the_text_may_be_public(project: Path) -> None:
    put(project, "content/index.md", LEAK)
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    put(project, "mkdocs.yml", f"{settings}extra:\n  kijkwijzer:\n    openbaar: [Jo Blaak]\n")

    assert built(project) == []


def test_a_score_file_that_cannot_be_read_stops_a_public_build(project: Path) -> None:
    put(project, SCORE_FILE, b"x: y\n" * 300_000)
    (said,) = built(project)

    assert said.startswith(f"{SCORE_FILE}: ")
    assert not (project / "site").exists()


def test_a_register_with_a_fault_stops_a_public_build_without_saying_a_name(project: Path) -> None:
    put(project, "scores/register.yml", "ib_ers:\n  jb-7:\n    nam: Geesje Ottersloot\n")
    (said,) = (each for each in built(project) if "let op" not in each)

    assert said.startswith("scores/register.yml:3: hier staat een fout ")
    assert "Geesje" not in said
    assert not (project / "site").exists()


@pytest.mark.parametrize("foreign", [False, True], ids=["a folder of ours", "with a file of another"])
def test_plain_mkdocs_shows_no_leak_either(foreign: bool, project: Path) -> None:  # noqa: FBT001
    if foreign:
        put(project, "site/.nojekyll", b"")
    put(project, "content/index.md", LEAK)
    result = mkdocs(project)

    assert result.returncode == 1
    assert SAID in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
    assert [path for path in project.rglob("*.html") if "templates" not in path.parts] == []
