"""Whatever an author writes in settings, in front of a page or in a rubric: on the site it is text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.mkdocs_plugin import build_site
from tests.json_rubric import rubric
from tests.projects import RUBRIC_FILE, SETTINGS, change, put, small_project
from tests.rendering.elements import Elements
from tests.sites import browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

ATTACK = (
    "<script>alert(1)</script>\"><svg onload=alert(1)>' {{7*7}} [x](javascript:alert(1)){: onclick=alert(1) } </title>"
)
SHORT_ATTACK = '"><svg onload=alert(1)>'


def site_of(root: Path, into: Path) -> Path:
    build_site(root, into)
    return into


def attacked(root: Path, text: str, short: str) -> Path:
    """The small project with a text wherever a person can write one: in settings, in front of a page and in a rubric."""
    quoted = json.dumps(text)
    title = json.dumps(text.replace("'", ""))
    settings = change(SETTINGS, "site_name: Proefproject", f"site_name: {quoted}\nsite_description: {quoted}")
    put(
        root,
        "mkdocs.yml",
        f"{settings}nav: [{{{title}: index.md}}, {{{title}: [{{{title}: rubrics/index.md}}, kruisverwijzing.md]}}, kijkwijzers/index.md]\n",
    )
    put(root, "content/index.md", f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n# Welkom\n")
    row = {
        "id": "1.1",
        "tekst": text,
        "kaders": [text],
        "waarneembaar": ["gesprek"],
        "beschrijvingen": {"1": text},
        "kijkwijzer": "k",
    }
    (root / RUBRIC_FILE).unlink()
    put(
        root,
        "rubrics/r.yml",
        rubric(
            "r",
            [
                {
                    "id": "t",
                    "titel": text,
                    "omschrijving": text,
                    "afgeleid": True,
                    "indicatoren": [{"id": "1", "titel": text, "cursus": text, "vaardigheden": [row]}],
                }
            ],
            titel=text,
            afkorting=short,
            omschrijving=text,
            bron={
                "titel": text,
                "auteur": text,
                "uitgever": text,
                "jaar": short,
                "url": "https://example.org/",
                "rechten": text,
            },
            niveaus={"taakgebied": short, "indicator": short, "vaardigheid": short},
            schaal=[
                {"waarde": "1", "kort": short, "label": text, "uitleg": text},
                {"waarde": "2", "kort": short, "label": text},
            ],
            voldoende_vanaf="1",
            kijkwijzers=[{"id": "k", "titel": text, "voor": text}],
        ),
    )
    return root


@pytest.fixture(scope="module")
def attacked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    return site_of(attacked(small_project(folder / "project"), ATTACK, SHORT_ATTACK), folder / "site")


def test_no_text_of_an_author_becomes_part_of_a_page(attacked_site: Path, tmp_path: Path) -> None:
    plain = site_of(attacked(small_project(tmp_path / "project"), "x " * (len(ATTACK) // 2), "x"), tmp_path / "site")
    pages = [path.relative_to(plain) for path in sorted(plain.rglob("*.html"))]

    assert pages
    for page in pages:
        assert Elements.of(attacked_site / page) == Elements.of(plain / page), page


def test_a_browser_runs_nothing_of_it_not_even_in_the_search(attacked_site: Path) -> None:
    opened: list[str] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    with served(attacked_site) as base, browser() as chromium:
        page = chromium.new_page()
        page.on("dialog", close)
        page.goto(f"{base}rubrics/r/t.html")
        page.locator(".md-search__input").press_sequentially("onload")
        page.wait_for_selector(".md-search-result__item")

        expect(page.locator(".md-search-result__list")).to_contain_text("<svg onload=alert(1)>", use_inner_text=True)
        assert page.locator("[onload], [onclick], [onmouseover], .md-search-result script").count() == 0
    assert opened == []
