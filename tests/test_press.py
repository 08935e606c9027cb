"""What is done once for many documents changes nothing in any of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import press, quicker
from generator.build import check, templates_of
from generator.pdf import PdfError, fitting_front, pdf_bytes
from generator.press import Press
from generator.quicker import Kept
from generator.rendering.dossier import person_sheets
from generator.rendering.page import Sheet
from tests.engine import plainly

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
PAGE = "<!doctype html><html lang=nl><head><title>x</title><style>{style}</style></head><body>{body}</body></html>"


def of_one_person() -> list[Sheet]:
    """Everything that is printed for the first person in the register."""
    project = check(ROOT, today=date(2026, 3, 1)).project
    first = project.afnamen[0].ib_er
    alone = [afname for afname in project.afnamen if afname.ib_er == first]
    found = person_sheets(replace(project, afnamen=tuple(alone)), templates_of(ROOT, project))
    assert len(found) > 4
    return found


def test_the_bytes_are_those_of_the_engine_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    for sheet in of_one_person():
        assert pdf_bytes(sheet) == pdf_bytes(sheet) == plainly(sheet, monkeypatch), sheet.path


def test_nothing_of_one_document_is_found_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same style; each brings its own lengths, language, places, colours and depth."""
    style = "p { margin: 1mm } .a { padding: 2% } td { border: 1mm solid } table { border-collapse: collapse } li::marker { color: red }"
    bodies = [
        '<p id=a class=a lang=en style="color: red">a<b id=c>b</b></p><ul><li>x</ul>',
        '<p id=b class=a lang=nl style="color: blue">a<b>b</b></p><table><tr><td id=q>x<td style="border: 0">y</table>',
        '<p style="font-size: 3em">a<b style="margin: 3em; display: inline-block; width: 50%">b</b></p><ul><li>x</ul>',
        '<div style="font-size: 5pt"><p class=a>a<b>b</b></p><ul style="list-style: square"><li>x</ul></div>',
        '<div style="width: 30mm; box-sizing: border-box; padding: 3mm"><p style="max-height: 2mm">a<i>b</i></p></div>',
    ]
    made = [Sheet("x.pdf", PAGE.format(style=style, body=body)) for body in [*bodies, *bodies[::-1]]]

    assert [pdf_bytes(sheet) for sheet in made] == [plainly(sheet, monkeypatch) for sheet in made]


def test_many_different_documents_take_no_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quicker, "MOST", 20)
    kept = Kept()
    monkeypatch.setattr(press, "Kept", lambda: kept)
    press._rules.cache_clear()  # noqa: SLF001

    for number in range(30):
        body = f'<p style="margin: {number}px">a<b>b</b></p>'
        sheet = Sheet("x.pdf", PAGE.format(style="b { margin: 1px }", body=body))
        assert pdf_bytes(sheet) == plainly(sheet, monkeypatch)

    assert len(kept.styles) < 60
    press._rules.cache_clear()  # noqa: SLF001


def test_lists_keep_their_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Sheet("x.pdf", PAGE.format(style="ol { list-style: upper-roman }", body="<ul><li>a</ul><ol><li>b</ol>"))

    assert pdf_bytes(made) == plainly(made, monkeypatch)


@pytest.mark.parametrize("times", [1, 2])
def test_a_fault_in_a_style_is_told_of_each_document(times: int) -> None:
    for _ in range(times):
        with pytest.raises(PdfError, match="kleur"):
            pdf_bytes(Sheet("x.pdf", PAGE.format(style="p { kleur: rood }", body="<p>x")))


def test_a_name_that_a_document_gives_a_value_of_its_own_keeps_it() -> None:
    style = ":root { --breed: 10mm } i { display: block; width: var(--breed) }"

    def width(body: str) -> float:
        page = Press().document(PAGE.format(style=style, body=body)).pages[0]
        left, _, right, _ = page.anchors["x"]
        return float(round((right - left) / 96 * 25.4, 3))

    assert width("<i id=x>a</i>") == 10
    assert width('<p style="--breed: 30mm"><i id=x>a</i></p>') == 30


def test_rules_that_look_around_find_what_they_look_for(monkeypatch: pytest.MonkeyPatch) -> None:
    style = """
        h2 + p { color: red } h2 ~ p { margin: 3mm } li:nth-child(2n) { color: blue } li:last-child { padding: 1mm }
        p:empty { height: 2mm; background: lime } p:has(b) { color: purple } :lang(en) { font-weight: bold } .a.b > i { color: red }
        #x i:first-child { font-size: 2em } [dir] { border: 1px solid } P { letter-spacing: 1px } svg { height: 9px } :root { margin: 0 }
        .A { color: lime } li:nth-last-child(2) { margin: 1mm } i:not(.c):only-child { color: teal }
    """
    bodies = [
        "<h2>a</h2><p>b<p>c<b>d</b></p><p></p><ul><li>e<li>f<li class=a>g</ul><div class='a b' id=x><i>h</i><i>i</i></div>",
        "<h2>a</h2><p lang=en>b</p><p dir=rtl>c</p><ul><li>e</li><li>f</li></ul><div class='b a'><i class=c>h</i></div><i>z</i>",
        "<p class=A>a</p><svg><rect class=a /></svg><section lang=en-GB><p id=x><i>b</i></p></section><p class=''>c</p>",
    ]
    made = [Sheet("x.pdf", PAGE.format(style=style, body=body)) for body in [*bodies, *bodies[::-1]]]

    assert [pdf_bytes(sheet) for sheet in made] == [plainly(sheet, monkeypatch) for sheet in made]


def test_a_name_is_known_by_the_value_a_document_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    style = "p { width: var(--a); border: 1px solid var(--b, red) } p i { padding: var(--a) }"
    values = [
        *("--a: 3mm", "--a: 3 mm", "--a: 3mm; --b: blue", "--a: calc(1mm + 2mm)", "--b: 'blue'", "--b: BLUE"),
        *("--a: 3 mm", "--a: 3mm", ""),
    ]
    made = [Sheet("x.pdf", PAGE.format(style=style, body=f'<p style="{value}"><i>a</i>')) for value in values]

    assert [_or_why(sheet, pdf_bytes) for sheet in made] == [
        _or_why(sheet, lambda sheet: plainly(sheet, monkeypatch)) for sheet in made
    ]


def _or_why(sheet: Sheet, make: Callable[[Sheet], bytes]) -> object:
    try:
        return make(sheet)
    except PdfError as error:
        return re.sub(r"[0-9]+:[0-9]+", "", str(error))


def test_what_a_front_is_measured_at_is_what_it_takes() -> None:
    """The draft that was chosen is one page, and the one before it is not, or the page is full to less than a line."""
    for sheet in of_one_person():
        if not sheet.drafts:
            continue
        chosen = fitting_front(sheet, Press())
        assert _is_one_page(sheet, chosen)
        assert chosen == 0 or not _is_one_page(sheet, chosen - 1) or _left(sheet, chosen) < 4.1


def _is_one_page(sheet: Sheet, number: int) -> bool:
    return "bijlage" in Press().document(sheet.with_draft(sheet.drafts[number])).pages[1].anchors


def _left(sheet: Sheet, number: int) -> float:
    """Millimetres between the last line and the end of the page."""
    page = Press().document(sheet.with_draft(sheet.drafts[number])).pages[0]._page_box  # noqa: SLF001
    last = max(box.position_y + box.margin_height() for box in page.descendants() if box.element_tag == "section")
    return float(page.content_box_y() + page.height - last) / 96 * 25.4
