"""Whom a file is about: the pseudonyms and names that can be found in it, also when it is packed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.spreadsheet_cells import BROKEN_ZIP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.project import Project

LARGEST = 50_000_000


@dataclass(frozen=True)
class Mentions:
    """Everybody whom this project knows: names by pseudonym, an empty name for whom the register does not know."""

    names: Mapping[str, str] = field(default_factory=dict)

    def about(self, path: str, data: bytes) -> set[str]:
        """The pseudonyms of all who are in a file or in its name."""
        return set().union(*(self.within(text) for text in (path, *_texts(path, data))))

    def within(self, text: str) -> set[str]:
        return set().union(*(self._whose[_folded(found[0])] for found in self._pattern.finditer(text)))

    @cached_property
    def _whose(self) -> dict[str, set[str]]:
        """By word; two people may have one name."""
        whose: dict[str, set[str]] = {}
        for id, name in self.names.items():
            for word in filter(None, (_folded(id), _folded(name))):
                whose.setdefault(word, set()).add(id)
        return whose

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The longest first, so that ib-01 is not seen in ib-01-b."""
        words = sorted(self._whose, key=len, reverse=True)
        spelled = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)
        return re.compile(rf"(?<![^\W_])(?:{spelled})(?![^\W_])" if spelled else r"(?!)", re.IGNORECASE)


def everybody(project: Project, more: Mapping[str, str] | None = None) -> Mentions:
    """Who is in the register or has score files, and whoever else is asked about."""
    scored = dict.fromkeys([afname.ib_er for afname in project.afnamen], "")
    registered = {id: ib_er.name for id, ib_er in project.register.ib_ers.items()}
    return Mentions(scored | registered | dict(more or {}))


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _texts(path: str, data: bytes) -> Iterator[str]:
    if path.lower().endswith(".pdf"):
        yield _pdf_text(data)
    elif data.startswith(b"PK"):
        yield from _members(data)
    yield data.decode("utf-8", "replace")


def _pdf_text(data: bytes) -> str:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError:
        return ""


def _members(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.file_size <= LARGEST:
                    yield info.filename
                    yield archive.read(info).decode("utf-8", "replace")
    except BROKEN_ZIP:
        return
