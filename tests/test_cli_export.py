"""`kijkwijzer export` as a person meets it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.export_files import FOLDER, RECORD
from tests.projects import SCORE_FILE, edit, put
from tests.test_cli import HEAVY, run
from tests.test_print_files import mode

if TYPE_CHECKING:
    from pathlib import Path

FILES = ["afnamen.csv", "afspraken.csv", "scores.csv", "scores.xlsx"]


def made(project: Path, folder: str = FOLDER) -> list[str]:
    return sorted(file.name for file in (project / folder).glob("[!.]*"))


def everything(project: Path) -> str:
    return "".join((project / FOLDER / name).read_text(encoding="utf-8") for name in FILES if name.endswith("csv"))


def test_all_scores_come_in_a_folder_for_their_owner_alone_that_git_leaves_out(project: Path) -> None:
    subprocess.run(["git", "init", "-q", project], check=True)
    result = run("-C", project, "export")
    folder = project / FOLDER

    assert result.exit_code == 0
    assert made(project) == FILES
    assert "Hierin staan 1 afname van 1 ib-er. Dit is vertrouwelijk" in result.stderr
    assert "Let op" not in result.stderr
    assert [mode(folder), *(mode(folder / name) for name in FILES)] == ["0o700", *["0o600"] * 4]
    ignored = subprocess.run(["git", "-C", project, "check-ignore", f"{FOLDER}/scores.csv"], check=False)
    assert ignored.returncode == 0


def test_names_are_there_only_when_asked_for(project: Path) -> None:
    run("-C", project, "export")
    without = everything(project)
    result = run("-C", project, "export", "--met-namen")

    assert result.exit_code == 0
    assert [name in without for name in ("jb-7", "Jo Blaak", "De Plons", "R. Bakker")] == [True, False, False, False]
    assert all(name in everything(project) for name in ("Jo Blaak", "De Plons", "R. Bakker"))


def test_it_can_be_done_again_and_again(project: Path) -> None:
    run("-C", project, "export")
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": A')

    assert run("-C", project, "export").exit_code == 0
    assert "sterk punt" in everything(project)
    assert made(project) == FILES


@pytest.mark.parametrize("name", ["scores.xlsx", "scores.csv"])
def test_a_file_that_was_changed_is_left_alone_and_nothing_is_made(project: Path, name: str) -> None:
    run("-C", project, "export")
    before = {file: (project / FOLDER / file).read_bytes() for file in FILES}
    (project / FOLDER / name).write_bytes(before[name] + b"mijn eigen regel")
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": A')

    result = run("-C", project, "export")

    assert result.stderr.startswith(f"{name}: in '")
    assert "er is niets overschreven" in result.stderr
    assert result.exit_code == 1
    assert {file: (project / FOLDER / file).read_bytes() for file in FILES} == before | {
        name: before[name] + b"mijn eigen regel"
    }


def test_a_file_of_somebody_else_is_never_overwritten(project: Path) -> None:
    put(project, "hier/scores.csv", "van mij")

    assert run("-C", project, "export", "--naar", "hier").exit_code == 1
    assert made(project, "hier") == ["scores.csv"]
    assert (project / "hier/scores.csv").read_text(encoding="utf-8") == "van mij"


def test_a_record_that_was_tampered_with_protects_less_but_breaks_nothing(project: Path) -> None:
    run("-C", project, "export")
    put(project, f"{FOLDER}/{RECORD}", b"\xff\xfe niets")

    assert run("-C", project, "export").exit_code == 1


@pytest.mark.parametrize("place", ["site/x", "scores", "dossier", "content", "rubrics", ".git/x"])
def test_where_others_read_or_write_no_export_may_come(project: Path, place: str) -> None:
    result = run("-C", project, "export", "--naar", place)

    assert "horen deze bestanden niet" in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")


def test_nothing_of_it_lands_in_the_public_site(project: Path) -> None:
    run("-C", project, "export", "--met-namen")
    assert run("-C", project, "build", "--alleen", "site").exit_code == 0

    site = b"".join(file.read_bytes() for file in (project / "site").rglob("*") if file.is_file())
    assert [name for name in (b"Jo Blaak", b"jb-7", b"te druk") if name in site] == []


def test_a_fault_in_the_project_is_told_and_ends_with_1(project: Path) -> None:
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')
    result = run("-C", project, "export")

    assert f"{SCORE_FILE}:10: 'D' is geen" in result.stderr
    assert (result.exit_code, (project / FOLDER).exists()) == (1, False)


def test_a_folder_that_git_takes_along_is_warned_about(project: Path) -> None:
    subprocess.run(["git", "init", "-q", project], check=True)
    (project / "hier").mkdir()

    assert "Let op: git kan" in run("-C", project, "export", "--naar", "hier").stderr


def test_an_export_cannot_be_taken_in_again(project: Path) -> None:
    run("-C", project, "export")
    result = run("-C", project, "import", FOLDER)

    assert result.stderr.count("dit is een export") == 4
    assert result.exit_code == 1


def test_its_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom generator.cli import main\n"
        "try: main(['export', '--help'])\n"
        f"finally: print([name for name in {(*HEAVY, 'xlsxwriter', 'python_calamine')!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stderr == "[]\n"
    assert "--met-namen" in result.stdout
