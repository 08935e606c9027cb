"""Where an export goes: a folder for its owner alone, in which nothing is overwritten that was changed since we wrote it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from generator import output, print_files
from generator.print_files import Target, made_private, put_in_place
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.problems import Problem

FOLDER = "export"
RECORD = ".kijkwijzer-export"
"""Beside the files: what each held when we wrote it, as a CSV has no place to tell that itself."""
LARGEST = 100_000


def target_of(root: Path, wanted: Path | None) -> Target:
    return Target(root / (wanted or FOLDER))


def in_the_way(target: Target, names: Iterable[str]) -> list[Problem]:
    """The files that would be overwritten and that are not as we wrote them."""
    return print_files.in_the_way(target, names, lambda file: is_as_made(file, file.read_bytes()))


def is_as_made(file: Path, content: bytes) -> bool:
    """Whether we wrote this file, and nobody changed it since."""
    return (file.name, _digest(content)) in _recorded(file.parent)


def write(target: Target, files: Mapping[str, bytes]) -> None:
    """All of them or none."""
    folder = target.folder
    with made_private(folder), output.beside(folder / "export", private=True) as new, writing(folder):
        known = _still_known(folder) | {(name, _digest(data)) for name, data in files.items()}
        output.write_files(new, {**files, RECORD: _record(known)}, private=True)
        # the record first: killed in between, the old and the new are known
        put_in_place(new, folder, [RECORD, *files])


def is_orphaned(record: Path) -> bool:
    """Whether a record speaks of files that are not there any more."""
    return any(not (record.parent / name).exists() for name, _ in _recorded(record.parent))


def forget_removed(folder: Path) -> None:
    """Take out of the record what it says of files that are not there any more: their names may say whose they were."""
    recorded = _recorded(folder)
    kept = {(name, digest) for name, digest in recorded if (folder / name).exists()}
    if not kept:
        (folder / RECORD).unlink(missing_ok=True)
    elif kept != recorded:
        with output.beside(folder / "export", private=True) as new:
            output.write_files(new, {RECORD: _record(kept)}, private=True)
            (new / RECORD).replace(folder / RECORD)


def _still_known(folder: Path) -> set[tuple[str, str]]:
    """What is recorded of the files as they are now."""
    names = {name for name, _ in _recorded(folder)}
    files = [folder / name for name in names if (folder / name).is_file()]
    return {(file.name, _digest(file.read_bytes())) for file in files} & _recorded(folder)


def _record(known: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(known)).encode()


def _recorded(folder: Path) -> set[tuple[str, str]]:
    """The name and the digest of each file that we wrote here before."""
    file = folder / RECORD
    with suppress(OSError, UnicodeDecodeError):
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= LARGEST:
            lines = (line.partition("  ") for line in file.read_text(encoding="utf-8").splitlines())
            return {(name, digest) for digest, _, name in lines}
    return set()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
