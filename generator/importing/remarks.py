"""What stands on a form and has no place in its score file, with the file where a person can put it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importing.files import note
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.importing.places import Step
    from generator.model.afname import Afname
    from generator.model.project import Project

LAST_TIME = "vorige keer"
"""In the remark of a reader about an afspraak that was made in an earlier round."""


def with_remarks(step: Step | Problem, project: Project) -> list[Step | Problem]:
    """A form, and after it what its reader remarked."""
    if isinstance(step, Problem):
        return [step]
    afname = step.found.afname
    place = _where(_last_afspraken(afname, project))
    remarks = [f"{remark.rstrip('.')}{place if LAST_TIME in remark else ''}" for remark in step.found.remarks]
    return [step, *(note(step.found.source, remark) for remark in remarks)]


def _last_afspraken(afname: Afname, project: Project) -> list[str]:
    """The files of the round before this one in which something was agreed, as the form that was printed had it."""
    earlier = [
        other
        for other in project.afnamen
        if other.ib_er == afname.ib_er and other.doel == afname.doel and other.date < afname.date and other.afspraken
    ]
    return [other.path for other in earlier if other.date == max(each.date for each in earlier)]


def _where(paths: list[str]) -> str:
    return f", in {' of '.join(paths)}" if paths else ""
