"""What became of each afspraak, through all rounds of one ib-er and as it stands on one day."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.afname import ROLLEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.afname import Afname, Afspraak
    from generator.model.ronde import Ronde

STANDEN = ("aan de beurt", "verschil", "loopt", "nagekomen", "niet nagekomen")
"""In the order in which a talk takes them. An afspraak is in exactly one:

the date has passed and nobody has said whether it was kept; one says yes and another no; still running; kept; not kept.
"""
BEURT, VERSCHIL, LOOPT, NAGEKOMEN, NIET_NAGEKOMEN = STANDEN
UNDECIDED = (BEURT, VERSCHIL, LOOPT)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Vermelding:
    """Mention: one place where an afspraak was written down, with what is said of it there."""

    afspraak: Afspraak
    afname: Afname
    ronde: Ronde


@dataclass(frozen=True)
class Opvolging:
    """Follow-up: one afspraak, with every mention of it for one doel."""

    key: Key
    vermeldingen: tuple[Vermelding, ...]
    """The oldest first."""
    today: date

    @property
    def ib_er(self) -> str:
        return self.last.afname.ib_er

    @property
    def doel(self) -> str:
        return self.last.afname.doel

    @property
    def last(self) -> Vermelding:
        """The one whose words count."""
        return self.vermeldingen[-1]

    @cached_property
    def current(self) -> tuple[Vermelding, ...]:
        """What counts now: of the last school year in which it was written down, the last word of each waarnemer.

        Who writes it down again in a later year agrees on it anew, so what was said in the year before is history.
        """
        year = self.last.ronde.school_year
        of_year = [vermelding for vermelding in self.vermeldingen if vermelding.ronde.school_year == year]
        last = {vermelding.afname.waarnemer: vermelding.afname for vermelding in of_year}
        return tuple(vermelding for vermelding in of_year if last[vermelding.afname.waarnemer] is vermelding.afname)

    @property
    def due(self) -> date | None:
        """Where waarnemers wrote different dates, the latest: as long as one of them is to come, it is not late."""
        return max((found.afspraak.due for found in self.current if found.afspraak.due), default=None)

    @property
    def answers(self) -> set[bool]:
        """What is said now of whether it was kept; empty when nobody says anything."""
        return {found.afspraak.kept for found in self.current if found.afspraak.kept is not None}

    @property
    def stand(self) -> str:
        if len(self.answers) > 1:
            return VERSCHIL
        if self.answers:
            return NAGEKOMEN if True in self.answers else NIET_NAGEKOMEN
        return BEURT if self.due is not None and self.due < self.today else LOOPT

    @property
    def is_undecided(self) -> bool:
        return self.stand in UNDECIDED

    @property
    def whos(self) -> tuple[str, ...]:
        """Who would do it, each once; more than one where waarnemers wrote different people down."""
        return tuple(dict.fromkeys(found.afspraak.who for found in self.current if found.afspraak.who))

    @property
    def rows(self) -> tuple[tuple[Ronde, str], ...]:
        """The vaardigheden it is about by their id, with the round in which they are to be found."""
        found = {
            (entry.ronde.rubric.id, entry.ronde.rubric.version, id): (entry.ronde, id)
            for entry in self.current
            for id in entry.afspraak.vaardigheden
        }
        return tuple(found.values())

    @property
    def remarks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.afspraak.remark for entry in self.vermeldingen if entry.afspraak.remark))

    @property
    def school_years(self) -> tuple[int, ...]:
        """In which it was written down, the first one first."""
        return tuple(dict.fromkeys(found.ronde.school_year for found in self.vermeldingen))

    @property
    def history(self) -> tuple[tuple[Vermelding, ...], ...]:
        """What was said of it, the first thing first; who said the same in the same school year stand together."""
        told: dict[tuple[object, ...], list[Vermelding]] = {}
        for found in self.vermeldingen:
            told.setdefault((found.ronde.school_year, *_said(found.afspraak)), []).append(found)
        return tuple(map(tuple, told.values()))

    @property
    def is_told_differently(self) -> bool:
        """Not every mention says the same, so it matters who said what and when."""
        return len(self.history) > 1

    @property
    def is_concept(self) -> bool:
        """Nobody has made it final."""
        return all(found.afname.status == "concept" for found in self.current)

    @property
    def order(self) -> tuple[int, bool, int, int, Key]:
        """Undecided ones by date, those without a date last; decided ones the latest first."""
        written = self.last.afname.date.toordinal()
        if not self.is_undecided:
            return STANDEN.index(self.stand), False, -written, 0, self.key
        return (
            STANDEN.index(self.stand),
            self.due is None,
            (self.due or date.min).toordinal(),
            written,
            self.key,
        )


def opvolgingen(rondes: Iterable[Ronde], doel: str, today: date) -> tuple[Opvolging, ...]:
    """Every afspraak for one doel once, in the order of a talk. Afspraken for another doel are never looked at."""
    found = sorted(_vermeldingen(rondes, doel), key=_place)
    doubled = _doubled(found)
    chains: dict[Key, list[Vermelding]] = {}
    for vermelding in found:
        chains.setdefault(_key(vermelding.afspraak, doubled), []).append(vermelding)
    made = (Opvolging(key, tuple(chain), today) for key, chain in chains.items())
    return tuple(sorted(made, key=lambda opvolging: opvolging.order))


def by_stand(found: Iterable[Opvolging]) -> dict[str, tuple[Opvolging, ...]]:
    """In the order of a talk; a stand that nothing is in, is not in it either."""
    ordered = sorted(found, key=lambda opvolging: opvolging.order)
    return {stand: tuple(members) for stand, members in groupby(ordered, key=lambda opvolging: opvolging.stand)}


def _said(afspraak: Afspraak) -> tuple[object, ...]:
    return afspraak.who, afspraak.due, afspraak.kept, afspraak.remark


def _vermeldingen(rondes: Iterable[Ronde], doel: str) -> Iterator[Vermelding]:
    for ronde in rondes:
        for afname in ronde.afnamen if ronde.doel == doel else ():
            yield from (Vermelding(afspraak, afname, ronde) for afspraak in dict.fromkeys(afname.afspraken))


def _place(vermelding: Vermelding) -> tuple[date, int, str]:
    afname = vermelding.afname
    return afname.date, ROLLEN.index(afname.waarnemer.rol), afname.path


def _key(afspraak: Afspraak, doubled: set[str]) -> Key:
    """The same words are the same afspraak. Where one afname lists those words twice, for whom and when counts too."""
    words = _words(afspraak.what)
    if words not in doubled:
        return (words,)
    return words, _words(afspraak.who), afspraak.due.isoformat() if afspraak.due else ""


def _doubled(found: Iterable[Vermelding]) -> set[str]:
    """The words that one afname uses for two afspraken."""
    distinct = {
        (id(entry.afname), _words(entry.afspraak.what), entry.afspraak.who, entry.afspraak.due) for entry in found
    }
    times = Counter((afname, words) for afname, words, _, _ in distinct)
    return {words for (_, words), number in times.items() if number > 1}


def _words(text: str) -> str:
    """Without what makes no other afspraak: capitals, spaces, the full stop."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).rstrip(".")
