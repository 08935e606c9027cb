"""What a person writes is the same, code point for code point, in the file, on the page, in the PDF and in the export.

`make letters` does this for 10,000 texts; KIJKWIJZER_TEKSTEN is how many there are.
"""

from __future__ import annotations

import csv
import ctypes
import io
import os
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdf
import pypdfium2 as pdfium
import pytest
import tinyhtml5  # type: ignore[import-untyped]
import yaml
from python_calamine import CalamineWorkbook

from generator.exporting import export, harmless
from generator.model.afname import Afname, Afspraak, Score, Waarnemer
from generator.pdf import make_pdfs
from generator.problems import has_faults
from generator.reading.project import read_project
from generator.reading.text import CONFLICT_END, CONFLICT_START
from generator.rendering.dossier.words import row_anchor
from generator.rendering.scorebestand import scorebestand
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.json_rubric import rubric
from tests.odd_texts import odd_texts
from tests.projects import HOME, SETTINGS, TODAY, put
from tests.sites import browser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.project import Project

IS_ALL = "KIJKWIJZER_TEKSTEN" in os.environ
TEXTS = int(os.environ.get("KIJKWIJZER_TEKSTEN", "240"))
FEW = 2
"""Reports that are made when nobody asked for all."""
EACH = 32
"""Texts in one score file: of 10 rows a note and a bewijsstuk, of 2 afspraken three, four of the whole, and two in the register."""
ROWS = [f"1.{number}" for number in range(1, 11)]
DAY = date(2026, 5, 12)


@dataclass(frozen=True)
class Written:
    """A project with a text wherever a person can write one, and what came of it."""

    root: Path
    afnamen: tuple[Afname, ...]
    """As they were meant."""
    project: Project
    """As it was read."""

    @cached_property
    def pages(self) -> dict[str, bytes]:
        return dossier_files(self.project, self.templates)

    @property
    def templates(self) -> Templates:
        return Templates(self.root / "site_templates")

    @cached_property
    def reports(self) -> dict[str, bytes]:
        """The PDF of the report of some, or of all when that was asked for, by its path.

        Fitting a front on one page takes most of the time, so that is done for some.
        """
        sheets = [sheet for sheet in dossier_sheets(self.project, self.templates) if "-verslag-" in sheet.path]
        sheets = sheets[:FEW] + [replace(sheet, drafts=()) for sheet in sheets[FEW:] if IS_ALL]
        made = dict(make_pdfs(sheets))
        assert [str(pdf) for pdf in made.values() if not isinstance(pdf, bytes)] == []
        return {path: pdf for path, pdf in made.items() if isinstance(pdf, bytes)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    root = tmp_path_factory.mktemp("letters")
    put(root, "mkdocs.yml", SETTINGS)
    put(root, "content/index.md", HOME)
    rows = [{"id": id, "tekst": f"Rij {id}.", "kijkwijzer": "k"} for id in ROWS]
    put(root, "rubrics/r.yml", rubric("r", [{"id": "t", "titel": "Taak", "indicatoren": [{"id": "1", "titel": "Een", "vaardigheden": rows}]}]))  # fmt: skip
    bare, _ = read_project(root, today=TODAY)
    afnamen = tuple(afname_of(number, bare) for number in range(-(-TEXTS // EACH)))
    for number, afname in enumerate(afnamen):
        put(root, afname.path, scorebestand(afname) if number % 2 else by_hand(afname))
    put(root, "scores/register.yml", yaml.safe_dump({"ib_ers": dict(map(registered, afnamen))}, allow_unicode=True))
    project, problems = read_project(root, today=TODAY)
    assert not has_faults(problems), "\n".join(map(str, problems))
    return Written(root, afnamen, project)


def afname_of(number: int, project: Project) -> Afname:
    """The afname of one person; each text in it stands nowhere else."""
    notes, lines = odd_texts(16, number * 2 + 1), odd_texts(14, number * 2 + 2, one_line=True)
    rubric = project.rubrics[0]
    scores = {id: Score("ja" if place % 2 else "nee", next(notes), "", (next(lines),)) for place, id in enumerate(ROWS)}
    return Afname(
        f"p-{number:04}",
        rubric,
        ("k",),
        Waarnemer("adviseur", next(lines)),
        DAY,
        "ontwikkeling",
        "vastgesteld",
        scores,
        next(lines),
        tuple(Afspraak(next(notes), next(lines), date(2026, 12, 1), ("1.1",), kept=False, remark=next(notes)) for _ in range(2)),
        next(notes),
        next(notes),
        path=f"scores/p-{number:04}/2026-05-12-adviseur.yml",
    )  # fmt: skip


def registered(afname: Afname) -> tuple[str, dict[str, str]]:
    number = int(afname.ib_er[2:])
    name, school = odd_texts(2, 1_000_000 + number, one_line=True)
    return afname.ib_er, {"naam": name, "school": school}


def as_data(afname: Afname) -> dict[str, Any]:
    """The same afname as another program would hold it."""
    return {
        "rubric": "r",
        "versie": "1",
        "kijkwijzers": ["k"],
        "ib_er": afname.ib_er,
        "waarnemer": {"rol": "adviseur", "naam": afname.waarnemer.name},
        "datum": "2026-05-12",
        "aanleiding": afname.occasion,
        "doel": "ontwikkeling",
        "status": "vastgesteld",
        "scores": {
            id: {"score": score.value, "bewijsstukken": list(score.bewijsstukken), "aantekening": score.aantekening}
            for id, score in afname.scores.items()
        },
        "afspraken": [
            {"wat": said.what, "wie": said.who, "voor": "2026-12-01", "bij": ["1.1"], "nagekomen": "nee", "opmerking": said.remark}
            for said in afname.afspraken
        ],
        "samenvatting": afname.summary,
        "zienswijze": afname.zienswijze,
    }  # fmt: skip


def by_hand(afname: Afname) -> str:
    """In another spelling than ours: that of PyYAML, which folds long lines and picks its own quotes."""
    style = ("'", '"', None)[int(afname.ib_er[-4:]) // 2 % 3]
    text = yaml.dump(as_data(afname), allow_unicode=True, default_style=style, sort_keys=False)
    if any(
        mark.match(line) for line in text.split("\n") for mark in (CONFLICT_START, CONFLICT_END)
    ):  # which is refused
        text = yaml.dump(as_data(afname), allow_unicode=True, default_style='"', sort_keys=False, width=100_000)
    return text


def texts_of(afname: Afname) -> Iterator[str]:
    """Everything that was written freely."""
    yield from (afname.waarnemer.name, afname.occasion, afname.summary, afname.zienswijze)
    for score in afname.scores.values():
        yield from (score.aantekening, *score.bewijsstukken)
    for said in afname.afspraken:
        yield from (said.what, said.who, said.remark)


# --- The file


def test_so_many_texts_are_written(written: Written) -> None:
    texts = [text for afname in written.afnamen for text in texts_of(afname)]

    texts += [text for afname in written.afnamen for text in registered(afname)[1].values()]
    assert len(set(texts)) == len(texts) >= TEXTS


def test_what_is_read_is_what_was_meant(written: Written) -> None:
    assert {afname.path: afname for afname in written.project.afnamen} == {
        afname.path: replace(afname, rubric=written.project.rubrics[0]) for afname in written.afnamen
    }


def test_another_reader_of_yaml_finds_the_same_in_our_spelling(written: Written) -> None:
    for afname in written.afnamen:
        assert as_data(afname) == without_line_end(yaml.load(scorebestand(afname), Loader=yaml.BaseLoader))  # noqa: S506  makes texts of all


def without_line_end(found: Any) -> Any:  # noqa: ANN401
    """Below a bar a text ends in the end of its last line, which is not part of what was written."""
    if isinstance(found, dict):
        return {key: without_line_end(value) for key, value in found.items()}
    if isinstance(found, list):
        return [without_line_end(value) for value in found]
    return found.removesuffix("\n")


# --- The page


def test_the_page_holds_it_at_its_place(written: Written) -> None:
    for afname, ronde in of_whom(written):
        page = elements_of(written.pages[f"ib-ers/{afname.ib_er}/index.html"])
        for id, score in afname.scores.items():
            row = page[row_anchor(ronde, id)]
            assert texts_in(row, "div", "vrij") == [score.aantekening]
            assert texts_in(row, "bdi")[-1:] == [*score.bewijsstukken]
        assert written_in(page["inhoud"]) >= {*texts_of(afname), *registered(afname)[1].values()}


def of_whom(written: Written) -> Iterator[tuple[Afname, Any]]:
    from generator.model.dossier import dossiers

    for dossier in dossiers(written.project):
        yield dossier.afnamen[0], dossier.rondes[0]


def elements_of(page: bytes) -> dict[str, Any]:
    """The elements with an id, as the parser of HTML 5 sees them."""
    tree = tinyhtml5.parse(page.decode(), namespace_html_elements=False)
    return {element.get("id"): element for element in tree.iter() if element.get("id")}


def texts_in(element: Any, tag: str, name: str = "") -> list[str]:  # noqa: ANN401
    return ["".join(found.itertext()) for found in element.iter(tag) if name in found.get("class", "")]


def written_in(element: Any) -> set[str]:  # noqa: ANN401
    return {*texts_in(element, "bdi"), *texts_in(element, "div", "vrij"), *texts_in(element, "p", "vrij")}


def test_a_browser_finds_it_on_the_page(written: Written, tmp_path: Path) -> None:
    for path, content in written.pages.items():
        put(tmp_path, path, content)
    with browser() as chromium:
        page = chromium.new_page()
        for afname in written.afnamen[:4]:
            page.goto((tmp_path / f"ib-ers/{afname.ib_er}/index.html").as_uri())
            found = page.eval_on_selector_all("bdi, .vrij", "all => all.map(one => one.textContent)")

            assert set(found) >= set(texts_of(afname))


# --- The PDF


def test_the_report_says_it_to_the_letter(written: Written) -> None:
    """As its structure says it: that is what is read aloud, and what an export or a search of a careful program takes."""
    afnamen = {afname.ib_er: afname for afname in written.afnamen}
    for path, report in written.reports.items():
        afname = afnamen[Path(path).parent.name]
        by_pypdf, by_pdfium = told_by_pypdf(report), told_by_pdfium(report)

        assert [text for text in texts_of(afname) if not is_told(text, by_pypdf)] == []
        assert [text for text in texts_of(afname) if not is_told(text, by_pdfium)] == []


def is_told(text: str, told: str) -> bool:
    """Whole; or in two pieces, as what stands beside it on this page comes before the rest of it on the next."""
    cuts = [place for place in range(1, len(text)) if text[place - 1].isspace()]
    return text in told or any(text[:cut] in told and text[cut:] in told.partition(text[:cut])[2] for cut in cuts)


def told_by_pypdf(report: bytes) -> str:
    """All that the structure tells, in reading order; without the heads that a table has again on each page."""
    todo: list[Any] = [pypdf.PdfReader(io.BytesIO(report)).root_object["/StructTreeRoot"]]
    found = []
    while todo:
        element = todo.pop()
        element = element.get_object() if isinstance(element, pypdf.generic.PdfObject) else element
        if isinstance(element, pypdf.generic.DictionaryObject) and element.get("/S") != "/THead":
            found.append(str(element.get("/ActualText", "")))
            kids = element.get("/K")
            todo += reversed(kids) if isinstance(kids, list) else [kids] if kids else []
    return "".join(found)


def told_by_pdfium(report: bytes) -> str:
    document = pdfium.PdfDocument(report)
    return "".join("".join(_told_on(page.raw)) for page in document)


def _told_on(page: Any) -> Iterator[str]:  # noqa: ANN401
    tree = pdfium.raw.FPDF_StructTree_GetForPage(page)
    yield from (
        text
        for number in range(pdfium.raw.FPDF_StructTree_CountChildren(tree))
        for text in _told_by(pdfium.raw.FPDF_StructTree_GetChildAtIndex(tree, number))
    )
    pdfium.raw.FPDF_StructTree_Close(tree)


def _told_by(element: Any) -> Iterator[str]:  # noqa: ANN401
    if _said(pdfium.raw.FPDF_StructElement_GetType, element) == "THead":
        return
    yield _said(pdfium.raw.FPDF_StructElement_GetActualText, element)
    for number in range(pdfium.raw.FPDF_StructElement_CountChildren(element)):
        if kid := pdfium.raw.FPDF_StructElement_GetChildAtIndex(element, number):
            yield from _told_by(kid)


def _said(ask: Any, element: Any) -> str:  # noqa: ANN401
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(element, buffer, size)
    return buffer.raw[:-2].decode("utf-16-le")


# --- The export


def test_the_workbook_holds_it(written: Written) -> None:
    data = export(written.project, with_names=True)["scores.xlsx"]
    by_openpyxl, by_calamine = (
        openpyxl.load_workbook(io.BytesIO(data)),
        CalamineWorkbook.from_filelike(io.BytesIO(data)),
    )
    for name, wanted in zip(("Afnamen", "Scores", "Afspraken"), expected(written), strict=True):
        assert lines_of(by_calamine.get_sheet_by_name(name).to_python()) == wanted
        found = lines_of(by_openpyxl[name].iter_rows(values_only=True))
        assert [as_openpyxl(line) for line in wanted] == found


def lines_of(sheet: Iterable[Iterable[object]]) -> list[dict[str, object]]:
    head, *lines = sheet
    return [only(dict(zip(map(str, head), line, strict=True))) for line in lines]


def as_openpyxl(line: dict[str, str]) -> dict[str, str]:
    """It takes an underscore in front of what looks like an escape for one more escape; Excel and LibreOffice do not."""
    return {key: re.sub("_x005F_", "_", value) for key, value in line.items()}


def test_the_csv_holds_it_with_a_quote_before_what_could_be_a_formula(written: Written) -> None:
    files = export(written.project, with_names=True)
    for name, wanted in zip(("afnamen", "scores", "afspraken"), expected(written), strict=True):
        text = io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline="")
        found = [only(line) for line in csv.DictReader(text, delimiter=";")]

        assert found == [{key: harmless(value) for key, value in line.items()} for line in wanted]


FREE = ("waarnemer", "aanleiding", "samenvatting", "zienswijze", "bewijsstukken", "aantekening", "wat", "wie", "opmerking", "rij", "score")  # fmt: skip


def only(line: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key in FREE}


def expected(written: Written) -> Iterator[list[dict[str, str]]]:
    afnamen = written.afnamen
    yield [{"waarnemer": it.waarnemer.name, "aanleiding": it.occasion, "samenvatting": it.summary, "zienswijze": it.zienswijze} for it in afnamen]  # fmt: skip
    yield [
        {"waarnemer": it.waarnemer.name, "rij": id, "score": score.value or "", "bewijsstukken": score.bewijsstukken[0], "aantekening": score.aantekening}
        for it in afnamen
        for id, score in it.scores.items()
    ]  # fmt: skip
    yield [
        {"waarnemer": it.waarnemer.name, "wat": said.what, "wie": said.who, "opmerking": said.remark}
        for it in afnamen
        for said in it.afspraken
    ]
