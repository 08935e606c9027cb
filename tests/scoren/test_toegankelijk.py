"""Everybody can use the form in the browser: axe in each state, by keyboard alone, on a small screen and with large text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.model.afname import Score, Waarnemer
from generator.reading.project import read_project
from generator.rendering.scorebestand import scorebestand
from tests.projects import TODAY
from tests.rendering.rubrics import UNLIKE_OURS
from tests.scoren.forms import Form, afname, page_of
from tests.sites import violations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.sync_api import Browser

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric

WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
COVERED = "partially obscured"
"""What axe says of a button of which the bar at the bottom covers a part until one scrolls. How large they are is measured below."""

ROOT = Path(__file__).parents[2]


@cache
def vhm() -> Afname:
    project, _ = read_project(ROOT, today=TODAY)
    return next(afname for afname in project.afnamen if afname.path.endswith("ib-01/2026-05-12-adviseur.yml"))


# --- Each state of the page, brought about as a person does


def filling(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("B"))
    form.score("a.2", Score("nvt"))


def toelichting(form: Form) -> None:
    filling(form)
    form.score("b", Score("C", "Geen gelegenheid.", "gesprek", ("verslag maart",), "samen"))


def schaal(form: Form) -> None:
    filling(form)
    form.page.get_by_role("button", name="Schaal").click()
    form.page.get_by_role("dialog").wait_for()


def whole_file(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.page.get_by_role("heading", name="Sterke punten").wait_for(state="attached")


def from_last_round(form: Form) -> None:
    form.open_file(scorebestand(afname()), place="#bestand-vorige")
    form.page.get_by_role("heading", name="Vorige keer").wait_for()


def nothing_filled_in(form: Form) -> None:
    form.begin()
    form.page.locator("#nog-een-afspraak").click()
    form.page.keyboard.insert_text("x")
    form.page.keyboard.press("Backspace")
    form.page.locator(".afspraak").get_by_label("Wie doet het?").fill("ib-er")
    form.page.locator("#ib_er").fill("Mevrouw De Vries")
    form.page.get_by_role("button", name="Bewaar scorebestand").click()
    form.page.locator("#bewaar-problemen").wait_for()


def bad_file(form: Form) -> None:
    form.open_file("rubric: zwemles\nversie: 3\nscores: {a.9: B}\n")
    form.page.locator("#start-problemen").wait_for()


def conflict(form: Form) -> None:
    filling(form)
    form.settle()
    other = form.again()
    other.page.get_by_role("button", name="Ga verder met nog zonder ib-er").click()
    other.score("c.1", Score("A"))
    form.page.bring_to_front()
    form.page.get_by_text("In een ander tabblad is deze afname verder ingevuld").wait_for()


def full(form: Form) -> None:
    form.page.evaluate("kijkwijzer.drafts.save = async () => ({full: true})")
    form.page.evaluate(
        "kijkwijzer.drafts.autosave = (take, told) => ({changed() { told({full: true}, {isBehind: false}); }, async flush() {}, stop() {}})"
    )
    filling(form)
    form.page.get_by_role("alert").get_by_text("Niet bewaard").wait_for()


def side_by_side(form: Form) -> None:
    form.page.get_by_role("button", name="Leg naast elkaar").click()
    form.open_file(scorebestand(afname()), place="#naast-a")
    form.open_file(
        scorebestand(replace(afname(), waarnemer=Waarnemer("directeur"), scores={"a.1": Score("A", "Vroeg door.")})),
        place="#naast-b",
    )
    form.page.get_by_role("table").wait_for()


def about_to_wipe(form: Form) -> None:
    whole_file(form)
    form.settle()
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("button", name="Wis alles van dit apparaat").click()
    form.page.get_by_role("dialog").wait_for()


def wiped(form: Form) -> None:
    about_to_wipe(form)
    form.page.get_by_role("button", name="Wis 1 afname").click()
    form.page.get_by_text("Alles is van dit apparaat gewist.").first.wait_for(state="attached")


def start(form: Form) -> None:
    form.page.get_by_role("button", name="Nieuwe afname").wait_for()


STATES = (
    start, filling, toelichting, schaal, whole_file, from_last_round, nothing_filled_in, bad_file, conflict, full, side_by_side, about_to_wipe,
    wiped,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_can_be_used_by_everyone(chromium: Browser, tmp_path: Path, state: Callable[[Form], None]) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path), reduced_motion="reduce")
    state(form)

    assert found(form, WIDTHS, SCHEMES) == []
    assert form.errors == []
    form.close()


def test_the_longest_of_ours_can_be_used_by_everyone(chromium: Browser, tmp_path: Path) -> None:
    form = Form.opened(chromium, page_of(vhm().rubric, tmp_path))
    form.open_file(scorebestand(vhm()))
    form.page.get_by_role("heading", name="Sterke punten").wait_for(state="attached")

    assert found(form, [820], ["light"]) == []
    form.close()


def found(form: Form, widths: Iterable[int], schemes: Iterable[str]) -> list[str]:
    """What axe finds, and at which width the page is wider than the screen."""
    wrong = []
    for width in widths:
        form.page.set_viewport_size({"width": width, "height": 800})
        wrong += [fault for fault in violations(form.page, schemes, str(width)) if COVERED not in fault]
        wrong += ["too wide"] if form.page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    return wrong


@pytest.mark.parametrize("rubric", UNLIKE_OURS.values(), ids=list(UNLIKE_OURS))
def test_rubrics_unlike_ours_can_be_used_by_everyone(chromium: Browser, tmp_path: Path, rubric: Rubric) -> None:
    form = Form.opened(chromium, page_of(rubric, tmp_path))
    form.begin()
    form.page.evaluate("document.getElementById('balans').scrollIntoView()")
    form.page.locator(".telling").first.wait_for()

    assert found(form, [320], ["light"]) == []
    form.close()


@pytest.mark.parametrize("state", [start, toelichting, whole_file, side_by_side], ids=lambda state: state.__name__)
def test_with_text_twice_as_large_nothing_falls_off_a_phone(
    chromium: Browser, tmp_path: Path, state: Callable[[Form], None]
) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path), viewport={"width": 320, "height": 700})
    state(form)
    form.page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert form.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    form.close()


SMALL = """
    () => [...document.querySelectorAll("button, summary, input, select, textarea, .zijkant a")]
        .filter((one) => one.checkVisibility() && !one.closest("[hidden]"))
        .map((one) => [one.getBoundingClientRect(), one.id || one.textContent.trim() || one.name])
        .filter(([box]) => box.height < 43.9 || box.width < 43.9)
        .map(([box, name]) => `${name}: ${box.width} x ${box.height}`)
"""


@pytest.mark.parametrize(
    "state", [start, toelichting, nothing_filled_in, side_by_side], ids=lambda state: state.__name__
)
def test_a_finger_hits_whatever_can_be_pressed(
    chromium: Browser, tmp_path: Path, state: Callable[[Form], None]
) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path), viewport={"width": 360, "height": 800})
    state(form)

    assert form.page.evaluate(SMALL) == []
    form.close()


# --- By keyboard alone


def tab_to(form: Form, selector: str, *, most: int = 400) -> None:
    for _ in range(most):
        if form.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        form.page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by keyboard")


def test_a_whole_afname_by_keyboard_alone(chromium: Browser, tmp_path: Path) -> None:
    form = Form.opened(chromium, page_of(vhm().rubric.only(["basis"]), tmp_path, whole=vhm().rubric))
    press, text = form.page.keyboard.press, form.page.keyboard.type
    tab_to(form, "#nieuw")
    press("Enter")
    tab_to(form, "#ib_er")
    text("ib-40")
    tab_to(form, "#datum")
    text("05122026")
    tab_to(form, "input[name=rol]")
    press("Space")
    tab_to(form, "input[name=doel]")
    press("ArrowDown")
    press("ArrowUp")
    tab_to(form, '[name="score:1.1"]')
    press("ArrowRight")
    press("ArrowRight")
    tab_to(form, '[data-rij="1.1"] summary')
    press("Enter")
    tab_to(form, '[data-rij="1.1"] textarea')
    text("Vroeg door.")
    tab_to(form, "#volgende")
    press("Enter")
    press("Space")
    tab_to(form, "#nog-een-afspraak")
    press("Enter")
    text("Samen oefenen")
    tab_to(form, "#toon-schaal")
    press("Enter")
    press("Escape")
    back = form.page.evaluate("document.activeElement.id")
    tab_to(form, "#bewaar-bestand")
    with form.page.expect_download() as download:
        press("Enter")
    said = Path(download.value.path()).read_text(encoding="utf-8")

    assert back == "toon-schaal"
    assert "waarnemer: {rol: adviseur}\ndatum: 2026-05-12\ndoel: ontwikkeling\nstatus: concept\n" in said
    assert '  "1.1":\n    score: 3\n    aantekening: |\n      Vroeg door.\n  "1.2": 1\n' in said
    assert "  - wat: Samen oefenen\n" in said
    form.close()


def test_a_row_goes_back_to_open_by_keyboard_and_keeps_its_note(chromium: Browser, tmp_path: Path) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path))
    form.begin()
    form.score("a.1", Score("B", "Vroeg door."))
    tab_to(form, '[data-rij="a.1"] [data-soort=leeg]')
    form.page.keyboard.press("Enter")
    form.fill_head(replace(afname(), scores={}))

    expect(form.page.locator('[data-rij="a.1"] input:checked')).to_have_count(0)
    assert '  "a.1":\n    score: null\n    aantekening: |\n      Vroeg door.\n' in form.saved()
    form.close()


def test_what_has_the_focus_is_never_behind_the_bar(chromium: Browser, tmp_path: Path) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path), viewport={"width": 360, "height": 640})
    form.begin()
    hidden = []
    for _ in range(60):
        form.page.keyboard.press("Tab")
        hidden += form.page.evaluate(
            """() => {
                const one = document.activeElement, bar = document.getElementById("balk").getBoundingClientRect();
                const box = one.getBoundingClientRect();
                return box.top >= bar.top - 8 && !one.closest("#balk") ? [one.name || one.id || one.textContent] : [];
            }"""
        )

    assert hidden == []
    form.close()
