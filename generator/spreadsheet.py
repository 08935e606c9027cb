"""Spreadsheets to fill in, one sheet for each form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.model.formulier import selections
from generator.printing import Form
from generator.rendering.sheet_entries import LONGEST_HINT, LONGEST_TITLE, Entry, cut
from generator.rendering.sheet_keys import CHOICES_MARK, OVERVIEW_MARK
from generator.rendering.site_links import spreadsheet_file
from generator.rendering.spreadsheet import Cell, Grid, Line, grid_of
from generator.workbook import LONGEST_NAME, PROTECTION, Book, Worksheet, hidden, letter, set_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.project import Project

OVERVIEW, CHOICES = "Overzicht", "Keuzes"
DATES = {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2199, 12, 31)}
OVERVIEW_COLUMNS = (
    ("Blad", 32), ("Naam", 30), ("School", 30), ("Kijkwijzer", 38), ("Rijen", 10), ("Nog open", 12)
)  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """One sheet of a workbook: the form and the name on its tab."""

    name: str
    form: Form
    grid: Grid


def workbook_of(forms: Sequence[Form]) -> bytes:
    """The file with a sheet for each form; of several a first sheet leads to each of them."""
    leaves = _leaves(forms)
    book = _Book(leaves)
    book.draw()
    title = leaves[0].grid.title if len(leaves) == 1 else f"{len(leaves)} kijkwijzers"
    return book.finished(title, "Kijkwijzer om in te vullen")


def site_workbooks(project: Project) -> dict[str, bytes]:
    """An empty one of each form of the rubrics in use, by its path on the site."""
    return {
        spreadsheet_file(name): workbook_of([Form(part, rubric)])
        for rubric in project.rubrics
        for name, part in selections(rubric).items()
    }


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


class _Book(Book):
    """A workbook of forms while it is made."""

    def __init__(self, leaves: list[Leaf]) -> None:
        super().__init__()
        self.leaves = leaves
        self.lists: dict[tuple[str, ...], str] = {}

    def draw(self) -> None:
        overview = self.sheet(OVERVIEW) if len(self.leaves) > 1 else None
        sheets = [self.sheet(leaf.name) for leaf in self.leaves]
        self.choices = self.sheet(CHOICES)
        self.write(self.choices, 0, 0, CHOICES_MARK)
        self.choices.very_hidden()
        self.choices.protect()
        for sheet, leaf in zip(sheets, self.leaves, strict=True):
            self.form(sheet, leaf.grid)
        if overview:
            self.overview(overview)

    # --- The sheet of one form

    def form(self, sheet: Worksheet, grid: Grid) -> None:
        sheet.set_column(0, 0, None, None, hidden())
        for name in grid.columns[1:]:
            sheet.set_column(grid.column(name), grid.column(name), grid.widths[name])
        for number, line in enumerate(grid.lines):
            self.line(sheet, number, line, grid)
        first, last = grid.head
        sheet.freeze_panes(last + 1, 2)
        sheet.set_selection(last + 1, 2, last + 1, 2)
        set_page(sheet, grid.subtitle, (first, last))
        sheet.ignore_errors({"number_stored_as_text": f"A1:{letter(len(grid.columns))}{len(grid.lines) + 200}"})
        sheet.protect("", PROTECTION)

    def line(self, sheet: Worksheet, number: int, line: Line, grid: Grid) -> None:
        self.write(sheet, number, 0, line.key)
        for column, cell in line.cells.items():
            self.cell(sheet, number, grid.column(column), cell)
        sheet.set_row(number, line.height(grid.widths), None, hidden() if line.is_hidden else {})

    def cell(self, sheet: Worksheet, line: int, column: int, cell: Cell) -> None:
        self.write(sheet, line, column, cell.text, "datum" if cell.entry and cell.entry.is_date else cell.look)
        if cell.entry:
            sheet.data_validation(line, column, line, column, self.validation(cell.entry))

    def validation(self, entry: Entry) -> dict[str, Any]:
        """What a program for spreadsheets says and refuses while somebody types."""
        title = cut(entry.title, LONGEST_TITLE)
        said: dict[str, Any] = {"error_title": title, "ignore_blank": True}
        if entry.hint:
            said |= {"input_title": title, "input_message": cut(entry.hint, LONGEST_HINT)}
        if entry.options:
            message = f"Kies uit: {', '.join(entry.options)}. Of laat de cel leeg."
            said |= {"validate": "list", "source": self.source(entry.options)}
        elif entry.is_date:
            message = "Dit lijkt geen datum. Typ dag-maand-jaar, bijvoorbeeld 12-5-2026."
            said |= {**DATES, "error_type": "warning"}
        else:
            message = f"Deze tekst is te lang: er passen hoogstens {entry.longest} tekens."
            said |= {"validate": "length", "criteria": "<=", "value": entry.longest}
        return {**said, "error_message": cut(message, LONGEST_HINT)}

    def source(self, options: tuple[str, ...]) -> str:
        """Where the options stand: a list in the cell itself holds no commas and only 255 characters."""
        if options not in self.lists:
            column = len(self.lists) + 1
            for line, option in enumerate(options):
                self.write(self.choices, line, column, option)
            self.lists[options] = f"={CHOICES}!${letter(column)}$1:${letter(column)}${len(options)}"
        return self.lists[options]

    # --- The first sheet

    def overview(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, None, None, hidden())
        self.write(sheet, 0, 0, OVERVIEW_MARK)
        self.write(sheet, 0, 1, f"{len(self.leaves)} kijkwijzers om in te vullen", "titel")
        for column, (word, width) in enumerate(OVERVIEW_COLUMNS, start=1):
            sheet.set_column(column, column, width)
            self.write(sheet, 1, column, word, "kop")
        for line, leaf in enumerate(self.leaves, start=2):
            self.lead(sheet, line, leaf)
        set_page(sheet, OVERVIEW, (1, 1))
        sheet.freeze_panes(2, 0)
        sheet.protect("", PROTECTION)
        sheet.activate()

    def lead(self, sheet: Worksheet, line: int, leaf: Leaf) -> None:
        ib_er = leaf.form.voordruk.ib_er if leaf.form.voordruk else None
        target = f"internal:'{leaf.name}'!B{leaf.grid.head[0] + 1}"
        sheet.write_url(line, 1, target, self.looks["link"], leaf.name)
        texts = (ib_er.name, ib_er.school) if ib_er else ("", "")
        for column, text in enumerate((*texts, leaf.grid.subtitle), start=2):
            self.write(sheet, line, column, text)
        self.write(sheet, line, 5, leaf.grid.rows)
        sheet.write_formula(line, 6, _count(leaf), self.looks["getal"], leaf.grid.rows)


def _count(leaf: Leaf) -> str:
    """How many rows have no score yet."""
    score, last = letter(leaf.grid.column("score")), len(leaf.grid.lines)
    keys, scores = (f"'{leaf.name}'!${column}$1:${column}${last}" for column in ("A", score))
    return f'=SUMPRODUCT((LEFT({keys},4)="rij:")*(LEN({scores})=0))'
