"""What the build before made and need not be made again: the same things set by the same program give the same bytes.

It is kept nowhere else than in the output itself, which says in one file what everything in it was made from. So nothing private
stands in a second place, and with the output it is gone. Neither the clock nor the date of a file counts: what something was made
from is known by its hash, and so is what is in it.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from generator import output
from generator.fingerprint import fingerprint
from generator.pdf_boxes import Borrowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.rendering.page import Sheet


class Place(NamedTuple):
    """A file of an older output, and the hash of what is in it."""

    folder: Path
    path: str
    digest: str

    def read(self) -> bytes | None:
        """What is in it; None when it is not there, or not any more as it was made."""
        file = self.folder / self.path
        with suppress(OSError, ValueError):
            data = file.read_bytes() if file.is_file() else b""
            return data if hashed(data) == self.digest else None
        return None


@dataclass
class Told:
    """Of some files that belong together: what they were made from, and the hash of each."""

    made_from: str = ""
    """Empty when they may not be used again together."""
    files: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    """Of each PDF among them, the key of its sheet."""

    def note(self, path: str, data: bytes) -> None:
        self.files[path] = hashed(data)

    def note_pdf(self, sheet: Sheet, pdf: bytes) -> None:
        """One with fonts of this computer is made anew each time, as those can change."""
        if isinstance(pdf, Borrowed):
            self.made_from = ""
        else:
            self.note(sheet.path, pdf)
            self.sheets[sheet.path] = key(sheet)

    @property
    def line(self) -> str:
        told = {"files": self.files, "made_from": self.made_from, "sheets": self.sheets}
        return json.dumps(told, sort_keys=True, separators=(",", ":")) + "\n"


class Ready(NamedTuple):
    """What of an older output goes into the new one as it is."""

    told: Told
    files: Mapping[Place, bytes]


class Keeper:
    """Hands out what is in older outputs, and writes down the PDFs of a new one."""

    def __init__(self, *old: Path) -> None:
        self.units: dict[str, tuple[Path, Told]] = {}
        self.pdfs: dict[str, Place] = {}
        self.told = Told()
        for folder in old:
            for told in _read(folder):
                self._know(folder, told)

    def _know(self, folder: Path, told: Told) -> None:
        if told.made_from:
            self.units[told.made_from] = folder, told
        for path, made_from in told.sheets.items():
            self.pdfs[made_from] = Place(folder, path, told.files[path])

    def take(self, sheet: Sheet) -> bytes | None:
        """The same PDF as when it was made anew, if it is there."""
        place = self.pdfs.get(key(sheet)) if self.pdfs else None
        return place.read() if place else None

    def take_unit(self, made_from: str) -> Ready | None:
        """All that was made from this, if all of it is there."""
        if made_from not in self.units:
            return None
        folder, told = self.units[made_from]
        files = {}
        for path, digest in told.files.items():
            place = Place(folder, path, digest)
            if (data := place.read()) is None:
                return None
            files[place] = data
        return Ready(told, files)

    def note(self, sheet: Sheet, pdf: bytes) -> None:
        """That this PDF goes into the new output."""
        self.told.note_pdf(sheet, pdf)

    @property
    def file(self) -> bytes:
        return self.told.line.encode()


def keeper(target: Path, *others: Path) -> Keeper:
    """For what is built in the place of this output; a folder that is not ours counts as none. It goes before all others."""
    return Keeper(*others, target) if output.is_ours(target) and not target.is_symlink() else Keeper(*others)


def _read(folder: Path) -> Iterator[Told]:
    """What the file of an output says, as far as it says something sensible."""
    file = folder / output.MADE
    if not file.is_file():
        return
    with suppress(OSError), file.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                yield _told(json.loads(line))


def _told(said: Mapping[str, Mapping[str, str]]) -> Told:
    """Raises ValueError, TypeError or KeyError when it is none."""
    told = Told(str(said["made_from"]), dict(said["files"]), dict(said["sheets"]))
    pieces = [*told.files, *told.files.values(), *told.sheets.values()]
    if not all(isinstance(piece, str) for piece in pieces) or not told.files.keys() >= told.sheets.keys():
        raise TypeError
    if any(PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts for path in told.files):
        raise ValueError
    return told


def key(sheet: Sheet) -> str:
    """What a sheet is made into: all that is in it but its path, and the program that does it."""
    pieces = [
        fingerprint(),
        f"{sheet.is_fillable} {sheet.likely_draft}",
        sheet.html,
        *("".join(f"{len(piece)}:{piece}" for piece in draft) for draft in sheet.drafts),
    ]
    return hashed("".join(f"{len(piece)}:{piece}" for piece in pieces).encode("utf-8", "surrogatepass"))


def hashed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
