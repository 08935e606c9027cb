"""What may be filled in on a sheet, and what a program for spreadsheets says of it while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN, DOELEN, ROLLEN, STATUSSEN, TAKEN
from generator.model.rubric import NVT

if TYPE_CHECKING:
    from generator.model.rubric import Rubric

LONGEST_HINT = 255
LONGEST_TITLE = 32
"""Characters that a program for spreadsheets shows of a hint and of its title."""
LONGEST_LINE, LONGEST_TEXT = 300, 4_000


@dataclass(frozen=True)
class Entry:
    """What may be filled in: one of some options, a date, a text on one line or a text."""

    title: str
    hint: str = ""
    options: tuple[str, ...] = ()
    is_date: bool = False
    longest: int = LONGEST_LINE


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def score_entry(rubric: Rubric) -> Entry:
    options = (*rubric.schaal.ranks, NVT)
    return Entry("Score", _meanings(rubric), options)


def _meanings(rubric: Rubric) -> str:
    """What the points mean, in the most words that fit."""
    last = "nvt: niet van toepassing\nleeg: nog niet bekeken of gevraagd"
    for words in ("label", "short"):
        meanings = [f"{punt.value}: {getattr(punt, words)}" for punt in rubric.schaal.punten]
        if len(hint := "\n".join([*meanings, last])) <= LONGEST_HINT:
            return hint
    return "Kies een punt van de schaal, of nvt. Leeg: nog niet bekeken of gevraagd."


UNCOUNTED = {
    NVT: "niet van toepassing: dit hoort op deze school niet bij het werk van deze ib-er. Schrijf erbij waarom.",
    "leeg": "nog open: je hebt hier nog niet naar gekeken of gevraagd.",
}
AFGELEID = "Zo staat het niet in de bron. Wij hebben het opgemaakt uit wat de bron wel vertelt."
HOW = (
    "Vul de cellen met een rand in; de rest ligt vast.",
    "Kies bij Score een punt van de schaal, of nvt. Laat leeg wat nog niet bekeken of gevraagd is.",
    "Zet elk bewijsstuk op een eigen regel in de cel (Alt + Enter).",
    "Klaar? Bewaar het bestand als .xlsx.",
)
DATE = "Dag, maand en jaar, bijvoorbeeld 12-5-2026."
NOTE = Entry("Aantekening", longest=LONGEST_TEXT)
BRON = Entry("Bron", "Waar de score op rust.", BRONNEN)
BEWIJSSTUKKEN = Entry("Bewijsstukken", "Elk bewijsstuk op een eigen regel (Alt + Enter).", longest=LONGEST_TEXT)
TAAK = Entry("Wiens taak", "Alleen als bleek van wie deze taak is.", TAKEN)
HEAD_ENTRIES = {
    "ib_er": Entry("Ib-er", "Het pseudoniem van de ib-er. Geen naam. Vraag het aan wie het dossier bijhoudt."),
    "school": Entry("School"),
    "datum": Entry("Datum", DATE, is_date=True),
    "waarnemer": Entry("Waarnemer", "De naam van wie kijkt."),
    "rol": Entry("Rol", "Van de waarnemer; zelf: de ib-er scoort zichzelf.", ROLLEN),
    "aanleiding": Entry("Aanleiding", "Waarbij je kijkt, bijvoorbeeld een overleg of een les."),
    "doel": Entry("Doel", "", DOELEN),
    "status": Entry(
        "Status", "Leeg is concept. Vastgesteld: besproken en ondertekend, er verandert niets meer.", STATUSSEN
    ),
}
CLOSING_ENTRIES = {
    "samenvatting": Entry("Samenvatting", longest=LONGEST_TEXT),
    "zienswijze": Entry("Zienswijze", "Hoe de ib-er het zelf ziet.", longest=LONGEST_TEXT),
}
AFSPRAAK_WORDS = {
    "wat": "Wat",
    "wie": "Wie",
    "voor": "Voor (datum)",
    "bij": "Bij rij",
    "nagekomen": "Nagekomen",
    "opmerking": "Opmerking",
}
AFSPRAAK_ENTRIES = {
    "wat": Entry("Wat", longest=LONGEST_TEXT),
    "wie": Entry("Wie"),
    "voor": Entry("Voor wanneer", DATE, is_date=True),
    "bij": Entry("Bij rij", "Het nummer van de rij. Meer rijen: met een komma ertussen.", longest=LONGEST_TEXT),
    "nagekomen": Entry("Nagekomen", "Leeg: nog niet gezegd.", ("ja", "nee")),
    "opmerking": Entry("Opmerking", longest=LONGEST_TEXT),
}
