"""For the characters that our fonts lack. A font for those that no other font has either: each is a box to look at, and itself to whoever reads or copies it."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING
from unicodedata import normalize

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

if TYPE_CHECKING:
    from collections.abc import Collection

FAMILY = "Kijkwijzer Vakjes"
SPACES = " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""What stands between words is set in the font of the word before."""
SPACE = 260
UNITS, WIDTH, HEIGHT, STROKE, SIDE = 1000, 620, 640, 44, 60


class Borrowed(bytes):
    """A PDF with characters for which the fonts of this computer were looked through: those can be others tomorrow."""


def to_be_boxed(chars: set[str], text: str) -> set[str]:
    """Also what is taken apart into one of these before it is set: the font is chosen by the whole."""
    return {*chars, *(char for char in set(text) if not chars.isdisjoint(normalize("NFKD", char)))}


def box_style(chars: Collection[str]) -> str:
    """A style that brings the font along."""
    data = base64.b64encode(box_font(chars)).decode()
    return f'@font-face {{ font-family: "{FAMILY}"; src: url("data:font/ttf;base64,{data}") format("truetype") }}'


def box_font(chars: Collection[str]) -> bytes:
    """A TrueType file in which each of these has a shape of its own."""
    names = {ord(char): f"box{number}" for number, char in enumerate(sorted(chars), start=1)}
    spaces = {ord(space): f"space{number}" for number, space in enumerate(SPACES) if space not in chars}
    order = [".notdef", *names.values(), *spaces.values()]
    made = FontBuilder(UNITS, isTTF=True)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(names | spaces)
    made.setupGlyf(dict.fromkeys(order, _box()) | dict.fromkeys(spaces.values(), TTGlyphPen(None).glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(order, (WIDTH, SIDE)) | dict.fromkeys(spaces.values(), (SPACE, 0)))
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    made.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    made.updateHead(created=0, modified=0)
    made.font.recalcTimestamp = False
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _box() -> object:
    pen = TTGlyphPen(None)
    right = WIDTH - SIDE
    for inset, is_hole in ((0, False), (STROKE, True)):
        corners = [
            (SIDE + inset, inset),
            (SIDE + inset, HEIGHT - inset),
            (right - inset, HEIGHT - inset),
            (right - inset, inset),
        ]
        first, *others = corners[::-1] if is_hole else corners
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
