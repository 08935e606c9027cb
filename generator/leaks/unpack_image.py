"""The texts in a picture: everything but the picture itself."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from generator.leaks.unpack_text import strings
from generator.leaks.unpacked import Bytes, Closed, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.leaks.unpacked import Packed, Room

DAMAGED = "deze afbeelding is beschadigd"
WHERE = "de gegevens bij de afbeelding"
AFTER = "wat achter de afbeelding staat"

PNG_START = 8
PIXELS_OF_PNG = (b"IDAT", b"fdAT")

MARK, SCAN, END = 0xFF, 0xDA, 0xD9
NEXT_PART = re.compile(rb"\xff(?![\x00\xff\xd0-\xd7])")
"""Where the picture itself ends, within which each FF is followed by one of these."""

PIXELS_OF_WEBP = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")


def png(data: bytes, room: Room) -> Iterator[Packed]:
    place = PNG_START
    while place < len(data):
        size, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        if len(body) < size or len(kind) < len(b"IEND"):
            raise Closed(DAMAGED)
        place += size + 12
        if kind == b"IEND":
            yield from _after(data[place:])
            return
        if kind not in PIXELS_OF_PNG:
            yield from _png_text(kind, body, room)
    raise Closed(DAMAGED)


def _png_text(kind: bytes, body: bytes, room: Room) -> Iterator[Packed]:
    """A text may be packed: in iTXt after five fields, in zTXt and iCCP after two."""
    yield from _strings(body)
    if kind in (b"zTXt", b"iCCP"):
        yield from _strings(_inflated(body.partition(b"\0")[2][1:], room))
    elif kind == b"iTXt" and body.partition(b"\0")[2][:1] == b"\x01":
        yield from _strings(_inflated(body.partition(b"\0")[2][2:].split(b"\0", 2)[-1], room))


def _inflated(data: bytes, room: Room) -> bytes:
    try:
        unpacked = zlib.decompressobj().decompress(data, room.left + 1)
    except zlib.error as error:
        raise Closed(DAMAGED) from error
    room.take(len(unpacked))
    return unpacked


def jpeg(data: bytes, _room: Room) -> Iterator[Packed]:
    place = 2
    while place + 4 <= len(data):
        kind, size = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if data[place] != MARK:
            raise Closed(DAMAGED)
        if kind == END:
            break
        yield from _strings(data[place + 4 : place + 2 + size])
        place += 2 + size
        if kind == SCAN:
            following = NEXT_PART.search(data, place)
            if following is None:
                raise Closed(DAMAGED)
            place = following.start()
    yield from _after(data[place + 2 :])


def webp(data: bytes, _room: Room) -> Iterator[Packed]:
    place, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while place < min(end, len(data)):
        kind, size = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        body = data[place + 8 : place + 8 + size]
        if len(body) < size:
            raise Closed(DAMAGED)
        if kind not in PIXELS_OF_WEBP:
            yield from _strings(body)
        place += 8 + size + size % 2
    yield from _after(data[end + end % 2 :])


def _strings(data: bytes) -> Iterator[Text]:
    for each in strings(data):
        yield Text(each.text, WHERE)


def _after(data: bytes) -> Iterator[Packed]:
    if data.strip(b"\0"):
        yield Bytes(data, AFTER)
