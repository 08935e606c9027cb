"""Over the years: each taakgebied and each vaardigheid over all rounds of one rubric, for one doel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, TypeVar

from generator.model.jaren import by_rol, reeksen
from generator.model.ronde import school_year_of
from generator.model.verloop import verlopen, wijziging_of
from generator.rendering.dossier import words
from generator.rendering.woorden import counted, listed, school_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.afname import Afname
    from generator.model.balans import Telling
    from generator.model.dossier import Dossier
    from generator.model.jaren import Deel, Kolom, Overgang, Paneel, Reeks, Wisseling
    from generator.model.ronde import Ronde
    from generator.model.rubric import Punt, Rubric, Taakgebied
    from generator.model.verloop import Verloop
    from generator.model.verslag import Rij, Waarneming
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet

Thing = TypeVar("Thing")
HIGHEST_STACK = 30
"""In millimetres, on paper."""
BOX = 2.2
LANES = {"punt-naam": 11, "baan": 4.6, "baan-alleen": 9, "baan-leeg": 12}
"""Millimetres on paper, as jaren-paper.css has them."""
NARROW = 45


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.scored:
        yield desk.person_page("jaren.html", dossier, "jaren.html", reeksen=_views(dossier))


def sheets(desk: Desk) -> Iterator[Sheet]:
    """One for each rubric and doel: doelen never share a PDF."""
    for dossier in desk.scored:
        for view in _views(dossier):
            yield desk.sheet(
                "jaren-blad.html",
                f"{words.folder(dossier)}/{view.pdf}",
                style="jaren-paper",
                about=(dossier,),
                dossier=dossier,
                view=view,
            )


def _views(dossier: Dossier) -> tuple[View, ...]:
    return tuple(View(dossier, reeks) for reeks in reeksen(dossier.rondes))


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

    PAPER_LANES: ClassVar[int] = 22
    """Afnamen beside each other on an A4."""
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
        doel = ", voor beoordeling" if self.reeks.doel == "beoordeling" else ""
        return f"{self.reeks.rubric.name} {when}{doel}"

    @property
    def name_versions(self) -> bool:
        return len(self.reeks.versies) > 1

    def changes(self, kolom: Kolom) -> list[str]:
        return list(_changes(kolom.overgang)) if kolom.overgang else []

    def strips(self, deel: Deel, longest: int = 0) -> list[list[Baan]]:
        """The lanes of a panel: all of them, or for paper so many at a time."""
        banen = [baan for number, kolom in enumerate(deel.kolommen) for baan in _banen(deel, number, kolom)]
        return _chunks(banen, longest or len(banen))

    def blocks(self, longest: int = 0) -> list[list[tuple[int, Kolom]]]:
        """The years of the table per vaardigheid, each with its place: all of them, or for paper so many at a time."""
        kolommen = list(enumerate(self.reeks.kolommen))
        return _chunks(kolommen, longest or len(kolommen))

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

    def breadth(self, banen: Sequence[Baan]) -> str:
        """Whether panels fit beside each other, or need the whole width each."""
        return (
            "smal"
            if sum(LANES[self.lane(part)] for _, part in self.by_kolom(banen) for _ in part) <= NARROW
            else "breed"
        )

    def lane(self, part: Sequence[Baan]) -> str:
        """How wide a lane is: a lonely one has the year above it, an empty one also says why."""
        if part[0].afname is None:
            return "baan-leeg"
        return "baan" if len(part) > 1 else "baan-alleen"

    def panel_width(self, banen: Sequence[Baan]) -> float:
        """On paper, in millimetres."""
        return LANES["punt-naam"] + sum(LANES[self.lane(part)] for _, part in self.by_kolom(banen) for _ in part)

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


def _chunks(things: list[Thing], size: int) -> list[list[Thing]]:
    return [things[start : start + size] for start in range(0, len(things), size)]


def _changes(overgang: Overgang) -> Iterator[str]:
    now, was = overgang.ronde.rubric, overgang.previous.rubric
    if overgang.other_versie:
        yield f"Versie {now.version} van de rubric; in de ronde ervoor versie {was.version}.{_rows(overgang)}"
    if overgang.other_schaal:
        yield "Een andere schaal: de aantallen zijn niet naast elkaar te zetten en staan apart."
    for before, after in overgang.renamed:
        yield f"Punt {after.value} heet nu ‘{_meaning(after)}’; in de ronde ervoor ‘{_meaning(before)}’."
    for wisseling in overgang.wisselingen:
        yield from _told(wisseling)


def _rows(overgang: Overgang) -> str:
    """How much another versie differs."""
    wijziging = wijziging_of(overgang)
    parts = [
        f"{counted(len(wijziging.other), 'rij heeft', 'rijen hebben')} een andere tekst" if wijziging.other else "",
        f"{counted(len(wijziging.new), 'rij is', 'rijen zijn')} nieuw" if wijziging.new else "",
        f"{counted(len(wijziging.gone), 'rij is', 'rijen zijn')} vervallen" if wijziging.gone else "",
    ]
    told = listed(part for part in parts if part)
    return f" {told[0].upper()}{told[1:]}." if told else ""


def _meaning(punt: Punt) -> str:
    return punt.label or punt.short


def _told(wisseling: Wisseling) -> Iterator[str]:
    rol = wisseling.rol
    taking = "zelfafname" if rol == "zelf" else f"afname door een {rol}"
    if not wisseling.before:
        yield f"Voor het eerst een {taking}."
    if not wisseling.now:
        yield f"Geen {taking}; in de ronde ervoor wel."
    if wisseling.other_names:
        yield f"Een andere {rol}: nu {_names(wisseling.now)}, in {_when(wisseling)} {_names(wisseling.before)}."
    if wisseling.other_kijkwijzers:
        now, before = _kijkwijzers(wisseling.now), _kijkwijzers(wisseling.before)
        yield f"Andere kijkwijzers ({rol}): nu {now}, in {_when(wisseling)} {before}."


def _when(wisseling: Wisseling) -> str:
    return school_year(school_year_of(wisseling.before[0].date))


def _names(afnamen: Sequence[Afname]) -> str:
    return listed(dict.fromkeys(afname.waarnemer.name or "iemand van wie geen naam is genoteerd" for afname in afnamen))


def _kijkwijzers(afnamen: Sequence[Afname]) -> str:
    return listed(dict.fromkeys(kijkwijzer.title for afname in afnamen for kijkwijzer in afname.selection.kijkwijzers))
