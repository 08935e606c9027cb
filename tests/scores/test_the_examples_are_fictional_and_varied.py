"""The score files of this repository are made up and say so, and show everything that a score file can hold."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading.project import read_project

if TYPE_CHECKING:
    from generator.model.afname import Afname, Score
    from generator.model.project import Project

ROOT = Path(__file__).parents[2]


@cache
def project() -> Project:
    return read_project(ROOT, today=date(2026, 11, 21))[0]


def afnamen() -> tuple[Afname, ...]:
    return project().afnamen


def scores() -> list[Score]:
    return [score for afname in afnamen() for score in afname.scores.values()]


def test_no_score_file_is_left_out_by_a_mistake_in_it() -> None:
    paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / "scores").glob("*/*.yml")]

    assert sorted(afname.path for afname in afnamen()) == sorted(paths)


def test_every_example_says_that_it_is_fictional() -> None:
    assert [afname.path for afname in afnamen() if not afname.is_fictional] == []
    assert project().register.is_fictional


def test_everybody_in_the_scores_is_in_the_register_and_the_other_way_round() -> None:
    assert {afname.ib_er for afname in afnamen()} == set(project().register.ib_ers)


def test_an_ib_er_as_taak_is_scored_on_the_basis_only() -> None:
    by_taak = {id for id, ib_er in project().register.ib_ers.items() if ib_er.aanstelling == "taak"}

    assert {afname.kijkwijzers for afname in afnamen() if afname.ib_er in by_taak} == {("basis",)}


def test_every_rubric_that_we_ship_is_used() -> None:
    assert {afname.rubric.id for afname in afnamen()} == set(project().rubric)


def test_each_rol_doel_status_bron_and_taak_occurs() -> None:
    assert {afname.waarnemer.rol for afname in afnamen()} == {"adviseur", "directeur", "zelf"}
    assert {afname.doel for afname in afnamen()} == {"ontwikkeling", "beoordeling"}
    assert {afname.status for afname in afnamen()} == {"concept", "vastgesteld"}
    assert {score.bron for score in scores()} == {"", "observatie", "gesprek", "bewijsstuk"}
    assert {score.taak for score in scores()} == {"", "ib", "directeur", "samen", "onduidelijk"}


def test_each_kind_of_score_occurs_also_open_with_a_note() -> None:
    assert {score.value for score in scores()} == {"1", "2", "3", "4", "ja", "nee", "nvt", None}


def test_an_afspraak_is_kept_or_not_kept_or_still_open() -> None:
    assert {afspraak.kept for afname in afnamen() for afspraak in afname.afspraken} == {True, False, None}


def test_what_was_not_seen_always_has_a_note_that_says_why() -> None:
    unseen = [(afname.path, score) for afname in afnamen() for score in afname.scores.values() if score.value == "1"]

    assert unseen
    assert [path for path, score in unseen if not score.aantekening] == []
