"""From ontwikkelpunt to next step: the courses to offer, and what linked rubrics write about the same work."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.crosswalk import linked_taakgebieden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.rubric import Rubric, Taakgebied
    from generator.model.verslag import Rij, Verslag


@dataclass(frozen=True)
class Cursus:
    """Course: what can be offered, and the ontwikkelpunten that ask for it."""

    title: str
    rijen: tuple[Rij, ...]


@dataclass(frozen=True)
class Vervolg:
    """Next step: what can follow from the ontwikkelpunten in one taakgebied.

    A link leads from one field of work to another. It carries no score: what a linked taakgebied describes was not looked at.
    """

    taakgebied: Taakgebied
    rijen: tuple[Rij, ...]
    """The ontwikkelpunten in this taakgebied, those that only the ib-er named among them; in the order of the rubric."""
    cursussen: tuple[Cursus, ...] = ()
    linked: tuple[tuple[Rubric, Taakgebied], ...] = ()
    """Taakgebieden of other rubrics about the same work, each with its rubric."""

    @property
    def is_empty(self) -> bool:
        return not self.cursussen and not self.linked


def next_steps(verslag: Verslag, rubrics: Sequence[Rubric]) -> tuple[Vervolg, ...]:
    """One for each taakgebied with an ontwikkelpunt; `rubrics` are the versions in use."""
    named = {rij.vaardigheid.id for rij in (*verslag.ontwikkelpunten, *verslag.own_ontwikkelpunten)}
    rijen = (rij for rij in verslag.rijen if rij.vaardigheid.id in named)
    return tuple(
        _vervolg(taakgebied, tuple(part), verslag.ronde.rubric, rubrics)
        for taakgebied, part in groupby(rijen, key=lambda rij: rij.taakgebied)
    )


def cursus_of(rij: Rij) -> str:
    """The course to offer at a row, unless everybody who named a task said that it is the director's."""
    taken = {seen.score.taak for seen in rij.waarnemingen if seen.score and seen.score.taak}
    return "" if taken == {"directeur"} else rij.indicator.cursus


def _vervolg(taakgebied: Taakgebied, rijen: tuple[Rij, ...], rubric: Rubric, rubrics: Sequence[Rubric]) -> Vervolg:
    titles = dict.fromkeys(title for rij in rijen if (title := cursus_of(rij)))
    cursussen = tuple(Cursus(title, tuple(rij for rij in rijen if cursus_of(rij) == title)) for title in titles)
    return Vervolg(taakgebied, rijen, cursussen, linked_taakgebieden(rubric, taakgebied.id, rubrics))
