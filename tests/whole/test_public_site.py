"""What a visitor does on the public site of the shipped project: search, print, copy a link, by hand and by key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sites import WIDTHS, browser, served, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    return built / "site"


def test_from_a_server_it_asks_nothing_of_others_either(site: Path) -> None:
    with served(site) as base:
        seen = visit(site, base=base, widths=[1280], schemes=["light"], pages=["index.html", "kijkwijzers/index.html"])

    assert seen.foreign == []
    assert seen.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_an_open_search_can_be_used_by_everyone(site: Path, width: int) -> None:
    with served(site) as base:
        seen = visit(site, base=base, widths=[width], pages=["schaal.html"], prepare=_search)

    assert seen.violations == []
    assert seen.errors == []


def test_an_open_menu_can_be_used_by_everyone(site: Path) -> None:
    seen = visit(site, widths=[360], pages=["rubrics/vhm-ib/begeleiden.html"], prepare=_open_menu)

    assert seen.violations == []


def test_from_disk_the_search_works_too_and_leads_to_the_row(site: Path) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        requested: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        page.goto((site / "index.html").as_uri())
        _search(page, "participeert halfjaarlijks")
        page.locator(".md-search-result__link", has_text="participeert").first.click()
        page.wait_for_url("**/begeleiden.html**")

        assert page.url.partition("#")[2] == "v-1.5"
        assert [url for url in requested if not url.startswith(site.as_uri())] == []


def test_a_director_prints_within_two_clicks(site: Path) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        page.goto((site / "index.html").as_uri())
        direct = page.get_by_role("link", name="Print de basiskijkwijzer").get_attribute("href")
        page.get_by_role("link", name="Bekijk alle kijkwijzers").click()
        page.wait_for_url("**/kijkwijzers/index.html")
        forms = page.locator("a.knop").evaluate_all("links => links.map(link => link.getAttribute('href'))")

    assert direct == "kijkwijzers/vhm-ib-basis.pdf"
    assert {"vhm-ib.pdf", "vhm-ib-basis.pdf", "vhm-ib-functie.pdf", "groepsbespreking-aandachtspunten.pdf"} <= set(
        forms
    )
    assert all((site / "kijkwijzers" / form).is_file() for form in forms)


def test_a_permanent_link_is_copied_and_that_is_said(site: Path) -> None:
    with served(site) as base, browser() as chromium:
        page = chromium.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
        page.goto(f"{base}rubrics/vhm-ib/begeleiden.html")
        page.get_by_role("link", name="Vaste link naar Vaardigheid 1.3").click()
        page.get_by_role("status").filter(has_text="De link is gekopieerd.").wait_for()

        assert page.evaluate("navigator.clipboard.readText()") == f"{base}rubrics/vhm-ib/begeleiden.html#v-1.3"


def test_no_single_letter_does_anything_by_accident(site: Path) -> None:
    with served(site) as base, browser() as chromium:
        page = chromium.new_page()
        page.goto(f"{base}schaal.html")
        for key in "fspn/,.":
            page.keyboard.press(key)

        assert page.url == f"{base}schaal.html"
        assert page.evaluate("document.activeElement.tagName") == "BODY"


def _search(page: Page, words: str = "leerkracht") -> None:
    page.evaluate("document.querySelector('[data-md-toggle=search]').click()")
    page.locator(".md-search__input").press_sequentially(words)
    page.wait_for_selector(".md-search-result__item")


def _open_menu(page: Page) -> None:
    page.evaluate("document.querySelector('[data-md-toggle=drawer]').click()")
    page.wait_for_selector(".md-nav--primary", state="visible")
