"""A line that was broken or drawn before is the same line again, and no other."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from weasyprint.text import line_break

from generator import quicker_text
from generator.pdf import pdf_bytes
from generator.press import Press, remarks
from generator.quicker_text import SEEN_IN_TYPE, Lately, lines_of
from generator.rendering.page import Sheet
from tests.engine import plainly
from tests.odd_texts import ODD

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "<!doctype html><html lang=nl><head><title>x</title><style>{style}</style></head><body>{body}</body></html>"
LONG = "De ib-er vraagt door naar wat er in de klas anders kan, en schrijft dat op; " * 4
ON_ITS_OWN = "Overeenkomstigheidsbeoordelingscommissieverslaglegging"
OURS = (
    LONG,
    ON_ITS_OWN,
    "af\u00adspraken\u00adlijst " * 9,
    "a\tb\t\tc\nd  e\n\n f",
    "nr 1.10 – 50 % …",
    "AV To fi ffl",
    " ",
    "x",
)
STYLES = (
    "width: 60mm",
    "width: 60mm; text-align: justify",
    "width: 31mm; hyphens: auto; overflow-wrap: anywhere",
    "width: 31mm; word-break: break-all; font-weight: bold",
    "width: 45mm; white-space: pre-wrap; font-size: 7.3pt",
    "white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 20mm",
    "white-space: pre; tab-size: 3; font-size: 13px",
    "letter-spacing: .7px; word-spacing: 2px; text-decoration: underline line-through",
    "direction: rtl; width: 40mm; font-size: 19px",
    "font-variant-caps: small-caps; font-feature-settings: 'liga' 0; text-transform: uppercase",
    "width: 40mm; max-lines: 1; block-ellipsis: auto; continue: discard",
    "display: inline-block; font-size: 7.3pt; line-height: 1.1; vertical-align: super",
    "width: 0",
)


def of(texts: tuple[str, ...], style: str, more: str = "") -> Sheet:
    body = "".join(f"<p>{escape(text)}</p><p>a<b>{escape(text)}<i>b</i></b> c</p>" for text in texts)
    return Sheet("x.pdf", PAGE.format(style=f"p {{ {style} }} b {{ font-size: 1.1em }} {more}", body=body))


@pytest.mark.parametrize("style", STYLES)
def test_lines_are_those_of_the_engine_itself(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = of(OURS, style)

    assert pdf_bytes(sheet) == pdf_bytes(sheet) == plainly(sheet, monkeypatch)


@pytest.mark.parametrize("style", STYLES[:3])
def test_so_are_those_of_odd_texts(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = of(ODD, style)

    assert pdf_bytes(sheet) == pdf_bytes(sheet) == plainly(sheet, monkeypatch)


def test_the_same_text_in_another_style_is_another_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes in another turn too: the width of a shape is rounded in the size that comes first in a document."""
    sheets = [of(OURS[-3:], style) for style in (*STYLES, *STYLES[::-1])]

    assert [pdf_bytes(sheet) for sheet in sheets] == [plainly(sheet, monkeypatch) for sheet in sheets]


@pytest.mark.parametrize("sizes", [(7.3, 9.1, 13.7), (13.7, 7.3, 9.1), (9.1, 13.7, 7.3)])
def test_sizes_in_one_document_do_not_mix(sizes: tuple[float, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(f'<p style="font-size: {size}px">{LONG}</p>' for size in sizes)
    sheet = Sheet("x.pdf", PAGE.format(style="", body=body))

    assert pdf_bytes(sheet) == plainly(sheet, monkeypatch)


def test_a_line_in_a_picture_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'><text x='3' y='20'>a b c</text></svg>"
    body = f'<p>a b c</p><p><img alt=x src="data:image/svg+xml,{drawing.replace("<", "%3C")}">x</p>'
    sheet = Sheet("x.pdf", PAGE.format(style="", body=body))

    assert pdf_bytes(sheet) == pdf_bytes(sheet) == plainly(sheet, monkeypatch)


def test_a_character_that_is_missing_is_told_of_each_document() -> None:
    for _ in range(2):
        press = Press()
        with remarks() as found:
            press.pdf(press.document(PAGE.format(style="", body="<p>a \u16a0</p>")))
        assert ".notdef" in "".join(found.texts)


def test_nothing_else_of_a_style_tells_on_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    split = line_break.split_first_line

    class Asked:
        def __init__(self, style: Any) -> None:  # noqa: ANN401
            self.style = style

        def __getitem__(self, name: str) -> object:
            asked.add(name)
            return self.style[name]

        def __getattr__(self, name: str) -> object:
            return getattr(self.style, name)

    def listening(text: str, style: Any, *others: object, **named: object) -> object:  # noqa: ANN401
        return split(text, Asked(style), *others, **named)

    quicker_text.breaking.cache_clear()
    monkeypatch.setattr(line_break, "split_first_line", listening)
    Press().fonts.__dict__.pop("lines", None)
    for style in STYLES:
        pdf_bytes(of(OURS, style))
    quicker_text.breaking.cache_clear()
    Press().fonts.__dict__.pop("lines", None)

    assert len(asked) > 20
    assert asked <= set(SEEN_IN_TYPE)


def test_what_is_not_asked_for_goes_first() -> None:
    lately = Lately(3)
    for number in range(20):
        lately.keep(number, str(number))
        assert lately.get(0) == "0"

    assert [lately.get(number) for number in (2, 3, 19)] == [None, None, "19"]
    assert len(lately.new) + len(lately.old) <= 6


def many() -> Iterator[Sheet]:
    for number in range(12):
        yield of(tuple(f"{number} {text}" for text in OURS), STYLES[number])


def test_many_documents_take_no_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = Press().fonts
    fonts.__dict__.pop("lines", None)
    monkeypatch.setattr(quicker_text, "MOST_BROKEN", 20)
    monkeypatch.setattr(quicker_text, "MOST_DRAWN", 20)
    for sheet in many():
        assert pdf_bytes(sheet) == plainly(sheet, monkeypatch)
    lines = lines_of(fonts)
    fonts.__dict__.pop("lines", None)

    assert all(0 < len(kept.new) + len(kept.old) <= 40 for kept in (lines.broken, lines.drawn))
