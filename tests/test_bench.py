"""What `make bench` stands us beside must say what we say."""

from __future__ import annotations

import re

import pypdfium2

from generator import pdf
from generator.build import check, templates_of
from generator.printing import Order, choose
from tests.bench.measure import ROOT
from tests.bench.more import form_sheets_of
from tests.bench.plain import as_set, font_faces
from tests.bench.profile import REST, STEPS, shares
from tests.bench.typst_form import typst_forms
from tests.bench.typst_text import typst_texts
from tests.dossiers import dossier_sheets
from tests.projects import TODAY


def test_a_kijkwijzer_by_typst_holds_the_words_of_ours() -> None:
    project = check(ROOT, today=TODAY).project
    forms = choose(project, Order(is_for_all=True)).forms[:1]
    (ours,) = [pdf.pdf_bytes(sheet) for sheet in form_sheets_of(ROOT, project, forms)]
    _, (other,) = typst_forms(forms)
    own, their = _words(ours), _words(other)

    assert len(own) > 100
    assert len(own - their) <= len(own) * 0.06, sorted(own - their)  # the lines are broken elsewhere
    assert b"StructTreeRoot" in other


def test_a_verslag_by_typst_holds_the_words_of_ours() -> None:
    checked = check(ROOT, today=TODAY)
    sheets = dossier_sheets(checked.project, templates_of(ROOT, checked.project), checked.past.record)
    sheet = as_set(next(sheet for sheet in sheets if "-verslag-" in sheet.path))
    _, (other,) = typst_texts([sheet])
    own, their = _words(pdf.pdf_bytes(sheet)), _words(other)

    assert len(own) > 100
    assert len(own - their) <= len(own) * 0.06, sorted(own - their)  # what a style adds, and lines broken elsewhere
    assert b"StructTreeRoot" in other


def test_the_shares_of_a_profile_are_all_of_its_time() -> None:
    project = check(ROOT, today=TODAY).project
    sheets = form_sheets_of(ROOT, project, choose(project, Order(is_for_all=True)).forms[:1])
    found = shares(sheets)

    assert list(found) == [*(step for step, *_ in STEPS), REST]
    assert abs(sum(found.values()) - 1) < 0.001
    assert all(found[step] > 0 for step, *_ in STEPS if step != "parse CSS"), found  # a style is read once a process


def test_the_plain_loop_is_told_of_every_font_of_ours() -> None:
    assert font_faces().count("@font-face") == 5


def _words(made: bytes) -> set[str]:
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    return set(re.findall(r"\w+", re.sub(r"[-\ufffe\u00ad\x02]\s*\r?\n", "", text)))
