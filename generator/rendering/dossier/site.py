"""All pages and all sheets of the private site together."""

from __future__ import annotations

from dataclasses import replace
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
    words,
)
from generator.rendering.dossier.desk import Desk
from generator.rendering.fonts import embedded_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.dossier import Dossier
    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.model.verslag import Verslag
    from generator.rendering.page import Sheet
    from generator.rendering.templates import Templates

PARTS = (index, verslag, anders, gesprek, jaren, afspraken, taken, vastlegging, overzicht)
"""Each has `files(desk)`, which gives paths in the site with their content, and `sheets(desk)`, for the PDFs."""


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """The pages that belong on this desk, one after the other."""
    if desk.is_about_all:  # first, as every page asks for it, and who wants one file goes no further
        yield from _look(desk)
    for part in PARTS:
        yield from part.files(desk)


def sheets(desk: Desk) -> Iterator[Sheet]:
    """The sheets that belong on this desk, one after the other."""
    for part in PARTS:
        yield from part.sheets(desk)


def verslag_sheet(
    project: Project,
    templates: Templates,
    record: Mapping[str, Vastlegging],
    about: tuple[Dossier, Verslag],
) -> Sheet:
    """The report of one round, the same as among all the others."""
    return verslag.sheet(Desk(project, templates, record), *about)


ALONE = "verslag"
"""The folder of the pages of one person that are handed over."""


def person_files(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> dict[str, bytes]:
    """The pages of the one person in a project, with no way to pages that do not go along, and what they need."""
    desk = Desk(project, templates, record or {}, alone=ALONE)
    made = dict(file for part in PARTS for file in part.files(desk))
    own = {f"{words.folder(dossier)}/": f"{ALONE}/" for dossier in desk.scored}
    named = {_moved(path, own): content for path, content in made.items()}
    found = {path: content for path, content in named.items() if path.startswith(f"{ALONE}/")}
    return {**found, **dict(_look(desk))} if found else {}


def person_sheets(
    project: Project, templates: Templates, record: Mapping[str, Vastlegging] | None = None
) -> list[Sheet]:
    """Everything that is printed for the one person in a project; the same as in the dossier, but for its folder."""
    desk = Desk(project, templates, record or {})
    own = {f"{words.folder(dossier)}/": f"{ALONE}/" for dossier in desk.scored}
    found = (sheet for sheet in sheets(desk) if sheet.path.startswith(tuple(own)))
    return [replace(sheet, path=_moved(sheet.path, own)) for sheet in found]


def _moved(path: str, folders: Mapping[str, str]) -> str:
    return next((f"{to}{path.removeprefix(old)}" for old, to in folders.items() if path.startswith(old)), path)


def _look(desk: Desk) -> Iterator[tuple[str, bytes]]:
    yield "look/dossier.css", f"{embedded_fonts()}\n{desk.around.look.screen}".encode()
