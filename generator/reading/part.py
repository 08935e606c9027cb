"""One mapping of a file while it is being read: each key is asked for by name, and what is never asked for is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import closest, quoted
from generator.reading.nodes import Mapping, Scalar, Sequence
from generator.reading.values import (
    LINE_LIMIT,
    TEXT_LIMIT,
    checked_choice,
    checked_date,
    checked_id,
    checked_text,
    checked_yes_no,
    is_cut,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from generator.problems import Notebook
    from generator.reading.nodes import Tree


class Part:
    """A mapping in the hands of its reader. Wrong values are written in the notebook and read as empty."""

    def __init__(self, mapping: Mapping, notebook: Notebook) -> None:
        self.mapping = mapping
        self.notebook = notebook
        self.line = mapping.line
        self.asked: list[str] = []
        self.missing: dict[str, int] = {}

    def has(self, key: str) -> bool:
        """Whether something was written at a key; null is nothing."""
        entry = self.mapping.entries.get(key)
        return entry is not None and not (isinstance(entry[1], Scalar) and entry[1].is_null)

    def holds(self, key: str) -> bool:
        """Whether something is in it: an empty list holds nothing."""
        node = self.mapping.entries[key][1] if self.has(key) else None
        return node is not None and not (isinstance(node, Sequence) and not node.items)

    def take(self, key: str, *, required: bool = False) -> Tree | None:
        """The node at a key; None when it is absent or null."""
        if key not in self.asked:
            self.asked.append(key)
        if self.has(key):
            return self.mapping.entries[key][1]
        if required:
            self.missing[key] = self.line_of(key)
        return None

    def line_of(self, key: str) -> int:
        entry = self.mapping.entries.get(key)
        return entry[0].line if entry else self.line

    def fault(self, key: str, message: str) -> None:
        """Write down a problem at a key of this part."""
        self.notebook.fault(self.line_of(key), message)

    def done(self) -> None:
        """What was required and is not there is missing, and every key that nobody asked for is unknown.

        A key that looks like a missing one is that one misspelt: one problem, not two.
        """
        for text, (key, _) in self.mapping.entries.items():
            if text in self.asked or self.notebook.is_full:
                continue
            meant = closest(text, self.missing) or closest(text, self.asked)
            self.missing.pop(meant or "", None)
            hint = f" Bedoelde je {quoted(meant)}?" if meant else ""
            self.notebook.fault(
                key.line, f"de sleutel {quoted(text)} kan hier niet.{hint} Kies uit: {', '.join(self.asked)}"
            )
        for absent, line in self.missing.items():
            self.notebook.fault(line, f"{quoted(absent)} ontbreekt; vul het in")

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        node = self.take(key, required=required)
        if node is None or isinstance(node, Scalar):
            return node
        self.notebook.fault(node.line, f"bij {quoted(key)} hoort één waarde, geen lijst of groep")
        return None

    def word(self, key: str, *, required: bool = False) -> str:
        """What has to equal something elsewhere; a comment behind it is just that."""
        node = self.scalar(key, required=required)
        if node is not None and required and not node.text.strip():
            self.missing[key] = self.line_of(key)
        return "" if node is None else node.text

    def text(self, key: str, *, required: bool = False, limit: int = LINE_LIMIT) -> str:
        """Text on one line: a title, a name."""
        return self._text(key, required=required, limit=limit, one_line=True)

    def long_text(self, key: str, *, required: bool = False) -> str:
        """Free text that may have lines."""
        return self._text(key, required=required, limit=TEXT_LIMIT, one_line=False)

    def _text(self, key: str, *, required: bool, limit: int, one_line: bool) -> str:
        _, node = self.mapping.entries.get(key, (None, None))
        if isinstance(node, Scalar) and node.is_null and is_cut(node, key, self.notebook):
            self.asked.append(key)
            return ""
        found = self.scalar(key, required=required)
        if found is None:
            return ""
        text = checked_text(found, key, self.notebook, limit=limit, one_line=one_line)
        if required and not found.text.strip():
            self.missing[key] = self.line_of(key)
        return text

    def id(self, key: str, *, required: bool = True) -> str:
        node = self.scalar(key, required=required)
        return "" if node is None else checked_id(node, key, self.notebook)

    def choice(self, key: str, options: Iterable[str], *, required: bool = False) -> str:
        node = self.scalar(key, required=required)
        return "" if node is None else checked_choice(node, key, tuple(options), self.notebook)

    def yes_no(self, key: str) -> bool | None:
        """True, False, or None when nothing was said."""
        node = self.scalar(key)
        return None if node is None else checked_yes_no(node, key, self.notebook)

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

    def items(self, key: str, *, required: bool = False) -> Iterator[Tree]:
        """The nodes of a list, as long as the notebook has room."""
        node = self.take(key, required=required)
        if isinstance(node, Sequence):
            if required and not node.items:
                self.notebook.fault(node.line, f"de lijst {quoted(key)} is leeg; zet er minstens één onderdeel in")
            yield from (item for item in node.items if not self.notebook.is_full)
        elif node is not None:
            self.notebook.fault(
                node.line,
                f"bij {quoted(key)} hoort een lijst: elk onderdeel op een eigen regel met '- ' ervoor, of alles tussen [ en ]",
            )

    def scalars(self, key: str, *, required: bool = False) -> list[Scalar]:
        """A list of single values."""
        found = []
        for node in self.items(key, required=required):
            if isinstance(node, Scalar) and not node.is_null:
                found.append(node)
            else:
                self.notebook.fault(node.line, f"in de lijst {quoted(key)} hoort bij elk onderdeel één waarde")
        return found

    def texts(self, key: str, *, each_once: bool = False) -> tuple[str, ...]:
        found: list[str] = []
        for node in self.scalars(key):
            text = checked_text(node, key, self.notebook, limit=LINE_LIMIT, one_line=True)
            if each_once and text in found:
                self._twice(node, key)
            elif text:
                found.append(text)
        return tuple(found)

    def choices(self, key: str, options: Iterable[str], *, required: bool = False) -> tuple[str, ...]:
        """Values out of `options`, in the order of the file, each once."""
        options = tuple(options)
        found: list[str] = []
        for node in self.scalars(key, required=required):
            if node.text in found:
                self._twice(node, key)
            elif choice := checked_choice(node, key, options, self.notebook):
                found.append(choice)
        return tuple(found)

    def _twice(self, node: Scalar, key: str) -> None:
        self.notebook.fault(node.line, f"{quoted(node.text)} staat twee keer in {quoted(key)}; haal er een weg")

    def entries(self, key: str) -> Iterator[tuple[Scalar, Tree]]:
        """The keys and nodes of a mapping whose keys are the author's own, as long as the notebook has room."""
        node = self.take(key)
        if isinstance(node, Mapping):
            yield from (entry for entry in node.entries.values() if not self.notebook.is_full)
        elif node is not None:
            self.notebook.fault(
                node.line, f"bij {quoted(key)} horen regels met 'sleutel: waarde', geen lijst of losse waarde"
            )


def as_part(node: Tree, key: str, notebook: Notebook) -> Part | None:
    if isinstance(node, Mapping):
        return Part(node, notebook)
    notebook.fault(node.line, f"bij {quoted(key)} hoort een groep van 'sleutel: waarde', geen losse waarde of lijst")
    return None
