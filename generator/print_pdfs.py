"""From the forms that were asked for to their PDFs, one each or in a pile; those that are alike are stamped from one mould."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator import pdf
from generator.build import templates_of
from generator.model.formulier import INVULBAAR, PAPIER
from generator.pdf_pile import piled
from generator.problems import Problem
from generator.rendering.formulier import filling_of, form_html, mould_of
from generator.rendering.page import Sheet
from generator.stamping import Job, attempt, letters_of
from generator.workers import run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.model.project import Project
    from generator.model.rubric import Rubric
    from generator.printing import Form
    from generator.rendering.templates import Templates
    from generator.terminal import Progress


def made(
    root: Path, project: Project, files: Mapping[str, list[Form]], progress: Progress
) -> Iterator[tuple[str, bytes | Problem]]:
    """The PDF of each file as soon as it is there, and what stands in the way of a form: a pile is made whole or not.

    Raises TemplateFault.
    """
    waiting = _Waiting(files)
    forms = [form for alike in files.values() for form in alike]
    for path, result in _pdfs(forms, templates_of(root, project), progress):
        if isinstance(result, Problem):
            yield path, result
        else:
            yield from waiting.take(path, result)


def _pdfs(forms: list[Form], templates: Templates, progress: Progress) -> Iterator[tuple[str, bytes | Problem]]:
    """What can be stamped is; the rest is made one by one."""
    stamped = set()
    with progress.count("Kijkwijzers maken", len(forms)) as done:
        for path, made in _stamped(forms, templates, done):
            stamped.add(path)
            yield path, made
        sheets = (_sheet(form, templates) for form in forms if _path(form) not in stamped)
        yield from pdf.make_pdfs(sheets, done=done)


def _path(form: Form) -> str:
    return f"{form.name}.pdf"


def _sheet(form: Form, templates: Templates) -> Sheet:
    is_fillable = form.vorm == INVULBAAR
    html = form_html(form.rubric, templates, whole=form.whole, voordruk=form.voordruk, is_fillable=is_fillable)
    return Sheet(_path(form), html, is_fillable=is_fillable)


# --- Of one mould


def _stamped(forms: list[Form], templates: Templates, done: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    """The PDFs of forms that are the same for several ib-ers, as far as that goes."""
    jobs = [job for alike in _alike(forms) for job in _jobs(alike, templates)]
    for job, made in run_limited(attempt, jobs, workers=usable_cores(), limits=pdf.LIMITS):
        if isinstance(made, bytes):
            done(job.path)
            yield job.path, made


def _alike(forms: list[Form]) -> list[list[Form]]:
    groups = defaultdict(list)
    for form in forms:
        if form.voordruk and form.vorm == PAPIER:
            groups[_selected(form.rubric), form.whole.id, form.voordruk.is_fictional].append(form)
    return [group for group in groups.values() if len(group) > 1]


def _selected(rubric: Rubric) -> tuple[str, ...]:
    kijkwijzers = (kijkwijzer.id for kijkwijzer in rubric.kijkwijzers)
    return rubric.id, rubric.version, *kijkwijzers, *(taakgebied.id for taakgebied in rubric.taakgebieden)


def _jobs(alike: list[Form], templates: Templates) -> Iterator[Job]:
    rubric, whole, voordruk = alike[0].rubric, alike[0].whole, alike[0].voordruk
    mould = mould_of(rubric, templates, whole=whole, is_fictional=bool(voordruk and voordruk.is_fictional))
    fillings = {_path(form): filling_of(rubric, templates, form.voordruk) for form in alike if form.voordruk}
    letters = "".join(sorted(set().union(*map(letters_of, fillings.values()))))
    for path, filling in fillings.items():
        yield Job(path, mould, filling, letters)


# --- Together


class _Waiting:
    """Piles of which not every form is there yet."""

    def __init__(self, files: Mapping[str, list[Form]]) -> None:
        self.files = files
        self.file_of = {_path(form): name for name, forms in files.items() for form in forms}
        self.missing = {name: {_path(form) for form in forms} for name, forms in files.items()}
        self.parts: dict[str, dict[str, bytes]] = defaultdict(dict)

    def take(self, path: str, made: bytes) -> Iterator[tuple[str, bytes]]:
        """The file that is whole with this form, if any."""
        name = self.file_of[path]
        self.parts[name][path] = made
        self.missing[name].discard(path)
        if not self.missing[name]:
            yield name, _together(self.files[name], self.parts.pop(name))


def _together(forms: list[Form], pdfs: Mapping[str, bytes]) -> bytes:
    parts = [pdfs[_path(form)] for form in forms]
    if len(parts) == 1:
        return parts[0]
    fictional = " Verzonnen voorbeeld." if any(form.voordruk and form.voordruk.is_fictional for form in forms) else ""
    title = f"{len(parts)} kijkwijzers" + (f", doel: {forms[0].doel}" if forms[0].doel else "")
    return piled(parts, title, f"Kijkwijzers om op papier in te vullen. Vertrouwelijk.{fictional}")
