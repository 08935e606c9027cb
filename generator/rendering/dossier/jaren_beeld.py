"""How a series of rounds is drawn: which columns stand beside each other, how wide they are and what they are called."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from generator.model.jaren import by_rol
from generator.model.verloop import verlopen
from generator.rendering.dossier.jaren_woorden import changes
from generator.rendering.dossier.words import for_doel
from generator.rendering.woorden import listed, school_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.afname import Afname
    from generator.model.balans import Telling
    from generator.model.dossier import Dossier
    from generator.model.jaren import Deel, Kolom, Paneel, Reeks
    from generator.model.ronde import Ronde
    from generator.model.rubric import Rubric, Taakgebied
    from generator.model.verloop import Verloop
    from generator.model.verslag import Rij, Waarneming

HIGHEST_STACK = 30
"""In millimetres, on paper."""
BOX = 2.2
LANES = {"baan": 4.6, "baan-alleen": 10.5, "baan-leeg": 12}
"""Millimetres on paper, as jaren-paper.css has them."""
SHORT = 1200
"""Characters that, with a few scores, take less than half a page."""
NARROW = 42
"""Panels whose lanes are together no wider than this stand beside each other on the screen."""


@dataclass(frozen=True)
class Baan:
    """Lane: one column of a panel. Without an afname it stands for a year in which there is nothing to count."""

    kolom: Kolom
    number: int
    """The place of the kolom in the series."""
    place: int = 0
    """The place of the afname in its round."""
    afname: Afname | None = None


@dataclass(frozen=True)
class View:
    """What the page and the PDF say of one series."""

    dossier: Dossier
    reeks: Reeks

    PAPER_WIDTH: ClassVar[float] = 174
    """Of an A4 between its margins, in millimetres."""
    PAPER_YEARS: ClassVar[int] = 6

    @property
    def anchor(self) -> str:
        return f"reeks:{self.reeks.rubric.id}:{self.reeks.doel}"

    @property
    def pdf(self) -> str:
        return f"{self.dossier.ib_er.id}-over-de-jaren-{self.reeks.rubric.id}-{self.reeks.doel}.pdf"

    @property
    def title(self) -> str:
        """VHM-IB van 2023-2024 tot en met 2025-2026; with the doel where it is a beoordeling."""
        first, last = (school_year(self.reeks.rondes[place].school_year) for place in (0, -1))
        when = f"in {last}" if first == last else f"van {first} tot en met {last}"
        return f"{self.reeks.rubric.name} {when}{for_doel(self.reeks.doel)}"

    @property
    def name_versions(self) -> bool:
        return len(self.reeks.versies) > 1

    def changes(self, kolom: Kolom) -> list[str]:
        return list(changes(kolom.overgang)) if kolom.overgang else []

    def strips(self, deel: Deel, width: float = 0) -> list[list[Baan]]:
        """The lanes of a panel: all of them, or for paper as many at a time as fit. A year stays whole where it can."""
        room = width - self.name_width(deel)
        parts = [_banen(deel, number, kolom) for number, kolom in enumerate(deel.kolommen)]
        if not width:
            return [[baan for part in parts for baan in part]]
        most = int(room / LANES["baan"])
        strips: list[list[Baan]] = [[]]
        for part in (piece for whole in parts for piece in _pieces(whole, most)):
            if strips[-1] and self.breadth_of([*strips[-1], *part]) > room:
                strips.append([])
            strips[-1] += part
        return strips

    def blocks(self, most: int = 0) -> list[list[tuple[int, Kolom]]]:
        """The years of the table per vaardigheid, each with its place: all of them, or for paper so many at a time."""
        kolommen = list(enumerate(self.reeks.kolommen))
        size = most or len(kolommen)
        return [kolommen[start : start + size] for start in range(0, len(kolommen), size)]

    def by_kolom(self, banen: Sequence[Baan]) -> list[tuple[Kolom, list[Baan]]]:
        """Lanes that stand next to each other, under the year that they share."""
        parts = (list(found) for _, found in groupby(banen, key=lambda baan: baan.number))
        return [(part[0].kolom, part) for part in parts]

    def keys(self, ronde: Ronde) -> list[str]:
        """What to call each afname where there is no room: A, D and Z; A1 and A2 for two of one rol."""
        rollen = Counter(afname.waarnemer.rol for afname in ronde.afnamen)
        seen: Counter[str] = Counter()
        found = []
        for afname in ronde.afnamen:
            rol = afname.waarnemer.rol
            seen[rol] += 1
            found.append(rol[0].upper() + (str(seen[rol]) if rollen[rol] > 1 else ""))
        return found

    def height(self, deel: Deel) -> str:
        """The class of a stack on the screen: the higher the highest, the lower each box."""
        return next((f"hoog-{most}" for most in (12, 24, 48) if deel.highest <= most), "hoog-meer")

    def breadth_of(self, banen: Sequence[Baan]) -> float:
        """Of these lanes together, in millimetres."""
        return sum(LANES[self.lane(part)] * len(part) for _, part in self.by_kolom(banen))

    def breadth(self, banen: Sequence[Baan]) -> str:
        """Whether panels fit beside each other on the screen, or need the whole width each."""
        return "panelen-naast" if self.breadth_of(banen) <= NARROW else "panelen-onder"

    def lane(self, part: Sequence[Baan]) -> str:
        """How wide a lane is: a lonely one has the year above it, an empty one also says why."""
        if part[0].afname is None:
            return "baan-leeg"
        return "baan" if len(part) > 1 else "baan-alleen"

    def panel_width(self, deel: Deel, banen: Sequence[Baan]) -> float:
        """On paper, in millimetres."""
        return round(self.name_width(deel) + self.breadth_of(banen), 1)

    def name_width(self, deel: Deel) -> float:
        """On paper, in millimetres, of the column with the names of the points."""
        return min(30, max(11, 5 + 1.9 * self._longest(deel)))

    def _longest(self, deel: Deel) -> int:
        return max(len(punt.value) for punt in deel.schaal.punten)

    def turns(self, kolom: Kolom) -> bool:
        """Whether the rubric has another versie from here on; where there are several, the first is named too."""
        if kolom.overgang is None:
            return self.name_versions and kolom.ronde is not None
        return kolom.overgang.other_versie

    def edge(self, kolom: Kolom) -> str:
        """The line before a year; a heavier one where the versie changes."""
        return "begin nieuw" if kolom.overgang and kolom.overgang.other_versie else "begin"

    def span(self, kolommen: Sequence[tuple[int, Kolom]]) -> str:
        first, last = school_year(kolommen[0][1].first), school_year(kolommen[-1][1].last)
        return first if first == last else f"{first} tot en met {last}"

    def is_short(self, verloop: Verloop) -> bool:
        """Whether it surely fits on a page, and so may be kept whole."""
        texts = [verloop.vaardigheid, *(was.vaardigheid for was in verloop.earlier_texts)]
        return sum(len(row.text) for row in texts) < SHORT and len(self.reeks.versies) + self._most_lines < SHORT / 60

    @property
    def _most_lines(self) -> int:
        """Of the scores below a vaardigheid."""
        return max(len(ronde.afnamen) for ronde in self.reeks.rondes)

    def empty(self, kolom: Kolom) -> str:
        """Why there is nothing to count."""
        return "geen afname" if kolom.ronde is None else "andere schaal"

    def telling(self, paneel: Paneel, baan: Baan) -> Telling | None:
        return paneel.tellingen[baan.number][baan.place] if baan.afname else None

    def number(self, telling: Telling | None, what: int | str) -> int:
        if telling is None:
            return 0
        return {"nvt": telling.nvt, "open": telling.open}[what] if isinstance(what, str) else telling.per_punt[what]

    def has_missing(self, deel: Deel) -> bool:
        """Whether some taakgebied was not asked for in some afname."""
        return any(telling is None for paneel in deel.panelen for kolom in paneel.tellingen for telling in kolom)

    @property
    def level(self) -> int:
        """Of the headings of the panels."""
        return 5 if len(self.reeks.delen) > 1 else 4

    def rubric_of(self, deel: Deel) -> Rubric:
        """The last versie with this schaal."""
        return next(rubric for rubric in reversed(self.reeks.versies) if rubric.schaal == deel.schaal)

    def deel_title(self, deel: Deel) -> str:
        versions = dict.fromkeys(
            kolom.ronde.rubric.version for kolom in deel.kolommen if kolom.ronde and deel.holds(kolom)
        )
        return f"Met de schaal van {'versie' if len(versions) == 1 else 'de versies'} {listed(versions)}"

    def looked(self, kolom: Kolom, rol: str) -> bool:
        return kolom.ronde is not None and bool(by_rol(kolom.ronde, rol))

    def seen(self, kolom: Kolom, rij: Rij, rol: str) -> list[tuple[str, Waarneming]]:
        """What one rol says of a row; with the key of the afname when there is more than one."""
        if kolom.ronde is None:
            return []
        found = [
            (key, seen)
            for key, seen in zip(self.keys(kolom.ronde), rij.waarnemingen, strict=True)
            if seen.afname.waarnemer.rol == rol
        ]
        return found if len(found) > 1 else [("", seen) for _, seen in found]

    @property
    def groups(self) -> list[tuple[Taakgebied, list[Verloop]]]:
        found = groupby(verlopen(self.reeks), key=lambda verloop: verloop.taakgebied.id)
        return [(rows[0].taakgebied, rows) for rows in (list(part) for _, part in found)]

    @property
    def paper_box(self) -> float:
        """The height of a box on paper: the highest stack still fits."""
        highest = max(deel.highest for deel in self.reeks.delen)
        return round(min(BOX, HIGHEST_STACK / max(1, highest) - 0.2), 2)

    @property
    def sizes(self) -> list[int]:
        """How many points each schaal has."""
        return sorted({len(deel.schaal.punten) for deel in self.reeks.delen})


def _banen(deel: Deel, number: int, kolom: Kolom) -> list[Baan]:
    if kolom.ronde is None or not deel.holds(kolom):
        return [Baan(kolom, number)]
    return [Baan(kolom, number, place, afname) for place, afname in enumerate(kolom.ronde.afnamen)]


def _pieces(part: list[Baan], most: int) -> Iterator[list[Baan]]:
    """A year that is wider than the paper in pieces that fit."""
    yield from (part[start : start + most] for start in range(0, len(part), most))
