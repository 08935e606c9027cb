"""Afspraken as a file for the calendar of a phone or a computer (RFC 5545). The only module that knows icalendar."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from generator.rendering.woorden import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.model.opvolging import Opvolging

OURS = UUID("6f1f7a55-6a0e-4d0c-9d53-3c1b8a2f2e10")
"""Any UUID that is nobody else's: ours for what is in our calendars."""
REMINDER = timedelta(days=-7, hours=9)
"""From the start of the day: a week before, at nine in the morning."""
LONGEST_TITLE = 70
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def uid(opvolging: Opvolging) -> str:
    """The same for the same afspraak, whatever becomes of its date, and no name to be read in it."""
    return str(uuid5(OURS, "\n".join((opvolging.ib_er, opvolging.doel, *opvolging.key))))


def dated(found: Iterable[Opvolging]) -> list[tuple[date, Opvolging]]:
    """What belongs in a calendar: it has a date, and nobody has said yet whether it was kept."""
    return [(opvolging.due, opvolging) for opvolging in found if opvolging.due and not opvolging.answers]


def calendar(found: Iterable[Opvolging], doel: str, *, is_fictional: bool = False) -> bytes:
    """The whole file; nothing when there is nothing to put in it, because a calendar may not be empty.

    It depends on the afspraken alone and not on the day on which it is made.
    """
    events = [_event(due, opvolging, is_fictional=is_fictional) for due, opvolging in dated(found)]
    if not events:
        return b""
    made = Calendar()
    made.add("prodid", "-//Kijkwijzer//Afspraken//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", f"Afspraken voor {doel}")
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())


def _event(due: date, opvolging: Opvolging, *, is_fictional: bool) -> Event:
    event = Event()
    event.add("uid", uid(opvolging))
    event.add("dtstamp", datetime.combine(opvolging.last.afname.date, time(), UTC))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", f"Afgesproken: {_short(opvolging)}")
    event.add("description", "\n".join(_lines(opvolging, is_fictional=is_fictional)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_reminder(opvolging))
    return event


def _reminder(opvolging: Opvolging) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMINDER)
    alarm.add("description", f"Afgesproken, over een week: {_short(opvolging)}")
    return alarm


def _short(opvolging: Opvolging) -> str:
    """What was agreed, on one line: more a calendar does not show."""
    what = " ".join(_plain(opvolging.last.afspraak.what).split())
    if len(what) <= LONGEST_TITLE:
        return what
    start = what[:LONGEST_TITLE]
    return (start.rpartition(" ")[0] or start).rstrip(",;:. ") + "…"


def _lines(opvolging: Opvolging, *, is_fictional: bool) -> Iterator[str]:
    afspraak, afname = opvolging.last.afspraak, opvolging.last.afname
    if is_fictional:
        yield "Verzonnen voorbeeld."
    yield _plain(afspraak.what)
    if afspraak.who:
        yield f"Wie: {_plain(afspraak.who)}"
    if afspraak.vaardigheden:
        yield f"Bij: {', '.join(afspraak.vaardigheden)} ({_plain(afname.rubric.name)})"
    if afspraak.remark:
        yield f"Opmerking: {_plain(afspraak.remark)}"
    yield f"Genoteerd op {long_date(afname.date)}, doel: {opvolging.doel}."


def _plain(text: str) -> str:
    """Without control characters, which no calendar may hold, and with one kind of line end."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
