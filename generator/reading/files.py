"""Which files of a project are ours to read, and their bytes. Reads plain files inside the project folder and nothing else."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from generator.problems import Location, Problem, quoted
from generator.reading.nodes import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YAML_SUFFIXES = (".yml", ".yaml")


class Folder:
    """The project folder, as seen by the readers; paths are relative to it and use /."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.problems: list[Problem] = []

    def fault(self, path: str, message: str) -> None:
        self.problems.append(Problem(Location(path), message))

    def note(self, path: str, message: str) -> None:
        self.problems.append(Problem(Location(path), message, "let op"))

    def entries(self, path: str) -> list[tuple[str, bool]]:
        """What is in a folder, sorted: (path, whether it is a folder). Hidden names are passed over; links that lead outside are refused."""
        try:
            names = sorted(os.listdir(self.root / path))
        except FileNotFoundError:
            return []
        except OSError as error:
            self.fault(path, f"deze map kan niet gelezen worden ({error.strerror})")
            return []
        return list(self._seen(path, [name for name in names if not name.startswith(".")]))

    def _seen(self, path: str, names: list[str]) -> Iterator[tuple[str, bool]]:
        for name in names:
            full = self.root / path / name
            shown = f"{path}/{name}"
            if not _is_utf8(name):
                self.fault(
                    f"{path}/{os.fsencode(name).decode('utf-8', 'replace')}",
                    "de bestandsnaam is niet in UTF-8; geef het bestand een andere naam",
                )
            elif full.is_symlink() and (full.is_dir() or not full.resolve().is_relative_to(self.root)):
                self.fault(
                    shown,
                    "dit is een snelkoppeling naar een map of naar iets buiten het project; zet het bestand zelf hier",
                )
            else:
                yield shown, full.is_dir()

    def yaml_files(self, path: str, entries: list[tuple[str, bool]] | None = None) -> Iterator[str]:
        """The YAML files directly in a folder; other files are named, so that nothing is passed over in silence."""
        for shown, is_folder in self.entries(path) if entries is None else entries:
            if is_folder:
                continue
            if shown.endswith(YAML_SUFFIXES):
                yield shown
            elif not shown.lower().endswith(".md"):
                self.note(shown, "dit bestand wordt niet gelezen; alleen .yml telt mee")

    def read(self, path: str) -> bytes | None:
        """The bytes of a plain file, at most one more than is allowed; None after saying why not."""
        try:
            descriptor = os.open(self.root / path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    self.fault(path, "dit is geen gewoon bestand")
                    return None
                return file.read(LARGEST + 1)
        except FileNotFoundError:
            self.fault(path, "dit bestand is er niet")
        except OSError as error:
            self.fault(path, f"dit bestand kan niet gelezen worden ({error.strerror})")
        return None


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def stem(path: str) -> str:
    """The name of a file without folder and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def named(path: str) -> str:
    return quoted(path.rpartition("/")[2])
