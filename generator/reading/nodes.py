"""YAML as plain nodes with their lines: nothing is constructed, resolved or merged. The only module that knows yaml.

What the author wrote stays text all the way (`1.10` is not 1.1, `no` is not false), so nothing is read as what it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from generator.problems import Notebook, Problem, quoted
from generator.reading.complaints import Complaint, Last, explained
from generator.reading.text import UNSEEN, decoded, unseen

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 20
"""Levels of nesting; our deepest file has about eight."""

BEYOND = re.compile(r"\\U(?!00(0|10))[0-9a-fA-F]{8}")
"""An escape for a character that does not exist."""

REST = re.compile(r"\s*(#|$)")
COMMENT = re.compile(r"[|>][0-9+-]*\s+#")
COMMENT_LINE = re.compile(r"(\s*)#")

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as it was written."""

    text: str
    line: int
    plain: bool = True
    cut: bool = False
    """A comment follows that may well have been meant as text: `groep #7` ends before the #."""

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: list[Scalar | Sequence | Mapping] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their nodes, in the order of the file. Keys are unique: a second one was a problem and is not here."""

    line: int
    entries: dict[str, tuple[Scalar, Scalar | Sequence | Mapping]] = field(default_factory=dict)


Tree = Scalar | Sequence | Mapping
Event: TypeAlias = Any
Mark: TypeAlias = Any
"""What PyYAML's parser gives; its own types leave out what each kind holds."""


class Refusal(Exception):  # noqa: N818 - it is no error of ours
    """This file cannot be read any further; says why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def parse(path: str, data: bytes, *, foreign: bool = False) -> tuple[Mapping | None, list[Problem]]:
    """The mapping on top of a YAML file, or None with the problems that stand in the way.

    `foreign` is for a file that is not only ours (mkdocs.yml): comments may stand anywhere, tags and anchors are let by, and
    a value that has a tag or is an alias reads as empty.
    """
    notebook = Notebook(path)
    text = decoded(data, notebook)
    top = None
    if text is not None:
        try:
            top = _mapping(text, foreign=foreign, notebook=notebook)
        except Refusal as refusal:
            notebook.fault(refusal.line, refusal.message)
    return top, notebook.problems


def _mapping(text: str, *, foreign: bool, notebook: Notebook) -> Mapping:
    builder = _built(text, foreign=foreign)
    for line, message in builder.found:
        notebook.fault(line, message)
    top = builder.top
    if top is None or (isinstance(top, Scalar) and top.is_null):
        raise Refusal(0, "het bestand is leeg; vul het in of haal het weg")
    if not isinstance(top, Mapping):
        raise Refusal(top.line, "hier horen regels met 'sleutel: waarde' te staan, geen losse tekst of lijst")
    return top


def _built(text: str, *, foreign: bool) -> _Builder:
    """The builder, done.

    libyaml is fast and is tried first. Where it objects PyYAML's own parser decides, so that every machine says the same; it
    also gets every text with a tab in it, as libyaml lets some tabs by.
    """
    fast = getattr(yaml, "CSafeLoader", None)
    if fast is not None and "\t" not in text:
        builder = _Builder(text, foreign=foreign)
        try:
            builder.build(fast)
        except yaml.YAMLError:
            pass
        else:
            return builder
    builder = _Builder(text, foreign=foreign)
    try:
        builder.build(yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise Refusal(*explained(builder.complaint(error))) from error
    except ValueError as error:
        raise Refusal(
            builder.beyond(), "een \\U tussen aanhalingstekens geeft hier geen teken; haal het weg"
        ) from error
    return builder


@dataclass
class _Level:
    """A list or mapping that is being filled; in a mapping keys and values arrive in turn."""

    node: Sequence | Mapping
    column: int
    key: Scalar | None = None


class _Builder:
    """Puts the events of the parser together into nodes, without recursion, so that depth costs no stack."""

    def __init__(self, text: str, *, foreign: bool) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.foreign = foreign
        self.found: list[tuple[int, str]] = []
        self.levels: list[_Level] = []
        self.top: Tree | None = None
        self.documents = 0
        self.line = 0
        self.last: Last | None = None

    def build(self, loader: type) -> None:
        events: Iterable[Event] = yaml.parse(self.text, Loader=loader)
        for event in events:
            self.line = event.start_mark.line + 1
            self.refuse_machinery(event)
            self.take(event)

    def take(self, event: Event) -> None:
        column: int = event.start_mark.column
        match event:
            case yaml.DocumentStartEvent():
                self.document()
            case yaml.ScalarEvent():
                self.add(self.scalar(event))
            case yaml.AliasEvent():
                self.add(Scalar("", self.line))
            case yaml.SequenceStartEvent():
                self.push(_Level(Sequence(self.line), column))
            case yaml.MappingStartEvent():
                self.push(_Level(Mapping(self.line), column))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.add(self.levels.pop().node)

    def document(self) -> None:
        self.documents += 1
        if self.documents > 1:
            raise Refusal(self.line, "hier begint een tweede document ('---'); maak er twee bestanden van")

    def refuse_machinery(self, event: Event) -> None:
        if self.foreign:
            return
        if getattr(event, "anchor", None) is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise Refusal(
                self.line,
                f"verwijzingen met & en * mogen hier niet ({quoted(sign + event.anchor)}); schrijf de waarde uit, of zet tekst tussen aanhalingstekens",
            )
        if getattr(event, "tag", None) is not None:
            raise Refusal(
                self.line,
                f"de aanduiding {quoted(event.tag)} mag hier niet; zet tekst die met ! begint tussen aanhalingstekens",
            )

    def scalar(self, event: Event) -> Scalar:
        start, end, style = event.start_mark, event.end_mark, event.style or ""
        is_cut = not self.foreign and self.is_cut(start, end, style)
        self.last = Last(style, start.line, end.line, is_cut)
        text = "" if self.foreign and event.tag is not None else event.value
        if found := UNSEEN.search(text):
            self.found.append((self.line, f"in deze tekst staat {unseen(found[0])}"))
        return Scalar(text, self.line, not style, is_cut)

    def is_cut(self, start: Mark, end: Mark, style: str) -> bool:
        """Whether a text is next to a comment that may have been meant as more of it.

        That is one on the same line as plain text or as the sign | or >, or one on a next line that is set in as the text is.
        One that stands below the key itself is what comments are for.
        """
        if style in ("'", '"'):
            return False
        if style:
            header = COMMENT.match(self.lines[start.line], start.column)
            return header is not None or self.is_set_in(end.line)
        rest = REST.match(self.lines[end.line], end.column)
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
                self.line, f"hier zit meer dan {DEEPEST} niveaus in elkaar; controleer de haakjes en het inspringen"
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
        first = mapping.entries.setdefault(key.text, (key, node))[0]
        if first is not key:
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
        return Complaint(said, line, column, context.line if context else line, self.lines, self.last)

    def beyond(self) -> int:
        return next((number for number, line in enumerate(self.lines, start=1) if BEYOND.search(line)), self.line)
