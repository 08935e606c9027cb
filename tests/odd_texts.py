"""Texts as people write, paste and attack with, in any number and always the same ones.

for text in odd_texts(10_000): ...

All of them are accepted: nothing unseen that would be refused, something to see in each, no line end at the end, at most 4,000
characters. Each begins with a number of its own, so that no text is another one, or part of one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from generator.reading.text import UNSEEN
from generator.reading.values import LINE_LIMIT, TEXT_LIMIT
from tests.afnamen import LINES, PIECES

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD = (
    "e\u0301e\u0301n", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0336l\u0337g\u0335o\u0336", "\u1100\u1161\u11a8", "\uac01",
    "👩\u200d🏫", "👨\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "👍🏽", "🇳🇱", "1\ufe0f\u20e3", "\u270f\ufe0e", "\U0001f9d1\U0001f3ff\u200d\U0001f91d\u200d\U0001f9d1\U0001f3fb",
    "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627 123", "\u202eomgekeerd\u202c", "\u2067rtl\u2069", "\u200f", "\u200e", "abc \u05d0\u05d1 (x) 12",
    "soft\u00adhyphen", "hard\u00a0spatie", "smal\u202fe", "\u2003breed\u2003", "\u3000", "\u200b", "\u200c\u200d", "\u2060", "\u180e", "\u034f", "a\u00ad",
    "nb\u2011streep", "\u2010", "-", "\u2212", "ﬁ ﬂ", "fi ffi fl", "\u0133", "\u2126 \u03a9", "\u212b \u00c5", "\u00b5 \u03bc", "\u02bc ' \u2019", "\u2044 \u2215",
    "\ue000", "\U000f0000", "\U0001d4d0", "\U00020000", "\u0e01\u0e34\u0e48", "\u0915\u094d\u0937\u093f", "\u4e2d\u6587 \u65e5\u672c\u8a9e", "\U0003134a", "\u16a0", "\U00012000",
    "1.10", "01", "1e3", "0x1F", "1_000", "12:30", ".nan", "5 %", "=1+1", "+1", "-1", "@x", "\t=1", "'=1", "_x000D_", "_x005F_", "&#10;", "&amp;amp;", "&nbsp;", "&#x41;",
    "<b>vet</b>", "</textarea>", "<!-- -->", "-->", "]]>", "<![CDATA[x]]>", "<?php ?>", "{{ 7*7 }}", "{% raw %}", "{# x #}", "[x](y)", "![x](y)", "**vet**", "_x_", "~~x~~",
    "# kop", "> citaat", "```", "1. lijst", "* x", "| a | b |", "---", "{: .x }", "\\n", "\\u0041", "%41", "C:\\map", "a#b", "a #b", "key: x", "- x", "? x", "!x", "&x", "*x", "|", ">", "%",
    '"', "''", "\\", "\\\\", "`", "$x$", "${x}", "$(x)", "%s", "{0}", "\u201eciteer\u201d", "‘x’", "…", "«x»", "...", "foto's", "zo'n", "e-mail@school.nl", "https://school.nl/?a=b&c=d#e",
)  # fmt: skip
SPACES = (" ", " ", " ", " ", "  ", "\t", "   ", "\u00a0", "", ", ", "; ", " - ")
BREAKS = ("\n", "\n\n", "\n  ", "\n\n\n", " \n", "\n - ", "\n# ")
SENTENCE = "de ib-er liet in groep zeven zien hoe een analyse van de toetsen naar het groepsplan gaat en vroeg door naar wat werkt"
WORDS = tuple(SENTENCE.split())


@cache
def _scripts() -> tuple[str, ...]:
    """All characters that may be typed."""
    every = (chr(code) for code in range(0x20, 0x110000))
    return tuple(char for char in every if not UNSEEN.match(char) and unicodedata.category(char) not in ("Cn", "Cs"))


def odd_texts(number: int, seed: int = 1, *, one_line: bool = False) -> Iterator[str]:
    random = Random(seed)  # noqa: S311
    for count in range(number):
        yield _text(random, f"{seed}.{count:05}", one_line=one_line)


def _text(random: Random, mark: str, *, one_line: bool) -> str:
    limit = LINE_LIMIT if one_line else TEXT_LIMIT
    pieces = [_piece(random, one_line=one_line) for _ in range(random.choice((1, 2, 3, 5, 8)))]
    if random.random() < 0.01:
        pieces.append(random.choice((" ".join(random.choices(WORDS, k=800)), "x" * limit, "lang👩é" * 600)))
    between = SPACES if one_line else (*SPACES, *BREAKS)
    before, behind = (random.choice(("", "", "", "  ", "\t", "\u00a0")) for _ in range(2))
    start = f"{before}<{mark}>"
    body = "".join(f"{random.choice(between)}{piece}" for piece in pieces)
    if one_line:
        body = body.replace("\n", " ")
    return f"{start}{body}"[: limit - 2].rstrip("\n") + (behind or ".")


def _piece(random: Random, *, one_line: bool) -> str:
    kind = random.randrange(10)
    if kind < 3:
        return " ".join(random.choices(WORDS, k=random.randint(1, 14)))
    if kind < 7:
        return random.choice(ODD)
    if kind < 8:
        return random.choice(PIECES)
    if kind < 9 and not one_line:
        return "\n" + random.choice(LINES)
    return "".join(random.choices(_scripts(), k=random.randint(1, 12)))
