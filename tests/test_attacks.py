"""Whatever a person writes, wherever that may be: it is text on every page, in every PDF and in every file that we make.

`make attacks` tries every attack in every field; KIJKWIJZER_AANVALLEN is how many times each field gets another one.
"""

from __future__ import annotations

import csv
import io
import os
import re
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import openpyxl
import pikepdf
import pytest
from playwright.sync_api import expect

from generator import site_pdfs
from generator.mkdocs_plugin import build_site
from generator.model.vastlegging import Commit, Plek, Vastlegging, Verandering, Wijziging
from generator.reading.project import read_project
from generator.reading.schema import register_schema
from generator.reading.schema_rubric import rubric_schema
from generator.reading.schema_scores import scores_schema
from generator.rendering.templates import Templates
from tests.attacks import ATTACKS, PIECES, SCORE_FILES, TURNS, Texts, attacked, fields, packed, references
from tests.canaries import canaries, watched
from tests.outputs import outputs, sheets_of
from tests.projects import TODAY, put
from tests.shapes import html_shape, ics_shape, unnamed, zip_shape
from tests.sites import browser, served
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from tests.canaries import Canaries

TRIED = int(os.environ.get("KIJKWIJZER_AANVALLEN", "1"))
COMMIT_DAY = date(2026, 5, 12)
LAID_OUT_BY_WIDTH = "gesprekskaarten"
"""Which cards stand together depends on how wide their texts are."""


# --- What is attacked


def test_there_are_enough_of_them() -> None:
    assert len(ATTACKS) >= 20
    assert len(references()) >= 26
    assert all(any(attack in piece for piece in PIECES) for attack in (*ATTACKS, *references().values()))


def test_every_field_that_is_free_is_attacked(tmp_path: Path) -> None:
    root = attacked(tmp_path / "project")
    project, _ = read_project(root, today=TODAY)
    written = "".join(file.read_text(encoding="utf-8") for file in root.rglob("*.yml"))
    free = [*fields(rubric_schema()), *fields(register_schema()), *fields(scores_schema(project.rubrics))]

    assert len(free) > 50
    assert len(project.afnamen) == len(SCORE_FILES)
    assert {name_of(field) for field in free} <= set(re.findall(r"(\w+):", written))


def name_of(field: str) -> str:
    return [part for part in field.split("/") if part not in "*-"][-1]


def record_of(root: Path, turn: int, *, tame: bool) -> dict[str, Vastlegging]:
    """As if git knew of each file, with texts in what it knows."""
    texts = Texts(turn, tame=tame)
    afnamen = read_project(root, today=TODAY)[0].afnamen
    return {afname.path: _vastlegging(texts) for afname in afnamen}


def _vastlegging(texts: Texts) -> Vastlegging:
    commit = Commit("1234567890", texts.next(), COMMIT_DAY)
    places = (Plek("scores", "1.1", "aantekening"), Plek("samenvatting"), Plek("afspraken", texts.next(), "wat"))
    changes = tuple(Verandering(place, texts.next(), texts.next()) for place in places)
    since = (Wijziging(commit, changes, texts.next()), Wijziging(None, changes))
    return Vastlegging("gewijzigd sinds de laatste vastlegging", commit, commit, commit, since)


# --- The same elements


@cache
def made(folder: Path, turn: int, *, tame: bool) -> dict[str, bytes]:
    root = attacked(folder / f"{turn}-{'x' if tame else 'aanval'}", turn, tame=tame)
    return {unnamed(path): data for path, data in outputs(root, record_of(root, turn, tame=tame)).items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


TRIES = range(0, TURNS, max(1, TURNS // TRIED))


@pytest.mark.parametrize("turn", TRIES)
def test_the_elements_of_every_output_are_those_of_the_same_with_x(folder: Path, turn: int) -> None:
    hostile, tame = made(folder, turn, tame=False), made(folder, turn, tame=True)

    assert list(hostile) == list(tame)
    assert len(hostile) > 100
    assert [path for path in hostile if shape(path, hostile[path]) != shape(path, tame[path])] == []


def shape(path: str, data: bytes) -> object:
    if path.endswith(".html"):
        found = html_shape(data.decode())
        return kinds(found) if LAID_OUT_BY_WIDTH in path else found
    if path.endswith(".xlsx"):
        return zip_shape(data)
    if path.endswith(".ics"):
        return ics_shape(data)
    if path.endswith(".csv"):
        return [len(line) for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]
    return data


def kinds(found: list[Any]) -> set[object]:
    """The elements that there are, wherever they stand."""
    return {(one[1], *(name for name, _ in one[2])) for one in found if isinstance(one, tuple)}


def test_a_text_that_is_not_escaped_makes_another_shape() -> None:
    for attack in ("<b>x</b>", "<script>ran()</script>", '"><i onx=y>', "<img src=x>"):
        assert html_shape(f'<p title="{attack}">{attack}</p>') != html_shape('<p title="x">x</p>')
    assert html_shape("<style>p { content: 'x' } } a {}</style>") != html_shape("<style>p { content: 'x x x' }</style>")


def test_no_text_becomes_a_formula_or_a_link(folder: Path) -> None:
    hostile, tame = made(folder, 0, tame=False), made(folder, 0, tame=True)
    books = [path for path in hostile if path.endswith(".xlsx")]

    assert len(books) > 3
    assert [path for path in books if formulas(hostile[path]) != formulas(tame[path])] == []


def formulas(data: bytes) -> list[str]:
    """Our own ones, which count the rows."""
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for line in sheet.iter_rows() for cell in line]
    links = [str(cell.hyperlink.target) for cell in cells if cell.hyperlink and cell.hyperlink.target]
    return [*links, *(str(cell.value) for cell in cells if cell.data_type == "f")]


# --- The site


@contextmanager
def without_pdfs() -> Iterator[None]:
    """Each is an empty page: they are looked at by themselves."""
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_pdfs, "make_pdfs", lambda sheets: ((sheet.path, blank.getvalue()) for sheet in sheets))
        yield


@dataclass(frozen=True)
class Attacked:
    """Both sites of an attacked project, and where its references lead."""

    folder: Path
    canaries: Canaries
    pieces: list[str]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("sites")
    with canaries(folder) as found:
        pieces = packed((*ATTACKS, *references(found.base, found.file).values()), 290)
        build(folder, pieces, tame=False)
        yield Attacked(folder, found, pieces)


def build(folder: Path, pieces: list[str], *, tame: bool) -> Path:
    root = attacked(folder / "project", tame=tame, pieces=pieces)
    with without_pdfs():
        build_site(root, folder / "site")
    for path, data in outputs(root, record_of(root, 0, tame=tame)).items():
        if path.startswith(("dossier/", "serve/")):
            put(folder, path, data)
    return folder


def test_the_elements_of_every_page_of_the_site_are_those_of_the_same_with_x(sites: Attacked, tmp_path: Path) -> None:
    plain = build(tmp_path, sites.pieces, tame=True) / "site"
    pages = [path.relative_to(plain) for path in sorted(plain.rglob("*.html"))]

    assert len(pages) > 15
    assert [page for page in pages if site_shape(sites.folder / "site" / page) != site_shape(plain / page)] == []


def site_shape(page: Path) -> object:
    return html_shape(page.read_text(encoding="utf-8"))


# --- In a browser


class Watch:
    """What a page does that it should not."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.seen: list[str] = []
        page.expose_function("ran", lambda: self.seen.append(f"{page.url}: ran"))
        page.on("dialog", self.close)
        page.on("request", lambda request: self.note(request.url, base))
        page.on("popup", lambda other: self.seen.append(f"{page.url}: opened {other.url}"))

    def close(self, dialog: Dialog) -> None:
        self.seen.append(f"{self.page.url}: {dialog.message}")
        dialog.dismiss()

    def note(self, url: str, base: str) -> None:
        if not url.startswith((base, "data:", "blob:", "about:")):
            self.seen.append(f"{self.page.url}: {url}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def test_in_a_browser_nothing_runs_and_nothing_is_fetched(sites: Attacked, chromium: Browser) -> None:
    with served(sites.folder) as base:
        watch = Watch(chromium.new_page(), base)
        for file in sorted(sites.folder.rglob("*.html")):
            watch.page.goto(base + file.relative_to(sites.folder).as_posix())
            watch.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert watch.seen == []
    assert sites.canaries.asked == []


def test_from_disk_nothing_runs_and_nothing_is_fetched(sites: Attacked, chromium: Browser) -> None:
    base = (sites.folder / "dossier").as_uri()
    watch = Watch(chromium.new_page(), base)
    for file in sorted((sites.folder / "dossier").rglob("*.html")):
        watch.page.goto(file.as_uri())

    assert watch.seen == []
    assert sites.canaries.asked == []


def test_a_search_shows_it_as_text(sites: Attacked, chromium: Browser) -> None:
    with served(sites.folder) as base:
        watch = Watch(chromium.new_page(), base)
        watch.page.goto(f"{base}site/rubrics/r/t1.html")
        watch.page.locator(".md-search__input").press_sequentially("onload")
        watch.page.wait_for_selector(".md-search-result__item")
        expect(watch.page.locator(".md-search-result__list")).to_contain_text("<svg onload=ran()>", use_inner_text=True)
        assert watch.page.locator("[onload], [onerror], [onclick], .md-search-result script").count() == 0

        watch.page.goto(f"{base}dossier/index.html")
        watch.page.locator("input[type=search]").fill("onerror")
        expect(watch.page.locator("main")).to_contain_text("onerror=ran()")
        assert watch.page.locator("[onload], [onerror], [onclick]").count() == 0
    assert watch.seen == []
    assert sites.canaries.asked == []


def test_a_score_file_that_is_opened_in_the_form_stays_text(sites: Attacked, chromium: Browser) -> None:
    file = sites.folder / "project/scores/p1/2026-05-14-directeur.yml"
    with served(sites.folder / "site") as base:
        watch = Watch(chromium.new_page(), base)
        watch.page.goto(f"{base}scoren/r.html")
        before = names_of(watch.page)
        watch.page.set_input_files("#bestand", file)
        expect(watch.page.locator("#afname")).to_be_visible()
        watch.page.emulate_media(media="print")
        watch.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

        assert watch.page.locator("#samenvatting").input_value().startswith(tuple("0123456789"))
        assert not {name for name in names_of(watch.page) - before if name[0].startswith("on") or name[1] in ACTIVE}
    assert watch.seen == []
    assert sites.canaries.asked == []


ACTIVE = {
    "SCRIPT",
    "STYLE",
    "LINK",
    "IMG",
    "IFRAME",
    "OBJECT",
    "EMBED",
    "BASE",
    "META",
    "FORM",
    "VIDEO",
    "AUDIO",
    "svg",
}


def names_of(page: Page) -> set[tuple[str, str]]:
    """Each attribute with the element that has it, and each element."""
    found = page.evaluate(
        "[...document.querySelectorAll('*')].flatMap(one => [['', one.tagName], ...one.getAttributeNames().map(name => [name, one.tagName])])"
    )
    return {(name, tag) for name, tag in found}


def test_a_browser_is_seen_to_run_and_to_fetch_what_is_not_escaped(tmp_path: Path, chromium: Browser) -> None:
    with canaries(tmp_path) as found, closing(chromium.new_context()) as context:
        watches = []
        for kind, markup in {**references(found.base, found.file), "ran": "<img src=x onerror=ran()>"}.items():
            put(tmp_path, f"bare-{kind}.html", f"<!doctype html><body>{markup}")
            watches.append(Watch(context.new_page(), tmp_path.as_uri() + "/bare"))
            watches[-1].page.goto((tmp_path / f"bare-{kind}.html").as_uri(), wait_until="commit")
        page = watches[-1].page

        until_told(page, lambda: len({path for path in found.asked if path != "/favicon.ico"}) >= 26)
        until_told(page, lambda: any(seen.endswith(": ran") for watch in watches for seen in watch.seen))
        until_told(page, lambda: any(seen.endswith(found.file) for watch in watches for seen in watch.seen))


def until_told(page: Page, is_so: Callable[[], bool]) -> None:
    """A browser tells what it does only while somebody speaks with it."""
    until(lambda: page.evaluate("1") and is_so())


# --- In a PDF


ONE_OF_EACH = (
    "kijkwijzers/r-k1.pdf", "invulbaar/r-k1.pdf", "r-presentatie.pdf", "r-gesprekskaarten.pdf", "p2-verslag-", "p1-waar-keken-", "p1-gesprekswijzer-",
    "p2-voorbereiding-", "p2-over-de-jaren-", "p2-afspraken-", "p2-wie-doet-wat-", "overzicht/overzicht-ontwikkeling",
)  # fmt: skip


def test_making_a_pdf_opens_nothing_and_calls_nobody_and_then_it_can_do_nothing(sites: Attacked) -> None:
    root = sites.folder / "project"
    project, _ = read_project(root, today=TODAY)
    sheets = sheets_of(project, Templates(root / "site_templates"), record_of(root, 0, tame=False))
    documents = [next(sheet.html for sheet in sheets if one in sheet.path) for one in ONE_OF_EACH]
    told = watched(documents)

    assert [opened for opened, _ in told if opened] == []
    assert sites.canaries.asked == []
    assert [one for one, (_, pdf) in zip(ONE_OF_EACH, told, strict=True) if not pdf or abilities(pdf)] == []


def abilities(pdf: bytes) -> list[str]:
    """What it can do but lead to the one address that is meant to be a link."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary)]
        keys = {str(key) for one in found for key in one.keys()}  # noqa: SIM118  it iterates otherwise
        leads = {str(one.URI) for one in found if "/URI" in one}
    acting = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/Launch", "/XFA"}
    return [*(keys & acting), *(leads - {"https://example.org/"})]


def test_even_markup_that_is_not_escaped_makes_a_pdf_fetch_nothing(tmp_path: Path) -> None:
    with canaries(tmp_path) as found:
        bare = [
            f'<html lang="nl"><title>x</title><body>{markup}' for markup in references(found.base, found.file).values()
        ]
        ours = watched(bare)
        assert found.asked == []
        assert [opened for opened, _ in ours if opened] == []

        plainly = watched(bare, plainly=True)
        assert len(set(found.asked)) > 10
        assert len([opened for opened, _ in plainly if opened]) > 15
