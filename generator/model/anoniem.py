"""The overview without people: counts that may be shared, and that lead to nobody.

Whoever reads it may know a part already: an ib-er the own scores, a director those of the own school (from the overview with
names). And may keep an older copy. So each rule here is about what is left after subtracting: that must be nobody, or at least
`minimum` people. `minimum` thus counts the others; a figure is made of more people than that.

1. Only the last school year that is over, and only when no afname by an observer in it is concept any more. While a year runs,
   afnamen come in any order, concepts change, and an adviseur's takes the place of a directeur's: each of those would show as
   the difference between two copies. Older years are not made again, so that what changes in them (a person who leaves, a
   dossier that is erased, a school that changes) does not show either.
2. Each ib-er counts with one afname, the one that the overview with names shows; a self-assessment never counts.
3. One level only: no figures per school, as the schools would add up to the whole. Each row of the rubric is in exactly one
   line (a taakgebied of one kijkwijzer), so no two lines say anything of the same row.
4. People join by the date of their afname, in whole groups. A group is closed as soon as, whatever one reader subtracts, nobody
   or at least `minimum` others are left in it. Who comes after the last whole group waits, and it is not said how many wait. So
   of two copies the difference is made of whole groups, also when an afname was added at the end.
5. A line is shown only when no group in it, also after such a subtraction, has everything in one place (all on one point, all
   nvt, all open): that would tell everybody's score. It asks this of each group, so that a line that was hidden stays so.

What this cannot close, and the page says so: a score that is corrected after the year is over, an afname added later with an
earlier date, an ib-er who goes to another school, the erasure of a dossier, or another `minimum`, all in the one year that the
figures are shown: each makes other groups, and there is no memory of the groups that were shown. And readers who put together
what they know (two directors, or an adviseur who saw many). So: share one copy per school year.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from generator.model.balans import Telling, count
from generator.model.overzicht import overzichten
from generator.model.ronde import school_year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from generator.model.dossier import Dossier
    from generator.model.overzicht import Deelname, Overzicht
    from generator.model.rubric import Kijkwijzer, Rubric, Taakgebied

Group = tuple["Deelname", ...]
"""People who join together."""


@dataclass(frozen=True)
class Lijn:
    """Line: the rows of one taakgebied in one kijkwijzer, counted over people; without a telling it is not shown."""

    taakgebied: Taakgebied
    telling: Telling | None


@dataclass(frozen=True)
class AnoniemDeel:
    """Part: the lines of one kijkwijzer, with how many people are in them."""

    kijkwijzer: Kijkwijzer
    people: int
    lijnen: tuple[Lijn, ...]


@dataclass(frozen=True)
class AnoniemOverzicht:
    """Anonymised overview: counts over people for one rubric, versie and doel in one school year. It holds nobody."""

    school_year: int
    rubric: Rubric
    doel: str
    delen: tuple[AnoniemDeel, ...]


def published_year(today: date) -> int:
    """The last school year that is over."""
    return school_year_of(today) - 1


def anonieme_overzichten(
    found: Iterable[Dossier], doel: str, today: date, minimum: int
) -> tuple[AnoniemOverzicht, ...]:
    """What may be shown for one doel. A rubric of which nothing may be shown is not named."""
    closed = (
        overzicht
        for overzicht in overzichten(found, doel)
        if overzicht.school_year == published_year(today) and is_final(overzicht)
    )
    made = (_anoniem(overzicht, minimum) for overzicht in closed)
    return tuple(anoniem for anoniem in made if anoniem.delen)


def is_final(overzicht: Overzicht) -> bool:
    """Whether no observer's afname in it can still change."""
    afnamen = chain.from_iterable(deelname.ronde.afnamen for deelname in overzicht.deelnamen)
    return all(afname.status == "vastgesteld" for afname in afnamen if not afname.waarnemer.is_self)


def _anoniem(overzicht: Overzicht, minimum: int) -> AnoniemOverzicht:
    delen = (_deel(overzicht, kijkwijzer, minimum) for kijkwijzer in overzicht.rubric.kijkwijzers)
    return AnoniemOverzicht(
        overzicht.school_year,
        overzicht.rubric,
        overzicht.doel,
        tuple(deel for deel in delen if deel.people),
    )


def _deel(overzicht: Overzicht, kijkwijzer: Kijkwijzer, minimum: int) -> AnoniemDeel:
    asked = (
        deelname
        for deelname in overzicht.deelnamen
        if kijkwijzer.id in deelname.afname.kijkwijzers and not deelname.afname.waarnemer.is_self
    )
    found = groups(sorted(asked, key=lambda deelname: (deelname.afname.date, deelname.ib_er.id)), minimum)
    lijnen = (_lijn(taakgebied, found) for taakgebied in overzicht.rubric.only([kijkwijzer.id]).taakgebieden)
    return AnoniemDeel(kijkwijzer, sum(map(len, found)), tuple(lijnen))


def groups(people: Sequence[Deelname], minimum: int) -> tuple[Group, ...]:
    """Whole groups in the order of the people; who is left over is in none."""
    found: list[Group] = []
    waiting: Group = ()
    for person in people:
        waiting = (*waiting, person)
        if all(not rest or len(rest) >= minimum for rest in rests(waiting)):
            found.append(waiting)
            waiting = ()
    return tuple(found)


def rests(group: Group) -> Iterator[Group]:
    """Who is left for each reader: for one who knows nobody, for each ib-er, and for the director of each school.

    Those of whom no school is known have a page together, as a school has.
    """
    yield group
    for school in {deelname.ib_er.school for deelname in group}:
        yield tuple(other for other in group if other.ib_er.school != school)
    for deelname in group:
        yield tuple(other for other in group if other is not deelname)


def _lijn(taakgebied: Taakgebied, found: Iterable[Group]) -> Lijn:
    found = tuple(found)
    tells = any(_is_in_one_place(_total(taakgebied, rest)) for group in found for rest in rests(group) if rest)
    return Lijn(taakgebied, None if tells else _total(taakgebied, tuple(chain.from_iterable(found))))


def _total(taakgebied: Taakgebied, people: Group) -> Telling:
    """Over people, each with one afname; never over observers of one person."""
    tellingen = [count(deelname.afname, taakgebied.vaardigheden) for deelname in people]
    return Telling(
        tuple(sum(counts) for counts in zip(*(telling.per_punt for telling in tellingen), strict=True)),
        sum(telling.nvt for telling in tellingen),
        sum(telling.open for telling in tellingen),
    )


def _is_in_one_place(telling: Telling) -> bool:
    return max(*telling.per_punt, telling.nvt, telling.open) == telling.size
