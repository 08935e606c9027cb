"""Forms to fill in, made once for all tests of a run that ask for them."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import PageCopyWarning

from generator.model.dossier import Dossier
from generator.model.formulier import selections
from generator.model.project import Project
from generator.model.register import InternBegeleider
from generator.model.velden import Ingevuld
from generator.model.voordruk import Voordruk, Wens, voordruk_of
from generator.pdf import pdf_bytes
from generator.pdf_fields import read_pdf
from generator.reading.project import read_project
from generator.rendering.formulier import fillable_sheet
from generator.rendering.templates import Templates
from tests.projects import TODAY, project_of, project_of_cases
from tests.rendering.rubrics import FOUR, direct, row, rubric, schaal
from tests.voordrukken import PLAIN, last_time

if TYPE_CHECKING:
    from generator.model.rubric import Rubric
    from generator.rendering.page import Sheet

REPO = Path(__file__).parents[1]
IB_ER = InternBegeleider("ib-01", "Jo Blaak", "De Plons")


def small() -> Rubric:
    """Three rows, one of them with an id that is spelt otherwise in a PDF."""
    return rubric("klein", schaal(*FOUR), direct("een", row("1.1"), row("1_2"), row("a.b-c", "Nog een rij.")))


def sheet_of(form: Rubric, whole: Rubric | None = None, *, voordruk: Voordruk | None = None) -> Sheet:
    return fillable_sheet("form.pdf", form, Templates(), whole=whole or form, voordruk=voordruk)


def known(form: Rubric, rol: str = "zelf") -> Voordruk:
    """Of somebody with a last time in which every kind of answer was given."""
    said = (replace(PLAIN, vaardigheden=()), replace(PLAIN, what="Al gedaan", kept=True), PLAIN)
    before = last_time(form, rol, afspraken=said)
    return voordruk_of(Project(today=TODAY), Dossier(IB_ER, (before,)), form, Wens("ontwikkeling", rol))


@cache
def blank() -> bytes:
    return pdf_bytes(sheet_of(small()))


@cache
def printed() -> bytes:
    """For one ib-er."""
    return pdf_bytes(sheet_of(small(), voordruk=known(small())))


@cache
def shipped() -> dict[str, Rubric]:
    return {name: form for rubric in project_of(REPO).rubrics for name, form in selections(rubric).items()}


def odd(folder: Path) -> dict[str, Rubric]:
    """The rubrics of tests/cases."""
    project, _ = read_project(project_of_cases(folder), today=TODAY)
    return {rubric.id: rubric for rubric in project.rubrics}


def filled(data: bytes) -> Ingevuld:
    """What the reader finds in a form that it must be able to read."""
    (found,) = read_pdf("form.pdf", data)
    assert isinstance(found, Ingevuld), found
    return found


def values(data: bytes) -> dict[str, str]:
    return {name: veld.value for name, veld in filled(data).fields.items()}


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def saved(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)  # fields that were cut loose on purpose
        pdf.save(made)
    return made.getvalue()
