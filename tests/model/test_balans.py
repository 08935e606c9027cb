from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.model.afname import Score
from generator.model.balans import Telling, Verschuiving, balans_of, count
from generator.model.rubric import Punt, Schaal
from tests.model.plain import VHM, afname, rubric


def test_each_score_is_counted_on_its_own_point() -> None:
    made = afname(scores={"1.1": "2", "1.2": "4", "1.3": "4"})

    assert balans_of(made).regels[0].now == Telling((0, 1, 0, 2))


def test_nvt_and_open_stand_apart_and_are_not_in_the_denominator() -> None:
    made = afname(scores={"1.1": "1", "1.2": "nvt"})

    telling = balans_of(made).regels[0].now
    assert telling == Telling((1, 0, 0, 0), nvt=1, open=1)
    assert telling.scored == 1
    assert telling.size == 3


def test_a_row_that_only_has_a_note_is_still_open() -> None:
    made = afname(scores={"1.1": Score(None, aantekening="komt nog")})

    assert balans_of(made).regels[0].now.open == 3


def test_a_taakgebied_outside_the_kijkwijzers_is_not_in_the_balans() -> None:

    assert [regel.taakgebied.id for regel in balans_of(afname()).regels] == ["begeleiden"]


def test_the_previous_counts_stand_beside_the_same_taakgebied() -> None:
    before = afname(day=date(2025, 5, 1), scores={"1.1": "1"})

    balans = balans_of(afname(scores={"1.1": "3"}), before)

    assert balans.regels[0].before == Telling((1, 0, 0, 0), open=2)
    assert balans.previous_total == Telling((1, 0, 0, 0), open=2)


def test_a_taakgebied_that_nobody_looked_at_before_has_no_previous_counts() -> None:
    now = afname(kijkwijzers=("basis", "functie"))

    balans = balans_of(now, afname(day=date(2025, 5, 1)))

    assert [regel.before is None for regel in balans.regels] == [False, True]
    assert balans.other_kijkwijzers


def test_another_versie_and_another_schaal_are_noticed() -> None:
    yes_no = Schaal((Punt("nee", "nee", "nee"), Punt("ja", "ja", "ja")), "ja")
    before = afname(day=date(2025, 5, 1), rubric=rubric("2010", schaal=yes_no))

    balans = balans_of(afname(), before)

    assert (balans.other_versie, balans.other_schaal, balans.other_kijkwijzers) == (True, True, False)


def test_another_waarnemer_is_noticed_and_who_scores_herself_never_is_one() -> None:
    now, before = afname(name="Vos"), afname(day=date(2025, 5, 1), name="Bos")

    assert balans_of(now, before).other_waarnemer
    assert not balans_of(now, replace(before, waarnemer=now.waarnemer)).other_waarnemer
    assert not balans_of(replace(now, waarnemer=replace(now.waarnemer, rol="zelf")), before).other_waarnemer


def test_without_a_previous_afname_nothing_differs() -> None:
    balans = balans_of(afname())

    assert not balans.other_waarnemer
    assert (balans.other_versie, balans.other_schaal, balans.other_kijkwijzers) == (False, False, False)


VALUES = st.sampled_from(["1", "2", "3", "4", "nvt", None])


@given(st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), VALUES))
def test_points_nvt_and_open_never_mix_and_together_are_all_rows(scores: dict[str, str | None]) -> None:
    made = afname(kijkwijzers=("basis", "functie"), scores=scores)
    said = [scores.get(id) for id in VHM.vaardigheden]

    telling = count(made, VHM.vaardigheden.values())

    assert telling.per_punt == tuple(said.count(point) for point in "1234")
    assert (telling.nvt, telling.open) == (said.count("nvt"), said.count(None))
    assert telling.size == len(VHM.vaardigheden)


def test_each_kijkwijzer_is_counted_by_itself() -> None:
    now = afname(kijkwijzers=("basis", "functie"), scores={"1.1": "3", "2.1": "1", "2.2": "nvt"})
    before = afname(day=date(2025, 5, 1), scores={"1.1": "2"})

    basis, functie = balans_of(now, before).delen

    assert (basis.kijkwijzer.id, basis.total, basis.previous_total) == (
        "basis",
        Telling((0, 0, 1, 0), open=2),
        Telling((0, 1, 0, 0), open=2),
    )
    assert (functie.kijkwijzer.id, functie.total, functie.previous_total) == (
        "functie",
        Telling((1, 0, 0, 0), nvt=1),
        None,
    )
    assert [regel.taakgebied.id for regel in functie.regels] == ["innoveren"]


# --- Since the afname before


def test_what_was_scored_higher_lower_and_the_same_is_told_by_row() -> None:
    before = afname(day=date(2025, 5, 1), scores={"1.1": "2", "1.2": "4", "1.3": "3"})
    now = afname(scores={"1.1": "4", "1.2": "1", "1.3": "3"})

    assert balans_of(now, before).verschuiving == Verschuiving(("1.1",), ("1.2",), ("1.3",), ())


def test_nvt_and_open_are_not_lower_than_a_point_and_not_compared() -> None:
    before = afname(day=date(2025, 5, 1), scores={"1.1": "4", "1.2": "nvt", "1.3": "1"})
    now = afname(scores={"1.1": "nvt", "1.2": "1"})

    assert balans_of(now, before).verschuiving == Verschuiving((), (), (), ("1.1", "1.2", "1.3"))


def test_a_row_with_another_text_is_not_compared() -> None:
    old = rubric("2014")
    one, *others = old.taakgebieden[0].indicatoren[0].vaardigheden
    changed = replace(old.taakgebieden[0].indicatoren[0], vaardigheden=(replace(one, text="Iets anders"), *others))
    old = replace(old, taakgebieden=(replace(old.taakgebieden[0], indicatoren=(changed,)), *old.taakgebieden[1:]))
    before = afname(day=date(2025, 5, 1), rubric=old, scores={"1.1": "1", "1.2": "1"})
    now = afname(scores={"1.1": "2", "1.2": "2"})

    assert balans_of(now, before).verschuiving == Verschuiving(("1.2",), (), (), ("1.1", "1.3"))


def test_on_another_schaal_nothing_is_compared() -> None:
    two = Schaal((Punt("1", "nee", "nee"), Punt("2", "ja", "ja")), "2")
    before = afname(day=date(2025, 5, 1), rubric=rubric(schaal=two), scores={"1.1": "1"})
    now = afname(scores={"1.1": "2"})

    assert balans_of(now, before).verschuiving == Verschuiving((), (), (), ("1.1", "1.2", "1.3"))


def test_without_an_afname_before_there_is_nothing_to_tell() -> None:

    assert balans_of(afname()).verschuiving is None
