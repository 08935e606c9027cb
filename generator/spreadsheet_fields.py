"""What was filled in on a spreadsheet of ours, as .xlsx or as .csv, by the names of its fields."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from generator.model.velden import AFSPRAAK, ROW, Ingevuld, Veld, row_field
from generator.problems import Location, Problem, quoted
from generator.rendering.sheet_keys import FIELD, GIVEN, MAP, ROW_KEY, WHOLE, WORDS
from generator.spreadsheet_cells import UnfitError
from generator.spreadsheet_grid import sheets_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.spreadsheet_grid import Sheet, Value

ENTRIES = frozenset({WHOLE, *ROW, *AFSPRAAK})
"""What a column can be of; any other is there to read."""
DATES = ("datum", "voor")
NUMBERS = ("bij",)
"""Where a number that a program made of a text is no longer what was typed: 1.10 became 1.1."""
MOST_TOLD = 30
"""Remarks of one form, and problems; who has more of them mends these first."""

NO_SHEET = (
    "dit is het blad met de keuzes of het overzicht; bewaar het blad dat is ingevuld, of de hele werkmap als .xlsx"
)
NOT_OURS = "dit is geen formulier van dit programma; neem een spreadsheet die hier gemaakt is"
EXPORT = "dit is een export, en die is er om te bekijken en te tellen; inlezen kan alleen van een formulier"


def read_spreadsheet(path: str, data: bytes) -> list[Ingevuld | Problem]:
    """One for each sheet that is a form, or what is wrong. The values are as typed and have not been checked."""
    try:
        sheets = sheets_of(data)
    except UnfitError as error:
        return [Problem(Location(path), str(error))]
    if any(sheet.is_export for sheet in sheets):
        return [Problem(Location(path), EXPORT)]
    forms = [sheet for sheet in sheets if sheet.key_column is not None]
    if not forms:
        return [Problem(Location(path), NO_SHEET if any(sheet.is_marked for sheet in sheets) else NOT_OURS)]
    others = tuple(
        sheet.not_a_form for sheet in sheets if sheet.key_column is None and not sheet.is_marked and not sheet.is_empty
    )
    found: list[Ingevuld | Problem] = []
    for number, sheet in enumerate(forms):
        where = path if len(forms) == 1 else f"{path}, blad {quoted(sheet.name)}"
        found += _Form(where, sheet).read(others if number == 0 else ())
    return found


class _Form:
    """One sheet while it is read. What is wrong is gathered, each at its cell."""

    def __init__(self, path: str, sheet: Sheet) -> None:
        self.path = path
        self.sheet = sheet
        self.keys = sheet.key_column or 0
        self.fields: dict[str, Veld] = {}
        self.remarks: list[str] = []
        self.problems: list[Problem] = []

    def read(self, others: tuple[str, ...]) -> list[Ingevuld | Problem]:
        maps = self.maps()
        for line in range(len(self.sheet.lines)):
            self.line(line, maps)
        if self.problems:
            return [*self.problems[:MOST_TOLD], *self.more()]
        rest = len(self.remarks) - MOST_TOLD
        more = [f"En nog {rest} van zulke cellen."] if rest > 0 else []
        return [Ingevuld(self.path, self.fields, (*others, *self.remarks[:MOST_TOLD], *more))]

    def more(self) -> list[Problem]:
        if len(self.problems) <= MOST_TOLD:
            return []
        return [Problem(Location(self.path), "er is nog meer mis op dit blad; verbeter eerst wat hierboven staat")]

    def maps(self) -> dict[str, dict[int, str]]:
        """What each column holds, by the kind of line."""
        found: dict[str, dict[int, str]] = {}
        for values in self.sheet.lines:
            kind, _, name = _key(values, self.keys).partition(":")
            if kind == MAP:
                found[name] = {
                    column: str(value) for column, value in enumerate(values) if column != self.keys and value
                }
        return found

    def line(self, line: int, maps: Mapping[str, Mapping[int, str]]) -> None:
        values = self.sheet.lines[line]
        key = _key(values, self.keys)
        kind, _, name = key.partition(":")
        if kind in (MAP, WORDS):
            return
        columns = maps.get(kind, {}) if name else {}
        if kind == ROW_KEY:
            self.check_number(line, name)
        for column, what in columns.items():
            if what in ENTRIES:
                self.entry(line, column, (kind, name, what))
        self.strays(line, columns, has_key=bool(columns) or kind == GIVEN)

    def check_number(self, line: int, name: str) -> None:
        """The number that a person sees is that of the key: else something was sorted or moved without the other."""
        shown = str(_plain(self.sheet.at(line, self.keys + 1)))
        if shown != name:
            self.problem(
                line,
                self.keys + 1,
                f"hier staat {quoted(shown)}, maar deze regel hoort bij rij {quoted(name)}; is er iets verschoven? Begin dan opnieuw met een leeg formulier",
            )

    def entry(self, line: int, column: int, of: tuple[str, str, str]) -> None:
        kind, name, what = of
        field, shown = _field(*of), _shown(*of)
        place = f"{self.sheet.cell(line, column)} ({shown})"
        if field in self.fields:
            self.problem(
                line, column, f"{shown} staat hier voor de tweede keer; haal de regel weg die erbij is gekomen"
            )
            return
        self.fields[field] = Veld(self.value(line, column, name if kind == FIELD else what), place)
        if (line, column) in self.sheet.found.formulas:
            self.remarks.append(f"{place}: hier staat een formule; de uitkomst ervan is overgenomen.")

    def value(self, line: int, column: int, what: str) -> str:
        """As text; what a program for spreadsheets made of it that cannot be told back is refused."""
        found, value = self.sheet.found, self.sheet.at(line, column)
        if (line, column) in found.errors:
            self.problem(
                line, column, f"hier staat een foutmelding ({found.errors[line, column]}); typ wat er moet staan"
            )
        elif (line, column) in found.unsaved:
            self.problem(line, column, "hier staat een formule zonder uitkomst; typ wat er moet staan")
        elif isinstance(value, bool):
            self.problem(
                line,
                column,
                "hier staat WAAR of ONWAAR in plaats van een tekst; zet de cel op Tekst en typ opnieuw wat er moet staan",
            )
        else:
            return self.text(line, column, what, value)
        return ""

    def text(self, line: int, column: int, what: str, value: Value) -> str:
        if isinstance(value, str):
            return value.replace("\r\n", "\n").replace("\r", "\n")
        if isinstance(value, date) and not (isinstance(value, datetime) and value.time() != time()):
            if what in DATES:
                return value.isoformat()[:10]
            self.problem(
                line,
                column,
                "van deze tekst is een datum gemaakt; zet de cel op Tekst en typ opnieuw wat er moet staan",
            )
        elif isinstance(value, int | float):
            if what not in NUMBERS or float(value).is_integer():
                return str(_plain(value))
            self.problem(
                line,
                column,
                "van deze tekst is een getal gemaakt; zet de cel op Tekst en typ opnieuw wat er moet staan",
            )
        else:
            self.problem(line, column, "hier staat een tijd; zet de cel op Tekst en typ opnieuw wat er moet staan")
        return ""

    def strays(self, line: int, columns: Mapping[int, str], *, has_key: bool) -> None:
        """What somebody put outside the form is told, as it goes nowhere."""
        given = {self.keys, self.keys + 1, self.keys + 2} if has_key else {self.keys}
        for column, value in enumerate(self.sheet.lines[line]):
            if value not in ("", None) and column not in columns and column not in given:
                self.remarks.append(
                    f"{self.sheet.cell(line, column)}: {quoted(str(value))} staat buiten de velden en is niet overgenomen."
                )

    def problem(self, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(Location(self.path), f"{self.sheet.cell(line, column)}: {message}"))


def _key(values: Sequence[Value], column: int) -> str:
    return str(values[column]) if column < len(values) else ""


def _plain(value: Value) -> Value:
    """3 for 3.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _field(kind: str, name: str, what: str) -> str:
    if kind == FIELD:
        return name
    return row_field(what, name) if kind == ROW_KEY else f"{kind}:{name}:{what}"


def _shown(kind: str, name: str, what: str) -> str:
    return name if kind == FIELD else f"{kind} {name}, {what}"
