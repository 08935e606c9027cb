"""From the forms that were asked for to their PDFs, one each or in a pile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import pdf
from generator.build import template_problem, templates_of
from generator.model.formulier import INVULBAAR
from generator.pdf_pile import piled
from generator.problems import Problem
from generator.rendering.formulier import form_html
from generator.rendering.page import Sheet
from generator.rendering.templates import TemplateFault, Templates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.model.project import Project
    from generator.printing import Form
    from generator.terminal import Progress


def made(
    root: Path, project: Project, files: Mapping[str, list[Form]], progress: Progress
) -> tuple[dict[str, bytes], list[Problem]]:
    """The PDF of each file, and what stands in the way of those that are not among them: a pile is made whole or not."""
    try:
        sheets = _sheets([form for forms in files.values() for form in forms], templates_of(root, project))
    except TemplateFault as fault:
        return {}, [template_problem(fault)]
    pdfs, failed = _pdfs(sheets, progress)
    return {name: _together(forms, pdfs) for name, forms in files.items() if _are_in(forms, pdfs)}, failed


def _sheets(forms: list[Form], templates: Templates) -> list[Sheet]:
    return [_sheet(form, templates) for form in forms]


def _sheet(form: Form, templates: Templates) -> Sheet:
    path, is_fillable = f"{form.name}.pdf", form.vorm == INVULBAAR
    html = form_html(form.rubric, templates, whole=form.whole, voordruk=form.voordruk, is_fillable=is_fillable)
    return Sheet(path, html, is_fillable=is_fillable)


def _pdfs(sheets: list[Sheet], progress: Progress) -> tuple[dict[str, bytes], list[Problem]]:
    good: dict[str, bytes] = {}
    failed: list[Problem] = []
    with progress.count("Kijkwijzers maken", len(sheets)) as done:
        for path, result in pdf.make_pdfs(sheets, done=done):
            if isinstance(result, Problem):
                failed.append(result)
            else:
                good[path] = result
    return good, failed


def _are_in(forms: list[Form], pdfs: Mapping[str, bytes]) -> bool:
    return all(f"{form.name}.pdf" in pdfs for form in forms)


def _together(forms: list[Form], pdfs: Mapping[str, bytes]) -> bytes:
    parts = [pdfs[f"{form.name}.pdf"] for form in forms]
    if len(parts) == 1:
        return parts[0]
    fictional = " Verzonnen voorbeeld." if any(form.voordruk and form.voordruk.is_fictional for form in forms) else ""
    title = f"{len(parts)} kijkwijzers" + (f", doel: {forms[0].doel}" if forms[0].doel else "")
    return piled(parts, title, f"Kijkwijzers om op papier in te vullen. Vertrouwelijk.{fictional}")
