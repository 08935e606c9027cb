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
    from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    waiting: list[Deelname] = []
    for person in people:
        waiting.append(person)
        left = (len(waiting) - len(part) for part in known(waiting))
        if all(not rest or rest >= minimum for rest in left):
            found.append(tuple(waiting))
            waiting = []
    return tuple(found)


def known(group: Sequence[Deelname]) -> Iterator[Group]:
    """What each reader can subtract: who knows nobody, the director of each school, and each ib-er.

    Those of whom no school is known have a page together, as a school has.
    """
    yield ()
    schools: dict[str, list[Deelname]] = {}
    for deelname in group:
        schools.setdefault(deelname.ib_er.school, []).append(deelname)
    yield from map(tuple, schools.values())
    for deelname in group:
        yield (deelname,)


def _lijn(taakgebied: Taakgebied, found: Sequence[Group]) -> Lijn:
    counted = [{id(deelname): count(deelname.afname, taakgebied.vaardigheden) for deelname in group} for group in found]
    tells = any(_tells(group, tellingen) for group, tellingen in zip(found, counted, strict=True))
    return Lijn(
        taakgebied, None if tells else _total(telling for tellingen in counted for telling in tellingen.values())
    )


def _tells(group: Group, tellingen: Mapping[int, Telling]) -> bool:
    """Whether for some reader who is left over has everything in one place."""
    whole = _total(tellingen.values())
    parts = (part for part in known(group) if len(part) < len(group))
    return any(_is_in_one_place(_without(whole, [tellingen[id(one)] for one in part])) for part in parts)


def _total(tellingen: Iterable[Telling]) -> Telling:
    """Over people, each with one afname; never over observers of one person."""
    found = list(tellingen)
    return Telling(
        tuple(sum(counts) for counts in zip(*(telling.per_punt for telling in found), strict=True)),
        sum(telling.nvt for telling in found),
        sum(telling.open for telling in found),
    )


def _without(whole: Telling, part: Sequence[Telling]) -> Telling:
    """What is left: counted by subtracting, as a reader does, as there may be many people and each is left out once."""
    return Telling(
        tuple(number - sum(telling.per_punt[rank] for telling in part) for rank, number in enumerate(whole.per_punt)),
        whole.nvt - sum(telling.nvt for telling in part),
        whole.open - sum(telling.open for telling in part),
    )


def _is_in_one_place(telling: Telling) -> bool:
    return max(*telling.per_punt, telling.nvt, telling.open) == telling.size
