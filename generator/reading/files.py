"""Which files of a project are ours to read, and their bytes. Reads plain files inside the project folder and nothing else."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Location, Problem
from generator.reading.room import FOR_REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

YAML_NAME = re.compile(r".+\.ya?ml", re.IGNORECASE)
YAML_AS_TEXT = re.compile(r".+\.ya?ml\.txt", re.IGNORECASE)

WHY = {
    errno.EACCES: "je hebt er geen rechten voor",
    errno.EPERM: "je hebt er geen rechten voor",
    errno.ELOOP: "het is een snelkoppeling naar zichzelf",
    errno.ENOENT: "het is er niet",
    errno.ENOTDIR: "het is geen map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ENXIO: "het is geen gewoon bestand",
    errno.EIO: "de schijf geeft een fout",
}


class Entry(NamedTuple):
    """A name in a folder: its path from the project root, written with /."""

    path: str
    is_folder: bool = False

    @property
    def name(self) -> str:
        return name_of(self.path)


class Folder:
    """The project folder, as seen by the readers."""

    def __init__(self, root: Path) -> None:
        self.name = os.path.realpath(root)
        self.root = Path(self.name)
        self.problems: list[Problem] = []
        self.homes: dict[str, bool] = {}
        """Of each folder whether it is inside the project, whatever links lead to it."""

    def fault(self, path: str, message: str) -> None:
        self.problems.append(Problem(Location(shown(path)), message))

    def note(self, path: str, message: str) -> None:
        self.problems.append(Problem(Location(shown(path)), message, "let op"))

    def entries(self, path: str) -> list[Entry]:
        """What is in a folder, by name. Hidden names are passed over; links that lead outside are refused."""
        if not self._is_inside(path):
            self.fault(path, "dit is een snelkoppeling naar een map buiten het project; zet de map zelf hier")
            return []
        try:
            names = sorted(os.listdir(self._full(path)))  # noqa: PTH208 - Path would lose the names that are not UTF-8
            paths = [f"{path}/{name}" for name in names if not name.startswith(".")]
            return [Entry(path, (self.root / path).is_dir()) for path in paths if self._is_ours(path)]
        except FileNotFoundError:
            return []
        except OSError as error:  # also of a folder that gives its names and no more than that
            self.fault(path, f"deze map kan niet gelezen worden: {why(error)}")
            return []

    def _is_ours(self, path: str) -> bool:
        """Whether a name can be looked into; says why not."""
        full = self.root / path
        if not name_of(path).isprintable():
            self.fault(path, "in deze naam staat een teken dat niet te tonen is; geef het een andere naam")
        elif full.is_symlink() and (full.is_dir() or not self._is_inside(path)):
            self.fault(path, "dit is een snelkoppeling naar een map of naar iets buiten het project; zet het zelf hier")
        else:
            return True
        return False

    def yaml_files(self, entries: Iterable[Entry]) -> Iterator[str]:
        """The YAML files among what is in a folder; all else is named, so that nothing is passed over in silence."""
        for entry in entries:
            if entry.is_folder:
                self._folder(entry.path)
            elif YAML_NAME.fullmatch(entry.name):
                yield entry.path
            elif YAML_AS_TEXT.fullmatch(entry.name):
                self.fault(entry.path, "dit bestand wordt niet gelezen door .txt achter de naam; haal dat weg")
            elif not is_for_people(entry.path):
                self.note(entry.path, "dit bestand wordt niet gelezen; alleen .yml telt mee")

    def _folder(self, path: str) -> None:
        if any(YAML_NAME.fullmatch(entry.name) for entry in self.entries(path)):
            self.fault(path, "bestanden in deze map worden niet gelezen; zet ze een map hoger")
        else:
            self.note(path, "deze map wordt niet gelezen")

    def read(self, path: str) -> bytes | None:
        """The bytes of a plain file, at most one more than any may have; None after saying why not.

        A path that is written as a place outside the project may be one; a link from inside to outside may not.
        """
        full = self._full(path)
        inside = os.path.normpath(full).startswith(f"{self.name}{os.sep}")
        if inside and not self._is_inside(path):
            self.fault(path, "dit is een snelkoppeling naar een bestand buiten het project; zet het bestand zelf hier")
            return None
        try:
            descriptor = os.open(full, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            self.fault(path, f"dit bestand kan niet gelezen worden: {why(error)}")
            return None
        try:
            return self._content(path, descriptor)
        finally:
            os.close(descriptor)

    def _content(self, path: str, descriptor: int) -> bytes | None:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            self.fault(path, "dit is geen gewoon bestand; haal het weg of zet er een gewoon bestand neer")
            return None
        try:
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(FOR_REGISTER.bytes + 1)
        except OSError as error:
            self.fault(path, f"dit bestand kan niet gelezen worden: {why(error)}")
            return None

    def _full(self, path: str) -> str:
        """Plain text: it is asked several times for each file, and there are many."""
        return os.path.join(self.name, path)  # noqa: PTH118

    def _is_inside(self, path: str) -> bool:
        full = self._full(path)
        home = os.path.dirname(full)  # noqa: PTH120
        if os.path.islink(full) or os.path.basename(full) in ("", ".", ".."):  # noqa: PTH114, PTH119
            return self._leads_inside(full)
        if home not in self.homes:
            self.homes[home] = self._leads_inside(home)
        return self.homes[home] or self._leads_inside(full)

    def _leads_inside(self, full: str) -> bool:
        return Path(os.path.realpath(full)).is_relative_to(self.root)


def is_absent(path: Path) -> bool:
    """Whether there is surely nothing. What may not be looked into, or what a disk gives a fault on, may be there."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def why(error: OSError) -> str:
    return WHY.get(error.errno or 0, error.strerror or "onbekende oorzaak")


def is_for_people(path: str) -> bool:
    """A README may stand anywhere."""
    return path.lower().endswith(".md")


def shown(path: str) -> str:
    """A path as text that can be printed, also when its bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def name_of(path: str) -> str:
    return path.rpartition("/")[2]


def stem(path: str) -> str:
    """The name of a file without folder and ending."""
    return name_of(path).rpartition(".")[0]
