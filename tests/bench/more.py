"""The other tables of `make bench`: pre-printed kijkwijzers, where the time of a PDF goes, and how soon the program answers."""

# ruff: noqa: T201  tables for a person to read

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator import print_pdfs
from generator.build import check, templates_of
from generator.printing import Order, choose
from generator.rendering.formulier import form_html
from generator.rendering.page import Sheet
from generator.terminal import Progress
from tests.bench.child import now
from tests.bench.measure import ROOT, Spent
from tests.bench.plain import plain_loop
from tests.bench.profile import shares
from tests.bench.start import starts
from tests.bench.typst_form import typst_forms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.model.project import Project
    from generator.printing import Form


TODAY = date(2026, 11, 22)
FEW = 5
"""Forms that the plain loop makes: one takes as long as the next."""


def tell_forms(root: Path, number: int) -> None:
    """Ours with all cores, from the model on; the others get what to set, and do so one after the other in one process.

    What is set once for all of ours is counted; of Typst the first, which is as much slower, is not.
    """
    project = check(root, today=TODAY).project
    forms = choose(project, Order(is_for_all=True)).forms[:number]
    begin = now()
    made = dict(print_pdfs.made(root, project, {form.name: [form] for form in forms}, Progress(quiet=True)))
    ours = Spent(*(end - start for end, start in zip(now(), begin, strict=True)))
    assert [type(pdf) for pdf in made.values()] == [bytes] * len(forms)
    few = form_sheets_of(root, project, forms[:FEW])
    plain, (typst, _) = plain_loop(few), typst_forms(forms)
    print(f"| {len(forms)} pre-printed kijkwijzers | a second | processor of one, ms | processor, beside Typst |")
    print("|---|---:|---:|---:|")
    first = typst.cpu / len(forms)
    for name, (spent, count) in {
        "Typst": (typst, len(forms)), "plain loop": (plain, len(few)), "ours": (ours, len(forms)),
    }.items():  # fmt: skip
        each = spent.cpu / count
        print(f"| {name} | {count / spent.wall:.2f} | {each * 1000:.0f} | {each / first:.2f} x |")
    print()


def form_sheets_of(root: Path, project: Project, forms: Sequence[Form]) -> list[Sheet]:
    templates = templates_of(root, project)
    return [
        Sheet(f"{form.name}.pdf", form_html(form.rubric, templates, whole=form.whole, voordruk=form.voordruk))
        for form in forms
    ]


def tell_profile(sheets: Sequence[Sheet]) -> None:
    print(f"| of the processor's time of {len(sheets)} verslagen | |")
    print("|---|---:|")
    for step, share in shares(sheets).items():
        print(f"| {step} | {share:.0%} |")
    print()


def tell_starts() -> None:
    """Of the project as it is shipped."""
    print("| seconds until it answers | |")
    print("|---|---:|")
    for command, seconds in starts(ROOT).items():
        print(f"| {command} | {seconds:.2f} |")
    print()
