"""From what was read in filled forms to score files: against the project as it is now, each file whole or not at all, and looked at afterwards."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.importing.afnamen import found_in
from generator.importing.files import fault
from generator.importing.places import Found, Step, plan
from generator.importing.remarks import with_remarks
from generator.problems import Problem
from generator.reading.editions import Editions
from generator.reading.forms import Known
from generator.reading.ib_ers import IbErs
from generator.reading.names import is_about_a_name
from generator.reading.project import read_project, read_public
from generator.reading.values import is_safe_id
from generator.score_folder import opened
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from generator.importing.reading import Reading
    from generator.model.project import Project
    from generator.reading.project import Older
    from generator.score_folder import ScoreFolder


class UnknownIbErError(Exception):
    """Whom the person names is not somebody of this project; says so in Dutch."""


@dataclass(frozen=True)
class Import:
    """One import into one project."""

    root: Path
    today: date
    older: Older | None = None
    ib_er: str = ""

    def project(self) -> tuple[Project, list[Problem]]:
        return read_project(self.root, today=self.today, older=self.older)

    def known(self, project: Project) -> Known:
        rubrics = Editions((*project.older_rubrics, *project.rubrics))
        if self.older is not None:
            rubrics.lost = partial(self.older, project.settings.rubrics)
        schools = {id: ib_er.school for id, ib_er in project.register.ib_ers.items()}
        known = Known(rubrics, IbErs(self.people(project), schools), self.today)
        if not self.ib_er:
            return known
        id, why = known.ib_ers.find(self.ib_er)
        if why:
            raise UnknownIbErError(why)
        return replace(known, ib_er=id)

    def people(self, project: Project) -> dict[str, str]:
        """Who is in the register or has a folder."""
        names = {id: ib_er.name for id, ib_er in project.register.ib_ers.items()}
        with suppress(FileNotFoundError):
            folders = sorted(
                found.name
                for found in os.scandir(self.root / project.settings.scores)
                if found.is_dir(follow_symlinks=False)
            )
            names = {id: "" for id in folders if is_safe_id(id)} | names
        return names

    def planned(self, forms: Sequence[Sequence[Reading]], project: Project) -> list[Step | Problem]:
        """What is to become of each form, in the order of the files."""
        known = self.known(project)
        found = [each for readings in forms for each in found_in(readings, known)]
        steps = iter([*plan([each for each in found if isinstance(each, Found)], project, self.files(project, found))])
        planned = [each if isinstance(each, Problem) else next(steps) for each in found]
        return [each for step in planned for each in with_remarks(step, project)]

    def files(self, project: Project, found: Iterable[Found | Problem]) -> dict[str, list[str]]:
        """The names in the folders of these ib-ers."""
        folders = {each.afname.ib_er for each in found if isinstance(each, Found)}
        return {folder: self.names(self.root / project.settings.scores / folder) for folder in sorted(folders)}

    def names(self, folder: Path) -> list[str]:
        with writing(folder), suppress(FileNotFoundError, NotADirectoryError):
            return os.listdir(folder)  # noqa: PTH208  only the names
        return []


def look(doing: Import, forms: Sequence[Sequence[Reading]]) -> list[Step | Problem]:
    """What an import would do."""
    project, problems = doing.project()
    return _in_the_way(project, problems) or doing.planned(forms, project)


def bring_in(doing: Import, forms: Sequence[Sequence[Reading]]) -> list[Step | Problem]:
    """Write what is good. What the disk refuses undoes all of it; what reads otherwise afterwards than it should is taken back."""
    public, problems = read_public(doing.root)
    if in_the_way := _in_the_way(public, problems):
        return in_the_way
    with opened(doing.root, public.settings.scores) as folder, ExitStack() as undo:
        project, problems = doing.project()
        if in_the_way := _in_the_way(project, problems):
            return in_the_way
        steps = [_written(folder, step, undo) for step in doing.planned(forms, project)]
        steps = _proven(doing, folder, steps, problems)
        undo.pop_all()
    return steps


def _in_the_way(project: Project, problems: Iterable[Problem]) -> list[Step | Problem]:
    """Faults in what forms are held against: settings, rubrics, register. Those in a score file are of that file alone."""
    scores, register = f"{project.settings.scores}/", project.settings.register
    return [
        problem
        for problem in problems
        if problem.severity == "fout"
        and (not problem.location.path.startswith(scores) or problem.location.path == register)
    ]


def _written(folder: ScoreFolder, step: Step | Problem, undo: ExitStack) -> Step | Problem:
    if isinstance(step, Problem):
        return step
    ib_er, name = step.path.split("/")[-2:]
    if not step.is_new:
        folder.tidy(ib_er)
        return step
    is_new_folder = not folder.has(ib_er)
    if folder.create(ib_er, name, step.found.text.encode()):
        undo.callback(_take_back, folder, step, is_new_folder=is_new_folder)
        return step
    return fault(
        step.found.source, f"{step.path} is er intussen gekomen; er is niets overschreven. Probeer het opnieuw"
    )


def _take_back(folder: ScoreFolder, step: Step, *, is_new_folder: bool = False) -> bool:
    """Remove a file that we made; False when somebody else has changed it by now."""
    ib_er, name = step.path.split("/")[-2:]
    is_removed = folder.remove(ib_er, name, known=step.found.text.encode())
    if is_removed and is_new_folder:
        folder.remove_empty(ib_er)
    return is_removed


def _proven(
    doing: Import, folder: ScoreFolder, steps: list[Step | Problem], before: list[Problem]
) -> list[Step | Problem]:
    """Every new file must be read by the project as what it was meant to be, and bring no fault with it."""
    if not any(isinstance(step, Step) and step.is_new for step in steps):
        return steps
    project, after = doing.project()
    faults = {
        problem.location.path: problem for problem in after if problem.severity == "fout" and problem not in before
    }
    there = {afname.path: afname for afname in project.afnamen}

    def checked(step: Step | Problem) -> Step | Problem:
        if isinstance(step, Problem) or not step.is_new:
            return step
        if there.get(step.path) == replace(step.found.afname, path=step.path) and step.path not in faults:
            return step
        if not _take_back(folder, step):
            return fault(
                step.found.source, f"{step.path} is gemaakt en meteen door iemand anders veranderd; kijk het na"
            )
        told = faults[step.path].message if step.path in faults else "het project leest het anders dan het is ingevuld"
        return fault(step.found.source, f"dit is weer weggehaald uit {step.path}: {told}")

    named = [problem for problem in after if is_about_a_name(problem)]
    proven = [checked(step) for step in steps]
    return [said for step in proven for said in (step, *_of(step, named))]


def _of(step: Step | Problem, named: Iterable[Problem]) -> Iterator[Problem]:
    """What is remarked about a file that we wrote."""
    if isinstance(step, Step) and step.is_new:
        yield from (problem for problem in named if problem.location.path == step.path)
