"""What changed since last time, in one sentence."""

from __future__ import annotations

from datetime import date

from generator.model.balans import balans_of
from generator.rendering.dossier.words import since
from tests.model.plain import afname, rubric

BEFORE = date(2025, 5, 1)


def test_what_changed_is_told_by_row_and_nobody_is_graded() -> None:
    before = afname(day=BEFORE, scores={"1.1": "2", "1.2": "4", "1.3": "3"})
    now = afname(scores={"1.1": "4", "1.2": "1", "1.3": "3"})

    told = since(balans_of(now, before))
    assert told == "1 mei 2025: 1 hoger (1.1), 1 lager (1.2) en 1 gelijk gescoord."


def test_what_cannot_be_compared_is_told_apart() -> None:
    before = afname(day=BEFORE, scores={"1.1": "2", "1.2": "nvt"})
    now = afname(scores={"1.1": "2", "1.2": "1"})

    assert since(balans_of(now, before)) == "1 mei 2025: 1 gelijk gescoord; 2 rijen niet te vergelijken."


def test_another_observer_and_another_versie_are_told() -> None:
    before = afname(day=BEFORE, name="Oud", rubric=rubric("2014"), scores={"1.1": "2"})
    now = afname(name="Nieuw", scores={"1.1": "3"})

    told = since(balans_of(now, before))
    assert told.endswith("; toen keek iemand anders; toen met versie 2014.")


def test_of_many_rows_only_the_first_are_named() -> None:
    many = rubric(begeleiden=40)
    ids = [f"1.{number}" for number in range(1, 41)]
    before = afname(day=BEFORE, rubric=many, scores=dict.fromkeys(ids, "1"))
    now = afname(rubric=many, scores=dict.fromkeys(ids, "2"))

    assert "40 hoger (1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.10, 1.11, 1.12 …)" in since(balans_of(now, before))


def test_a_first_afname_tells_nothing() -> None:

    assert since(balans_of(afname())) == ""
