"""The form to fill in on a computer: what differs from the printed one, and that there is room for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator.model.formulier import sheet_key
from generator.pdf import page_count, pdf_bytes, places
from generator.rendering.form_measures import columns_of
from generator.rendering.formulier import fillable_sheets, form_html
from generator.rendering.page import Sheet
from generator.rendering.templates import Templates
from tests.forms import REPO, known, sheet_of, shipped
from tests.projects import project_of
from tests.rendering.rubrics import UNLIKE_OURS, direct, row, rubric, schaal

if TYPE_CHECKING:
    from generator.model.rubric import Rubric
    from generator.pdf import Place

KINDS = ["vhm-ib", "groepsbespreking", *UNLIKE_OURS]
every_kind = pytest.mark.parametrize("name", KINDS)


def form(name: str) -> Rubric:
    return shipped()[name] if name in shipped() else UNLIKE_OURS[name]


@cache
def layout(name: str) -> tuple[dict[str, Place], ...]:
    return places(sheet_of(form(name)))


def texts(html: str) -> list[str]:
    """Every text between two tags, in order, without what is only said of last time or of the fields."""
    body = html.partition('<div class="title">')[2]
    body = re.sub(r'<div class="(?:behind|use).*?</div>', "", body, flags=re.DOTALL)
    return [" ".join(text.split()) for text in re.findall(r">([^<]+)<", body) if text.strip()]


@every_kind
def test_the_same_texts_stand_in_the_same_order_as_on_paper(name: str) -> None:
    paper = texts(form_html(form(name), Templates()).partition("Balans</h2>")[0])
    screen = iter(texts(sheet_of(form(name)).html.partition("Balans</h2>")[0]))
    ours = [text for text in paper if text not in ("Datum", "Intern begeleider")]

    assert len(ours) > 10
    assert [text for text in ours if text not in screen] == []


@every_kind
def test_every_box_is_big_enough_to_click_and_leeg_stands_apart(name: str) -> None:
    values = [*form(name).schaal.ranks, "nvt", ""]
    wanted = [f"{id}={value}" for id in form(name).vaardigheden for value in values]
    found = {id: place for ids in layout(name) for id, place in ids.items()}

    assert set(wanted) <= found.keys()
    assert all(min(found[id].width, found[id].height) > 4.5 for id in wanted)


@every_kind
def test_every_page_has_its_own_code_and_there_are_enough_of_them(name: str) -> None:
    sheet = sheet_of(form(name))

    assert page_count(pdf_bytes(sheet)) <= sheet.html.count("@page :nth(")


def test_a_page_of_it_never_passes_for_a_page_of_the_printed_form() -> None:
    vhm = shipped()["vhm-ib"]
    keys = {sheet_key(vhm), sheet_key(vhm, "voordruk"), sheet_key(vhm, "invulbaar"), sheet_key(vhm, "voordruk", "invulbaar")}  # fmt: skip

    assert len(keys) == 4
    assert sheet_key(vhm, "invulbaar") in sheet_of(vhm).html
    assert sheet_key(vhm, "voordruk", "invulbaar") in sheet_of(vhm, voordruk=known(vhm)).html


def test_the_columns_hold_a_box_more_and_are_as_wide_together() -> None:
    columns = columns_of(shipped()["vhm-ib"], has_leeg=True)

    assert columns.boxes == len(shipped()["vhm-ib"].schaal.punten) + 2
    widths = columns.text + columns.punten * columns.punt + columns.nvt + columns.leeg + columns.notes
    assert widths == pytest.approx(182)


def test_it_says_how_it_works_what_fits_and_how_to_keep_it() -> None:
    html = sheet_of(shipped()["vhm-ib-basis"]).html

    assert "Kies per rij één vakje" in html
    assert "4.000 tekens" in html
    assert "Kies niet 'afdrukken naar PDF'" in html.replace("&#39;", "'")
    assert "op een computer in te vullen" in html
    assert "Kruis per rij" not in html


def test_each_kijkwijzer_of_the_site_can_be_filled_in() -> None:
    paths = [sheet.path for sheet in fillable_sheets(project_of(REPO), Templates())]

    assert "kijkwijzers/invulbaar/vhm-ib-basis.pdf" in paths
    assert len(paths) == len(set(paths)) == len(shipped())


def test_a_value_may_hold_what_means_something_in_a_style() -> None:
    odd = rubric("x", schaal('"e"', "'d'", "a\\b", "50%", "a:b;c}"), direct("een", row("1")))

    assert page_count(pdf_bytes(Sheet("papier.pdf", form_html(odd, Templates())))) >= 1
    assert page_count(pdf_bytes(sheet_of(odd))) >= 1


def test_only_a_box_that_was_ticked_last_time_has_an_edge() -> None:
    vhm = shipped()["vhm-ib"]
    marks = known(vhm).scores
    html = sheet_of(vhm, voordruk=known(vhm)).html
    edged = re.findall(r'class="box was" id="([^"]+)"', html)

    assert edged == [f"{row}={score.value}" for row, score in marks.items() if score.value]
    assert len(edged) < len(marks), "of what was open then nothing is said but in words"
