"""One file in a folder that is held open: written whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.output import BESIDE, LEFTOVER, exchange
from generator.reading.room import FOR_REGISTER

if TYPE_CHECKING:
    from collections.abc import Iterator

A_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
A_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
"""What a disk that knows no hard links says."""


def create(folder: int, name: str, data: bytes, mode: int | None = None) -> bool:
    """A file that was not there; False, and nothing is written, when there is one of that name."""
    with _beside(folder, name, data, mode) as new:
        is_made = _placed(folder, new, name, data, mode)
        settle(folder)
    return is_made


def replace(folder: int, name: str, data: bytes, *, known: bytes) -> bool:
    """Another content for a file that still holds what is known of it; False, and it stays as it is, when it does not."""
    if content(folder, name) != known:
        return False
    mode = stat.S_IMODE(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    if not mode & stat.S_IWUSR:  # renaming would not mind, and whoever made it read-only would
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with _beside(folder, name, data, mode) as new:
        is_made = _swapped(folder, new, name, known)
    settle(folder)
    return is_made


def content(folder: int, name: str) -> bytes | None:
    """The bytes of a plain file, at most one more than any may have; None when there is no such file."""
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
            return file.read(FOR_REGISTER.bytes + 1)
    finally:
        os.close(descriptor)


def tidy(folder: int, name: str = "") -> None:
    """Remove what a killed program left beside a file, or beside any: nobody else may be writing it now."""
    for leftover in filter(LEFTOVER.fullmatch, os.listdir(folder)):
        if leftover.startswith(f".{name}{BESIDE}" if name else "."):
            os.unlink(leftover, dir_fd=folder)


@contextmanager
def _beside(folder: int, name: str, data: bytes, mode: int | None = None) -> Iterator[str]:
    """A file next to its place, wholly on the disk. Its name is hidden, so no reader takes it for one of ours."""
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


def settle(folder: int) -> None:
    """Also that a name was given must be on the disk; not every disk can be asked so."""
    with suppress(OSError):
        os.fsync(folder)


def _placed(folder: int, new: str, name: str, data: bytes, mode: int | None) -> bool:
    """Gives a new file its name, unless there is one of that name. A link can do that in one step, where renaming cannot."""
    try:
        os.link(new, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        return _placed_without_link(folder, name, data, mode)
    return True


def _placed_without_link(folder: int, name: str, data: bytes, mode: int | None) -> bool:
    try:
        _write(folder, name, data, mode)
    except FileExistsError:
        return False
    return True


def _swapped(folder: int, new: str, name: str, known: bytes) -> bool:
    """Lets both files change places, and back again when not the known one came out: also what an editor saves right now is kept."""
    if not exchange(new, name, folder):
        os.rename(new, name, src_dir_fd=folder, dst_dir_fd=folder)
        return True
    if content(folder, new) == known:
        return True
    exchange(new, name, folder)
    return False
