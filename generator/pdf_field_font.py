"""The font of what is typed in a PDF: embedded whole, with a code for each character that people here write.

A simple font with one byte for each character, as every viewer can write with that. What has no code is kept all the same: the
value of a field is Unicode, and a viewer takes another font to show it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from fontTools.agl import UV2AGL
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from generator.rendering.fonts import FIELD_CODES, FIELD_FONT, FREE_CODES, field_font

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

FONT_NAME = "KwVeld"
"""As the fields call it."""
WRITTEN = FIELD_FONT.replace(" ", "-")
NONSYMBOLIC = 32
UPRIGHT_STEM = 80


def field_font_of(pdf: Pdf) -> Object:
    """The font as an object of this document."""
    font = TTFont(io.BytesIO(field_font()))
    scale = 1000 / font["head"].unitsPerEm
    cmap, widths = font.getBestCmap(), font["hmtx"].metrics
    shown = {code: round(widths[cmap[ord(char)]][0] * scale) for code, char in FIELD_CODES.items()}
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{WRITTEN}"),
            FirstChar=1,
            LastChar=255,
            Widths=Array([shown.get(code, 0) for code in range(1, 256)]),
            Encoding=Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=_differences()),
            FontDescriptor=_descriptor(pdf, font, scale),
        )
    )


def _differences() -> Array:
    added = [(code, FIELD_CODES[code]) for code in FREE_CODES if code in FIELD_CODES]
    return Array([item for code, char in added for item in (code, Name(f"/{UV2AGL[ord(char)]}"))])


def _descriptor(pdf: Pdf, font: TTFont, scale: float) -> Object:
    head, hhea = font["head"], font["hhea"]
    file = pdf.make_stream(field_font())
    file.Length1 = len(field_font())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(f"/{WRITTEN}"),
            FontFamily=FIELD_FONT.encode(),
            Flags=NONSYMBOLIC,
            FontBBox=Array([round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]),
            ItalicAngle=0,
            Ascent=round(hhea.ascent * scale),
            Descent=round(hhea.descent * scale),
            CapHeight=round(font["OS/2"].sCapHeight * scale),
            StemV=UPRIGHT_STEM,
            FontFile2=file,
        )
    )


def encoded(text: str) -> str:
    """In the codes of the font, as hexadecimal; what it does not hold is left out of the drawing."""
    codes = {char: code for code, char in FIELD_CODES.items()}
    return bytes(codes[char] for char in text if char in codes).hex()
