"""What stands in a register or score file, read as text: quick for thousands of files, and the same for a file that is full of faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.reading.nodes import NULLS

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = re.compile(
    r"""(?:^[ \t]*(?:-[ \t]+)*|[{,][ \t\n]*)(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|(?P<plain>[\w.@-]+))[ \t]*:(?=\s|$)"""
    r"""|^[ \t]*-(?=\s)""",
    re.MULTILINE,
)
"""Where a value ends and the next one begins: at a key, or at the dash of a list."""
COMMENT = re.compile(r"(?:^|\s)#.*")
BLOCK = re.compile(r"[|>][0-9+-]*\s")
ESCAPE = re.compile(
    r"""\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4})|(\n\s*)|(.))"""
)
SIGNS = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "N": "\x85",
    "_": "\u00a0",
    "L": "\u2028",
    "P": "\u2029",
    "e": "\x1b",
    "0": "\0",
}


class Written(NamedTuple):
    """A text with the key that it stands at; without a key in an item of a list."""

    key: str
    text: str
    line: int


def decoded(data: bytes) -> str:
    """A text in whichever way it was saved."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def written(text: str) -> Iterator[Written]:
    """Everything that stands at a key or in a list, in the order of the file; a key with nothing behind it too."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    line, counted = 1, 0
    key, begin = "", 0
    for mark in KEY.finditer(text):
        yield Written(key, _value(text[begin : mark.start()]), line)
        begin = mark.end()
        key = mark["double"] or mark["single"] or mark["plain"] or ""
        line += text.count("\n", counted, begin)
        counted = begin
    yield Written(key, _value(text[begin:]), line)


def one_name(value: str) -> str:
    """A name as it is meant: without comment, quotes and brackets around it; empty when nothing was filled in."""
    text = COMMENT.sub("", value) if not value.startswith(("'", '"')) else value
    text = " ".join(text.split()).rstrip("}] ").strip("'\"")
    return "" if text in NULLS else text


def _value(text: str) -> str:
    text = text.strip()
    if block := BLOCK.match(text):
        return text[block.end() :]
    return ESCAPE.sub(_sign, text) if text.startswith('"') and "\\" in text else text


def _sign(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(int(code, 16))
    return " " if escape[4] else SIGNS.get(escape[5], escape[5])
