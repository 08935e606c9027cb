"""What changed since last time, in one sentence."""

from __future__ import annotations

from datetime import date

from generator.model.balans import balans_of
from generator.model.ronde import rondes
from generator.rendering.dossier.sinds import between, shifts, since
from tests.model.plain import afname, rubric

BEFORE = date(2025, 5, 1)


def test_what_changed_is_told_by_row_and_nobody_is_graded() -> None:
    before = afname(day=BEFORE, scores={"1.1": "2", "1.2": "4", "1.3": "3"})
    now = afname(scores={"1.1": "4", "1.2": "1", "1.3": "3"})

    told = since(balans_of(now, before))
    assert told == "sinds 1 mei 2025: 1 hoger (1.1: 2→4), 1 lager (1.2: 4→1) en 1 gelijk."


def test_what_cannot_be_compared_is_told_apart() -> None:
    before = afname(day=BEFORE, scores={"1.1": "2", "1.2": "nvt"})
    now = afname(scores={"1.1": "2", "1.2": "1"})

    assert list(shifts(balans_of(now, before))) == ["1 gelijk gescoord", "niet te vergelijken: 1.2, 1.3"]
    assert since(balans_of(now, before)) == "sinds 1 mei 2025: 1 gelijk."


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

    told = since(balans_of(now, before))
    assert told.startswith("sinds 1 mei 2025: 40 hoger (1.1: 1→2, 1.2: 1→2, ")
    assert told.count("→") == 12
    assert told.endswith(" …).")


def test_a_first_afname_tells_nothing() -> None:

    assert since(balans_of(afname())) == ""


def test_who_looked_together_hears_where_they_did_not_score_alike() -> None:
    adviseur = afname("adviseur", scores={"1.1": "3", "1.2": "2", "1.3": "4"})
    directeur = afname("directeur", scores={"1.1": "3", "1.2": "3", "1.3": "nvt"})
    (ronde,) = rondes([adviseur, directeur])

    assert between(ronde) == "1 van de 3 rijen gelijk gescoord; niet gelijk: 1.2, 1.3."


def test_what_one_left_open_is_no_difference() -> None:
    adviseur = afname("adviseur", scores={"1.1": "3", "1.2": "2"})
    directeur = afname("directeur", scores={"1.1": "3"})
    (ronde,) = rondes([adviseur, directeur])

    assert between(ronde) == "1 van de 1 rij gelijk gescoord."


def test_who_looked_alone_has_nobody_to_differ_from() -> None:
    (ronde,) = rondes([afname(scores={"1.1": "3"})])

    assert between(ronde) == ""
