"""How alike two waarnemers looked: in counts, and as Cohen's weighted kappa where there is enough to say it of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.verslag import Rij

Pair = tuple[int, int]
"""Where two waarnemers put one vaardigheid: two places in the order of the schaal."""

FEWEST = 20
"""Fewer rows than this carry no kappa, however few points were used: the smallest of the tables behind `needed_for`."""


@dataclass(frozen=True)
class Overeenstemming:
    """Agreement: how alike two afnamen of one round scored the vaardigheden that both were asked."""

    places: Pair
    """Which two afnamen, by their place in the round."""
    scored: tuple[Pair, ...]
    """The vaardigheden that both put on a point of the schaal. All the figures are about these."""
    both_nvt: int = 0
    one_nvt: int = 0
    open: int = 0
    """Rows that at least one of the two has not scored yet."""

    @property
    def equal(self) -> int:
        return sum(one == other for one, other in self.scored)

    @property
    def within_one(self) -> int:
        """Equal, or on neighbouring points."""
        return sum(abs(one - other) <= 1 for one, other in self.scored)

    @cached_property
    def points(self) -> int:
        """How many points of the schaal at least one of the two used."""
        return len({place for pair in self.scored for place in pair})

    @property
    def needed(self) -> int:
        return needed_for(self.points)

    @property
    def constant(self) -> tuple[int, ...]:
        """Who of the two put everything on one point. Then chance explains all agreement, and kappa is 0 or does not exist."""
        return tuple(place for side, place in enumerate(self.places) if len({pair[side] for pair in self.scored}) == 1)

    @property
    def kappa(self) -> float | None:
        """None where it would say nothing: too few rows, or one of the two never chose between points."""
        if len(self.scored) < self.needed or self.constant:
            return None
        return weighted_kappa(self.scored)


def overeenstemming(rijen: Sequence[Rij], places: Pair) -> Overeenstemming:
    """Of two afnamen of one round, over the rows that both were asked."""
    asked = [[rij.waarnemingen[place] for place in places] for rij in rijen]
    asked = [pair for pair in asked if all(seen.score is not None for seen in pair)]
    closed = [pair for pair in asked if not any(seen.is_open for seen in pair)]
    nvt = [sum(seen.rank is None for seen in pair) for pair in closed]
    return Overeenstemming(
        places,
        tuple((one.rank, other.rank) for one, other in closed if one.rank is not None and other.rank is not None),
        both_nvt=nvt.count(2),
        one_nvt=nvt.count(1),
        open=len(asked) - len(closed),
    )


def needed_for(points: int) -> int:
    """How many rows a kappa over this many points needs at least: 2k², and never fewer than 20.

    The rule is Cicchetti's (Applied Psychological Measurement 5, 1981, 101-104), from simulations with k of 3 to 10, where the
    smallest table took about 20 rows. For two points he gives no rule, so those need as many as three. A point that neither
    used is an empty row and column of the table, from which nothing is learned, so it does not count.
    """
    return max(FEWEST, 2 * points**2)


def weighted_kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's weighted kappa (Psychological Bulletin 70, 1968, 213-220) with linear weights; None where it does not exist.

    Linear (Cicchetti and Allison, 1971): a difference weighs as many as it has places. That asks of the schaal no more than its
    order: the value is what kappa says of all cuts of the schaal in two, taken together (Vanbelle and Albert, Statistical
    Methodology 6, 2009, 157-163). Quadratic weights treat the places as measures, and grow with the number of points (Brenner
    and Kliebsch, Epidemiology 7, 1996, 199-202). With two points in use all weights are alike and it is the plain kappa of 1960.

    One minus the places that lie between the two in each row, over those to expect if each had dealt the same points out blindly.
    """
    observed = sum(abs(one - other) for one, other in pairs)
    by_chance = sum(abs(one - other) for one, _ in pairs for _, other in pairs)
    return 1 - len(pairs) * observed / by_chance if by_chance else None
