"""What was begun and has to be finished, also after the program or the computer was stopped halfway.

The only place where wis itself keeps something about a person, and the last thing to go.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator import one_file
from generator.print_files import make_private
from generator.problems import Location, Problem
from generator.reading.files import is_absent
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = ".kijkwijzer-wis"
FILE = "begonnen.json"
PRIVATE = 0o600


@dataclass(frozen=True)
class Begonnen:
    """One destruction that is under way."""

    id: str
    name: str
    number: str
    day: date
    reason: str
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By kind, what there was to destroy when it began."""
    had_dossier: bool = False

    def gone(self, root: Path) -> dict[str, int]:
        """How much of each kind is not there any more. Of the register only a line goes."""
        counts = {
            kind: sum(kind == "register" or is_absent(root / path) for path in paths)
            for kind, paths in self.paths.items()
        }
        return {kind: count for kind, count in counts.items() if count}


def read(root: Path) -> Begonnen | None:
    file = root / FOLDER / FILE
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        paths = {kind: tuple(paths) for kind, paths in said["paths"].items()}
        return Begonnen(**{**said, "day": date.fromisoformat(said["day"]), "paths": paths})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SurroundingsError(f"{file} is niet te lezen; haal die map weg en begin opnieuw met wis") from error


def unfinished(root: Path) -> list[Problem]:
    """What every check tells until it is done: what was begun still says of whom it was."""
    if not (root / FOLDER / FILE).exists():
        return []
    message = "het vernietigen van een ib-er is begonnen en niet af; geef 'kijkwijzer wis ID' opnieuw (in dit bestand staat van wie)"
    return [Problem(Location(f"{FOLDER}/{FILE}"), message, "let op")]


def write(root: Path, begonnen: Begonnen) -> None:
    """Whole or not at all, for the owner alone and kept out of git."""
    folder = root / FOLDER
    said = {**vars(begonnen), "day": begonnen.day.isoformat()}
    with writing(folder):
        make_private(folder)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            _put(descriptor, json.dumps(said, ensure_ascii=False).encode())
        finally:
            os.close(descriptor)


def _put(folder: int, data: bytes) -> None:
    one_file.tidy(folder)
    known = one_file.content(folder, FILE)
    if known is None:
        one_file.create(folder, FILE, data, PRIVATE)
    else:
        one_file.replace(folder, FILE, data, known=known)


def forget(root: Path) -> None:
    """What is about a person goes first."""
    folder = root / FOLDER
    if folder.is_dir():
        with writing(folder):
            (folder / FILE).unlink(missing_ok=True)
            shutil.rmtree(folder)
