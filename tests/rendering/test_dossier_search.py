"""The search of the private site in a browser, from disk, as after a double-click."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.model.afname import Score
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files
from tests.model.plain import afname
from tests.projects import put
from tests.sites import browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTILE = "<img src=x onerror=document.title='kwaad'> ideeën over lezen"
OLD = date(2024, 5, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dossier")
    people = {
        "ib-01": InternBegeleider("ib-01", "Noor Dijk", "De Wilg"),
        "ib-02": InternBegeleider("ib-02", "René Bos", "De Eik"),
    }
    afnamen = (
        afname(scores={"1.1": Score("3", HOSTILE)}),
        afname(day=OLD, scores={"1.2": Score("2", "oud verhaal")}),
        afname(doel="beoordeling", scores={"1.3": Score("2", "oordeelwoord")}),
        afname(ib_er="ib-02"),
    )
    for path, data in dossier_files(Project(afnamen=afnamen, register=Register("", people)), Templates()).items():
        put(root, path, data)
    return root


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def page(chromium: Browser, folder: Path) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.goto((folder / "index.html").as_uri())
    yield opened
    opened.close()


def people(page: Page) -> list[str]:
    return [link.inner_text() for link in page.locator(".mens-naam a").all() if link.is_visible()]


def test_a_name_is_found_without_its_accent_or_its_capital(page: Page) -> None:
    page.fill("#zoek", "rene")

    assert people(page) == ["René Bos"]
    assert page.inner_text("#zoek-stand") == "1 ib-er"
    assert not page.locator("h2", has_text="De Wilg").is_visible()


def test_a_school_finds_all_who_work_there_and_an_empty_box_shows_everybody(page: Page) -> None:
    page.fill("#zoek", "wilg")
    assert people(page) == ["Noor Dijk"]

    page.fill("#zoek", "")
    assert people(page) == ["René Bos", "Noor Dijk"]
    assert page.inner_text("#zoek-stand") == ""


def test_a_word_from_a_note_leads_to_that_note_and_is_shown_as_the_text_it_is(page: Page) -> None:
    page.fill("#zoek", "noor IDEEEN")

    assert page.inner_text("#zoek-stand") == "1 ib-er, 1 plaats in de verslagen"
    assert HOSTILE in page.inner_text(".hits")
    assert page.inner_text(".hits mark") == "ideeën"
    assert page.title() != "kwaad"
    page.click(".hits a")
    assert page.locator("li:target .tekst").inner_text() == "1.1 Vaardigheid 1.1"


def test_a_place_in_an_older_round_is_unfolded(page: Page) -> None:
    page.fill("#zoek", "verhaal")
    assert page.locator(".hits a").inner_text() == "Aantekening bij 1.2 (adviseur, 1 mei 2024)"

    page.click(".hits a")
    expect(page.locator("li:target")).to_be_visible()


def test_a_place_in_a_round_for_beoordeling_says_so(page: Page) -> None:
    page.fill("#zoek", "oordeelwoord")

    assert page.locator(".hits a").inner_text() == "Aantekening bij 1.3 (adviseur, 12 mei 2026, voor beoordeling)"


def test_what_is_nowhere_is_said(page: Page) -> None:
    page.fill("#zoek", "zebra")

    assert people(page) == []
    assert page.inner_text("#zoek-stand") == "geen ib-ers"


def test_arrows_walk_through_what_was_found_and_escape_goes_back_to_the_box(page: Page) -> None:
    page.fill("#zoek", "lezen")
    page.focus("#zoek")

    focused = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Escape"):
        page.keyboard.press(key)
        focused.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert focused == ["Noor Dijk", "Aantekening bij 1.1 (adviseur, 12 mei 2026)", "Noor Dijk", "zoek"]


def test_without_scripts_everybody_is_there_and_no_box_pretends_to_work(chromium: Browser, folder: Path) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto((folder / "index.html").as_uri())

    assert people(page) == ["René Bos", "Noor Dijk"]
    assert not page.locator("#zoek").is_visible()
    page.close()
