"""Which files an import takes, and their bytes: plain files alone, also from folders, and all that is passed over is named."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Location, Problem
from generator.reading.files import shown, why
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 20_000_000
"""Bytes of a filled form; ours are far below one million."""
MOST = 2_000
"""Files of one import."""
ENDINGS = (".pdf", ".xlsx", ".csv", ".yml", ".yaml")
HIDDEN = (".", "~$")
"""How names begin of what a program puts beside a file for itself."""
FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


class Source(NamedTuple):
    """A file to take: where it is, and how the person typed it."""

    file: Path
    typed: str


def sources(root: Path, wanted: Iterable[str]) -> Iterator[Source | Problem]:
    """The files that were named and those in the folders that were named, each once."""
    seen: set[str] = set()
    for typed in wanted:
        path = root / typed
        for source in _in_folder(path, typed) if _is_folder(path) else [Source(path, typed)]:
            real = os.path.realpath(source.file) if isinstance(source, Source) else ""
            if real not in seen:
                yield source
            seen |= {real} - {""}
            if len(seen) > MOST:
                raise SurroundingsError(f"dit zijn meer dan {MOST} bestanden; neem er minder tegelijk")


def _in_folder(folder: Path, typed: str) -> list[Source | Problem]:
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  Path would lose the names that are not UTF-8
    except OSError as error:
        return [fault(typed, f"deze map kan niet gelezen worden: {why(error)}")]
    paths = [(folder / name, os.path.join(typed, name)) for name in names if not name.startswith(HIDDEN)]  # noqa: PTH118
    return [_taken(path, typed) for path, typed in paths] or [note(typed, "in deze map staat niets")]


def _taken(path: Path, typed: str) -> Source | Problem:
    if _is_folder(path):
        return note(typed, "deze map is overgeslagen; noem hem apart als er formulieren in staan")
    if path.suffix.lower() in ENDINGS or _is_link(path):
        return Source(path, typed)
    return note(typed, f"dit bestand is overgeslagen; uit een map komt alleen wat eindigt op {', '.join(ENDINGS)}")


def _is_folder(path: Path) -> bool:
    """A link to one is none. What may not be looked at is none either: opening it tells why."""
    return os.path.isdir(path) and not _is_link(path)  # noqa: PTH112  Path raises where it may not look


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114  as above


def content(source: Source) -> bytes | Problem:
    """The bytes of a plain file. Nothing else is waited for, and no link is followed."""
    if _is_link(source.file):
        return fault(source.typed, "dit is een snelkoppeling; noem het bestand zelf")
    try:
        descriptor = os.open(source.file, FLAGS)
    except OSError as error:
        return fault(source.typed, f"dit bestand kan niet gelezen worden: {why(error)}")
    try:
        return _content(source, descriptor)
    finally:
        os.close(descriptor)


def _content(source: Source, descriptor: int) -> bytes | Problem:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        return fault(source.typed, "dit is geen gewoon bestand")
    try:
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return fault(source.typed, f"dit bestand kan niet gelezen worden: {why(error)}")
    if len(data) > LARGEST:
        return fault(
            source.typed, f"dit bestand is groter dan {LARGEST // 1_000_000} MB; een ingevuld formulier is veel kleiner"
        )
    return data or fault(source.typed, "dit bestand is leeg")


def fault(typed: str, message: str) -> Problem:
    return Problem(Location(shown(typed)), message)


def note(typed: str, message: str) -> Problem:
    return Problem(Location(shown(typed)), message, "let op")
