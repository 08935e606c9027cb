"""What is in files that pack others: gzip, zip (also a workbook), bzip2, xz and bare zlib."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Protocol

from generator.leaks.unpack_text import strings
from generator.leaks.unpacked import Bytes, Closed, Shut, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.leaks.unpacked import Packed, Room

DAMAGED = "dit ingepakte bestand is beschadigd"
LOCKED = "dit ingepakte bestand is met een wachtwoord beveiligd"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
)
"""What comes of a changed byte, depending on where it stands."""
IS_LOCKED = 1
BEFORE_NAME, HEAD = 10, 1024
"""Bytes between which a gzip file keeps the name of what is in it."""


class _Opened(Protocol):
    def read(self, size: int, /) -> bytes: ...


def gzip_file(data: bytes, room: Room) -> Iterator[Packed]:
    yield from strings(data[BEFORE_NAME:HEAD])
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        yield _opened(packed, room)


def bz2_file(data: bytes, room: Room) -> Iterator[Packed]:
    with bz2.BZ2File(io.BytesIO(data)) as packed:
        yield _opened(packed, room)


def xz_file(data: bytes, room: Room) -> Iterator[Packed]:
    with lzma.LZMAFile(io.BytesIO(data)) as packed:
        yield _opened(packed, room)


def zlib_file(data: bytes, room: Room) -> Iterator[Packed]:
    try:
        yield Bytes(zlib.decompressobj().decompress(data, room.left + 1))
    except zlib.error as error:
        raise Closed(DAMAGED) from error


def zip_file(data: bytes, room: Room) -> Iterator[Packed]:
    """Also a workbook or another document: these are zips of XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Text(_text(archive.comment))
            for member in archive.infolist():
                yield Text("\n".join((member.filename, _text(member.comment), _text(member.extra))), "een naam erin")
                if member.flag_bits & IS_LOCKED:
                    yield Shut(LOCKED)
                elif not member.is_dir():
                    with archive.open(member) as packed:
                        yield _opened(packed, room, member.filename)
    except BROKEN as error:
        raise Closed(DAMAGED) from error


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _opened(packed: _Opened, room: Room, where: str = "") -> Bytes:
    try:
        return Bytes(packed.read(room.left + 1), where)
    except BROKEN as error:
        raise Closed(DAMAGED) from error
