"""The folder of the private site, filled unit by unit: never more than a few of them are in memory at once."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator import output, pdf
from generator.kept_pdfs import Told
from generator.made_from import MadeFrom
from generator.problems import Problem
from generator.rendering import dossier
from generator.rendering.missing_pdfs import without_links
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from generator.kept_pdfs import Keeper, Place, Ready
    from generator.rendering.dossier import Unit
    from generator.rendering.page import Sheet
    from generator.terminal import Progress

FOR_OWNER = 0o600


def fill(folder: Path, units: list[Unit], keeper: Keeper, progress: Progress) -> list[Problem]:
    """Writes all pages and PDFs, and what each was made from; gives why a PDF is not there."""
    output.write_files(folder, {output.MADE: b""}, private=True)
    with progress.count("Mappen maken", len(units)) as done:
        filling = _Filling(folder, keeper, done)
        failed = filling.fill(units)
    filling.sort()
    _forget_links(folder, {problem.location.path for problem in failed})
    return failed


@dataclass
class _Busy:
    """A unit of which not everything is there yet."""

    name: str
    told: Told
    waiting: set[str] = field(default_factory=set)
    """The PDFs that are being made."""
    is_given: bool = False
    """Whether everything has been asked for."""


class _Filling:
    """What is under way in a folder that is being filled."""

    def __init__(self, folder: Path, keeper: Keeper, done: Callable[[str], None]) -> None:
        self.folder, self.keeper, self.done = folder, keeper, done
        self.asked: dict[str, tuple[Sheet, _Busy]] = {}
        self.file = folder / output.MADE
        self.lines: list[str] = []

    def fill(self, units: list[Unit]) -> list[Problem]:
        failed = []
        for path, made in pdf.make_pdfs(self._to_make(units)):
            sheet, busy = self.asked.pop(path)
            busy.waiting.discard(path)
            if isinstance(made, Problem):
                failed.append(made)
                busy.told.made_from = ""
            else:
                self._write_pdf(busy, sheet, made)
            self._end(busy)
        return failed

    def _to_make(self, units: Iterable[Unit]) -> Iterator[Sheet]:
        """The sheets that have to be made into PDFs; all else is written on the way there, as sheets are asked for."""
        keys: MadeFrom | None = None
        for unit in units:
            keys = keys or MadeFrom(unit.whole)
            made_from = keys.of(unit)
            if ready := self.keeper.take_unit(made_from):
                self._take_over(unit, ready)
            else:
                yield from self._make(_Busy(unit.folder, Told(made_from)), unit)

    def _take_over(self, unit: Unit, ready: Ready) -> None:
        for place, data in ready.files.items():
            _place(self.folder, place, data)
        self._tell(ready.told, unit.folder)

    def _make(self, busy: _Busy, unit: Unit) -> Iterator[Sheet]:
        desk = unit.desk()
        for path, content in dossier.files(desk):
            output.write_files(self.folder, {path: content}, private=True)
            busy.told.note(path, content)
        for sheet in dossier.sheets(desk):
            if (ready := self.keeper.take(sheet)) is None:
                busy.waiting.add(sheet.path)
                self.asked[sheet.path] = sheet, busy
                yield sheet
            else:
                self._write_pdf(busy, sheet, ready)
        busy.is_given = True
        self._end(busy)

    def _write_pdf(self, busy: _Busy, sheet: Sheet, made: bytes) -> None:
        output.write_files(self.folder, {sheet.path: made}, private=True)
        busy.told.note_pdf(sheet, made)

    def _end(self, busy: _Busy) -> None:
        if busy.is_given and not busy.waiting:
            self._tell(busy.told, busy.name)

    def _tell(self, told: Told, name: str) -> None:
        """At once, for who goes on with this when we are killed."""
        self.lines.append(told.line)
        with writing(self.file), self.file.open("a", encoding="utf-8") as file:
            file.write(told.line)
        self.done(name)

    def sort(self) -> None:
        """In whatever order they came, the same lines are the same file."""
        with writing(self.file):
            self.file.write_text("".join(sorted(self.lines)), encoding="utf-8")


def _place(folder: Path, place: Place, data: bytes) -> None:
    """The same file under one more name, where the disk can and nobody else has it too; else what is in it."""
    with writing(folder / place.path):
        output.make_folders(folder, (folder / place.path).parent, 0o700)
        if not _linked(place.folder / place.path, folder / place.path):
            output.write_files(folder, {place.path: data}, private=True)


def _linked(old: Path, new: Path) -> bool:
    found = old.lstat()
    if not stat.S_ISREG(found.st_mode) or stat.S_IMODE(found.st_mode) != FOR_OWNER or found.st_nlink > 1:
        return False
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _forget_links(folder: Path, missing: Collection[str]) -> None:
    """Pages that lead to a PDF that is not there say so. As they are then not what was told, they are made anew the next time."""
    for page in sorted(folder.rglob("*.html")) if missing else ():
        path, html = page.relative_to(folder).as_posix(), page.read_bytes().decode()
        if (told := without_links(path, html, missing)) != html:
            page.unlink()
            output.write_files(folder, {path: told.encode()}, private=True)
