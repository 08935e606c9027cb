"""Texts as they are compared: without capitals, accents, signs and line ends that a page, a PDF or an address may change."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SIMPLE = {
    **dict.fromkeys(map(chr, range(0x300, 0x370)), ""),  # accents, once they stand apart from their letter
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe", ""),  # where a word may be broken off, and the like
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
SIGN = re.compile(r"[^\w\x00-\x7f]")
LETTERS = bytes(code if not chr(code).isascii() or chr(code).isalnum() else ord(" ") for code in range(0x100))
"""What each byte of UTF-8 is: a letter or part of one, or else a space."""


def bare(text: str) -> str:
    """Each letter of a text in its simplest form; of other signs only the common ones are left."""
    if text.isascii():
        return text
    return SIGN.sub(lambda sign: SIMPLE.get(sign[0], " "), unicodedata.normalize("NFKD", text))


def plain(text: str) -> str:
    """The same, and without capitals."""
    return bare(text).casefold()


def words(text: str) -> list[str]:
    """The words of a plain text."""
    return text.encode("utf-8", "replace").translate(LETTERS).decode().split()


def spaced(found: Iterable[str]) -> str:
    """Words with one space between them and at both ends."""
    return f" {' '.join(found)} "
