"""The PDFs of the public site: the kijkwijzers, to print and to fill in, and what the first meeting is held with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kept_pdfs import key
from generator.pdf import make_pdfs
from generator.problems import Problem
from generator.rendering.formulier import fillable_sheets, form_sheets
from generator.rendering.startbijeenkomst import kit_sheets

if TYPE_CHECKING:
    from generator.kept_pdfs import Keeper
    from generator.model.project import Project
    from generator.rendering.templates import Templates

_printed: dict[str, bytes] = {}
"""Those of last time by what they were made from, so that who builds again and again makes only those that changed."""


def site_pdfs(project: Project, templates: Templates, keeper: Keeper) -> tuple[dict[str, bytes], list[Problem]]:
    """By their path; and why one is not among them."""
    kinds = (form_sheets, fillable_sheets, kit_sheets)
    sheets = {sheet.path: sheet for sheets_of in kinds for sheet in sheets_of(project, templates)}
    ready = {path: _printed.get(key(sheet)) or keeper.take(sheet) for path, sheet in sheets.items()}
    made = dict(make_pdfs([sheet for path, sheet in sheets.items() if ready[path] is None]))
    pdfs = {path: pdf for path in sheets if isinstance(pdf := ready[path] or made.get(path), bytes)}
    _printed.clear()
    for path, pdf in pdfs.items():
        _printed[key(sheets[path])] = pdf
        keeper.note(sheets[path], pdf)
    return pdfs, [problem for problem in made.values() if isinstance(problem, Problem)]


def forget() -> None:
    """Begin anew, as a new process would."""
    _printed.clear()
