"""How long each ib-er of a project is kept, also while somebody is still mending faults in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from generator.model.bewaartermijn import bewaringen
from generator.problems import Problem
from generator.reading.files import YAML_NAME, Folder, stem
from generator.reading.project import read_project
from generator.reading.settings import FILE
from generator.reading.values import is_safe_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.model.bewaartermijn import Bewaring
    from generator.model.project import Project

ISO = len("2026-05-12")


@dataclass(frozen=True)
class Kept:
    """What a project holds, by person; with what could not be read."""

    project: Project
    bewaringen: tuple[Bewaring, ...]
    faults: tuple[Problem, ...] = ()
    """In settings or register: with one of these nothing can be told of anybody."""
    unread: tuple[str, ...] = ()
    """Score files with a fault; of these the date in the name counts."""


def kept(root: Path, *, today: date, day: date) -> Kept:
    """How it stands on `day`."""
    project, problems = read_project(root, today=today)
    settings = project.settings
    faults = [problem for problem in problems if problem.severity == "fout"]
    decisive = tuple(fault for fault in faults if fault.location.path in (FILE, settings.register))
    found = score_files(root, project)
    read = {afname.path for afname in project.afnamen}
    unread = tuple(path for paths in found.values() for path in paths if path not in read)
    standing = bewaringen(project.register, _dates(found, project), settings.bewaartermijn, day)
    return Kept(project, standing, decisive, unread)


def dates_by_ib_er(root: Path, project: Project) -> dict[str, Sequence[date | None]]:
    """The dates of everything in each folder of scores; of a file with a fault the one in its name."""
    return _dates(score_files(root, project), project)


def _dates(found: dict[str, list[str]], project: Project) -> dict[str, Sequence[date | None]]:
    known = {afname.path: afname.date for afname in project.afnamen}
    return {id: [known.get(path) or _in_name(path) for path in paths] for id, paths in found.items() if paths}


def score_files(root: Path, project: Project) -> dict[str, list[str]]:
    """The score files in the folder of each ib-er, good or not."""
    folder = Folder(root)
    entries = [entry for entry in folder.entries(project.settings.scores) if entry.is_folder and is_safe_id(entry.name)]
    return {
        entry.name: [file.path for file in folder.entries(entry.path) if YAML_NAME.fullmatch(file.name)]
        for entry in entries
    }


def _in_name(path: str) -> date | None:
    try:
        return date.fromisoformat(stem(path)[:ISO])
    except ValueError:
        return None
