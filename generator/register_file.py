"""The only writer of the register: one person more or one less, and every other byte as it was."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from generator import one_file
from generator.model.register import Register
from generator.output import opened
from generator.problems import Location, Notebook, Problem, has_faults, quoted
from generator.reading.files import Folder, is_absent
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.register import read_register
from generator.reading.room import FOR_REGISTER
from generator.register_text import with_entry, without_entry
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.project import Settings
    from generator.model.register import InternBegeleider

PRIVATE = 0o600
NEW = b"""\
# Wie er achter elk pseudoniem zit. Dit bestand is vertrouwelijk: het hoort niet in git, niet in de mail en niet op internet.
ib_ers:
"""


class RegisterFaultError(Exception):
    """The register holds faults, or cannot take what was asked; it stays as it was. They have to be mended first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(*map(str, problems))
        self.problems = problems


def add(path: Path, ib_er: InternBegeleider) -> None:
    """One person more. A register that is not there yet is made, for its owner alone; its folder has to be there.

    Raises RegisterFaultError and SurroundingsError, and then nothing was written.
    """
    with _held(path) as (folder, name):
        old = _content(folder, name, path)
        new = _added(path, old, ib_er)
        if old is None:
            is_done = one_file.create(folder, name, new, PRIVATE)
        else:
            is_done = one_file.replace(folder, name, new, known=old)
        _prove(folder, name, new, path, is_done=is_done)


def remove(path: Path, id: str) -> bool:
    """One person less, with what was remarked inside their lines; False when they are not in it, or there is no register.

    Raises RegisterFaultError and SurroundingsError, and then nothing was written.
    """
    with _held(path) as (folder, name):
        old = _content(folder, name, path)
        if old is None or id not in read(path, old).ib_ers:
            return False
        new = _removed(path, old, id)
        _prove(folder, name, new, path, is_done=one_file.replace(folder, name, new, known=old))
    return True


def check_removal(path: Path, id: str) -> None:
    """Raises what `remove` would, as far as that can be told without writing."""
    with _opened(path) as (folder, name):
        old = _content(folder, name, path)
        if old is None or id not in read(path, old).ib_ers:
            return
        _removed(path, old, id)
        is_kept = not os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode & stat.S_IWUSR
        if is_kept or not os.access(".", os.W_OK | os.X_OK, dir_fd=folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def tidy(path: Path) -> None:
    """Takes away what a killed program left beside the register: git may take that along. Nobody else may be writing it now."""
    with _held(path):
        pass


def load(root: Path, settings: Settings) -> Register:
    """The register of a project, as the readers find it; an empty one when there is none. Raises RegisterFaultError."""
    if is_absent(root / settings.register):
        return Register()
    folder = Folder(root)
    data = folder.read(settings.register)
    if data is None:
        raise RegisterFaultError(folder.problems)
    return read(settings.register, data)


def read(path: Path | str, data: bytes) -> Register:
    """What the bytes of a register say. Raises RegisterFaultError when anything in it is wrong."""
    mapping, problems = parse(str(path), data, room=FOR_REGISTER)
    if mapping is None:
        raise RegisterFaultError(problems)
    part = Part(mapping, Notebook(str(path), problems))
    register = read_register(part)
    if has_faults(part.notebook.problems):
        raise RegisterFaultError(part.notebook.problems)
    return register


def _added(path: Path, old: bytes | None, ib_er: InternBegeleider) -> bytes:
    old = NEW if old is None else old
    register = read(path, old)
    if ib_er.id.lower() in map(str.lower, register.ib_ers):
        raise RegisterFaultError([Problem(Location(str(path)), f"{quoted(ib_er.id)} staat al in het register")])
    new = with_entry(old.decode(), ib_er).encode()
    return _proven(path, new, replace(register, ib_ers={**register.ib_ers, ib_er.id: ib_er}))


def _removed(path: Path, old: bytes, id: str) -> bytes:
    register = read(path, old)
    others = {other: ib_er for other, ib_er in register.ib_ers.items() if other != id}
    return _proven(path, without_entry(old.decode(), id).encode(), replace(register, ib_ers=others))


def _proven(path: Path, new: bytes, register: Register) -> bytes:
    """The new bytes, after reading in them what they have to say and nothing else."""
    try:
        is_right = read(path, new) == register
    except RegisterFaultError:
        is_right = False
    if is_right:
        return new
    message = "dit lukt niet vanzelf in de vorm waarin het register nu staat; verander het zelf in een tekstprogramma"
    raise RegisterFaultError([Problem(Location(str(path)), message)])


# --- On the disk


@contextmanager
def _held(path: Path) -> Iterator[tuple[int, str]]:
    """The folder of the register, held open, without what a killed program left there."""
    with _opened(path) as (folder, name):
        one_file.tidy(folder, name)
        yield folder, name


@contextmanager
def _opened(path: Path) -> Iterator[tuple[int, str]]:
    with writing(path), opened(path.parent) as folder:
        yield folder, path.name


def _content(folder: int, name: str, path: Path) -> bytes | None:
    """None when there is no register. A link is not followed: what it leads to may be anybody's."""
    data = one_file.content(folder, name)
    if data is None and name in os.listdir(folder):
        raise SurroundingsError(
            f"{path} is een snelkoppeling of geen gewoon bestand; schrijf in mkdocs.yml waar het register zelf staat"
        )
    return data


def _prove(folder: int, name: str, new: bytes, path: Path, *, is_done: bool) -> None:
    """What is on the disk now is what was meant to be."""
    if not is_done or one_file.content(folder, name) != new:
        raise SurroundingsError(
            f"{path} is intussen door een ander veranderd; er is niets geschreven. Probeer het opnieuw"
        )
