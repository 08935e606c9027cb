"""From when on a pseudonym is that of who has it now: it may have been somebody else's before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.history.log import Entry

Moments = frozenset[tuple[str, str]]
"""Commits, each with the path of a file that it changed."""
NEVER_ALIKE = {"van", "von", "de", "den", "der", "del", "des", "di", "la", "le", "het", "'t", "ten", "ter", "te", "in", "op", "en"}  # fmt: skip
"""Words that stand in the names of people who are no family."""


@dataclass(frozen=True)
class Step:
    """What one commit did under a pseudonym."""

    was_listed: bool = False
    """Whether it stood in a register until then."""
    is_listed: bool = False
    is_struck: bool = False
    """Taken out of a register that can be read, or gone with it."""
    names: tuple[str, ...] = ()
    """In the register from then on."""
    kept: frozenset[str] = frozenset()
    """Score files that it added or changed, and those that were not there before."""
    added: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass
class _Owner:
    """Who has a pseudonym, as far as it was looked into."""

    name: str = ""
    is_listed: bool = False
    is_struck: bool = False
    files: set[str] = field(default_factory=set)
    had_files: bool = False

    def begins_anew(self, step: Step) -> bool:
        """Takes a step; whether it may be the first one of somebody else."""
        by_register = self._enters(step)
        return self._files(step) or by_register

    def _enters(self, step: Step) -> bool:
        is_back = self.is_struck and step.is_listed and not step.was_listed
        is_another = any(not may_be_one(self.name, name) for name in step.names)
        if step.is_listed:
            self.is_listed, self.is_struck = True, False
            self.name = next(filter(None, step.names), self.name)
        elif step.is_struck:
            self.is_listed, self.is_struck = False, True
        return is_back or is_another

    def _files(self, step: Step) -> bool:
        """The register tells whether it is somebody else; where it does not, files that were all gone and came back do."""
        were_gone = self.had_files and not self.files
        self.files = (self.files - step.gone) | step.kept
        self.had_files = self.had_files or bool(self.files)
        return were_gone and bool(step.added) and not self.is_listed


def may_be_one(name: str, other: str) -> bool:
    """Whether two names may be of one person; of somebody without a name nothing can be said."""
    return not name or not other or bool(_words(name) & _words(other))


def _words(name: str) -> set[str]:
    return set(name.casefold().replace("-", " ").split()) - NEVER_ALIKE


def first_step(steps: Iterable[Step], name: str) -> int:
    """The number of the first step, the oldest being 0, that is about who has the pseudonym now under this name."""
    owner, begin, entered, number = _Owner(), 0, -1, -1
    for number, step in enumerate(steps):
        if owner.begins_anew(step):
            begin = number
        if step.is_listed or step.is_struck:
            entered = number
    if may_be_one(owner.name, name) or begin > entered:
        return begin
    return number + 1


def from_there(entries: Sequence[Entry], begin: int) -> set[str]:
    """The commits, of which the oldest comes first, that came after one: not those beside it."""
    if not begin:
        return {entry.commit.id for entry in entries}
    found = {entry.commit.id for entry in entries[begin : begin + 1]}
    for entry in entries[begin + 1 :]:
        if found & set(entry.parents):
            found.add(entry.commit.id)
    return found
