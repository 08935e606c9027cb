"""People for whom forms are pre-printed: with long names, other scripts, and every kind of last time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import cycle
from pathlib import Path

from generator.model.afname import Afname, Afspraak, Score, Waarnemer
from generator.model.dossier import Dossier
from generator.model.formulier import selections
from generator.model.project import Project
from generator.model.register import InternBegeleider
from generator.model.rubric import NVT, Rubric
from generator.model.voordruk import Voordruk, Wens, voordruk_of
from tests.projects import TODAY, project_of
from tests.rendering.rubrics import UNLIKE_OURS

REPO = Path(__file__).parents[1]
LAST_YEAR = date(2026, 5, 12)
LONG = "Groep 5 bespreken met de leerkracht en de uitkomst in het groepsplan zetten. " * 60
NO_SPACES = "W" * 90
RTL = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd " * 8
PLAIN = Afspraak("Met groep 5 de analyse bespreken", "ib-er", date(2026, 12, 1), ("1.1",))
HARD = Afspraak(LONG[:4000], NO_SPACES, date(2026, 12, 1), tuple(str(number) for number in range(60)), kept=True)

DEVELOPING = Wens("ontwikkeling")

PEOPLE = {
    "nobody yet": (InternBegeleider("ib-00"), None),
    "somebody": (InternBegeleider("ib-01", "Jo Blaak", "De Plons"), (PLAIN,)),
    "somebody else": (InternBegeleider("ib-02"), (replace(PLAIN, what="De toetsen nakijken", kept=False), PLAIN)),
    "long names": (InternBegeleider("i" * 60, NO_SPACES, NO_SPACES), (HARD, HARD, PLAIN)),
    "another versie": (InternBegeleider("ib-06", "Jo Blaak", "De Plons"), (PLAIN,)),
    "another script": (InternBegeleider("ib-03", RTL, RTL), (replace(PLAIN, what=RTL * 40, who=RTL),)),
    "thirty afspraken": (
        InternBegeleider("ib-04", "Jo\tBlaak\n" * 12, "De Plons " * 14),
        tuple(replace(HARD, what=f"{number}: {LONG[:3900]}", kept=None) for number in range(30)),
    ),
    "a letter on each line": (InternBegeleider("ib-05", "J\u2028o\n" * 20, "x"), (replace(PLAIN, what="a\n" * 2000),)),
}


@cache
def rubrics() -> dict[str, Rubric]:
    ours = {name: form for rubric in project_of(REPO).rubrics for name, form in selections(rubric).items()}
    return {"vhm-ib": ours["vhm-ib"], "groepsbespreking": ours["groepsbespreking"], **UNLIKE_OURS}


def last_time(rubric: Rubric, rol: str = "adviseur", **fields: object) -> Afname:
    """A round in which every kind of answer was given."""
    answers = cycle([*rubric.schaal.ranks, NVT, None])
    whole = Afname(
        "ib-01",
        rubric,
        tuple(kijkwijzer.id for kijkwijzer in rubric.kijkwijzers),
        Waarnemer(rol),
        LAST_YEAR,
        "ontwikkeling",
        "vastgesteld",
        {id: Score(next(answers)) for id in rubric.vaardigheden},
        path=f"scores/ib-01/{rol}.yml",
    )
    return replace(whole, **fields)  # type: ignore[arg-type]


def voordruk(name: str, rubric: Rubric, wens: Wens = DEVELOPING) -> Voordruk:
    ib_er, afspraken = PEOPLE[name]
    before = _other_words(rubric) if name == "another versie" else rubric
    afnamen = () if afspraken is None else (last_time(before, afspraken=afspraken),)
    return voordruk_of(Project(today=TODAY), Dossier(ib_er, afnamen), rubric, wens)


def _other_words(rubric: Rubric) -> Rubric:
    punten = tuple(replace(punt, label=f"{punt.label} toen") for punt in rubric.schaal.punten)
    return replace(rubric, version="0", schaal=replace(rubric.schaal, punten=punten))
