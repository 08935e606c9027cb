"""The whole private site at once, for tests of what is on it: the program makes it unit by unit, or one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.dossier import files, sheets
from generator.rendering.dossier.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.page import Sheet
    from generator.rendering.templates import Templates


def dossier_files(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> dict[str, bytes]:
    """Every page and what it needs, by path in the folder of the private site."""
    return dict(files(Desk(project, templates, record or {})))


def dossier_sheets(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> list[Sheet]:
    """Everything that is printed for the ib-ers and about them. Doelen never share a PDF."""
    return list(sheets(Desk(project, templates, record or {})))
