"""How a hostile input is written down: what is done to the small project, and every problem that has to come of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.hostile.entry import Entry
from tests.projects import REGISTER, REGISTER_FILE, RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, SETTINGS, change, put

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


PLACE = re.compile(r"(?:([^\s:]+\.yml): ?)?(?:(\d+): )?(.*)")


@dataclass(frozen=True)
class Hostile:
    """A file put in the small project, and all that has to be said of it.

    Each is 'LINE: piece of the message', 'PATH:LINE: piece' for another file, or just the piece for the file as a whole.
    """

    name: str
    path: str
    content: str | bytes
    said: tuple[str, ...]
    also: Mapping[str, str]
    """Other files that go with it."""

    def expected(self) -> list[tuple[str, str]]:
        """Where, and a piece of what."""
        return [self._place(said) for said in self.said]

    def entry(self) -> Entry:
        """The same, for the command itself."""
        said = tuple(f"{place}: …{piece}…" for place, piece in self.expected())
        is_good = all(piece.startswith("let op") for _, piece in self.expected())
        return Entry(self.name, self.put, said, exit=0 if is_good else 1)

    def put(self, project: Path) -> None:
        for path, content in {self.path: self.content, **self.also}.items():
            put(project, path, content)

    def _place(self, said: str) -> tuple[str, str]:
        found = PLACE.match(said)
        assert found, said
        path, line, piece = found.groups()
        return (f"{path or self.path}:{line}" if line else path or self.path), piece


def whole(path: str, name: str, content: str | bytes, *said: str, also: Mapping[str, str] | None = None) -> Hostile:
    return Hostile(name, path, content, said, also or {})


def scores(name: str, old: str, new: str, *said: str) -> Hostile:
    """A piece of the score file changed."""
    return whole(SCORE_FILE, name, change(SCORES, old, new), *said)


def rubric(name: str, old: str, new: str, *said: str) -> Hostile:
    return whole(RUBRIC_FILE, name, change(RUBRIC, old, new), *said)


def register(name: str, old: str, new: str, *said: str) -> Hostile:
    return whole(REGISTER_FILE, name, change(REGISTER, old, new), *said)


def settings(name: str, added: str, *said: str) -> Hostile:
    """Something added to mkdocs.yml; its first line is line 11."""
    return whole("mkdocs.yml", name, SETTINGS + added, *said)


def score(text: str, *said: str, name: str = "") -> Hostile:
    """What is written at a.1, on line 10."""
    return scores(name or f"a score of {text}", '"a.1": B', f'"a.1": {text}', *said)


def note(name: str, text: str, *said: str) -> Hostile:
    """What is written behind `aantekening:`, on line 12."""
    return scores(name, '"a.1": B', f'"a.1":\n    score: B\n    aantekening: {text}', *said)


def id(text: str, *said: str, name: str = "") -> Hostile:
    """The id of the first taakgebied, on line 13."""
    return rubric(name or f"the id {text}", "id: veilig", f"id: {text}", *said)
