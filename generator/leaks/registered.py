"""What a register says: first as the rest of the program reads it, and then whatever else stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.leaks.written import Written, decoded, one_name, written
from generator.problems import Location, Notebook, Problem
from generator.reading.files import shown
from generator.reading.nodes import Mapping, Scalar
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.register import read_register
from generator.reading.room import FOR_REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOT_SURE = "hier staat een fout ('kijkwijzer check' zegt welke); daarom is niet zeker dat naar elke naam is gezocht"
"""The fault itself may have a name in it."""


def as_read(path: str, data: bytes) -> tuple[list[Written], list[Problem]]:
    """Keys and texts of a register, in their order, and where a name may stand that was not read: a misspelt key, a bracket too few."""
    top, problems = parse(path, data, room=FOR_REGISTER)
    if top is None:
        return [], [*_unsure(path, problems)]
    notebook = Notebook(path, problems)
    read_register(Part(top, notebook))
    return [*_in(top)], [*_unsure(path, notebook.problems)]


def _in(mapping: Mapping) -> Iterator[Written]:
    for key, node in mapping.entries.values():
        text = node.text if isinstance(node, Scalar) and not node.is_null else ""
        yield Written(key.text, " ".join(text.split()), key.line)
        if isinstance(node, Mapping):
            yield from _in(node)


def as_text(data: bytes) -> Iterator[Written]:
    """The same as far as can be told, also of a file that is no YAML; and what stands in its comments."""
    for key, value, line in written(decoded(data)):
        yield Written(key, one_name(value), line)


def _unsure(path: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        if problem.severity == "fout":
            yield Problem(Location(shown(path), problem.location.line), NOT_SURE)
