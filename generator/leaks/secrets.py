"""Gathers what a project has to keep to itself, from its register and its score files, whatever state these are in."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.leaks.folding import plain, spaced, words
from generator.leaks.own import ordinary_texts, repeated_texts
from generator.leaks.registered import as_read, as_text
from generator.leaks.runs import runs_of, without
from generator.leaks.secret import LINES, File, Secret, Secrets
from generator.leaks.written import decoded, free_text, one_name, written
from generator.problems import Location, Problem
from generator.reading.files import Folder, is_absent, shown
from generator.reading.project import read_public
from generator.reading.room import FOR_REGISTER, ORDINARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.leaks.runs import Run
    from generator.leaks.secret import Kind
    from generator.leaks.written import Written
    from generator.model.project import Settings

YAML = re.compile(r".+\.ya?ml\b.*", re.IGNORECASE | re.DOTALL)
"""Also a copy that an editor left: what is in it is as private."""
NOT_A_PSEUDONYM = frozenset(
    {"", "fictief", "stichting", "ib_ers", "naam", "school", "aanstelling", "in_dienst", "uit_dienst"}
)
NO_REGISTER = "hier is geen register; naar de namen en scholen van ib-ers is dus niet gezocht"
SHORTEST = 4
"""A pseudonym of fewer characters stands in every page by chance."""


def secrets_of(root: Path, settings: Settings | None = None) -> Secrets:
    """From the register and every score file of a project, also from those with faults. Without what `openbaar` lists."""
    settings = settings or read_public(root)[0].settings
    gathering = _Gathering(root, settings)
    gathering.read_register()
    gathering.read_scores()
    return gathering.secrets()


class _Gathering:
    def __init__(self, root: Path, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self.folder = Folder(root)
        self.named: dict[tuple[Kind, str], Secret] = {}
        self.own_names = [settings.name]
        self.runs: dict[Run, int] = {}
        self.shared: set[Run] = set()
        self.files: list[File] = []
        self.unsure: list[Problem] = []
        self.has_register = not is_absent(self.folder.root / settings.register)

    def read_register(self) -> None:
        """Its keys are pseudonyms, apart from the few that are ours."""
        path = self.settings.register
        if not self.has_register:
            return
        data = self._data(path)
        read, unsure = as_read(path, data) if data else ([], [])
        for said in (read, as_text(data)):
            self._read_ib_ers(said, shown(path))
        self.unsure += unsure

    def _read_ib_ers(self, said: Iterable[Written], path: str) -> None:
        ib_er = ""
        for key, text, line in said:
            place = Location(path, line)
            if key == "naam":
                self._add("naam", text, place, ib_er)
            elif key == "school":
                self._add("school", text, place, ib_er)
            elif key == "stichting":
                self.own_names.append(text)
            elif key not in NOT_A_PSEUDONYM:
                ib_er = key
                self._add("pseudoniem", ib_er, place, ib_er)

    def read_scores(self) -> None:
        for entry in self.folder.entries(self.settings.scores):
            if entry.is_folder:
                self._add("pseudoniem", entry.name, Location(shown(entry.path)), entry.name)
                for path in self._files(entry.path):
                    self._read_file(path, entry.name)
            elif YAML.fullmatch(entry.name) and not self._is_register(entry.path):
                self._read_file(entry.path, "")

    def _is_register(self, path: str) -> bool:
        root = self.folder.root
        return os.path.realpath(root / path) == os.path.realpath(root / self.settings.register)

    def _files(self, folder: str) -> Iterator[str]:
        for entry in self.folder.entries(folder):
            if entry.is_folder:
                yield from self._files(entry.path)
            elif YAML.fullmatch(entry.name):
                yield entry.path

    def _read_file(self, path: str, ib_er: str) -> None:
        number = len(self.files)
        self.files.append(File(shown(path), ib_er))
        for key, value, line in written(decoded(self._data(path))):
            if key == "naam":
                self._add("naam", one_name(value), Location(shown(path), line))
            elif key == "ib_er":
                self._add("pseudoniem", one_name(value), Location(shown(path), line), ib_er or one_name(value))
            else:
                self._add_note(value, number, line)

    def _add(self, kind: Kind, text: str, source: Location, ib_er: str = "") -> None:
        if text:
            self.named.setdefault((kind, plain(text)), Secret(kind, text, source, ib_er))

    def _add_note(self, value: str, number: int, line: int) -> None:
        place = number * LINES + line
        for run in runs_of(free_text(value)):
            first = self.runs.setdefault(run, place) // LINES
            if self.files[first].ib_er != self.files[number].ib_er:
                self.shared.add(run)

    def _data(self, path: str) -> bytes:
        data = self.folder.read(path)
        room = FOR_REGISTER if path == self.settings.register else ORDINARY
        if data is not None and len(data) > room.bytes:
            self.folder.fault(path, f"dit bestand is groter dan {room.bytes // 1000} kB")
        return data or b""

    # --- What is left of it

    def secrets(self) -> Secrets:
        without(self.runs, [*repeated_texts(self.root, self.settings), *self.settings.openbaar])
        named, remarks = self._searchable()
        unread = [
            Problem(problem.location, f"{problem.message}. Wat hierin staat, is niet gezocht")
            for problem in self.folder.problems
            if problem.severity == "fout"
        ]
        if not self.has_register and (self.files or self._is_elsewhere()):
            remarks.append(Problem(Location(shown(self.settings.register)), NO_REGISTER, "let op"))
        return Secrets(
            tuple(named), self.runs, tuple(self.files), frozenset(self.shared), (*unread, *self.unsure, *remarks)
        )

    def _is_elsewhere(self) -> bool:
        """A place outside the project was named for the register: its disk may not be there now."""
        root = self.folder.root
        return not Path(os.path.normpath(root / self.settings.register)).is_relative_to(root)

    def _searchable(self) -> tuple[list[Secret], list[Problem]]:
        """What can be told from other words, and of the rest why not."""
        found, remarks = [], []
        own = [_spaced(name) for name in self.own_names]
        allowed = [_spaced(text) for text in self.settings.openbaar]
        vocabulary = words("\n".join(map(plain, ordinary_texts())))
        ordinary, known = spaced(vocabulary), set(vocabulary)
        for secret in self.named.values():
            text = _spaced(secret.text)
            if any(text in each for each in (*allowed, *(own if secret.kind == "school" else ()))):
                continue
            is_ordinary = known.issuperset(text.split()) and text in ordinary
            if is_ordinary or (secret.kind == "pseudoniem" and len(secret.text) < SHORTEST):
                remarks.append(_too_ordinary(secret))
            else:
                found.append(secret)
        return found, remarks


def _spaced(text: str) -> str:
    return spaced(words(plain(text)))


def _too_ordinary(secret: Secret) -> Problem:
    return Problem(
        secret.source,
        f"{THESE[secret.kind]} is te kort of te gewoon om naar te zoeken; let er zelf op dat het niet op de openbare site staat",
        "let op",
    )


THESE = {"naam": "deze naam", "school": "de naam van deze school", "pseudoniem": "dit pseudoniem"}
