"""One Chromium for all tests of the form in the browser, and the form of the small project in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scoren.forms import Form, afname, page_of
from tests.sites import browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    opened = chromium.new_page()
    yield opened
    opened.close()


@pytest.fixture
def form(chromium: Browser, tmp_path: Path) -> Iterator[Form]:
    opened = Form.opened(chromium, page_of(afname().rubric, tmp_path))
    yield opened
    assert opened.errors == []
    opened.close()
