"""Where printed kijkwijzers go: a folder for their owner alone, in which nothing of anybody else is overwritten."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import output, workbook_seal
from generator.problems import Location, Problem, quoted
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.model.project import Settings

FOLDER = "kijkwijzers-om-te-printen"
PDF, XLSX = FILES = (".pdf", ".xlsx")
IGNORE = ".gitignore"
EVERYTHING = b"*\n"
"""Git leaves out the folder, and this file with it."""
SEAL = b"%kijkwijzer "


@dataclass(frozen=True)
class Target:
    """The folder to write in, and the file when just one was named."""

    folder: Path
    file: str = ""


def target_of(root: Path, wanted: Path | None) -> Target:
    """What a person typed, from the project root; what ends in .pdf or .xlsx is a file."""
    if wanted is None:
        return Target(root / FOLDER)
    path = root / wanted
    return Target(path.parent, path.name) if path.suffix.lower() in FILES else Target(path)


def refusal(root: Path, settings: Settings, target: Target, what: str = "deze formulieren") -> str:
    """Why nothing may be written there, or nothing."""
    folder = _real(target.folder)
    kept = (
        settings.site, settings.content, settings.rubrics, settings.scores, settings.templates, settings.dossier
    )  # fmt: skip
    for name in kept:
        if folder.is_relative_to(_real(root / name)):
            return f"in {quoted(name)} horen {what} niet: ze gaan over mensen; kies een andere map."
    if ".git" in folder.parts:
        return f"in een map van git horen {what} niet; kies een andere map."
    if target.folder.exists() and not target.folder.is_dir():
        return f"{quoted(str(target.folder))} is een bestand; kies een map."
    return ""


def _real(path: Path) -> Path:
    """Where a path leads; Path.resolve raises at a shortcut to itself."""
    return Path(os.path.realpath(path))


def in_the_way(target: Target, names: Iterable[str], is_as_made: Callable[[Path], bool] | None = None) -> list[Problem]:
    """The files that would be overwritten and that are not as we made them; a form tells that itself."""
    return [
        Problem(
            Location(name),
            f"in {quoted(str(target.folder))} staat al een bestand met deze naam, en het is niet (meer) zoals dit programma het maakte; "
            "er is niets overschreven. Geef dat bestand een andere naam of kies met --naar een andere map",
        )
        for name in names
        if not _may_be_replaced(target.folder / name, is_as_made or _is_as_made)
    ]


def _may_be_replaced(file: Path, is_as_made: Callable[[Path], bool]) -> bool:
    if not file.is_symlink() and not file.exists():
        return True
    with suppress(PermissionError):
        return file.is_file() and not file.is_symlink() and is_as_made(file)
    return False


def _is_as_made(file: Path) -> bool:
    return file.stat().st_size <= workbook_seal.LARGEST and is_as_made(file, file.read_bytes())


def is_as_made(file: Path, content: bytes) -> bool:
    """Whether this is a kijkwijzer of ours in which nobody changed anything."""
    return workbook_seal.is_sealed(content) if file.suffix.lower() == XLSX else is_sealed(content)


def sealed(pdf: bytes) -> bytes:
    """With a last line by which we know our own work again, as long as nobody has added a word to it."""
    return pdf + SEAL + _digest(pdf) + b"\n"


def _sealed(name: str, data: bytes) -> bytes:
    return workbook_seal.sealed(data) if name.lower().endswith(XLSX) else sealed(data)


def is_sealed(content: bytes) -> bool:
    pdf, seal, digest = content.rpartition(SEAL)
    return bool(seal) and digest == _digest(pdf) + b"\n"


def _digest(pdf: bytes) -> bytes:
    return hashlib.sha256(pdf).hexdigest().encode()


def write(target: Target, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """All of them or none, each by its name; gives the names. They go to the disk as they come, as there may be many."""
    names = []
    with made_private(target.folder), output.beside(target.folder / "kijkwijzers", private=True) as new:
        for name, data in files:
            names.append(target.file or name)
            with writing(target.folder):
                output.write_files(new, {names[-1]: _sealed(names[-1], data)}, private=True)
        with writing(target.folder):
            put_in_place(new, target.folder, names)
    return names


@contextmanager
def made_private(folder: Path) -> Iterator[None]:
    """A private folder to write in; a new one goes again when nothing came in it."""
    is_new = not folder.is_dir()
    with writing(folder):
        make_private(folder)
    try:
        yield
    finally:
        if is_new and [path.name for path in folder.iterdir()] == [IGNORE]:
            shutil.rmtree(folder)


def make_private(folder: Path) -> None:
    """A new folder is for its owner alone, and git leaves it out. One that was there stays as it is."""
    if folder.is_dir():
        return
    _make_private_parents(folder.parent)
    beside = folder.with_name(f".{folder.name}{output.BESIDE}{secrets.token_hex(4)}")
    beside.mkdir(mode=0o700)
    try:
        output.write_files(beside, {IGNORE: EVERYTHING}, private=True)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _make_private_parents(folder: Path) -> None:
    if not folder.is_dir():
        _make_private_parents(folder.parent)
        folder.mkdir(mode=0o700)


def put_in_place(new: Path, folder: Path, names: list[str]) -> None:
    """One after the other, and each is there whole at every moment; when one does not go, those before it go back to how they were."""
    before = {name: new / f"{name}.oud" for name in names if (folder / name).exists()}
    for name, aside in before.items():
        shutil.copy2(folder / name, aside)
    output.settle(new)
    with ExitStack() as undo:
        for name in names:
            file = folder / name
            if name in before:
                undo.callback(before[name].replace, file)
            else:
                undo.callback(file.unlink, missing_ok=True)
            (new / name).replace(file)
        undo.pop_all()


def is_open_to_git(target: Target) -> bool:
    """Whether git would take these files along."""
    folder = _real(target.folder)
    for place in (folder, *folder.parents):
        if _ignores_everything(place / IGNORE):
            return False
        if (place / ".git").exists():
            return True
    return False


def _ignores_everything(file: Path) -> bool:
    with suppress(OSError):
        return EVERYTHING.strip() in file.read_bytes().splitlines()
    return False
