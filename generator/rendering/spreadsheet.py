"""The sheet of a kijkwijzer to fill in: its lines and cells, whatever draws them.

Every entry is found again by name and never by its place: the first column, which is hidden, holds what each line is of, and
hidden lines on top hold what each column is of.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.velden import AFSPRAAK, CLOSING, HEAD, ROW, STEMPEL, stempel_of
from generator.rendering.formulier import heading_of, only_in
from generator.rendering.sheet_entries import (
    AFGELEID,
    AFSPRAAK_ENTRIES,
    AFSPRAAK_WORDS,
    BEWIJSSTUKKEN,
    BRON,
    CLOSING_ENTRIES,
    HEAD_ENTRIES,
    HOW,
    NOTE,
    TAAK,
    UNCOUNTED,
    Entry,
    score_entry,
)
from generator.rendering.sheet_keys import (
    AFSPRAAK_KEY,
    FIELD,
    GIVEN,
    ROW_KEY,
    WHOLE,
    WORDS,
    afspraak_key,
    field_key,
    map_key,
    row_key,
)
from generator.rendering.voordruk import Vorige
from generator.rendering.woorden import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.afname import Afspraak
    from generator.model.rubric import Indicator, Kijkwijzer, Rubric, Taakgebied, Vaardigheid
    from generator.model.voordruk import Voordruk

AFSPRAKEN = 8
"""Lines for afspraken."""
KEY = "sleutel"
COLUMNS = (KEY, "onderdeel", "tekst", "vorige", "score", "aantekening", "bron", "bewijsstukken", "taak")
"""Of the rows; the column of last time is only there on a sheet that knows it."""
WIDTHS = {"onderdeel": 15, "tekst": 58, "vorige": 11, "aantekening": 46, "bron": 15, "bewijsstukken": 30, "taak": 15}
NARROW, WIDE = 11, 24
"""Of the column of the scores, which is as wide as the longest point."""
AFSPRAAK_COLUMNS = {
    "wat": "tekst",
    "wie": "score",
    "opmerking": "aantekening",
    "voor": "bron",
    "bij": "bewijsstukken",
    "nagekomen": "taak",
}

ENTRY = "invullen"
WRAPPED = ("tekst", "nummer", "rij", "rijnummer", "kop", ENTRY)
POINTS, HIGHEST = 15, 409
"""Height of a line of text, and of the highest row that a spreadsheet has."""
ROOM = {"titel": 12, "deel": 10, ENTRY: 4}
"""Points around a text."""


@dataclass(frozen=True)
class Cell:
    """A text, or a place to fill in that may already hold one."""

    text: str = ""
    look: str = "tekst"
    entry: Entry | None = None


@dataclass(frozen=True)
class Line:
    """A line of the sheet: its key, and its cells by column."""

    key: str = GIVEN
    cells: Mapping[str, Cell] = field(default_factory=dict)
    is_hidden: bool = False
    least: int = 1
    """Lines of text that there is room for in any case."""

    def height(self, widths: Mapping[str, float]) -> int:
        """In points: what its fullest cell takes, about."""
        fitting = [_lines(cell.text, widths[name]) for name, cell in self.cells.items() if cell.look in WRAPPED]
        looks = {cell.look for cell in self.cells.values()}
        room = max(ROOM.get(look, ROOM[ENTRY]) for look in looks)
        return min(HIGHEST, POINTS * max(self.least, *fitting, 1) + room)


@dataclass(frozen=True)
class Grid:
    """A whole sheet. The lines up to `top` stay in view and stand on each printed page."""

    title: str
    subtitle: str
    columns: tuple[str, ...]
    widths: Mapping[str, float]
    lines: tuple[Line, ...]
    head: tuple[int, int]
    """The first and last line of what stays in view, counted from 0."""
    rows: int

    def column(self, name: str) -> int:
        return self.columns.index(name)


def grid_of(rubric: Rubric, whole: Rubric, voordruk: Voordruk | None = None) -> Grid:
    """The sheet of this part of a rubric, blank or for one ib-er."""
    drawn = _Sheet(rubric, whole, voordruk)
    hidden, lines = tuple(drawn.hidden()), tuple(drawn.lines())
    widths = {**WIDTHS, "score": min(WIDE, max(NARROW, *(len(value) + 3 for value in rubric.schaal.ranks)))}
    head = (len(hidden), len(hidden) + 1)
    return Grid(drawn.title, drawn.subtitle, drawn.columns, widths, hidden + lines, head, len(rubric.vaardigheden))


class _Sheet:
    """One sheet while it is made up."""

    def __init__(self, rubric: Rubric, whole: Rubric, voordruk: Voordruk | None) -> None:
        self.rubric = rubric
        self.voordruk = voordruk
        self.vorige = Vorige(voordruk) if voordruk and voordruk.previous else None
        self.columns = tuple(column for column in COLUMNS if column != "vorige" or self.vorige)
        self.heading = heading_of(rubric, whole)
        self.stempel = stempel_of(rubric, whole, voordruk)
        self.score = score_entry(rubric)
        self.only_in = only_in(rubric)

    @property
    def title(self) -> str:
        parts = [self.heading.title, self.heading.part]
        if self.voordruk:
            ib_er = self.voordruk.ib_er
            parts[0:0] = [f"{ib_er.name} ({ib_er.id})" if ib_er.name else ib_er.id]
        fictional = ["verzonnen voorbeeld"] if self.stempel.is_fictional else []
        return " – ".join(filter(None, [*parts, *fictional]))

    @property
    def subtitle(self) -> str:
        return f"{self.rubric.id}, versie {self.rubric.version}"

    def hidden(self) -> Iterator[Line]:
        """What only the reader of a filled sheet looks at."""
        yield Line(field_key(STEMPEL), {"tekst": Cell(str(self.stempel))}, is_hidden=True)
        yield _map(FIELD, {"tekst": WHOLE})
        last_time = {"vorige": "vorige"} if self.vorige else {}
        yield _map(ROW_KEY, {kind: kind for kind in ROW} | last_time)
        yield _map(AFSPRAAK_KEY, {column: kind for kind, column in AFSPRAAK_COLUMNS.items()})

    def lines(self) -> Iterator[Line]:
        yield Line(cells={"onderdeel": Cell(self.title, "titel")})
        yield self.header()
        yield from self.opening()
        yield from self.scale()
        for taakgebied in self.rubric.taakgebieden:
            yield from self.taakgebied(taakgebied)
        yield from self.afspraken()
        yield from self.closing()

    def header(self) -> Line:
        niveaus = self.rubric.niveaus
        words = {"onderdeel": "Onderdeel", "tekst": niveaus.vaardigheid, "vorige": "Vorige keer", "score": "Score"}
        words |= {"aantekening": "Aantekening", "bron": "Bron", "bewijsstukken": "Bewijsstukken", "taak": "Wiens taak"}
        return Line(WORDS, {column: Cell(words[column], "kop") for column in self.columns[1:]})

    def opening(self) -> Iterator[Line]:
        name = self.heading.over if len(self.rubric.kijkwijzers) == 1 else self.heading.subtitle
        yield _told("Kijkwijzer", " · ".join(filter(None, [name, self.subtitle])))
        yield _told("Invullen", "\n".join(HOW))
        if self.vorige:
            source = self.vorige.source.removeprefix("Vorige keer: ")
            yield _told("Vorige keer", f"{source} Wat toen gescoord is, staat in de kolom Vorige keer.")
        yield self.section("Wie en wanneer")
        known = self.known()
        for name in HEAD:
            yield _field(name, HEAD_ENTRIES[name], known.get(name, ""))

    def known(self) -> dict[str, str]:
        if self.voordruk is None:
            return {}
        ib_er = self.voordruk.ib_er
        return {"ib_er": ib_er.id, "school": ib_er.school, "doel": self.voordruk.doel, "rol": self.voordruk.rol}

    def scale(self) -> Iterator[Line]:
        yield self.section("Wat de punten betekenen")
        for punt in self.rubric.schaal.punten:
            yield _told(punt.value, "\n".join(filter(None, [punt.label, punt.explanation])))
        for name, meaning in UNCOUNTED.items():
            yield _told(name, meaning)
        if self.rubric.has_afgeleid:
            yield _told("afgeleid", AFGELEID)

    def taakgebied(self, taakgebied: Taakgebied) -> Iterator[Line]:
        yield self.section(taakgebied.title + _star(taakgebied, self.only_in.taakgebieden))
        if taakgebied.description:
            yield _told("", taakgebied.description)
        for indicator in taakgebied.indicatoren:
            if indicator.is_heading:
                star = _star(indicator, self.only_in.indicatoren)
                yield self.section(f"{indicator.id}  {indicator.title}{star}", "indicator")
            for row in indicator.vaardigheden:
                yield self.row(row)

    def row(self, row: Vaardigheid) -> Line:
        described = [f"{value}: {text}" for value, text in row.descriptions.items()]
        cells = {
            "onderdeel": Cell(row.id, "rijnummer"),
            "tekst": Cell("\n".join([row.text + _star(row, self.only_in.rows), *described]), "rij"),
            "score": Cell(look=ENTRY, entry=self.score),
            "aantekening": Cell(look=ENTRY, entry=NOTE),
            "bron": Cell(look=ENTRY, entry=BRON),
            "bewijsstukken": Cell(look=ENTRY, entry=BEWIJSSTUKKEN),
            "taak": Cell(look=ENTRY, entry=TAAK),
        }
        if self.vorige:
            cells["vorige"] = Cell(self.vorige.words(row.id).removeprefix("vorige keer: "), "rij")
        return Line(row_key(row.id), cells, least=2)

    def afspraken(self) -> Iterator[Line]:
        if self.voordruk and self.voordruk.afspraken:
            yield self.section("Afspraken van vorige keer")
            for number, toezegging in enumerate(self.voordruk.afspraken, start=1):
                yield _told(str(number), _afspraak(toezegging.afspraak))
        yield self.section("Nieuwe afspraken")
        words = {
            "onderdeel": "Afspraak",
            "vorige": "",
            **{AFSPRAAK_COLUMNS[kind]: AFSPRAAK_WORDS[kind] for kind in AFSPRAAK},
        }
        yield Line(WORDS, {column: Cell(words[column], "kop") for column in self.columns[1:]})
        for number in range(1, AFSPRAKEN + 1):
            entries = {AFSPRAAK_COLUMNS[kind]: Cell(look=ENTRY, entry=AFSPRAAK_ENTRIES[kind]) for kind in AFSPRAAK}
            yield Line(afspraak_key(number), {"onderdeel": Cell(str(number), "rijnummer"), **entries}, least=2)

    def closing(self) -> Iterator[Line]:
        yield self.section("Afsluiting")
        for name in CLOSING:
            yield _field(name, CLOSING_ENTRIES[name], least=6)

    def section(self, title: str, look: str = "deel") -> Line:
        rest = {column: Cell("", look) for column in self.columns[2:]}
        return Line(cells={"onderdeel": Cell(title, look), **rest})


def _map(kind: str, names: Mapping[str, str]) -> Line:
    return Line(map_key(kind), {column: Cell(name) for column, name in names.items()}, is_hidden=True)


# --- Pieces


def _told(name: str, text: str) -> Line:
    return Line(cells={"onderdeel": Cell(name, "nummer"), "tekst": Cell(text)})


def _field(name: str, entry: Entry, text: str = "", least: int = 1) -> Line:
    cells = {"onderdeel": Cell(entry.title, "nummer"), "tekst": Cell(text, ENTRY, entry)}
    return Line(field_key(name), cells, least=least)


def _star(thing: Taakgebied | Indicator | Vaardigheid, only_in: Mapping[str, Kijkwijzer]) -> str:
    """What is said behind a text: that it is inferred, and of a form of several kijkwijzers to which it belongs."""
    kijkwijzer = only_in.get(thing.id)
    said = [*(["afgeleid"] if thing.afgeleid else []), *([kijkwijzer.title] if kijkwijzer else [])]
    return f" ({'; '.join(said)})" if said else ""


def _afspraak(afspraak: Afspraak) -> str:
    kept = {None: "nog niet gezegd of dit is nagekomen", True: "nagekomen", False: "niet nagekomen"}[afspraak.kept]
    due = f"voor {long_date(afspraak.due)}" if afspraak.due else ""
    rows = f"bij {', '.join(afspraak.vaardigheden)}" if afspraak.vaardigheden else ""
    return f"{afspraak.what}\n({'; '.join(filter(None, [afspraak.who, due, rows, kept]))})"


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many digits wide, about."""
    return sum(math.ceil(max(1, len(line)) / (width * 1.02)) for line in text.split("\n"))
