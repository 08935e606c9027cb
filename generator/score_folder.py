"""Writes score files: whole or not at all, never over what somebody else wrote, and never outside the folder of the scores."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator import one_file
from generator.reading.files import why
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
PATIENCE = 10.0
"""Seconds to wait for another program that is writing here."""


class ScoreFolder:
    """The folder of the scores, held open. Everything is found from there, so that no link leads out of it."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self.descriptor = descriptor
        self.path = path

    def has(self, ib_er: str) -> bool:
        """Whether this ib-er has a folder; a link to one is none."""
        with suppress(FileNotFoundError, NotADirectoryError):
            return stat.S_ISDIR(os.stat(ib_er, dir_fd=self.descriptor, follow_symlinks=False).st_mode)
        return False

    def twin(self, ib_er: str) -> str:
        """A folder whose name differs in capitals alone: not every disk can hold both."""
        names = os.listdir(self.descriptor)  # noqa: PTH208  no path leads here, only a descriptor
        return next((name for name in names if name != ib_er and name.lower() == ib_er.lower()), "")

    def names(self, ib_er: str) -> tuple[str, ...]:
        """What is in the folder of an ib-er; nothing when there is none."""
        with suppress(FileNotFoundError, NotADirectoryError), self._inside(ib_er) as folder:
            return tuple(sorted(os.listdir(folder)))  # noqa: PTH208
        return ()

    def read(self, ib_er: str, name: str) -> bytes | None:
        """The bytes of a plain file, at most one more than is allowed; None when there is no such file."""
        try:
            with self._inside(ib_er) as folder:
                return one_file.content(folder, name)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise SurroundingsError(f"{self.path / ib_er / name} kan niet gelezen worden: {why(error)}") from error

    def tidy(self, ib_er: str) -> None:
        """Remove what a killed program left beside the files of this ib-er, where that can be done."""
        with suppress(OSError), self._inside(ib_er) as folder:
            one_file.tidy(folder)

    def create(self, ib_er: str, name: str, data: bytes) -> bool:
        """A file that was not there; False, and nothing is written, when there is one of that name."""
        with writing(self.path / ib_er):
            if not self.has(ib_er):
                with suppress(FileExistsError):
                    os.mkdir(ib_er, dir_fd=self.descriptor)
            with self._inside(ib_er) as folder:
                one_file.tidy(folder)
                is_made = one_file.create(folder, name, data)
            one_file.settle(self.descriptor)
            return is_made

    def replace(self, ib_er: str, name: str, data: bytes, *, known: bytes) -> bool:
        """Another content for a file that still holds what is known of it; False, and it stays as it is, when it does not."""
        with writing(self.path / ib_er / name), self._inside(ib_er) as folder:
            one_file.tidy(folder)
            return one_file.replace(folder, name, data, known=known)

    def remove(self, ib_er: str, name: str, *, known: bytes) -> bool:
        """Take a file away that still holds what is known of it; False, and it stays, when it does not or is not there."""
        if self.read(ib_er, name) != known:
            return False
        with writing(self.path / ib_er / name), self._inside(ib_er) as folder:
            os.unlink(name, dir_fd=folder)
            one_file.settle(folder)
        return True

    def remove_empty(self, ib_er: str) -> None:
        """Take away the folder of an ib-er in which nothing is left."""
        with suppress(OSError):
            os.rmdir(ib_er, dir_fd=self.descriptor)

    @contextmanager
    def _inside(self, ib_er: str) -> Iterator[int]:
        descriptor = os.open(ib_er, A_FOLDER, dir_fd=self.descriptor)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


@contextmanager
def opened(root: Path, scores: str) -> Iterator[ScoreFolder]:
    """The folder of the scores of a project, made when it is not there. Of all programs only one is inside at a time."""
    path = (root / scores).resolve()
    if not path.is_relative_to(root.resolve()):
        raise SurroundingsError(f"{scores} is een snelkoppeling naar een map buiten het project; zet de map zelf hier")
    with writing(path):
        path.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, A_FOLDER)
    try:
        _wait_for(descriptor, path)
        yield ScoreFolder(descriptor, path)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path) -> None:
    """The lock goes with the descriptor, however this process ends. A disk that knows no locks has none."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise SurroundingsError(f"een ander programma is bezig in {path}; probeer het zo nog eens") from error
            time.sleep(0.02)
        except OSError:
            return
        else:
            return
