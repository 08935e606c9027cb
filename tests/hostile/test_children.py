"""Every hostile input once more as a command of its own, in a child process with limits: how it ends, and what it leaves as it was."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.hostile.child import MOST_MEMORY, ROOT, Children, faults
from tests.hostile.lines import LINES
from tests.hostile.table import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.hostile.entry import Entry


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with ExitStack() as stack:
        yield Children(stack)


@pytest.mark.parametrize("entry", TABLE, ids=lambda entry: entry.name)
def test_a_command_ends_as_it_should_and_touches_nothing_else(children: Children, entry: Entry) -> None:
    outcome = children.run(entry, "fork")

    assert faults(entry, outcome) == []
    assert outcome.memory < MOST_MEMORY


def test_every_line_of_what_must_be_survived_is_shown_by_an_input_or_a_test() -> None:
    shown = {name for names in LINES.values() for name in names}
    tests = {name for name in shown if name.startswith("tests/")}

    assert shown - tests - {entry.name for entry in TABLE} == set()
    assert [name for name in sorted(tests) if not _is_there(*name.partition("::")[::2])] == []


def _is_there(path: str, test: str) -> bool:
    file = ROOT / path
    return file.is_file() and f"def {test}" in file.read_text(encoding="utf-8")


def test_every_input_has_a_name_of_its_own() -> None:
    names = [entry.name for entry in TABLE]

    assert sorted(set(names)) == sorted(names)
