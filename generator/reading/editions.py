"""The versions of rubrics that score files may name, with those that are kept nowhere but in git."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.model.rubric import Rubric
from generator.problems import quoted
from generator.reading.nodes import Scalar
from generator.reading.values import is_safe_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.reading.part import Part

Lost = Callable[[str, str], tuple[Rubric, str] | None]
"""By id and versie: a rubric that is not there any more, and the commit of git that still has it."""


class Editions(dict[tuple[str, str], Rubric]):
    """Good versions of rubrics, by id and versie."""

    def __init__(self, rubrics: Iterable[Rubric], lost: Lost | None = None) -> None:
        super().__init__({(rubric.id, rubric.version): rubric for rubric in rubrics})
        self.at_hand = frozenset(self)
        self.lost = lost
        self.sought: set[tuple[str, str]] = set()
        self.found: list[Rubric] = []

    def is_at_hand(self, part: Part) -> bool:
        """Whether a score file names one that is there, so that nothing had to be looked for."""
        return (_said(part, "rubric"), _said(part, "versie")) in self.at_hand

    def look_for(self, part: Part, unread: Collection[str]) -> None:
        """Looks for the versie that a score file names, once, where it is not among those that are there."""
        id, version = wanted = (_said(part, "rubric"), _said(part, "versie"))
        if self.lost is None or wanted in self or wanted in self.sought or id in unread:
            return
        self.sought.add(wanted)
        found = self.lost(id, version) if is_safe_id(id) and is_safe_id(version) else None
        if found is None:
            return
        self[wanted], commit = found
        self.found.append(found[0])
        part.notebook.note(
            part.line_of("versie"),
            f"versie {quoted(version)} van rubric {quoted(id)} staat niet meer bij de rubrics; gelezen uit git, commit {commit}; bewaar hem als {id}@{version}.yml",
        )


def _said(part: Part, key: str) -> str:
    node = part.mapping.entries[key][1] if part.has(key) else None
    return node.text if isinstance(node, Scalar) else ""
