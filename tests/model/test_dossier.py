from dataclasses import replace
from datetime import date

from generator.model.dossier import Dossier, by_school, dossiers
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from tests.model.plain import afname, rubric


def test_somebody_who_is_only_in_the_register_has_a_dossier_without_afnamen() -> None:
    project = Project(register=Register(ib_ers={"ib-09": InternBegeleider("ib-09", "Noor")}))

    assert dossiers(project) == (Dossier(InternBegeleider("ib-09", "Noor")),)


def test_without_a_register_a_dossier_stands_under_the_pseudonym() -> None:
    (dossier,) = dossiers(Project(afnamen=(afname(),)))

    assert dossier.ib_er.shown == "ib-01"


def test_nobody_scored_gives_no_dossiers() -> None:

    assert dossiers(Project()) == ()


def test_of_each_rubric_and_doel_the_latest_round_is_current() -> None:
    other = replace(rubric(), id="bespreking")
    dossier = dossier_of(
        afname(day=date(2026, 5, 1)),
        afname(day=date(2025, 5, 1)),
        afname(day=date(2024, 5, 1), doel="beoordeling"),
        afname(day=date(2023, 5, 1), rubric=other),
        afname(day=date(2022, 5, 1), rubric=other),
    )

    assert [verslag.ronde.school_year for verslag in dossier.current] == [2025, 2023, 2022]
    assert [verslag.ronde.school_year for verslag in dossier.older] == [2024, 2021]


def test_the_latest_afname_is_the_latest_by_date() -> None:
    first, last = afname("zelf", date(2026, 5, 2)), afname("adviseur", date(2026, 5, 12))

    assert dossier_of(last, first).latest == last


def test_one_fictional_afname_makes_the_dossier_fictional() -> None:

    assert dossier_of(afname(), afname("zelf", is_fictional=True)).is_fictional
    assert not dossier_of(afname()).is_fictional


def test_schools_and_people_stand_in_alphabetic_order_and_those_without_a_school_last() -> None:
    found = (
        person("a", "Öztürk", "Zuid"),
        person("b", "Peters", "Zuid"),
        person("c", "adriaans", "Zuid"),
        person("d", "Bos", ""),
        person("e", "Cals", "école Nord"),
    )

    assert [(school.name, [dossier.ib_er.name for dossier in school.dossiers]) for school in by_school(found)] == [
        ("école Nord", ["Cals"]),
        ("Zuid", ["adriaans", "Öztürk", "Peters"]),
        ("", ["Bos"]),
    ]


def person(id: str, name: str, school: str) -> Dossier:
    return Dossier(InternBegeleider(id, name, school))


def dossier_of(*afnamen: object) -> Dossier:
    return dossiers(Project(afnamen=afnamen))[0]  # type: ignore[arg-type]
