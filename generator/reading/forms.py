"""One filled form: which form it is, whether all its fields are those of that form, and where each of them stands for a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model.velden import AFSPRAAK, CLOSING, HEAD, ROW, STEMPEL, Stempel, row_field, stempel_of
from generator.problems import Location, Notebook, nearest, quoted, visible
from generator.reading.nodes import Mapping, Scalar
from generator.reading.part import Part

if TYPE_CHECKING:
    from datetime import date

    from generator.model.rubric import Rubric
    from generator.model.velden import Ingevuld
    from generator.problems import Problem
    from generator.reading.editions import Editions
    from generator.reading.ib_ers import IbErs

OF_AFSPRAAK = re.compile(rf"afspraak:([1-9][0-9]{{0,2}}):(?:{'|'.join(AFSPRAAK)})")
AFRESH = "is er aan het formulier zelf iets veranderd? Begin dan opnieuw met een leeg formulier"


@dataclass(frozen=True)
class Known:
    """What a form is held against."""

    rubrics: Editions
    ib_ers: IbErs
    today: date
    ib_er: str = ""
    """Whom a form is about that does not say so."""

    def whose(self, typed: str) -> tuple[str, str]:
        """The pseudonym of whom a form is about and nothing, or nothing and why not."""
        if not typed.strip():
            message = f"wie de ib-er is, staat er niet in; vul het in of zeg het met --ib-er.{self.ib_ers.choices}"
            return self.ib_er, "" if self.ib_er else message
        id, why = self.ib_ers.find(typed)
        if id and self.ib_er and id != self.ib_er:
            message = (
                f"dit gaat over {quoted(id)}, en --ib-er zegt {quoted(self.ib_er)}; kijk na welke van de twee klopt"
            )
            return "", message
        return id, why


class Form:
    """The fields of one form, and what is wrong with them. The number of a field, from 1, stands for its place."""

    def __init__(self, filled: Ingevuld) -> None:
        self.fields = filled.fields
        self.notebook = Notebook(filled.path)
        self.numbers = {name: number for number, name in enumerate(filled.fields, start=1)}

    def fault(self, name: str, message: str) -> None:
        """Write down a problem at a field; without a name it is one of the whole form."""
        self.notebook.fault(self.numbers.get(name, 0), message)

    def found(self) -> list[Problem]:
        """The problems in the order of the form, each with the place of its field in words."""
        return [
            self._placed(problem) for problem in sorted(self.notebook.problems, key=lambda each: each.location.line)
        ]

    def _placed(self, problem: Problem) -> Problem:
        number = problem.location.line
        label = [*self.fields.values()][number - 1].label if number else ""
        message = f"{visible(label)}: {problem.message}" if label else problem.message
        return replace(problem, location=Location(problem.location.path), message=message)


def is_blank(filled: Ingevuld) -> bool:
    """Whether nothing was filled in but perhaps the head: no row, no afspraak, no closing text."""
    return not any(veld.value.strip() for name, veld in filled.fields.items() if name not in (*HEAD, STEMPEL))


def stamped(form: Form, known: Known) -> tuple[Stempel, Rubric] | None:
    """Which form this is and the part of the rubric that it shows, when its texts are still those of the form."""
    stempel = _stempel(form)
    rubric = None if stempel is None else _rubric(form, known, stempel)
    if stempel is None or rubric is None:
        return None
    _check_names(form, rubric)
    _check_doel(form, stempel)
    return stempel, rubric


def _stempel(form: Form) -> Stempel | None:
    if STEMPEL not in form.fields:
        form.fault("", f"dit is geen formulier van dit programma: het veld {quoted(STEMPEL)} zit er niet in")
        return None
    stempel = Stempel.read(form.fields[STEMPEL].value)
    if stempel is None:
        form.fault("", f"welk formulier dit is, staat er niet meer in; {AFRESH}")
    return stempel


def _rubric(form: Form, known: Known, stempel: Stempel) -> Rubric | None:
    whole = _edition(form, known, stempel)
    if whole is None:
        name = quoted(f"{stempel.rubric} {stempel.version}")
        form.fault("", f"dit formulier is van de rubric {name}, en {_instead(known, stempel.rubric)}")
        return None
    part = whole.only(stempel.kijkwijzers)
    if stempel_of(part, whole).key != stempel.key:
        form.fault(
            "",
            "de teksten van de rubric zijn veranderd sinds dit formulier is gemaakt; neem de scores over in een nieuw formulier, "
            "of geef de veranderde rubric een nieuwe versie en bewaar de oude ernaast",
        )
    elif len(part.kijkwijzers) != len(stempel.kijkwijzers):
        form.fault("", f"kijkwijzer {quoted(', '.join(stempel.kijkwijzers))} heeft deze rubric niet; {AFRESH}")
    else:
        return part
    return None


def _edition(form: Form, known: Known, stempel: Stempel) -> Rubric | None:
    """The very version that the form names, if need be from git."""
    said = {"rubric": stempel.rubric, "versie": stempel.version}
    names = Mapping(0, {key: (Scalar(key, 0), Scalar(text, 0)) for key, text in said.items()})
    known.rubrics.look_for(Part(names, form.notebook), ())
    return known.rubrics.get((stempel.rubric, stempel.version))


def _instead(known: Known, id: str) -> str:
    """What there is in the place of a version that is not there."""
    versions = sorted(version for known_id, version in known.rubrics if known_id == id)
    if versions:
        return f"van die rubric is er in dit project alleen versie {', '.join(versions)}; neem de scores over in een formulier van die versie, of bewaar de oude rubric als {id}@VERSIE.yml"
    ids = sorted({known_id for known_id, _ in known.rubrics})
    return f"die is er in dit project niet.{nearest(id, ids)} Wel: {', '.join(ids)}"


def _check_doel(form: Form, stempel: Stempel) -> None:
    """A form that shows last time is for the doel of last time alone."""
    said = form.fields["doel"].value.strip() if "doel" in form.fields else ""
    if stempel.doel and said.casefold() not in ("", stempel.doel):
        form.fault(
            "doel",
            f"dit formulier is gemaakt voor {stempel.doel}, met wat er vorige keer voor dat doel is vastgelegd; is het nu voor {quoted(said)}, neem dan een formulier dat daarvoor is gemaakt",
        )


def _check_names(form: Form, rubric: Rubric) -> None:
    """Every field is one of this form, and no row is missing."""
    rows = {row_field(kind, row) for row in rubric.vaardigheden for kind in ROW}
    usual = {*rows, *HEAD, *CLOSING, STEMPEL}
    for name in form.fields:
        if name not in usual and not OF_AFSPRAAK.fullmatch(name):
            form.fault(name, f"het veld {quoted(name)} hoort niet bij dit formulier; {AFRESH}")
    for row in rubric.vaardigheden:
        if (name := row_field("score", row)) not in form.fields:
            form.fault("", f"het veld {quoted(name)} ontbreekt; {AFRESH}")
