from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.model.ronde import rondes
from generator.model.rubric import Punt, Schaal
from generator.model.vergelijking import MOST_FIRST, Vergelijking, alone, momenten, vergelijkingen
from tests.model.plain import VHM, afname, rubric

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from generator.model.afname import Afname
    from generator.model.vergelijking import Verschil

BOTH = ("basis", "functie")
AUTUMN, WINTER, SPRING = date(2025, 11, 12), date(2026, 2, 1), date(2026, 5, 12)


def compared(*afnamen: Afname) -> Vergelijking:
    (ronde,) = rondes(afnamen)
    (found,) = vergelijkingen(ronde)
    return found


def ids(found: Iterable[Verschil]) -> list[str]:
    return [verschil.rij.vaardigheid.id for verschil in found]


# Rows


def test_the_furthest_apart_comes_first_and_then_what_is_on_the_edge_of_sufficient() -> None:
    wide = rubric(begeleiden=5)
    found = compared(
        afname(rubric=wide, scores={"1.1": "3", "1.2": "1", "1.3": "2", "1.4": "1", "1.5": "4"}),
        afname("directeur", rubric=wide, scores={"1.1": "4", "1.2": "2", "1.3": "3", "1.4": "4", "1.5": "4"}),
    )

    assert [(id, verschil.places) for id, verschil in zip(ids(found.verschillen), found.verschillen, strict=True)] == [
        ("1.4", 3),
        ("1.3", 1),
        ("1.1", 1),
        ("1.2", 1),
    ]
    assert ids(found.equal) == ["1.5"]


def test_places_are_counted_on_the_schaal_and_not_in_what_its_values_look_like() -> None:
    letters = Schaal((Punt("C", "", "C"), Punt("10", "", "10"), Punt("A", "", "A")), "10")
    kind = rubric(schaal=letters)
    found = compared(
        afname(rubric=kind, scores={"1.1": "C", "1.2": "10"}),
        afname("directeur", rubric=kind, scores={"1.1": "A", "1.2": "C"}),
    )

    assert [verschil.places for verschil in found.verschillen] == [2, 1]


def test_of_more_than_two_the_lowest_and_the_highest_count() -> None:
    made = [afname(rol, scores={"1.1": value}) for rol, value in (("adviseur", "2"), ("directeur", "4"), ("zelf", "3"))]

    assert [verschil.places for verschil in compared(*made).verschillen] == [2]


def test_a_score_beside_nvt_is_another_kind_of_difference() -> None:
    found = compared(
        afname(scores={"1.1": "1", "1.2": "nvt"}),
        afname("directeur", scores={"1.1": "nvt", "1.2": "nvt"}),
    )

    assert ids(found.about_nvt) == ["1.1"]
    assert ids(found.equal) == ["1.2"]
    assert found.verschillen == ()


def test_open_is_no_difference_but_nothing_to_compare_yet() -> None:
    found = compared(
        afname(scores={"1.1": "4", "1.2": "nvt"}),
        afname("directeur", scores={"1.1": None}),
    )

    assert ids(found.waiting) == ["1.1", "1.2", "1.3"]
    assert ids(found.verschillen) == ids(found.about_nvt) == ids(found.equal) == []


def test_what_only_one_was_asked_is_not_compared() -> None:
    found = compared(
        afname(kijkwijzers=BOTH, scores={"1.1": "4", "2.1": "4"}), afname("directeur", scores={"1.1": "1", "2.1": "1"})
    )

    assert ids(found.verschillen) == ["1.1"]
    assert ids(found.unshared) == ["2.1", "2.2"]


def test_a_talk_begins_with_a_handful() -> None:
    wide = rubric(begeleiden=8)
    scores = dict.fromkeys(wide.vaardigheden, "3")
    found = compared(afname(rubric=wide, scores=scores), afname("zelf", rubric=wide, scores=dict.fromkeys(scores, "4")))

    assert len(found.first) == MOST_FIRST
    assert ids([*found.first, *found.rest]) == ids(found.verschillen) == [f"1.{number}" for number in range(1, 9)]


VALUES = st.sampled_from(["1", "2", "3", "4", "nvt", None])
TAKEN = st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), VALUES)
WHO = st.lists(st.tuples(TAKEN, st.sampled_from([("basis",), ("functie",), BOTH])), min_size=2, max_size=3)


@given(WHO)
def test_each_row_is_in_exactly_one_place(taken: list[tuple[dict[str, str | None], tuple[str, ...]]]) -> None:
    rollen = ("adviseur", "directeur", "zelf")
    found = compared(
        *(
            afname(rol, kijkwijzers=kijkwijzers, scores=scores)
            for rol, (scores, kijkwijzers) in zip(rollen, taken, strict=False)
        )
    )

    placed = [*found.verschillen, *found.about_nvt, *found.equal, *found.waiting, *found.unshared]
    assert sorted(ids(placed)) == sorted(ids(found.rijen))
    assert len(found.overeenstemmingen) == len(taken) * (len(taken) - 1) / 2


@given(TAKEN, TAKEN)
def test_what_is_told_of_two_equals_an_independent_look_at_their_scores(
    one: dict[str, str | None], other: dict[str, str | None]
) -> None:
    found = compared(afname(kijkwijzers=BOTH, scores=one), afname("zelf", kijkwijzers=BOTH, scores=other))

    told = {id: (one.get(id), other.get(id)) for id in VHM.vaardigheden}
    assert set(ids(found.verschillen)) == {
        id for id, (a, b) in told.items() if "nvt" not in (a, b) and a and b and a != b
    }
    assert set(ids(found.about_nvt)) == {id for id, (a, b) in told.items() if a and b and (a == "nvt") != (b == "nvt")}
    assert set(ids(found.equal)) == {id for id, (a, b) in told.items() if a and a == b}
    assert set(ids(found.waiting)) == {id for id, (a, b) in told.items() if not (a and b)}


# Moments


def rollen(*afnamen: Afname) -> list[list[str]]:
    """The rol and the day of the afnamen of each moment."""
    (ronde,) = rondes(afnamen)
    return [[f"{one.waarnemer.rol} {one.date:%m-%d}" for one in moment] for moment in momenten(ronde)]


def test_who_each_scored_once_in_a_year_are_compared() -> None:
    assert rollen(afname(), afname("directeur", AUTUMN), afname("zelf", SPRING)) == [
        ["adviseur 05-12", "directeur 11-12", "zelf 05-12"]
    ]


def test_a_self_assessment_belongs_to_the_nearest_of_two_observations() -> None:
    made = (afname(day=AUTUMN), afname("directeur", SPRING), afname(day=SPRING), afname("zelf", date(2026, 4, 20)))

    assert rollen(*made) == [["adviseur 11-12"], ["adviseur 05-12", "directeur 05-12", "zelf 04-20"]]


def test_what_one_person_scored_twice_is_never_compared_with_itself() -> None:
    (ronde,) = rondes([afname(day=AUTUMN, name="Karin"), afname(day=SPRING, name="Karin")])

    assert vergelijkingen(ronde) == ()
    assert [one.date for one in alone(ronde)] == [AUTUMN, SPRING]


def test_two_of_one_rol_on_one_day_are_two_observers() -> None:
    made = (afname(name="Karin", path="a"), afname(name="Piet", path="b"))

    assert rollen(*made) == [["adviseur 05-12", "adviseur 05-12"]]


def test_two_meetings_on_one_day_are_two_moments() -> None:
    made = [
        afname(rol, name=name, occasion=occasion, path=path)
        for rol, name, occasion, path in (
            ("adviseur", "Karin", "Groep 4", "1"),
            ("adviseur", "Karin", "groep  5", "2"),
            ("directeur", "Piet", "Groep 5", "3"),
            ("directeur", "Piet", "groep 4", "4"),
        )
    ]
    (ronde,) = rondes(made)

    assert [[one.path for one in moment] for moment in momenten(ronde)] == [["1", "4"], ["2", "3"]]


def test_two_without_a_name_at_two_meetings_are_taken_for_one_person() -> None:
    made = (afname(occasion="groep 4", path="a"), afname(occasion="groep 5", path="b"))

    assert len(rollen(*made)) == 2


def test_the_latest_moment_is_told_first_and_says_how_many_days_it_spans() -> None:
    (ronde,) = rondes(
        [afname(day=AUTUMN), afname("zelf", AUTUMN), afname(day=SPRING), afname("zelf", date(2026, 5, 5))]
    )

    assert [(found.ronde.latest, found.days) for found in vergelijkingen(ronde)] == [(SPRING, 7), (AUTUMN, 0)]


TAKINGS = st.lists(
    st.tuples(
        st.sampled_from(["adviseur", "directeur", "zelf"]),
        st.sampled_from([AUTUMN, WINTER, SPRING, date(2026, 5, 13)]),
        st.sampled_from(["", "Karin", "Piet"]),
    ),
    min_size=1,
    max_size=7,
    unique=True,
)


@given(TAKINGS, st.randoms(use_true_random=False))
def test_every_afname_is_in_one_moment_whatever_the_order_of_the_files(
    taken: list[tuple[str, date, str]], random: Random
) -> None:
    made = [afname(rol, day, name=name, path=f"{rol}-{day}-{name}") for rol, day, name in taken]
    (ronde,) = rondes(made)
    (shuffled,) = rondes(random.sample(made, len(made)))

    found = [[one.path for one in moment] for moment in momenten(ronde)]

    assert sorted(path for moment in found for path in moment) == sorted(one.path for one in made)
    assert found == [[one.path for one in moment] for moment in momenten(shuffled)]
    for moment in momenten(ronde):
        days_by_rol = {(one.waarnemer.rol, one.date) for one in moment}
        assert len(days_by_rol) == len({rol for rol, _ in days_by_rol})
