"""What comes out of a file: texts, and what could not be opened."""

from __future__ import annotations

from dataclasses import dataclass

DEEPEST = 6
"""Packed things in packed things; ours have two."""
MOST = 256 << 20
"""Bytes that may come out of one file."""


class Closed(Exception):  # noqa: N818 - it is no error of ours
    """Something cannot be looked into; says why."""


@dataclass(frozen=True, slots=True)
class Text:
    """Something that a file says, and the part of the file that says it."""

    text: str
    where: str = ""
    has_lines: bool = False
    is_junk: bool = False
    """It was found among bytes that are no text."""


@dataclass(frozen=True, slots=True)
class Shut:
    """A part of a file that could not be looked into, and why."""

    why: str
    where: str = ""


@dataclass
class Room:
    """How much may still come out of a file, so that a few bytes cannot fill the memory."""

    left: int = MOST

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Closed("er komt meer uit dan na te kijken is")


@dataclass(frozen=True, slots=True)
class Bytes:
    """Something packed, as it comes out."""

    data: bytes
    where: str = ""


Packed = Text | Shut | Bytes
