"""Whether a file is about somebody: their pseudonym, name or notes, also when they are packed in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.leaks.needles import Needles
from generator.leaks.secret import Secret, Secrets
from generator.leaks.unpacked import Shut, Text
from generator.model.naam import folded, naamvormen
from generator.problems import Location
from generator.workers import Died

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.project import Project

Said = Sequence[Text | Shut] | Died
"""What generator/leaks/search.py reads in a file, or that its reader had to be stopped."""


@dataclass(frozen=True)
class Found:
    """What one file says of somebody."""

    is_about: bool = False
    lines: tuple[int, ...] = ()
    """Of a plain text the lines that say it."""
    naming: tuple[int, ...] = ()
    """Lines of a score file that hold the name, or a part of it."""
    is_shared: bool = False
    """Also about other ib-ers."""
    is_whole: bool = True
    """Whether all of it could be looked into."""


@dataclass(frozen=True)
class Mentions:
    """What is looked for of one ib-er, and of all others to know what is about them as well."""

    own: Needles
    others: Needles
    name: re.Pattern[str]

    def found(self, said: Said, *, is_scored: bool = False) -> Found:
        """In a score file a first name or surname alone counts too; elsewhere it may be anybody's."""
        if isinstance(said, Died):
            return Found(is_whole=False)
        texts = [piece for piece in said if isinstance(piece, Text)]
        plain = [piece for piece in texts if piece.has_lines]
        naming = {number for piece in plain for number in self.naming(piece.text)} if is_scored else set()
        is_about = bool(naming) or _holds(self.own, texts)
        return Found(
            is_about=is_about,
            lines=tuple(sorted({*self._lines(plain), *naming})) if is_about else (),
            naming=tuple(sorted(naming)),
            is_shared=is_about and _holds(self.others, texts),
            is_whole=len(texts) == len(said),
        )

    def lines(self, text: str) -> list[int]:
        return sorted(set(self._lines([Text(text)])))

    def naming(self, text: str) -> Iterator[int]:
        lines = enumerate(text.splitlines(), start=1)
        return (number for number, line in lines if self.name.search(folded(line)))

    def _lines(self, texts: Iterable[Text]) -> Iterator[int]:
        """Each line that says it; of what runs on over a line end the first."""
        for piece in texts:
            yield from (line for _, line in self.own.found(piece.text))
            lines = enumerate(piece.text.splitlines(), start=1)
            yield from (number for number, line in lines if any(self.own.found(line)))


def _holds(needles: Needles, texts: Iterable[Text]) -> bool:
    return any(True for piece in texts for _ in needles.found(piece.text, is_junk=piece.is_junk))


@dataclass(frozen=True)
class Everybody:
    """All ib-ers of a project, to find who is in a text."""

    needles: Needles

    def within(self, text: str) -> set[str]:
        """Their pseudonyms. Of two with one name it may be either."""
        return {secret.ib_er for secret, _ in self.needles.found(text)}


def everybody(project: Project, *more: str) -> Everybody:
    """Who is in the register or has score files, and whoever else is asked about."""
    return Everybody(Needles(Secrets(_named(dict.fromkeys(more, "") | _people(project)))))


def mentions(project: Project, id: str, name: str, notes: Secrets | None = None) -> Mentions:
    """What to look for; notes as `Secrets.about` has them."""
    others = {other: called for other, called in _people(project).items() if other != id}
    own = Secrets(_named({id: name}), notes.runs, notes.files) if notes else Secrets(_named({id: name}))
    return Mentions(Needles(own), Needles(Secrets(_named(others))), _spelled(name))


def _people(project: Project) -> dict[str, str]:
    registered = {id: ib_er.name for id, ib_er in project.register.ib_ers.items()}
    return {afname.ib_er: "" for afname in project.afnamen} | registered


def _named(people: dict[str, str]) -> tuple[Secret, ...]:
    nowhere = Location("")
    ids = [Secret("pseudoniem", id, nowhere, id) for id in people]
    return (*ids, *(Secret("naam", name, nowhere, id) for id, name in people.items() if name.strip()))


def _spelled(name: str) -> re.Pattern[str]:
    forms = sorted((re.escape(form.text) for form in naamvormen(name)), key=len, reverse=True) if name.strip() else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)" if forms else r"(?!)")
