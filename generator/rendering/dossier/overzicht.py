"""Overviews: of a school, of the foundation, and one without names. Each doel has its own part of a page and its own PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.afname import DOELEN
from generator.model.anoniem import anonieme_overzichten, is_final, published_year
from generator.model.balans import Telling
from generator.model.dossier import by_school
from generator.model.overzicht import beurten, by_school_year, overzichten
from generator.model.ronde import school_year_of
from generator.rendering.dossier import afspraken, taken
from generator.rendering.woorden import school_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model.dossier import Dossier
    from generator.model.overzicht import Beurt, Overzicht
    from generator.model.rubric import Rubric
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet

FOLDER = "overzicht"
UNFOLDED = 2
"""School years that a page shows at once and a PDF holds: the running one often has little in it yet."""
LONGEST_CODE = 3
"""Characters of a value that is shown before each count; with longer ones the points are numbered."""
COLUMNS = 10
"""Taakgebieden side by side on a sheet of paper."""
ROOM = 200
"""Millimetres for all columns together."""
WIDEST = 2.6
MOST_BARS = 2000
"""Cells of one overview on paper that have a bar; with more people than that it has only numbers, else it takes too long."""
SHARES = 40
"""Boxes in a bar of which each box is a part of the whole, and no longer a score."""


@dataclass(frozen=True)
class Blad:
    """What a page or a PDF shows of these people for one doel."""

    doel: str
    years: tuple[tuple[int, tuple[Overzicht, ...]], ...]
    due: tuple[tuple[str, tuple[Beurt, ...]], ...]
    """Per school who is in service and has had no afname this school year."""
    concepts: tuple[tuple[str, tuple[Beurt, ...]], ...]
    serving: int
    pdf: str
    is_crowd: bool = False
    """So many people that they are only counted."""
    others: tuple[tuple[str, str], ...] = ()
    """PDFs of other modules in the same folder, for the same people and doel: what each is called, and its file."""

    @property
    def number_due(self) -> int:
        return sum(len(members) for _, members in self.due)

    @cached_property
    def recent(self) -> tuple[tuple[int, tuple[Overzicht, ...]], ...]:
        return self.years[:UNFOLDED]

    @cached_property
    def older(self) -> tuple[tuple[int, tuple[Overzicht, ...]], ...]:
        return self.years[UNFOLDED:]


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    if desk.is_about_all:
        yield from _about_all(desk)
    others = {"Afspraken": _pdfs(afspraken.of_schools(desk)), "Wie doet wat": _pdfs(taken.of_schools(desk))}
    for school in desk.own_schools:
        bladen = [_blad(desk, school.dossiers, doel, _pdf(doel)) for doel in _doelen(school.dossiers)]
        bladen = [replace(blad, others=tuple(_named(others, school.name, blad.doel))) for blad in bladen]
        path = f"{desk.around.school_folders[school.name]}/index.html"
        yield _page(desk, path, school.dossiers, bladen, school=school)


def _about_all(desk: Desk) -> Iterator[tuple[str, bytes]]:
    yield _index(desk)
    for doel in _doelen(desk.dossiers):
        blad = _blad(desk, desk.dossiers, doel, _pdf(doel))
        yield _page(desk, f"{FOLDER}/{doel}.html", desk.dossiers, [blad], school=None)
        yield desk.page(
            "overzicht-anoniem.html", f"{FOLDER}/anoniem-{doel}.html", about=desk.dossiers, **_anoniem(desk, doel)
        )


def _pdfs(found: Iterable[afspraken.Schoollijst | taken.Schoolblad]) -> dict[tuple[str, str], str]:
    """By the name of the school and the doel."""
    return {(each.school.name, each.doel): each.pdf for each in found}


def _named(others: Mapping[str, Mapping[tuple[str, str], str]], school: str, doel: str) -> Iterator[tuple[str, str]]:
    """The PDFs of one school and doel that other modules make in the same folder: what each is called, and its file."""
    for name, paths in others.items():
        if path := paths.get((school, doel)):
            yield name, path.rpartition("/")[2]


def _index(desk: Desk) -> tuple[str, bytes]:
    return desk.page(
        "overzicht-index.html",
        f"{FOLDER}/index.html",
        about=desk.dossiers,
        doelen=_doelen(desk.dossiers),
        schools=desk.schools,
        per_school=[(school, _doelen(school.dossiers)) for school in desk.schools],
        folders=desk.around.school_folders,
        waiting={doel: _why_empty(desk, doel) for doel in _doelen(desk.dossiers)},
    )


def _page(
    desk: Desk, path: str, about: tuple[Dossier, ...], bladen: list[Blad], *, school: object
) -> tuple[str, bytes]:
    return desk.page("overzicht.html", path, about=about, bladen=bladen, school=school, **_help(desk))


def sheets(desk: Desk) -> Iterator[Sheet]:
    """Nobody known is nothing to print."""
    for doel in _doelen(desk.dossiers) if desk.is_about_all and desk.dossiers else ():
        yield _sheet(desk, FOLDER, desk.dossiers, doel, school=None)
        yield desk.sheet(
            "overzicht-anoniem-pdf.html",
            f"{FOLDER}/overzicht-anoniem-{doel}.pdf",
            about=desk.dossiers,
            style="overzicht-anoniem-paper",
            **_anoniem(desk, doel),
        )
    for school in desk.own_schools:
        for doel in _doelen(school.dossiers):
            yield _sheet(desk, desk.around.school_folders[school.name], school.dossiers, doel, school=school)


def _sheet(desk: Desk, folder: str, about: tuple[Dossier, ...], doel: str, *, school: object) -> Sheet:
    path = f"{folder}/{_pdf(doel)}"
    blad = _blad(desk, about, doel, _pdf(doel))
    return desk.sheet(
        "overzicht-pdf.html", path, about=about, style="overzicht-paper", blad=blad, school=school, **_help(desk)
    )


def _pdf(doel: str) -> str:
    return f"overzicht-{doel}.pdf"


def _doelen(found: Iterable[Dossier]) -> tuple[str, ...]:
    """Ontwikkeling always, also when there is nothing yet; any other doel once somebody had an afname for it."""
    used = {doel for dossier in found for doel in dossier.doelen}
    return tuple(doel for doel in DOELEN if doel == DOELEN[0] or doel in used)


def _blad(desk: Desk, found: tuple[Dossier, ...], doel: str, pdf: str) -> Blad:
    serving = [dossier for dossier in found if dossier.ib_er.in_service(desk.today)]
    turns = {beurt.ib_er.id: beurt for beurt in beurten(found, doel, desk.today)}
    is_crowd = desk.is_crowd(found)
    return Blad(
        doel,
        () if is_crowd else by_school_year(overzichten(found, doel)),
        _per_school(turns, (dossier for dossier in serving if turns[dossier.ib_er.id].is_due)),
        _per_school(turns, (dossier for dossier in found if turns[dossier.ib_er.id].concepts)),
        len(serving),
        pdf,
        is_crowd,
    )


def _per_school(turns: Mapping[str, Beurt], found: Iterable[Dossier]) -> tuple[tuple[str, tuple[Beurt, ...]], ...]:
    schools = by_school(tuple(found))
    return tuple((school.name, tuple(turns[dossier.ib_er.id] for dossier in school.dossiers)) for school in schools)


def _anoniem(desk: Desk, doel: str) -> dict[str, object]:
    """What the overview without people is made from: counts, and nobody."""
    minimum = desk.project.settings.anoniem_vanaf
    return {
        "doel": doel,
        "year": published_year(desk.today),
        "minimum": minimum,
        "overzichten": anonieme_overzichten(desk.dossiers, doel, desk.today, minimum),
        "pdf": f"overzicht-anoniem-{doel}.pdf",
        "has_pdf": bool(desk.dossiers),
        "shares": shares,
    }


def _why_empty(desk: Desk, doel: str) -> str:
    """Why the overview without names has nothing to show yet; for the office, and not for who reads that overview."""
    year = published_year(desk.today)
    found = [overzicht for overzicht in overzichten(desk.dossiers, doel) if overzicht.school_year == year]
    if anonieme_overzichten(desk.dossiers, doel, desk.today, desk.project.settings.anoniem_vanaf):
        return ""
    if not found:
        return f"in schooljaar {school_year(year)} zijn er geen afnamen voor {doel}."
    if not all(is_final(overzicht) for overzicht in found):
        return f"niet alle afnamen van schooljaar {school_year(year)} zijn vastgesteld."
    return f"in schooljaar {school_year(year)} zijn er te weinig mensen om onbekend te blijven."


# --- What the templates ask


def anchor(overzicht: Overzicht) -> str:
    rubric = overzicht.rubric
    return f"overzicht:{overzicht.school_year}:{rubric.id}:{rubric.version}:{overzicht.doel}"


def codes(rubric: Rubric) -> tuple[str, ...]:
    """What stands before each count, in the order of the schaal."""
    values = tuple(punt.value for punt in rubric.schaal.punten)
    return values if max(map(len, values)) <= LONGEST_CODE else tuple(str(rank + 1) for rank in range(len(values)))


def counts(rubric: Rubric, telling: Telling) -> list[tuple[str, int]]:
    """What a cell says: how often each point was scored; nvt and open by themselves."""
    every = [*zip(codes(rubric), telling.per_punt, strict=True), ("nvt", telling.nvt), ("open", telling.open)]
    return [(code, number) for code, number in every if number]


def box_width(overzicht: Overzicht, columns: Sequence[object]) -> float:
    """What one score takes of a bar on paper, in millimetres: the longest bar fits in its column. 0 when there are too many."""
    if len(overzicht.deelnamen) * len(overzicht.taakgebieden) > MOST_BARS:
        return 0
    most = max((t.scored for deelname in overzicht.deelnamen for t in deelname.tellingen.values()), default=1)
    return round(min(WIDEST, max(0.1, ROOM / len(columns) / max(1, most))), 2)


def shares(telling: Telling) -> Telling:
    """The same picture in few boxes: the largest parts get what rounding leaves over."""
    if telling.scored <= SHARES:
        return telling
    exact = [number * SHARES / telling.scored for number in telling.per_punt]
    whole = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda rank: whole[rank] - exact[rank])
    for rank in order[: SHARES - sum(whole)]:
        whole[rank] += 1
    return Telling(tuple(whole))


def _help(desk: Desk) -> dict[str, object]:
    """What the templates ask of this module, beside words."""
    return {
        "running_year": school_year_of(desk.today),
        "has_pdf": bool(desk.dossiers),
        "has_schools": desk.around.has_schools,
        "columns": COLUMNS,
        "anchor": anchor,
        "codes": codes,
        "counts": counts,
        "box_width": box_width,
    }
