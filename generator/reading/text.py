"""The bytes of a file as text: UTF-8, with nothing unseen in it that would change what it says."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING

from generator.reading.room import ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problems import Notebook
    from generator.reading.room import Room

NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
UNSEEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff{NONCHARACTERS}]")
"""What no text may hold: it cannot be seen, it cannot be shown, or it ends a line for one program and not for another."""
SHORT = 24
"""Characters of what may be a key, an id or a choice."""
LINE_BREAKS = frozenset("\x0b\x0c\x0d\x85\u2028\u2029")

NOT_UTF8 = "het bestand is niet in UTF-8 opgeslagen; open het in je tekstprogramma en bewaar als UTF-8"

CONFLICT_START = re.compile(r"\s*<{7}(\s|$)")
CONFLICT_END = re.compile(r"\s*>{7}(\s|$)")
TAB_INDENT = re.compile(r" *\t")


def decoded(data: bytes, notebook: Notebook, room: Room = ORDINARY) -> str | None:
    """The text with a newline for every line end, or None after saying in the notebook why it cannot be read."""
    if len(data) > room.bytes:
        notebook.fault(0, f"het bestand is groter dan {room.bytes // 1000} kB; kort het in")
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        _not_utf8(data, error.start, notebook)
        return None
    if "\0" in text:
        _not_utf8(data, data.index(0), notebook)
        return None
    if text.count("\n") >= room.lines:
        notebook.fault(0, f"het bestand heeft meer dan {room.lines} regels; kort het in")
        return None
    if _is_odd(text):
        lines = text.split("\n")
        for find in (_conflicts, _unseen, _tabs):
            for line, message in find(lines):
                notebook.fault(line, message)
    return None if notebook.problems else text


def held_once(text: str) -> str:
    """The same text, once in memory where it is short: all score files have the same keys."""
    return intern(text) if len(text) <= SHORT else text


def _is_odd(text: str) -> bool:
    """Whether there may be a line to remark upon; most files have none, and a look at the whole is quick."""
    return not text.replace("\n", "").isprintable() or "<<<<<<<" in text or ">>>>>>>" in text


def _not_utf8(data: bytes, place: int, notebook: Notebook) -> None:
    line = data.count(b"\n", 0, place) + 1
    notebook.fault(line, NOT_UTF8)


def _conflicts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """One for each conflict: at its first mark, or at the last one when only that was left behind."""
    is_open = False
    for number, line in enumerate(lines, start=1):
        starts, ends = CONFLICT_START.match(line), CONFLICT_END.match(line)
        if starts or (ends and not is_open):
            yield number, "hier staat een samenvoegconflict van git; kies een van de twee versies en haal de tekens weg"
        is_open = bool(starts) or (is_open and not ends)


def _unseen(lines: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        if found := UNSEEN.search(line):
            yield number, f"hier staat {unseen(found[0])}"


def unseen(char: str) -> str:
    """What to say of a character that cannot be seen."""
    code = f"U+{ord(char):04X}"
    if char in LINE_BREAKS:
        return f"een onzichtbare regelscheiding ({code}); haal die weg en begin zo nodig een nieuwe regel"
    return f"een onzichtbaar teken ({code}); haal het weg"


def _tabs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """One for the whole file, as a file with one such line mostly has many."""
    numbers = [number for number, line in enumerate(lines, start=1) if TAB_INDENT.match(line)]
    if numbers:
        more = len(numbers) - 1
        also = f" (en nog {more} {'regel' if more == 1 else 'regels'})" if more else ""
        yield numbers[0], f"deze regel{also} is met een tab ingesprongen; gebruik alleen spaties"
