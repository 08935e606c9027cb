"""The instrument: a tree of taakgebied, indicator and vaardigheid with a schaal, and the kijkwijzers that select from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NVT = "nvt"
"""The score of a vaardigheid that does not apply. Not a point of any schaal."""


@dataclass(frozen=True)
class Punt:
    """Point of a schaal: the value that is written down, and what it means."""

    value: str
    short: str
    label: str
    explanation: str = ""


@dataclass(frozen=True)
class Schaal:
    """Scale: ordered points, lowest first. Points have an order and no distance, so they are counted and never averaged."""

    punten: tuple[Punt, ...]
    sufficient_from: str

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each value in the order, from 0."""
        return {punt.value: rank for rank, punt in enumerate(self.punten)}

    @property
    def top(self) -> Punt:
        return self.punten[-1]

    def punt(self, value: str) -> Punt:
        return self.punten[self.ranks[value]]

    def is_sufficient(self, value: str) -> bool:
        return self.ranks[value] >= self.ranks[self.sufficient_from]

    def has_same_points(self, other: Schaal) -> bool:
        """Whether the same values stand in the same order: else counts per point can't stand under each other."""
        return tuple(self.ranks) == tuple(other.ranks)

    def reads_as(self, other: Schaal) -> bool:
        """Whether the points are also called the same, so that who scores reads the same."""
        return [(punt.value, punt.label) for punt in self.punten] == [(punt.value, punt.label) for punt in other.punten]


@dataclass(frozen=True)
class Kijkwijzer:
    """Observation form: a printable selection of a rubric."""

    id: str
    title: str
    audience: str
    is_signed: bool = True
    """Whether its form asks for the zienswijze of the ib-er and for signatures: it is about the person."""


@dataclass(frozen=True)
class Vaardigheid:
    """Skill: the row that is scored.

    An indicator that holds no skills is scored as one row; its only vaardigheid then carries the indicator's id and title,
    and `is_indicator` says so.
    """

    id: str
    text: str
    kijkwijzer: str
    afgeleid: bool = False
    is_indicator: bool = False
    observable: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    bewijsstukken: tuple[str, ...] = ()
    """Examples of what could show it: a help, and no part of the instrument. Said here, or at the nearest level above."""
    descriptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Indicator:
    """Indicator: a group of skills. Without a title it is the one group of a taakgebied that has no middle level."""

    id: str
    title: str
    vaardigheden: tuple[Vaardigheid, ...]
    afgeleid: bool = False
    cursus: str = ""

    @property
    def is_row(self) -> bool:
        """Scored as one row: the indicator is its own only vaardigheid."""
        return len(self.vaardigheden) == 1 and self.vaardigheden[0].is_indicator

    @property
    def is_heading(self) -> bool:
        """Whether it stands above its rows: not without a middle level, and not when it is the row itself."""
        return bool(self.title) and not self.is_row


@dataclass(frozen=True)
class Taakgebied:
    """Task area: a field of work, holding the indicatoren seen in it."""

    id: str
    title: str
    indicatoren: tuple[Indicator, ...]
    description: str = ""
    afgeleid: bool = False

    @cached_property
    def vaardigheden(self) -> tuple[Vaardigheid, ...]:
        return tuple(vaardigheid for indicator in self.indicatoren for vaardigheid in indicator.vaardigheden)


@dataclass(frozen=True)
class Bron:
    """Where a rubric comes from, and whose it is."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    year: str = ""
    url: str = ""
    rights: str = ""


@dataclass(frozen=True)
class Niveaus:
    """What a rubric calls its three levels, each in the singular."""

    taakgebied: str = "Taakgebied"
    indicator: str = "Indicator"
    vaardigheid: str = "Vaardigheid"


@dataclass(frozen=True)
class Aansluiting:
    """Link of the crosswalk: a taakgebied of this rubric that speaks of the same work as a taakgebied of another."""

    here: str
    rubric: str
    taakgebied: str


@dataclass(frozen=True)
class Rubric:
    """Rubric: the instrument, a tree taakgebied > indicator > vaardigheid with a schaal."""

    id: str
    version: str
    title: str
    schaal: Schaal
    kijkwijzers: tuple[Kijkwijzer, ...]
    taakgebieden: tuple[Taakgebied, ...]
    short_title: str = ""
    language: str = "nl"
    description: str = ""
    bron: Bron = Bron()
    niveaus: Niveaus = Niveaus()
    aansluitingen: tuple[Aansluiting, ...] = ()

    @property
    def name(self) -> str:
        """The short name where there is one, for places with little room."""
        return self.short_title or self.title

    @cached_property
    def vaardigheden(self) -> Mapping[str, Vaardigheid]:
        """Every row that is scored, by id, in the order of the rubric."""
        return {row.id: row for taakgebied in self.taakgebieden for row in taakgebied.vaardigheden}

    @cached_property
    def has_indicatoren(self) -> bool:
        """Whether the middle level exists in this rubric."""
        return any(indicator.title for taakgebied in self.taakgebieden for indicator in taakgebied.indicatoren)

    @cached_property
    def has_afgeleid(self) -> bool:
        """Whether anything in it is inferred rather than published."""
        return any(
            taakgebied.afgeleid
            or any(indicator.afgeleid for indicator in taakgebied.indicatoren)
            or any(row.afgeleid for row in taakgebied.vaardigheden)
            for taakgebied in self.taakgebieden
        )

    @property
    def has_bewijsstukken(self) -> bool:
        """Whether it gives examples of evidence anywhere."""
        return any(row.bewijsstukken for row in self.vaardigheden.values())

    def same_rows(self, other: Rubric) -> frozenset[str]:
        """The rows that read the same in the other one, on a schaal that reads the same: only those can be laid side by side."""
        if not self.schaal.reads_as(other.schaal):
            return frozenset()
        there = other.vaardigheden
        return frozenset(
            id
            for id, row in self.vaardigheden.items()
            if id in there and (there[id].text, there[id].descriptions) == (row.text, row.descriptions)
        )

    def form_name(self, kijkwijzer: str = "") -> str:
        """The file name, without .pdf, of one printed kijkwijzer, or of the one that combines them all."""
        return f"{self.id}-{kijkwijzer}" if kijkwijzer else self.id

    def kijkwijzer(self, id: str) -> Kijkwijzer:
        return next(kijkwijzer for kijkwijzer in self.kijkwijzers if kijkwijzer.id == id)

    def taakgebied_of(self, vaardigheid: str) -> Taakgebied:
        return self._homes[vaardigheid]

    @cached_property
    def _homes(self) -> Mapping[str, Taakgebied]:
        return {row.id: taakgebied for taakgebied in self.taakgebieden for row in taakgebied.vaardigheden}

    def only(self, kijkwijzers: Collection[str]) -> Rubric:
        """The same rubric with just the rows of these kijkwijzers; what is left empty falls away. Made once, as all afnamen ask for it."""
        chosen = tuple(kijkwijzer.id for kijkwijzer in self.kijkwijzers if kijkwijzer.id in kijkwijzers)
        if chosen not in self._selections:
            self._selections[chosen] = self._only(chosen)
        return self._selections[chosen]

    @cached_property
    def _selections(self) -> dict[tuple[str, ...], Rubric]:
        return {}

    def _only(self, kijkwijzers: Collection[str]) -> Rubric:
        kept = tuple(_only(taakgebied, kijkwijzers) for taakgebied in self.taakgebieden)
        return replace(
            self,
            kijkwijzers=tuple(kijkwijzer for kijkwijzer in self.kijkwijzers if kijkwijzer.id in kijkwijzers),
            taakgebieden=tuple(taakgebied for taakgebied in kept if taakgebied.indicatoren),
        )


def _only(taakgebied: Taakgebied, kijkwijzers: Collection[str]) -> Taakgebied:
    kept = tuple(
        replace(indicator, vaardigheden=tuple(row for row in indicator.vaardigheden if row.kijkwijzer in kijkwijzers))
        for indicator in taakgebied.indicatoren
    )
    return replace(taakgebied, indicatoren=tuple(indicator for indicator in kept if indicator.vaardigheden))
