"""What the talk needs: what is still open and what could show it, and how the ib-er prepares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from generator.model.gesprek import Gesprekswijzer, Voorbereiding, gesprekswijzers, voorbereidingen
from generator.rendering import pen
from generator.rendering.dossier import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.dossier import Dossier
    from generator.model.gesprek import Gespreksrij
    from generator.model.verslag import Verslag
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet

# Millimetres on the sheet of the talk.
PAGE_HEIGHT = 265
WIDTH, COLUMN = 181, 86
LEAST_ROOM, MORE_ROOM, MOST_ROOM = 10, 4, 62
"""What a row has to write in below its boxes; what it gets more on a sheet of several pages; how high a row becomes at most."""
AROUND_ROW, AROUND_HINT, AROUND_HEADING = 3.6, 0.7, 4.6
NAME_CHARACTER, TITLE_CHARACTER, TITLE_LINE = 3.6, 2.05, 5.0
HINT_ABOUT_AFGELEID = 4.6
REST_OF_HEAD = 29
ABOUT = "versie, schooljaar 2025-2026. Waarnemer: de directeur. Afname van 17 september 2026."
ALSO_ON_THE_SCHAAL = "nvt niet van toepassing xx leeg nog open"
COLUMN_HEAD = "en waaraan het te zien is"


@dataclass(frozen=True)
class Gesprek:
    """Everything of one doel for the talk with one ib-er."""

    doel: str
    rondes: tuple[tuple[Verslag, tuple[Gesprekswijzer, ...]], ...]
    """Of each rubric the latest round, with what its afnamen leave open."""
    voorbereidingen: tuple[Voorbereiding, ...]

    @property
    def has_open(self) -> bool:
        return any(wijzers for _, wijzers in self.rondes)

    @property
    def has_examples(self) -> bool:
        rubrics = [lijst.rubric for lijst in self.voorbereidingen]
        return any(
            rubric.has_bewijsstukken for rubric in (*rubrics, *(verslag.ronde.rubric for verslag, _ in self.rondes))
        )


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        found = gesprekken(dossier, desk)
        yield desk.person_page(
            "gesprek.html",
            dossier,
            "gesprek.html",
            gesprekken=found,
            has_examples=any(gesprek.has_examples for gesprek in found),
            pen=pen,
            wijzer_name=wijzer_name,
            voorbereiding_name=voorbereiding_name,
        )


def sheets(desk: Desk) -> Iterator[Sheet]:
    """A sheet for each observer who still has to score something, and a preparation list for each rubric. Doelen never share one."""
    for dossier in desk.people:
        for gesprek in gesprekken(dossier, desk):
            for _, wijzers in gesprek.rondes:
                yield from (_wijzer_sheet(desk, dossier, wijzer) for wijzer in wijzers)
            yield from (_voorbereiding_sheet(desk, dossier, found) for found in gesprek.voorbereidingen)


def gesprekken(dossier: Dossier, desk: Desk) -> list[Gesprek]:
    lists = voorbereidingen(dossier, desk.project.rubric, desk.today)
    return [
        Gesprek(
            doel,
            tuple((verslag, gesprekswijzers(verslag)) for verslag in dossier.current if verslag.ronde.doel == doel),
            tuple(found for found in lists if found.doel == doel),
        )
        for doel in dossier.doelen
    ]


def _wijzer_sheet(desk: Desk, dossier: Dossier, wijzer: Gesprekswijzer) -> Sheet:
    return _sheet(
        desk,
        "gesprekswijzer.html",
        wijzer_name(wijzer),
        dossier,
        wijzer=wijzer,
        groepen=pen.groepen(wijzer.rijen),
        room=room(dossier, wijzer),
    )


def _voorbereiding_sheet(desk: Desk, dossier: Dossier, voorbereiding: Voorbereiding) -> Sheet:
    name = voorbereiding_name(dossier, voorbereiding)
    return _sheet(desk, "gesprek-voorbereiding.html", name, dossier, voorbereiding=voorbereiding)


def _sheet(desk: Desk, template: str, name: str, dossier: Dossier, **values: object) -> Sheet:
    return desk.sheet(
        template,
        f"{words.folder(dossier)}/{name}",
        about=(dossier,),
        style="gesprek-paper",
        dossier=dossier,
        pen=pen,
        pen_style=desk.templates.source("startbijeenkomst/pen.css"),
        **values,
    )


def wijzer_name(wijzer: Gesprekswijzer) -> str:
    """Each observer has a PDF of its own; of two in one rol the second is numbered."""
    ronde = wijzer.ronde
    seen = Counter(afname.waarnemer.rol for afname in ronde.afnamen[: ronde.afnamen.index(wijzer.afname) + 1])
    rol = wijzer.afname.waarnemer.rol
    who = rol if seen[rol] == 1 else f"{rol}-{seen[rol]}"
    return words.pdf_name(ronde, "gesprekswijzer", who)


def voorbereiding_name(dossier: Dossier, voorbereiding: Voorbereiding) -> str:
    rubric = voorbereiding.rubric
    return f"{dossier.ib_er.id}-voorbereiding-{rubric.id}@{rubric.version}-{voorbereiding.doel}.pdf"


def room(dossier: Dossier, wijzer: Gesprekswijzer) -> int:
    """How high each row is at least: as much as one page gives, and when all does not fit on one, enough to write in."""
    return one_page_room(dossier, wijzer) or _least_room(wijzer) + MORE_ROOM


def one_page_room(dossier: Dossier, wijzer: Gesprekswijzer) -> int:
    """The height of the rows that makes them fill one page; 0 when they do not fit on one."""
    groepen = pen.groepen(wijzer.rijen)
    left = PAGE_HEIGHT - _head_height(dossier, wijzer) - sum(_heading_height(groep) for groep in groepen)
    texts = [_text_height(rij, groep) for groep in groepen for rij in groep.rijen]
    least = _least_room(wijzer)
    heights = range(max(MOST_ROOM, least), least - 1, -1)
    return next((room for room in heights if sum(max(room, text) + AROUND_ROW for text in texts) <= left), 0)


def _least_room(wijzer: Gesprekswijzer) -> int:
    return ceil(pen.boxes_height(wijzer.ronde.rubric, COLUMN) + LEAST_ROOM)


def _head_height(dossier: Dossier, wijzer: Gesprekswijzer) -> float:
    """Of all that is not in the rows: the title, how to use it, the schaal, the head of the table and the line below it."""
    rubric, waarnemer = wijzer.ronde.rubric, wijzer.afname.waarnemer
    punten = " xx ".join(f"{punt.value} {punt.label}" for punt in rubric.schaal.punten)
    return (
        8.5 * pen.lines(dossier.ib_er.shown, WIDTH, NAME_CHARACTER)
        + pen.text_height(f"{rubric.name} {rubric.version} {waarnemer.name} {ABOUT}", WIDTH)
        + pen.hint_height(f"{punten} {ALSO_ON_THE_SCHAAL}", WIDTH)
        + pen.text_height(f"{rubric.niveaus.vaardigheid} {COLUMN_HEAD}", COLUMN)
        + (HINT_ABOUT_AFGELEID if any(rij.vaardigheid.afgeleid for rij in wijzer.rijen) else 0)
        + (2 * pen.HINT_LINE if wijzer.other_versie else pen.HINT_LINE)
        + REST_OF_HEAD
    )


def _heading_height(groep: pen.Groep) -> float:
    titles = pen.lines(groep.taakgebied.title, WIDTH, TITLE_CHARACTER) if groep.is_first else 0
    indicator = f"{groep.indicator.id} {groep.indicator.title} afgeleid" if groep.indicator else ""
    return (
        AROUND_HEADING
        + TITLE_LINE * titles
        + (pen.text_height(indicator, WIDTH) if indicator else 0)
        + pen.hint_height("; ".join(groep.bewijsstukken) and "Bijvoorbeeld: " + "; ".join(groep.bewijsstukken), WIDTH)
    )


def _text_height(rij: Gespreksrij, groep: pen.Groep) -> float:
    row = rij.vaardigheid
    own = () if groep.bewijsstukken else row.bewijsstukken
    hints = (f"Te zien {pen.where(row)}" if row.observable else "", _enumerated(own), _enumerated(rij.used))
    text = pen.text_height(f"{row.id} {row.text} {'afgeleid' if row.afgeleid else ''}", COLUMN)
    return text + sum(pen.hint_height(hint, COLUMN) + AROUND_HINT for hint in hints if hint)


def _enumerated(items: tuple[str, ...]) -> str:
    return f"Vorige ronde genoemd: {'; '.join(items)}" if items else ""
