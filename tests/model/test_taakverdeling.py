from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.afname import TAKEN, Afname, Score
from generator.model.dossier import Dossier
from generator.model.register import InternBegeleider
from generator.model.taakverdeling import Schoolverdeling, Taakverdeling, schoolverdelingen, taakverdeling_of
from tests.model.plain import VHM, afname, rubric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.taakverdeling import Taakrij
    from generator.model.verslag import Waarneming

LAST_YEAR, YEAR_BEFORE = date(2025, 5, 12), date(2024, 5, 14)
IB, DIRECTEUR, SAMEN, ONDUIDELIJK = (Score("3", taak=taak) for taak in TAKEN)


# One round


def test_what_all_agree_on_is_clear_and_stands_with_that_taak() -> None:
    found = latest(afname(scores={"1.1": IB}), afname("directeur", scores={"1.1": IB}))

    assert {taak: ids(rows) for taak, rows in found.per_taak.items()} == {"ib": ["1.1"]}
    assert found.unclear == ()


def test_one_who_noted_it_is_enough_and_who_noted_nothing_says_nothing() -> None:
    found = latest(afname(scores={"1.1": SAMEN}), afname("directeur", scores={"1.1": "2"}))

    assert ids(found.per_taak["samen"]) == ["1.1"]
    assert [seen.afname.waarnemer.rol for seen in found.noted[0].noted] == ["adviseur"]


def test_two_who_noted_another_taak_saw_it_differently() -> None:
    found = latest(afname(scores={"1.1": IB}), afname("directeur", scores={"1.1": SAMEN}))

    assert [row.uitkomst for row in found.unclear] == ["verschillend"]
    assert {taak: roles(seen) for taak, seen in found.unclear[0].per_taak.items()} == {
        "ib": ["adviseur"],
        "samen": ["directeur"],
    }
    assert found.per_taak == {}


def test_what_one_finds_unclear_is_unclear_whatever_another_noted() -> None:
    found = latest(afname(scores={"1.1": ONDUIDELIJK}), afname("directeur", scores={"1.1": SAMEN}))

    assert [row.uitkomst for row in found.unclear] == ["onduidelijk"]


def test_what_is_unclear_comes_before_what_is_seen_differently() -> None:
    found = latest(
        afname(scores={"1.1": IB, "1.3": ONDUIDELIJK}), afname("zelf", scores={"1.1": SAMEN, "1.3": ONDUIDELIJK})
    )

    assert ids(found.unclear) == ["1.3", "1.1"]


@pytest.mark.parametrize("value", ["nvt", None, "1"])
def test_a_taak_counts_whatever_the_score_is(value: str | None) -> None:
    found = latest(afname(scores={"1.1": Score(value, taak="directeur")}))

    assert ids(found.per_taak["directeur"]) == ["1.1"]


def test_rows_without_a_taak_are_only_counted() -> None:
    found = latest(afname(scores={"1.1": IB, "1.2": "3"}))

    assert (ids(found.noted), found.silent) == (["1.1"], 2)


# Earlier rounds


def test_what_was_noted_before_and_not_now_is_kept_apart_with_its_last_round() -> None:
    found = latest(
        afname(scores={"1.1": IB}),
        afname(day=LAST_YEAR, scores={"1.1": ONDUIDELIJK, "1.2": SAMEN}),
        afname(day=YEAR_BEFORE, scores={"1.2": ONDUIDELIJK, "1.3": ONDUIDELIJK}),
    )

    assert ids(found.noted) == ["1.1"]
    assert [(row.rij.vaardigheid.id, row.uitkomst, row.ronde.school_year) for row in found.earlier] == [
        ("1.2", "samen", 2024),
        ("1.3", "onduidelijk", 2023),
    ]


def test_a_round_for_the_other_doel_is_not_looked_back_at() -> None:
    found = latest(afname(), afname(day=LAST_YEAR, doel="beoordeling", scores={"1.1": IB}))

    assert found.earlier == ()


# A school


def test_a_school_puts_the_same_row_of_each_ib_er_side_by_side() -> None:
    found = school(
        person("ib-01", afname(scores={"1.1": IB, "1.2": IB, "1.3": ONDUIDELIJK})),
        person("ib-02", afname(scores={"1.1": IB, "1.2": SAMEN, "1.3": IB})),
    )

    assert {
        name: [row.first.rij.vaardigheid.id for row in getattr(found, name)]
        for name in ("unclear", "different", "agreed")
    } == {
        "unclear": ["1.3"],
        "different": ["1.2"],
        "agreed": ["1.1"],
    }
    assert [(dossier.ib_er.id, row.uitkomst) for dossier, row in found.unclear[0].per_ib_er] == [
        ("ib-01", "onduidelijk"),
        ("ib-02", "ib"),
    ]


def test_what_was_unclear_before_and_not_noted_since_is_kept_apart() -> None:
    found = school(
        person(
            "ib-01",
            afname(scores={"1.1": IB}),
            afname(day=LAST_YEAR, scores={"1.1": ONDUIDELIJK, "1.2": ONDUIDELIJK, "1.3": SAMEN}),
        ),
        person("ib-02", afname(scores={"1.2": IB})),
    )

    assert [row.first.rij.vaardigheid.id for row in found.rijen] == ["1.1", "1.2"]
    assert [(row.first.rij.vaardigheid.id, [who.ib_er.id for who, _ in row.per_ib_er]) for row in found.earlier] == [
        ("1.2", ["ib-01"])
    ]


def test_what_was_unclear_before_is_there_when_nothing_is_noted_now() -> None:
    people = (person("ib-01", afname(), afname(day=LAST_YEAR, scores={"1.1": ONDUIDELIJK})),)

    (found,) = schoolverdelingen(people, "ontwikkeling")
    assert (found.rijen, len(found.earlier)) == ((), 1)


def test_two_versies_in_one_year_look_back_at_the_same_row_once() -> None:
    before = afname(day=LAST_YEAR, scores={"1.1": ONDUIDELIJK})
    (found,) = schoolverdelingen((person("ib-01", before, afname(), afname(rubric=rubric("2026"))),), "ontwikkeling")

    assert [len(row.per_ib_er) for row in found.earlier] == [1]


def test_rows_come_in_the_order_of_the_rubric() -> None:
    found = school(person("ib-01", afname(scores={"1.3": IB})), person("ib-02", afname(scores={"1.1": IB})))

    assert [row.first.rij.vaardigheid.id for row in found.rijen] == ["1.1", "1.3"]


def test_another_versie_stands_by_itself_because_its_texts_may_differ() -> None:
    people = (
        person("ib-01", afname(scores={"1.1": IB})),
        person("ib-02", afname(rubric=rubric("2010"), scores={"1.1": SAMEN})),
    )

    assert [found.rubric.version for found in schoolverdelingen(people, "ontwikkeling")] == ["2010", "2015"]


def test_doelen_stay_apart_and_a_doel_without_notes_gives_nothing() -> None:
    people = (person("ib-01", afname(scores={"1.1": IB}), afname("directeur", doel="beoordeling")),)

    assert len(schoolverdelingen(people, "ontwikkeling")) == 1
    assert schoolverdelingen(people, "beoordeling") == ()


# Law

NOTES = st.dictionaries(
    st.sampled_from(list(VHM.vaardigheden)),
    st.builds(Score, st.sampled_from(["1", "4", "nvt", None]), taak=st.sampled_from(["", *TAKEN])),
)


@given(st.lists(st.tuples(st.sampled_from(["adviseur", "directeur", "zelf"]), NOTES), min_size=1, max_size=4))
def test_every_row_is_silent_or_clear_or_to_be_talked_about_and_no_note_is_lost(
    taken: list[tuple[str, dict[str, Score]]],
) -> None:
    afnamen = [
        replace(afname(rol, scores=scores, kijkwijzers=("basis", "functie")), path=str(number))
        for number, (rol, scores) in enumerate(taken)
    ]
    found = latest(*afnamen)
    clear = [row for rows in found.per_taak.values() for row in rows]

    assert Counter(ids(clear)) + Counter(ids(found.unclear)) == Counter(ids(found.noted))
    assert len(found.noted) + found.silent == len(VHM.vaardigheden)
    assert Counter((id, score.taak) for made in afnamen for id, score in made.scores.items() if score.taak) == Counter(
        (row.rij.vaardigheid.id, taak) for row in found.noted for taak, seen in row.per_taak.items() for _ in seen
    )
    for taak, rows in found.per_taak.items():
        assert all(list(row.per_taak) == [taak] for row in rows)


def person(id: str, *afnamen: Afname) -> Dossier:
    return Dossier(InternBegeleider(id), tuple(replace(made, ib_er=id) for made in afnamen))


def latest(*afnamen: Afname) -> Taakverdeling:
    return taakverdeling_of(person("ib-01", *afnamen).verslagen[0])


def school(*people: Dossier) -> Schoolverdeling:
    (found,) = schoolverdelingen(people, "ontwikkeling")
    return found


def ids(rows: Iterable[Taakrij]) -> list[str]:
    return [row.rij.vaardigheid.id for row in rows]


def roles(seen: Iterable[Waarneming]) -> list[str]:
    return [one.afname.waarnemer.rol for one in seen]
