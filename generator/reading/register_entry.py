"""What a register says of one person, and of nobody else: as it is written there, also when it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.reading.nodes import Mapping, Scalar, Sequence
from generator.reading.parsing import parse
from generator.reading.room import FOR_REGISTER

if TYPE_CHECKING:
    from generator.reading.nodes import Tree


def entry_in(data: bytes, id: str) -> dict[str, str]:
    """Each key with its text; nothing when this person is not in it, or when it is no register that can be read."""
    people = _people(data)
    if people is None or id not in people.entries:
        return {}
    _, entry = people.entries[id]
    parts = {key: _text(node) for key, (_, node) in entry.entries.items()} if isinstance(entry, Mapping) else {}
    return {"pseudoniem": id, **parts}


def lines_of(entry: dict[str, str]) -> str:
    """An entry as plain text, a line for each key."""
    return "".join(f"{key}: {text}\n" for key, text in entry.items())


def is_readable(data: bytes) -> bool:
    """Whether it can be told who is in it."""
    return _people(data) is not None


def _people(data: bytes) -> Mapping | None:
    mapping, _ = parse("", data, room=FOR_REGISTER)
    _, people = mapping.entries.get("ib_ers", (None, None)) if mapping else (None, None)
    return people if isinstance(people, Mapping) else None


def _text(node: Tree) -> str:
    match node:
        case Scalar():
            return "" if node.is_null else node.text.rstrip("\n")
        case Sequence():
            return ", ".join(_text(item) for item in node.items)
        case Mapping():
            return "; ".join(f"{key}: {_text(item)}" for key, (_, item) in node.entries.items())
