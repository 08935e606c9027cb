"""A score file as it is read, held against its rubric."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.model.afname import Afname, Afspraak, Score, Waarnemer, open_vaardigheden
from generator.reading.project import read_project
from tests.projects import RUBRIC, SCORE_FILE, SCORES, TODAY, change, edit, problems, project_of, put

if TYPE_CHECKING:
    from pathlib import Path

NOTED = '"a.1": {score: A, bron: bewijsstuk, aantekening: "Eén: #2", bewijsstukken: [rooster mei, foto], taak: samen}'


def afname(project: Path, text: str = SCORES) -> Afname:
    put(project, SCORE_FILE, text)
    return project_of(project).afnamen[0]


def test_everything_in_a_score_file_is_read(project: Path) -> None:
    found = afname(project, "fictief: ja\naanleiding: les van mei\nzienswijze: Mee eens.\n" + SCORES)

    assert (found.ib_er, found.rubric.id, found.rubric.version, found.kijkwijzers) == (
        "jb-7",
        "zwemles",
        "3",
        ("ondiep", "diep"),
    )
    assert (found.waarnemer, found.date) == (Waarnemer("adviseur", "R. Bakker"), date(2026, 5, 12))
    assert (found.doel, found.status, found.occasion) == ("ontwikkeling", "vastgesteld", "les van mei")
    assert (found.summary, found.zienswijze, found.is_fictional) == ("Rustige les.", "Mee eens.", True)
    assert found.afspraken == (Afspraak("Bij elke les hardop tellen", "lesgever", date(2026, 12, 1), ("a.2",)),)
    assert found.path == SCORE_FILE


def test_everything_at_a_score_is_read(project: Path) -> None:
    score = afname(project, change(SCORES, '"a.1": B', NOTED)).score("a.1")

    assert score == Score("A", "Eén: #2", "bewijsstuk", ("rooster mei", "foto"), "samen")


def test_a_vaardigheid_without_a_score_is_open_and_nvt_is_not(project: Path) -> None:
    found = afname(project)

    assert [row.id for row in open_vaardigheden(found)] == ["c.1"]
    assert found.score("b").is_nvt
    assert found.score("c.1").is_open


def test_a_note_at_an_open_vaardigheid_is_kept(project: Path) -> None:
    found = afname(project, change(SCORES, '"b": nvt', '"c.1": {aantekening: Volgende keer.}'))

    assert found.score("c.1") == Score(None, "Volgende keer.")


def test_kijkwijzers_stand_in_the_order_of_the_rubric(project: Path) -> None:
    assert afname(project, change(SCORES, "[ondiep, diep]", "[diep, ondiep]")).kijkwijzers == ("ondiep", "diep")


def test_with_one_kijkwijzer_it_may_be_left_out(project: Path) -> None:
    text = RUBRIC.replace("kijkwijzer: diep", "kijkwijzer: ondiep").replace("  - {id: diep, titel: Diep bad}\n", "")
    put(project, "rubrics/zwemles.yml", text)

    assert afname(project, change(SCORES, "kijkwijzers: [ondiep, diep]\n", "")).kijkwijzers == ("ondiep",)


def test_a_score_file_may_be_of_today_and_not_of_tomorrow(project: Path) -> None:
    (project / SCORE_FILE).rename(project / f"scores/jb-7/{TODAY.isoformat()}-adviseur.yml")
    edit(project, f"scores/jb-7/{TODAY.isoformat()}-adviseur.yml", "2026-05-12", TODAY.isoformat())

    assert problems(project) == []

    assert [str(problem) for problem in read_project(project, today=TODAY - timedelta(days=1))[1]] == [
        "scores/jb-7/2026-11-21-adviseur.yml:6: de datum 2026-11-21 ligt in de toekomst; kijk het jaar na"
    ]


def test_an_afspraak_may_be_for_the_day_itself(project: Path) -> None:
    assert afname(project, change(SCORES, "2026-12-01", "2026-05-12")).afspraken[0].due == date(2026, 5, 12)


def test_kept_is_yes_no_or_not_said(project: Path) -> None:
    said = ("ja", "nee", "null", "true", "false")

    found = [afname(project, change(SCORES, "bij: [a.2]", f"nagekomen: {word}")).afspraken[0].kept for word in said]

    assert found == [True, False, None, True, False]


def test_the_texts_of_the_versie_that_was_named_are_used(project: Path) -> None:
    old = RUBRIC.replace('versie: "3"', 'versie: "2"').replace("De lesgever ziet alle kinderen.", "De lesgever let op.")
    put(project, "rubrics/zwemles@2.yml", old)

    assert afname(project).rubric.vaardigheden["a.1"].text == "De lesgever ziet alle kinderen."
    assert afname(project, change(SCORES, '"3"', "2")).rubric.vaardigheden["a.1"].text == "De lesgever let op."


def test_a_fault_in_the_rubric_is_not_told_again_at_its_scores(project: Path) -> None:
    edit(project, "rubrics/zwemles.yml", "titel: Kijken", "tietel: Kijken")
    edit(project, SCORE_FILE, "doel: ontwikkeling", "doel: x")

    assert [line.split(": ")[0] for line in problems(project)] == ["rubrics/zwemles.yml:3", f"{SCORE_FILE}:7"]
