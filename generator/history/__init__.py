"""What git knows of a project: how its score files came to be, which rubrics changed after them, and which versions are lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.history.git import Git
from generator.history.owners import owners_of, without_earlier
from generator.history.record import Record, own_steps, places
from generator.history.rubrics import changes, lost_rubric
from generator.history.trails import trails
from generator.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from generator.history.owners import Owners
    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging

__all__ = ["NO_HISTORY", "SHALLOW", "UNREAD", "Git", "Past", "look_back", "lost_rubric"]

NO_HISTORY = "Deze map heeft geen geschiedenis in git. Dat mag. Alleen kan niet worden nagekeken of een rubric veranderde nadat ermee gescoord was, en het dossier zegt niet wanneer een afname is vastgelegd."
SHALLOW = "Van de geschiedenis in git is hier maar een deel. Rubrics die daarvoor veranderden, vallen niet op, en wat daarvoor aan een afname veranderde staat niet in het dossier."
UNREAD = "De geschiedenis in git kon niet gelezen worden. Kijk met 'git log' wat eraan schort. Tot dan zegt het dossier niet wanneer een afname is vastgelegd."


@dataclass(frozen=True)
class Past:
    """What the history says of the files of today."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    record: Mapping[str, Vastlegging] = field(default_factory=dict)
    """By path of the score file; worked out when it is asked for."""


def look_back(root: Path, project: Project, git: Git | None = None, owners: Owners | None = None) -> Past:
    """What git knows of each score file, and which were given under other texts than their rubric now has in the same versie.

    `owners` are looked up where they are not given.
    """
    if not project.afnamen:
        return Past()
    git = git or Git(root)
    if not git.is_there:
        return Past(remarks=(NO_HISTORY,))
    if git.history is None:
        return Past(remarks=(UNREAD,))
    at = places(root, git, project)
    steps = trails(git.history, at.values())
    with git.blobs() as blobs:
        every = {path: own_steps(blobs, steps[place]) for path, place in at.items() if place in steps}
        found = without_earlier(project, every, owners_of(git, blobs, project, every) if owners is None else owners)
        problems = tuple(changes(root, git, blobs, project, found))
    return Past(problems, (SHALLOW,) if git.is_shallow else (), Record(root, git, project, found))
