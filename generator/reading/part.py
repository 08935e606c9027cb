"""One mapping of a file while it is being read: each key is asked for by name, and what is never asked for is unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator.problems import Location, Problem, nearest, quoted
from generator.reading.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.reading.nodes import Tree

LINE_LIMIT = 300
"""Characters in a title or a name."""
TEXT_LIMIT = 4_000
"""Characters in a note or another free text."""

ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Notebook:
    """Where the problems of one file are written down."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def fault(self, line: int, message: str) -> None:
        self.problems.append(Problem(Location(self.path, line), message))

    def note(self, line: int, message: str) -> None:
        self.problems.append(Problem(Location(self.path, line), message, "let op"))


def is_safe_id(text: str) -> bool:
    """Whether this can be a file name, a piece of a URL and an anchor on every system."""
    return bool(ID.fullmatch(text)) and ".." not in text and text.split(".")[0].lower() not in RESERVED


class Part:
    """A mapping in the hands of its reader. Wrong values are written in the notebook and read as empty."""

    def __init__(self, mapping: Mapping, notebook: Notebook) -> None:
        self.mapping = mapping
        self.notebook = notebook
        self.line = mapping.line
        self.asked: list[str] = []

    def take(self, key: str, *, required: bool = False) -> Tree | None:
        """The node at a key; None when it is absent or null."""
        self.asked.append(key)
        entry = self.mapping.entries.get(key)
        if entry is None or (isinstance(entry[1], Scalar) and entry[1].is_null):
            if required:
                self.notebook.fault(entry[0].line if entry else self.line, f"{quoted(key)} ontbreekt; vul het in")
            return None
        return entry[1]

    def line_of(self, key: str) -> int:
        entry = self.mapping.entries.get(key)
        return entry[0].line if entry else self.line

    def fault(self, key: str, message: str) -> None:
        """Write down a problem at a key of this part."""
        self.notebook.fault(self.line_of(key), message)

    def done(self) -> None:
        """Every key that nobody asked for is unknown."""
        for text, (key, _) in self.mapping.entries.items():
            if text not in self.asked:
                self.notebook.fault(
                    key.line,
                    f"onbekende sleutel {quoted(text)}.{nearest(text, self.asked)} Mogelijk zijn: {', '.join(self.asked)}",
                )

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        node = self.take(key, required=required)
        if node is None or isinstance(node, Scalar):
            return node
        self.notebook.fault(node.line, f"bij {quoted(key)} hoort één waarde, geen lijst of groep")
        return None

    def text(self, key: str, *, required: bool = False, limit: int = LINE_LIMIT) -> str:
        """Text on one line: a title, a name."""
        node = self.scalar(key, required=required)
        return "" if node is None else checked_text(node, key, self.notebook, limit=limit, one_line=True)

    def long_text(self, key: str, *, required: bool = False) -> str:
        """Free text that may have lines."""
        node = self.scalar(key, required=required)
        return "" if node is None else checked_text(node, key, self.notebook)

    def id(self, key: str, *, required: bool = True) -> str:
        node = self.scalar(key, required=required)
        return "" if node is None else checked_id(node, key, self.notebook)

    def choice(self, key: str, options: Iterable[str], *, required: bool = False) -> str:
        options = tuple(options)
        node = self.scalar(key, required=required)
        return "" if node is None else checked_choice(node, key, options, self.notebook)

    def yes_no(self, key: str) -> bool | None:
        """True, False, or None when nothing was said."""
        node = self.scalar(key)
        if node is None:
            return None
        if node.text in ("ja", "true"):
            return True
        if node.text not in ("nee", "false"):
            self.notebook.fault(node.line, f"bij {quoted(key)} hoort ja of nee, niet {quoted(node.text)}")
            return None
        return False

    def date(self, key: str, *, required: bool = False) -> date | None:
        node = self.scalar(key, required=required)
        return None if node is None else checked_date(node, key, self.notebook)

    def part(self, key: str, *, required: bool = False) -> Part | None:
        node = self.take(key, required=required)
        return None if node is None else as_part(node, key, self.notebook)

    def parts(self, key: str, *, required: bool = False) -> list[Part]:
        """A list of mappings."""
        found = (as_part(node, key, self.notebook) for node in self.items(key, required=required))
        return [part for part in found if part is not None]

    def items(self, key: str, *, required: bool = False) -> list[Tree]:
        """The nodes of a list."""
        node = self.take(key, required=required)
        if node is None:
            return []
        if not isinstance(node, Sequence):
            self.notebook.fault(
                node.line,
                f"bij {quoted(key)} hoort een lijst: elk onderdeel op een eigen regel met '- ' ervoor, of tussen [ en ]",
            )
            return []
        if required and not node.items:
            self.notebook.fault(node.line, f"de lijst {quoted(key)} is leeg; zet er minstens één onderdeel in")
        return node.items

    def scalars(self, key: str, *, required: bool = False) -> list[Scalar]:
        """A list of single values."""
        found = []
        for node in self.items(key, required=required):
            if isinstance(node, Scalar) and not node.is_null:
                found.append(node)
            else:
                self.notebook.fault(node.line, f"in de lijst {quoted(key)} hoort bij elk streepje één waarde")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(
            checked_text(node, key, self.notebook, limit=LINE_LIMIT, one_line=True) for node in self.scalars(key)
        )

    def choices(self, key: str, options: Iterable[str], *, required: bool = False) -> tuple[str, ...]:
        options = tuple(options)
        nodes = self.scalars(key, required=required)
        said = [checked_choice(node, key, options, self.notebook) for node in nodes]
        for number, node in enumerate(nodes):
            if said[number] and said[number] in said[:number]:
                self.notebook.fault(node.line, f"{quoted(node.text)} staat twee keer in {quoted(key)}; haal er een weg")
        return tuple(dict.fromkeys(filter(None, said)))

    def entries(self, key: str) -> Iterator[tuple[Scalar, Tree]]:
        """The keys and nodes of a mapping whose keys are the author's own."""
        node = self.take(key)
        if isinstance(node, Mapping):
            yield from node.entries.values()
        elif node is not None:
            self.notebook.fault(node.line, f"bij {quoted(key)} horen regels met 'sleutel: waarde'")


def as_part(node: Tree, key: str, notebook: Notebook) -> Part | None:
    if isinstance(node, Mapping):
        return Part(node, notebook)
    notebook.fault(node.line, f"bij {quoted(key)} hoort een groep van 'sleutel: waarde', geen losse waarde")
    return None


def checked_text(node: Scalar, key: str, notebook: Notebook, *, limit: int = TEXT_LIMIT, one_line: bool = False) -> str:
    """The text as the author wrote it; nothing of it is dropped in silence, and what cannot be shown is refused."""
    text = node.text.rstrip("\n")
    if node.plain and node.commented:
        notebook.fault(
            node.line,
            f"in {quoted(key)} begint na ' #' een opmerking, die niet meetelt; zet de tekst tussen aanhalingstekens of onder |",
        )
    if unsafe := UNSAFE.search(text):
        notebook.fault(
            node.line, f"in {quoted(key)} staat een onzichtbaar stuurteken (U+{ord(unsafe[0]):04X}); haal het weg"
        )
        return ""
    if len(text) > limit:
        notebook.fault(node.line, f"{quoted(key)} is {len(text)} tekens lang; er mogen er hoogstens {limit} zijn")
        return ""
    if one_line and "\n" in text:
        notebook.fault(node.line, f"{quoted(key)} moet op één regel passen")
    return text


def checked_id(node: Scalar, key: str, notebook: Notebook) -> str:
    if is_safe_id(node.text):
        return node.text
    notebook.fault(
        node.line,
        f"{quoted(node.text)} kan geen {key} zijn: gebruik alleen letters, cijfers en . _ - (niet vooraan of achteraan, hoogstens 64 tekens, geen naam die het systeem zelf gebruikt)",
    )
    return ""


def checked_choice(node: Scalar, key: str, options: tuple[str, ...], notebook: Notebook) -> str:
    if node.text in options:
        return node.text
    notebook.fault(
        node.line,
        f"{quoted(node.text)} is niet bekend bij {quoted(key)}.{nearest(node.text, options)} Mogelijk zijn: {', '.join(options)}",
    )
    return ""


def checked_date(node: Scalar, key: str, notebook: Notebook) -> date | None:
    if not DATE.fullmatch(node.text):
        notebook.fault(
            node.line,
            f"schrijf {quoted(key)} als jaar-maand-dag, bijvoorbeeld 2026-05-12, niet als {quoted(node.text)}",
        )
        return None
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        notebook.fault(node.line, f"de dag {quoted(node.text)} bestaat niet")
        return None
