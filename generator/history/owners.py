"""Whose the files of today are: of who had the same pseudonym before, the record tells nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.history.older import search_of
from generator.history.reused import Moments
from generator.history.trails import since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.history.git import Blobs, Git
    from generator.history.record import Found
    from generator.history.trails import Step
    from generator.model.project import Project

Owners = Mapping[str, Moments]
"""By a pseudonym that may have been somebody else's before, what is of who has it now."""


def without_earlier(project: Project, found: Found, owners: Owners) -> Found:
    """A file that may not be theirs as it stands has no steps left."""
    ids = {afname.path: afname.ib_er for afname in project.afnamen}
    return {path: since(steps, owners[ids[path]]) if ids[path] in owners else steps for path, steps in found.items()}


def owners_of(git: Git, blobs: Blobs, project: Project, found: Found) -> dict[str, Moments]:
    """All of history is only searched for a pseudonym that there is a reason to doubt."""
    people = {*project.register.ib_ers, *(afname.ib_er for afname in project.afnamen)}
    made = {}
    for id in _doubted(git, blobs, project, found):
        ib_er = project.register.ib_er(id)
        own = search_of(git, blobs, ib_er, people - {id}, project.settings.scores).own_moments
        if own is not None:
            made[id] = own
    return made


def _doubted(git: Git, blobs: Blobs, project: Project, found: Found) -> Iterator[str]:
    """Those of whom a file was gone for a while, or who git knows in a register under another name than today's."""
    registers = list(_registers(git, blobs, found))
    steps: dict[str, list[Step]] = {}
    for afname in project.afnamen:
        steps.setdefault(afname.ib_er, []).extend(found.get(afname.path, ()))
    for id, own in steps.items():
        name, listed = project.register.ib_er(id).name.encode(), _as_a_word(id)
        is_another = any(listed.search(data) and not (name and name in data) for data in registers)
        if is_another or any(not step.change.blob for step in own):
            yield id


def _as_a_word(id: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![\w-])" + re.escape(id.encode()) + rb"(?![\w-])")


def _registers(git: Git, blobs: Blobs, found: Found) -> Iterator[bytes]:
    """Every register that was ever recorded, wherever it stood."""
    scored = {step.change.path for steps in found.values() for step in steps}
    entries = git.history.entries if git.history else ()
    other = {change.blob for entry in entries for change in entry.changes if change.path not in scored} - {""}
    yield from (data for blob in sorted(other) if b"ib_ers" in (data := blobs.read(blob) or b""))
