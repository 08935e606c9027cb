"""What was begun and has to be finished, also after the program or the computer was stopped halfway.

The only place where wis keeps something about whom it is; it is the last thing to go.
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator import output
from generator.print_files import make_private
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = ".kijkwijzer-wis"
FILE = "begonnen.json"


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

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(paths) for kind, paths in self.paths.items()}


def read(root: Path) -> Begonnen | None:
    file = root / FOLDER / FILE
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        paths = {kind: tuple(paths) for kind, paths in said.pop("paths").items()}
        return Begonnen(**{**said, "day": date.fromisoformat(said["day"]), "paths": paths})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SurroundingsError(f"{file} is niet te lezen; haal die map weg en begin opnieuw met wis") from error


def write(root: Path, begonnen: Begonnen) -> None:
    """Whole or not at all, for the owner alone and kept out of git."""
    folder = root / FOLDER
    said = {**vars(begonnen), "day": begonnen.day.isoformat()}
    with writing(folder):
        make_private(folder)
        new = folder / f".{FILE}{output.BESIDE}"
        new.unlink(missing_ok=True)
        output.write_files(folder, {new.name: json.dumps(said, ensure_ascii=False).encode()}, private=True)
        new.rename(folder / FILE)


def forget(root: Path) -> None:
    folder = root / FOLDER
    with writing(folder), suppress(FileNotFoundError):
        (folder / FILE).unlink(missing_ok=True)
        shutil.rmtree(folder)
