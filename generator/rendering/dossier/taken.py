"""Who is responsible: whose task each vaardigheid turned out to be, per person and per school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.afname import DOELEN
from generator.model.taakverdeling import schoolverdelingen, taakverdeling_of
from generator.rendering.dossier import words
from generator.rendering.woorden import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.dossier import Dossier, School
    from generator.model.taakverdeling import Schoolverdeling, Taakrij, Taakverdeling
    from generator.model.verslag import Waarneming
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet

OF_WHOM = {
    "ib": "Taak van de ib-er",
    "directeur": "Taak van de directeur",
    "samen": "Taak van de ib-er en de directeur samen",
}
"""What stands above the rows that are clear."""


@dataclass(frozen=True)
class Blad:
    """The tasks of one ib-er for one doel, from the latest round of each rubric."""

    dossier: Dossier
    doel: str
    verdelingen: tuple[Taakverdeling, ...]

    @property
    def is_empty(self) -> bool:
        return not any(verdeling.noted or verdeling.earlier for verdeling in self.verdelingen)

    @property
    def pdf(self) -> str:
        return f"{self.dossier.ib_er.id}-wie-doet-wat-{self.doel}.pdf"


@dataclass(frozen=True)
class Schoolblad:
    """The tasks in one school for one doel."""

    school: School
    doel: str
    verdelingen: tuple[Schoolverdeling, ...]
    pdf: str


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        yield desk.person_page("taken.html", dossier, "taken.html", bladen=list(_bladen(dossier)), **_names())
    if desk.is_about_all:
        yield desk.page(
            "taken-alle.html",
            "taken.html",
            about=desk.scored,
            per_doel={doel: found for doel in DOELEN if (found := list(_schoolbladen(desk, desk.schools, doel)))},
            is_crowd=desk.is_crowd(desk.dossiers),
            folders=desk.around.school_folders,
            **_names(),
        )


def sheets(desk: Desk) -> Iterator[Sheet]:
    """Only where somebody noted a taak. Doelen never share a PDF."""
    for dossier in desk.people:
        for blad in _bladen(dossier):
            if not blad.is_empty:
                path = f"{words.folder(dossier)}/{blad.pdf}"
                yield _sheet(desk, "taken-blad.html", path, (dossier,), blad=blad)
    for found in of_schools(desk):
        yield _sheet(desk, "taken-school.html", found.pdf, found.school.dossiers, blad=found)


def of_schools(desk: Desk) -> Iterator[Schoolblad]:
    """Each has a PDF of its own."""
    for doel in DOELEN:
        yield from _schoolbladen(desk, desk.own_schools, doel)


def _sheet(desk: Desk, template: str, path: str, about: tuple[Dossier, ...], **values: object) -> Sheet:
    return desk.sheet(template, path, about=about, style="taken-paper", **_names(), **values)


def _names() -> dict[str, object]:
    return {"OF_WHOM": OF_WHOM, "noted_by": noted_by, "texts": texts}


def noted_by(row: Taakrij, seen: Waarneming) -> str:
    """De adviseur, and where a round has more of them which one."""
    rol = seen.afname.waarnemer.rol
    label = words.labels(row.ronde)[row.rij.waarnemingen.index(seen)]
    return words.BY[rol] + label.removeprefix(capital(rol))


def texts(row: Taakrij) -> Iterator[str]:
    """All that stands with it on a sheet."""
    yield row.rij.vaardigheid.text
    yield from (seen.score.aantekening for seen in row.noted if seen.score)


def _bladen(dossier: Dossier) -> Iterator[Blad]:
    """One for each doel that there are afnamen for."""
    for doel in DOELEN:
        found = [verslag for verslag in dossier.current if verslag.ronde.doel == doel]
        if found:
            yield Blad(dossier, doel, tuple(map(taakverdeling_of, found)))


def _schoolbladen(desk: Desk, schools: Iterable[School], doel: str) -> Iterator[Schoolblad]:
    """Of each of these schools where somebody noted a taak for this doel."""
    for school in schools:
        found = schoolverdelingen(school.dossiers, doel)
        if found:
            yield Schoolblad(school, doel, found, f"{desk.around.school_folders[school.name]}/wie-doet-wat-{doel}.pdf")
