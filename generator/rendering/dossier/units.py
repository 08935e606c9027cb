"""The private site in units: what is made of the same things, so that it can be made, or left as it is, apart from the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.rendering.dossier import words
from generator.rendering.dossier.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.dossier import Dossier
    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.dossier.desk import Scope
    from generator.rendering.templates import Templates


@dataclass(frozen=True)
class Unit:
    """All that is made about one ib-er, all about one school, or all about everybody together."""

    whole: Desk
    scope: Scope
    about: tuple[Dossier, ...]
    folder: str = ""
    """Where in the private site it stands, with nothing of another unit; empty for what is about everybody."""

    def desk(self, only: str | None = None) -> Desk:
        """A new one each time, as it keeps what it works out. It has nobody but those whom the unit is about."""
        return Desk(self._project(), self.whole.templates, self.record, scope=self.scope, whole=self.whole, only=only)

    @property
    def record(self) -> Mapping[str, Vastlegging]:
        if not self.folder:
            return self.whole.record
        paths = (afname.path for dossier in self.about for afname in dossier.afnamen)
        return {path: self.whole.record[path] for path in paths if path in self.whole.record}

    def _project(self) -> Project:
        project = self.whole.project
        if not self.folder:
            return project
        people = {dossier.ib_er.id: dossier.ib_er for dossier in self.about}
        return replace(
            project,
            afnamen=tuple(afname for dossier in self.about for afname in dossier.afnamen),
            register=replace(project.register, ib_ers=people),
        )


def dossier_units(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> list[Unit]:
    """Together they hold each page and sheet once. What is about many comes first: it takes longest."""
    return units_of(Desk(project, templates, record or {}))


def units_of(whole: Desk) -> list[Unit]:
    """The same of a desk that has everybody."""
    folders = whole.around.school_folders
    return [
        Unit(whole, "allen", whole.dossiers),
        *(Unit(whole, "scholen", school.dossiers, folders[school.name]) for school in whole.schools),
        *(Unit(whole, "ib-ers", (dossier,), words.folder(dossier)) for dossier in whole.scored),
    ]
