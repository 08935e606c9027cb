"""Both sites of the shipped project, as a visitor meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import sites

SITES = ["site", "dossier"]


@pytest.mark.parametrize("name", SITES)
def test_no_link_or_anchor_leads_nowhere(built: Path, name: str) -> None:
    assert sites.dead_links(built / name) == []


@pytest.mark.parametrize("name", SITES)
def test_the_html_is_without_errors(built: Path, name: str) -> None:
    assert sites.html_errors(built / name) == []


@pytest.mark.parametrize("width", sites.WIDTHS)
@pytest.mark.parametrize("name", SITES)
def test_every_page_is_for_everybody_and_asks_nothing_of_others(built: Path, name: str, width: int) -> None:
    visit = sites.visit(built / name, widths=[width], prepare=unfold)

    assert visit.violations == []
    assert visit.foreign == []
    assert visit.errors == []
    assert visit.overflowing == []


def unfold(page: Page) -> None:
    """Also what is folded away, such as earlier rounds, is looked at."""
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
