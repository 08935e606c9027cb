"""PDFs of the build before that need not be made again: the same sheet set by the same program gives the same bytes.

They are kept nowhere else than in the output itself, which says in one file what each was made from. So nothing private stands
in a second place, and with the output they are gone. Neither the clock nor the date of a file counts: what a PDF was made from is
known by its hash, and so is what is in it.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from generator import output
from generator.fingerprint import fingerprint
from generator.pdf_boxes import Borrowed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.rendering.page import Sheet


class Keeper:
    """Hands out the PDFs of an older output, and writes down those of a new one."""

    def __init__(self, old: Path | None = None) -> None:
        self.old = old
        self.places = dict(_places(old)) if old else {}
        self.told: dict[str, tuple[str, str]] = {}

    def take(self, sheet: Sheet) -> bytes | None:
        """The same bytes as when it was made anew; None when it is not there, or not any more as it was made."""
        path, digest = self.places.get(key(sheet), ("", ""))
        if self.old is None or not path:
            return None
        with suppress(OSError, ValueError):
            data = (self.old / path).read_bytes()
            return data if _hash(data) == digest else None
        return None

    def note(self, sheet: Sheet, pdf: bytes) -> None:
        """That this PDF goes into the new output. One with fonts of this computer is made anew each time, as those can change."""
        if not isinstance(pdf, Borrowed):
            self.told[sheet.path] = (key(sheet), _hash(pdf))

    @property
    def file(self) -> bytes:
        return json.dumps(dict(sorted(self.told.items())), indent=0).encode()


def keeper(target: Path) -> Keeper:
    """For what is built in the place of this output; a folder that is not ours counts as none."""
    return Keeper(target if output.is_ours(target) and not target.is_symlink() else None)


def _places(folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Path and hash of each PDF, by the key of its sheet; nothing when the file says nothing sensible."""
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        told = json.loads((folder / output.PDFS).read_text(encoding="utf-8"))
        yield from [(str(made_from), (str(path), str(digest))) for path, (made_from, digest) in told.items()]


def key(sheet: Sheet) -> str:
    """What a sheet is made into: all that is in it but its path, and the program that does it."""
    pieces = [
        fingerprint(),
        str(sheet.is_fillable),
        sheet.html,
        *("".join(f"{len(piece)}:{piece}" for piece in draft) for draft in sheet.drafts),
    ]
    return _hash("".join(f"{len(piece)}:{piece}" for piece in pieces).encode("utf-8", "surrogatepass"))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
