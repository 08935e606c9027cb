"""Days as people type them in a form: 12-5-2026, 12/5/2026, 12 mei 2026. A day always comes before its month."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel.dates import get_month_names

YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})")
IN_WORDS = re.compile(r"(?P<day>[0-9]{1,2})(?P<sign>[- ])(?P<month>[a-z]{3,9}\.?)(?P=sign)(?P<year>[0-9]{4})")


def as_iso(text: str) -> str:
    """As jaar-maand-dag. What can be read in two ways, or in none, stays as it was typed, for its reader to refuse."""
    typed = " ".join(text.split())
    found = YEAR_FIRST.fullmatch(typed) or DAY_FIRST.fullmatch(typed) or IN_WORDS.fullmatch(typed.lower())
    if found is None:
        return typed
    month = _months().get(found["month"].removesuffix("."), found["month"])
    return f"{found['year']}-{month:0>2}-{found['day']:0>2}" if month.isdecimal() else typed


def is_day(text: str) -> bool:
    """Whether this is a day of the calendar, as jaar-maand-dag."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-05-12")


@cache
def _months() -> dict[str, str]:
    """The number of each month by its Dutch name, whole or short."""
    return {
        name.lower().removesuffix("."): str(number)
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale="nl").items()
    }
