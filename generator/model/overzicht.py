"""The overviews with names: taakgebied by ib-er, and who has had no afname yet this school year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.afname import ROLLEN
from generator.model.balans import count
from generator.model.dossier import Dossier, School, by_school
from generator.model.ronde import school_year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.model.afname import Afname
    from generator.model.balans import Telling
    from generator.model.register import InternBegeleider
    from generator.model.ronde import Ronde
    from generator.model.rubric import Rubric, Taakgebied


@dataclass(frozen=True)
class Deelname:
    """Part in an overview: one ib-er, with the one afname of the round that is counted."""

    ib_er: InternBegeleider
    ronde: Ronde
    afname: Afname

    @cached_property
    def tellingen(self) -> Mapping[str, Telling]:
        """Where the rows of each taakgebied stand; what this afname did not ask is not in it."""
        return {
            taakgebied.id: count(self.afname, taakgebied.vaardigheden)
            for taakgebied in self.afname.selection.taakgebieden
        }

    @property
    def others(self) -> int:
        """How many afnamen of the same round are not counted here."""
        return len(self.ronde.afnamen) - 1


@dataclass(frozen=True)
class Overzicht:
    """Overview: taakgebied by ib-er, for one rubric in one versie, one doel and one school year."""

    school_year: int
    rubric: Rubric
    doel: str
    scholen: tuple[tuple[str, tuple[Deelname, ...]], ...]
    """Schools with their people, in the order of the alphabet and never of the scores."""

    @property
    def deelnamen(self) -> tuple[Deelname, ...]:
        return tuple(deelname for _, members in self.scholen for deelname in members)

    @cached_property
    def taakgebieden(self) -> tuple[Taakgebied, ...]:
        """What at least one of the afnamen asked."""
        asked = {kijkwijzer for deelname in self.deelnamen for kijkwijzer in deelname.afname.kijkwijzers}
        return self.rubric.only(asked).taakgebieden


@dataclass(frozen=True)
class Beurt:
    """Turn: what an ib-er has had for one doel in this school year, what came before, and what is still concept."""

    ib_er: InternBegeleider
    this_year: tuple[Afname, ...] = ()
    last: Afname | None = None
    """The latest afname of all, whoever scored; of one day the one that an overview would show."""
    concepts: tuple[Afname, ...] = ()

    @property
    def is_due(self) -> bool:
        """Nobody has looked on yet this school year; a self-assessment alone is no observation."""
        return not any(not afname.waarnemer.is_self for afname in self.this_year)

    @property
    def has_only_self(self) -> bool:
        return self.is_due and bool(self.this_year)


def shown_afname(ronde: Ronde) -> Afname:
    """The one afname by which a round counts in an overview: observers are never added up.

    An observer's before the ib-er's own, one that is final before a concept, the adviseur's before the directeur's, and
    then the latest.
    """
    return max(ronde.afnamen, key=_weight)


def _weight(afname: Afname) -> tuple[bool, bool, int, date, str]:
    return (
        not afname.waarnemer.is_self,
        afname.status == "vastgesteld",
        -ROLLEN.index(afname.waarnemer.rol),
        afname.date,
        afname.path,
    )


def overzichten(found: Iterable[Dossier], doel: str) -> tuple[Overzicht, ...]:
    """All overviews of these people for one doel: the latest school year first, then by the name of the rubric."""
    schools = by_school(tuple(found))
    rondes = [ronde for school in schools for dossier in school.dossiers for ronde in dossier.rondes]
    kinds = {(-ronde.school_year, ronde.rubric.name, _kind(ronde)): ronde for ronde in rondes if ronde.doel == doel}
    return tuple(_overzicht(kinds[key], schools) for key in sorted(kinds))


def _overzicht(kind: Ronde, schools: Iterable[School]) -> Overzicht:
    members = ((school.name, _deelnamen(school, kind)) for school in schools)
    return Overzicht(kind.school_year, kind.rubric, kind.doel, tuple((name, who) for name, who in members if who))


def _deelnamen(school: School, kind: Ronde) -> tuple[Deelname, ...]:
    return tuple(
        Deelname(dossier.ib_er, ronde, shown_afname(ronde))
        for dossier in school.dossiers
        for ronde in dossier.rondes
        if _kind(ronde) == _kind(kind)
    )


def _kind(ronde: Ronde) -> tuple[int, str, str, str]:
    return ronde.school_year, ronde.rubric.id, ronde.rubric.version, ronde.doel


def beurten(dossiers: Iterable[Dossier], doel: str, today: date) -> tuple[Beurt, ...]:
    """For each of them what this doel knows; nothing that was done for another doel is in it."""
    return tuple(_beurt(dossier, doel, today) for dossier in dossiers)


def _beurt(dossier: Dossier, doel: str, today: date) -> Beurt:
    afnamen = tuple(afname for afname in dossier.afnamen if afname.doel == doel)
    return Beurt(
        dossier.ib_er,
        tuple(afname for afname in afnamen if school_year_of(afname.date) == school_year_of(today)),
        max(afnamen, key=lambda afname: (afname.date, _weight(afname)), default=None),
        tuple(afname for afname in afnamen if afname.status == "concept"),
    )


def by_school_year(found: Iterable[Overzicht]) -> tuple[tuple[int, tuple[Overzicht, ...]], ...]:
    """The same, a school year at a time."""
    return tuple((year, tuple(part)) for year, part in groupby(found, key=lambda overzicht: overzicht.school_year))
