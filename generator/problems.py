"""What an author has to fix, and where."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["fout", "let op"]

LONGEST_QUOTE = 60


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file that a person wrote; path as typed from the project root, line counted from 1, 0 for the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, order=True)
class Problem:
    """One thing for the author: where, what is wrong, what to do. A *fout* stops the build, a *let op* does not."""

    location: Location
    message: str
    severity: Severity = "fout"

    def __str__(self) -> str:
        note = "" if self.severity == "fout" else "let op: "
        return f"{self.location}: {note}{self.message}"


def has_faults(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "fout" for problem in problems)


def quoted(text: str) -> str:
    """The author's own text, safe to print on one line of a terminal: nothing that steers the terminal, and not too long."""
    visible = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    if len(visible) > LONGEST_QUOTE:
        visible = visible[: LONGEST_QUOTE - 1] + "…"
    return f"'{visible}'"


def nearest(word: str, known: Iterable[str]) -> str:
    """' Bedoelde je 'x'?' when something known looks like `word`, else nothing.

    Of numbers such as 1.8 the part before the last dot weighs most, as a slip is mostly in the last digit.
    """
    options = list(known)
    stem = re.sub(r"[^.]*$", "", word)
    siblings = [option for option in options if stem and option.startswith(stem)]
    lowered = {option.lower(): option for option in reversed(options)}
    close = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    match = lowered[close[0]] if close else None
    if siblings and match not in siblings:
        match = (difflib.get_close_matches(word, siblings, n=1, cutoff=0.5) or [None])[0] or match
    return f" Bedoelde je {quoted(match)}?" if match else ""
