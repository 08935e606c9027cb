"""The files about one ib-er as they lie in a project, and the zip that they are handed over in."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.history.contents import contents
from generator.history.older import named_in
from generator.model.inzage import Stuk
from generator.problems import visible
from generator.reading import files
from generator.reading.files import Folder, is_absent
from generator.reading.register_entry import entry_in, is_readable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.model.inzage import RegisterState
    from generator.model.project import Settings

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: the same for every file, so that the same files give the same bytes."""
PRIVATE = 0o600 << 16
UNIX = 3


@dataclass(frozen=True)
class Found:
    """What stands in the own folder, and what of it does not go along."""

    stukken: tuple[Stuk, ...] = ()
    foreign: tuple[str, ...] = ()
    """Those that say that they are about somebody else."""
    unread: tuple[str, ...] = ()


def own_files(root: Path, folder: str, id: str, shown: Collection[str]) -> Found:
    """Every file in the folder of this person, as it is; `shown` are those that can be read without a fault."""
    reader = Folder(root)
    stukken, foreign, unread = [], [], []
    closed: list[Path] = []
    for path in sorted(_below(reader.root / folder, closed)):
        inside = path.relative_to(reader.root).as_posix()
        data = _read(reader, path, inside)
        if data is None:
            unread.append(visible_path(inside))
        elif named_in(data) not in ("", id):
            foreign.append(visible_path(inside))
        else:
            stukken.append(Stuk(visible_path(inside), data, contents(data) or {}, is_shown=inside in shown))
    unread += [visible_path(os.path.relpath(path, reader.root)) for path in closed]
    return Found(tuple(stukken), tuple(foreign), tuple(unread))


def _below(folder: Path, closed: list[Path]) -> Iterator[Path]:
    """Hidden files as well: what a command left behind is also kept. No link to a folder is followed.

    `closed` gets the folders that could not be looked into.
    """

    def refused(error: OSError) -> None:
        if not is_absent(folder):
            closed.append(Path(error.filename))

    for top, folders, names in os.walk(folder, onerror=refused):
        yield from (Path(top, name) for name in names)
        yield from (Path(top, name) for name in folders if Path(top, name).is_symlink())


def _read(reader: Folder, path: Path, inside: str) -> bytes | None:
    """All of a plain file however large; a link as far as the project itself reads it. None for what cannot be read."""
    if path.is_symlink():
        return reader.read(inside)
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def visible_path(path: str) -> str:
    """As it can be printed, also when its bytes are no UTF-8."""
    return visible(files.shown(path))


def own_entry(root: Path, settings: Settings, id: str) -> tuple[dict[str, str], RegisterState]:
    """What the register says of this person; one that is not there, or that cannot be read, says nothing."""
    if is_absent(root / settings.register):
        return {}, "afwezig"
    data = Folder(root).read(settings.register)
    if data is None or not is_readable(data):
        return {}, "onleesbaar"
    return entry_in(data, id), "gelezen"


def zipped(given: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes, whenever and by whom."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in sorted(given.items()):
            info = zipfile.ZipInfo(path, EARLIEST)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, PRIVATE, UNIX
            archive.writestr(info, data)
    return made.getvalue()
