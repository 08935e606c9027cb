"""Workbooks of texts: how ours look, and that nothing in them ever becomes a formula. The only module that knows xlsxwriter."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from generator.workbook_seal import CORE, CORE_END, rewritten

if TYPE_CHECKING:
    from xlsxwriter.format import Format

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Always the same, so that the same content gives the same bytes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
LANGUAGE = b"<dc:language>nl-NL</dc:language>"
PROTECTION = {"format_columns": True, "format_rows": True}
"""What may still be done on a protected sheet: making room."""
LONGEST_NAME = 31
"""Characters in the name of a sheet."""
LONGEST_CELL = 16_000
"""Characters in a cell: some count for two of the 32,767 that it holds, and xlsxwriter leaves out in silence what is more."""
GOES_ON = " … (de rest past niet in deze cel)"
A4 = 9
STRINGS = "xl/sharedStrings.xml"
ESCAPE = re.compile(rb"_x[0-9A-Fa-f]{4}_")
"""How a workbook writes a character that XML cannot hold. In what we are given there is none, so each is text."""
UNDERSCORE = b"_x005F_"

__all__ = ["Book", "Worksheet", "hidden", "letter", "set_page"]

INK, LINE, FILL, SOFT = "#1a1a1a", "#6b7280", "#dfe5ec", "#f3f4f6"
TEXT: dict[str, object] = {
    "font_name": "Calibri",
    "font_size": 11,
    "font_color": INK,
    "text_wrap": True,
    "valign": "top",
}
ENTRY: dict[str, object] = {"border": 1, "border_color": LINE, "locked": False}
LOOKS: dict[str, dict[str, object]] = {
    "tekst": {"num_format": "@"},
    "nummer": {"num_format": "@", "bold": True},
    "rij": {"num_format": "@", "bottom": 4, "bottom_color": LINE},
    "rijnummer": {"num_format": "@", "bold": True, "bottom": 4, "bottom_color": LINE},
    "titel": {"bold": True, "font_size": 15, "text_wrap": False, "valign": "vcenter"},
    "kop": {"bold": True, "bg_color": FILL, "bottom": 2},
    "deel": {"bold": True, "font_size": 13, "text_wrap": False, "bg_color": FILL, "top": 1, "valign": "vcenter"},
    "indicator": {"bold": True, "text_wrap": False, "bg_color": SOFT},
    "invullen": {"num_format": "@", **ENTRY},
    "datum": {"num_format": "[$-413]d mmmm yyyy", "align": "left", **ENTRY},
    "dag": {"num_format": "dd-mm-yyyy", "align": "left"},
    "link": {"font_color": "#0b5394", "underline": 1},
    "getal": {"num_format": "0", "align": "left"},
}


class Book:
    """A workbook while it is made."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, OPTIONS)
        self.looks: dict[str, Format] = {name: self.book.add_format(TEXT | look) for name, look in LOOKS.items()}

    def sheet(self, name: str) -> Worksheet:
        return self.book.add_worksheet(name)

    def write(
        self, sheet: Worksheet, line: int, column: int, value: str | int | date | None, look: str = "tekst"
    ) -> None:
        """A text always as text: whatever it begins with, it never becomes a formula, a number or a link."""
        if value in ("", None):
            sheet.write_blank(line, column, None, self.looks[look])
        elif isinstance(value, str):
            sheet.write_string(line, column, _fitting(value), self.looks[look])
        elif isinstance(value, date):
            sheet.write_datetime(line, column, value, self.looks["dag"])
        else:
            sheet.write_number(line, column, value, self.looks["getal"])

    def finished(self, title: str, subject: str) -> bytes:
        self.book.set_properties({"title": title, "subject": subject, "created": CREATED})
        self.book.close()
        return rewritten(self.buffer.getvalue(), _completed)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(GOES_ON)] + GOES_ON


def letter(column: int) -> str:
    return str(xl_col_to_name(column))


def set_page(sheet: Worksheet, foot: str, repeated: tuple[int, int]) -> None:
    """A4 on its side, as wide as the sheet, with some lines on each page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.repeat_rows(*repeated)
    sheet.set_footer(f"&L{foot[:100].replace('&', '&&')}&RPagina &P van &N")


def hidden() -> dict[str, Any]:
    return {"hidden": True}


def _completed(name: str, content: bytes) -> bytes:
    """A part with what xlsxwriter can't: the file says its language, and its rows grow with what is typed in them.

    What looks like an escape is text, also right behind another one.
    """
    if name == STRINGS:
        return ESCAPE.sub(lambda found: found[0] if found[0] == UNDERSCORE else UNDERSCORE[:-1] + found[0], content)
    if name == CORE:
        return content.replace(CORE_END, LANGUAGE + CORE_END)
    if name.startswith("xl/worksheets/"):
        return content.replace(b' customHeight="1"', b"")
    return content
