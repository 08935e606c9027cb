"""Writes score files: whole or not at all, never over what somebody else wrote, and never outside the folder of the scores."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.output import exchange
from generator.reading.files import why
from generator.reading.text import LARGEST
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
A_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
A_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
BESIDE = ".nieuw-"
LEFTOVER = re.compile(r"\..+\.nieuw-[0-9a-f]{8}")
NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
"""What a disk that knows no hard links says."""
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
                return _content(folder, name)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise SurroundingsError(f"{self.path / ib_er / name} kan niet gelezen worden: {why(error)}") from error

    def tidy(self, ib_er: str) -> None:
        """Remove what a killed program left beside the files of this ib-er, where that can be done."""
        with suppress(OSError), self._inside(ib_er) as folder:
            _tidy(folder)

    def create(self, ib_er: str, name: str, data: bytes) -> bool:
        """A file that was not there; False, and nothing is written, when there is one of that name."""
        with writing(self.path / ib_er):
            if not self.has(ib_er):
                with suppress(FileExistsError):
                    os.mkdir(ib_er, dir_fd=self.descriptor)
            with self._inside(ib_er) as folder, _beside(folder, name, data) as new:
                is_made = _placed(folder, new, name, data)
                _settle(folder)
            _settle(self.descriptor)
            return is_made

    def replace(self, ib_er: str, name: str, data: bytes, *, known: bytes) -> bool:
        """Another content for a file that still holds what is known of it; False, and it stays as it is, when it does not."""
        with writing(self.path / ib_er / name), self._inside(ib_er) as folder:
            if _content(folder, name) != known:
                return False
            mode = stat.S_IMODE(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
            if not mode & stat.S_IWUSR:  # renaming would not mind, and whoever made it read-only would
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            with _beside(folder, name, data, mode) as new:
                is_made = _swapped(folder, new, name, known)
            _settle(folder)
            return is_made

    def remove(self, ib_er: str, name: str, *, known: bytes) -> bool:
        """Take a file away that still holds what is known of it; False, and it stays, when it does not or is not there."""
        if self.read(ib_er, name) != known:
            return False
        with writing(self.path / ib_er / name), self._inside(ib_er) as folder:
            os.unlink(name, dir_fd=folder)
            _settle(folder)
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


def _content(folder: int, name: str) -> bytes | None:
    try:
        descriptor = os.open(name, A_FILE, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ELOOP, errno.ENXIO):
            return None
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(LARGEST + 1)
    finally:
        os.close(descriptor)


def _tidy(folder: int) -> None:
    for leftover in filter(LEFTOVER.fullmatch, os.listdir(folder)):
        os.unlink(leftover, dir_fd=folder)


@contextmanager
def _beside(folder: int, name: str, data: bytes, mode: int | None = None) -> Iterator[str]:
    """A file next to its place, wholly on the disk. Its name is hidden, so no reader takes it for a score file.

    What a killed program left behind is removed first: nobody else is writing here now.
    """
    _tidy(folder)
    new = f".{name}{BESIDE}{secrets.token_hex(4)}"
    try:
        _write(folder, new, data, mode)
        yield new
    finally:
        with suppress(FileNotFoundError):
            os.unlink(new, dir_fd=folder)


def _write(folder: int, name: str, data: bytes, mode: int | None = None) -> None:
    """Wholly on the disk, or not there. With a mode it is nobody else's for as long as it has another one."""
    descriptor = os.open(name, A_NEW_FILE, 0o666 if mode is None else 0o600, dir_fd=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                os.fchmod(descriptor, mode)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
    except BaseException:
        with suppress(OSError):
            os.unlink(name, dir_fd=folder)
        raise


def _settle(folder: int) -> None:
    """Also that a name was given must be on the disk; not every disk can be asked so."""
    with suppress(OSError):
        os.fsync(folder)


def _placed(folder: int, new: str, name: str, data: bytes) -> bool:
    """Gives a new file its name, unless there is one of that name. A link can do that in one step, where renaming cannot."""
    try:
        os.link(new, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        return _placed_without_link(folder, name, data)
    return True


def _placed_without_link(folder: int, name: str, data: bytes) -> bool:
    try:
        _write(folder, name, data)
    except FileExistsError:
        return False
    return True


def _swapped(folder: int, new: str, name: str, known: bytes) -> bool:
    """Lets both files change places, and back again when not the known one came out: also what an editor saves right now is kept."""
    if not exchange(new, name, folder):
        os.rename(new, name, src_dir_fd=folder, dst_dir_fd=folder)
        return True
    if _content(folder, new) == known:
        return True
    exchange(new, name, folder)
    return False
