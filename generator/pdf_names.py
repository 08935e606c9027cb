"""How the names of fields and the values of choices are spelt in a PDF, where some characters mean something else."""

from __future__ import annotations

import re
import sys

DOT, NO_DOT = ".", ","
"""A dot in the name of a field would begin a field within it. No id holds a comma."""

PLAIN = re.compile(r"[A-Za-z0-9]")
STATE = re.compile(r"(?:[A-Za-z0-9]|_[0-9a-f]{1,6}_)+|_")
ESCAPED = re.compile(r"_([0-9a-f]{1,6})_")
EMPTY = "_"
"""The state of a box that stands for nothing being chosen. A box that is not on has the state Off."""
OFF = "Off"


def field_name(name: str) -> str:
    return name.replace(DOT, NO_DOT)


def name_of(field: str) -> str:
    """The other way round."""
    return field.replace(NO_DOT, DOT)


def state_of(value: str) -> str:
    """The state of a box with this value: another one for each, and never that of a box that is not on."""
    if value == OFF:
        return _escaped(value[0]) + value[1:]
    return "".join(char if PLAIN.fullmatch(char) else _escaped(char) for char in value) or EMPTY


def value_of(state: str) -> str:
    """The value of a box by its state; one that is not ours is its own value, which no schaal will have."""
    if state in (OFF, EMPTY):
        return ""
    return ESCAPED.sub(_char, state) if STATE.fullmatch(state) else state


def _escaped(char: str) -> str:
    return f"_{ord(char):x}_"


def _char(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code <= sys.maxunicode else found[0]
