"""All pages and all sheets of the private site together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.dossier import (
    afspraken,
    anders,
    gesprek,
    index,
    jaren,
    overzicht,
    taken,
    vastlegging,
    verslag,
)
from generator.rendering.dossier.desk import Desk
from generator.rendering.dossier.search import search_script
from generator.rendering.fonts import embedded_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.page import Sheet
    from generator.rendering.templates import Templates

PARTS = (index, verslag, anders, gesprek, jaren, afspraken, taken, vastlegging, overzicht)
"""Each has `files(desk)`, which gives paths in the site with their content, and `sheets(desk)`, for the PDFs."""


def dossier_files(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> dict[str, bytes]:
    """Every page and what it needs, by path in the folder of the private site."""
    desk = Desk(project, templates, record or {})
    return {**dict(file for part in PARTS for file in part.files(desk)), **dict(_look(desk))}


def dossier_sheets(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> list[Sheet]:
    """Everything that is printed for the ib-ers and about them. Doelen never share a PDF."""
    desk = Desk(project, templates, record or {})
    return [sheet for part in PARTS for sheet in part.sheets(desk)]


def _look(desk: Desk) -> Iterator[tuple[str, bytes]]:
    yield "look/dossier.css", f"{embedded_fonts()}\n{desk.screen_styles}".encode()
    yield "look/dossier.js", desk.templates.source("dossier/dossier.js").encode()
    yield "look/zoekindex.js", search_script(desk.scored).encode()
