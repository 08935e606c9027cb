"""Sharing out room: who gets how many lines, and a text cut to the lines it gets."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Sequence

CUT = "…"
SENTENCE_END = re.compile(r"[.!?]['\"’”)]?(?=\s)")


def shares(room: int, wants: Sequence[int]) -> list[int]:
    """What each gets of the room: who wants little gets all of it, and the others share the rest evenly."""
    given = [0] * len(wants)
    waiting = sorted(range(len(wants)), key=lambda number: wants[number])
    while waiting:
        number = waiting[0]
        given[number] = min(wants[number], room // len(waiting))
        room -= given[number]
        del waiting[0]
    return given


def weighed_shares(room: int, wants: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The same, where one with twice the weight gets twice as much of what is not enough."""
    parts = [
        want * (part + 1) // weight - want * part // weight
        for want, weight in zip(wants, weights, strict=True)
        for part in range(weight)
    ]
    given = iter(shares(room, parts))
    return [sum(islice(given, weight)) for weight in weights]


def lines_of(text: str, columns: int) -> int:
    """About how many lines a text takes."""
    return sum(_lines(paragraph, columns) for paragraph in text.split("\n"))


def _lines(paragraph: str, columns: int) -> int:
    return max(1, -(-_width(paragraph) // columns))


def cut(text: str, columns: int, lines: int) -> str:
    """The text itself when it fits; else its beginning, up to the end of a word where there is one, and …; it never ends in the middle of a letter."""
    if lines_of(text, columns) <= lines:
        return text
    kept: list[str] = []
    for paragraph in text.split("\n"):
        needed = _lines(paragraph, columns)
        if needed >= lines:
            kept.append(_beginning(paragraph, columns * lines - 2))
            break
        kept.append(paragraph)
        lines -= needed
    return f"{_whole_sentences(chr(10).join(kept).rstrip())} {CUT}"


def _whole_sentences(text: str) -> str:
    """Up to the end of a sentence where that costs less than half: half a sentence can say the opposite."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    return text[: ends[-1]].rstrip() if ends and ends[-1] * 2 > len(text) else text


def cut_line(text: str, columns: int) -> str:
    """One line of at most so many characters."""
    return text if _width(text) <= columns else f"{_beginning(text, columns - 2)} {CUT}"


def _beginning(text: str, columns: int) -> str:
    """At most so wide, up to the end of a word where that costs less than half."""
    columns = max(0, columns)
    part = text[:columns]
    while _width(part) > columns:
        part = part[: len(part) * columns // _width(part)]
    if part == text:
        return text
    words = part.rpartition(" ")[0]
    return words if len(words) * 2 > len(part) else part


def _width(text: str) -> int:
    """In the width of a Latin letter; those of East Asia are twice as wide."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
