"""Everything of one ib-er, and all ib-ers by school."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.ronde import Ronde, rondes
from generator.model.verslag import Verslag, verslag_of

if TYPE_CHECKING:
    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.register import InternBegeleider


@dataclass(frozen=True)
class Dossier:
    """Dossier: everything of one ib-er, in rounds. Without afnamen for somebody who is only in the register."""

    ib_er: InternBegeleider
    afnamen: tuple[Afname, ...] = ()

    @cached_property
    def rondes(self) -> tuple[Ronde, ...]:
        return rondes(self.afnamen)

    @cached_property
    def verslagen(self) -> tuple[Verslag, ...]:
        """One per round, the latest first."""
        return tuple(verslag_of(ronde, self.rondes) for ronde in self.rondes)

    @cached_property
    def current(self) -> tuple[Verslag, ...]:
        """Of each rubric and doel the latest round."""
        return tuple(verslag for verslag in self.verslagen if self._is_latest(verslag.ronde))

    @property
    def older(self) -> tuple[Verslag, ...]:
        return tuple(verslag for verslag in self.verslagen if not self._is_latest(verslag.ronde))

    @property
    def doelen(self) -> tuple[str, ...]:
        """What the afnamen were for, each once, in the order of the rounds."""
        return tuple(dict.fromkeys(ronde.doel for ronde in self.rondes))

    @property
    def latest(self) -> Afname | None:
        return max(self.afnamen, key=lambda afname: (afname.date, afname.path), default=None)

    @property
    def is_fictional(self) -> bool:
        return any(afname.is_fictional for afname in self.afnamen)

    def _is_latest(self, ronde: Ronde) -> bool:
        same = (other for other in self.rondes if (other.rubric.id, other.doel) == (ronde.rubric.id, ronde.doel))
        return ronde.school_year == max(other.school_year for other in same)


@dataclass(frozen=True)
class School:
    """The dossiers of one school; without a name those of which no school is known."""

    name: str
    dossiers: tuple[Dossier, ...]


def dossiers(project: Project) -> tuple[Dossier, ...]:
    """Of everybody who was scored or is in the register, by pseudonym."""
    by_ib_er: dict[str, list[Afname]] = {id: [] for id in project.register.ib_ers}
    for afname in project.afnamen:
        by_ib_er.setdefault(afname.ib_er, []).append(afname)
    return tuple(
        Dossier(project.register.ib_er(id), tuple(sorted(afnamen, key=lambda afname: (afname.date, afname.path))))
        for id, afnamen in sorted(by_ib_er.items())
    )


def by_school(found: tuple[Dossier, ...]) -> tuple[School, ...]:
    """Schools and people in the order of the alphabet; those without a school last."""
    ordered = sorted(
        found, key=lambda dossier: (_school_key(dossier), _alphabetic(dossier.ib_er.shown), dossier.ib_er.id)
    )
    return tuple(School(key[2], tuple(members)) for key, members in groupby(ordered, key=_school_key))


def _school_key(dossier: Dossier) -> tuple[bool, str, str]:
    school = dossier.ib_er.school
    return not school, _alphabetic(school), school


def _alphabetic(name: str) -> str:
    """Without capitals and accents, which have no place of their own in the Dutch alphabet."""
    return "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
