"""Before the round and after the observation: what to bring along, and what the talk still has to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.opvolging import opvolgingen
from generator.model.ronde import last_rondes, school_year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from generator.model.afname import Afname
    from generator.model.dossier import Dossier
    from generator.model.opvolging import Opvolging
    from generator.model.ronde import Ronde
    from generator.model.rubric import Indicator, Rubric, Taakgebied, Vaardigheid
    from generator.model.verslag import Rij, Verslag


@dataclass(frozen=True)
class Gespreksrij:
    """Row of the talk: one vaardigheid, with what was shown of it in the round before."""

    taakgebied: Taakgebied
    indicator: Indicator
    vaardigheid: Vaardigheid
    used: tuple[str, ...] = ()
    """The evidence that anybody named at this vaardigheid in the round before."""
    is_ontwikkelpunt: bool = False
    """In the round before, of an observer."""
    is_own_ontwikkelpunt: bool = False
    """In the round before, of the ib-er alone."""


@dataclass(frozen=True)
class Gesprekswijzer:
    """Talk guide: the vaardigheden that one afname leaves open, with what could show them."""

    ronde: Ronde
    afname: Afname
    rijen: tuple[Gespreksrij, ...]
    last: tuple[Ronde, ...] = ()
    """The round before, for the same doel."""

    @property
    def other_versie(self) -> bool:
        """The round before had other texts."""
        return _other_versie(self.ronde.rubric, self.last)


@dataclass(frozen=True)
class Voorbereiding:
    """Preparation list: what an ib-er takes along to a round, of the version of the rubric in use."""

    rubric: Rubric
    rijen: tuple[Gespreksrij, ...]
    doel: str = ""
    """Empty on the list that is for everybody."""
    school_year: int | None = None
    """Of the round that has begun; None for one that is still to come."""
    last: tuple[Ronde, ...] = ()
    """The round before, for the same doel."""
    dropped: tuple[Rij, ...] = ()
    """Ontwikkelpunten of the round before that the version in use does not hold."""
    afspraken: tuple[Opvolging, ...] = ()
    """Those of this rubric and doel of which it is not settled whether they were kept."""

    @property
    def other_versie(self) -> bool:
        """The round before had other texts."""
        return _other_versie(self.rubric, self.last)


def gesprekswijzers(verslag: Verslag) -> tuple[Gesprekswijzer, ...]:
    """One for each afname of the round that leaves something open, in the order of the round."""
    return tuple(filter(None, (_gesprekswijzer(verslag, number) for number in range(len(verslag.ronde.afnamen)))))


def _gesprekswijzer(verslag: Verslag, number: int) -> Gesprekswijzer | None:
    used = _used(verslag.previous_rondes)
    rijen = tuple(
        Gespreksrij(rij.taakgebied, rij.indicator, rij.vaardigheid, used.get(rij.vaardigheid.id, ()))
        for rij in verslag.open_rijen
        if rij.waarnemingen[number].is_open
    )
    ronde = verslag.ronde
    return Gesprekswijzer(ronde, ronde.afnamen[number], rijen, verslag.previous_rondes) if rijen else None


def general(rubric: Rubric) -> Voorbereiding:
    """The preparation list of everybody who has not been looked at before."""
    return Voorbereiding(rubric, tuple(_rijen(rubric)))


def voorbereidingen(dossier: Dossier, rubrics: Mapping[str, Rubric], today: date) -> tuple[Voorbereiding, ...]:
    """One for each rubric in use and doel with which this ib-er was looked at; none for who has left."""
    if dossier.ib_er.has_left(today):
        return ()
    kinds = dict.fromkeys((verslag.ronde.rubric.id, verslag.ronde.doel) for verslag in dossier.current)
    return tuple(_voorbereiding(dossier, rubrics[id], doel, today) for id, doel in kinds if id in rubrics)


def _voorbereiding(dossier: Dossier, rubric: Rubric, doel: str, today: date) -> Voorbereiding:
    current = [v for v in dossier.current if (v.ronde.rubric.id, v.ronde.doel) == (rubric.id, doel)]
    year = school_year_of(today)
    has_begun = any(verslag.ronde.school_year == year and verslag.ronde.is_concept for verslag in current)
    last = _reports(dossier, last_rondes(dossier.rondes, rubric.id, doel, today))
    selection = _selection(rubric, current)
    return Voorbereiding(
        selection,
        tuple(_rijen(selection, last)),
        doel,
        year if has_begun else None,
        tuple(verslag.ronde for verslag in last),
        tuple(rij for rij in _ontwikkelpunten(last) if rij.vaardigheid.id not in rubric.vaardigheden),
        tuple(found for found in opvolgingen(dossier.rondes, doel, today) if _is_open(found, rubric)),
    )


def _reports(dossier: Dossier, rondes: Iterable[Ronde]) -> list[Verslag]:
    wanted = list(rondes)
    return [verslag for verslag in dossier.verslagen if verslag.ronde in wanted]


def _selection(rubric: Rubric, current: Iterable[Verslag]) -> Rubric:
    """The kijkwijzers of the latest round; all of them when none of those is in use any more."""
    held = {id for verslag in current for afname in verslag.ronde.afnamen for id in afname.kijkwijzers}
    known = [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]
    return rubric.only([id for id in known if id in held] or known)


def _is_open(found: Opvolging, rubric: Rubric) -> bool:
    return found.is_undecided and found.last.ronde.rubric.id == rubric.id


def _rijen(rubric: Rubric, last: Iterable[Verslag] = ()) -> Iterator[Gespreksrij]:
    last = tuple(last)
    used = _used(verslag.ronde for verslag in last)
    seen = {rij.vaardigheid.id for verslag in last for rij in verslag.ontwikkelpunten}
    own = {rij.vaardigheid.id for verslag in last for rij in verslag.own_ontwikkelpunten}
    for taakgebied in rubric.taakgebieden:
        for indicator in taakgebied.indicatoren:
            for row in indicator.vaardigheden:
                yield Gespreksrij(taakgebied, indicator, row, used.get(row.id, ()), row.id in seen, row.id in own)


def _ontwikkelpunten(last: Iterable[Verslag]) -> Iterator[Rij]:
    for verslag in last:
        yield from (*verslag.ontwikkelpunten, *verslag.own_ontwikkelpunten)


def _used(rondes: Iterable[Ronde]) -> dict[str, tuple[str, ...]]:
    """The evidence that was named, by vaardigheid; each piece once, in the order of the rounds."""
    found: dict[str, dict[str, None]] = {}
    for ronde in rondes:
        for afname in ronde.afnamen:
            for id, score in afname.scores.items():
                found.setdefault(id, {}).update(dict.fromkeys(score.bewijsstukken))
    return {id: tuple(pieces) for id, pieces in found.items()}


def _other_versie(rubric: Rubric, last: Iterable[Ronde]) -> bool:
    return any(ronde.rubric.version != rubric.version for ronde in last)
