"""How much a file that a person writes may hold. More is refused before it takes time and memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """The most there may be in one file."""

    bytes: int
    lines: int
    nodes: int
    """Texts, lists and groups."""


DEEPEST = 20
"""Levels of nesting; our deepest file has about eight."""
ORDINARY = Room(1_000_000, 50_000, 20_000)
"""A rubric of 200 rows has about a thousand lines and 3,000 texts."""
FOR_REGISTER = Room(4_000_000, 150_000, 200_000)
"""All ib-ers of the country, with room to spare: each takes about 150 bytes, six lines and thirteen texts."""
