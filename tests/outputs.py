"""Everything that is made of a project, as text and before it becomes a site or a PDF: what a test can look at within a second.

for path, text in outputs(root).items(): ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exporting import export
from generator.model.afname import ROLLEN
from generator.model.dossier import dossiers
from generator.model.formulier import INVULBAAR, SPREADSHEET
from generator.printing import Order, choose
from generator.reading.project import read_project
from generator.rendering.formulier import fillable_sheets, form_html, form_sheets
from generator.rendering.scoren import scoren_files
from generator.rendering.site import site_pages
from generator.rendering.startbijeenkomst import kit_sheets
from generator.rendering.templates import Templates
from generator.serving.answers import Answers
from generator.serving.forms import FOLDER, Forms
from generator.spreadsheet import site_workbooks, workbook_of
from tests.dossiers import dossier_files, dossier_sheets
from tests.projects import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.page import Sheet


def outputs(root: Path, record: Mapping[str, Vastlegging]) -> dict[str, bytes]:
    """By path; the documents that become a PDF end in .pdf.html, or .pdf.krap.html with as little as there can be room for."""
    project, _ = read_project(root, today=TODAY)
    templates = Templates(root / "site_templates")
    return {
        **{f"site/{page.path}": page.content.encode() for page in site_pages(project, templates)},
        **{f"site/{path}": data for path, data in scoren_files(project, templates).items()},
        **{f"dossier/{path}": data for path, data in dossier_files(project, templates, record).items()},
        **dict(_documents(sheets_of(project, templates, record))),
        **dict(_printed(project, templates)),
        **{f"serve/{path}": data for path, data in _served(project, templates, root).items()},
        **{f"site/{path}": data for path, data in site_workbooks(project).items()},
        **{f"export/{path}": data for path, data in export(project, with_names=True).items()},
    }


def sheets_of(project: Project, templates: Templates, record: Mapping[str, Vastlegging]) -> list[Sheet]:
    return [
        *form_sheets(project, templates),
        *fillable_sheets(project, templates),
        *kit_sheets(project, templates),
        *dossier_sheets(project, templates, record),
    ]


def _documents(sheets: list[Sheet]) -> Iterator[tuple[str, bytes]]:
    for sheet in sheets:
        yield f"{sheet.path}.html", sheet.html.encode()
        if sheet.drafts:
            yield f"{sheet.path}.krap.html", sheet.with_draft(sheet.drafts[-1]).encode()


def _printed(project: Project, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """For everybody, in every form and with what each role scored last time."""
    for rol in ROLLEN:
        for form in choose(project, Order(is_for_all=True, rubric="r", rol=rol)).forms:
            for is_fillable in (False, True):
                html = form_html(
                    form.rubric, templates, whole=form.whole, voordruk=form.voordruk, is_fillable=is_fillable
                )
                yield f"print/{form.name}{'-' + INVULBAAR if is_fillable else ''}.pdf.html", html.encode()
    for vorm in (SPREADSHEET,):
        yield "print/stapel.xlsx", workbook_of(choose(project, Order(is_for_all=True, rubric="r", vorm=vorm)).forms)


def _served(project: Project, templates: Templates, root: Path) -> dict[str, bytes]:
    """What `kijkwijzer serve` shows besides the two sites."""
    forms = Forms(project, templates)
    pages = {f"{FOLDER}{path}": forms.page(path, root, "token") or b"" for path in forms.paths}
    starts = {f"start-{dossier.ib_er.id}.html": forms.start(dossier.ib_er.id) for dossier in dossiers(project)}
    links = {f"links-{id}.html": forms.links(f"ib-ers/{id}/index.html").encode() for id in project.register.ib_ers}
    name = project.register.ib_ers["p1"].name
    return {**pages, **starts, **links, "melding.html": Answers.melding(_Teller(templates), name, name, [name])}  # type: ignore[arg-type]


class _Teller:
    """Who has templates and nothing else."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
