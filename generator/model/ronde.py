"""Rounds: which afnamen of one ib-er belong together, and which came before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.afname import ROLLEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric

FIRST_MONTH = 8
"""A school year runs from 1 August to 31 July."""


def school_year_of(day: date) -> int:
    """The year in which the school year of this day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


@dataclass(frozen=True)
class Ronde:
    """Round: the afnamen of one ib-er in one school year with one rubric, in one versie and for one doel.

    Another versie has other texts and another doel serves another talk, so each of those is a round of its own: they never mix.
    """

    school_year: int
    rubric: Rubric
    doel: str
    afnamen: tuple[Afname, ...]
    """By rol, as ROLLEN orders them, and within a rol by date."""

    @cached_property
    def selection(self) -> Rubric:
        """The part of the rubric that at least one of these afnamen scores."""
        return self.rubric.only({kijkwijzer for afname in self.afnamen for kijkwijzer in afname.kijkwijzers})

    @property
    def latest(self) -> date:
        return max(afname.date for afname in self.afnamen)

    @property
    def is_concept(self) -> bool:
        """Whether any of it may still change."""
        return any(afname.status == "concept" for afname in self.afnamen)

    @property
    def is_fictional(self) -> bool:
        return any(afname.is_fictional for afname in self.afnamen)


def rondes(afnamen: Iterable[Afname]) -> tuple[Ronde, ...]:
    """The rounds of one ib-er: the latest school year first, in it the one with the latest afname, then the one with most rows."""
    groups = (tuple(members) for _, members in groupby(sorted(afnamen, key=_kind), key=_kind))
    found = [
        Ronde(school_year_of(group[0].date), group[0].rubric, group[0].doel, tuple(sorted(group, key=_place)))
        for group in groups
    ]
    return tuple(sorted(found, key=_weight, reverse=True))


def _weight(ronde: Ronde) -> tuple[int, date, int]:
    return ronde.school_year, ronde.latest, len(ronde.selection.vaardigheden)


def _kind(afname: Afname) -> tuple[int, str, str, str]:
    """What the afnamen of one round have in common."""
    return school_year_of(afname.date), afname.rubric.id, afname.doel, afname.rubric.version


def _place(afname: Afname) -> tuple[int, date, str, str]:
    return ROLLEN.index(afname.waarnemer.rol), afname.date, afname.waarnemer.name, afname.path


def earlier(ronde: Ronde, others: Iterable[Ronde]) -> tuple[Ronde, ...]:
    """The rounds of earlier school years with the same rubric, in any versie, and the same doel; the latest first."""
    before = (
        other
        for other in others
        if other.school_year < ronde.school_year and (other.rubric.id, other.doel) == (ronde.rubric.id, ronde.doel)
    )
    return tuple(sorted(before, key=lambda other: other.school_year, reverse=True))


def last_rondes(rondes: Iterable[Ronde], rubric: str, doel: str, today: date) -> tuple[Ronde, ...]:
    """Last time, for who is about to score: the rounds of the latest school year that are over.

    That is of an earlier year than today's, or vastgesteld. What still goes on is no last time: who is yet to score would see
    what another has just scored.
    """
    year = school_year_of(today)
    over = [
        ronde
        for ronde in rondes
        if (ronde.rubric.id, ronde.doel) == (rubric, doel) and (ronde.school_year < year or not ronde.is_concept)
    ]
    last = max((ronde.school_year for ronde in over), default=None)
    return tuple(ronde for ronde in over if ronde.school_year == last)


def previous_of(afname: Afname, before: Iterable[Ronde]) -> Afname | None:
    """The afname by the same rol in the latest earlier round that has one.

    Of several in that school year the one by the same person comes first, and then the last one.
    """
    for _, same_year in groupby(before, key=lambda ronde: ronde.school_year):
        same_rol = [
            other for ronde in same_year for other in ronde.afnamen if other.waarnemer.rol == afname.waarnemer.rol
        ]
        if same_rol:
            return max(
                same_rol, key=lambda other: (other.waarnemer.name == afname.waarnemer.name, other.date, other.path)
            )
    return None
