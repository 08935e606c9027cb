"""The score file that the browser writes: the same bytes as generator/rendering/scorebestand.py."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.reading.project import read_project
from generator.reading.text import UNSEEN
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, rubrics
from tests.projects import TODAY
from tests.scoren.scripts import js_afname, load, rubric_data

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject
    from playwright.sync_api import Page

    from generator.model.afname import Afname

ROOT = Path(__file__).parents[2]
WRITE = "pairs => pairs.map(([afname, rubric]) => kijkwijzer.write(afname, rubric))"


@pytest.fixture
def page(page: Page) -> Page:
    return load(page, "scorebestand.js")


def written(page: Page, *some: Afname) -> list[str]:
    found: list[str] = page.evaluate(WRITE, [[js_afname(afname), rubric_data(afname.rubric)] for afname in some])
    return found


@cache
def shipped_afnamen() -> tuple[Afname, ...]:
    project, _ = read_project(ROOT, today=TODAY)
    return project.afnamen


def test_the_shipped_score_files_are_written_as_python_writes_them(page: Page) -> None:
    some = shipped_afnamen()

    assert len(some) > 30
    assert [scorebestand(afname) for afname in some] == written(page, *some)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_afname_is_written_as_python_writes_it(page: Page, data: DataObject) -> None:
    rubric = data.draw(rubrics())
    some = data.draw(st.lists(afnamen(rubric), min_size=4, max_size=8))

    assert [scorebestand(afname) for afname in some] == written(page, *some)


def test_a_row_that_the_rubric_does_not_have_is_never_dropped_in_silence(page: Page) -> None:
    afname = js_afname(shipped_afnamen()[0])
    afname["scores"] = {"1.99": {"score": "3"}}
    rubric = rubric_data(shipped_afnamen()[0].rubric)

    said = page.evaluate(
        "pair => { try { return kijkwijzer.write(...pair) } catch (error) { return error.message } }", [afname, rubric]
    )
    assert said == "rows that are not in the rubric: 1.99"


def test_without_a_rubric_that_of_the_page_is_used(page: Page) -> None:
    afname = shipped_afnamen()[0]
    page.set_content('<script type="application/json" id="rubric"></script>')
    load(page, "scorebestand.js")
    page.evaluate("text => { document.getElementById('rubric').textContent = text }", json.dumps(rubric_data(afname.rubric)))  # fmt: skip

    assert scorebestand(afname) == page.evaluate("afname => kijkwijzer.write(afname)", js_afname(afname))


def test_85_rows_with_long_notes_are_written_within_a_few_milliseconds(page: Page) -> None:
    rows = [{"id": f"r.{number}", "tekst": "x", "kijkwijzer": "k"} for number in range(85)]
    rubric = {"taakgebieden": [{"rijen": rows}]}
    note = "\n".join(["Een regel van een aantekening, met #7 en 'citaat'."] * 70)
    afname = js_afname(shipped_afnamen()[0]) | {
        "scores": {str(row["id"]): {"score": "3", "aantekening": note, "bewijsstukken": []} for row in rows}
    }
    spent = page.evaluate(
        """([afname, rubric]) => Math.min(...Array.from({length: 10}, () => {
           const start = performance.now(); kijkwijzer.write(afname, rubric); return performance.now() - start; }))""",
        [afname, rubric],
    )

    assert spent < 10


# What was typed


def cleaned(page: Page, text: str, **options: bool) -> tuple[str, int]:
    found = page.evaluate("([text, options]) => kijkwijzer.clean(text, options)", [text, options])
    return found["text"], found["changed"]


@pytest.mark.parametrize(
    ("typed", "text", "changed"),
    [
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie", 0),
        ("een\u2028twee\u2029drie\x85vier\x0bvijf\x0czes", "een\ntwee\ndrie\nvier\nvijf\nzes", 5),
        ("\ufeffeen\x00twee\x7f\x1f\ufffe\U0010ffff", "eentwee", 6),
        ("een\n\n", "een", 0),
        (" \n\t\u00a0\u3000", "", 0),
        ("  vooraf, achteraf  ", "  vooraf, achteraf  ", 0),
        ("tab\tblijft 👩‍🏫 \u200b\u202e", "tab\tblijft 👩‍🏫 \u200b\u202e", 0),
        ("", "", 0),
    ],
)
def test_what_was_typed_becomes_what_a_score_file_can_hold(page: Page, typed: str, text: str, changed: int) -> None:
    assert (text, changed) == cleaned(page, typed)


def test_half_of_a_pair_is_dropped_and_a_whole_pair_stays(page: Page) -> None:
    found = page.evaluate(r"kijkwijzer.clean('a\ud83db\udc69c\u{1f469}')")

    assert found == {"text": "abc👩", "changed": 2}


def test_on_one_line_line_ends_become_spaces(page: Page) -> None:
    assert cleaned(page, "R.\nvan\r\n\r\nDijk\u2028jr.\n", oneLine=True) == ("R. van Dijk jr.", 1)


def test_every_character_that_python_refuses_is_taken_out_and_no_other(page: Page) -> None:
    codes = [*range(0x3000), *range(0xFD00, 0x11000), *(plane << 16 | last for plane in range(17) for last in range(0xFFF0, 0x10000))]  # fmt: skip
    left = page.evaluate(
        "codes => codes.filter(code => kijkwijzer.clean('a' + String.fromCodePoint(code) + 'b').changed)", codes
    )

    assert [code for code in codes if UNSEEN.match(chr(code)) and code != 0x0D] == left


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(), min_size=20, max_size=20))
def test_a_text_is_clean_after_cleaning_it_once(page: Page, texts: list[str]) -> None:
    twice = page.evaluate(
        "texts => texts.map(text => { const once = kijkwijzer.clean(text).text; return [once, kijkwijzer.clean(once)]; })",
        texts,
    )

    assert [once for once, _ in twice] == [again["text"] for _, again in twice]
    assert not any(again["changed"] or UNSEEN.search(once) or once.endswith("\n") for once, again in twice)
    assert [once for once, _ in twice if once and not once.strip()] == []


def test_a_length_is_counted_as_python_counts_it(page: Page) -> None:
    texts = ["", "abc", "👩‍🏫", "é", "e\u0301", "🏫" * 4000]

    assert [len(text) for text in texts] == page.evaluate("texts => texts.map(kijkwijzer.length)", texts)


@pytest.mark.parametrize(
    ("afname", "name"),
    [
        ({"ib_er": "ib-01", "datum": "2026-05-12", "waarnemer": {"rol": "zelf"}, "rubric": "vhm-ib"}, "ib-01-2026-05-12-zelf-vhm-ib.yml"),
        ({"rubric": "vhm-ib", "waarnemer": {}}, "vhm-ib.yml"),
        ({"ib_er": "../a/b", "datum": "2026-05-12"}, "..-a-b-2026-05-12.yml"),
        ({}, "scorebestand.yml"),
    ],
)  # fmt: skip
def test_the_file_is_named_for_who_when_and_by_whom(page: Page, afname: dict[str, object], name: str) -> None:
    assert name == page.evaluate("afname => kijkwijzer.fileName(afname)", afname)
