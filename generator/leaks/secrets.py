"""What of register and scores may stand nowhere in public."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from generator.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Kind = Literal["naam", "school", "pseudoniem", "aantekening"]

Run = tuple[str, ...]
"""So many words in a row, out of a text that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A name, school or pseudonym, where it is written and whose it is."""

    kind: Kind
    text: str
    source: Location
    ib_er: str = ""
    """The pseudonym; empty for who scored."""


@dataclass(frozen=True)
class Secrets:
    """Everything to look for. Of the many notes only a few runs of words are kept, each with the place it is from."""

    named: tuple[Secret, ...] = ()
    runs: Mapping[Run, int] = field(default_factory=dict)
    """By run: the number of its text in `texts`."""
    texts: tuple[Location, ...] = ()
    unread: tuple[Problem, ...] = ()
    """Files whose secrets are not known, so that no search for them is whole."""

    def about(self, ib_er: str) -> Secrets:
        """What is about this one alone: name, pseudonym and notes, and nothing that is also somebody else's."""
        raise NotImplementedError


def secrets_of(root: Path) -> Secrets:
    """From the register and every score file of a project, also from those with faults. Without what `openbaar` lists."""
    raise NotImplementedError
