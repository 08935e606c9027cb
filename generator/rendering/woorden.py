"""Dutch as it is written: dates, school years, counts and lists of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.lists import format_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

LOCALE = "nl"


def long_date(day: date) -> str:
    """12 mei 2026."""
    return format_date(day, "d MMMM y", locale=LOCALE)


def short_date(day: date) -> str:
    """12-05-2026, for places with little room."""
    return format_date(day, "dd-MM-y", locale=LOCALE)


def school_year(start: int) -> str:
    """2025-2026, from the year in which it starts."""
    return f"{start}-{start + 1}"


def counted(number: int, singular: str, plural: str) -> str:
    """1 afname, 3 afnamen, geen afnamen."""
    return f"{number or 'geen'} {singular if number == 1 else plural}"


def listed(words: Iterable[str], *, last: str = "en") -> str:
    """a, b en c; with `last` "of": a, b of c."""
    return format_list(list(words), style="or" if last == "of" else "standard", locale=LOCALE)


def capital(text: str) -> str:
    """The same text with a capital, where ij is one letter: IJkpunt. The rest stays as it is."""
    size = 2 if text[:2].lower() == "ij" else 1
    return text[:size].upper() + text[size:]


def for_whom(audience: str) -> str:
    """Voor elke ib-er, whether or not the author began with `voor` himself; nothing when there is no audience."""
    begins = audience.lower().startswith("voor ")
    return capital(audience) if begins or not audience else f"Voor {audience}"


FILTERS: dict[str, Callable[..., str]] = {
    "long_date": long_date,
    "short_date": short_date,
    "school_year": school_year,
    "counted": counted,
    "listed": listed,
    "capital": capital,
    "for_whom": for_whom,
}
"""The same, for templates: {{ afname.date | long_date }}, {{ number | counted("afname", "afnamen") }}."""
