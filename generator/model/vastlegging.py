"""What git knows of a score file: since when it stands as it does, and what changed after it was final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

SHORT = 7
"""Characters of a commit that people use to name it."""

GEEN_GIT = "geen git"
NIEUW = "nog niet vastgelegd"
GEWIJZIGD = "gewijzigd sinds de laatste vastlegging"
VASTGELEGD = "vastgelegd in git"
ONBEKEND = "niet te vergelijken met git"
STANDEN = (GEEN_GIT, NIEUW, GEWIJZIGD, VASTGELEGD, ONBEKEND)

FOLLOW_UP = frozenset({"nagekomen", "opmerking"})
"""What is filled in at an afspraak later on; that is what it is for."""


class Plek(NamedTuple):
    """Place: where in a score file something stands: at a vaardigheid, at an afspraak, or on top."""

    deel: str
    key: str = ""
    field: str = ""


Inhoud = Mapping[Plek, str]
"""What a score file says, as text by place. What it does not say is not in it, and a row that is open says nothing."""


@dataclass(frozen=True)
class Commit:
    """Commit: one moment at which somebody recorded files in git."""

    id: str
    author: str = ""
    day: date | None = None
    """On the calendar of the author; None when no calendar has it."""

    @property
    def short(self) -> str:
        return self.id[:SHORT]


@dataclass(frozen=True)
class Verandering:
    """Difference: one thing in a score file that became another; empty for what was not there."""

    plek: Plek
    before: str
    after: str

    @property
    def is_follow_up(self) -> bool:
        """Whether an afspraak was taken up, as it should be."""
        return self.plek.deel == "afspraken" and self.plek.field in FOLLOW_UP


@dataclass(frozen=True)
class Wijziging:
    """Change: what changed in a score file at one moment, or on disk since the last one that was recorded."""

    commit: Commit | None = None
    """None when it is not recorded yet."""
    changes: tuple[Verandering, ...] = ()
    moved_from: str = ""
    """The path until then, when that was another."""
    is_merge: bool = False
    """Made while two lines of work were brought together."""
    is_removal: bool = False
    is_unreadable: bool = False
    """What stood there cannot be read any more, so what changed is not known."""
    is_other_doel: bool = False
    """Made when the afname was for another doel; what it was does not belong with this one."""
    is_other_rubric: bool = False
    """One of the two says another rubric or versie than the afname has now."""

    @property
    def counts(self) -> bool:
        """Whether what the afname says changed, as far as is known, by more than following up on an afspraak."""
        unknown = self.is_unreadable or self.is_removal or self.is_other_doel
        return unknown or any(not change.is_follow_up for change in self.changes)


@dataclass(frozen=True)
class Vastlegging:
    """Record: what git knows of one score file."""

    stand: str = GEEN_GIT
    first: Commit | None = None
    """The first that holds the file, as far as git has its past here."""
    last: Commit | None = None
    """The last that changed the file."""
    vastgesteld: Commit | None = None
    """The first in which the file says that it is final."""
    since: tuple[Wijziging, ...] = ()
    """What came after that one, the latest first; what is not recorded yet is always among it."""
    history_from: Commit | None = None
    """In a copy of git without its whole past: the first commit that it does have of this file, which may hold older work."""
    is_incomplete: bool = False
    """Of an older version git has no more than that it was there."""

    @property
    def is_withheld(self) -> bool:
        """Whether nothing is told, because the pseudonym may have been somebody else's when the file was recorded."""
        return self.stand == ONBEKEND and self.last is None

    @property
    def edits(self) -> tuple[Wijziging, ...]:
        """Those that changed what the afname says."""
        return tuple(wijziging for wijziging in self.since if wijziging.counts)


def veranderingen(before: Inhoud, after: Inhoud, *others: Inhoud) -> tuple[Verandering, ...]:
    """What became another thing, in the order of the file. With `others`: only what differs from each of those as well."""
    places = dict.fromkeys([*after, *before])
    found = (Verandering(plek, before.get(plek, ""), after.get(plek, "")) for plek in places)
    changed = [change for change in found if all(was.get(change.plek, "") != change.after for was in (before, *others))]
    return tuple(_without_parts(changed))


def _without_parts(changed: Iterable[Verandering]) -> Iterator[Verandering]:
    """An afspraak that came or went is one difference, not one for each of its parts."""
    changed = list(changed)
    whole = {change.plek for change in changed if change.plek.deel == "afspraken" and not change.plek.field}
    for change in changed:
        if not change.plek.field or Plek(change.plek.deel, change.plek.key) not in whole:
            yield change
