"""Forms as if somebody filled them in: the fields that an afname would have left on them.

filled = filled_form(afname)
assert read_velden(filled, known(afname))[0] == afname
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.model.velden import (
    AFSPRAAK,
    CLOSING,
    HEAD,
    ROW,
    STEMPEL,
    Ingevuld,
    Veld,
    afspraak_field,
    row_field,
    stempel_of,
)
from generator.reading.editions import Editions
from generator.reading.forms import Known
from generator.reading.ib_ers import IbErs
from tests.projects import TODAY

if TYPE_CHECKING:
    from generator.model.afname import Afname, Afspraak, Score

FORM = "ingevuld.pdf"


def fields_of(afname: Afname, *, empty_afspraken: int = 1) -> dict[str, str]:
    """Every field of the form with what this afname says there; what it does not say is an empty field."""
    said = {
        STEMPEL: str(replace(stempel_of(afname.selection, afname.rubric), is_fictional=afname.is_fictional)),
        "ib_er": afname.ib_er,
        "school": "De Plons",
        "datum": afname.date.isoformat(),
        "waarnemer": afname.waarnemer.name,
        "rol": afname.waarnemer.rol,
        "aanleiding": afname.occasion,
        "doel": afname.doel,
        "status": afname.status,
        "samenvatting": afname.summary,
        "zienswijze": afname.zienswijze,
    }
    for row in afname.selection.vaardigheden:
        said |= {row_field(kind, row): text for kind, text in of_score(afname.score(row)).items()}
    for number, afspraak in enumerate(afname.afspraken, start=1):
        said |= {afspraak_field(number, kind): text for kind, text in of_afspraak(afspraak).items()}
    last = len(afname.afspraken) + empty_afspraken
    said |= {
        afspraak_field(number, kind): ""
        for number in range(len(afname.afspraken) + 1, last + 1)
        for kind in AFSPRAAK
    }  # fmt: skip
    assert {*HEAD, *CLOSING} <= said.keys()
    return said


def of_score(score: Score) -> dict[str, str]:
    said = {
        "score": score.value or "",
        "bron": score.bron,
        "taak": score.taak,
        "bewijsstukken": "\n".join(score.bewijsstukken),
        "aantekening": score.aantekening,
    }
    assert tuple(said) == ROW
    return said


def of_afspraak(afspraak: Afspraak) -> dict[str, str]:
    said = {
        "wat": afspraak.what,
        "wie": afspraak.who,
        "voor": afspraak.due.isoformat() if afspraak.due else "",
        "bij": ", ".join(afspraak.vaardigheden),
        "nagekomen": {None: "", True: "ja", False: "nee"}[afspraak.kept],
        "opmerking": afspraak.remark,
    }
    assert tuple(said) == AFSPRAAK
    return said


def form_with(fields: dict[str, str], path: str = FORM) -> Ingevuld:
    """A form whose places are called after its fields."""
    return Ingevuld(path, {name: Veld(text, f"plek {name}") for name, text in fields.items()})


def filled_form(afname: Afname, path: str = FORM) -> Ingevuld:
    return form_with(fields_of(afname), path)


def known(afname: Afname, **changes: object) -> Known:
    """A project with the rubric and the ib-er of this afname."""
    found = Known(Editions([afname.rubric]), IbErs({afname.ib_er: ""}), TODAY)
    return replace(found, **changes)  # type: ignore[arg-type]
