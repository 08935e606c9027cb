"""A file from a program for spreadsheets as sheets of plain values: .xlsx and .csv. The only module that knows calamine."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from generator.export_tables import is_export
from generator.model.velden import STEMPEL
from generator.problems import quoted
from generator.rendering.sheet_keys import CHOICES_MARK, OVERVIEW_MARK, field_key
from generator.spreadsheet_cells import MOST_COLUMNS, MOST_LINES, ZIP, Found, UnfitError, check_kind, sheets_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Value = str | int | float | bool | date | datetime | time | timedelta
SEPARATOR = re.compile(rf'^"?{field_key(STEMPEL)}"?([;,\t])', re.MULTILINE)
LONGEST_CELL = 200_000
TOO_LARGE = "dit CSV-bestand is te groot; zo groot wordt een formulier nooit"
"""Characters in one cell of a CSV file, at most."""
NOT_UTF8 = (
    "dit CSV-bestand is niet in UTF-8 bewaard, en dan kunnen tekens verloren zijn gegaan; "
    "bewaar de spreadsheet liever als .xlsx, of als 'CSV UTF-8'"
)


@dataclass(frozen=True)
class Sheet:
    """The values of one sheet, from its first cell on."""

    name: str
    lines: Sequence[Sequence[Value]]
    found: Found = field(default_factory=Found)

    def at(self, line: int, column: int) -> Value:
        values = self.lines[line] if line < len(self.lines) else ()
        return values[column] if column < len(values) else ""

    @property
    def key_column(self) -> int | None:
        """Where the keys stand: the column with the stamp; None when this is no form."""
        mark = field_key(STEMPEL)
        return next((values.index(mark) for values in self.lines if mark in values), None)

    @property
    def is_marked(self) -> bool:
        """A sheet of ours that is no form."""
        return self.at(0, 0) in (OVERVIEW_MARK, CHOICES_MARK)

    @property
    def is_empty(self) -> bool:
        return not any(map(any, self.lines))

    @property
    def is_export(self) -> bool:
        return any(is_export([str(value) for value in values]) for values in self.lines[:1])

    @property
    def not_a_form(self) -> str:
        return f"Blad {quoted(self.name)} is geen formulier van dit programma en is overgeslagen."

    def cell(self, line: int, column: int) -> str:
        """As a person finds it; the sheet is told with the file."""
        return f"cel {_letters(column)}{line + 1}"


def sheets_of(data: bytes) -> list[Sheet]:
    """Raises UnfitError for what is no such file, or too large to be a form."""
    return list(_sheets(data))


def _letters(column: int) -> str:
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def _sheets(data: bytes) -> Iterator[Sheet]:
    if not data.startswith(ZIP):
        check_kind(data)
        yield Sheet("", _csv(data))
        return
    found = sheets_in(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                yield Sheet(name, lines, found[name])
    except (CalamineError, KeyError) as error:
        raise UnfitError(
            "dit bestand is beschadigd; open het in je spreadsheetprogramma en bewaar het opnieuw"
        ) from error


def _csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnfitError(NOT_UTF8) from error
    if "\0" in text:
        raise UnfitError(NOT_UTF8)
    mark = SEPARATOR.search(text)
    separator = mark[1] if mark else next((sign for sign in ";,\t" if sign in text.partition("\n")[0]), ";")
    csv.field_size_limit(LONGEST_CELL)
    if text.count(separator) > MOST_LINES * MOST_COLUMNS:
        raise UnfitError(TOO_LARGE)
    try:
        lines = list(
            islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), MOST_LINES + 1)
        )
    except csv.Error as error:
        raise UnfitError(
            "dit CSV-bestand is beschadigd: er staat een aanhalingsteken te veel of te weinig in"
        ) from error
    if len(lines) > MOST_LINES or any(len(line) > MOST_COLUMNS for line in lines):
        raise UnfitError(TOO_LARGE)
    return lines
