"""A style for paper with less in it to work out: the engine looks up what a name stands for anew for each element."""

from __future__ import annotations

import re

PIECE = re.compile(r"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))|/\*.*?\*/""", re.DOTALL)
"""A comment, or what only looks as if one is in it."""
SIGN = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]""", re.DOTALL)
FOR_SCREENS = re.compile(r"@media\s+screen\s*\{")
ROOT = re.compile(r":root\s*\{([^{}]*)\}")
NAMED = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*)")
USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
DEEPEST = 8
"""Names that stand for names."""


def named_in(text: str) -> frozenset[str]:
    """The names that get a value somewhere in a text."""
    return frozenset(name for name, _ in NAMED.findall(text)) if "--" in text else frozenset()


def lean(style: str, elsewhere: frozenset[str] = frozenset()) -> str:
    """The same on paper: without what is for screens, and with the value of each name that has one value everywhere in its place.

    `elsewhere` are the names that the document gives a value outside its style.
    """
    style = _without_screens(PIECE.sub(lambda found: found["kept"] or " ", style))
    given = [name for name, _ in NAMED.findall(style)]
    values = {
        name: value.strip()
        for block in ROOT.findall(style)
        for name, value in NAMED.findall(block)
        if given.count(name) == 1 and name not in elsewhere
    }
    for _ in range(DEEPEST):
        style = USED.sub(lambda found: values.get(found[1], found[0]), style)
    return style


def _without_screens(style: str) -> str:
    while found := FOR_SCREENS.search(style):
        style = style[: found.start()] + style[_end_of_block(style, found.end()) :]
    return style


def _end_of_block(style: str, start: int) -> int:
    """Of a block of which the first brace has been read."""
    depth = 1
    for sign in SIGN.finditer(style, start):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    return len(style)
