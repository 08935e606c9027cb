"""The crosswalk between rubrics: said in one of the two, true in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.rubric import Aansluiting, Rubric, Taakgebied

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class Kruisverwijzing:
    """Crosswalk in one direction: for each taakgebied of one rubric, the taakgebieden of another that speak of the same work."""

    source: Rubric
    target: Rubric
    rows: tuple[tuple[Taakgebied, tuple[Taakgebied, ...]], ...]


def aansluitingen_of(rubric: Rubric, rubrics: Iterable[Rubric]) -> tuple[Aansluiting, ...]:
    """All links of a rubric as seen from there: what it says itself and what others say of it, each once."""
    said_by_others = (
        Aansluiting(link.taakgebied, other.id, link.here)
        for other in rubrics
        for link in other.aansluitingen
        if link.rubric == rubric.id
    )
    return tuple(dict.fromkeys((*rubric.aansluitingen, *said_by_others)))


def linked_taakgebieden(
    rubric: Rubric, taakgebied: str, rubrics: Sequence[Rubric]
) -> tuple[tuple[Rubric, Taakgebied], ...]:
    """The taakgebieden, each with its rubric, that one taakgebied is linked to; in the order of the rubrics."""
    links = {(link.rubric, link.taakgebied) for link in aansluitingen_of(rubric, rubrics) if link.here == taakgebied}
    return tuple((other, there) for other in rubrics for there in other.taakgebieden if (other.id, there.id) in links)


def kruisverwijzingen(rubrics: Sequence[Rubric]) -> tuple[Kruisverwijzing, ...]:
    """Every pair of linked rubrics, there and back."""
    return tuple(_direction(source, target, rubrics) for source, target in _pairs(rubrics))


def _pairs(rubrics: Sequence[Rubric]) -> Iterable[tuple[Rubric, Rubric]]:
    """(source, target) and at once (target, source), in the order in which it was said."""
    known = {rubric.id: rubric for rubric in rubrics}
    said = [(rubric.id, link.rubric) for rubric in rubrics for link in rubric.aansluitingen]
    pairs = dict.fromkeys(direction for one, other in said for direction in ((one, other), (other, one)))
    return ((known[source], known[target]) for source, target in pairs)


def _direction(source: Rubric, target: Rubric, rubrics: Sequence[Rubric]) -> Kruisverwijzing:
    rows = (
        (here, tuple(there for other, there in linked_taakgebieden(source, here.id, rubrics) if other.id == target.id))
        for here in source.taakgebieden
    )
    return Kruisverwijzing(source, target, tuple(rows))
