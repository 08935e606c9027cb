"""The text of a register with one person more or one less: every other character stays as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.reading.kept_comments import plain
from generator.reading.nodes import NULLS
from generator.reading.parsing import pieces
from generator.rendering.scorebestand import inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.register import InternBegeleider

KEY = "ib_ers"
BOM = "\ufeff"
INDENT = 2
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
COMMENT = re.compile(r"( *)#")
REST = re.compile(r"\s*,?\s*(?:#.*)?\s*", re.DOTALL)
"""What may stand behind a person between brackets, up to the end of the line."""


def with_entry(text: str, ib_er: InternBegeleider) -> str:
    """The same text with one person more: the last one on lines, the first one between brackets.

    Of a text that is read without a fault. Where nobody can be put, as behind the word null, it comes back as it was.
    """
    sheet = _Sheet(text)
    if sheet.key is None or sheet.people is None:
        return sheet.put(len(sheet.lines), [f"{KEY}:", *_lines(ib_er, INDENT)])
    entries = sheet.entries()
    if sheet.people.style == "{}":
        return sheet.put_between([*entries.values()], sheet.people, _between(ib_er))
    if sheet.people.is_word:
        return text
    last = [*entries.values()][-1] if entries else sheet.key
    column = last.start[1] if entries else INDENT
    return sheet.put(sheet.below(last), _lines(ib_er, column))


def without_entry(text: str, id: str) -> str:
    """The same text without one person, and without what was remarked inside their lines.

    Where a remark between brackets may be about this person or about another, it comes back as it was.
    """
    sheet = _Sheet(text)
    entries = sheet.entries()
    if id not in entries:
        return text
    entry = entries[id]
    if sheet.people is not None and sheet.people.style == "{}":
        return sheet.take_between([*entries.values()], entry)
    return sheet.take(entry.start[0], sheet.below(entry))


# --- What is written


def _lines(ib_er: InternBegeleider, column: int) -> list[str]:
    indent = " " * column
    said = [f"{indent}  {key}: {value}" for key, value in _said(ib_er)]
    return [f"{indent}{inline(ib_er.id)}:", *said] if said else [f"{indent}{inline(ib_er.id)}: {{}}"]


def _between(ib_er: InternBegeleider) -> str:
    said = ", ".join(f"{key}: {value}" for key, value in _said(ib_er))
    return f"{inline(ib_er.id)}: {{{said}}}"


def _said(ib_er: InternBegeleider) -> Iterator[tuple[str, str]]:
    texts = {"naam": ib_er.name, "school": ib_er.school, "aanstelling": ib_er.aanstelling}
    yield from ((key, inline(text)) for key, text in texts.items() if text)
    days = {"in_dienst": ib_er.employed_from, "uit_dienst": ib_er.employed_until}
    yield from ((key, day.isoformat()) for key, day in days.items() if day)


# --- Where it stands


@dataclass
class _Node:
    """A text, list or group, and where it stands: lines and columns, counted from 0."""

    start: tuple[int, int]
    end: tuple[int, int]
    style: str
    text: str = ""
    inside: list[_Node] = field(default_factory=list)

    @property
    def pairs(self) -> Iterator[tuple[_Node, _Node]]:
        return zip(self.inside[::2], self.inside[1::2], strict=True)

    @property
    def is_word(self) -> bool:
        """A null that somebody wrote out."""
        return not self.inside and self.text in NULLS - {""}

    @property
    def last(self) -> int:
        """What ends where a line begins, ends on the line before."""
        line, column = self.end
        return line if column else line - 1


def _tree(text: str) -> _Node:
    """The group on top. Without brackets a group ends with the last thing in it."""
    top = _Node((0, 0), (0, 0), "")
    levels = [top]
    end = (0, 0)
    for piece in pieces(text):
        if piece.kind == "end":
            node = levels.pop()
            node.end = end = piece.end if node.style else end
            continue
        end = piece.end if piece.is_written and piece.start != piece.end else end
        node = _Node(piece.start, end, piece.style, piece.text)
        levels[-1].inside.append(node)
        if piece.kind != "text":
            levels.append(node)
    return top.inside[0]


class _Sheet:
    """A text by its lines, each with its own line end, and where the people of the register stand in it."""

    def __init__(self, text: str) -> None:
        self.mark = BOM if text.startswith(BOM) else ""
        self.text = text.removeprefix(BOM)
        self.lines = [line for line in LINE.findall(self.text) if line]
        self.key: _Node | None = None
        self.people: _Node | None = None
        for key, value in _tree(plain(self.text)).pairs:
            if key.text == KEY:
                self.key, self.people = key, value

    def entries(self) -> dict[str, _Node]:
        """From the key up to the end of what stands there."""
        people = self.people.pairs if self.people else ()
        return {key.text: _Node(key.start, max(key.end, value.end), "") for key, value in people}

    def offset(self, place: tuple[int, int]) -> int:
        line, column = place
        return sum(map(len, self.lines[:line])) + column

    def changed(self, start: int, end: int, new: str) -> str:
        return f"{self.mark}{self.text[:start]}{new}{self.text[end:]}"

    def below(self, entry: _Node) -> int:
        """The first line that is no part of something; a comment that is set in further than it, is."""
        after = entry.last + 1
        for number in range(after, len(self.lines)):
            comment = COMMENT.match(self.lines[number])
            if comment and len(comment[1]) > entry.start[1]:
                after = number + 1
            elif self.lines[number].strip():
                break
        return after

    def put(self, at: int, new: list[str]) -> str:
        """Lines before another line, with the line ends of the text. Where its last line has none, that stays so."""
        start, end = self.offset((at, 0)), self.line_end()
        if at and not _is_ended(self.lines[at - 1]):
            return self.changed(start, start, "".join(f"{end}{line}" for line in new))
        return self.changed(start, start, "".join(f"{line}{end}" for line in new))

    def take(self, first: int, after: int) -> str:
        start, end = self.offset((first, 0)), self.offset((after, 0))
        if first and not _is_ended(self.lines[after - 1]):
            before = self.lines[first - 1]
            start -= len(before) - len(before.rstrip("\r\n"))
        return self.changed(start, end, "")

    def put_between(self, entries: list[_Node], people: _Node, new: str) -> str:
        """As the first: on a line of its own where the others have theirs."""
        line, column = people.start
        if entries and entries[0].start[0] > line and REST.fullmatch(self.lines[line][column + 1 :]):
            return self.put(line + 1, [f"{' ' * entries[0].start[1]}{new},"])
        start = self.offset(people.start) + 1
        return self.changed(start, start, new + (", " if entries else ""))

    def take_between(self, entries: list[_Node], entry: _Node) -> str:
        if self.has_own_lines(entry):
            return self.take(entry.start[0], entry.last + 1)
        number = entries.index(entry)
        start, end = self.offset(entry.start), self.offset(entry.end)
        if number + 1 < len(entries):
            end = self.offset(entries[number + 1].start)
        elif number:
            start = self.offset(entries[number - 1].end)
        is_clear = "#" not in self.text[start : self.offset(entry.start)] + self.text[self.offset(entry.end) : end]
        return self.changed(start, end, "") if is_clear else f"{self.mark}{self.text}"

    def has_own_lines(self, entry: _Node) -> bool:
        """With nobody else on them, so that what is remarked there is about this person."""
        before = self.lines[entry.start[0]][: entry.start[1]]
        return not before.strip() and bool(REST.fullmatch(self.lines[entry.end[0]][entry.end[1] :]))

    def line_end(self) -> str:
        first = self.lines[0] if self.lines else ""
        return first[len(first.rstrip("\r\n")) :] or "\n"


def _is_ended(line: str) -> bool:
    return line.endswith(("\r", "\n"))
