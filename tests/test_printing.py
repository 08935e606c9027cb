"""Which forms are printed for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.model.afname import Afname
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.printing import Form, Order, OrderError, choose, pile_name, piles
from tests.model.plain import VHM, afname

OTHER = replace(VHM.only(["basis"]), id="anders", title="Anders")
TODAY = date(2026, 11, 21)
REGISTER = Register(
    ib_ers={
        person.id: person
        for person in (
            InternBegeleider("ib-01", "Zus Ander", "De Plons", "functie"),
            InternBegeleider("ib-02", "Jo Blaak", "De Plons", "taak"),
            InternBegeleider("ib-03", "An Weg", "De Plons", "taak", employed_until=date(2026, 7, 31)),
            InternBegeleider("ib-04", "Bo Nieuw", "Het Diep"),
        )
    }
)


def project(*afnamen: Afname) -> Project:
    return Project(rubrics=(OTHER, VHM), afnamen=afnamen, register=REGISTER, today=TODAY)


def forms(order: Order, *afnamen: Afname) -> tuple[Form, ...]:
    """With one afname of somebody else, so that one rubric is used most."""
    return choose(project(afname(ib_er="ib-99"), *afnamen), order).forms


def names(order: Order, *afnamen: Afname) -> list[str]:
    return [form.name for form in forms(order, *afnamen)]


def whose(order: Order) -> list[str]:
    return [form.voordruk.ib_er.id for form in forms(order) if form.voordruk]


# --- Who


def test_a_school_has_its_ib_ers_by_name_but_for_who_has_left() -> None:
    order = Order(school="de plons")

    assert whose(order) == ["ib-02", "ib-01"]
    assert choose(project(afname(ib_er="ib-99")), order).left_out == ("ib-03",)


def test_all_are_all_schools_and_who_has_none() -> None:
    assert whose(Order(is_for_all=True)) == ["ib-02", "ib-01", "ib-04", "ib-99"]


@pytest.mark.parametrize(("order", "option"), [(Order(is_for_all=True), "--alle"), (Order(school="Weg"), "--school")])
def test_when_everybody_has_left_there_is_nobody_to_print_for(order: Order, option: str) -> None:
    gone = InternBegeleider("ib-01", school="Weg", employed_until=date(2026, 7, 31))

    with pytest.raises(OrderError, match="noem met --ib-er") as caught:
        choose(Project(rubrics=(VHM,), register=Register(ib_ers={"ib-01": gone}), today=TODAY), order)
    assert caught.value.option == option


def test_who_is_named_is_printed_once_also_after_leaving() -> None:
    assert whose(Order(ib_ers=("ib-03", "ib-01", "IB-03"))) == ["ib-03", "ib-01"]


@pytest.mark.parametrize(
    ("order", "option", "said"),
    [
        (Order(ib_ers=("ib-1",)), "--ib-er", "er is geen ib-er 'ib-1'. Bedoelde je 'ib-01'?"),
        (Order(school="Plons"), "--school", "er is geen school 'Plons'. Bedoelde je 'De Plons'?"),
        (Order(school="X"), "--school", "er is geen school 'X'. Kies uit: De Plons, Het Diep."),
        (Order(rubric="vmh"), "--rubric", "er is geen rubric 'vmh'. Bedoelde je 'vhm'?"),
        (Order(kijkwijzers=("functi",)), "--kijkwijzer", "er is geen kijkwijzer 'functi'. Bedoelde je 'functie'?"),
        (
            Order(taakgebieden=("Innoveren",)),
            "--taakgebied",
            "er is geen taakgebied 'Innoveren'. Bedoelde je 'innoveren'?",
        ),
        (
            Order(rubric="anders", taakgebieden=("innoveren",)),
            "--taakgebied",
            "er is geen taakgebied 'innoveren'. Kies uit: begeleiden.",
        ),
        (
            Order(kijkwijzers=("basis",), taakgebieden=("innoveren",), rubric="vhm"),
            "--taakgebied",
            "in deze kijkwijzers staat niets van innoveren; kies een andere kijkwijzer.",
        ),
        (Order(doel="beoordeling"), "--doel", "dit hoort bij een ib-er; noem ook --ib-er, --school of --alle."),
        (Order(rol="zelf"), "--rol", "dit hoort bij een ib-er; noem ook --ib-er, --school of --alle."),
    ],
)
def test_what_is_not_there_is_told_with_what_looks_like_it(order: Order, option: str, said: str) -> None:
    with pytest.raises(OrderError) as caught:
        forms(order)

    assert (caught.value.option, str(caught.value)) == (option, said)


# --- Which rubric


def test_somebody_gets_the_rubrics_of_the_latest_school_year() -> None:
    before = afname(day=date(2025, 5, 1), rubric=OTHER)
    latest = [afname(day=date(2026, 5, 1), rubric=rubric) for rubric in (VHM, OTHER)]

    assert [form.rubric.id for form in forms(Order(ib_ers=("ib-01",)), before, latest[0])] == ["vhm"]
    assert [form.rubric.id for form in forms(Order(ib_ers=("ib-01",)), before, *latest)] == ["anders", "vhm"]


def test_what_is_for_another_doel_does_not_choose_the_rubric() -> None:
    latest = afname(day=date(2026, 5, 1), rubric=OTHER, doel="beoordeling")
    before = afname(day=date(2025, 5, 1))

    assert [form.rubric.id for form in forms(Order(ib_ers=("ib-01",), doel="ontwikkeling"), before, latest)] == ["vhm"]


def test_who_has_no_last_time_gets_the_rubric_that_is_used_most() -> None:
    assert [form.whole.id for form in forms(Order(ib_ers=("ib-04",)))] == ["vhm"]


def test_when_nothing_is_used_most_it_has_to_be_said() -> None:
    with pytest.raises(OrderError, match="kies welke rubric je wilt printen: anders, vhm"):
        choose(project(), Order())


def test_a_taakgebied_that_only_one_rubric_has_chooses_that_rubric() -> None:
    assert [form.rubric.id for form in choose(project(), Order(taakgebieden=("innoveren",))).forms] == ["vhm"]


# --- Which part of it


def kijkwijzers(order: Order, *afnamen: Afname) -> list[str]:
    (form,) = forms(order, *afnamen)
    return [kijkwijzer.id for kijkwijzer in form.rubric.kijkwijzers]


def test_the_kijkwijzers_are_those_of_last_time() -> None:
    assert kijkwijzers(Order(ib_ers=("ib-01",)), afname(day=date(2026, 5, 1))) == ["basis"]


@pytest.mark.parametrize(
    ("ib_er", "expected"), [("ib-01", ["basis", "functie"]), ("ib-02", ["basis"]), ("ib-04", ["basis", "functie"])]
)
def test_else_a_kijkwijzer_that_is_named_after_another_aanstelling_is_left_out(ib_er: str, expected: list[str]) -> None:
    assert kijkwijzers(Order(ib_ers=(ib_er,))) == expected


def test_what_is_asked_for_goes_before_what_is_usual() -> None:
    assert kijkwijzers(Order(ib_ers=("ib-02",), kijkwijzers=("functie",))) == ["functie"]
    assert kijkwijzers(Order(ib_ers=("ib-02",), taakgebieden=("innoveren",))) == ["functie"]


@pytest.mark.parametrize(("asked", "expected"), [("", "beoordeling"), ("ontwikkeling", "ontwikkeling")])
def test_the_doel_is_that_of_the_latest_round_unless_it_is_said(asked: str, expected: str) -> None:
    last = [afname(day=date(2025, 5, 1)), afname(day=date(2026, 5, 1), doel="beoordeling")]
    (form,) = forms(Order(ib_ers=("ib-01",), doel=asked), *last)

    assert form.doel == expected
    assert form.voordruk
    assert form.voordruk.previous is {"beoordeling": last[1], "ontwikkeling": last[0]}[expected]


# --- What it is called


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order(), ["kijkwijzer-vhm@2015-leeg"]),
        (Order(ib_ers=("ib-01",), rol="zelf", doel="beoordeling"), ["ib-01-kijkwijzer-vhm@2015-zelf-beoordeling"]),
        (Order(ib_ers=("ib-02",)), ["ib-02-kijkwijzer-vhm@2015-basis"]),
        (Order(taakgebieden=("innoveren", "begeleiden")), ["kijkwijzer-vhm@2015-leeg"]),
        (Order(taakgebieden=("innoveren",)), ["kijkwijzer-vhm@2015-functie-leeg"]),
    ],
)
def test_a_file_says_whose_it_is_and_what_for(order: Order, expected: list[str]) -> None:
    assert names(order) == expected


def test_no_two_forms_of_an_order_have_the_same_file() -> None:
    every = names(Order(is_for_all=True), *(afname(day=date(2026, 5, 1), rubric=rubric) for rubric in (VHM, OTHER)))

    assert len(every) == len(set(every)) == 5


# --- Piles


def test_what_is_for_different_doelen_never_lies_in_one_pile() -> None:
    made = forms(
        Order(is_for_all=True),
        afname(day=date(2026, 5, 1), ib_er="ib-01", doel="beoordeling"),
        afname(day=date(2026, 5, 1), ib_er="ib-02"),
    )

    found = {doel: [form.voordruk.ib_er.id for form in pile if form.voordruk] for doel, pile in piles(made).items()}
    assert found == {"ontwikkeling": ["ib-02", "ib-04", "ib-99"], "beoordeling": ["ib-01"]}


def test_a_pile_says_what_it_is_of() -> None:
    assert (
        pile_name(Order(school="De Plons", rol="adviseur"), "ontwikkeling") == "stapel-de-plons-adviseur-ontwikkeling"
    )
    assert pile_name(Order(is_for_all=True), "") == "stapel"


def test_a_long_choice_is_counted_in_the_name() -> None:
    order = Order(ib_ers=tuple(f"ib-{number:04}" for number in range(30)))

    assert pile_name(order, "ontwikkeling") == "stapel-30-ib-ers-ontwikkeling"
