from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from generator.model.afname import Score
from generator.model.overeenstemming import Overeenstemming, Pair, needed_for, overeenstemming, weighted_kappa
from generator.model.ronde import rondes
from generator.model.verslag import Verslag
from tests.model.plain import afname, rubric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.afname import Afname

# What others published


def pairs_of(table: Sequence[Sequence[int]]) -> list[Pair]:
    """One pair for each case that a table counts: rows are the first observer, columns the second."""
    return [(one, other) for one, row in enumerate(table) for other, count in enumerate(row) for _ in range(count)]


XEROMAMMOGRAMS = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]
"""D.G. Altman, Practical Statistics for Medical Research, 1991, table 14.2: two radiologists, 85 films, four points."""

ALLERGY = [[86, 3, 14, 0, 2], [26, 0, 10, 4, 0], [20, 2, 22, 4, 1], [11, 1, 37, 16, 14], [3, 0, 15, 24, 48]]
"""The same, table 14.3: two tests of 363 sera, five points."""

PREVALENCE = ([[70, 10], [10, 10]], [[40, 10], [10, 40]])
"""The same, table 14.4: equal agreement on two points, and yet another kappa."""

MAMMOGRAMS = [[34, 10, 2, 0], [6, 8, 8, 2], [2, 5, 4, 12], [0, 1, 2, 14]]
"""H.L. Kundel and M. Polansky, Measurement of Observer Agreement, Radiology 228, 2003, 303-308, table A1: 110 mammograms.
The value with linear weights is the one that the R package vcdExtra prints for it."""


@pytest.mark.parametrize(
    ("table", "published", "digits"),
    [
        (XEROMAMMOGRAMS, 0.57, 2),
        (ALLERGY, 0.56, 2),
        (PREVALENCE[0], 0.38, 2),
        (PREVALENCE[1], 0.60, 2),
        (MAMMOGRAMS, 0.5964, 4),
    ],
    ids=["Altman 14.2", "Altman 14.3", "Altman 14.4a", "Altman 14.4b", "Kundel and Polansky A1"],
)
def test_weighted_kappa_is_what_the_literature_says(table: list[list[int]], published: float, digits: int) -> None:
    found = weighted_kappa(pairs_of(table))

    assert found is not None
    assert round(found, digits) == published


def test_agreement_is_counted_as_in_the_literature() -> None:
    found = Overeenstemming((0, 1), tuple(pairs_of(XEROMAMMOGRAMS)))

    assert (found.equal, len(found.scored)) == (54, 85)
    assert found.within_one == 54 + 12 + 4 + 1 + 9 + 2 + 0


# What a published library says

PAIRS = st.integers(2, 7).flatmap(
    lambda size: st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), min_size=1, max_size=60)
)


@given(PAIRS)
def test_weighted_kappa_equals_that_of_scikit_learn(pairs: list[Pair]) -> None:
    one, other = zip(*pairs, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where it finds 0/0, which we call None
        theirs = cohen_kappa_score(one, other, labels=list(range(7)), weights="linear")

    ours = weighted_kappa(pairs)

    assert (ours is None) == math.isnan(theirs)
    assert ours is None or math.isclose(ours, theirs, abs_tol=1e-9)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=60))
def test_on_two_points_it_is_the_plain_kappa(pairs: list[Pair]) -> None:
    one, other = zip(*pairs, strict=True)
    ours = weighted_kappa(pairs)
    assume(ours is not None)

    assert math.isclose(ours or 0, cohen_kappa_score(one, other), abs_tol=1e-9)


@given(PAIRS)
def test_who_is_named_first_does_not_matter(pairs: list[Pair]) -> None:
    turned = [(other, one) for one, other in pairs]

    assert weighted_kappa(turned) == weighted_kappa(pairs)


@given(PAIRS)
def test_a_point_that_neither_used_changes_nothing(pairs: list[Pair]) -> None:
    """A schaal with a point below and one above."""
    assert weighted_kappa([(one + 1, other + 1) for one, other in pairs]) == weighted_kappa(pairs)


# When there is none


def test_a_kappa_asks_for_twice_the_square_of_the_points_and_at_least_twenty_rows() -> None:
    assert [needed_for(points) for points in range(1, 8)] == [20, 20, 20, 32, 50, 72, 98]


def test_one_row_less_than_needed_gives_no_kappa() -> None:
    pairs = ((0, 0), (0, 1), (1, 1), (2, 2), (2, 1)) * 4

    assert Overeenstemming((0, 1), pairs).kappa is not None
    assert Overeenstemming((0, 1), pairs[1:]).kappa is None


def test_only_the_points_that_were_used_count_for_what_is_needed() -> None:
    pairs = ((1, 1), (1, 2), (2, 2), (3, 3), (3, 2)) * 4

    assert Overeenstemming((0, 1), pairs).points == 3
    assert Overeenstemming((0, 1), pairs).kappa is not None
    assert Overeenstemming((0, 1), (*pairs, (0, 1))).kappa is None


@given(st.lists(st.integers(0, 3), min_size=40, max_size=60), st.booleans())
def test_who_used_one_point_gives_no_kappa(other: list[int], turned: bool) -> None:  # noqa: FBT001
    pairs = tuple((place, 2) if turned else (2, place) for place in other)

    found = Overeenstemming((0, 1), pairs)

    assert (1 if turned else 0) in found.constant
    assert found.kappa is None


# From the rows of a round


def of(*afnamen: Afname) -> Overeenstemming:
    (ronde,) = rondes(afnamen)
    return overeenstemming(Verslag(ronde).rijen, (0, 1))


def test_open_nvt_and_the_lowest_point_are_three_things() -> None:
    found = of(
        afname(scores={"1.1": "1", "1.2": "1", "1.3": "1"}),
        afname("directeur", scores={"1.1": "1", "1.2": "nvt", "1.3": None}),
    )

    assert found.scored == ((0, 0),)
    assert (found.one_nvt, found.both_nvt, found.open) == (1, 0, 1)


def test_nvt_by_one_on_what_the_other_left_open_is_open() -> None:
    found = of(afname(scores={"1.1": "nvt", "1.2": "nvt"}), afname("directeur", scores={"1.1": "nvt"}))

    assert (found.one_nvt, found.both_nvt, found.open) == (0, 1, 2)


def test_only_rows_that_both_were_asked_are_compared() -> None:
    found = of(
        afname(kijkwijzers=("basis", "functie"), scores={"1.1": "3", "2.1": "4"}),
        afname("directeur", scores={"1.1": "4"}),
    )

    assert found.scored == ((2, 3),)
    assert found.open == 2


SCORES = st.dictionaries(
    st.sampled_from([f"{part}.{number}" for part in "12" for number in range(1, 6)]),
    st.sampled_from(["1", "2", "3", "4", "nvt", None]),
)


@given(SCORES, SCORES)
def test_each_row_that_both_were_asked_is_counted_once(
    one: dict[str, str | None], other: dict[str, str | None]
) -> None:
    wide = rubric(begeleiden=5, innoveren=5)
    both = ("basis", "functie")

    found = of(
        afname(rubric=wide, kijkwijzers=both, scores=one),
        afname("zelf", rubric=wide, kijkwijzers=both, scores={id: Score(value) for id, value in other.items()}),
    )

    expected = [
        (int(one[id] or 0) - 1, int(other[id] or 0) - 1)
        for id in wide.vaardigheden
        if (one.get(id) or "").isdigit() and (other.get(id) or "").isdigit()
    ]
    assert list(found.scored) == expected
    assert len(found.scored) + found.one_nvt + found.both_nvt + found.open == 10
    assert found.equal == sum(left == right for left, right in expected)
