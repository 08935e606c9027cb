"""What a first meeting is held with: from each rubric a presentation, discussion cards, a form for two observers and a preparation list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model.gesprek import general
from generator.rendering import pen
from generator.rendering.page import Sheet
from generator.rendering.site_links import kit_path
from generator.rendering.templates import own_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model.project import Project
    from generator.model.rubric import Indicator, Rubric, Taakgebied, Vaardigheid
    from generator.rendering.templates import Templates

# Millimetres on a card, a quarter of an A4, and how much of them type takes.
CARD_WIDTH, CARD_HEIGHT = 90.5, 111
"""Without the edge and without the question below."""
HEAD_HEIGHT = 4.2
AROUND_BOXES = 4.8
LEAST_BOXES, MOST_BOXES = 26, 66
LEAST_TEXT, TEXT_AND_BOXES = 82, 141
TITLE_CHARACTER, TITLE_LINE = 2.6, 5.9
SIZES = (10.8, 9.9, 9.0)
"""Of the type of the rows, in points, the most generous first; a character and a line of it follow from that."""
CHARACTER, LINE, AROUND_ROW = 0.167, 0.487, 1.6
CARDS_PER_SHEET = 4
MOST_TO_SHOW = 1000
"""Characters: of a rubric without a middle level the rows are shown at a glance when they are short, else their number."""
MOST_LARGE_ROWS = 8
"""Up to so many taakgebieden stand on one page in large type."""

QUESTIONS = (
    "Vertel over een keer dat dit goed ging. Wat deed je precies?",
    "Wat kan iemand hiervan zien die er één keer bij zit? Wat niet?",
    "Met welk stuk kun je dit laten zien?",
    "Wie doet dit bij jullie op school? Is dat zo afgesproken?",
    "Wanneer is dit lastig? Wat helpt dan?",
)


KIT = (
    ("presentatie", "Presentatie", "Om op een scherm te zetten, of om op tafel te leggen."),
    ("gesprekskaarten", "Gesprekskaarten", "Om te knippen: vier op een vel, met een vraag om over te praten."),
    ("twee-waarnemers", "Twee waarnemers", "Om samen te oefenen met kijken en het verschil te bespreken."),
    ("voorbereiding", "Voorbereidingslijst", "Voor de ib-er: welk bewijsstuk past waarbij?"),
)
"""The PDFs of each rubric: the end of its file name, what it is called, what it is for."""


def kit_sheets(project: Project, templates: Templates) -> list[Sheet]:
    """Everything to print for the first meeting, of the rubrics in use."""
    return [sheet for rubric in project.rubrics for sheet in _Kit(rubric, templates).sheets()]


@dataclass(frozen=True)
class _Kit:
    rubric: Rubric
    templates: Templates

    def sheets(self) -> Iterator[Sheet]:
        yield self.sheet("presentatie", glance=glance(self.rubric), is_large=_is_large(self.rubric))
        yield self.sheet("gesprekskaarten", vellen=vellen(self.rubric), large=_large(self.rubric))
        yield self.sheet("twee-waarnemers", groepen=pen.groepen(general(self.rubric).rijen), widths=widths(self.rubric))
        yield self.sheet("voorbereiding", lijst=general(self.rubric))

    def sheet(self, name: str, **values: object) -> Sheet:
        styles = ("look/tokens.css", "startbijeenkomst/papier.css", "startbijeenkomst/pen.css")
        html = self.templates.render(
            f"startbijeenkomst/{name}.html",
            rubric=self.rubric,
            styles=own_code("\n".join(map(self.templates.source, styles))),
            pen=pen,
            **values,
        )
        return Sheet(kit_path(self.rubric, name), html)


# --- The presentation


def glance(rubric: Rubric) -> list[tuple[Taakgebied, tuple[Indicator, ...], tuple[Vaardigheid, ...]]]:
    """Of each taakgebied what is named beside it: its indicatoren, or in a short rubric without them its rows."""
    shows_rows = sum(len(row.text) for row in rubric.vaardigheden.values()) <= MOST_TO_SHOW
    return [
        (
            taakgebied,
            tuple(indicator for indicator in taakgebied.indicatoren if indicator.title),
            taakgebied.vaardigheden if shows_rows and not any(i.title for i in taakgebied.indicatoren) else (),
        )
        for taakgebied in rubric.taakgebieden
    ]


def _is_large(rubric: Rubric) -> bool:
    return len(rubric.taakgebieden) <= MOST_LARGE_ROWS


# --- The cards


@dataclass(frozen=True)
class Kaart:
    """Card to talk about: an indicator with its vaardigheden, or as many of them as fit."""

    taakgebied: Taakgebied
    indicator: Indicator
    rijen: tuple[Vaardigheid, ...]
    """Empty for an indicator that is scored as one row."""
    size: float = SIZES[0]
    part: int = 1
    parts: int = 1
    number: int = 0
    question: str = ""
    is_large: bool = False
    """Takes a whole page, or more."""

    @property
    def title(self) -> str:
        return self.indicator.title or self.taakgebied.title


def vellen(rubric: Rubric) -> list[list[Kaart]]:
    """The cards that fit on a quarter of a page, four to a sheet."""
    small = [kaart for kaart in kaarten(rubric) if not kaart.is_large]
    return [small[start : start + CARDS_PER_SHEET] for start in range(0, len(small), CARDS_PER_SHEET)]


def _large(rubric: Rubric) -> list[Kaart]:
    return [kaart for kaart in kaarten(rubric) if kaart.is_large]


def kaarten(rubric: Rubric) -> list[Kaart]:
    """All cards, numbered, in the order of the rubric."""
    found = [
        kaart
        for taakgebied in rubric.taakgebieden
        for indicator in taakgebied.indicatoren
        for kaart in _of_indicator(taakgebied, indicator)
    ]
    return [
        replace(kaart, number=number, question=QUESTIONS[(number - 1) % len(QUESTIONS)])
        for number, kaart in enumerate(found, start=1)
    ]


def _of_indicator(taakgebied: Taakgebied, indicator: Indicator) -> Iterator[Kaart]:
    """One card, in the largest type in which it is one; else as many as it takes in the smallest."""
    room = CARD_HEIGHT - _head_height(taakgebied, indicator)
    rows = () if indicator.is_row else indicator.vaardigheden
    if size := next((size for size in SIZES if _height(rows, size) <= room), 0):
        yield Kaart(taakgebied, indicator, rows, size)
        return
    chunks = list(_chunks(rows, room)) or [()]
    for part, chunk in enumerate(chunks, start=1):
        is_large = _height(chunk, SIZES[-1]) > room
        yield Kaart(taakgebied, indicator, chunk, SIZES[-1], part, len(chunks), is_large=is_large)


def _chunks(rows: Sequence[Vaardigheid], room: float) -> Iterator[tuple[Vaardigheid, ...]]:
    """As many rows at a time as fit; at least one."""
    chunk: tuple[Vaardigheid, ...] = ()
    for row in rows:
        if chunk and _height((*chunk, row), SIZES[-1]) > room:
            yield chunk
            chunk = ()
        chunk = (*chunk, row)
    if chunk:
        yield chunk


def _height(rows: Iterable[Vaardigheid], size: float) -> float:
    texts = (f"{row.id} {row.text} {'afgeleid' if row.afgeleid else ''}" for row in rows)
    return sum(LINE * size * pen.lines(text, CARD_WIDTH, CHARACTER * size) + AROUND_ROW for text in texts)


def _head_height(taakgebied: Taakgebied, indicator: Indicator) -> float:
    title = f"{indicator.id} {indicator.title} afgeleid" if indicator.title else f"{taakgebied.title} afgeleid"
    above = pen.hint_height(taakgebied.title, CARD_WIDTH) if indicator.title else 0
    return HEAD_HEIGHT + above + TITLE_LINE * pen.lines(title, CARD_WIDTH, TITLE_CHARACTER)


# --- The form for two observers


@dataclass(frozen=True)
class Widths:
    """Columns of the form, in millimetres: the boxes of one observer, and the text of a row; the rest is to write in."""

    boxes: float
    text: float


def widths(rubric: Rubric) -> Widths:
    wanted = sum(map(pen.option_width, pen.options(rubric))) + AROUND_BOXES
    boxes = min(MOST_BOXES, max(LEAST_BOXES, wanted))
    return Widths(boxes, max(LEAST_TEXT, TEXT_AND_BOXES - boxes))
