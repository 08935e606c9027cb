"""A project as it now stands on the disk, to read score files against that come in by the browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from generator import history
from generator.problems import Notebook, Problem, has_faults
from generator.reading.afname import read_afname
from generator.reading.editions import Editions
from generator.reading.files import YAML_NAME, stem
from generator.reading.names import Names
from generator.reading.nodes import Scalar
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.project import read_project
from generator.reading.settings import FILE
from generator.reading.values import is_safe_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.reading.memory import Memory

FORM = "formulier"
"""What a problem calls the text that the browser hands in."""


class Present:
    """The project as it now stands on the disk, also with faults in it: those in another file keep nobody from saving."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self.today = date.today()  # noqa: DTZ011  (the day on the wall where the person is)
        older = partial(history.lost_rubric, history.Git(root))
        self.project, problems = read_project(root, today=self.today, older=older, memory=memory)
        self.scores = self.project.settings.scores
        self.rubrics = Editions((*self.project.older_rubrics, *self.project.rubrics))
        self.rubrics.lost = partial(older, self.project.settings.rubrics)
        faults = [problem for problem in problems if problem.severity == "fout"]
        self.in_the_way = [fault for fault in faults if fault.location.path in (FILE, self.project.settings.register)]
        self.unreadable = len({fault.location.path for fault in faults if self.place(fault.location.path)})
        self.unread = {
            stem(fault.location.path).partition("@")[0]
            for fault in faults
            if fault.location.path.startswith(f"{self.project.settings.rubrics}/")
        }

    def place(self, path: str) -> tuple[str, str] | None:
        """The folder and the name of a score file, when this can be the path of one."""
        ib_er, _, name = path.removeprefix(f"{self.scores}/").partition("/")
        is_file = YAML_NAME.fullmatch(name) and name.isprintable() and "/" not in name and not name.startswith(".")
        return (ib_er, name) if path.startswith(f"{self.scores}/") and is_safe_id(ib_er) and is_file else None

    def read(self, data: bytes) -> tuple[Afname | None, list[Problem]]:
        """As a score file in the folder of whom it is about: the rules are those of a file written by hand."""
        mapping, problems = parse(FORM, data)
        if mapping is None:
            return None, problems
        part = Part(mapping, Notebook(FORM, problems))
        self.rubrics.look_for(part, self.unread)
        afname = read_afname(part, folder=_ib_er(part), rubrics=self.rubrics, today=self.today, unread=self.unread)
        if afname is None and not has_faults(problems):
            part.fault("rubric", "in deze rubric zit zelf een fout; verbeter die eerst")
        return afname, sorted(problems if afname is None else [*problems, *self._named(data, part, afname)])

    def _named(self, data: bytes, part: Part, afname: Afname) -> Iterator[Problem]:
        """Who fills in a form sees no file, so that a line alone tells little."""
        for problem in Names(self.project.register).in_file(data, part, afname.ib_er):
            line = problem.location.line
            yield replace(problem, message=f"regel {line} van het scorebestand: {problem.message}")


def _ib_er(part: Part) -> str:
    node = part.mapping.entries["ib_er"][1] if part.has("ib_er") else None
    return node.text if isinstance(node, Scalar) else ""
