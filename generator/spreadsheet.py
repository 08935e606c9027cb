"""Spreadsheets to fill in, one sheet for each form. The only module that knows xlsxwriter."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from generator.rendering.spreadsheet import LONGEST_HINT, LONGEST_TITLE, Cell, Entry, Grid, cut, grid_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from generator.printing import Form

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Always the same, so that the same form gives the same bytes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
CORE, CORE_END = "docProps/core.xml", b"</cp:coreProperties>"
LANGUAGE = b"<dc:language>nl-NL</dc:language>"

OVERVIEW, CHOICES = "Overzicht", "Keuzes"
OVERVIEW_MARK, CHOICES_MARK = "kijkwijzer:overzicht", "kijkwijzer:keuzes"
LONGEST_NAME = 31
"""Characters in the name of a sheet."""

INK, LINE, FILL, SOFT = "#1a1a1a", "#6b7280", "#dfe5ec", "#f3f4f6"
TEXT: dict[str, object] = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "text_wrap": True, "valign": "top", "locked": True}
LOOKS: dict[str, dict[str, object]] = {
    "tekst": {"num_format": "@"},
    "nummer": {"num_format": "@", "bold": True},
    "titel": {"bold": True, "font_size": 15, "text_wrap": False},
    "kop": {"bold": True, "bg_color": FILL, "bottom": 2},
    "deel": {"bold": True, "font_size": 13, "text_wrap": False, "bg_color": FILL, "top": 1},
    "indicator": {"bold": True, "text_wrap": False, "bg_color": SOFT},
    "invullen": {"num_format": "@", "border": 1, "border_color": LINE, "locked": False},
    "datum": {"num_format": "[$-413]d mmmm yyyy", "border": 1, "border_color": LINE, "locked": False, "align": "left"},
    "link": {"font_color": "#0b5394", "underline": 1},
    "getal": {"num_format": "0", "align": "left"},
}
POINTS = 15
"""Height of a line of text."""
PROTECTION = {"format_columns": True, "format_rows": True}
DATES = {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2199, 12, 31)}


@dataclass(frozen=True)
class Leaf:
    """One sheet of a workbook: the form and the name on its tab."""

    name: str
    form: Form
    grid: Grid


def workbook_of(forms: Sequence[Form]) -> bytes:
    """The file with a sheet for each form; of several a first sheet leads to each of them."""
    leaves = _leaves(forms)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    _Book(book, leaves).draw()
    book.close()
    return finished(buffer.getvalue())


def finished(data: bytes) -> bytes:
    """The same file with what xlsxwriter can't: it says its language, and its rows grow with what is typed in them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, _finished(member.filename, old.read(member)), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _finished(name: str, content: bytes) -> bytes:
    if name == CORE:
        return content.replace(CORE_END, LANGUAGE + CORE_END)
    if name.startswith("xl/worksheets/"):
        return content.replace(b' customHeight="1"', b"")
    return content


def _leaves(forms: Sequence[Form]) -> list[Leaf]:
    leaves: list[Leaf] = []
    taken = {OVERVIEW.casefold(), CHOICES.casefold(), "history"}
    counts = Counter(map(_whose, forms))
    for form in forms:
        whose = _whose(form)
        name = _free(whose if counts[whose] == 1 else f"{whose} {form.rubric.id}", taken)
        leaves.append(Leaf(name, form, grid_of(form.rubric, form.whole, form.voordruk)))
    return leaves


def _whose(form: Form) -> str:
    return form.voordruk.ib_er.id if form.voordruk else "Kijkwijzer"


def _free(wanted: str, taken: set[str]) -> str:
    """A name for a sheet that no other has; capitals make no difference."""
    name, number = wanted[:LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        end = f" ({number})"
        name = wanted[: LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


class _Book:
    """A workbook while it is drawn."""

    def __init__(self, book: Workbook, leaves: list[Leaf]) -> None:
        self.book = book
        self.leaves = leaves
        self.looks: dict[str, Format] = {name: book.add_format(TEXT | look) for name, look in LOOKS.items()}
        self.lists: dict[tuple[str, ...], str] = {}

    def draw(self) -> None:
        overview = self.book.add_worksheet(OVERVIEW) if len(self.leaves) > 1 else None
        sheets = [self.book.add_worksheet(leaf.name) for leaf in self.leaves]
        self.choices = self.book.add_worksheet(CHOICES)
        self.write(self.choices, 0, 0, CHOICES_MARK, "tekst")
        self.choices.very_hidden()
        self.choices.protect()
        for sheet, leaf in zip(sheets, self.leaves, strict=True):
            self.sheet(sheet, leaf.grid)
        if overview:
            self.overview(overview)
        title = self.leaves[0].grid.title if len(self.leaves) == 1 else f"{len(self.leaves)} kijkwijzers"
        self.book.set_properties({"title": title, "subject": "Kijkwijzer om in te vullen", "created": CREATED})

    def write(self, sheet: Worksheet, line: int, column: int, text: str, look: str) -> None:
        """Always as text: whatever a text begins with, it never becomes a formula, a number or a link."""
        if text:
            sheet.write_string(line, column, text, self.looks[look])
        else:
            sheet.write_blank(line, column, None, self.looks[look])

    # --- The sheet of one form

    def sheet(self, sheet: Worksheet, grid: Grid) -> None:
        _set_up(sheet, grid)
        for number, line in enumerate(grid.lines):
            self.write(sheet, number, 0, line.key, "tekst")
            for column, cell in line.cells.items():
                self.cell(sheet, number, grid.column(column), cell)
            hidden = {"hidden": True} if line.is_hidden else {}
            sheet.set_row(number, POINTS * line.height(grid.widths) + 1, None, hidden)
        sheet.protect("", PROTECTION)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(grid.columns))}{len(grid.lines) + 200}"})

    def cell(self, sheet: Worksheet, line: int, column: int, cell: Cell) -> None:
        look = "datum" if cell.entry and cell.entry.is_date else cell.look
        self.write(sheet, line, column, cell.text, look)
        if cell.entry:
            sheet.data_validation(line, column, line, column, self.validation(cell.entry))

    def validation(self, entry: Entry) -> dict[str, Any]:
        """What a program for spreadsheets says and refuses while somebody types."""
        said: dict[str, Any] = {"error_title": cut(entry.title, LONGEST_TITLE), "ignore_blank": True}
        if entry.hint:
            said |= {"input_title": cut(entry.title, LONGEST_TITLE), "input_message": cut(entry.hint, LONGEST_HINT)}
        if entry.options:
            message = f"Kies uit: {', '.join(entry.options)}. Of laat de cel leeg."
            return {
                **said,
                "validate": "list",
                "source": self.source(entry.options),
                "error_message": cut(message, LONGEST_HINT),
            }
        if entry.is_date:
            message = "Dit herkent dit programma niet als datum. Typ dag-maand-jaar, bijvoorbeeld 12-5-2026."
            return {**said, **DATES, "error_type": "warning", "error_message": message}
        message = f"Deze tekst is te lang: er passen hoogstens {entry.longest} tekens."
        return {**said, "validate": "length", "criteria": "<=", "value": entry.longest, "error_message": message}

    def source(self, options: tuple[str, ...]) -> str:
        """Where the options stand: a list in the cell itself holds no commas and only 255 characters."""
        if options not in self.lists:
            column = len(self.lists) + 1
            for line, option in enumerate(options):
                self.write(self.choices, line, column, option, "tekst")
            letter = xlsxwriter.utility.xl_col_to_name(column)
            self.lists[options] = f"={CHOICES}!${letter}$1:${letter}${len(options)}"
        return self.lists[options]

    # --- The first sheet

    def overview(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, None, None, {"hidden": True})
        for column, width in enumerate((30, 30, 30, 34, 10, 12), start=1):
            sheet.set_column(column, column, width)
        self.write(sheet, 0, 0, OVERVIEW_MARK, "tekst")
        self.write(sheet, 0, 1, f"{len(self.leaves)} kijkwijzers om in te vullen", "titel")
        for column, word in enumerate(("Blad", "Naam", "School", "Kijkwijzer", "Rijen", "Nog open"), start=1):
            self.write(sheet, 1, column, word, "kop")
        for line, leaf in enumerate(self.leaves, start=2):
            self.lead(sheet, line, leaf)
        _page(sheet, "Overzicht")
        sheet.freeze_panes(2, 0)
        sheet.repeat_rows(1)
        sheet.protect("", PROTECTION)
        sheet.activate()

    def lead(self, sheet: Worksheet, line: int, leaf: Leaf) -> None:
        ib_er = leaf.form.voordruk.ib_er if leaf.form.voordruk else None
        place = f"'{leaf.name}'"
        sheet.write_url(line, 1, f"internal:{place}!B{leaf.grid.head[0] + 1}", self.looks["link"], leaf.name)
        self.write(sheet, line, 2, ib_er.name if ib_er else "", "tekst")
        self.write(sheet, line, 3, ib_er.school if ib_er else "", "tekst")
        self.write(sheet, line, 4, leaf.grid.subtitle, "tekst")
        sheet.write_number(line, 5, leaf.grid.rows, self.looks["getal"])
        sheet.write_formula(line, 6, _count(place, leaf.grid), self.looks["getal"], leaf.grid.rows)


def _count(place: str, grid: Grid) -> str:
    """How many rows have no score yet."""
    last = len(grid.lines)
    score = xlsxwriter.utility.xl_col_to_name(grid.column("score"))
    scores = f"{place}!${score}$1:${score}${last}"
    return f'=SUMPRODUCT((LEFT({place}!$A$1:$A${last},4)="rij:")*(LEN({scores})=0))'


def _set_up(sheet: Worksheet, grid: Grid) -> None:
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for name, width in grid.widths.items():
        if name in grid.columns:
            sheet.set_column(grid.column(name), grid.column(name), width)
    first, last = grid.head
    sheet.freeze_panes(last + 1, 2)
    sheet.repeat_rows(first, last)
    sheet.set_selection(last + 1, 2, last + 1, 2)
    _page(sheet, f"{grid.subtitle}")


def _page(sheet: Worksheet, foot: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&L" + re.sub("&", "&&", foot)[:200] + "&RPagina &P van &N")
