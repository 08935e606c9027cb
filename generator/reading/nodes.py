"""YAML as plain nodes with their lines: nothing is constructed, resolved or merged. The only module that knows yaml.

What the author wrote stays text all the way (`1.10` is not 1.1, `no` is not false), so nothing is read as what it is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from generator.problems import Location, Problem, quoted

LARGEST = 1_000_000
"""Bytes in a file a person writes; more is refused before it is parsed."""
DEEPEST = 20
"""Levels of nesting; our deepest file has about eight."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
UNSEEN_BREAKS = re.compile("[\u0085\u2028\u2029]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
CONFLICT = re.compile(r"^\s*(<{7}|>{7}|\|{7})(\s|$)")


@dataclass(frozen=True)
class Scalar:
    """One value, as it was written."""

    text: str
    line: int
    plain: bool = True
    commented: bool = False
    """A comment follows on the same line: with plain text, that may be half of a sentence."""

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in NULLS


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: list[Scalar | Sequence | Mapping] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys and their nodes, in the order of the file. Keys are unique: a second one was a problem and is not here."""

    line: int
    entries: dict[str, tuple[Scalar, Scalar | Sequence | Mapping]] = field(default_factory=dict)


Tree = Scalar | Sequence | Mapping


class _Refused(Exception):
    """This file cannot be read any further; carries the problem that says why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def parse(path: str, data: bytes, *, foreign: bool = False) -> tuple[Mapping | None, list[Problem]]:
    """The mapping on top of a YAML file, or None with the problems that stand in the way.

    `foreign` is for a file that is not only ours (mkdocs.yml): tags and anchors are then let by; a value with an alias reads as empty.
    """
    text, problems = _decode(path, data)
    if text is None:
        return None, problems
    builder = _Builder(text.split("\n"), foreign=foreign)
    try:
        top = builder.build(text)
    except _Refused as refusal:
        problems.append(Problem(Location(path, refusal.line), refusal.message))
        top = None
    problems += [Problem(Location(path, line), message) for line, message in builder.found]
    if top is not None and not isinstance(top, Mapping):
        problems.append(
            Problem(
                Location(path, top.line),
                "hier hoort een lijst van 'sleutel: waarde' te staan, geen losse waarde of opsomming",
            )
        )
        top = None
    return top, problems


def _decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    if len(data) > LARGEST:
        return None, [
            Problem(
                Location(path),
                f"het bestand is groter dan {LARGEST // 1000} kB; dat kan geen rubric of scorebestand zijn",
            )
        ]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Problem(Location(path, line), "het bestand is niet in UTF-8 opgeslagen; bewaar als UTF-8")]
    problems = [Problem(Location(path, line), message) for line, message in _unreadable(text)]
    return (None if problems else text), problems


def _unreadable(text: str) -> list[tuple[int, str]]:
    """Characters and marks that would change what the rest of the file means."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if CONFLICT.match(line):
            found.append(
                (
                    number,
                    "hier staat nog een samenvoegconflict van git; kies een van de twee versies en haal de tekens weg",
                )
            )
        if unseen := UNSEEN_BREAKS.search(line):
            found.append(
                (
                    number,
                    f"hier staat een onzichtbare regelscheiding (U+{ord(unseen[0]):04X}); haal die weg en begin zo nodig een nieuwe regel",
                )
            )
        if control := CONTROL.search(line):
            found.append((number, f"hier staat een onzichtbaar stuurteken (U+{ord(control[0]):04X}); haal het weg"))
    return found


class _Builder:
    """Puts the events of the parser together into nodes, without recursion, so that depth costs no stack."""

    def __init__(self, lines: list[str], *, foreign: bool) -> None:
        self.lines = lines
        self.foreign = foreign
        self.found: list[tuple[int, str]] = []
        self.open: list[Sequence | _OpenMapping] = []
        self.top: Tree | None = None
        self.documents = 0

    def build(self, text: str) -> Tree:
        try:
            for event in yaml.parse(text, Loader=LOADER):
                self.take(event)
        except yaml.MarkedYAMLError as error:
            raise _explained(error, self.lines) from error
        except yaml.YAMLError as error:
            raise _Refused(0, "dit is geen leesbare YAML") from error
        if self.top is None or (isinstance(self.top, Scalar) and self.top.is_null):
            raise _Refused(0, "het bestand is leeg")
        return self.top

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1
        self.refuse_machinery(event, line)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _Refused(line, "er staan twee documenten in dit bestand ('---'); maak er twee bestanden van")
            case yaml.ScalarEvent():
                self.add(self.scalar(event, line))
            case yaml.AliasEvent():
                self.add(Scalar("", line))
            case yaml.SequenceStartEvent():
                self.push(Sequence(line))
            case yaml.MappingStartEvent():
                self.push(_OpenMapping(Mapping(line)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.close()

    def refuse_machinery(self, event: yaml.Event, line: int) -> None:
        if self.foreign:
            return
        if getattr(event, "anchor", None) is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise _Refused(
                line,
                f"verwijzingen met & en * mogen hier niet ({quoted(sign + event.anchor)}); schrijf de waarde uit, of zet tekst tussen aanhalingstekens",
            )
        if getattr(event, "tag", None) is not None:
            raise _Refused(
                line,
                f"de aanduiding {quoted(event.tag)} mag hier niet; zet tekst die met ! begint tussen aanhalingstekens",
            )

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        plain = not event.style
        rest = self.lines[event.end_mark.line][event.end_mark.column :] if plain and event.value else ""
        return Scalar(event.value, line, plain, commented=rest.lstrip().startswith("#"))

    def push(self, node: Sequence | _OpenMapping) -> None:
        if len(self.open) >= DEEPEST:
            line = node.line if isinstance(node, Sequence) else node.mapping.line
            raise _Refused(line, f"dit is dieper genest dan {DEEPEST} niveaus; controleer de haakjes en het inspringen")
        self.open.append(node)

    def close(self) -> None:
        done = self.open.pop()
        self.add(done if isinstance(done, Sequence) else done.mapping)

    def add(self, node: Tree) -> None:
        if not self.open:
            self.top = node
        elif isinstance(parent := self.open[-1], Sequence):
            parent.items.append(node)
        else:
            parent.add(node, self.found)


@dataclass
class _OpenMapping:
    """A mapping that is being filled: keys and values arrive in turn."""

    mapping: Mapping
    key: Scalar | None = None

    def add(self, node: Tree, found: list[tuple[int, str]]) -> None:
        if self.key is not None:
            entries = self.mapping.entries
            if self.key.text in entries:
                first = entries[self.key.text][0].line
                found.append(
                    (
                        self.key.line,
                        f"{quoted(self.key.text)} staat hier voor de tweede keer; de eerste keer is op regel {first}. Haal er een weg",
                    )
                )
            else:
                entries[self.key.text] = (self.key, node)
            self.key = None
        elif isinstance(node, Scalar):
            self.key = node
        else:
            raise _Refused(
                node.line, "een sleutel moet één woord zijn; zet tekst die met [ of { begint tussen aanhalingstekens"
            )


LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "er staat een dubbele punt midden in de tekst; zet de tekst tussen aanhalingstekens, of zet de aantekening onder |",
    ),
    (
        "cannot start any token",
        "een waarde kan niet met dit teken beginnen; zet de tekst tussen aanhalingstekens, en spring in met spaties en niet met tabs",
    ),
    ("tab character", "spring in met spaties en niet met tabs"),
    ("while scanning a quoted scalar", "een aanhalingsteken wordt niet gesloten"),
    ("while scanning a block scalar", "de tekst onder | is niet goed ingesprongen"),
    (
        "while scanning a simple key",
        "achter een sleutel ontbreekt de dubbele punt, of de tekst loopt door op een volgende regel; zet de aantekening onder |",
    ),
    ("while parsing a flow", "een haakje { of [ wordt niet gesloten, of er ontbreekt een komma"),
    (
        "expected <block end>",
        "het inspringen klopt niet: zet deze regel even ver naar rechts als de regels waar hij bij hoort",
    ),
    (
        "while parsing a block",
        "het inspringen klopt niet: zet deze regel even ver naar rechts als de regels waar hij bij hoort",
    ),
    (
        "unknown escape character",
        "na een \\ tussen dubbele aanhalingstekens staat een onbekend teken; gebruik enkele aanhalingstekens",
    ),
    ("undefined alias", "verwijzingen met & en * mogen hier niet; zet de tekst tussen aanhalingstekens"),
    ("undefined tag", "een aanduiding met ! mag hier niet; zet de tekst tussen aanhalingstekens"),
)


def _explained(error: yaml.MarkedYAMLError, lines: list[str]) -> _Refused:
    """The parser's complaint in plain Dutch, at the line where the author has to look."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1, len(lines)) if mark else 0
    said = f"{error.context or ''} {error.problem or ''}"
    if "quoted scalar" in said and error.context_mark:
        line = error.context_mark.line + 1
    if line and lines[line - 1][: mark.column + 1 if mark else None].lstrip(" ").startswith("\t"):
        return _Refused(line, "spring in met spaties en niet met tabs")
    for sign, explanation in EXPLANATIONS:
        if sign in said:
            return _Refused(line, explanation)
    return _Refused(line, "dit is geen geldige YAML; controleer de aanhalingstekens en het inspringen")
