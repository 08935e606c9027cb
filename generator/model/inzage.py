"""What one ib-er gets to see of everything that is kept: the files of today and every older version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.vastlegging import Wijziging

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Versie:
    """Version: how one file about an ib-er stood at one moment, as git still has it."""

    path: str
    """As seen from the project, printable."""
    wijziging: Wijziging
    """Who, when, and what was different before."""
    data: bytes | None = None
    """None when it was taken away then, or when git has no more than its name."""
    is_first: bool = False


@dataclass(frozen=True)
class Verleden:
    """Past: every older version of everything about one ib-er, by file, the newest first."""

    files: tuple[tuple[Versie, ...], ...] = ()
    register: tuple[Versie, ...] = ()
    """The own entry alone, each time that it became another."""
    pseudoniemen: tuple[str, ...] = ()
    """Other pseudonyms that this person had before."""
    left_out: tuple[str, ...] = ()
    """Files that may be about somebody else, to be looked at by a person."""
    remarks: tuple[str, ...] = ()
    """Why there is nothing, or not all."""

    @property
    def number(self) -> int:
        return sum(map(len, (*self.files, self.register)))


@dataclass(frozen=True)
class Stuk:
    """Piece: one file of today, as it goes along."""

    path: str
    """As seen from the project, printable."""
    data: bytes
    faults: tuple[str, ...] = ()
    """Why it can not be shown as a report."""


@dataclass(frozen=True)
class Inzage:
    """Access: all that is handed over, with what has to be told about it."""

    stukken: tuple[Stuk, ...] = ()
    register: Mapping[str, str] = field(default_factory=dict)
    """What the register says of this person, as it is written there."""
    verleden: Verleden = field(default_factory=Verleden)
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """How many more files there are, by kind, that are made from these or are about others too."""
    commits: int = 0
    """Moments in git at which anything of this person was recorded."""
