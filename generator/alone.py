"""One command at a time writes in a project folder. The lock is on the folder itself: no file that could stay behind."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator import terminal
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Iterator

A_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
PROGRAMS = {"kijkwijzer", "mkdocs", "properdocs"}
NO_LOCKS = "Deze schijf kan een map niet vergrendelen. Start geen tweede opdracht in deze map voordat deze klaar is."

_held: set[Path] = set()


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Holds the project for this process, which may ask for it again meanwhile. Raises SurroundingsError when another one has it.

    The lock goes with the process, however that ends. A disk that knows no locks is written to, and that is said.
    """
    root = root.resolve()
    if root in _held:
        yield
        return
    with writing(root):
        descriptor = os.open(root, A_FOLDER)
    try:
        _lock(descriptor, root)
        _held.add(root)
        yield
    finally:
        _held.discard(root)
        os.close(descriptor)


def _lock(descriptor: int, root: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        who = _holder(os.fstat(descriptor).st_ino)
        raise SurroundingsError(
            f"er is al een opdracht van kijkwijzer bezig in {root}{f' ({who})' if who else ''}; er is niets veranderd. "
            "Wacht tot die klaar is en probeer het dan opnieuw"
        ) from error
    except OSError:
        terminal.say(NO_LOCKS)


def _holder(inode: int) -> str:
    """The command that holds this folder, and the number of its process, where the system tells."""
    with suppress(OSError, ValueError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            _, kind, _, _, process, place, *_ = line.split()
            if kind == "FLOCK" and place.endswith(f":{inode}") and (command := _command(process)):
                return f"{command}, proces {process}"
    return ""


def _command(process: str) -> str:
    """Of what a process was started with, the command alone: the rest may name people."""
    with suppress(OSError):
        words = Path("/proc", process, "cmdline").read_bytes().decode(errors="replace").split("\0")
        names = [Path(word).name for word in words]
        place = next((place for place, name in enumerate(names) if name in PROGRAMS), None)
        if place is not None:
            rest = [word for before, word in zip(words[place:], words[place + 1 :], strict=False) if before != "-C"]
            return " ".join([names[place], *[word for word in rest if word.isalpha()][:1]])
    return ""
