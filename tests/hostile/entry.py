"""One hostile input: what is put in the small project, what a person then types, and what has to come of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Setup: TypeAlias = Callable[[Path], object]
"""Gets the folder of the small project. What is outside a project goes beside it, in its parent."""

CHECK = ("check",)
ANYTHING = "…"


@dataclass(frozen=True)
class Entry:
    """With what must come of it: the exit code, what is said, and which files may be there that were not."""

    name: str
    setup: Setup
    says: tuple[str, ...] = ()
    """Of `check`: every line, in order. Of another command: lines that are among what it says. … stands for anything."""
    command: tuple[str, ...] = CHECK
    exit: int = 1
    new: tuple[str, ...] = ()
    """Patterns of the files that may come; without any, nothing of the project may change."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What is other than usual around the command; {root} stands for the folder of the project."""
    is_nobody: bool = False
    """Whether it is somebody who may not read or write what is not for others."""
    disk: int = 0
    """Bytes that a file may grow to, as on a disk that is full; 0 for as much as there is."""

    def unsaid(self, out: str, err: str) -> list[str]:
        """What should have been said and was not, and for `check` also what was said too much."""
        if self.command != CHECK:
            lines = [*out.splitlines(), *err.splitlines()]
            return [f"not said: {each}" for each in self.says if not any(fits(each, line) for line in lines)]
        lines = out.splitlines()
        if len(lines) != len(self.says):
            return [f"{len(lines)} lines instead of {len(self.says)}", *lines]
        return [line for each, line in zip(self.says, lines, strict=True) if not fits(each, line)]


def fits(expected: str, line: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, expected.split(ANYTHING))), line) is not None
