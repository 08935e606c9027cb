"""`kijkwijzer inzage` as a person meets it."""

from __future__ import annotations

import subprocess
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator import cli_inzage
from generator.alone import alone
from generator.problems import Location, Problem
from tests.projects import REGISTER_FILE, SCORE_FILE, edit, put
from tests.test_cli import command, run
from tests.test_inzage import OTHER, OTHERS, stubbed
from tests.test_print_files import mode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from click.testing import Result

    from generator.rendering.page import Sheet

NAME = "jb-7-inzage-2026-11-22.zip"


@pytest.fixture(autouse=True)
def _a_day_on_which_no_type_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_inzage, "today", lambda: date(2026, 11, 22))
    monkeypatch.setattr("generator.pdf.make_pdfs", stubbed)


def access(project: Path, *arguments: str | Path) -> Result:
    return run("-C", project, "inzage", *arguments)


def test_all_of_one_person_comes_in_a_zip_for_its_owner_alone_that_git_leaves_out(project: Path) -> None:
    subprocess.run(["git", "init", "-q", project], check=True)
    result = access(project, "jb-7")
    folder = project / "inzage"

    assert result.exit_code == 0
    assert sorted(file.name for file in folder.iterdir()) == [".gitignore", ".kijkwijzer-export", NAME]
    assert [mode(folder), mode(folder / NAME)] == ["0o700", "0o600"]
    ignored = subprocess.run(["git", "-C", project, "check-ignore", f"inzage/{NAME}"], check=False)
    assert ignored.returncode == 0
    assert "Let op: git" not in result.output
    with zipfile.ZipFile(folder / NAME) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "LEESMIJ.html"


def test_the_end_says_what_there_is_and_how_to_hand_it_over(project: Path) -> None:
    said = access(project, "jb-7").stdout

    assert f"{NAME} (0," in said.splitlines()[0]
    assert "Erin zitten 1 bestand, " in said
    assert "Begin met LEESMIJ.html." in said
    assert "Dit bestand is niet op slot" in said
    assert "kijkwijzer deel jb-7" in said
    assert "binnen een maand" in said


def test_what_a_person_has_to_look_at_is_named_by_its_place(project: Path) -> None:
    put(project, OTHER, OTHERS.replace("zeemanslied", "zeemanslied met Jo Blaak"))
    edit(project, SCORE_FILE, "Rustige les.", "Rustige les, anders dan wk-2.")
    result = access(project, "jb-7")

    assert result.exit_code == 0
    assert (
        f"Niet meegegeven: dit kan over een ander gaan. Kijk wat deze ib-er ervan mag zien.\n  {OTHER}:16\n"
        in result.stdout
    )
    assert (
        f"Wel meegegeven, maar er wordt ook een ander in genoemd. Kijk na of dat mag.\n  {SCORE_FILE}:16 (wk-2)\n"
        in (result.stdout)
    )


def test_it_can_be_done_again_and_gives_the_same(project: Path) -> None:
    access(project, "jb-7")
    once = (project / "inzage" / NAME).read_bytes()

    assert access(project, "jb-7").exit_code == 0
    assert (project / "inzage" / NAME).read_bytes() == once


def test_a_file_of_somebody_else_is_never_overwritten(project: Path) -> None:
    put(project, f"inzage/{NAME}", "van mij")
    result = access(project, "jb-7")

    assert (result.exit_code, result.stdout) == (1, "")
    assert (project / "inzage" / NAME).read_text(encoding="utf-8") == "van mij"


@pytest.mark.parametrize("place", ["site/x", "scores", "dossier", "content", ".git/x"])
def test_where_others_read_or_write_it_may_not_come(project: Path, place: str) -> None:
    result = access(project, "jb-7", "--naar", place)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "horen deze bestanden niet" in result.stderr


def test_another_place_will_do(project: Path, tmp_path: Path) -> None:
    assert access(project, "jb-7", "--naar", tmp_path / "stick").exit_code == 0
    assert (tmp_path / "stick" / NAME).is_file()


def test_nobody_by_that_name_is_wrong_use(project: Path) -> None:
    result = access(project, "jb-8")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "'jb-8' is geen ib-er van dit project" in " ".join(result.stderr.split())
    assert not (project / "inzage").exists()


def test_with_a_fault_in_the_settings_nothing_is_made(project: Path) -> None:
    edit(project, "mkdocs.yml", "site_dir: site", "site_dir: ../buiten")
    result = access(project, "jb-7")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Alles lezen\nmkdocs.yml:")


def test_a_template_with_a_fault_is_named(project: Path) -> None:
    put(project, "site_templates/inzage/leesmij.html", "{% if %}")
    result = access(project, "jb-7")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "site_templates/inzage/leesmij.html:1: dit sjabloon klopt niet" in result.stderr


def test_a_register_that_cannot_be_read_is_said(project: Path) -> None:
    put(project, REGISTER_FILE, "ib_ers: [geen register")
    result = access(project, "jb-7")

    assert result.exit_code == 0
    assert "Het register kon niet gelezen worden" in result.stdout


def test_a_register_that_is_not_here_is_said(project: Path) -> None:
    (project / REGISTER_FILE).unlink()

    assert "Het register is hier niet gevonden" in access(project, "jb-7").stdout


def test_a_pdf_that_failed_is_named_and_the_rest_is_there(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, Problem]]:
        yield from ((sheet.path, Problem(Location(sheet.path), "deze PDF is niet gemaakt: vol")) for sheet in sheets)

    monkeypatch.setattr("generator.pdf.make_pdfs", failing)
    result = access(project, "jb-7")

    assert result.exit_code == 1
    assert "deze PDF is niet gemaakt: vol" in result.stderr
    assert (project / "inzage" / NAME).is_file()


def test_while_another_command_writes_nothing_is_done(project: Path) -> None:
    with alone(project):
        result = command("-C", project, "inzage", "jb-7")

    assert result.returncode == 3
    assert "er is al een opdracht van kijkwijzer bezig" in result.stderr


def test_nothing_is_said_that_does_not_fit_on_a_terminal(project: Path) -> None:
    lines = access(project, "jb-7", "--naar", "uit").stdout.splitlines()

    assert [line for line in lines[1:] if len(line) > 82] == []
