"""Where did we look differently: the afnamen of one moment side by side, sorted by how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from generator.model.overeenstemming import Overeenstemming, overeenstemming
from generator.model.verslag import Verslag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.afname import Afname
    from generator.model.ronde import Ronde
    from generator.model.verslag import Rij, Waarneming

MOST_FIRST = 5
"""How many differences a talk begins with: more than a handful is no choice."""


@dataclass(frozen=True)
class Verschil:
    """Difference: one vaardigheid of which the afnamen of one moment say something unlike, or not yet enough to compare."""

    rij: Rij

    @cached_property
    def asked(self) -> tuple[Waarneming, ...]:
        """Without the afnamen whose kijkwijzers do not hold this vaardigheid."""
        return tuple(seen for seen in self.rij.waarnemingen if seen.score is not None)

    @cached_property
    def scored(self) -> tuple[Waarneming, ...]:
        return tuple(seen for seen in self.asked if seen.rank is not None)

    @property
    def nvt(self) -> tuple[Waarneming, ...]:
        return tuple(seen for seen in self.asked if seen.score is not None and seen.score.is_nvt)

    @property
    def open(self) -> tuple[Waarneming, ...]:
        return tuple(seen for seen in self.asked if seen.is_open)

    @cached_property
    def places(self) -> int:
        """From the lowest to the highest score, in places on the schaal. The places have an order and no size."""
        ranks = [seen.rank for seen in self.scored if seen.rank is not None]
        return max(ranks) - min(ranks) if ranks else 0

    @property
    def below(self) -> tuple[Waarneming, ...]:
        """Who scores below sufficient."""
        return tuple(seen for seen in self.scored if seen.is_low)

    @property
    def is_on_the_edge(self) -> bool:
        """One scores below sufficient and another does not."""
        return 0 < len(self.below) < len(self.scored)

    @property
    def is_about_nvt(self) -> bool:
        """One finds that it does not apply and another scores it: not a difference in places but in what the row is for."""
        return bool(self.nvt and self.scored)

    @property
    def is_comparable(self) -> bool:
        """Two or more have said what they found."""
        return len(self.scored) + len(self.nvt) > 1


@dataclass(frozen=True)
class Vergelijking:
    """Comparison: two or more afnamen of one moment in a round, row by row.

    Each row is in exactly one of: verschillen, about_nvt, equal, waiting and unshared.
    """

    ronde: Ronde
    """The round with just these afnamen."""

    @cached_property
    def rijen(self) -> tuple[Verschil, ...]:
        return tuple(Verschil(rij) for rij in Verslag(self.ronde).rijen)

    @cached_property
    def verschillen(self) -> tuple[Verschil, ...]:
        """The furthest apart first; of those as far, the ones on the edge of sufficient; then as the rubric orders them."""
        apart = (verschil for verschil in self.rijen if verschil.places)
        return tuple(sorted(apart, key=lambda verschil: (-verschil.places, not verschil.is_on_the_edge)))

    @property
    def first(self) -> tuple[Verschil, ...]:
        """What to talk about first."""
        return self.verschillen[:MOST_FIRST]

    @property
    def rest(self) -> tuple[Verschil, ...]:
        return self.verschillen[MOST_FIRST:]

    @property
    def about_nvt(self) -> tuple[Verschil, ...]:
        return tuple(rij for rij in self.rijen if rij.is_about_nvt and not rij.places)

    @property
    def equal(self) -> tuple[Verschil, ...]:
        return tuple(rij for rij in self.rijen if rij.is_comparable and not rij.places and not rij.is_about_nvt)

    @property
    def waiting(self) -> tuple[Verschil, ...]:
        """Asked of two or more, and not yet scored by enough of them: no difference, just nothing to compare yet."""
        return tuple(rij for rij in self.rijen if len(rij.asked) > 1 and not rij.is_comparable)

    @property
    def unshared(self) -> tuple[Verschil, ...]:
        """In the kijkwijzer of one of them alone."""
        return tuple(rij for rij in self.rijen if len(rij.asked) == 1)

    @cached_property
    def overeenstemmingen(self) -> tuple[Overeenstemming, ...]:
        """Of each two of these afnamen; never of more together."""
        rijen = [verschil.rij for verschil in self.rijen]
        return tuple(overeenstemming(rijen, pair) for pair in combinations(range(len(self.ronde.afnamen)), 2))

    @property
    def days(self) -> int:
        """Between the first and the last of them."""
        dates = [afname.date for afname in self.ronde.afnamen]
        return (max(dates) - min(dates)).days


def vergelijkingen(ronde: Ronde) -> tuple[Vergelijking, ...]:
    """One for each moment of the round with two or more afnamen, the latest first."""
    found = [Vergelijking(replace(ronde, afnamen=moment)) for moment in momenten(ronde) if len(moment) > 1]
    return tuple(sorted(found, key=lambda vergelijking: vergelijking.ronde.latest, reverse=True))


def alone(ronde: Ronde) -> tuple[Afname, ...]:
    """The afnamen of a round that stand beside no other."""
    return tuple(moment[0] for moment in momenten(ronde) if len(moment) == 1)


def momenten(ronde: Ronde) -> tuple[tuple[Afname, ...], ...]:
    """The afnamen of a round that are about the same moment, in the order of the round.

    What lies closest in time comes together first, as long as nobody is in it twice: whoever scored in autumn and again in
    spring did not look differently, but at something else.
    """
    found: list[tuple[Afname, ...]] = [(afname,) for afname in ronde.afnamen]
    while fitting := [pair for pair in combinations(found, 2) if _fit(*pair)]:
        one, other = min(fitting, key=_distance)
        found = [moment for moment in found if moment is not one and moment is not other] + [one + other]
    place = {id(afname): number for number, afname in enumerate(ronde.afnamen)}
    ordered = [tuple(sorted(moment, key=lambda afname: place[id(afname)])) for moment in found]
    return tuple(sorted(ordered, key=lambda moment: place[id(moment[0])]))


def _fit(one: Iterable[Afname], other: tuple[Afname, ...]) -> bool:
    return not any(_is_again(mine, theirs) for mine in one for theirs in other)


def _is_again(one: Afname, other: Afname) -> bool:
    """The same rol at another moment. On one day two of a rol are two people, unless one name or two occasions say otherwise."""
    if one.waarnemer.rol != other.waarnemer.rol:
        return False
    names = {one.waarnemer.name, other.waarnemer.name}
    if one.date != other.date or (len(names) == 1 and "" not in names):
        return True
    return "" in names and _occasion(one) != _occasion(other)


def _distance(pair: tuple[tuple[Afname, ...], tuple[Afname, ...]]) -> tuple[int, bool]:
    """How far two groups are apart: the days between, and on equal days whether the occasion differs."""
    return min(
        (abs((one.date - other.date).days), _occasion(one) != _occasion(other)) for one in pair[0] for other in pair[1]
    )


def _occasion(afname: Afname) -> str:
    return " ".join(afname.occasion.casefold().split())
