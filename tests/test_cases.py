"""Projects unlike ours, and what we make of them: each folder in cases/ is read, rendered and printed without a change of code.

What came out stands as text in its folder `gives/`. After a change that is meant: `pytest tests/test_cases.py --update-cases`,
and then look at the difference.
"""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.pdf import pdf_bytes
from generator.reading.project import read_project
from generator.rendering.formulier import form_sheets
from generator.rendering.site import site_pages
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.html_text import html_text
from tests.projects import CASES, TODAY
from tests.verapdf import complaints

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.rendering.page import Sheet


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_a_case_gives_what_it_gave(case: Path, tmp_path: Path, update_cases: bool) -> None:  # noqa: FBT001 - a fixture
    given = gives(case, tmp_path)
    assert complaints(sorted(tmp_path.glob("*.pdf"))) == {}
    kept = case / "gives"
    if update_cases:
        write(kept, given)

    expected = {file.name: file.read_text(encoding="utf-8") for file in kept.iterdir()}
    assert expected == given


def gives(case: Path, folder: Path) -> dict[str, str]:
    """Everything that comes of a case, as texts by file name."""
    project, problems = read_project(case, today=TODAY)
    templates = Templates()
    sheets = form_sheets(project, templates)
    reports = dossier_sheets(project, templates)
    pages = {page.path: page.content for page in site_pages(project, templates)}
    private = {
        path: data.decode() for path, data in dossier_files(project, templates).items() if path.endswith(".html")
    }
    return {
        "problems.txt": "".join(f"{problem}\n" for problem in problems),
        "site.txt": together({path: html_text(html) for path, html in pages.items()}),
        "kijkwijzers.txt": together(printed(sheets, folder)),
        "dossier.txt": together({path: html_text(html) for path, html in private.items()}),
        "verslagen.txt": together(printed(reports, folder)),
    }


def printed(sheets: Iterable[Sheet], folder: Path) -> dict[str, str]:
    """The text of each sheet as printed, a mark between its pages; equal texts only once."""
    texts: dict[str, str] = {}
    for sheet in sheets:
        file = folder / sheet.path.replace("/", "_")
        file.write_bytes(pdf_bytes(sheet))
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(file), "-"]
        pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
        text = "\n".join(f"--- blad {number} ---\n{tidy(page)}" for number, page in enumerate(pages, start=1))
        same = next((path for path, other in texts.items() if other == text), None)
        texts[sheet.path] = f"gelijk aan {same}" if same else text
    return texts


def tidy(page: str) -> str:
    """A page without its empty lines, and with two spaces for every gap: what moves a little on the paper changes nothing here."""
    lines = (re.sub(r" {2,}", "  ", line.strip()) for line in page.splitlines())
    return "\n".join(filter(None, lines))


def together(texts: dict[str, str]) -> str:
    return "".join(f"=== {path} ===\n{text.strip()}\n\n" for path, text in texts.items())


def write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
