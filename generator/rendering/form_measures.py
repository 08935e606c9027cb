"""How much room the parts of a printed kijkwijzer take: the columns of its table, its pages, its bottom margin."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.rubric import Punt, Rubric, Schaal, Vaardigheid

# Millimetres on the paper, and how much of them a character takes on average. They only have to be about right: they choose
# widths and make room, the setting of the type itself does the rest.
WIDTH = 182
PAGE_HEIGHT = 235
BOX_COLUMN = 8.8
MOST_FOR_SHORT, MOST_FOR_BOXES = 48, 67
NOTES_SHARE, LEAST_NOTES, MOST_NOTES, MORE_TO_FILL_IN = 0.37, 48, 64, 4
TALL, LEAST_ROW, LEAST_FILLED_ROW = 100, 15, 38
SHORT_VALUE, SHORT_NAME = 4, 20
TEXT_CHARACTER, SHORT_CHARACTER, VALUE_CHARACTER, OPTION_CHARACTER, FOOT_CHARACTER = 1.62, 1.12, 1.42, 1.55, 1.34
TEXT_LINE, FOOT_LINE = 4.6, 3.65
FOOT_WIDTH, LEAST_FOOT, AROUND_FOOT = 148, 18, 11.5


@dataclass(frozen=True)
class Scale:
    """Widths of the explained schaal, in millimetres."""

    value: float
    label: float


def scale_of(schaal: Schaal) -> Scale:
    value = max(len(punt.value) for punt in schaal.punten)
    label = max(len(punt.label) for punt in schaal.punten)
    return Scale(max(11, 1.7 * value + 4), min(54, max(34, 1.6 * label + 3)))


@dataclass(frozen=True)
class Columns:
    """Columns of the table, in millimetres: the text, a box for each point of the schaal, for nvt and for leeg, the notes.

    Without room for them the boxes stand below the text, each with its value beside it.
    """

    text: float
    punt: float
    nvt: float
    notes: float
    punten: int
    has_short: bool = False
    leeg: float = 0
    """Only on a form that is filled in on a computer: on paper a box is left empty."""

    @property
    def has_boxes(self) -> bool:
        return self.punt > 0

    @property
    def boxes(self) -> int:
        """How many stand beside the text."""
        return self.punten + 1 + bool(self.leeg) if self.has_boxes else 0


def columns_of(rubric: Rubric, *, has_leeg: bool = False) -> Columns:
    schaal, punten = rubric.schaal, len(rubric.schaal.punten)
    if all(row.descriptions for row in rubric.vaardigheden.values()):
        return _columns(punten, 0, has_leeg=has_leeg)
    value = max(_value_width(punt.value) for punt in schaal.punten)
    short = max(map(_short_width, schaal.punten))
    if short and punten * short <= MOST_FOR_SHORT:
        return _columns(punten, max(value, short), has_short=True, has_leeg=has_leeg)
    return _columns(punten, value if punten * value <= MOST_FOR_BOXES else 0, has_leeg=has_leeg)


def _columns(punten: int, punt: float, *, has_short: bool = False, has_leeg: bool = False) -> Columns:
    nvt = BOX_COLUMN if punt else 0
    leeg = nvt if has_leeg else 0
    rest = WIDTH - punten * punt - nvt - leeg
    least = LEAST_NOTES + MORE_TO_FILL_IN if has_leeg else LEAST_NOTES
    notes = min(MOST_NOTES, max(least, NOTES_SHARE * rest))
    return Columns(rest - notes, punt, nvt, notes, punten, has_short, leeg)


def _value_width(value: str) -> float:
    """A long value is set smaller, and still asks for room."""
    longest = _longest_word(value)
    return BOX_COLUMN if longest <= SHORT_VALUE else max(BOX_COLUMN, VALUE_CHARACTER * longest + 1.4)


def _short_width(punt: Punt) -> float:
    """What the short name asks below the value; nothing when it says the same, more than there is when it is not short."""
    if punt.short == punt.value:
        return 0
    return WIDTH if len(punt.short) > SHORT_NAME else SHORT_CHARACTER * _longest_word(punt.short) + 0.8


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _lines(text: str, width: float, character: float) -> int:
    return sum(max(1, ceil(len(line) * character / width)) for line in text.split("\n"))


def row_height(row: Vaardigheid, rubric: Rubric, columns: Columns) -> float:
    """About how high a row becomes, by what stands in it."""
    below = row.descriptions or not columns.has_boxes
    width = WIDTH - columns.notes if below else columns.text
    lines = _lines(row.text, width, TEXT_CHARACTER) + bool(row.observable) + bool(row.frameworks)
    if row.descriptions:
        lines += sum(1 + _lines(text, width - 8, TEXT_CHARACTER) for text in row.descriptions.values())
    elif below:
        lines += 2 * _lines(" " * sum(len(punt.value) + 9 for punt in rubric.schaal.punten), width, TEXT_CHARACTER)
    return lines * TEXT_LINE + 4


def option_width(schaal: Schaal) -> float:
    """A box with its value beside it."""
    return OPTION_CHARACTER * max(len(punt.value) for punt in schaal.punten) + 11


def tall_rows(rubric: Rubric, columns: Columns) -> frozenset[str]:
    """The rows that may run on over a page end."""
    return frozenset(row.id for row in rubric.vaardigheden.values() if row_height(row, rubric, columns) > TALL)


def most_pages(rubric: Rubric, columns: Columns, least_row: float = LEAST_ROW) -> int:
    """More pages than the form will have; each of them gets its code."""
    rows = sum(max(least_row, row_height(row, rubric, columns)) for row in rubric.vaardigheden.values())
    headings = sum(
        15 + TEXT_LINE * _lines(taakgebied.description, WIDTH, TEXT_CHARACTER)
        + sum(6 + TEXT_LINE * _lines(indicator.title, WIDTH, TEXT_CHARACTER) for indicator in taakgebied.indicatoren)
        for taakgebied in rubric.taakgebieden
    )  # fmt: skip
    return 5 + ceil(2 * (rows + headings) / PAGE_HEIGHT)


def foot_height(rubric: Rubric, meta: str) -> float:
    """How high the bottom margin must be for the schaal and for the line `meta` below it, in millimetres."""
    punten = " ".join(f"{punt.value} {punt.label}    " for punt in rubric.schaal.punten)
    texts = [punten + " " * 60, meta + " " * 30]
    lines = sum(_lines(text, FOOT_WIDTH, FOOT_CHARACTER) for text in texts) + rubric.has_afgeleid
    return max(LEAST_FOOT, lines * FOOT_LINE + 1) + AROUND_FOOT
