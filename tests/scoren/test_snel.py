"""A form of 85 rows stays quick on a slow phone: what a tap costs, and that it touches little of the page."""

from __future__ import annotations

import sys
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from generator.model.rubric import Indicator, Taakgebied
from tests.rendering.rubrics import FOUR, row, rubric, schaal
from tests.scoren.forms import Form, page_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Browser

    from generator.model.rubric import Rubric

SLOW_PHONE = 6
"""Times slower than this computer."""
TAPS = 30

TAP = """
    async ([id, place]) => {
        const row = document.querySelector(`[data-rij="${id}"]`);
        row.scrollIntoView({block: "center"});
        await new Promise((seen) => { requestAnimationFrame(() => setTimeout(seen, 50)); });
        const watch = new MutationObserver(() => {});
        watch.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
        const before = performance.now();
        row.querySelectorAll(".punten input")[place].click();
        document.body.getBoundingClientRect();
        return [performance.now() - before, watch.takeRecords().length];
    }
"""
"""A tap, and all that must be done before it can be drawn: in milliseconds, and in changes to the page."""


def eighty_five_rows() -> Rubric:
    return rubric(
        "lang",
        schaal(*FOUR),
        *(
            Taakgebied(f"t{area}", f"Taakgebied {area}", tuple(_indicator(area, number) for number in range(1, 4)))
            for area in range(1, 6)
        ),
        Taakgebied("t6", "Taakgebied 6", (_indicator(6, 1), _indicator(6, 2))),
    )


def _indicator(area: int, number: int) -> Indicator:
    rows = tuple(row(f"{area}.{number}.{last}") for last in range(1, 6))
    return Indicator(f"{area}.{number}", f"Indicator {number}", rows)


def taps(form: Form, ids: list[str]) -> tuple[list[float], list[int]]:
    """The time and the changes of a tap on each of these rows."""
    done = [form.page.evaluate(TAP, [id, number % 5]) for number, id in enumerate(ids)]
    return [time for time, _ in done], [changes for _, changes in done]


def test_a_tap_shows_within_a_frame_or_two_on_a_slow_phone(
    chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = eighty_five_rows()
    form = Form.opened(chromium, page_of(made, tmp_path), viewport={"width": 360, "height": 740})
    form.begin()
    form.page.context.new_cdp_session(form.page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PHONE})
    times, changes = taps(form, [*made.vaardigheden][:TAPS])
    with capsys.disabled():
        sys.stdout.write(
            f"\n{TAPS} taps in 85 rows at {SLOW_PHONE}x: median {median(times):.0f} ms, worst {max(times):.0f} ms\n"
        )

    expect(form.page.locator("[data-rij] input:checked")).to_have_count(TAPS)
    assert max(changes) < 20
    form.close()


def test_what_a_tap_changes_does_not_grow_with_the_form(chromium: Browser, tmp_path: Path) -> None:
    changed = {}
    small = replace(eighty_five_rows(), taakgebieden=eighty_five_rows().taakgebieden[:2])
    for made in (eighty_five_rows(), small):
        form = Form.opened(chromium, page_of(made, tmp_path), viewport={"width": 360, "height": 740})
        form.begin()
        changed[len(made.vaardigheden)] = median(taps(form, [*made.vaardigheden][1:11])[1])
        form.close()

    assert changed[85] == changed[30]
