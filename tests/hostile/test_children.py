"""Every hostile input once more as a command of its own, in a child process with limits: how it ends, and what it leaves as it was."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.hostile.child import MOST_MEMORY, Children, faults
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


def test_every_input_has_a_name_of_its_own() -> None:
    names = [entry.name for entry in TABLE]

    assert sorted(set(names)) == sorted(names)
