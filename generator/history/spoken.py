"""Where in git a word stands: in what files held, and in the words of commits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.history.log import as_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.history.git import Blobs

A_REPOSITORY = "160000"
"""The mode of what is a repository of its own: what is in it is not here."""
LARGEST = 100_000_000
"""A file that is larger is not read."""


class Word:
    """A name or pseudonym as a whole word, in bytes: with its accents written either way, in capitals or not, and over a line end."""

    def __init__(self, text: str) -> None:
        cased = (text, text.lower(), text.upper(), text.title())
        spelled = {unicodedata.normalize(form, one).encode() for form in ("NFC", "NFD") for one in cased}
        parts = sorted(tuple(one.split()) for one in spelled if one.strip())
        self.begins = {first.lower() for first, *_ in parts}
        either = b"|".join(rb"\s+".join(map(re.escape, words)) for words in parts) or rb"(?!)"
        self.pattern = re.compile(rb"(?<![0-9A-Za-z])(?:" + either + rb")(?![0-9A-Za-z])", re.IGNORECASE)

    def count(self, data: bytes) -> int:
        """A quick look at how it begins comes first: mostly that is not there."""
        lowered = data.lower()
        if not any(begin in lowered for begin in self.begins):
            return 0
        return sum(1 for _ in self.pattern.finditer(data))


@dataclass(frozen=True)
class Changed:
    """One file that a commit changed; its content until then and from then on, where there was any."""

    commit: str
    path: str
    was: str
    blob: str


def changed(said: bytes | None) -> Iterator[Changed]:
    """What `git log` or `git diff` wrote with `-z --raw --no-renames`, and `--format=%H` where it is of commits."""
    words = iter((said or b"").split(b"\0"))
    commit = ""
    for word in words:
        told = word.decode("ascii", "replace").split()
        if told and told[0].startswith(":"):
            old_mode, new_mode, was, blob, _ = told
            yield Changed(commit, as_path(next(words, b"")), _content(old_mode, was), _content(new_mode, blob))
        elif told:
            commit = told[0]


def _content(mode: str, id: str) -> str:
    return "" if mode.lstrip(":") == A_REPOSITORY or not id.strip("0") else id


@dataclass
class Contents:
    """How often files held each of some words; every content is read once."""

    blobs: Blobs
    words: Sequence[Word]
    is_complete: bool = True
    """Whether all that was asked for could be read."""
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def counts(self, blob: str) -> tuple[int, ...]:
        if blob not in self.known:
            self.known[blob] = tuple(word.count(self._data(blob)) for word in self.words)
        return self.known[blob]

    def _data(self, blob: str) -> bytes:
        data = self.blobs.read(blob, LARGEST) if blob else b""
        self.is_complete &= data is not None
        return data or b""

    def commits(self, changes: Iterable[Changed]) -> list[set[str]]:
        """For each word, the commits with a file in which it came or went."""
        found: list[set[str]] = [set() for _ in self.words]
        for change in changes:
            for commits, was, now in zip(found, self.counts(change.was), self.counts(change.blob), strict=True):
                if was != now:
                    commits.add(change.commit)
        return found
