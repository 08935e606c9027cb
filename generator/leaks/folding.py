"""Texts as they are compared: without capitals, accents, signs and line ends that a page, a PDF or an address may change."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe"))
"""Where a word may be broken off, and the like: a text reads the same without."""
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
BETWEEN = re.compile(r"[\W_]+")
MARKS = re.compile(r"[\u0300-\u036f]+")


def plain(text: str) -> str:
    """Every sign of a text is still there, each in its simplest form."""
    if text.isascii():
        return text.lower()
    simple = MARKS.sub("", unicodedata.normalize("NFKD", text))
    return simple.translate(UNSEEN | DASHES).casefold()


def words(text: str) -> str:
    """The words of a plain text with one space between them and at both ends."""
    return f" {BETWEEN.sub(' ', text).strip()} "
