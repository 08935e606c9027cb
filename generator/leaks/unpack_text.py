"""What a text says, also where its letters are written as codes; and what stands between bytes that are no text."""

from __future__ import annotations

import binascii
import html
import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.leaks.unpacked import Bytes, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.leaks.unpacked import Packed

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
ODD = 0.01
"""The part of a text that may be control characters."""

SCRIPT_CODE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|[nrtbfv0]|(\W))")
STYLE_CODE = re.compile(r"\\([0-9a-fA-F]{2,6})\s?")
INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|em|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]*>|<!--.*?-->",
    re.DOTALL,
)
TAG = re.compile(r"<[^<>]*>")
DATA_URL = re.compile(r"data:[^,\"'<>\s]{0,200};base64,((?:[A-Za-z0-9+/_=-]|%[0-9a-fA-F]{2}|\s)+)")
LETTERS = re.compile(r"(?:[A-Za-z0-9+/_-]{60,}+\r?\n)*+[A-Za-z0-9+/_-]{6,}+={0,2}")
LONG_LETTERS = 16
"""A shorter word may be base64 when it ends as only that does."""
OTHER_LETTERS = str.maketrans("-_", "+/")
KNOWN_STARTS = (b"\x1f\x8b\x08", b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1")
CODES_IN_CODES = 3
PART = "een ingepakt stuk"
CODE = re.compile(r"[&\\%]")
BROKEN = re.compile(r"[-\u2010]\r?\n[ \t]*(?=\w)")

UTF8_STRINGS = re.compile(rb"(?:[\x20-\x7e\t\r\n]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){4,}")
LATIN_STRINGS = re.compile(rb"[\x20-\x7e\t\r\n\xc0-\xff]{4,}")
WIDE_STRINGS = re.compile(rb"(?:[\x20-\xff][\x00\x01]){4,}")
BIG_WIDE_STRINGS = re.compile(rb"(?:[\x00\x01][\x20-\xff]){4,}")


def as_text(data: bytes) -> str | None:
    """The text that these bytes are, in any of the usual ways to write one; None when they are something else."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(CONTROL.findall(text)) <= ODD * len(text):
            return text
    return None


def _encodings(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return ["utf-32"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if data.count(0) > len(data) / 4:
        return ["utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"]
    return ["utf-8-sig", "cp1252"]


def text_views(text: str) -> Iterator[Packed]:
    """A text as it stands there, with its codes read, without its tags and broken words, and what is packed in it as letters."""
    yield Text(text, has_lines=True)
    lines = text.split("\n")
    read = [_read_fully(line) if CODE.search(line) else line for line in lines]
    if read != lines:
        yield Text("\n".join("" if old == new else new for old, new in zip(lines, read, strict=True)), has_lines=True)
    if "<" in text or read != lines:
        untagged = TAG.sub(_line_ends, INLINE.sub(_line_ends_only, "\n".join(read)))
        yield Text(untagged, has_lines=True)
    if broken := rejoined(text):
        yield Text(broken)
    for found in DATA_URL.finditer(text):
        yield Bytes(_letters(re.sub(r"%[0-9a-fA-F]{2}|\s", _percent, found[1])), PART)
    for found in LETTERS.findall(text):
        if len(found) >= LONG_LETTERS or found.endswith("="):
            yield from _packed_letters(_letters(found))


def rejoined(text: str) -> str:
    """The lines with a word that was broken off at a line end, with that word whole again."""
    first, *others = BROKEN.split(text)
    if not others:
        return ""
    lines = [first.rpartition("\n")[2]]
    for piece in others:
        begin, end, _ = piece.partition("\n")
        lines[-1] += begin
        if end:
            lines.append(piece.rpartition("\n")[2])
    return "\n".join(lines)


def _line_ends(tag: re.Match[str]) -> str:
    """A tag parts words; the lines stay as they are counted."""
    return " " + "\n" * tag[0].count("\n")


def _line_ends_only(tag: re.Match[str]) -> str:
    return "\n" * tag[0].count("\n")


def _read_fully(line: str) -> str:
    """Codes in codes are read as well, to a depth that occurs."""
    for _ in range(CODES_IN_CODES):
        before, line = line, decoded(line)
        if line == before:
            break
    return line.replace("\n", " ")


def decoded(text: str) -> str:
    """With every letter that is written as a code of HTML, a script, a style or an address as that letter."""
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = SCRIPT_CODE.sub(_script_sign, STYLE_CODE.sub(_style_sign, text))
    if "%" in text:
        text = unquote(text, errors="replace")
    return text


def _script_sign(code: re.Match[str]) -> str:
    number = code[1] or code[2] or code[3]
    return _char(number) if number else code[4] or " "


def _style_sign(code: re.Match[str]) -> str:
    return _char(code[1])


def _char(number: str) -> str:
    value = int(number, 16)
    return chr(value) if 0 < value <= sys.maxunicode else " "


def _letters(text: str) -> bytes:
    """What base64 stands for, as far as it goes."""
    letters = "".join(text.split()).translate(OTHER_LETTERS).rstrip("=")
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))


def _percent(code: re.Match[str]) -> str:
    return unquote(code[0]).strip()


def _packed_letters(data: bytes) -> Iterator[Packed]:
    """Any long word may be base64: only what turns out to be a text, or is packed in a way that we know, counts."""
    if data.startswith(KNOWN_STARTS):
        yield Bytes(data, PART)
        return
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    if not CONTROL.search(text):
        yield Text(text, PART)


@lru_cache(maxsize=32)
def strings(data: bytes) -> tuple[Text, ...]:
    """The texts that stand unpacked between other bytes. A font comes back in many PDFs."""
    ways = (
        (UTF8_STRINGS, "utf-8"),
        (LATIN_STRINGS, "cp1252"),
        (WIDE_STRINGS, "utf-16-le"),
        (BIG_WIDE_STRINGS, "utf-16-be"),
    )
    found = ("\n".join(each.decode(code, "replace") for each in pattern.findall(data)) for pattern, code in ways)
    return tuple(Text(text, is_junk=True) for text in found if text)
