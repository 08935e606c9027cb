"""How long something may be kept, and who is past that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.bewaartermijn import (
    BIJNA,
    IN_DIENST,
    KIJK_NA,
    LOOPT,
    ONBEKEND,
    ONGEBRUIKT,
    STANDEN,
    VERSTREKEN,
    Bewaring,
    bewaring_of,
    bewaringen,
    last_day,
    months_after,
)
from generator.model.register import InternBegeleider, Register

DAY = date(2026, 11, 22)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
YEARS = st.integers(0, 99)


def left(day: date | None, *dates: date | None, since: date | None = None) -> Bewaring:
    return bewaring_of(InternBegeleider("ib-1", employed_from=since, employed_until=day), dates, 2, DAY)


@pytest.mark.parametrize(
    ("left", "years", "until"),
    [
        (date(2024, 7, 31), 2, date(2026, 7, 31)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2024, 7, 31), 0, date(2024, 7, 31)),
        (date(9990, 1, 1), 99, date.max),
    ],
)
def test_a_term_ends_on_the_same_day_of_the_year(left: date, years: int, until: date) -> None:
    assert last_day(left, years) == until


@given(left=DAYS, years=YEARS)
def test_a_term_is_never_longer_than_its_years_and_at_most_a_day_shorter(left: date, years: int) -> None:
    until = last_day(left, years)
    shorter_february = (left.month, left.day) == (2, 29) and until.day == 28

    assert (until.year, until.month) == (left.year + years, left.month)
    assert until.day == left.day or shorter_february


@given(left=DAYS, years=YEARS, day=DAYS)
def test_who_is_past_the_term_today_is_past_it_tomorrow(left: date, years: int, day: date) -> None:
    stands = [
        bewaring_of(InternBegeleider("ib-1", employed_until=left), (), years, on).stand == VERSTREKEN
        for on in (day, day + timedelta(days=1))
    ]

    assert stands[0] <= stands[1]


@given(left=DAYS, years=YEARS)
def test_the_first_day_that_is_past_is_the_one_after_the_last_of_the_term(left: date, years: int) -> None:
    ib_er = InternBegeleider("ib-1", employed_until=left)
    until = last_day(left, years)

    assert bewaring_of(ib_er, (), years, until).stand != VERSTREKEN
    after = bewaring_of(ib_er, (), years, until + timedelta(days=1))
    assert (after.stand, after.since) == (VERSTREKEN, until + timedelta(days=1))


@given(left=DAYS, day=DAYS, years=st.integers(0, 98))
def test_a_longer_term_is_never_past_sooner(left: date, day: date, years: int) -> None:
    ib_er = InternBegeleider("ib-1", employed_until=left)
    short, long = (bewaring_of(ib_er, (), term, day).stand == VERSTREKEN for term in (years, years + 1))

    assert long <= short


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
        (date(2026, 10, 15), 3, date(2027, 1, 15)),
    ],
)
def test_months_end_on_a_day_that_exists(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("left_on", "stand"),
    [
        (date(2024, 11, 21), VERSTREKEN),
        (date(2024, 11, 22), BIJNA),
        (date(2025, 2, 22), BIJNA),
        (date(2025, 2, 23), LOOPT),
        (date(2026, 11, 21), LOOPT),
        (date(2026, 11, 22), IN_DIENST),
        (date(2027, 7, 31), IN_DIENST),
    ],
)
def test_how_it_stands_follows_from_the_last_day_in_service(left_on: date, stand: str) -> None:
    assert left(left_on, date(2024, 5, 1)).stand == stand


def test_who_has_no_afname_for_longer_than_the_term_may_have_left_without_anybody_saying_so() -> None:
    assert left(None, date(2024, 11, 21)).stand == KIJK_NA
    assert left(None, date(2024, 11, 22)).stand == IN_DIENST
    assert left(date(2027, 7, 31), date(2020, 1, 1)).stand == IN_DIENST


def test_of_a_file_without_a_date_nothing_is_concluded() -> None:
    assert left(None, None).stand == IN_DIENST
    assert (left(None, None, date(2024, 5, 1)).latest, left(None, None).oldest) == (date(2024, 5, 1), None)


def test_a_term_of_no_years_does_not_make_a_year_without_an_afname_strange() -> None:
    ib_er = InternBegeleider("ib-1")

    assert bewaring_of(ib_er, [date(2025, 5, 1)], 0, DAY).stand == IN_DIENST


def test_who_is_only_in_the_register_is_told_apart() -> None:
    assert left(None).stand == ONGEBRUIKT
    assert left(date(2020, 7, 31)).stand == VERSTREKEN


def test_everybody_is_told_once_and_what_asks_for_attention_first() -> None:
    people = [
        InternBegeleider("ib-4"),
        InternBegeleider("ib-3", employed_until=date(2020, 7, 31)),
        InternBegeleider("ib-2", employed_until=date(2019, 7, 31)),
    ]
    register = Register(ib_ers={ib_er.id: ib_er for ib_er in people})
    found = bewaringen(register, {"ib-4": [DAY], "ib-9": [date(2019, 1, 1)]}, 2, DAY)

    assert [(bewaring.ib_er.id, bewaring.stand) for bewaring in found] == [
        ("ib-2", VERSTREKEN),
        ("ib-3", VERSTREKEN),
        ("ib-9", ONBEKEND),
        ("ib-4", IN_DIENST),
    ]
    assert found[2].until is None


@given(
    left=st.lists(st.none() | DAYS, max_size=6),
    scored=st.dictionaries(st.sampled_from("abcdefghi"), st.lists(st.none() | DAYS, min_size=1, max_size=3)),
    day=DAYS,
    years=YEARS,
)
def test_nobody_is_lost_and_everybody_stands_somewhere(
    left: list[date | None], scored: dict[str, list[date | None]], day: date, years: int
) -> None:
    ids = "abcdef"[: len(left)]
    register = Register(
        ib_ers={id: InternBegeleider(id, employed_until=until) for id, until in zip(ids, left, strict=True)}
    )
    found = bewaringen(register, scored, years, day)

    assert sorted(bewaring.ib_er.id for bewaring in found) == sorted({*ids, *scored})
    assert {bewaring.stand for bewaring in found} <= set(STANDEN)
    assert [bewaring.stand == ONBEKEND for bewaring in found] == [bewaring.ib_er.id not in ids for bewaring in found]
