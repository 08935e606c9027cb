"""The balans: scores counted per taakgebied, for one afname at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.afname import Afname
    from generator.model.rubric import Kijkwijzer, Rubric, Taakgebied, Vaardigheid


@dataclass(frozen=True)
class Telling:
    """How many vaardigheden stand where: on each point of the schaal, nvt and open, each by itself."""

    per_punt: tuple[int, ...]
    """In the order of the schaal."""
    nvt: int = 0
    open: int = 0

    @property
    def scored(self) -> int:
        """The denominator: what stands on a point. Neither nvt nor open is part of it."""
        return sum(self.per_punt)

    @property
    def size(self) -> int:
        return self.scored + self.nvt + self.open


@dataclass(frozen=True)
class Regel:
    """A line of the balans: one taakgebied now, and what the afname before said of the taakgebied with that id."""

    taakgebied: Taakgebied
    now: Telling
    before: Telling | None = None


@dataclass(frozen=True)
class Deelbalans:
    """Part of a balance: the rows of one kijkwijzer, which has counts of its own."""

    kijkwijzer: Kijkwijzer
    regels: tuple[Regel, ...]
    total: Telling
    previous_total: Telling | None = None
    """None when the afname before did not have this kijkwijzer."""


@dataclass(frozen=True)
class Verschuiving:
    """Shift: which vaardigheden this afname puts on a higher or a lower point than the afname before, and which on the same.

    Only rows on a point both times, of which text and schaal stayed the same; the others can't be compared.
    """

    higher: tuple[str, ...]
    lower: tuple[str, ...]
    same: tuple[str, ...]
    not_compared: tuple[str, ...]


@dataclass(frozen=True)
class Balans:
    """Balance: strengths and ontwikkelpunten of one afname, counted and not averaged, against the afname before."""

    afname: Afname
    regels: tuple[Regel, ...]
    previous: Afname | None = None

    @property
    def total(self) -> Telling:
        return count(self.afname, self.afname.selection.vaardigheden.values())

    @property
    def previous_total(self) -> Telling | None:
        return count(self.previous, self.previous.selection.vaardigheden.values()) if self.previous else None

    @cached_property
    def delen(self) -> tuple[Deelbalans, ...]:
        """One per kijkwijzer: basis and functie are never counted together."""
        return tuple(_deel(self, kijkwijzer) for kijkwijzer in self.afname.selection.kijkwijzers)

    @cached_property
    def verschuiving(self) -> Verschuiving | None:
        """Since the afname before; None without one."""
        return _shift(self.afname, self.previous) if self.previous else None

    @property
    def other_waarnemer(self) -> bool:
        """Somebody else looked; who scores herself is always the ib-er."""
        now = self.afname.waarnemer
        return self.previous is not None and not now.is_self and self.previous.waarnemer.name != now.name

    @property
    def other_versie(self) -> bool:
        return self.previous is not None and self.previous.rubric.version != self.afname.rubric.version

    @property
    def other_kijkwijzers(self) -> bool:
        return self.previous is not None and set(self.previous.kijkwijzers) != set(self.afname.kijkwijzers)

    @property
    def other_schaal(self) -> bool:
        return self.previous is not None and not self.afname.rubric.schaal.has_same_points(self.previous.rubric.schaal)


def _shift(afname: Afname, previous: Afname) -> Verschuiving:
    found: dict[int | None, list[str]] = {}
    same_rows = afname.selection.same_rows(previous.selection)
    for id in afname.selection.vaardigheden:
        found.setdefault(_direction(afname, previous, id) if id in same_rows else None, []).append(id)
    higher, lower, same, rest = (tuple(found.get(direction, ())) for direction in (1, -1, 0, None))
    return Verschuiving(higher, lower, same, rest)


def _direction(afname: Afname, previous: Afname, row: str) -> int | None:
    """1 for a higher point than before, -1 for a lower one, 0 for the same; None when it was not on a point both times."""
    ranks = afname.rubric.schaal.ranks
    now, before = (score.value if score.is_counted else None for score in (afname.score(row), previous.score(row)))
    if now is None or before is None:
        return None
    return (ranks[now] > ranks[before]) - (ranks[now] < ranks[before])


def _deel(balans: Balans, kijkwijzer: Kijkwijzer) -> Deelbalans:
    afname, previous = balans.afname, balans.previous
    now = afname.rubric.only([kijkwijzer.id])
    had_it = previous is not None and kijkwijzer.id in previous.kijkwijzers
    before = previous.rubric.only([kijkwijzer.id]) if previous and had_it else None
    return Deelbalans(
        kijkwijzer,
        _regels(afname, now, previous, before),
        count(afname, now.vaardigheden.values()),
        count(previous, before.vaardigheden.values()) if previous and before else None,
    )


def balans_of(afname: Afname, previous: Afname | None = None) -> Balans:
    before = previous.selection if previous else None
    return Balans(afname, _regels(afname, afname.selection, previous, before), previous)


def _regels(afname: Afname, now: Rubric, previous: Afname | None, before: Rubric | None) -> tuple[Regel, ...]:
    """A line for each taakgebied of the rows that count now."""
    was = {taakgebied.id: taakgebied for taakgebied in before.taakgebieden} if before else {}
    return tuple(
        Regel(
            taakgebied,
            count(afname, taakgebied.vaardigheden),
            count(previous, was[taakgebied.id].vaardigheden) if previous and taakgebied.id in was else None,
        )
        for taakgebied in now.taakgebieden
    )


def count(afname: Afname, rows: Iterable[Vaardigheid]) -> Telling:
    """Where these vaardigheden stand in this afname."""
    scores = [afname.score(row.id) for row in rows]
    values = Counter(score.value for score in scores if score.is_counted)
    return Telling(
        per_punt=tuple(values[punt.value] for punt in afname.rubric.schaal.punten),
        nvt=sum(score.is_nvt for score in scores),
        open=sum(score.is_open for score in scores),
    )
