"""The private site: an index of ib-ers, a page for each of them, and the sheets for their PDFs. All of it opens from disk."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from generator.model.dossier import Dossier, by_school, dossiers
from generator.rendering import dossier_words
from generator.rendering.dossier_search import search_script
from generator.rendering.fonts import font_faces, web_fonts
from generator.rendering.page import Sheet

if TYPE_CHECKING:
    from generator.model.project import Project
    from generator.rendering.templates import Templates


def dossier_files(project: Project, templates: Templates) -> dict[str, bytes]:
    """Every page and what it needs, by path in the folder of the private site."""
    found = dossiers(project)
    scored = tuple(dossier for dossier in found if dossier.afnamen)
    texts = {
        "index.html": index_page(project, found, templates),
        **{dossier_words.page_path(dossier): ib_er_page(project, dossier, templates) for dossier in scored},
        "look/dossier.css": "\n".join([_embedded_fonts(), _styles(project, "screen", templates)]),
        "look/dossier.js": templates.source("dossier/dossier.js"),
        "look/zoekindex.js": search_script(scored),
    }
    return {path: text.encode() for path, text in texts.items()}


def dossier_sheets(project: Project, templates: Templates) -> list[Sheet]:
    """For each ib-er a PDF of the latest round of each rubric. Doelen never share a PDF."""
    styles = _styles(project, "paper", templates)
    return [
        ib_er_sheet(project, dossier, doel, styles, templates)
        for dossier in dossiers(project)
        for doel in dossier.doelen
    ]


def index_page(project: Project, found: tuple[Dossier, ...], templates: Templates) -> str:
    return templates.render(
        "dossier/index.html",
        project=project,
        schools=by_school(found),
        number=len(found),
        is_empty=not project.afnamen,
        is_fictional=project.register.is_fictional or any(dossier.is_fictional for dossier in found),
        words=dossier_words,
        root="",
    )


def ib_er_page(project: Project, dossier: Dossier, templates: Templates) -> str:
    return templates.render(
        "dossier/ib-er.html",
        project=project,
        dossier=dossier,
        is_fictional=_is_fictional(project, dossier),
        words=dossier_words,
        root="../../",
        paper=False,
    )


def ib_er_sheet(project: Project, dossier: Dossier, doel: str, styles: str, templates: Templates) -> Sheet:
    folder = dossier_words.page_path(dossier).rpartition("/")[0]
    html = templates.render(
        "dossier/verslag.html",
        project=project,
        dossier=dossier,
        verslagen=[verslag for verslag in dossier.current if verslag.ronde.doel == doel],
        doel=doel,
        is_fictional=_is_fictional(project, dossier),
        words=dossier_words,
        styles=styles,
        paper=True,
    )
    return Sheet(f"{folder}/{dossier_words.pdf_name(dossier, doel)}", html)


def _is_fictional(project: Project, dossier: Dossier) -> bool:
    """A made-up name makes a page as fictional as a made-up score does."""
    return dossier.is_fictional or project.register.is_fictional


def _styles(project: Project, medium: str, templates: Templates) -> str:
    """The look, with a rule for each point of each schaal in use."""
    sizes = sorted({len(afname.rubric.schaal.punten) for afname in project.afnamen})
    marks = templates.render(f"dossier/{medium}_marks.css", sizes=sizes)
    return "\n".join([templates.source("look/tokens.css"), templates.source(f"dossier/{medium}.css"), marks])


def _embedded_fonts() -> str:
    """The fonts inside the stylesheet: a page that is opened from disk may not load them from another file in every browser."""
    rules = font_faces("")
    for name, data in web_fonts().items():
        rules = rules.replace(f'url("{name}")', f'url("data:font/woff2;base64,{base64.b64encode(data).decode()}")')
    return rules
