"""The answer of git log: commits, and the files that each one changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from generator.model.vastlegging import Commit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

LONGEST_NAME = 80
MOMENT = re.compile(r"(-?[0-9]{1,15}) ([+-])([0-9]{2})([0-9]{2})")
PLAIN_FILE = "100"
"""How the mode of a file begins that is no link and no repository of its own."""
RENAMED = "RC"
"""The signs of what has two paths."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one file. Without a blob it took the file away, or made it something else than a file."""

    path: str
    before: str
    """Its path until then."""
    blob: str
    is_new: bool = False
    was: str = ""
    """The blob until then; none for a new file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit with what it changed since its first parent."""

    commit: Commit
    parents: tuple[str, ...]
    changes: tuple[Change, ...]
    is_boundary: bool = False
    """Its past was left behind when a shallow clone was made."""


@dataclass(frozen=True)
class History:
    """Commits, each one before its parents."""

    entries: tuple[Entry, ...] = field(default=())


def parsed(said: bytes, boundary: frozenset[str] = frozenset()) -> History:
    """What `git log -z --raw` wrote: words between zero bytes, of which only the place says what they are."""
    return History(tuple(_entries(iter(said.split(b"\0")), boundary)))


def _entries(words: Iterator[bytes], boundary: frozenset[str]) -> Iterator[Entry]:
    head: tuple[Commit, tuple[str, ...]] | None = None
    changes: list[Change] = []
    for word in words:
        if word.lstrip(b"\n").startswith(b":"):
            changes += _changes(as_text(word).split(), words)
        elif word.strip():
            if head:
                yield Entry(*head, tuple(changes), head[0].id in boundary)
            head, changes = _head(as_text(word).strip(), words), []
    if head:
        yield Entry(*head, tuple(changes), head[0].id in boundary)


def _head(id: str, words: Iterator[bytes]) -> tuple[Commit, tuple[str, ...]]:
    parents, author, moment = (as_text(next(words, b"")) for _ in range(3))
    return Commit(id, _name(author), _day(moment)), tuple(parents.split())


def _changes(raw: list[str], words: Iterator[bytes]) -> Iterator[Change]:
    """From ':MODE MODE BLOB BLOB STATUS' and the one or two paths after it."""
    before = as_path(next(words, b""))
    path = as_path(next(words, b"")) if raw[4][0] in RENAMED else before
    blob = raw[3] if raw[1].startswith(PLAIN_FILE) else ""
    yield Change(
        path, before, blob, is_new=raw[4] == "A", was=raw[2] if raw[0].removeprefix(":").startswith(PLAIN_FILE) else ""
    )


def as_text(word: bytes) -> str:
    return word.decode("utf-8", "replace")


def as_path(word: bytes) -> str:
    """As Python itself writes a name on disk that is not UTF-8."""
    return word.decode("utf-8", "surrogateescape")


def as_bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _name(author: str) -> str:
    """On one line, without what cannot be shown, and not too long."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in author[: LONGEST_NAME * 4]).split())
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"


def _day(moment: str) -> date | None:
    """The day on the calendar of who made it, wherever this is read; None when no calendar has it."""
    found = MOMENT.fullmatch(moment.strip())
    if found is None:
        return None
    offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
    seconds = timedelta(seconds=int(found[1])) if abs(int(found[1])) < 10**12 else timedelta.max
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + seconds + (offset if found[2] == "+" else -offset)).date()
    except OverflowError:
        return None
