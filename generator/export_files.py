"""Where an export goes: a folder for its owner alone, in which nothing is overwritten that was changed since we wrote it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from generator import output, print_files
from generator.print_files import Target, make_private, put_in_place
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
    with writing(folder):
        make_private(folder)
        known = _still_known(folder) | {(name, _digest(data)) for name, data in files.items()}
    record = "".join(f"{digest}  {name}\n" for name, digest in sorted(known)).encode()
    with output.beside(folder / "export", private=True) as new, writing(folder):
        output.write_files(new, {**files, RECORD: record}, private=True)
        put_in_place(
            new, folder, [RECORD, *files]
        )  # the record first: killed in between, the old and the new are known


def forget_removed(folder: Path) -> None:
    """Take the record away when nothing that it speaks of is there any more."""
    recorded = _recorded(folder)
    if recorded and not any((folder / name).exists() for name, _ in recorded):
        (folder / RECORD).unlink()


def _still_known(folder: Path) -> set[tuple[str, str]]:
    """What is recorded of the files as they are now."""
    names = {name for name, _ in _recorded(folder)}
    files = [folder / name for name in names if (folder / name).is_file()]
    return {(file.name, _digest(file.read_bytes())) for file in files} & _recorded(folder)


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
