"""What a unit of the private site is made from, in one hash: all that could make other bytes of it.

A page of one ib-er is rendered with nobody else at hand (`Unit.desk`), so that what is not in the hash cannot be in the page.
"""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from generator.fingerprint import fingerprint
from generator.kept_pdfs import hashed
from generator.shipped import shipped
from generator.tree import below, digest

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.dossier import Dossier
    from generator.model.rubric import Rubric
    from generator.rendering.dossier import Unit
    from generator.rendering.dossier.desk import Desk


class MadeFrom:
    """Gives the hash of each unit of one project. What many share is looked at once."""

    def __init__(self, whole: Desk) -> None:
        self.whole = whole
        self.rubrics: dict[int, tuple[Rubric, str]] = {}
        self.dossiers: dict[str, str] = {}
        self.shared = _hash(self._shared())

    def of(self, unit: Unit) -> str:
        made_from = [self.shared, unit.scope, unit.folder, *map(self._dossier, unit.about)]
        return _hash(made_from if unit.folder else [*made_from, self._order()])

    def _shared(self) -> list[object]:
        """What is the same for every unit."""
        project, around = self.whole.project, self.whole.around
        return [
            fingerprint(),
            _templates((*self.whole.templates.folders, shipped("site_templates"))),
            _said(project, "afnamen", "register"),
            _said(project.register, "ib_ers"),
            _said(around, "look", "school_folders"),
            around.look.sizes,
        ]

    def _order(self) -> list[object]:
        """Besides who is in it: in which order, and who is in the register."""
        project = self.whole.project
        return [[afname.path for afname in project.afnamen], list(project.register.ib_ers)]

    def _dossier(self, dossier: Dossier) -> str:
        id = dossier.ib_er.id
        if id not in self.dossiers:
            afnamen = [
                (_said(afname, "rubric"), self._rubric(afname.rubric), self.whole.record.get(afname.path))
                for afname in dossier.afnamen
            ]
            self.dossiers[id] = _hash([_said(dossier, "afnamen"), afnamen])
        return self.dossiers[id]

    def _rubric(self, rubric: Rubric) -> str:
        if id(rubric) not in self.rubrics:
            self.rubrics[id(rubric)] = rubric, _hash([rubric])
        return self.rubrics[id(rubric)][1]


def _said(thing: Any, *but: str) -> list[tuple[str, object]]:  # noqa: ANN401  any of our dataclasses
    """Every field, also one that is added later."""
    return [(field.name, getattr(thing, field.name)) for field in fields(thing) if field.name not in but]


def _hash(parts: list[Any]) -> str:
    """The repr of our dataclasses names every field, and that of a text is never that of another one."""
    return hashed(repr(parts).encode())


def _templates(folders: tuple[Path, ...]) -> list[tuple[int, str, str]]:
    """Every file that a template can be, or can use."""
    return [
        (number, os.path.relpath(path, folder), digest(path))
        for number, folder in enumerate(folders)
        for path in below(folder)
    ]
