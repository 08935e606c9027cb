"""Whose task each vaardigheid turned out to be: per round what everybody noted of it, and per school what that adds up to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.afname import TAKEN
from generator.model.verslag import Verslag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.dossier import Dossier
    from generator.model.ronde import Ronde
    from generator.model.rubric import Rubric
    from generator.model.verslag import Rij, Waarneming

*CLEAR, ONDUIDELIJK = TAKEN
VERSCHILLEND = "verschillend"


@dataclass(frozen=True)
class Taakrij:
    """Task of a row: what the afnamen of one round noted of whose task it is. What they scored does not matter here."""

    ronde: Ronde
    rij: Rij

    @cached_property
    def noted(self) -> tuple[Waarneming, ...]:
        """Only those who noted something; nvt and open rows may have it too."""
        return tuple(seen for seen in self.rij.waarnemingen if _taak(seen))

    @property
    def per_taak(self) -> Mapping[str, tuple[Waarneming, ...]]:
        """Who noted which taak; one that nobody noted is not in it."""
        return {taak: found for taak in TAKEN if (found := tuple(seen for seen in self.noted if _taak(seen) == taak))}

    @property
    def uitkomst(self) -> str:
        """The taak that all who noted one agree on; else onduidelijk as soon as one finds it so, or verschillend. Nothing without notes."""
        taken = self.per_taak
        if ONDUIDELIJK in taken:
            return ONDUIDELIJK
        return VERSCHILLEND if len(taken) > 1 else "".join(taken)

    @property
    def is_clear(self) -> bool:
        return self.uitkomst in CLEAR


@dataclass(frozen=True)
class Taakverdeling:
    """Division of tasks: whose task is what, in one round of one ib-er."""

    ronde: Ronde
    rijen: tuple[Taakrij, ...]
    """Every row of the round, in the order of the rubric."""
    earlier: tuple[Taakrij, ...] = ()
    """Rows without a note in this round that had one before, each in the last round that had it."""

    @cached_property
    def noted(self) -> tuple[Taakrij, ...]:
        return tuple(row for row in self.rijen if row.noted)

    @property
    def unclear(self) -> tuple[Taakrij, ...]:
        """Where the talk begins: what somebody finds unclear, and then what is seen differently."""
        return self.with_uitkomst(ONDUIDELIJK) + self.with_uitkomst(VERSCHILLEND)

    @property
    def per_taak(self) -> Mapping[str, tuple[Taakrij, ...]]:
        """What is clear, by taak; one that nothing falls to is not in it."""
        return {taak: rows for taak in CLEAR if (rows := self.with_uitkomst(taak))}

    @property
    def silent(self) -> int:
        """Of how many rows nobody noted whose task it is."""
        return len(self.rijen) - len(self.noted)

    def with_uitkomst(self, uitkomst: str) -> tuple[Taakrij, ...]:
        return tuple(row for row in self.noted if row.uitkomst == uitkomst)


def taakverdeling_of(verslag: Verslag) -> Taakverdeling:
    made = Taakverdeling(verslag.ronde, _rijen(verslag))
    known = {row.rij.vaardigheid.id for row in made.noted}
    earlier: dict[str, Taakrij] = {}
    for ronde in verslag.before:
        for row in _rijen(Verslag(ronde)):
            if row.noted and row.rij.vaardigheid.id not in known:
                earlier.setdefault(row.rij.vaardigheid.id, row)
    return replace(made, earlier=tuple(earlier.values()))


def _rijen(verslag: Verslag) -> tuple[Taakrij, ...]:
    return tuple(Taakrij(verslag.ronde, rij) for rij in verslag.rijen)


@dataclass(frozen=True)
class Schoolrij:
    """One vaardigheid in a school: what came out of it for each ib-er of whom something was noted."""

    per_ib_er: tuple[tuple[Dossier, Taakrij], ...]

    @property
    def first(self) -> Taakrij:
        """Any of them: the vaardigheid is the same for all."""
        return self.per_ib_er[0][1]

    @property
    def is_clear(self) -> bool:
        """For every one of them."""
        return all(row.is_clear for _, row in self.per_ib_er)

    @property
    def is_same(self) -> bool:
        """The same came out for all."""
        return len({row.uitkomst for _, row in self.per_ib_er}) == 1


@dataclass(frozen=True)
class Schoolverdeling:
    """The tasks in one school by one versie of a rubric, from the latest rounds for one doel."""

    rubric: Rubric
    rijen: tuple[Schoolrij, ...]
    earlier: tuple[Schoolrij, ...] = ()
    """What was not clear in an earlier round, for ib-ers of whom nothing was noted since."""

    @property
    def unclear(self) -> tuple[Schoolrij, ...]:
        return tuple(row for row in self.rijen if not row.is_clear)

    @property
    def different(self) -> tuple[Schoolrij, ...]:
        """Clear for each, and not the same for all. That may be as it should."""
        return tuple(row for row in self.rijen if row.is_clear and not row.is_same)

    @property
    def agreed(self) -> tuple[Schoolrij, ...]:
        return tuple(row for row in self.rijen if row.is_clear and row.is_same)


Gathered = dict[tuple[str, str], dict[str, list[tuple["Dossier", Taakrij]]]]
"""By rubric and versie, and then by vaardigheid."""


def schoolverdelingen(dossiers: Iterable[Dossier], doel: str) -> tuple[Schoolverdeling, ...]:
    """One for each versie of each rubric in which somebody noted a taak."""
    noted: Gathered = {}
    earlier: Gathered = {}
    for dossier in dossiers:
        for verslag in dossier.current:
            if verslag.ronde.doel == doel:
                verdeling = taakverdeling_of(verslag)
                _gather(noted, dossier, verdeling.noted)
                _gather(earlier, dossier, (row for row in verdeling.earlier if not row.is_clear))
    return tuple(_schoolverdeling(noted.get(kind, {}), earlier.get(kind, {})) for kind in sorted({*noted, *earlier}))


def _gather(found: Gathered, dossier: Dossier, rows: Iterable[Taakrij]) -> None:
    """Each row of a dossier once, also when two versies of this year look back at the same round."""
    for row in rows:
        rubric = row.ronde.rubric
        same = found.setdefault((rubric.id, rubric.version), {}).setdefault(row.rij.vaardigheid.id, [])
        if not same or same[-1][0] is not dossier:
            same.append((dossier, row))


def _schoolverdeling(
    noted: Mapping[str, list[tuple[Dossier, Taakrij]]], earlier: Mapping[str, list[tuple[Dossier, Taakrij]]]
) -> Schoolverdeling:
    """In the order of the rubric."""
    rubric = next(iter([*noted.values(), *earlier.values()]))[0][1].ronde.rubric
    now, before = (
        tuple(Schoolrij(tuple(rows[id])) for id in rubric.vaardigheden if id in rows) for rows in (noted, earlier)
    )
    return Schoolverdeling(rubric, now, before)


def _taak(seen: Waarneming) -> str:
    return seen.score.taak if seen.score else ""
