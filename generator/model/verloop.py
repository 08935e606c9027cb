"""One vaardigheid over the years: what everybody scored in each round, and the texts that it had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.verslag import Verslag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.jaren import Kolom, Overgang, Reeks
    from generator.model.rubric import Rubric, Taakgebied, Vaardigheid
    from generator.model.verslag import Rij


@dataclass(frozen=True)
class Bewoording:
    """Wording: what a vaardigheid says in one versie of the rubric, and where it stands there."""

    rubric: Rubric
    taakgebied: Taakgebied
    vaardigheid: Vaardigheid


@dataclass(frozen=True)
class Verloop:
    """Course of a vaardigheid: what each round says of it. The same id stands for the same vaardigheid in all versions."""

    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij | None, ...]
    """For each kolom the row of its round; None where nobody was asked."""
    bewoordingen: tuple[Bewoording, ...]
    """One for each versie that holds it, the last used last."""
    absent: tuple[str, ...] = ()
    """The versions that do not hold it."""

    @property
    def id(self) -> str:
        return self.vaardigheid.id

    @property
    def vaardigheid(self) -> Vaardigheid:
        return self.bewoordingen[-1].vaardigheid

    @property
    def taakgebied(self) -> Taakgebied:
        return self.bewoordingen[-1].taakgebied

    @property
    def rubric(self) -> Rubric:
        return self.bewoordingen[-1].rubric

    @property
    def earlier_texts(self) -> tuple[Bewoording, ...]:
        """The versions with another text than the last one; a text that stayed for a while once."""
        found = {was.vaardigheid.text: was for was in self.bewoordingen}
        return tuple(was for text, was in found.items() if text != self.vaardigheid.text)

    @property
    def earlier_places(self) -> tuple[Bewoording, ...]:
        """The versions in which it belonged to another taakgebied."""
        return tuple(was for was in self.bewoordingen if was.taakgebied.id != self.taakgebied.id)

    @property
    def other_descriptions(self) -> tuple[Bewoording, ...]:
        """The versions that describe the points at this vaardigheid otherwise."""
        now = self.vaardigheid.descriptions
        return tuple(was for was in self.bewoordingen if was.vaardigheid.descriptions != now)


@dataclass(frozen=True)
class Versieverschil:
    """Difference between two versions: the vaardigheden whose text is another one, that are new, and that are gone."""

    other: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def versieverschil_of(overgang: Overgang) -> Versieverschil:
    was, now = overgang.previous.rubric.vaardigheden, overgang.ronde.rubric.vaardigheden
    return Versieverschil(
        tuple(id for id, row in now.items() if id in was and was[id].text != row.text),
        tuple(id for id in now if id not in was),
        tuple(id for id in was if id not in now),
    )


def verlopen(reeks: Reeks) -> tuple[Verloop, ...]:
    """Every vaardigheid that anybody was asked for in any round, by taakgebied.

    In the order of the last versie; what only earlier versions hold stands behind the rest of its taakgebied.
    """
    per_kolom = [_rijen(kolom) for kolom in reeks.kolommen]
    found = [
        Verloop(
            reeks.kolommen,
            tuple(rijen.get(id) for rijen in per_kolom),
            tuple(_bewoordingen(reeks, id)),
            tuple(rubric.version for rubric in reeks.versies if id not in rubric.vaardigheden),
        )
        for id in dict.fromkeys(id for rijen in reversed(per_kolom) for id in rijen)
    ]
    order = _order(reeks)
    return tuple(sorted(found, key=lambda verloop: order[verloop.taakgebied.id, verloop.id]))


def _rijen(kolom: Kolom) -> dict[str, Rij]:
    return {rij.vaardigheid.id: rij for rij in Verslag(kolom.ronde).rijen} if kolom.ronde else {}


def _bewoordingen(reeks: Reeks, id: str) -> Iterator[Bewoording]:
    for rubric in reeks.versies:
        if id in rubric.vaardigheden:
            yield Bewoording(rubric, rubric.taakgebied_of(id), rubric.vaardigheden[id])


def _order(reeks: Reeks) -> dict[tuple[str, str], tuple[int, int]]:
    """The place of each vaardigheid in each taakgebied that ever held it."""
    places: dict[str, list[str]] = {}
    for rubric in reversed(reeks.versies):
        for taakgebied in rubric.taakgebieden:
            rows = places.setdefault(taakgebied.id, [])
            rows += [row.id for row in taakgebied.vaardigheden if row.id not in rows]
    return {
        (taakgebied, id): (number, rank)
        for number, (taakgebied, rows) in enumerate(places.items())
        for rank, id in enumerate(rows)
    }
