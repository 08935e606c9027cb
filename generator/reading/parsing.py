"""From the text of a YAML file to nodes: nothing is constructed, resolved or merged. The only module that knows yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.problems import ENOUGH, Notebook, Problem, quoted
from generator.reading.complaints import Complaint, Last, explained
from generator.reading.nodes import Mapping, Scalar, Sequence
from generator.reading.room import DEEPEST, ORDINARY
from generator.reading.text import UNSEEN, decoded, held_once, unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.reading.nodes import Tree
    from generator.reading.room import Room

BEYOND = re.compile(r"\\U(?!00(0|10))[0-9a-fA-F]{8}")
"""An escape for a character that does not exist."""

LET_BY = re.compile(r"\t|[|>][0-9+-]*#")
"""What libyaml sometimes takes and PyYAML's own parser never."""

REST = re.compile(r"\s*(#|$)")
COMMENT = re.compile(r"[|>][0-9+-]*\s+#")
COMMENT_LINE = re.compile(r"(\s*)#")

Event: TypeAlias = Any
Mark: TypeAlias = Any
"""What PyYAML's parser gives; its own types leave out what each kind holds."""


class Refusal(Exception):  # noqa: N818 - it is no error of ours
    """This file cannot be read any further; says why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def parse(
    path: str, data: bytes, *, foreign: bool = False, room: Room = ORDINARY
) -> tuple[Mapping | None, list[Problem]]:
    """The mapping on top of a YAML file, or None with the problems that stand in the way.

    `foreign` is for a file that is not only ours (mkdocs.yml): comments may stand anywhere, tags and anchors are let by, and
    a value that has a tag or is an alias reads as empty.
    """
    notebook = Notebook(path)
    text = decoded(data, notebook, room)
    top = None
    if text is not None:
        try:
            top = _mapping(text, foreign=foreign, most=room.nodes, notebook=notebook)
        except Refusal as refusal:
            notebook.fault(refusal.line, refusal.message)
    return top, notebook.problems


class Piece(NamedTuple):
    """A text in a YAML file, or where a list or group of keys begins or ends. Lines and columns are counted from 0."""

    kind: str
    """text, list, group or end."""
    start: tuple[int, int]
    end: tuple[int, int]
    text: str = ""
    style: str = ""
    """Of a text its sign, or nothing; of a list or group the brackets, or nothing."""

    @property
    def is_written(self) -> bool:
        """A list or group without brackets has no sign of its own: it begins with the first thing in it."""
        return self.kind == "text" or bool(self.style)


def pieces(text: str) -> Iterator[Piece]:
    """What stands where in a text that `parse` has read without a fault. Between the pieces only signs and comments are left."""
    events: Iterable[Event] = yaml.parse(text, Loader=_Slow)
    for event in events:
        start, end = (event.start_mark.line, event.start_mark.column), (event.end_mark.line, event.end_mark.column)
        match event:
            case ScalarEvent():
                yield Piece("text", start, end, event.value, event.style or "")
            case SequenceStartEvent():
                yield Piece("list", start, end, style="[]" if event.flow_style else "")
            case MappingStartEvent():
                yield Piece("group", start, end, style="{}" if event.flow_style else "")
            case SequenceEndEvent() | MappingEndEvent():
                yield Piece("end", start, end)


def _mapping(text: str, *, foreign: bool, most: int, notebook: Notebook) -> Mapping:
    builder = _built(text, foreign=foreign, most=most)
    for line, message in builder.found:
        notebook.fault(line, message)
    top = builder.top
    if top is None or (isinstance(top, Scalar) and top.is_null):
        raise Refusal(0, "het bestand is leeg; vul het in of haal het weg")
    if not isinstance(top, Mapping):
        raise Refusal(top.line, "hier horen regels met 'sleutel: waarde' te staan, geen losse tekst of lijst")
    return top


def _built(text: str, *, foreign: bool, most: int) -> _Builder:
    """The builder, done.

    libyaml is fast and is tried first. Where it objects or lets something by, PyYAML's own parser decides, so that a file reads
    the same on every machine, also on one without libyaml.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    has_tags = foreign and "!" in text  # of which libyaml takes odder ones
    if fast is not None and not has_tags and not LET_BY.search(text):
        builder = _Builder(text, foreign=foreign, most=most)
        try:
            builder.build(fast)
        except yaml.YAMLError:
            pass
        else:
            return builder
    builder = _Builder(text, foreign=foreign, most=most)
    try:
        builder.build(_Slow)
    except yaml.MarkedYAMLError as error:
        raise Refusal(*explained(builder.complaint(error))) from error
    except ValueError as error:
        raise Refusal(
            builder.beyond(), "een \\U tussen aanhalingstekens geeft hier geen teken; haal het weg"
        ) from error
    return builder


class _Slow(yaml.SafeLoader):
    """PyYAML's own parser, taught one thing that libyaml knows: between brackets a text may have a question mark in it."""

    in_plain = False

    def scan_plain(self) -> yaml.ScalarToken:
        self.in_plain = True
        try:
            return super().scan_plain()
        finally:
            self.in_plain = False

    def peek(self, index: int = 0) -> str:
        char = super().peek(index)
        return "x" if self.in_plain and char == "?" else char


@dataclass
class _Level:
    """A list or mapping that is being filled; in a mapping keys and values arrive in turn."""

    node: Sequence | Mapping
    column: int
    key: Scalar | None = None


class _Builder:
    """Puts the events of the parser together into nodes, without recursion, so that depth costs no stack."""

    def __init__(self, text: str, *, foreign: bool, most: int) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.foreign = foreign
        self.most = most
        self.has_comments = "#" in text and not foreign
        self.has_escapes = "\\" in text
        self.found: list[tuple[int, str]] = []
        self.levels: list[_Level] = []
        self.top: Tree | None = None
        self.documents = 0
        self.number = 0
        self.line = 0
        self.last: tuple[str, int, int, bool] | None = None

    def build(self, loader: type) -> None:
        for event in iter(loader(self.text).get_event, None):
            self.line = event.start_mark.line + 1
            self.number += 1
            if self.number > self.most:
                raise Refusal(0, f"er staan meer dan {self.most} teksten en lijsten in dit bestand; kort het in")
            self.take(event)

    def take(self, event: Event) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self.refuse_machinery(event, event.tag)
            self.add(self.scalar(event))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self.add(self.levels.pop().node)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self.refuse_machinery(event, event.tag)
            node = Mapping if kind is MappingStartEvent else Sequence
            self.push(_Level(node(self.line), event.start_mark.column))
        elif kind is AliasEvent:
            self.refuse_machinery(event, None)
            self.add(Scalar("", self.line))
        elif kind is DocumentStartEvent:
            self.documents += 1
        if self.documents > 1:
            raise Refusal(self.line, "hier begint een tweede document ('---'); maak er twee bestanden van")

    def refuse_machinery(self, event: Event, tag: str | None) -> None:
        if self.foreign or (event.anchor is None and tag is None):
            return
        sign = "!" if event.anchor is None else "*" if type(event) is AliasEvent else "&"
        raise Refusal(self.line, f"een waarde kan niet met {sign} beginnen; zet tekst tussen aanhalingstekens")

    def scalar(self, event: Event) -> Scalar:
        style = event.style or ""
        is_cut = self.has_comments and self.is_cut(event.start_mark, event.end_mark, style)
        self.last = style, event.start_mark.line, event.end_mark.line, is_cut
        text = "" if self.foreign and event.tag is not None else event.value
        if style == '"' and self.has_escapes and (found := UNSEEN.search(text)):  # only an escape can stand for it
            self.found.append((self.line, f"in deze tekst staat {unseen(found[0])}"))
        return Scalar(held_once(text), self.line, not style, is_cut)

    def is_cut(self, start: Mark, end: Mark, style: str) -> bool:
        """Whether a text is next to a comment that may have been meant as more of it.

        That is one on the same line as plain text or as the sign | or >, or one on a next line that is set in as the text is.
        One that stands below the key itself is what comments are for.
        """
        if style in ("'", '"'):
            return False
        if style:
            header = COMMENT.match(self.lines[start.line], start.column)
            return header is not None or self.is_set_in(end.line + (end.column > 0))
        rest = REST.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        return rest is not None and (rest[1] == "#" or self.is_set_in(end.line + 1))

    def is_set_in(self, index: int) -> bool:
        """Whether the next line that holds something is a comment, further to the right than the key."""
        while index < len(self.lines) and not self.lines[index].strip():
            index += 1
        comment = COMMENT_LINE.match(self.lines[index]) if index < len(self.lines) else None
        return comment is not None and bool(self.levels) and len(comment[1]) > self.levels[-1].column

    def push(self, level: _Level) -> None:
        if len(self.levels) >= DEEPEST:
            raise Refusal(
                self.line, f"hier zitten meer dan {DEEPEST} niveaus in elkaar; controleer de haakjes en het inspringen"
            )
        self.levels.append(level)

    def add(self, node: Tree) -> None:
        if not self.levels:
            self.top = node
            return
        level = self.levels[-1]
        if isinstance(level.node, Sequence):
            level.node.items.append(node)
        elif level.key is not None:
            self.enter(level.node, level.key, node)
            level.key = None
        elif isinstance(node, Scalar):
            level.key = node
        else:
            raise Refusal(
                node.line, "een sleutel moet één woord zijn; zet tekst die met [ of { begint tussen aanhalingstekens"
            )

    def enter(self, mapping: Mapping, key: Scalar, node: Tree) -> None:
        if isinstance(node, Scalar) and node.plain and not node.text:
            node = replace(node, line=key.line)  # where nothing stands, the parsers differ on where that is
        first = mapping.entries.setdefault(key.text, (key, node))[0]
        if first is not key and len(self.found) <= ENOUGH:
            self.found.append(
                (
                    key.line,
                    f"{quoted(key.text)} staat hier voor de tweede keer; de eerste keer is op regel {first.line}. Haal er een weg",
                )
            )

    def complaint(self, error: yaml.MarkedYAMLError) -> Complaint:
        context, place = error.context_mark, error.problem_mark or error.context_mark
        line, column = (place.line, place.column) if place else (0, 0)
        said = f"{error.context or ''}: {error.problem or ''}"
        last = Last(*self.last) if self.last else None
        return Complaint(said, line, column, context.line if context else line, self.lines, last)

    def beyond(self) -> int:
        return next((number for number, line in enumerate(self.lines, start=1) if BEYOND.search(line)), self.line)
