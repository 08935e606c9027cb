"""The PDFs of the public site: the kijkwijzers, to print and to fill in, and what the first meeting is held with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pdf import make_pdfs
from generator.problems import Problem
from generator.rendering.formulier import fillable_sheets, form_sheets
from generator.rendering.startbijeenkomst import kit_sheets

if TYPE_CHECKING:
    from generator.model.project import Project
    from generator.rendering.page import Sheet
    from generator.rendering.templates import Templates

_printed: dict[str, bytes] = {}
"""Those of last time by their HTML, so that who builds again and again makes only those that changed."""


def site_pdfs(project: Project, templates: Templates) -> tuple[dict[str, bytes], list[Problem]]:
    """By their path; and why one is not among them."""
    sheets = [
        *form_sheets(project, templates),
        *fillable_sheets(project, templates),
        *kit_sheets(project, templates),
    ]
    made, failed = _made([sheet for sheet in sheets if sheet.html not in _printed])
    printed = {sheet.html: pdf for sheet in sheets if (pdf := made.get(sheet.html) or _printed.get(sheet.html))}
    _printed.clear()
    _printed.update(printed)
    return {sheet.path: printed[sheet.html] for sheet in sheets if sheet.html in printed}, failed


def _made(sheets: list[Sheet]) -> tuple[dict[str, bytes], list[Problem]]:
    """The PDF of each sheet by its HTML."""
    html = {sheet.path: sheet.html for sheet in sheets}
    made = dict(make_pdfs(sheets))
    good = {html[path]: pdf for path, pdf in made.items() if isinstance(pdf, bytes)}
    return good, [problem for problem in made.values() if isinstance(problem, Problem)]


def forget() -> None:
    """Begin anew, as a new process would."""
    _printed.clear()
