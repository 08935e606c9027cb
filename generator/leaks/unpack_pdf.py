"""What a PDF says: the text of its pages, and every text, attachment and stream in it, also what an edit left behind."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING

from generator.leaks.unpack_text import as_text, rejoined, strings
from generator.leaks.unpacked import Bytes, Closed, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pikepdf

    from generator.leaks.unpacked import Packed, Room

LITERAL = re.compile(rb"\(((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*)\)", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]{2,})>")
SIGN = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b" ", b"f": b" "}
NAME_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"\bstream\r?\n(.*?)endstream\b", re.DOTALL)
SHOWN = re.compile(rb"\bT[jJ]\b")

DAMAGED = "deze PDF is beschadigd"
DATA = "de gegevens in de PDF"
OLD = "wat van een eerdere versie in de PDF is gebleven"


def pdf(data: bytes, room: Room) -> Iterator[Packed]:
    yield from _inside(data, room)
    yield from _pages(data)
    yield from _left_behind(data, room)


def _inside(data: bytes, room: Room) -> Iterator[Packed]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as opened:
            objects = [*opened.objects, opened.trailer]
            yield from texts_in(b"\n".join(map(_source, objects)))
            for item in objects:
                if isinstance(item, pikepdf.Stream):
                    yield from _stream(item, room)
    except pikepdf.PasswordError as error:
        raise Closed("deze PDF is met een wachtwoord beveiligd") from error
    except (pikepdf.PikepdfError, ValueError, RuntimeError) as error:
        raise Closed(DAMAGED) from error


def _source(item: object) -> bytes:
    """An object as it is written in a PDF, without its stream and without what it points to. A number comes as a number of Python."""
    import pikepdf

    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    return item.unparse(resolved=True) if isinstance(item, pikepdf.Object) else str(item).encode()


def texts_in(source: bytes) -> Iterator[Text]:
    """Every text in objects as a PDF has them, and the names of their keys."""
    found = [_literal(each) for each in LITERAL.findall(source)]
    found += [_hexadecimal(each) for each in HEX.findall(source)]
    names = NAME_SIGN.sub(lambda code: bytes.fromhex(code[1].decode()), source).decode("utf-8", "replace")
    yield Text("\n".join([*map(_text, found), names]), DATA)


def _literal(data: bytes) -> bytes:
    return SIGN.sub(_sign, data)


def _sign(code: re.Match[bytes]) -> bytes:
    if code[1]:
        return bytes([int(code[1], 8) & 0xFF])
    return SIGNS.get(code[2], code[2]) if code[2] else b""


def _hexadecimal(data: bytes) -> bytes:
    digits = b"".join(data.split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _text(data: bytes) -> str:
    """A text string of a PDF is UTF-16 or UTF-8 when it begins so, and else one byte a letter."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "latin-1", "replace")


def _stream(stream: pikepdf.Stream, room: Room) -> Iterator[Packed]:
    import pikepdf

    try:
        data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    except pikepdf.PdfError:
        yield Bytes(stream.read_raw_bytes(), "een afbeelding")
        return
    room.take(len(data))
    if stream.get("/Type") == "/EmbeddedFile":
        yield Bytes(data, "een bijlage")
    elif stream.get("/Subtype") == "/Image":
        return
    else:
        yield from content(data)


def content(data: bytes) -> Iterator[Text]:
    """What a stream says: its own bytes, and the pieces of text that are shown one after another as one text."""
    text = as_text(data)
    if text is None:
        yield from strings(data)
    else:
        yield Text(text, DATA)
    if SHOWN.search(data):
        yield Text(_text(_literal(b"".join(LITERAL.findall(data)))), DATA)
        yield Text(_text(_hexadecimal(b"".join(HEX.findall(data)))), DATA)


def _pages(data: bytes) -> Iterator[Text]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as opened:
            for number, page in enumerate(opened, start=1):
                text = page.get_textpage().get_text_range()
                yield Text(text, f"bladzijde {number}")
                if broken := rejoined(text):
                    yield Text(broken, f"bladzijde {number}")
    except pypdfium2.PdfiumError as error:
        raise Closed(DAMAGED) from error


def _left_behind(data: bytes, room: Room) -> Iterator[Packed]:
    """An edited PDF may still hold what it said before: each stream in its bytes, whether something points to it or not."""
    if data.count(b"startxref") == 1:
        return
    for each in texts_in(STREAM.sub(b" ", data)):
        yield Text(each.text, OLD)
    for found in STREAM.finditer(data):
        try:
            unpacked = zlib.decompressobj().decompress(found[1], room.left + 1)
        except zlib.error:
            unpacked = found[1]
        room.take(len(unpacked))
        for each in (*content(unpacked), *texts_in(unpacked)):
            yield Text(each.text, OLD, is_junk=True)
