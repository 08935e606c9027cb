"""What was agreed and what came of it, over all rounds; per person, and per school what is due."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.model.afname import DOELEN
from generator.model.opvolging import (
    BEURT,
    LOOPT,
    NAGEKOMEN,
    NIET_NAGEKOMEN,
    UNDECIDED,
    VERSCHIL,
    by_stand,
    opvolgingen,
)
from generator.rendering import agenda
from generator.rendering.dossier import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.dossier import Dossier, School
    from generator.model.opvolging import Opvolging
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet


class Standwoord(NamedTuple):
    """What a stand is called: above a group, its sign for who sees no colour, the class of its look, and what to do with it."""

    title: str
    sign: str
    name: str
    advice: str = ""


STANDWOORDEN = {
    BEURT: Standwoord(
        "Nu aan de beurt", "▶", "beurt", "De datum is voorbij en er staat nog niet bij of het is gelukt. Begin hiermee."
    ),
    VERSCHIL: Standwoord(
        "Verschillend genoteerd",
        "≠",
        "verschil",
        "De een noteerde dat het is gelukt, de ander van niet. Bespreek wat ieder zag.",
    ),
    LOOPT: Standwoord("Loopt", "○", "loopt", "De datum komt nog, of er is geen datum afgesproken."),
    NAGEKOMEN: Standwoord("Nagekomen", "✓", "ja"),
    NIET_NAGEKOMEN: Standwoord(
        "Niet nagekomen", "✗", "nee", "Is zo’n afspraak nog nodig? Spreek hem dan opnieuw af, met een nieuwe datum."
    ),
}


@dataclass(frozen=True)
class Lijst:
    """The afspraken of one ib-er for one doel."""

    dossier: Dossier
    doel: str
    afspraken: tuple[Opvolging, ...]

    @cached_property
    def by_stand(self) -> Mapping[str, tuple[Opvolging, ...]]:
        return by_stand(self.afspraken)

    @cached_property
    def for_talk(self) -> Mapping[str, tuple[Opvolging, ...]]:
        """What is on the sheet: all that is undecided, and what was decided of late."""
        return by_stand(
            opvolging for opvolging in self.afspraken if opvolging.is_undecided or self._is_of_late(opvolging)
        )

    def long_ago(self, stand: str) -> int:
        """How many with this stand are not on the sheet."""
        return len(self.by_stand.get(stand, ())) - len(self.for_talk.get(stand, ()))

    def _is_of_late(self, opvolging: Opvolging) -> bool:
        """Written down in the last school year with a round for this doel, or in the year before."""
        last = max(ronde.school_year for ronde in self.dossier.rondes if ronde.doel == self.doel)
        return opvolging.last.ronde.school_year >= last - 1

    @property
    def has_dates(self) -> bool:
        return bool(agenda.dated(self.afspraken))

    def file(self, kind: str) -> str:
        return f"{self.dossier.ib_er.id}-afspraken-{self.doel}.{kind}"


@dataclass(frozen=True)
class Schoollijst:
    """The afspraken of one school for one doel: what still runs, in the order of a talk, and how much is done."""

    school: School
    doel: str
    lijsten: tuple[Lijst, ...]
    pdf: str

    @cached_property
    def by_stand(self) -> Mapping[str, list[tuple[Dossier, Opvolging]]]:
        """Of everybody together; only what is not decided."""
        found: dict[str, list[tuple[Dossier, Opvolging]]] = {stand: [] for stand in UNDECIDED}
        for lijst in self.lijsten:
            for opvolging in lijst.afspraken:
                if opvolging.is_undecided:
                    found[opvolging.stand].append((lijst.dossier, opvolging))
        return {stand: sorted(entries, key=_by_date) for stand, entries in found.items() if entries}

    def number(self, stand: str) -> int:
        return sum(opvolging.stand == stand for lijst in self.lijsten for opvolging in lijst.afspraken)


def _by_date(entry: tuple[Dossier, Opvolging]) -> tuple[object, ...]:
    dossier, opvolging = entry
    return opvolging.order, dossier.ib_er.shown, dossier.ib_er.id


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        lijsten = _lijsten(desk, dossier)
        yield desk.person_page("afspraken.html", dossier, "afspraken.html", lijsten=lijsten, **_names())
        for lijst in lijsten:
            made = agenda.calendar(lijst.afspraken, lijst.doel, is_fictional=desk.is_fictional(dossier))
            if made:
                yield f"{words.folder(dossier)}/{lijst.file('ics')}", made
    if desk.is_about_all:
        yield desk.page(
            "afspraken-alle.html",
            "afspraken.html",
            about=desk.scored,
            per_doel={doel: found for doel in DOELEN if (found := list(_schoollijsten(desk, desk.schools, doel)))},
            is_crowd=desk.is_crowd(desk.dossiers),
            folders=desk.around.school_folders,
            **_names(),
        )


def sheets(desk: Desk) -> Iterator[Sheet]:
    """For the talk with one ib-er, and for a director about the own school. Doelen never share a PDF."""
    for dossier in desk.people:
        for lijst in _lijsten(desk, dossier):
            if lijst.afspraken:
                path = f"{words.folder(dossier)}/{lijst.file('pdf')}"
                yield _sheet(desk, "afspraken-blad.html", path, (dossier,), lijst=lijst)
    for found in of_schools(desk):
        about = tuple(lijst.dossier for lijst in found.lijsten)
        yield _sheet(desk, "afspraken-school.html", found.pdf, about, lijst=found)


def of_schools(desk: Desk) -> Iterator[Schoollijst]:
    """Each has a PDF of its own."""
    for doel in DOELEN:
        yield from _schoollijsten(desk, desk.own_schools, doel)


def _sheet(desk: Desk, template: str, path: str, about: tuple[Dossier, ...], **values: object) -> Sheet:
    return desk.sheet(template, path, about=about, style="afspraken-paper", **_names(), **values)


def _names() -> dict[str, object]:
    return {"standen": STANDWOORDEN, "afspraak_anchor": afspraak_anchor, "texts": texts}


def afspraak_anchor(opvolging: Opvolging) -> str:
    """The id of an afspraak on the page of its ib-er; the same as long as the words are."""
    return f"afspraak:{agenda.uid(opvolging)}"


def texts(opvolging: Opvolging) -> Iterator[str]:
    """All that stands with it on a sheet."""
    yield opvolging.last.afspraak.what
    for ronde, id in opvolging.rows:
        row = ronde.rubric.vaardigheden.get(id)
        yield row.text if row else id
    for entry in opvolging.vermeldingen:
        yield entry.afspraak.who + entry.afspraak.remark


def _lijsten(desk: Desk, dossier: Dossier) -> list[Lijst]:
    """One for each doel that there are afnamen for, also when nothing was agreed."""
    return [
        Lijst(dossier, doel, opvolgingen(dossier.rondes, doel, desk.today)) for doel in DOELEN if doel in dossier.doelen
    ]


def _schoollijsten(desk: Desk, schools: Iterable[School], doel: str) -> Iterator[Schoollijst]:
    """Of each of these schools where something was agreed for this doel."""
    for school in schools:
        lijsten = tuple(
            Lijst(dossier, doel, found)
            for dossier in school.dossiers
            if (found := opvolgingen(dossier.rondes, doel, desk.today))
        )
        if lijsten:
            yield Schoollijst(school, doel, lijsten, f"{desk.around.school_folders[school.name]}/afspraken-{doel}.pdf")
