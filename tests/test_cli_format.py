"""The command `kijkwijzer format`, as a person types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.projects import SCORE_FILE, SCORES, change, edit, put, small_project
from tests.test_formatting import CANONICAL

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

OTHER = "scores/jb-7/2026-05-13-zelf.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), "format", *arguments], env={"NO_COLOR": "1"})


def test_it_names_the_files_that_it_formatted_and_counts_the_others(root: Path) -> None:
    put(root, OTHER, CANONICAL.replace("adviseur", "zelf").replace("05-12", "05-13"))
    first, second = run(root), run(root)

    assert (first.exit_code, first.stdout) == (0, f"{SCORE_FILE}: opgemaakt\n")
    assert first.stderr == "Opgemaakt: 1. 1 bestand stond al in de vaste vorm.\n"
    assert (second.exit_code, second.stdout) == (0, "")
    assert second.stderr == "Opgemaakt: 0. 2 bestanden stonden al in de vaste vorm.\n"


def test_a_check_says_what_would_change_and_ends_with_1(root: Path) -> None:
    result = run(root, "--controleer")

    assert (result.exit_code, result.stdout) == (1, f"{SCORE_FILE}: staat nog niet in de vaste vorm\n")
    assert result.stderr == "Zou opmaken: 1.\n"
    assert (root / SCORE_FILE).read_text(encoding="utf-8") == SCORES
    run(root)
    assert run(root, "--controleer").exit_code == 0


def test_faults_are_told_and_the_good_files_are_formatted(root: Path) -> None:
    put(root, OTHER, change(SCORES, '"a.1": B', '"a.1": D').replace("adviseur", "zelf").replace("05-12", "05-13"))
    result = run(root)

    assert (result.exit_code, result.stdout) == (1, f"{SCORE_FILE}: opgemaakt\n")
    assert result.stderr.splitlines() == [
        f"{OTHER}:10: 'D' is geen score van deze rubric. Kies uit: C, B, A, nvt; nog niet gescoord? Laat het dan leeg",
        "Opgemaakt: 1. Wat hierboven met een fout staat, is gelaten zoals het was; verbeter dat en probeer het opnieuw.",
    ]


def test_a_file_can_be_named_from_the_folder_of_the_project(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "scores")

    assert run(root, SCORE_FILE).stdout == f"{SCORE_FILE}: opgemaakt\n"
    assert CliRunner().invoke(main, ["-C", "..", "format", "--controleer", "scores/jb-7"]).exit_code == 0


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("scores/weg.yml", "'scores/weg.yml' is er niet."),
        ("scores/register.yml", "'scores/register.yml' is geen scorebestand van dit project."),
        ("rubrics", "'rubrics' is geen scorebestand van dit project."),
    ],
)
def test_what_is_no_score_file_is_wrong_use(root: Path, named: str, said: str) -> None:
    result = run(root, named)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert (root / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    result = run(tmp_path)

    assert result.exit_code == 1
    assert "mkdocs.yml: dit bestand is er niet" in result.stderr


def test_comments_of_a_person_are_still_there(root: Path) -> None:
    edit(root, SCORE_FILE, '  "a.1": B\n', '  # nog eens kijken\n  "a.1": B   # of C?\n')
    run(root)

    text = (root / SCORE_FILE).read_text(encoding="utf-8")
    assert text == change(CANONICAL, '  "a.1": B\n', '  # nog eens kijken\n  "a.1": B # of C?\n')
