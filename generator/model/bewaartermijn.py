"""How long what is known of an ib-er may be kept: until some years after leaving. Who is past that, and of whom it cannot be told."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from typing import TYPE_CHECKING

from generator.model.register import InternBegeleider

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model.register import Register

VERSTREKEN = "verstreken"
BIJNA = "bijna verstreken"
KIJK_NA = "misschien weg"
ONBEKEND = "niet in het register"
ONGEBRUIKT = "alleen in het register"
LOOPT = "loopt"
IN_DIENST = "in dienst"
STANDEN = (VERSTREKEN, BIJNA, KIJK_NA, ONBEKEND, ONGEBRUIKT, LOOPT, IN_DIENST)
"""How it can stand, what asks for attention first."""

SOON = 3
"""Months before the end in which it is told already."""
SILENT = 2
"""Years without an afname, at the least, after which it is asked whether somebody has left. One round a year is usual."""
MONTHS = 12


@dataclass(frozen=True)
class Bewaring:
    """Retention: how the term stands for one ib-er on one day."""

    ib_er: InternBegeleider
    stand: str
    until: date | None = None
    """The last day of the term; None as long as nobody has said when this person left."""
    dates: tuple[date | None, ...] = field(default=())
    """Of each score file its date, None where that cannot be read."""

    @property
    def since(self) -> date | None:
        """The first day on which nothing should be left."""
        return None if self.until in (None, date.max) else self.until + timedelta(days=1)

    @property
    def latest(self) -> date | None:
        return max(filter(None, self.dates), default=None)

    @property
    def oldest(self) -> date | None:
        return min(filter(None, self.dates), default=None)


def last_day(left: date, years: int) -> date:
    """The last day of a term that begins on the last day in service. What began on 29 February may end on the 28th."""
    return months_after(left, years * MONTHS)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter; never beyond the calendar."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bewaring_of(ib_er: InternBegeleider, dates: Sequence[date | None], years: int, day: date) -> Bewaring:
    """How it stands for somebody who is in the register."""
    until = last_day(ib_er.employed_until, years) if ib_er.employed_until else None
    bewaring = Bewaring(ib_er, IN_DIENST, until, tuple(dates))
    return Bewaring(ib_er, _stand(bewaring, years, day), until, tuple(dates))


def _stand(bewaring: Bewaring, years: int, day: date) -> str:
    if bewaring.until is not None and bewaring.until < day:
        return VERSTREKEN
    if bewaring.until is not None and bewaring.until <= months_after(day, SOON):
        return BIJNA
    if bewaring.ib_er.has_left(day):
        return LOOPT
    if not bewaring.dates:
        return ONGEBRUIKT
    is_silent = bewaring.latest is not None and last_day(bewaring.latest, max(years, SILENT)) < day
    return KIJK_NA if is_silent and bewaring.until is None else IN_DIENST


def bewaringen(
    register: Register, scored: Mapping[str, Sequence[date | None]], years: int, day: date
) -> tuple[Bewaring, ...]:
    """Of everybody in the register or with score files, what asks for attention first. `scored` has the dates by pseudonym."""
    known = [bewaring_of(ib_er, scored.get(id, ()), years, day) for id, ib_er in register.ib_ers.items()]
    strangers = [
        Bewaring(InternBegeleider(id), ONBEKEND, dates=tuple(dates))
        for id, dates in scored.items()
        if id not in register.ib_ers
    ]
    return tuple(sorted([*known, *strangers], key=_order))


def _order(bewaring: Bewaring) -> tuple[int, date, str]:
    return STANDEN.index(bewaring.stand), bewaring.until or bewaring.latest or date.max, bewaring.ib_er.id
