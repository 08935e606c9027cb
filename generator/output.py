"""The folders that we write: only ours, built beside the old one and put in its place in one step."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


MARKER = ".kijkwijzer"
"""The file that says that a folder is ours to replace."""
MARKER_TEXT = (
    "Deze map is gemaakt door kijkwijzer. Alles wat hier staat, wordt bij de volgende keer bouwen vervangen.\n"
)
MADE = ".gemaakt.jsonl"
"""Of what is in a folder of ours: what it was made from and the hash of each file, a line for what belongs together."""
BESIDE = ".nieuw-"
ASIDE = "-oud"
LEFTOVER = re.compile(rf"\..+{re.escape(BESIDE)}[0-9a-f]{{8}}(?:{ASIDE})?")
"""What a command that was killed left beside its output."""

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def is_ours(folder: Path) -> bool:
    marker = folder / MARKER
    return marker.is_file() and not marker.is_symlink()


def mark(folder: Path) -> None:
    (folder / MARKER).write_text(MARKER_TEXT, encoding="utf-8")


@contextmanager
def beside(target: Path, *, private: bool = False, is_taken_over: bool = False) -> Iterator[Path]:
    """A new folder next to `target` to build in, gone afterwards unless it was swapped in.

    What a killed build left behind is removed first: such a folder is ours by name and marker, and no running build holds its lock.
    Where it `is_taken_over` by who builds next, it also stays when somebody stops us.
    """
    stays = False
    with writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        tidy(target)
        folder, marker = _begun(target, private=private)
    try:
        with marker:
            yield folder
    except KeyboardInterrupt:
        stays = is_taken_over
        raise
    finally:
        if not stays:
            with suppress(OSError):
                remove(folder)


def _begun(target: Path, *, private: bool) -> tuple[Path, BinaryIO]:
    """A new folder, marked and held for as long as the marker is open. Another build may take it for a leftover before that: then anew."""
    while True:
        folder = target.parent / f".{target.name}{BESIDE}{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700 if private else 0o777)
        try:
            mark(folder)
            if private:
                (folder / MARKER).chmod(0o600)
            marker = (folder / MARKER).open("rb")
        except FileNotFoundError:
            continue
        except OSError:
            remove(folder)
            raise
        with suppress(OSError):  # a disk that knows no locks
            fcntl.flock(marker, fcntl.LOCK_EX)
        if os.fstat(marker.fileno()).st_nlink:
            return folder, marker
        marker.close()


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Holds a folder for this process; False when another one has it. The lock goes with the process, however it ends."""
    with (folder / MARKER).open("rb") as marker:
        try:
            fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # held by another, or a disk that knows no locks
            yield False
        else:
            yield True


def tidy(target: Path) -> None:
    """What killed builds left: an old folder that lost its name comes back, and all else that is ours and that nobody is busy with goes."""
    restore(target)
    for folder in target.parent.glob(f".{target.name}{BESIDE}*"):
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError):  # gone meanwhile, or somebody else's
            if is_ours(folder) and not folder.is_symlink():
                _remove_free(folder)
            else:
                _remove_empty(folder)


def _remove_empty(folder: Path) -> None:
    """One of before it was marked. Another build may be just about to mark it, and one that is not ours may hold something."""
    try:
        folder.rmdir()
    except OSError as error:
        if error.errno != errno.ENOTEMPTY:
            raise


def _remove_free(folder: Path) -> None:
    with held(folder) as is_free:
        if is_free:
            remove(folder)


def remove(folder: Path) -> None:
    """A folder or a file. The mark goes last, so that what is left by a kill is known for ours."""
    if not folder.is_dir() or folder.is_symlink():
        folder.unlink(missing_ok=True)
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
    shutil.rmtree(folder)


def write_files(folder: Path, files: Mapping[str, bytes], *, private: bool = False) -> None:
    """Puts files in a folder; private ones for the owner alone."""
    for path, content in files.items():
        file = folder / path
        with writing(file):
            make_folders(folder, file.parent, 0o700 if private else 0o777)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(content)


def make_folders(top: Path, folder: Path, mode: int) -> None:
    """Each missing folder below `top`; Path.mkdir(parents=True) would give only the last one the mode."""
    if folder != top and not folder.exists():
        make_folders(top, folder.parent, mode)
        folder.mkdir(mode=mode)


def swap(new: Path, target: Path) -> Callable[[], object]:
    """Put `new` in the place of `target` in one step; what was there is then found at `new`, for the caller to remove.

    Gives what puts it back. On a disk where two folders cannot change places there are two steps, and `restore` mends what is
    killed between them.
    """
    with writing(target):
        settle(new)
        back = _put(new, target)
        _settle_names(target.parent)
        return back


def _put(new: Path, target: Path) -> Callable[[], object]:
    if not target.exists():
        new.rename(target)
        return partial(target.rename, new)
    if not exchange(new, target):
        aside = new.with_name(f"{new.name}{ASIDE}")
        target.rename(aside)
        try:
            new.rename(target)
        except BaseException:
            aside.rename(target)
            raise
        aside.rename(new)
    return partial(_put, new, target)


def restore(target: Path) -> None:
    """Put a folder back that was laid aside when a build was killed, so that there is always an old one or a new one."""
    for aside in target.parent.glob(f".{target.name}{BESIDE}*{ASIDE}"):
        if is_ours(aside) and not os.path.lexists(target):
            with writing(target):
                aside.rename(target)


def settle(folder: Path) -> None:
    """All that was written must be on the disk before the old is gone: after a power cut the files would else be empty.

    The whole disk at once took 10 ms for 170 files, and asking it for each file 50 to 1,500.
    """
    with opened(folder) as descriptor:
        failed = _libc().syncfs(descriptor)
        if failed and (error := ctypes.get_errno()) != errno.ENOSYS:
            raise OSError(error, os.strerror(error))


def _settle_names(folder: Path) -> None:
    """Also which folder has which name; not every disk can be asked so."""
    with suppress(OSError), opened(folder) as descriptor:
        os.fsync(descriptor)


@contextmanager
def opened(folder: Path) -> Iterator[int]:
    """A folder that is held open, so that what is done in it is done there, wherever its path leads by then."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _libc() -> ctypes.CDLL:
    """What Python itself has no words for."""
    return ctypes.CDLL(None, use_errno=True)


def exchange(one: Path | str, other: Path | str, folder: int = AT_FDCWD) -> bool:
    """Let two names change places, with no moment in between; False where the system or disk cannot."""
    with suppress(AttributeError):
        names = folder, os.fsencode(one), folder, os.fsencode(other)
        return bool(_libc().renameat2(*names, RENAME_EXCHANGE) == 0)
    return False
