"""What stands on a form and has no place in its score file, with the file where a person can put it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.importing.files import note
from generator.model.afname import DOELEN
from generator.model.dossier import dossiers
from generator.model.ronde import last_rondes
from generator.model.verslag import toezeggingen
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.importing.places import Step
    from generator.model.afname import Afname
    from generator.model.project import Project

LAST_TIME = re.compile(r"bij regel \d+ van de afspraken van vorige keer ")
"""How the remark of a reader begins about an afspraak that was made in an earlier round; in others may stand what somebody typed."""


def with_remarks(step: Step | Problem, project: Project) -> list[Step | Problem]:
    """A form, and after it what its reader remarked."""
    if isinstance(step, Problem):
        return [step]
    told = [f"{remark.rstrip('.')}{_place(remark, step.found.afname, project)}" for remark in step.found.remarks]
    return [step, *(note(step.found.source, remark) for remark in told)]


def _place(remark: str, afname: Afname, project: Project) -> str:
    paths = _last_afspraken(afname, project) if LAST_TIME.match(remark) else []
    return f", in {' of '.join(paths)}" if paths else ""


def _last_afspraken(afname: Afname, project: Project) -> list[str]:
    """The files with the afspraken that stood on the form; it may have been made for the other doel."""
    earlier = tuple(other for other in project.afnamen if other.ib_er == afname.ib_er and other.date < afname.date)
    rondes = [ronde for dossier in dossiers(replace(project, afnamen=earlier)) for ronde in dossier.rondes]
    for doel in sorted(DOELEN, key=lambda doel: doel != afname.doel):
        last = last_rondes(rondes, afname.rubric.id, doel, afname.date)
        paths = [holder.path for toezegging in toezeggingen(last) for holder in toezegging.afnamen]
        if paths:
            return sorted(set(paths))
    return []
