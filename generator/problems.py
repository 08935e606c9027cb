"""What an author has to fix, and where."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["fout", "let op"]

LONGEST_QUOTE = 60
ENOUGH = 100
"""Problems that are told of one file; who has more of them mends these first."""


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file that a person wrote; path as typed from the project root, line counted from 1, 0 for the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        path = visible(self.path)
        return f"{path}:{self.line}" if self.line else path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing for the author: where, what is wrong, what to do. A *fout* stops the build, a *let op* does not."""

    location: Location
    message: str
    severity: Severity = "fout"

    def __str__(self) -> str:
        note = "" if self.severity == "fout" else "let op: "
        return f"{self.location}: {note}{self.message}"


@dataclass(frozen=True)
class Notebook:
    """Where the problems of one file are written down, until there are enough of them."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.problems) > ENOUGH

    def fault(self, line: int, message: str) -> None:
        self._write(line, message, "fout")

    def note(self, line: int, message: str) -> None:
        self._write(line, message, "let op")

    def _write(self, line: int, message: str, severity: Severity) -> None:
        if len(self.problems) == ENOUGH:
            message, severity = "er is nog meer mis in dit bestand; verbeter eerst wat hierboven staat", "fout"
        if not self.is_full:
            self.problems.append(Problem(Location(self.path, line), message, severity))


def has_faults(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "fout" for problem in problems)


def visible(text: str) -> str:
    """Text with what cannot be seen, or would steer a terminal, written out."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def quoted(text: str) -> str:
    """The author's own text on one line, and not too long."""
    shown = visible(text[:LONGEST_QUOTE])
    if len(text) > LONGEST_QUOTE or len(shown) > LONGEST_QUOTE:
        shown = shown[: LONGEST_QUOTE - 1] + "…"
    return f"'{shown}'"


def nearest(word: str, known: Iterable[str]) -> str:
    """' Bedoelde je 'x'?' when something known looks like `word`, else nothing."""
    match = closest(word, known)
    return f" Bedoelde je {quoted(match)}?" if match else ""


def closest(word: str, known: Iterable[str]) -> str | None:
    """What is known that looks most like a word. Of numbers such as 1.8 the part before the last dot weighs most."""
    word = word[:LONGEST_QUOTE]
    options = list(known)
    lowered = {option.lower(): option for option in reversed(options)}
    match = next((lowered[close] for close in difflib.get_close_matches(word.lower(), lowered, n=1)), None)
    stem = re.sub(r"[^.]*$", "", word)
    siblings = [option for option in options if stem and option.startswith(stem)]
    if siblings and match not in siblings:
        return next(iter(difflib.get_close_matches(word, siblings, n=1, cutoff=0.5)), match)
    return match
