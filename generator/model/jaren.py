"""Over the years: the rounds of one rubric and one doel beside each other, with what makes them hard to compare."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.afname import ROLLEN
from generator.model.balans import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.afname import Afname
    from generator.model.balans import Telling
    from generator.model.ronde import Ronde
    from generator.model.rubric import Punt, Rubric, Schaal, Taakgebied

LONGEST_GAP = 3
"""So many years without a round have a place each; a longer gap has one place for all of them, which names them."""


@dataclass(frozen=True)
class Wisseling:
    """Change of observer: who looked in one rol now, and who did the last time that somebody did."""

    rol: str
    now: tuple[Afname, ...]
    before: tuple[Afname, ...]

    @property
    def other_names(self) -> bool:
        """Somebody else in the same rol; who scores herself is always the ib-er."""
        return self._both and self.rol != "zelf" and _names(self.now) != _names(self.before)

    @property
    def other_kijkwijzers(self) -> bool:
        return self._both and _kijkwijzers(self.now) != _kijkwijzers(self.before)

    @property
    def differs(self) -> bool:
        return bool(self.now) != bool(self.before) or self.other_names or self.other_kijkwijzers

    @property
    def _both(self) -> bool:
        return bool(self.now and self.before)


@dataclass(frozen=True)
class Overgang:
    """Transition: what is otherwise in a round than in the one before it, and makes them hard to compare."""

    ronde: Ronde
    before: tuple[Ronde, ...]
    """At least one; the latest first."""

    @property
    def previous(self) -> Ronde:
        return self.before[0]

    @property
    def other_versie(self) -> bool:
        return self.previous.rubric.version != self.ronde.rubric.version

    @property
    def other_schaal(self) -> bool:
        return not self.previous.rubric.schaal.has_same_points(self.ronde.rubric.schaal)

    @property
    def renamed(self) -> tuple[tuple[Punt, Punt], ...]:
        """Points of the same schaal that are called otherwise: then and now."""
        if self.other_schaal:
            return ()
        pairs = zip(self.previous.rubric.schaal.punten, self.ronde.rubric.schaal.punten, strict=True)
        return tuple((was, now) for was, now in pairs if (was.short, was.label) != (now.short, now.label))

    @property
    def wisselingen(self) -> tuple[Wisseling, ...]:
        """For each rol in which something differs from the last time."""
        found = (Wisseling(rol, by_rol(self.ronde, rol), self._last_by(rol)) for rol in ROLLEN)
        return tuple(wisseling for wisseling in found if wisseling.differs)

    def _last_by(self, rol: str) -> tuple[Afname, ...]:
        """The last time somebody looked in this rol; that nobody does any more is told once, right after it."""
        rondes = self.before if by_rol(self.ronde, rol) else self.before[:1]
        return next((taken for was in rondes if (taken := by_rol(was, rol))), ())


@dataclass(frozen=True)
class Kolom:
    """Place on the line of school years: a round, or the years in which there was none."""

    first: int
    last: int
    ronde: Ronde | None = None
    overgang: Overgang | None = None
    """From the round before, when there is one."""


@dataclass(frozen=True)
class Paneel:
    """Panel: one taakgebied over the years, counted for each afname by itself."""

    taakgebied: Taakgebied
    """As it is in the last versie that holds it."""
    tellingen: tuple[tuple[Telling | None, ...], ...]
    """For each kolom one per afname of its round; None where its kijkwijzers do not hold this taakgebied."""
    earlier_titles: tuple[tuple[str, str], ...] = ()
    """Versie and title where it was called otherwise."""

    @property
    def highest(self) -> int:
        """The most vaardigheden that one afname scored in it."""
        return max((telling.scored for kolom in self.tellingen for telling in kolom if telling), default=0)


@dataclass(frozen=True)
class Deel:
    """Part: what the rounds with one and the same schaal counted. Rounds with another schaal never share its axis."""

    kolommen: tuple[Kolom, ...]
    schaal: Schaal

    def holds(self, kolom: Kolom) -> bool:
        return kolom.ronde is not None and kolom.ronde.rubric.schaal.has_same_points(self.schaal)

    @cached_property
    def panelen(self) -> tuple[Paneel, ...]:
        """In the order of the last versie; what only earlier versions hold comes after it."""
        rondes = [kolom.ronde for kolom in reversed(self.kolommen) if kolom.ronde and self.holds(kolom)]
        last: dict[str, Taakgebied] = {}
        for ronde in rondes:
            for taakgebied in ronde.selection.taakgebieden:
                last.setdefault(taakgebied.id, taakgebied)
        return tuple(self._paneel(taakgebied) for taakgebied in last.values())

    @property
    def highest(self) -> int:
        """The same for all panels, so that one box is as big in each of them."""
        return max((paneel.highest for paneel in self.panelen), default=0)

    def _paneel(self, taakgebied: Taakgebied) -> Paneel:
        tellingen = (
            tuple(telling_of(afname, taakgebied.id) for afname in kolom.ronde.afnamen)
            if kolom.ronde and self.holds(kolom)
            else ()
            for kolom in self.kolommen
        )
        rubrics = (kolom.ronde.rubric for kolom in self.kolommen if kolom.ronde and self.holds(kolom))
        return Paneel(taakgebied, tuple(tellingen), tuple(_other_titles(taakgebied, rubrics)))


@dataclass(frozen=True)
class Reeks:
    """Series: all rounds of one ib-er with one rubric, in any versie, and for one doel; the earliest first."""

    rondes: tuple[Ronde, ...]

    @property
    def rubric(self) -> Rubric:
        """The versie of the last round."""
        return self.rondes[-1].rubric

    @property
    def doel(self) -> str:
        return self.rondes[-1].doel

    @property
    def versies(self) -> tuple[Rubric, ...]:
        """Every versie once, in the order in which they were last used."""
        found = {ronde.rubric.version: ronde.rubric for ronde in reversed(self.rondes)}
        return tuple(reversed(found.values()))

    @property
    def rollen(self) -> tuple[str, ...]:
        """Who ever looked."""
        return tuple(rol for rol in ROLLEN if any(by_rol(ronde, rol) for ronde in self.rondes))

    @property
    def is_concept(self) -> bool:
        return any(ronde.is_concept for ronde in self.rondes)

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        return tuple(_kolommen(self.rondes))

    @cached_property
    def delen(self) -> tuple[Deel, ...]:
        """One per schaal, the last that was used first."""
        schalen: list[Schaal] = []
        for rubric in reversed(self.versies):
            if not any(rubric.schaal.has_same_points(schaal) for schaal in schalen):
                schalen.append(rubric.schaal)
        return tuple(Deel(self.kolommen, schaal) for schaal in schalen)


def reeksen(rondes: Iterable[Ronde]) -> tuple[Reeks, ...]:
    """The rounds of one ib-er as series, in the order in which they come in; a doel never shares a series with another."""
    series: dict[tuple[str, str], list[Ronde]] = {}
    for ronde in rondes:
        series.setdefault((ronde.rubric.id, ronde.doel), []).append(ronde)
    return tuple(Reeks(tuple(sorted(found, key=_moment))) for found in series.values())


def by_rol(ronde: Ronde, rol: str) -> tuple[Afname, ...]:
    return tuple(afname for afname in ronde.afnamen if afname.waarnemer.rol == rol)


def telling_of(afname: Afname, taakgebied: str) -> Telling | None:
    """What one afname counts in a taakgebied; None when it was not asked."""
    found = (here for here in afname.selection.taakgebieden if here.id == taakgebied)
    return next((count(afname, here.vaardigheden) for here in found), None)


def _kolommen(rondes: tuple[Ronde, ...]) -> Iterator[Kolom]:
    for number, ronde in enumerate(rondes):
        if number:
            yield from _gap(rondes[number - 1].school_year + 1, ronde.school_year - 1)
        overgang = Overgang(ronde, tuple(reversed(rondes[:number]))) if number else None
        yield Kolom(ronde.school_year, ronde.school_year, ronde, overgang)


def _gap(first: int, last: int) -> Iterator[Kolom]:
    if last - first >= LONGEST_GAP:
        yield Kolom(first, last)
    else:
        yield from (Kolom(year, year) for year in range(first, last + 1))


def _moment(ronde: Ronde) -> tuple[int, object, str]:
    return ronde.school_year, ronde.latest, ronde.rubric.version


def _other_titles(taakgebied: Taakgebied, rubrics: Iterable[Rubric]) -> Iterator[tuple[str, str]]:
    for rubric in {rubric.version: rubric for rubric in rubrics}.values():
        for was in rubric.taakgebieden:
            if was.id == taakgebied.id and was.title != taakgebied.title:
                yield rubric.version, was.title


def _names(afnamen: tuple[Afname, ...]) -> set[str]:
    return {afname.waarnemer.name for afname in afnamen}


def _kijkwijzers(afnamen: tuple[Afname, ...]) -> set[str]:
    return {kijkwijzer for afname in afnamen for kijkwijzer in afname.kijkwijzers}
