"""What the commands share: how they end, what day it is, how a path is shown."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from generator import terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.build import Checked, Part
    from generator.model.project import Project

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")

FAULTS = 1
SURROUNDINGS = 3
INTERRUPTED = 130

OPTIONS = "[OPTIES]"
NOTHING_MADE = "Er is niets gemaakt. Verbeter de fouten en probeer het opnieuw."


def into(where: str) -> Callable[[Decorated], Decorated]:
    """The option that says in which folder it comes; `where` is its help."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option("--naar", "wanted", metavar="MAP", type=kind, help=where)


def today() -> date:
    from datetime import date

    return date.today()  # noqa: DTZ011  (the day on the wall where the person is)


def shown(path: Path) -> str:
    """As short as it can be from where the person is."""
    relative = os.path.relpath(path)
    return str(path.resolve()) if relative.startswith("..") else relative


def good_project(root: Path) -> Project:
    """All that is in a project folder; with a fault in it nothing is made."""
    from generator import history
    from generator.problems import has_faults
    from generator.reading.project import read_project

    older = partial(history.lost_rubric, history.Git(root))
    project, problems = read_project(root, today=today(), older=older)
    terminal.tell(problem for problem in problems if problem.severity == "fout")
    if has_faults(problems):
        terminal.shout(NOTHING_MADE)
        sys.exit(FAULTS)
    return project


def good_dossier(root: Path) -> Checked | None:
    """All that the dossier is made of; None with a fault in it, which is then told."""
    from generator import build

    parts: tuple[Part, ...] = ("dossier",)
    checked = build.check(root, today=today(), parts=parts)
    if checked.is_good:
        return checked
    terminal.tell(problem for problem in checked.problems if problem.severity == "fout")
    return None


def whom(names: Mapping[str, str], typed: str) -> str:
    """The pseudonym of who was typed, by that or by name. `names` are by pseudonym; empty for whom has none."""
    from generator.reading.ib_ers import IbErs

    id, why = IbErs(names).find_known(typed)
    if why:
        raise click.BadParameter(f"{why}.", param_hint="'ID'")
    return id
