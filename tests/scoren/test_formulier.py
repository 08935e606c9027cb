"""The law of the form in the browser: whatever is clicked and typed comes out as the one score file, and nothing is asked of anybody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.reading.project import read_project
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, rubrics
from tests.projects import TODAY
from tests.scoren.forms import Form, page_of

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject
    from playwright.sync_api import Browser

    from generator.model.afname import Afname

ROOT = Path(__file__).parents[2]


TOUCH = """
    for (const field of document.querySelectorAll("#afname textarea, #afname [type=text], #afname [type=date]")) {
        field.dispatchEvent(new Event("input", {bubbles: true}));
    }
    for (const field of document.querySelectorAll("#afname select, #afname :checked")) {
        field.dispatchEvent(new Event("change", {bubbles: true}));
    }
"""
"""Every field says that it was changed, to what it already says: so all of it is read from the page anew."""


@cache
def shipped_afnamen() -> tuple[Afname, ...]:
    return read_project(ROOT, today=TODAY)[0].afnamen


def by_hand(afname: Afname) -> Afname:
    """As a person can fill it in: nobody says that it is made up, and a form that is not signed asks for no zienswijze."""
    is_signed = any(kijkwijzer.is_signed for kijkwijzer in afname.rubric.kijkwijzers)
    return replace(afname, is_fictional=False, zienswijze=afname.zienswijze if is_signed else "")


@pytest.mark.parametrize("rubric", ["vhm-ib", "competentieprofiel-vakbekwaam", "groepsbespreking"])
def test_the_shipped_afnamen_come_out_as_python_writes_them(chromium: Browser, tmp_path: Path, rubric: str) -> None:
    afname = by_hand(next(afname for afname in reversed(shipped_afnamen()) if afname.rubric.id == rubric))
    form = Form.opened(chromium, page_of(afname.rubric, tmp_path))
    form.begin()
    form.fill_in(afname)

    assert scorebestand(afname) == form.saved()
    assert form.errors == []
    assert [url for url in form.requests if not url.startswith(("file:", "data:", "blob:"))] == []
    form.close()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_afname_comes_out_as_python_writes_it(chromium: Browser, tmp_path: Path, data: DataObject) -> None:
    rubric = data.draw(rubrics(most=2))
    afname = by_hand(data.draw(afnamen(rubric)))
    form = Form.opened(chromium, page_of(rubric, tmp_path))
    form.begin()
    form.fill_in(afname)

    assert scorebestand(afname) == form.saved()
    assert form.errors == []
    form.close()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_file_that_is_opened_and_saved_is_the_same_file(
    chromium: Browser, tmp_path: Path, data: DataObject
) -> None:
    afname = data.draw(afnamen())
    form = Form.opened(chromium, page_of(afname.rubric, tmp_path))
    form.open_file(scorebestand(afname))
    form.page.locator("#afname").wait_for()
    form.page.evaluate(TOUCH)

    assert scorebestand(afname) == form.saved()
    assert form.errors == []
    form.close()
