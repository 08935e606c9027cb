"""The command `kijkwijzer leakcheck`: what it says and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.projects import SCORE_FILE, edit, put

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def leakcheck(root: Path, *words: str) -> Result:
    try:
        return CliRunner().invoke(main, ["-C", str(root), "leakcheck", *words])
    except SystemExit as end:  # pragma: no cover
        pytest.fail(str(end))


def test_a_clean_folder_is_told_with_what_was_looked_for(project: Path) -> None:
    put(project, "site/index.html", "<p>Welkom</p>")
    result = leakcheck(project)

    assert result.exit_code == 0
    assert result.stdout.endswith(
        "Niets gevonden in 1 bestand. Gezocht naar 2 namen, 1 school, 1 pseudoniem en 1 tekst.\n"
    )


def test_every_leak_is_told_and_the_outcome_is_1(project: Path, tmp_path: Path) -> None:
    fetched = tmp_path / "opgehaald"
    put(fetched, "a.html", "<p>jb-7</p>")
    put(fetched, "b.html", "<p>Jo Blaak</p>")
    result = leakcheck(project, str(fetched))

    assert result.exit_code == 1
    assert "a.html:1: hier staat het pseudoniem jb-7, uit scores/register.yml:3" in result.stdout
    assert "b.html:1: hier staat de naam van jb-7, uit scores/register.yml:3" in result.stdout
    assert "Gevonden in 2 bestanden: 2 plaatsen." in result.stderr
    assert "Blaak" not in result.output


def test_a_file_alone_can_be_checked(project: Path, tmp_path: Path) -> None:
    letter = put(tmp_path, "brief.txt", "Jo Blaak")

    assert "brief.txt:1: hier staat de naam van jb-7" in leakcheck(project, str(letter)).stdout


def test_score_files_with_faults_are_searched_for_as_well(project: Path) -> None:
    edit(project, SCORE_FILE, "datum: 2026-05-12", "datum: ooit\ndatum: nooit")
    put(project, "site/index.html", "R. Bakker")

    assert leakcheck(project).exit_code == 1


def test_without_a_site_it_says_what_to_do(project: Path) -> None:
    result = leakcheck(project)

    assert result.exit_code == 2
    assert "Maak de site met 'kijkwijzer build', of noem een map" in result.stderr


def test_a_folder_that_is_not_there_is_wrong_use(project: Path) -> None:
    assert leakcheck(project, "bestaat-niet").exit_code == 2


def test_without_good_settings_nothing_is_searched(project: Path) -> None:
    put(project, "site/index.html", "x")
    put(project, "mkdocs.yml", "site_name: x\nextra: {kijkwijzer: {openbar: []}}\n")
    result = leakcheck(project)

    assert result.exit_code == 1
    assert "Niets gevonden" not in result.output
