"""Everything that a file can be made to say: its kind follows from its bytes, and whatever is packed in it is looked into as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.leaks.unpack_archive import bz2_file, gzip_file, xz_file, zip_file, zlib_file
from generator.leaks.unpack_font import font
from generator.leaks.unpack_image import jpeg, png, webp
from generator.leaks.unpack_pdf import pdf
from generator.leaks.unpack_text import as_text, strings, text_views
from generator.leaks.unpacked import DEEPEST, Closed, Room, Shut, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.leaks.unpacked import Packed

PDF_START = 1024
"""A PDF may have other bytes before its start, at most so many."""

PACKED: dict[bytes, Callable[[bytes, Room], Iterator[Packed]]] = {
    rb"\x1f\x8b": gzip_file,
    rb"PK(?:\x03\x04|\x05\x06)": zip_file,
    rb"BZh[1-9]": bz2_file,
    rb"\xfd7zXZ\0": xz_file,
    rb"\x78[\x01\x5e\x9c\xda]": zlib_file,
    rb"\x89PNG\r\n\x1a\n": png,
    rb"\xff\xd8\xff": jpeg,
    rb"RIFF....WEBP": webp,
    rb"wOFF|wOF2": font,
}
OPEN = re.compile(
    rb"GIF8|BM|II\*\0|MM\0\*|RIFF|....ftyp|ID3|\xff[\xe2-\xfb]|OggS|fLaC|\x1a\x45\xdf\xa3|\0\0[\x01\x02]\0"
    rb"|\0\x01\0\0|true|OTTO|ttcf|\xd0\xcf\x11\xe0|\0asm",
    re.DOTALL,
)
"""Pictures, sound, film, fonts and old documents of which the texts, if any, stand unpacked between the other bytes."""


def texts(path: str, data: bytes) -> Iterator[Text | Shut]:
    """All that a file says, its name included."""
    yield Text(path, "de naam van het bestand")
    yield from unpacked(data, "", Room(), 0)


def unpacked(data: bytes, where: str, room: Room, depth: int) -> Iterator[Text | Shut]:
    """What stands in these bytes, and in what is packed in them."""
    if depth > DEEPEST:
        yield Shut("er zitten te veel bestanden in elkaar", where)
        return
    try:
        for piece in _pieces(data, room):
            place = ", ".join(filter(None, (where, piece.where)))
            if isinstance(piece, Text):
                yield Text(piece.text, place, piece.has_lines, piece.is_junk)
            elif isinstance(piece, Shut):
                yield Shut(piece.why, place)
            else:
                room.take(len(piece.data))
                yield from unpacked(piece.data, place, room, depth + 1)
    except Closed as closed:
        yield Shut(str(closed), where)


def _pieces(data: bytes, room: Room) -> Iterator[Packed]:
    if b"%PDF-" in data[:PDF_START]:
        yield from pdf(data, room)
        return
    for start, opened in PACKED.items():
        if re.match(start, data, re.DOTALL):
            yield from opened(data, room)
            return
    text = as_text(data)
    if text is not None:
        yield from text_views(text)
    elif OPEN.match(data):
        yield from strings(data)
    else:
        raise Closed("dit soort bestand is niet open te maken")
