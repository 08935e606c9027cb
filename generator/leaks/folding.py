"""Texts as they are compared: without capitals, accents, signs and line ends that a page, a PDF or an address may change."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe"))
"""Where a word may be broken off, and the like: a text reads the same without."""
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
BETWEEN = re.compile(r"[\W_]+")
MARKS = re.compile(r"[\u0300-\u036f]+")


def bare(text: str) -> str:
    """Each sign of a text in its simplest form."""
    if text.isascii():
        return text
    return MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(UNSEEN | DASHES)


def plain(text: str) -> str:
    """The same, and without capitals."""
    return bare(text).casefold()


def words(text: str) -> str:
    """The words of a plain text with one space between them and at both ends."""
    return f" {BETWEEN.sub(' ', text).strip()} "
