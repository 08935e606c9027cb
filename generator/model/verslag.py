"""The report of one round: every vaardigheid side by side, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.balans import Balans, balans_of
from generator.model.ronde import Ronde, earlier, previous_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.afname import Afname, Afspraak, Score
    from generator.model.rubric import Indicator, Taakgebied, Vaardigheid


@dataclass(frozen=True)
class Waarneming:
    """What one afname says of one vaardigheid; the score is None when its kijkwijzers do not hold that vaardigheid."""

    afname: Afname
    score: Score | None

    @property
    def is_open(self) -> bool:
        return self.score is not None and self.score.is_open

    @property
    def is_low(self) -> bool:
        """On a point below sufficient; never for nvt or open."""
        value = self._counted
        return value is not None and not self.afname.rubric.schaal.is_sufficient(value)

    @property
    def is_top(self) -> bool:
        return self._counted == self.afname.rubric.schaal.top.value

    @property
    def rank(self) -> int | None:
        """The place on the schaal, from 0; None for nvt, open and what was not asked."""
        value = self._counted
        return None if value is None else self.afname.rubric.schaal.ranks[value]

    @property
    def has_remarks(self) -> bool:
        """Whether more was written down than the score and its source."""
        score = self.score
        return score is not None and bool(score.aantekening or score.bewijsstukken or score.taak)

    @property
    def _counted(self) -> str | None:
        return self.score.value if self.score is not None and self.score.is_counted else None


@dataclass(frozen=True)
class Rij:
    """One vaardigheid with what each afname of the round says of it, side by side and in the order of the round."""

    taakgebied: Taakgebied
    indicator: Indicator
    vaardigheid: Vaardigheid
    waarnemingen: tuple[Waarneming, ...]

    @property
    def observed(self) -> Rij:
        """The same row without what the ib-er scored herself."""
        return replace(
            self, waarnemingen=tuple(seen for seen in self.waarnemingen if not seen.afname.waarnemer.is_self)
        )

    @property
    def is_sterk(self) -> bool:
        """On the top point for one, and below sufficient for nobody."""
        return any(waarneming.is_top for waarneming in self.waarnemingen) and not self.is_ontwikkelpunt

    @property
    def is_ontwikkelpunt(self) -> bool:
        """Below sufficient for at least one."""
        return any(waarneming.is_low for waarneming in self.waarnemingen)


@dataclass(frozen=True)
class Toezegging:
    """An afspraak and the afnamen of the round that hold it in the same words."""

    afspraak: Afspraak
    afnamen: tuple[Afname, ...]


@dataclass(frozen=True)
class Verslag:
    """Report: all that one round says, from the balans down to every score."""

    ronde: Ronde
    before: tuple[Ronde, ...] = ()
    """Earlier rounds with the same rubric and doel, the latest first."""

    @cached_property
    def balansen(self) -> tuple[Balans, ...]:
        """One per afname: observers are never mixed."""
        return tuple(balans_of(afname, previous_of(afname, self.before)) for afname in self.ronde.afnamen)

    @cached_property
    def rijen(self) -> tuple[Rij, ...]:
        """Every vaardigheid that anybody looked at, in the order of the rubric."""
        return tuple(
            Rij(taakgebied, indicator, row, tuple(_waarneming(afname, row) for afname in self.ronde.afnamen))
            for taakgebied in self.ronde.selection.taakgebieden
            for indicator in taakgebied.indicatoren
            for row in indicator.vaardigheden
        )

    @property
    def rests_on_self(self) -> bool:
        """Nobody else looked in this round, so what follows from the scores follows from the self-assessment."""
        return all(afname.waarnemer.is_self for afname in self.ronde.afnamen)

    @cached_property
    def sterke_punten(self) -> tuple[Rij, ...]:
        return tuple(rij for rij in self.rijen if self._as_observed(rij).is_sterk)

    @cached_property
    def ontwikkelpunten(self) -> tuple[Rij, ...]:
        return tuple(rij for rij in self.rijen if self._as_observed(rij).is_ontwikkelpunt)

    @cached_property
    def own_ontwikkelpunten(self) -> tuple[Rij, ...]:
        """What the ib-er scores below sufficient and no observer does."""
        return tuple(rij for rij in self.rijen if rij.is_ontwikkelpunt and not self._as_observed(rij).is_ontwikkelpunt)

    @cached_property
    def open_rijen(self) -> tuple[Rij, ...]:
        """What at least one afname should still score."""
        return tuple(rij for rij in self.rijen if any(waarneming.is_open for waarneming in rij.waarnemingen))

    @cached_property
    def afspraken(self) -> tuple[Toezegging, ...]:
        return toezeggingen([self.ronde])

    @cached_property
    def previous_rondes(self) -> tuple[Ronde, ...]:
        """The round before; more than one when that school year saw two versions of the rubric."""
        return tuple(ronde for ronde in self.before if ronde.school_year == self.before[0].school_year)

    @cached_property
    def previous_afspraken(self) -> tuple[Toezegging, ...]:
        return toezeggingen(self.previous_rondes)

    def _as_observed(self, rij: Rij) -> Rij:
        return rij if self.rests_on_self else rij.observed


def verslag_of(ronde: Ronde, others: Iterable[Ronde]) -> Verslag:
    return Verslag(ronde, earlier(ronde, others))


def _waarneming(afname: Afname, row: Vaardigheid) -> Waarneming:
    return Waarneming(afname, afname.score(row.id) if row.kijkwijzer in afname.kijkwijzers else None)


def toezeggingen(rondes: Iterable[Ronde]) -> tuple[Toezegging, ...]:
    """Every afspraak once, in the order in which it was first written."""
    holders: dict[Afspraak, list[Afname]] = {}
    for afname in (afname for ronde in rondes for afname in ronde.afnamen):
        for afspraak in dict.fromkeys(afname.afspraken):
            holders.setdefault(afspraak, []).append(afname)
    return tuple(Toezegging(afspraak, tuple(found)) for afspraak, found in holders.items())
