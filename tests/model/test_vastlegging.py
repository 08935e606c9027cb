from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.model.vastlegging import Commit, Plek, Vastlegging, Verandering, Wijziging, veranderingen

ROW = Plek("scores", "1.1", "score")
NOTE = Plek("scores", "1.1", "aantekening")
KEPT = Plek("afspraken", "Bellen", "nagekomen")
INHOUD = st.dictionaries(
    st.builds(Plek, st.sampled_from("xyz"), st.sampled_from("12"), st.sampled_from("fg")),
    st.text(min_size=1, max_size=2),
)


def test_what_stayed_the_same_is_no_difference() -> None:
    assert veranderingen({ROW: "3", NOTE: "goed"}, {NOTE: "goed", ROW: "3"}) == ()


def test_open_nvt_and_a_point_are_three_things() -> None:
    assert veranderingen({}, {ROW: "nvt"}) == (Verandering(ROW, "", "nvt"),)
    assert veranderingen({ROW: "nvt"}, {ROW: "1"}) == (Verandering(ROW, "nvt", "1"),)
    assert veranderingen({ROW: "1"}, {}) == (Verandering(ROW, "1", ""),)


@given(INHOUD, INHOUD)
def test_applying_the_differences_gives_what_it_became(before: dict[Plek, str], after: dict[Plek, str]) -> None:
    made = {**before, **{change.plek: change.after for change in veranderingen(before, after)}}

    assert {plek: text for plek, text in made.items() if text} == after


@given(INHOUD, INHOUD, INHOUD)
def test_a_merge_is_told_only_what_neither_side_had(
    one: dict[Plek, str], other: dict[Plek, str], now: dict[Plek, str]
) -> None:
    told = {change.plek for change in veranderingen(one, now, other)}

    assert told == {plek for plek in {**one, **other, **now} if now.get(plek) not in (one.get(plek), other.get(plek))}


def test_an_afspraak_that_came_is_one_difference_however_much_it_says() -> None:
    now = {Plek("afspraken", "Bellen"): "Bellen", Plek("afspraken", "Bellen", "wie"): "ib-er", KEPT: "nee"}

    assert [change.plek.field for change in veranderingen({}, now)] == [""]


def test_following_up_an_afspraak_does_not_count_and_moving_its_date_does() -> None:
    assert not Wijziging(changes=(Verandering(KEPT, "", "ja"),)).counts
    assert Wijziging(changes=(Verandering(Plek("afspraken", "Bellen", "voor"), "", "2026-12-01"),)).counts


def test_what_is_not_known_counts_and_another_name_or_lay_out_does_not() -> None:
    assert Wijziging(is_unreadable=True).counts
    assert Wijziging(is_removal=True).counts
    assert Wijziging(is_other_doel=True).counts
    assert not Wijziging(moved_from="scores/x.yml").counts


def test_edits_are_what_counts_of_all_that_came_after() -> None:
    edit, moved = Wijziging(changes=(Verandering(ROW, "1", "2"),)), Wijziging(moved_from="x")

    assert Vastlegging(since=(edit, moved)).edits == (edit,)


def test_a_commit_is_named_by_its_first_seven_characters() -> None:
    assert Commit("0123456789abcdef").short == "0123456"
