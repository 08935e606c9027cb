"""Paper to write on: rows in groups, boxes to tick, and about how much room everything takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from generator.model.rubric import NVT
from generator.rendering.formulier import WHERE
from generator.rendering.woorden import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.gesprek import Gespreksrij
    from generator.model.rubric import Indicator, Rubric, Taakgebied, Vaardigheid

# Millimetres. A character and a line of running text (9.2pt) and of a hint (7.8pt); on the safe side, so that what is planned
# for one page fits on it.
TEXT_CHARACTER, HINT_CHARACTER, VALUE_CHARACTER = 1.54, 1.3, 1.75
TEXT_LINE, HINT_LINE = 4.5, 3.75
BOX, AROUND_BOX, BOX_LINE = 5.2, 3.4, 7.2
SPACE, SQUARE = 0.45, 2.25
WIDE, NARROW = "mMwW@%&…—", "ijltfrI.,;:'’()[]|!/-"
LATIN = 0x24F
LONGEST_WHOLE = 1200
"""Characters in a column of a sheet that surely take no more than a part of a page: a row with more may break over pages."""


@dataclass(frozen=True)
class Groep:
    """Rows under one heading, with the examples of evidence that they share."""

    taakgebied: Taakgebied
    indicator: Indicator | None
    """None where there is nothing to put above the rows: no middle level, or indicatoren that are rows themselves."""
    rijen: tuple[Gespreksrij, ...]
    is_first: bool = True
    """Of its taakgebied, whose name then stands above it."""

    @property
    def bewijsstukken(self) -> tuple[str, ...]:
        """Of all rows alike; empty when they differ, and then each row shows its own."""
        found = {rij.vaardigheid.bewijsstukken for rij in self.rijen}
        return found.pop() if len(found) == 1 and (self.indicator or len(self.rijen) > 1) else ()


def groepen(rijen: Iterable[Gespreksrij]) -> list[Groep]:
    """In the order they come in."""
    return [
        Groep(taakgebied, indicator, tuple(rows), is_first=number == 0)
        for taakgebied, part in groupby(rijen, key=lambda rij: rij.taakgebied)
        for number, (indicator, rows) in enumerate(groupby(part, key=lambda rij: _heading(rij.indicator)))
    ]


def _heading(indicator: Indicator) -> Indicator | None:
    return indicator if indicator.is_heading else None


def where(row: Vaardigheid) -> str:
    """Where it can be seen, in words: in een observatie of met een bewijsstuk."""
    return listed([WHERE[bron] for bron in row.observable], last="of")


def lines(text: str, width: float, character: float) -> int:
    """How many lines a text takes, about: word after word, as they are set. A word that is longer than a line is broken."""
    room = max(1.0, width / character)
    return sum(_lines([_size(word) for word in line.split()], room) for line in text.split("\n"))


def _lines(words: Iterable[float], room: float) -> int:
    found, used = 1, 0.0
    for size in words:
        if used and used + SPACE + size > room:
            found, used = found + 1, 0.0
        used += size + (SPACE if used else 0)
        broken = ceil(used / room) - 1
        found, used = found + max(0, broken), used - max(0, broken) * room
    return found


def _size(word: str) -> float:
    return sum(map(_width, word))


@cache
def _width(char: str) -> float:
    """Against that of a usual letter. Letters of scripts that stand in squares are twice as wide."""
    if east_asian_width(char) in "WF":
        return SQUARE
    if char in WIDE:
        return 1.8
    if char in NARROW:
        return 0.7
    return 1.35 if char.isupper() or ord(char) > LATIN else 1.12


def text_height(text: str, width: float) -> float:
    return TEXT_LINE * lines(text, width, TEXT_CHARACTER)


def hint_height(text: str, width: float) -> float:
    return HINT_LINE * lines(text, width, HINT_CHARACTER) if text else 0.0


def option_width(value: str) -> float:
    """What one box takes, with its value behind it."""
    return round(BOX + AROUND_BOX + VALUE_CHARACTER * len(value), 1)


def options(rubric: Rubric) -> tuple[str, ...]:
    """What has a box at each row: the points of the schaal and nvt."""
    return (*rubric.schaal.ranks, NVT)


def boxes_height(rubric: Rubric, width: float) -> float:
    """Of the boxes of one row, in lines of this width."""
    found, rest = 1, width
    for value in options(rubric):
        if option_width(value) > rest:
            found, rest = found + 1, width
        rest -= option_width(value)
    return BOX_LINE * found
