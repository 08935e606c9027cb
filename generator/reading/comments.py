"""Where everything stands in the text of a YAML file, and to what each comment in it belongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.reading.parsing import pieces

if TYPE_CHECKING:
    from generator.reading.parsing import Piece

Keys = tuple[str | int, ...]
"""The way to a thing, from the top: ("scores", "1.2", "aantekening"), ("afspraken", 0, "wat")."""
Side = Literal["top", "above", "behind", "below", "inside", "end"]
"""Of a thing: on a line above it, behind it, on a line below it, or on the last line inside it. Or at either end of the file."""


@dataclass
class Place:
    """Where a key with its value stands, or an item of a list. Lines and columns are counted from 0."""

    first: int
    last: int
    column: int
    is_between_brackets: bool
    kind: str = ""
    style: str = ""
    text: str = ""

    @property
    def is_block(self) -> bool:
        """Its value is a list or group on lines of its own."""
        return self.kind in ("list", "group") and not self.style


class Comment(NamedTuple):
    """What was remarked, and beside which thing."""

    text: str
    side: Side
    keys: Keys = ()


@dataclass
class _Level:
    """A list or group that is being gone through."""

    keys: Keys
    column: int
    is_list: bool
    has_brackets: bool
    last: str | int = -1
    is_key_next: bool = True

    def next(self, piece: Piece) -> Keys:
        """Whose piece comes now."""
        if isinstance(self.last, int) and self.is_list:
            self.last += 1
        elif self.is_key_next:
            self.last = piece.text
        self.is_key_next = not self.is_key_next
        return (*self.keys, self.last)


class _Around(NamedTuple):
    """What stands before a stretch of text without pieces."""

    line: int = 0
    column: int = 0
    keys: Keys = ()
    levels: tuple[tuple[int, Keys], ...] = ()
    """The columns of the levels without brackets, and whose they are."""


@dataclass
class Outline:
    """The places in one text by their keys, in its order, and its comments."""

    lines: list[str]
    places: dict[Keys, Place] = field(default_factory=dict)
    inside: dict[Keys, list[Keys]] = field(default_factory=dict)
    """The things right inside each list or group, in their order."""
    comments: list[Comment] = field(default_factory=list)


def outline(text: str) -> Outline:
    """Of a text that is read without a fault."""
    return _Walk(text).whole()


class _Walk:
    """Goes through a text once, from piece to piece; in between are the comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Outline(text.split("\n"))
        self.levels: list[_Level] = []
        self.before = _Around()
        self.next: tuple[Keys, int] | None = None

    def whole(self) -> Outline:
        for piece in pieces(self.text):
            if piece.kind == "end":
                self.close(piece)
            else:
                self.begin(piece)
        self.next = None
        self.between((len(self.found.lines), 0))
        return self.found

    def begin(self, piece: Piece) -> None:
        keys = self.levels[-1].next(piece) if self.levels else ()
        self.enter(keys, piece)
        if piece.is_written:
            self.between(piece.start)
        if piece.kind != "text":
            self.levels.append(_Level(keys, piece.start[1], piece.kind == "list", bool(piece.style)))
        if piece.is_written:
            self.passed(keys, piece)

    def close(self, piece: Piece) -> None:
        level = self.levels.pop()
        if level.has_brackets:
            self.next = self.next or (level.keys, self.column)
            self.between(piece.start)
            self.passed(level.keys, piece)

    @property
    def column(self) -> int:
        return self.levels[-1].column if self.levels else 0

    def enter(self, keys: Keys, piece: Piece) -> None:
        """The first thing that begins after the last piece is what a comment between them stands above."""
        is_new = bool(keys) and keys not in self.found.places
        if is_new or piece.is_written:
            self.next = self.next or (keys, self.column)
        if is_new:
            self.found.inside.setdefault(keys[:-1], []).append(keys)
        line = piece.start[0]
        is_inside = bool(self.levels) and self.levels[-1].has_brackets
        place = self.found.places.setdefault(keys, Place(line, line, self.column, is_inside))
        place.kind, place.style, place.text = piece.kind, piece.style, piece.text

    def passed(self, keys: Keys, piece: Piece) -> None:
        """Remember how far we are; all that this piece is part of reaches at least as far."""
        line, column = piece.end
        for size in range(len(keys) + 1):
            self.found.places[keys[:size]].last = line if column else line - 1
        levels = [(level.column, level.keys) for level in self.levels if not level.has_brackets]
        self.before = _Around(line, column, keys, tuple(levels))
        self.next = None

    def between(self, until: tuple[int, int]) -> None:
        """The comments from the last piece up to the next one."""
        found = []
        last_blank = -1
        for number in range(self.before.line, min(until[0] + 1, len(self.found.lines))):
            line = self.found.lines[number]
            start = self.before.column if number == self.before.line else 0
            place = line.find("#", start, until[1] if number == until[0] else None)
            if not line.strip():
                last_blank = number
            if place >= 0:
                found.append((number, place))
        for number, place in found:
            is_top = not self.before.keys and number < last_blank
            side, of = ("top", ()) if is_top else self.home(number, place)
            self.found.comments.append(Comment(self.found.lines[number][place:].rstrip(), side, of))

    def home(self, line: int, place: int) -> tuple[Side, Keys]:
        """To what a comment belongs: what it is behind, else what it is above, unless it is set in further than that."""
        before, (keys, column) = self.before, self.next or ((), 0)
        is_alone = not self.found.lines[line][:place].strip()
        if before.keys and not is_alone and line == before.line and before.column:
            return "behind", before.keys
        deeper = [whose for own, whose in before.levels if column < own <= place]
        if is_alone and deeper:
            return "inside", deeper[-1]
        return ("above", keys) if self.next else ("end", ())
