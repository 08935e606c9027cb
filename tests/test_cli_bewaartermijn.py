"""`kijkwijzer bewaartermijn` as a person meets it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator import cli_bewaartermijn
from tests.projects import REGISTER_FILE, SCORE_FILE, SCORES, SETTINGS, change, edit, put
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

PEOPLE = """\
ib_ers:
  jb-7: {naam: Jo Blaak, in_dienst: 2021-08-01}
  wk-2: {naam: Wil Kok, in_dienst: 2015-08-01, uit_dienst: 2024-02-29}
  wk-3: {naam: Zus Kok, uit_dienst: 2024-12-31}
  wk-4: {naam: Bas Kok, uit_dienst: 2026-07-31}
  wk-5: {naam: Cor Kok, in_dienst: 2026-08-01}
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_bewaartermijn, "today", lambda: date(2026, 11, 22))


def people(project: Path) -> Path:
    put(project, REGISTER_FILE, PEOPLE)
    put(project, "scores/wk-2/2019-03-01-coach.yml", change(SCORES, "2026-05-12", "2019-03-01").replace("jb-7", "wk-2"))
    put(project, "scores/wk-9/2018-03-01-coach.yml", change(SCORES, "2026-05-12", "2018-03-01").replace("jb-7", "wk-9"))
    return project


def term(project: Path, *options: str) -> Result:
    return run("-C", project, "bewaartermijn", *options)


def test_who_is_past_the_term_is_named_with_the_command_that_wipes(project: Path) -> None:
    result = term(people(project))

    assert result.exit_code == 0
    assert (
        "Over de termijn (1):\n"
        "  wk-2 (Wil Kok)\n"
        "    Voorbij sinds 1 maart 2026; laatste werkdag 29 februari 2024.\n"
        "    1 scorebestand, van 1 maart 2019.\n"
        "    Loopt er geen geschil? Dan: kijkwijzer wis wk-2\n"
    ) in result.stdout


def test_everybody_else_is_told_by_what_has_to_be_looked_at(project: Path) -> None:
    said = term(people(project)).stdout

    assert "Binnen 3 maanden over de termijn (1):\n  wk-3 (Zus Kok)\n    Tot en met 31 december 2026" in said
    assert "Wel scores, niet in het register: de termijn is onbekend (1):\n  wk-9\n" in said
    assert "Wel in het register, geen scores: nog nodig? (1):\n  wk-5 (Cor Kok)\n" in said
    assert "Nu niets te doen: 1 in dienst, 1 vertrokken en nog binnen de termijn." in said
    assert "artikel 5 lid 1 onder e van de AVG" in said


def test_nothing_is_said_that_does_not_fit_on_a_terminal(project: Path) -> None:
    assert [line for line in term(people(project)).output.splitlines() if len(line) > 80] == []


def test_another_day_can_be_looked_at(project: Path) -> None:
    said = term(people(project), "--op", "2027-01-01").stdout

    assert "Over de termijn (2):\n  wk-2" in said
    assert "Bekeken voor 1 januari 2027." in said


def test_who_has_not_been_scored_for_years_may_have_left(project: Path) -> None:
    assert "Lang geen afname: nog in dienst? (1):\n  jb-7 (Jo Blaak)\n" in term(project, "--op", "2029-01-01").stdout


def test_a_term_of_our_own_counts(project: Path) -> None:
    put(people(project), "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer: {{bewaartermijn: 3}}\n")
    said = term(project).stdout

    assert "Bewaartermijn: 3 jaar na de laatste werkdag." in said
    assert "Niemand is over de termijn.\nNu niets te doen: 1 in dienst, 3 vertrokken" in said


def test_a_day_that_does_not_exist_is_wrong_use(project: Path) -> None:
    result = term(project, "--op", "2026-02-30")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "2026-02-30" in result.stderr


def test_scores_with_a_fault_still_count_by_the_date_in_their_name(project: Path) -> None:
    people(project)
    edit(project, "scores/wk-2/2019-03-01-coach.yml", '"a.1": B', '"a.1": Q')
    result = term(project)

    assert result.exit_code == 0
    assert "1 scorebestand, van 1 maart 2019." in result.stdout
    assert "1 scorebestand heeft een fout" in result.stderr


def test_with_a_fault_in_the_register_nothing_is_told(project: Path) -> None:
    edit(people(project), REGISTER_FILE, "2024-02-29", "2024-02-30")
    result = term(project)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Zo is niet te zeggen wie over de termijn is" in result.stderr


def test_without_a_register_that_is_said(project: Path) -> None:
    (project / REGISTER_FILE).unlink()
    result = term(project)

    assert result.exit_code == 0
    assert "de termijn is onbekend (1):\n  jb-7\n" in result.stdout
    assert "er staat niemand in het register" in result.stderr


def test_looking_changes_nothing(project: Path) -> None:
    people(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    term(project)

    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert (project / SCORE_FILE).is_file()
