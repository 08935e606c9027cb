"""What stands on a form before anybody writes on it: for whom it is, and what was said last time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.afname import ROLLEN
from generator.model.ronde import last_rondes
from generator.model.verslag import toezeggingen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.afname import Afname, Score
    from generator.model.dossier import Dossier
    from generator.model.project import Project
    from generator.model.register import InternBegeleider
    from generator.model.ronde import Ronde
    from generator.model.rubric import Rubric
    from generator.model.verslag import Toezegging


@dataclass(frozen=True)
class Voordruk:
    """Pre-print: what stands on a form of one ib-er before anybody writes on it."""

    ib_er: InternBegeleider
    doel: str = ""
    rol: str = ""
    """Of the waarnemer who will use it; empty as long as nobody knows."""
    rondes: tuple[Ronde, ...] = ()
    """Last time: one round, or more when that school year saw two versions of the rubric."""
    previous: Afname | None = None
    """The afname that the scores of last time come from."""
    scores: Mapping[str, Score] = field(default_factory=dict)
    """Of last time, by row, as far as that row then had the same text and the same schaal."""
    changed: frozenset[str] = frozenset()
    """The rows that were there last time with another text or schaal."""
    is_fictional: bool = False

    @property
    def afspraken(self) -> tuple[Toezegging, ...]:
        """Those of last time: first what nobody has said yet whether it was kept."""
        return tuple(sorted(toezeggingen(self.rondes), key=lambda toezegging: toezegging.afspraak.kept is not None))


@dataclass(frozen=True)
class Wens:
    """Wish: what is asked of the forms of one ib-er."""

    doel: str = ""
    rol: str = ""
    has_scores: bool = True


def voordruk_of(project: Project, dossier: Dossier, rubric: Rubric, wens: Wens) -> Voordruk:
    """For the form of this part of a rubric."""
    ib_er = dossier.ib_er
    before = last_rondes(dossier.rondes, rubric.id, wens.doel, project.today)
    previous = _previous(before, rubric, wens.rol) if wens.has_scores else None
    scores, changed = _scores(previous, rubric) if previous else ({}, frozenset[str]())
    is_fictional = dossier.is_fictional or (project.register.is_fictional and ib_er.id in project.register.ib_ers)
    return Voordruk(ib_er, wens.doel, wens.rol, before, previous, scores, changed, is_fictional)


def _previous(rondes: Iterable[Ronde], rubric: Rubric, rol: str) -> Afname | None:
    """By that rol; without one by who looked on, the adviseur before the directeur. Of several the last one."""
    rollen = (rol,) if rol else tuple(rol for rol in ROLLEN if rol != "zelf")
    found = [
        afname
        for ronde in rondes
        for afname in ronde.afnamen
        if afname.waarnemer.rol in rollen and afname.selection.vaardigheden.keys() & rubric.vaardigheden.keys()
    ]
    return max(
        found,
        key=lambda afname: (-rollen.index(afname.waarnemer.rol), afname.date, afname.path),
        default=None,
    )


def _scores(previous: Afname, rubric: Rubric) -> tuple[dict[str, Score], frozenset[str]]:
    """What was scored of each row that says the same as then, and the rows that say something else."""
    was = previous.selection
    same = rubric.same_rows(was)
    scores = {id: previous.score(id) for id in rubric.vaardigheden if id in same}
    return scores, frozenset(id for id in rubric.vaardigheden if id in was.vaardigheden and id not in same)
