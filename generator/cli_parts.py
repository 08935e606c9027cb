"""What the commands share: how they end, what day it is, how a path is shown."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from generator import terminal

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.model.project import Project

FAULTS = 1
SURROUNDINGS = 3
INTERRUPTED = 130

OPTIONS = "[OPTIES]"


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
        terminal.shout("Er is niets gemaakt. Verbeter de fouten en probeer het opnieuw.")
        sys.exit(FAULTS)
    return project
