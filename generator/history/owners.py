"""Whose the files of today are: of who had the same pseudonym before, the record tells nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ahocorasick import Automaton  # type: ignore[import-not-found]

from generator.history.older import search_of
from generator.history.reused import Moments
from generator.history.trails import since

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.history.git import Blobs, Git
    from generator.history.record import Found
    from generator.history.trails import Step
    from generator.model.project import Project

Owners = Mapping[str, Moments]
"""By a pseudonym that may have been somebody else's before, what is of who has it now."""
IN_A_WORD = re.compile(r"[0-9A-Za-z_-]")
"""What may not stand beside a pseudonym."""


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
    steps: dict[str, list[Step]] = {}
    for afname in project.afnamen:
        steps.setdefault(afname.ib_er, []).extend(found.get(afname.path, ()))
    names = {id: project.register.ib_er(id).name for id in steps}
    others = _called_otherwise(names, _registers(git, blobs, found))
    yield from (id for id, own in steps.items() if id in others or any(not step.change.blob for step in own))


def _called_otherwise(names: Mapping[str, str], registers: Iterable[bytes]) -> set[str]:
    """Whose pseudonym stands in a register in which their name does not. All are looked for in one go."""
    wanted = {_as_letters(text.encode()) for pair in names.items() for text in pair} - {""}
    needles = Automaton()
    for text in wanted:
        needles.add_word(text, text)
    needles.make_automaton()
    found: set[str] = set()
    for data in registers if wanted else ():
        text = _as_letters(data)
        there: set[str] = set()
        listed: set[str] = set()
        for end, needle in needles.iter(text):
            there.add(needle)
            if not IN_A_WORD.search(text[max(0, end - len(needle)) : end - len(needle) + 1] + text[end + 1 : end + 2]):
                listed.add(needle)
        found |= {
            id for id, name in names.items() if id in listed and not (name and _as_letters(name.encode()) in there)
        }
    return found


def _as_letters(data: bytes) -> str:
    """A letter for each byte: what is looked for can be told from its bytes alone."""
    return data.decode("latin-1")


def _registers(git: Git, blobs: Blobs, found: Found) -> Iterator[bytes]:
    """Every register that was ever recorded, wherever it stood."""
    scored = {step.change.path for steps in found.values() for step in steps}
    entries = git.history.entries if git.history else ()
    other = {change.blob for entry in entries for change in entry.changes if change.path not in scored} - {""}
    yield from (data for blob in sorted(other) if b"ib_ers" in (data := blobs.read(blob) or b""))
