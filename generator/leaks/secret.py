"""What of a register and scores is a secret, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.leaks.runs import Run

Kind = Literal["naam", "school", "pseudoniem", "aantekening"]

LINES = 1 << 20
"""More than a score file can have lines: of it, the number of a file and of a line are one number."""


class Secret(NamedTuple):
    """A name, school or pseudonym, where it is written and whose it is; or a note without its text."""

    kind: Kind
    text: str
    source: Location
    ib_er: str = ""
    """The pseudonym; empty for who scored."""


class File(NamedTuple):
    """A score file, and about whom it is."""

    path: str
    ib_er: str


@dataclass(frozen=True)
class Secrets:
    """Everything to look for. Of the many notes only a few runs of words are kept, each with the place it is from."""

    named: tuple[Secret, ...] = ()
    runs: Mapping[Run, int] = field(default_factory=dict)
    files: tuple[File, ...] = ()
    shared: frozenset[Run] = frozenset()
    """Runs that stand in files about several ib-ers."""
    remarks: tuple[Problem, ...] = ()
    """What is not looked for, and why. With a fault among them no search is whole."""

    def note(self, run: Run) -> Secret:
        """Where a run is from."""
        number, line = divmod(self.runs[run], LINES)
        file = self.files[number]
        return Secret("aantekening", "", Location(file.path, line), file.ib_er)

    def about(self, ib_er: str) -> Secrets:
        """What is about this one alone: name, pseudonym and notes, and nothing that is also somebody else's."""
        named = tuple(each for each in self.named if each.ib_er == ib_er and each.kind in ("naam", "pseudoniem"))
        own = {number for number, file in enumerate(self.files) if file.ib_er == ib_er}
        runs = {run: place for run, place in self.runs.items() if place // LINES in own and run not in self.shared}
        return Secrets(named, runs, self.files, remarks=self.remarks)
