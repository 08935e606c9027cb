"""What stands in a register or score file, read as text: quick for thousands of files, and the same for a file that is full of faults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.reading.nodes import NULLS

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = re.compile(
    r"""[\n{,][ \t]*+(?:
        (?:-[ \t]++)*+(?:(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)')[ \t]*+:|(?P<plain>[\w.@-]+)[ \t]*:(?=\s|$))
        |\?[ \t]++["']?(?P<asked>[\w.@-]+)["']?[ \t]*+\n[ \t]*+:(?=\s|$)
        |-(?=\s)
    )""",
    re.VERBOSE,
)
"""Where a value ends and the next one begins: at a key, or at the dash of a list. Behind a key in quotes, as in JSON, the value may follow at once."""
COMMENT = re.compile(r"(?:^|\s)#.*")
QUOTED = re.compile(r"""["](?:[^"\\]|\\.)*+["]|'(?:[^']|'')*+'""", re.DOTALL)
REMARK = re.compile(r"(?:^|\s)# .*")
"""Surely a comment; in 'groep #7' a person may have meant a text."""
BLOCK = re.compile(r"^[|>][0-9+-]*\s")
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
    """A text as it is written, with the key that it stands at; without a key in an item of a list."""

    key: str
    value: str
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
    text = "\n" + text.replace("\r\n", "\n").replace("\r", "\n")
    line, counted = 0, 0
    key, begin = "", 0
    for mark in KEY.finditer(text):
        yield Written(key, text[begin : mark.start()].strip(), line)
        begin = mark.end()
        key = mark["double"] or mark["single"] or mark["plain"] or mark["asked"] or ""
        line += text.count("\n", counted, begin)
        counted = begin
    yield Written(key, text[begin:].strip(), line)


def one_name(value: str) -> str:
    """A name as it is meant: without comment, quotes and brackets around it; empty when nothing was filled in."""
    quoted = QUOTED.match(value)
    text = free_text(quoted[0]) if quoted else COMMENT.sub("", value).rstrip("}] ")
    text = " ".join(text.split())
    return "" if text in NULLS else text


def free_text(value: str) -> str:
    """A text as it is meant, without the signs of YAML around it."""
    if quoted := QUOTED.match(value):
        value = quoted[0]
    if value.startswith("'"):
        return value.strip("'").replace("''", "'")
    if value.startswith('"'):
        return ESCAPE.sub(_sign, value).strip('"')
    return REMARK.sub("", BLOCK.sub("", value, count=1))


def _sign(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        return chr(int(code, 16))
    return "" if escape[4] else SIGNS.get(escape[5], escape[5])
