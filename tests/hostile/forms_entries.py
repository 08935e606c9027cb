"""The forms that cannot be taken, each handed in alone; and what a folder of forms can hold besides forms."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.filled import fields_of
from tests.hostile.entry import ANYTHING, Entry
from tests.hostile.forms_corpus import SAME, grids, made, pdf_with, pdfs, score_files
from tests.projects import SCORE_FILE, SCORES, change, edit, project_of, put, small_project

if TYPE_CHECKING:
    from tests.hostile.entry import Setup
    from tests.hostile.forms_corpus import Case, Content

FOLDER = "in"
IMPORT = ("import", FOLDER)
JUNE = "scores/jb-7/2026-06-01-adviseur.yml"
SCORES_OF_JUNE = change(SCORES, "2026-05-12", "2026-06-01")
LONG = change(SCORES_OF_JUNE, "Rustige les.", "Rustige les. " * 200)


@cache
def fields() -> dict[str, str]:
    """Those of a good form of the small project, for the first of June."""
    with tempfile.TemporaryDirectory() as folder:
        afname = project_of(small_project(Path(folder))).afnamen[0]
    return fields_of(replace(afname, date=afname.date.replace(month=6, day=1)))


def entry(name: str, case: Case) -> Entry:
    content, said = case
    is_same = said == [SAME]
    lines = tuple(f"{FOLDER}/{name}:{ANYTHING}{each}" for each in said)
    return Entry(
        f"the form {name}",
        _puts(name, content, with_good=is_same),
        lines,
        IMPORT,
        exit=0 if is_same else 1,
        new=(JUNE,) if is_same else (),
    )


def _puts(name: str, content: Content, *, with_good: bool) -> Setup:
    def setup(root: Path) -> None:
        put(root, f"{FOLDER}/{name}", made(content))
        if with_good:
            put(root, f"{FOLDER}/goed.pdf", pdf_with(fields()))

    return setup


def good(name: str, text: str | bytes) -> Setup:
    return lambda root: put(root, f"{FOLDER}/{name}", text)


def there_already(root: Path) -> None:
    put(root, f"{FOLDER}/a.yml", SCORES)


def other_scores_there(root: Path) -> None:
    put(root, f"{FOLDER}/a.yml", change(SCORES, '"a.1": B', '"a.1": A'))


def twice(root: Path) -> None:
    for name in ("a.yml", "b.yml"):
        put(root, f"{FOLDER}/{name}", SCORES_OF_JUNE)


def pipe(root: Path) -> None:
    (root / FOLDER).mkdir()
    os.mkfifo(root / FOLDER / "buis.pdf")


def link_outside(root: Path) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "link.yml").symlink_to(put(root.parent, "geheim.yml", SCORES_OF_JUNE))


def link_to_itself(root: Path) -> None:
    (root / FOLDER).mkdir()
    (root / FOLDER / "zelf.csv").symlink_to("zelf.csv")


def scores_outside(root: Path) -> None:
    (root.parent / "buiten").mkdir()
    edit(root, "scores/register.yml", "  jb-7:", "  jb-8: {naam: An Weg}\n  jb-7:")
    (root / "scores/jb-8").symlink_to(root.parent / "buiten")
    put(root, f"{FOLDER}/b.yml", change(SCORES, "jb-7", "jb-8"))


def fault_in_the_rubric(root: Path) -> None:
    edit(root, "rubrics/zwemles.yml", "titel: Kijken naar een zwemles", "titel: [x]")
    put(root, f"{FOLDER}/a.yml", SCORES_OF_JUNE)


TABLE: tuple[Entry, ...] = (
    *(entry(name, case) for name, case in {**pdfs(fields()), **grids(), **score_files()}.items()),
    Entry("a form that is there already", there_already, (f"…staat er al: {SCORE_FILE}",), IMPORT, exit=0),
    Entry("a form of which another is there", other_scores_there, (f"in/a.yml: in {SCORE_FILE} staat deze afname al …Er is niets overschreven;…",), IMPORT),
    Entry("the same score file twice", twice, ("…in/b.yml: …in/a.yml…",), IMPORT, exit=0, new=(JUNE,)),
    Entry("a pipe among the forms", pipe, ("in/buis.pdf: dit is geen gewoon bestand",), IMPORT),
    Entry("a link outside among the forms", link_outside, ("in/link.yml: dit is een snelkoppeling; noem het bestand zelf",), IMPORT),
    Entry("a link to itself among the forms", link_to_itself, ("in/zelf.csv: dit is een snelkoppeling; noem het bestand zelf",), IMPORT),
    Entry("a device for a form", lambda _: None, ("/dev/zero: dit is geen gewoon bestand",), ("import", "/dev/zero")),
    Entry("a form that is not there", lambda _: None, ("…'weg.pdf' is er niet.…",), ("import", "weg.pdf"), exit=2),
    Entry("a form for nobody", good("a.yml", SCORES_OF_JUNE), ("…jb-77…",), ("import", FOLDER, "--ib-er", "jb-77"), exit=2),
    Entry("a form for a path to another folder", good("a.yml", SCORES_OF_JUNE), ("…../../x…",), ("import", FOLDER, "--ib-er", "../../x"), exit=2),
    Entry("a form for a folder that leads outside", scores_outside, ("…scores/jb-8 is niet gelukt: daar staat geen gewone map",), IMPORT, exit=3),
    Entry("a form in a project with a fault in its rubric", fault_in_the_rubric, ("rubrics/zwemles.yml:3: …",), IMPORT),
    Entry("a good form when the disk is full", good("a.yml", LONG), ("Dit lukt niet: …de schijf is vol",), IMPORT, exit=3, disk=2000),
    Entry("a trial writes nothing", good("a.yml", SCORES_OF_JUNE), ("in/a.yml: …",), ("import", "--proef", FOLDER), exit=0),
)  # fmt: skip
