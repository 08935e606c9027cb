from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.model.dossier import dossiers
from generator.model.overzicht import beurten, overzichten, shown_afname
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.model.ronde import rondes
from tests.model.plain import VHM, afname, rubric

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.afname import Afname
    from generator.model.overzicht import Beurt, Overzicht

TODAY = date(2026, 11, 21)
SPRING = date(2026, 4, 7)


def shown(*afnamen: Afname) -> str:
    (ronde,) = rondes(afnamen)
    return shown_afname(ronde).path


def made(*afnamen: Afname, people: Iterable[InternBegeleider] = ()) -> tuple[Overzicht, ...]:
    register = Register("", {person.id: person for person in people})
    return overzichten(dossiers(Project(afnamen=afnamen, register=register)), "ontwikkeling")


def turn(*afnamen: Afname, doel: str = "ontwikkeling") -> Beurt:
    (found,) = beurten(dossiers(Project(afnamen=afnamen)), doel, TODAY)
    return found


# The one afname of a round


def test_of_a_round_one_afname_counts_and_the_adviseur_comes_first() -> None:
    adviseur, directeur, zelf = (afname(rol, path=rol) for rol in ("adviseur", "directeur", "zelf"))

    assert shown(adviseur, directeur, zelf) == "adviseur"
    assert shown(directeur, zelf) == "directeur"
    assert shown(zelf) == "zelf"


def test_what_is_final_comes_before_a_concept_but_an_observer_before_the_ib_er() -> None:
    concept = afname("adviseur", status="concept", path="concept")

    assert shown(concept, afname("directeur", path="directeur")) == "directeur"
    assert shown(concept, afname("zelf", path="zelf")) == "concept"


def test_of_two_by_the_same_rol_the_latest_counts() -> None:
    assert shown(afname(path="later"), afname(day=SPRING, path="earlier")) == "later"


# The overview


def test_each_rubric_versie_and_school_year_has_an_overview_of_its_own_the_latest_year_first() -> None:
    newer = afname(rubric=rubric("2030"))
    found = made(afname(), newer, afname(day=date(2025, 4, 1)), afname(doel="beoordeling"))

    assert [(one.school_year, one.rubric.version) for one in found] == [(2025, "2015"), (2025, "2030"), (2024, "2015")]
    assert {one.doel for one in found} == {"ontwikkeling"}


def test_people_stand_by_school_in_the_order_of_the_alphabet_and_never_of_their_scores() -> None:
    people = [
        InternBegeleider("ib-01", "Émile", "Zuid"),
        InternBegeleider("ib-02", "anna", "Zuid"),
        InternBegeleider("ib-03", "Bert", "Noord"),
        InternBegeleider("ib-04"),
    ]
    afnamen = [afname(ib_er=person.id, scores={"1.1": str(4 - at)}) for at, person in enumerate(people)]

    (found,) = made(*afnamen, people=people)

    order = [(school, [deelname.ib_er.shown for deelname in members]) for school, members in found.scholen]
    assert order == [("Noord", ["Bert"]), ("Zuid", ["anna", "Émile"]), ("", ["ib-04"])]


@given(st.lists(st.sampled_from(["1", "2", "3", "4", "nvt", None]), min_size=5, max_size=5))
def test_a_cell_counts_the_rows_of_one_afname_and_keeps_nvt_and_open_apart(values: list[str | None]) -> None:
    rows = dict(zip(VHM.vaardigheden, values, strict=True))
    other = afname("directeur", kijkwijzers=("basis", "functie"), scores=dict.fromkeys(rows, "4"))
    (found,) = made(afname(kijkwijzers=("basis", "functie"), scores=rows), other)
    (deelname,) = found.deelnamen

    for taakgebied in VHM.taakgebieden:
        here = [rows[row.id] for row in taakgebied.vaardigheden]
        telling = deelname.tellingen[taakgebied.id]
        assert telling.per_punt == tuple(here.count(value) for value in "1234")
        assert (telling.nvt, telling.open) == (here.count("nvt"), here.count(None))
    assert deelname.others == 1


def test_what_a_kijkwijzer_did_not_ask_is_in_no_cell() -> None:
    (found,) = made(afname(), afname(ib_er="ib-02", kijkwijzers=("functie",)))

    assert [taakgebied.id for taakgebied in found.taakgebieden] == ["begeleiden", "innoveren"]
    assert [list(deelname.tellingen) for deelname in found.deelnamen] == [["begeleiden"], ["innoveren"]]


# Whose turn it is


def test_somebody_is_due_until_an_observer_has_looked_on_this_school_year() -> None:
    autumn = date(2026, 9, 15)

    assert turn(afname()).is_due
    assert turn(afname(), afname("zelf", autumn)).has_only_self
    assert turn(afname(), afname("zelf", autumn)).is_due
    assert not turn(afname(), afname("directeur", autumn)).is_due


def test_a_turn_says_when_the_last_afname_was_and_which_are_still_concept() -> None:
    concept = afname("directeur", SPRING, status="concept")
    found = turn(afname(), concept)

    assert found.last == afname()
    assert found.concepts == (concept,)


def test_an_afname_for_another_doel_says_nothing_of_a_turn() -> None:
    found = turn(afname(day=date(2026, 9, 15), doel="beoordeling", status="concept"))

    assert found == replace(turn(afname()), last=None)
    assert found.is_due


def test_who_is_in_service_is_told_by_the_register_and_without_it_everybody_is() -> None:
    person = InternBegeleider("ib-01", employed_from=TODAY, employed_until=TODAY)

    days = [date(2026, 11, 20), TODAY, date(2026, 11, 22)]
    assert [person.in_service(day) for day in days] == [False, True, False]
    assert InternBegeleider("ib-02").in_service(date.min)
