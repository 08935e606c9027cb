"""Sharing out room: nobody gets more than it wants, and what is cut says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.dossier.ruimte import CUT, cut, cut_line, lines_of, shares, weighed_shares

WANTS = st.lists(st.integers(0, 40), max_size=8)


def test_who_wants_little_gets_all_of_it_and_the_others_share_the_rest() -> None:
    assert shares(20, [2, 30, 30]) == [2, 9, 9]


def test_who_has_twice_the_weight_gets_twice_as_much() -> None:
    assert weighed_shares(12, [40, 40], [2, 1]) == [8, 4]


@given(st.integers(0, 100), WANTS)
def test_all_room_is_used_and_no_more_than_there_is(room: int, wants: list[int]) -> None:
    given = shares(room, wants)

    assert all(got <= want for got, want in zip(given, wants, strict=True))
    assert sum(given) == min(room, sum(wants))


@given(st.integers(0, 100), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4)), max_size=4))
def test_weights_change_who_gets_it_and_not_how_much(room: int, both: list[tuple[int, int]]) -> None:
    wants, weights = [want for want, _ in both], [weight for _, weight in both]

    given = weighed_shares(room, wants, weights)

    assert all(got <= want for got, want in zip(given, wants, strict=True))
    assert sum(given) == min(room, sum(wants))


@given(st.text(st.sampled_from("ab \n語é")), st.integers(1, 6))
def test_a_text_that_fits_stays_as_it_is_and_another_is_its_own_beginning(text: str, lines: int) -> None:
    shown = cut(text, 10, lines)

    if lines_of(text, 10) <= lines:
        assert shown == text
    else:
        assert shown.endswith(CUT)
        assert text.startswith(shown.removesuffix(f" {CUT}"))
        assert lines_of(shown, 10) <= lines


def test_a_text_is_cut_between_words_and_a_word_without_end_within() -> None:
    assert cut("een twee drie vier", 10, 1) == "een twee …"
    assert cut("x" * 50, 10, 2) == f"{'x' * 18} …"


def test_a_name_is_at_most_so_long() -> None:
    assert cut_line("Basisschool De Wilg", 30) == "Basisschool De Wilg"
    assert cut_line("語" * 30, 10) == f"{'語' * 4} …"
