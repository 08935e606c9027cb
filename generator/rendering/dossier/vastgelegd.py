"""What git knows, in words for a reader who does not know git."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.model.rubric import NVT
from generator.model.vastlegging import GEEN_GIT, GEWIJZIGD, NIEUW, ONBEKEND, VASTGELEGD
from generator.rendering.dossier import words
from generator.rendering.woorden import capital, counted, listed, long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.afname import Afname
    from generator.model.rubric import Vaardigheid
    from generator.model.vastlegging import Commit, Vastlegging, Verandering, Wijziging

MOST_CHANGES = 200
MOST_EDITS = 50
"""What is shown of one moment, and of one afname; the rest is counted."""
LONGEST = 4_000
LONGEST_VALUE = 80
"""Characters of a text that was, and of a value that stands in a sentence."""
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TEXTS = frozenset({"aantekening", "bewijsstukken", "opmerking", "samenvatting", "zienswijze"})
"""What is shown as it was and as it is, below each other."""
NAMES = {
    "rubric": "Rubric",
    "versie": "Versie van de rubric",
    "kijkwijzers": "Kijkwijzers",
    "fictief": "Fictief",
    "ib_er": "Ib-er",
    "rol": "Rol van de waarnemer",
    "naam": "Naam van de waarnemer",
    "datum": "Datum",
    "aanleiding": "Aanleiding",
    "doel": "Doel",
    "status": "Status",
    "samenvatting": "Samenvatting",
    "zienswijze": "Zienswijze van de ib-er",
    "score": "Score",
    "aantekening": "Aantekening",
    "bron": "Bron",
    "bewijsstukken": "Bewijsstukken",
    "taak": "Wiens taak",
    "wie": "Wie",
    "voor": "Voor",
    "bij": "Bij",
    "nagekomen": "Nagekomen",
    "opmerking": "Opmerking",
}
SHORT_STAND = {
    GEEN_GIT: "Geen git",
    NIEUW: "Nog niet vastgelegd",
    GEWIJZIGD: "Gewijzigd sinds de laatste vastlegging",
    VASTGELEGD: "Vastgelegd in git",
    ONBEKEND: "Niet te vergelijken",
}


@dataclass(frozen=True)
class Line:
    """One difference: what it is about, what it was and what it became, and in a word what happened."""

    name: str
    how: str
    before: str = ""
    after: str = ""
    is_text: bool = False
    """Shown in full, below each other."""
    is_score: bool = False
    """In the words of the rubric."""


@dataclass(frozen=True)
class Group:
    """The differences at one vaardigheid or one afspraak, or on top of the file."""

    number: str
    title: str
    is_row: bool
    """Whether the title is a text of the rubric."""
    is_afspraak: bool
    lines: tuple[Line, ...]


def stand(known: Vastlegging | None) -> str:
    return SHORT_STAND[known.stand if known else GEEN_GIT]


def at(commit: Commit) -> str:
    """The day, or that no calendar has it."""
    return long_date(commit.day) if commit.day and commit.day.year > 0 else "een onbekende dag"


def line(afname: Afname, known: Vastlegging | None) -> str:
    """One short line for the report, without a code that only git understands; nothing without git or what it may tell."""
    if known is None or known.stand == GEEN_GIT or known.is_withheld:
        return ""
    if known.last is None:
        return "Nog niet vastgelegd in git"
    begin = known.vastgesteld or known.last
    return f"{_kind(known)} op {at(begin)}{_after(afname, known)}"


def _kind(known: Vastlegging) -> str:
    if known.vastgesteld:
        return "Uiterlijk vastgelegd" if known.vastgesteld == known.history_from else "Vastgelegd"
    return "Laatst vastgelegd" if is_guess(known) else "Als concept vastgelegd"


def is_guess(known: Vastlegging) -> bool:
    """Whether it may have been final before, in a version that cannot be read here."""
    return known.stand == ONBEKEND or known.is_incomplete


def _after(afname: Afname, known: Vastlegging) -> str:
    if known.stand == ONBEKEND:
        return "; niet te vergelijken met wat er nu staat"
    if not known.vastgesteld and is_guess(known):
        return ""
    if not known.vastgesteld:
        final = "; vastgesteld, maar zo nog niet vastgelegd" if afname.status == "vastgesteld" else ""
        return final or ("; daarna gewijzigd" if known.edits else "")
    if not known.edits:
        return ""
    loose = sum(edit.commit is None for edit in known.edits)
    pending = ", nog niet vastgelegd" if loose == len(known.edits) else ", waarvan één nog niet vastgelegd"
    return f"; daarna {counted(len(known.edits), 'wijziging', 'wijzigingen')}{pending if loose else ''}"


def groups(afname: Afname, wijziging: Wijziging) -> list[Group]:
    """The differences of one moment, by what they are about."""
    found: dict[tuple[str, str], list[Verandering]] = {}
    for change in wijziging.changes[:MOST_CHANGES]:
        found.setdefault((change.plek.deel, change.plek.key), []).append(change)
    return [_group(afname, deel, key, changes, wijziging) for (deel, key), changes in found.items()]


def _group(afname: Afname, deel: str, key: str, found: list[Verandering], wijziging: Wijziging) -> Group:
    lines = tuple(_line(afname, change, bare=wijziging.is_other_rubric) for change in found)
    row: Vaardigheid | None = afname.rubric.vaardigheden.get(key)
    if deel == "scores":
        text = row.text if row and not wijziging.is_other_rubric else ""
        return Group(cut(key, LONGEST_VALUE), text, is_row=True, is_afspraak=False, lines=lines)
    is_afspraak = deel == "afspraken"
    return Group("", cut(key, LONGEST) if is_afspraak else "", is_row=False, is_afspraak=is_afspraak, lines=lines)


def _line(afname: Afname, change: Verandering, *, bare: bool) -> Line:
    kind = change.plek.field or change.plek.deel
    if change.plek.deel == "afspraken" and not change.plek.field:
        return Line("Afspraak", _how(change))
    name = NAMES.get(kind, capital(kind))
    if kind in TEXTS:
        return Line(name, _how(change), cut(change.before, LONGEST), cut(change.after, LONGEST), is_text=True)
    before, after = (_value(afname, kind, text, bare=bare) for text in (change.before, change.after))
    return Line(name, _how(change), before, after, is_score=kind == "score")


def _how(change: Verandering) -> str:
    if change.before and change.after:
        return "gewijzigd"
    return "toegevoegd" if change.after else "weggehaald"


def _value(afname: Afname, kind: str, text: str, *, bare: bool) -> str:
    """As a reader calls it, where it is a value that the afname of today can have; nvt, open and a point stay three things."""
    if kind == "nagekomen":
        return text or "nog niet bekend"
    if kind == "score" and text in ("", NVT):
        return text or "open"
    if not text:
        return ""
    is_punt = kind == "score" and not bare and text in afname.rubric.schaal.ranks
    shown = words.punt_words(afname.rubric, text) if is_punt else _known(kind, text)
    return f"‘{shown}’"


def _known(kind: str, text: str) -> str:
    if kind == "taak":
        return words.TAKEN.get(text, cut(text, LONGEST_VALUE))
    return _day(text) if kind in ("datum", "voor") else cut(text, LONGEST_VALUE)


def _day(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text)) if ISO.fullmatch(text) else cut(text, LONGEST_VALUE)
    except ValueError:
        return cut(text, LONGEST_VALUE)


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def kinds(wijziging: Wijziging) -> str:
    """What to say of a moment before its differences."""
    return listed(_kinds(wijziging)) if not wijziging.counts else ""


def _kinds(wijziging: Wijziging) -> Iterator[str]:
    if wijziging.changes:
        yield "opvolging van afspraken"
    if wijziging.moved_from:
        yield "een andere naam voor het bestand"
    if not wijziging.changes and not wijziging.moved_from:
        yield "alleen de opmaak van het bestand"
