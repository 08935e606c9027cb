"""Puts score files that people wrote in the one spelling that all ways in share, with their comments. Says what it would not touch."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.model.afname import OPEN
from generator.problems import Location, Notebook, Problem
from generator.reading.afname import read_afname
from generator.reading.files import YAML_NAME, is_for_people
from generator.reading.kept_comments import has_comments_of, with_comments
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.project import read_project
from generator.rendering.scorebestand import scorebestand
from generator.score_folder import opened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.reading.project import Older
    from generator.score_folder import ScoreFolder

NO_PLAIN_FILE = (
    "dit is een snelkoppeling of geen gewoon bestand; het is gelaten zoals het was. Maak het bestand zelf op"
)
READ_ONLY = "dit bestand is alleen-lezen; het is gelaten zoals het was"
CHANGED = "dit bestand is intussen veranderd; er is niets geschreven. Probeer het opnieuw"
WITH_LOSS = "dit bestand kan niet opgemaakt worden zonder dat er iets verandert; het is gelaten zoals het was. Meld dit"


class NoScoreFileError(Exception):
    """What the person names is no score file of this project."""


@dataclass
class Formatted:
    """What became of the files: which changed (or would), which were good, and what is to be mended first."""

    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Format:
    """One time of formatting in one project; a trial writes nothing."""

    root: Path
    today: date
    older: Older | None = None
    is_trial: bool = False

    def files(self, wanted: Iterable[str] = ()) -> Formatted:
        """These files and the files in these folders, or all score files of the project."""
        project, problems = read_project(self.root, today=self.today, older=self.older)
        faults = [problem for problem in problems if problem.severity == "fout"]
        chosen = self.chosen(wanted, project, faults)
        afnamen = {afname.path: afname for afname in project.afnamen if afname.path in chosen}
        done = Formatted(problems=_told(chosen, afnamen, project, faults))
        if afnamen:
            with opened(self.root, project.settings.scores) as folder:
                for path, afname in afnamen.items():
                    self.file(folder, path, afname, done)
        return done

    def chosen(self, wanted: Iterable[str], project: Project, faults: Iterable[Problem]) -> list[str]:
        scores, register = project.settings.scores, project.settings.register
        found = {file.relative_to(self.root).as_posix() for file in (self.root / scores).glob("[!.]*/[!.]*")}
        known = {path for path in found if YAML_NAME.fullmatch(path)} | {problem.location.path for problem in faults}
        ours = sorted(path for path in known if path.startswith(f"{scores}/") and path != register)
        wanted = list(wanted)
        return _named(self.root, wanted, ours) if wanted else ours

    def file(self, folder: ScoreFolder, path: str, afname: Afname, done: Formatted) -> None:
        ib_er, name = path.split("/")[-2:]
        old = folder.read(ib_er, name)
        new = Problem(Location(path), NO_PLAIN_FILE) if old is None else formatted(old, afname)
        if isinstance(new, bytes) and new != old and not self.is_trial:
            new = self.written(folder, path, old or b"", new)
        if isinstance(new, Problem):
            done.problems.append(new)
        else:
            (done.same if new == old else done.changed).append(path)

    def written(self, folder: ScoreFolder, path: str, old: bytes, new: bytes) -> bytes | Problem:
        ib_er, name = path.split("/")[-2:]
        with suppress(FileNotFoundError):  # what is not there any more has changed too
            if not os.lstat(self.root / path).st_mode & stat.S_IWUSR:
                return Problem(Location(path), READ_ONLY)
        if not folder.replace(ib_er, name, new, known=old):
            return Problem(Location(path), CHANGED)
        return new


def formatted(old: bytes, afname: Afname) -> bytes | Problem:
    """The content of this file in the one spelling, proven to say the same and to hold the same comments."""
    if not _says(old, afname):
        return Problem(Location(afname.path), CHANGED)
    before = old.decode("utf-8-sig")
    new = with_comments(scorebestand(afname), before)
    if not _says(new.encode(), afname) or not has_comments_of(new, before):
        return Problem(Location(afname.path), WITH_LOSS)
    return new.encode()


def _says(data: bytes, afname: Afname) -> bool:
    """Whether these bytes, in the place of this afname, are read as just that."""
    mapping, problems = parse(afname.path, data)
    if mapping is None:
        return False
    rubrics = {(afname.rubric.id, afname.rubric.version): afname.rubric}
    part = Part(mapping, Notebook(afname.path, problems))
    read = read_afname(part, folder=afname.ib_er, rubrics=rubrics, today=afname.date)
    return read is not None and _without_empty(read) == _without_empty(afname)


def _without_empty(afname: Afname) -> Afname:
    """Without rows of which nothing was said: those may stand in a file or not."""
    return replace(afname, scores={id: score for id, score in afname.scores.items() if score != OPEN})


def _named(root: Path, wanted: Iterable[str], ours: list[str]) -> list[str]:
    """The score files that a person named, each or by folder, in the order of the project."""
    found = set()
    for typed in wanted:
        path = os.path.relpath(root / typed, root)
        named = [own for own in ours if own == path or f"{own}/".startswith(f"{path}/") or path == "."]
        if not named and not is_for_people(path):
            raise NoScoreFileError(typed)
        found.update(named)
    return sorted(found)


def _told(chosen: Collection[str], good: Collection[str], project: Project, faults: Iterable[Problem]) -> list[Problem]:
    """The faults in these files; and those elsewhere, when one could not be read without a fault of its own, or none was there."""
    faults = list(faults)
    places = {problem.location.path for problem in faults}
    is_unread = not chosen or any(path not in good and path not in places for path in chosen)
    scores = f"{project.settings.scores}/"
    return [
        problem
        for problem in faults
        if problem.location.path in chosen or (is_unread and not problem.location.path.startswith(scores))
    ]
