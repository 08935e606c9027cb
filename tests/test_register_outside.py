"""With the register outside the project, wherever that is said, every command finds it, and nothing public knows of it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.live import Live
from generator.reading.settings import REGISTER
from tests.projects import REGISTER_FILE, SCORE_FILE, put, small_project

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NAME = "Jo Blaak"
WAYS = ("setting", "variable")


@pytest.fixture(params=WAYS)
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, with its register in a home, and that said in either way."""
    root, home = small_project(tmp_path / "project"), tmp_path / "thuis"
    put(home, "personeel/namen.yml", (root / REGISTER_FILE).read_bytes())
    (root / REGISTER_FILE).unlink()
    monkeypatch.setenv("HOME", str(home))
    if request.param == "variable":
        monkeypatch.setenv(REGISTER, "~/personeel/namen.yml")
        return root
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra:\n  kijkwijzer:\n    register: ~/personeel/namen.yml\n")
    return root


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), *arguments])


def holding(folder: Path, text: str) -> set[str]:
    """The files in which a text stands as it is."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in files if text.encode() in path.read_bytes()}


def test_check_and_export_and_print_and_import_know_the_names(root: Path) -> None:
    put(root, "binnen.yml", (root / SCORE_FILE).read_text().replace("2026-05-12", "2026-05-13"))

    checked = run(root, "check")
    exported = run(root, "export")
    printed = run(root, "print", "--school", "De Plons")
    imported = run(root, "import", "--ib-er", NAME, "binnen.yml")

    assert (checked.exit_code, checked.stdout) == (0, "")
    assert (exported.exit_code, printed.exit_code, imported.exit_code) == (0, 0, 0)
    assert "jb-7" in printed.stdout + "".join(path.name for path in (root / "kijkwijzers-om-te-printen").iterdir())
    assert (root / "scores/jb-7/2026-05-13-adviseur.yml").exists()


@pytest.mark.parametrize("root", ["setting"], indirect=True)
def test_the_dossier_has_the_name_and_the_public_site_neither_name_nor_place(root: Path) -> None:
    built = run(root, "build")

    assert built.exit_code == 0, built.output
    assert "ib-ers/jb-7/index.html" in holding(root / "dossier", NAME)
    assert holding(root / "site", NAME) == holding(root / "site", "namen.yml") == set()


@pytest.mark.parametrize("root", ["variable"], indirect=True)
def test_plain_mkdocs_works_and_knows_nothing_of_it(root: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert holding(root / "site", NAME) == holding(root / "site", "namen.yml") == set()


def test_what_is_shown_while_working_has_the_name(root: Path) -> None:
    live = Live(root)
    live.refresh()

    page = live.file("ib-ers/jb-7/index.html")

    assert isinstance(page, bytes)
    assert NAME in page.decode()
