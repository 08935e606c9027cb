"""The cells of a workbook that is typed by a stranger: how large it may be, and what stands in its cells besides values."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST = 10_000_000
"""Bytes of a file."""
LARGEST_UNPACKED = 80_000_000
MOST_MEMBERS = 2_000
MOST_TAGS = 600_000
"""A sheet of 85 rows has about 7,000; a pile has one for each person."""
MOST_LINES, MOST_COLUMNS = 5_000, 200

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES, BOOK, BOOK_LINKS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
BROKEN_ZIP = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error, lzma.LZMAError, struct.error
)  # fmt: skip
"""All that a damaged archive can raise."""
TOO_LARGE = "uitgepakt is dit bestand veel te groot; zo groot wordt een formulier nooit"
SAVE = "open het in je spreadsheetprogramma en bewaar het als Excel-werkmap (.xlsx)"


class UnfitError(Exception):
    """This file can't be read as a workbook; says in Dutch why and what to do."""


@dataclass
class Found:
    """What the values of one sheet don't tell, by line and column counted from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    """Those that hold a value."""
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    """Those that hold none."""


def check_kind(data: bytes) -> None:
    """Raises UnfitError for whatever is no workbook of the kind that we read."""
    if data.startswith(OLE):
        locked = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data
        raise UnfitError(
            "dit bestand is met een wachtwoord beveiligd; haal het wachtwoord eraf en bewaar het opnieuw"
            if locked
            else f"dit is een oud Excel-bestand (.xls); {SAVE}"
        )
    if len(data) > LARGEST:
        raise UnfitError(f"het bestand is groter dan {LARGEST // 1_000_000} MB; zo groot wordt een formulier nooit")


def sheets_in(data: bytes) -> dict[str, Found]:
    """By the name of the sheet. Unpacks everything once, so that nobody after us meets more than fits. Raises UnfitError."""
    check_kind(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _unpacked(archive)
        if sum(content.count(b"<") for content in members.values()) > MOST_TAGS:
            raise UnfitError(TOO_LARGE)
        _check_members(members)
        return {name: _scan(members[path]) for name, path in _paths(members).items()}
    except (*BROKEN_ZIP, expat.ExpatError, KeyError) as error:
        raise UnfitError(f"dit bestand is beschadigd of is geen werkmap; {SAVE}") from error


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise UnfitError(TOO_LARGE)
    if len({info.filename.casefold() for info in infos}) < len(infos):
        raise KeyError  # of two parts with one name nobody knows which one another reader takes
    return {info.filename: archive.read(info) for info in infos if not info.is_dir()}


def _check_members(members: dict[str, bytes]) -> None:
    if members.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise UnfitError(f"dit is een OpenDocument-bestand (.ods); {SAVE}")
    if "xl/workbook.bin" in members:
        raise UnfitError(f"dit is een binaire werkmap (.xlsb); {SAVE}")
    if b"macroEnabled" in members.get(TYPES, b"") or any(name.endswith("vbaProject.bin") for name in members):
        raise UnfitError(f"in dit bestand zitten macro's (.xlsm), en die lezen wij niet; {SAVE}, zonder macro's")
    if BOOK not in members:
        raise UnfitError(f"dit is geen Excel-werkmap; {SAVE}")


def _paths(members: dict[str, bytes]) -> dict[str, str]:
    """The file of each sheet in the archive, by its name."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def link(tag: str, said: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[said["Id"]] = said["Target"]

    def sheet(tag: str, said: dict[str, str]) -> None:
        if tag == "sheet" and said["name"] in sheets:
            raise KeyError(said["name"])
        if tag == "sheet":
            sheets[said["name"]] = next(value for name, value in said.items() if name.rpartition(":")[2] == "id")

    _parse(members[BOOK_LINKS], link)
    _parse(members[BOOK], sheet)
    return {name: _absolute(targets[id]) for name, id in sheets.items()}


def _absolute(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _scan(content: bytes) -> Found:
    scan = _Scan()
    _parse(content, scan.start, scan.end, scan.text)
    return scan.found


class _Scan:
    """What is found on the way through one sheet."""

    def __init__(self) -> None:
        self.found = Found()
        self.place = (0, 0)
        self.type = ""
        self.has_formula = False
        self.value: list[str] | None = None

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "c":
            self.place, self.type, self.has_formula = _place(said.get("r", "")), said.get("t", ""), False
            self.values: list[str] = []
        elif tag == "f":
            self.has_formula = True
        elif tag in ("v", "is"):
            self.value = []
            _check_place(self.place)

    def text(self, text: str) -> None:
        if self.value is not None:
            self.value.append(text)

    def end(self, tag: str) -> None:
        if tag in ("v", "is") and self.value is not None:
            self.values.append("".join(self.value))
            self.value = None
        elif tag == "c":
            self.cell("".join(self.values))

    def cell(self, value: str) -> None:
        if self.type == "e":
            self.found.errors[self.place] = value
        elif self.has_formula:
            (self.found.formulas if value else self.found.unsaved).add(self.place)


def _place(text: str) -> tuple[int, int]:
    """Line and column of D12, counted from 0."""
    found = PLACE.fullmatch(text)
    if found is None:
        raise KeyError(text)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _check_place(place: tuple[int, int]) -> None:
    if place[0] >= MOST_LINES or place[1] >= MOST_COLUMNS:
        raise UnfitError(
            f"er staat iets ver buiten het formulier (meer dan {MOST_LINES} regels of {MOST_COLUMNS} kolommen); haal dat weg"
        )


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _: None,
    text: Callable[[str], None] = lambda _: None,
) -> None:
    """Walks through XML, by names without their namespace. A document type is refused, and with it every entity."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise UnfitError(f"dit bestand is beschadigd of is geen werkmap; {SAVE}")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, said: start(tag.rpartition(":")[2], said)
    parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.Parse(content, True)  # noqa: FBT003  that this is all of it
