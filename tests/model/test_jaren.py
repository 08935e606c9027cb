from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.model.balans import Telling
from generator.model.jaren import Kolom, Reeks, by_rol, reeksen
from generator.model.ronde import rondes
from generator.model.rubric import Punt, Schaal
from tests.model.plain import SCHAAL, VHM, afname, rubric

if TYPE_CHECKING:
    from generator.model.afname import Afname

YES_NO = Schaal((Punt("nee", "", "nee"), Punt("ja", "", "ja")), "ja")
BOTH = ("basis", "functie")


# Which rounds belong together


def test_a_series_is_one_rubric_and_one_doel_from_the_earliest_round_on() -> None:
    other = replace(VHM, id="bespreking")
    made = (taken(2026), taken(2024), taken(2026, month=3, rubric=other), taken(2025, doel="beoordeling"))

    found = reeksen(rondes(made))

    assert [(reeks.rubric.id, reeks.doel, years(reeks)) for reeks in found] == [
        ("vhm", "ontwikkeling", [2023, None, 2025]),
        ("bespreking", "ontwikkeling", [2025]),
        ("vhm", "beoordeling", [2024]),
    ]


def test_versions_share_a_series_that_is_called_by_the_last() -> None:
    reeks = series(taken(2024, rubric=rubric("2010")), taken(2025), taken(2026))

    assert reeks.rubric.version == "2015"
    assert [versie.version for versie in reeks.versies] == ["2010", "2015"]


def test_two_versions_in_one_school_year_have_a_place_each_by_date() -> None:
    reeks = series(taken(2026, rubric=rubric("2010")), taken(2026, month=6))

    assert [kolom.ronde and kolom.ronde.rubric.version for kolom in reeks.kolommen] == ["2010", "2015"]
    assert years(reeks) == [2025, 2025]


# Gaps


def test_a_year_without_a_round_keeps_its_place() -> None:
    assert spans(series(taken(2022), taken(2025))) == [(2021, 2021, True), (2022, 2022, False), (2023, 2023, False), (2024, 2024, True)]  # fmt: skip


def test_a_long_gap_is_one_place_that_names_its_years() -> None:
    assert spans(series(taken(1926), taken(2026))) == [(1925, 1925, True), (1926, 2024, False), (2025, 2025, True)]


@given(st.sets(st.integers(1990, 2030), min_size=1))
def test_every_year_from_the_first_to_the_last_has_exactly_one_place(found: set[int]) -> None:
    reeks = series(*(taken(year) for year in found))

    assert reeks.kolommen[0].first == min(found) - 1
    assert reeks.kolommen[-1].last == max(found) - 1
    assert all(now.first == was.last + 1 for was, now in pairwise(reeks.kolommen))
    assert sum(kolom.ronde is not None for kolom in reeks.kolommen) == len(found)


# What makes two rounds hard to compare


def test_the_first_round_and_a_gap_have_nothing_to_differ_from() -> None:
    assert [kolom.overgang is None for kolom in series(taken(2024), taken(2026)).kolommen] == [True, True, False]


def test_a_round_after_a_gap_is_compared_with_the_one_before_the_gap() -> None:
    last = series(taken(2024, rubric=rubric("2010")), taken(2026)).kolommen[-1]

    assert last.overgang is not None
    assert last.overgang.other_versie
    assert last.overgang.previous.school_year == 2023


def test_the_same_rol_with_another_name_is_another_observer() -> None:
    assert told(taken(2025, name="Piet"), taken(2026, name="Karin")) == [("adviseur", True, False)]
    assert told(taken(2025, name="Piet"), taken(2026, name="Piet")) == []


def test_who_scores_herself_is_never_another_observer() -> None:
    assert told(taken(2025, "zelf", name="Noor"), taken(2026, "zelf", name="N. Dijk")) == []


def test_an_observer_is_compared_with_the_last_time_in_the_same_rol() -> None:
    made = (taken(2024, name="Piet"), taken(2025, "directeur"), taken(2026, name="Karin"))

    last = series(*made).kolommen[-1].overgang

    assert last is not None
    assert [(w.rol, w.other_names, len(w.now), len(w.before)) for w in last.wisselingen] == [
        ("adviseur", True, 1, 1),
        ("directeur", False, 0, 1),
    ]


def test_that_a_rol_is_gone_is_told_once() -> None:
    made = (taken(2024), taken(2024, "directeur"), taken(2025), taken(2026))

    found = [
        [w.rol for w in kolom.overgang.wisselingen] if kolom.overgang else None for kolom in series(*made).kolommen
    ]

    assert found == [None, ["directeur"], []]


def test_other_kijkwijzers_are_told_per_rol() -> None:
    assert told(taken(2025), taken(2026, kijkwijzers=BOTH)) == [("adviseur", False, True)]
    assert told(taken(2025, kijkwijzers=BOTH), taken(2026, kijkwijzers=("functie", "basis"))) == []


# The schaal


def test_rounds_with_another_schaal_are_a_part_of_their_own() -> None:
    made = (taken(2024, rubric=rubric("2010", schaal=YES_NO)), taken(2025), taken(2026))

    found = series(*made)

    assert [len(deel.schaal.punten) for deel in found.delen] == [4, 2]
    assert [[deel.holds(kolom) for kolom in found.kolommen] for deel in found.delen] == [
        [False, True, True],
        [True, False, False],
    ]
    assert all(
        telling is None or len(telling.per_punt) == len(deel.schaal.punten)
        for deel in found.delen
        for paneel in deel.panelen
        for kolom in paneel.tellingen
        for telling in kolom
    )


def test_points_that_only_got_another_name_stay_on_the_same_axis_and_are_told() -> None:
    renamed = Schaal((*SCHAAL.punten[:3], Punt("4", "top", "altijd gezien")), "3")

    found = series(taken(2025), taken(2026, rubric=rubric("2020", schaal=renamed)))

    assert len(found.delen) == 1
    overgang = found.kolommen[-1].overgang
    assert overgang is not None
    assert not overgang.other_schaal
    assert [(was.short, now.short) for was, now in overgang.renamed] == [("volledig", "top")]


def test_a_part_says_in_the_words_of_its_last_versie_what_the_points_mean() -> None:
    renamed = Schaal((*SCHAAL.punten[:3], Punt("4", "top", "altijd gezien")), "3")

    found = series(taken(2025), taken(2026, rubric=rubric("2020", schaal=renamed)))

    assert found.delen[0].schaal.top.short == "top"


# The panels


def test_each_afname_is_counted_by_itself() -> None:
    made = (taken(2026, scores={"1.1": "1", "1.2": "nvt"}), taken(2026, "zelf", scores={"1.1": "4", "1.2": "4"}))

    (paneel,) = series(*made).delen[0].panelen

    assert paneel.tellingen == ((Telling((1, 0, 0, 0), 1, 1), Telling((0, 0, 0, 2), 0, 1)),)


def test_a_taakgebied_that_was_not_asked_is_no_count_of_zero() -> None:
    basis, functie = series(taken(2025), taken(2026, kijkwijzers=BOTH)).delen[0].panelen

    assert [telling is None for kolom in basis.tellingen for telling in kolom] == [False, False]
    assert [telling is None for kolom in functie.tellingen for telling in kolom] == [True, False]


def test_a_year_without_a_round_has_no_counts_at_all() -> None:
    (paneel,) = series(taken(2024), taken(2026)).delen[0].panelen

    assert [len(kolom) for kolom in paneel.tellingen] == [1, 0, 1]


def test_the_last_versie_orders_the_panels_and_what_is_only_older_comes_after() -> None:
    here, there = VHM.taakgebieden
    old = replace(VHM, version="2010", taakgebieden=(replace(there, id="oud", title="Oud"), replace(here, title="Was")))
    made = (taken(2025, rubric=old, kijkwijzers=BOTH), taken(2026, kijkwijzers=BOTH))

    panelen = series(*made).delen[0].panelen

    assert [(p.taakgebied.title, p.earlier_titles) for p in panelen] == [
        ("Begeleiden", (("2010", "Was"),)),
        ("Innoveren", ()),
        ("Oud", ()),
    ]


def test_the_highest_stack_of_all_panels_is_the_measure_of_each() -> None:
    scores = {"1.1": "1", "1.2": "2", "2.1": "4"}
    (deel,) = series(taken(2026, kijkwijzers=BOTH, scores=scores)).delen

    assert [paneel.highest for paneel in deel.panelen] == [2, 1]
    assert deel.highest == 2


SCORES = st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), st.sampled_from(["1", "2", "3", "4", "nvt", None]))


@given(st.lists(st.tuples(st.integers(2018, 2026), st.sampled_from(["adviseur", "directeur", "zelf"]), SCORES), min_size=1))  # fmt: skip
def test_the_counts_of_all_panels_together_are_all_rows_of_all_afnamen(
    made: list[tuple[int, str, dict[str, str | None]]],
) -> None:
    found = series(*(taken(year, rol, kijkwijzers=BOTH, scores=scores) for year, rol, scores in made))
    tellingen = [t for p in found.delen[0].panelen for kolom in p.tellingen for t in kolom if t]

    assert sum(telling.size for telling in tellingen) == len(made) * len(VHM.vaardigheden)
    assert sum(t.nvt for t in tellingen) == sum(value == "nvt" for _, _, scores in made for value in scores.values())
    assert sum(t.per_punt[0] for t in tellingen) == sum(v == "1" for _, _, scores in made for v in scores.values())


def test_rollen_are_told_apart_within_a_round() -> None:
    (ronde,) = series(taken(2026), taken(2026, "zelf")).rondes

    assert [len(by_rol(ronde, rol)) for rol in ("adviseur", "directeur", "zelf")] == [1, 0, 1]


def taken(year: int, rol: str = "adviseur", *, month: int = 5, **fields: object) -> Afname:
    return afname(rol, date(year, month, 12), **fields)  # type: ignore[arg-type]


def series(*afnamen: Afname) -> Reeks:
    (found,) = reeksen(rondes(afnamen))
    return found


def years(reeks: Reeks) -> list[int | None]:
    return [kolom.ronde.school_year if kolom.ronde else None for kolom in reeks.kolommen]


def spans(reeks: Reeks) -> list[tuple[int, int, bool]]:
    return [(kolom.first, kolom.last, kolom.ronde is not None) for kolom in reeks.kolommen]


def told(*afnamen: Afname) -> list[tuple[str, bool, bool]]:
    last: Kolom = series(*afnamen).kolommen[-1]
    assert last.overgang is not None
    return [(w.rol, w.other_names, w.other_kijkwijzers) for w in last.overgang.wisselingen]
