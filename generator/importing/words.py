"""What an import says of each form: who, when, how much was scored, and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.balans import count
from generator.problems import Problem, visible
from generator.rendering.woorden import long_date
from generator.terminal import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.importing.places import Step
    from generator.model.afname import Afname


def told(step: Step, *, is_trial: bool = False) -> str:
    """One line: ingevuld.pdf: ib-01, 12 mei 2026, ... -> scores/ib-01/2026-05-12-adviseur.yml."""
    where = f" -> {step.path}{' (proef)' if is_trial else ''}" if step.is_new else f"; staat er al: {step.path}"
    return f"{visible(step.found.source)}: {summary(step.found.afname)}{where}"


def summary(afname: Afname) -> str:
    who = (
        f"{afname.ib_er}, {long_date(afname.date)}, {afname.waarnemer.rol}, {afname.rubric.id} {afname.rubric.version}"
    )
    return f"{who}: {', '.join(_counts(afname))}"


def _counts(afname: Afname) -> list[str]:
    telling = count(afname, afname.selection.vaardigheden.values())
    said = [afname.status, f"{telling.scored} van de {plural(telling.size, 'rij', 'rijen')} gescoord"]
    if telling.nvt:
        said.append(f"{telling.nvt} nvt")
    if telling.open:
        said.append(f"{telling.open} open")
    if afname.afspraken:
        said.append(plural(len(afname.afspraken), "afspraak", "afspraken"))
    return said


def counted(steps: Sequence[Step | Problem], *, is_trial: bool = False) -> str:
    """The last line: how many files came, were there, or hold something to mend."""
    new = sum(not isinstance(step, Problem) and step.is_new for step in steps)
    old = sum(not isinstance(step, Problem) and not step.is_new for step in steps)
    is_faulty = any(isinstance(step, Problem) and step.severity == "fout" for step in steps)
    done = "Zou overnemen" if is_trial else "Overgenomen"
    said = [f"{done}: {plural(new, 'afname', 'afnamen')}."]
    if old:
        said.append(f"{plural(old, 'stond', 'stonden')} er al.")
    if is_faulty:
        said.append("Wat een fout heeft, is niet overgenomen: vraag na wat er hoort te staan en probeer het opnieuw.")
    return " ".join(said)
