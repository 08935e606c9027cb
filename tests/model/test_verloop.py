from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.model.jaren import reeksen
from generator.model.ronde import rondes
from generator.model.verloop import Verloop, verlopen, versieverschil_of
from tests.model.plain import VHM, afname, rubric

if TYPE_CHECKING:
    from generator.model.afname import Afname
    from generator.model.rubric import Rubric, Taakgebied, Vaardigheid

BOTH = ("basis", "functie")


def test_a_vaardigheid_has_a_row_for_each_round_and_none_for_a_gap() -> None:
    verloop = courses(taken(2024, scores={"1.1": "2"}), taken(2026, scores={"1.1": "nvt"}))["1.1"]

    values = [rij and [seen.score and seen.score.value for seen in rij.waarnemingen] for rij in verloop.rijen]
    assert values == [["2"], None, ["nvt"]]


def test_a_round_whose_kijkwijzers_do_not_hold_it_has_no_row() -> None:
    verloop = courses(taken(2025), taken(2026, kijkwijzers=BOTH))["2.1"]

    assert [rij is None for rij in verloop.rijen] == [True, False]
    assert verloop.absent == ()


def test_nobody_was_ever_asked_for_it_so_it_is_not_there() -> None:
    assert list(courses(taken(2025), taken(2026))) == ["1.1", "1.2", "1.3"]


def test_a_changed_text_keeps_all_its_texts_with_their_versie() -> None:
    old, same = reworded("2005", "Eerst dit"), reworded("2010", "Eerst dit")

    found = courses(taken(2022, rubric=old), taken(2023, rubric=same), taken(2024))

    assert found["1.1"].vaardigheid.text == "Vaardigheid 1.1"
    assert [(was.rubric.version, was.vaardigheid.text) for was in found["1.1"].earlier_texts] == [("2010", "Eerst dit")]
    assert found["1.2"].earlier_texts == ()


def test_what_exists_in_some_versions_only_says_in_which_it_does_not() -> None:
    found = courses(taken(2025, rubric=rubric("2010", begeleiden=4)), taken(2026, rubric=rubric(begeleiden=5)))

    assert {id: verloop.absent for id, verloop in found.items() if verloop.absent} == {"1.5": ("2010",)}
    gone = courses(taken(2025, rubric=rubric("2010", begeleiden=4)), taken(2026))["1.4"]
    assert gone.absent == ("2015",)
    assert [rij is None for rij in gone.rijen] == [False, True]


def test_a_vaardigheid_that_moved_says_where_it_was() -> None:
    here, there = VHM.taakgebieden
    old = replace(VHM, version="2010", taakgebieden=(replace(here, id="oud", title="Oud"), there))

    verloop = courses(taken(2025, rubric=old), taken(2026))["1.1"]

    assert verloop.taakgebied.title == "Begeleiden"
    assert [was.taakgebied.title for was in verloop.earlier_places] == ["Oud"]


def test_other_descriptions_of_the_points_are_told() -> None:
    here, there = VHM.taakgebieden
    rows = (replace(here.indicatoren[0].vaardigheden[0], descriptions={"1": "toen"}), *here.vaardigheden[1:])
    old = replace(VHM, version="2010", taakgebieden=(in_first(VHM, rows), there))

    found = courses(taken(2025, rubric=old), taken(2026))

    assert [was.rubric.version for was in found["1.1"].other_descriptions] == ["2010"]
    assert found["1.2"].other_descriptions == ()


def test_rows_stand_as_the_last_versie_orders_them_and_what_is_only_older_behind_the_rest() -> None:
    old = rubric("2010", begeleiden=4)
    turned = replace(old, taakgebieden=old.taakgebieden[::-1])

    found = courses(taken(2025, rubric=turned, kijkwijzers=BOTH), taken(2026, kijkwijzers=BOTH))

    assert list(found) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2"]


def test_another_versie_says_which_rows_changed_which_are_new_and_which_are_gone() -> None:
    old = replace(reworded("2010", "Eerst dit"), taakgebieden=reworded("2010", "Eerst dit", begeleiden=4).taakgebieden)
    (reeks,) = reeksen(rondes((taken(2025, rubric=old), taken(2026, rubric=rubric(innoveren=3)))))
    overgang = reeks.kolommen[-1].overgang
    assert overgang is not None

    verschil = versieverschil_of(overgang)

    assert (verschil.other, verschil.new, verschil.gone) == (("1.1",), ("2.3",), ("1.4",))


def reworded(version: str, text: str, *, begeleiden: int = 3) -> Rubric:
    """The rubric with another text at 1.1."""
    made = rubric(version, begeleiden=begeleiden)
    first, *others = made.taakgebieden[0].vaardigheden
    return replace(made, taakgebieden=(in_first(made, (replace(first, text=text), *others)), *made.taakgebieden[1:]))


def in_first(made: Rubric, rows: tuple[Vaardigheid, ...]) -> Taakgebied:
    here = made.taakgebieden[0]
    return replace(here, indicatoren=(replace(here.indicatoren[0], vaardigheden=rows),))


def taken(year: int, rol: str = "adviseur", **fields: object) -> Afname:
    return afname(rol, date(year, 5, 12), **fields)  # type: ignore[arg-type]


def courses(*afnamen: Afname) -> dict[str, Verloop]:
    (reeks,) = reeksen(rondes(afnamen))
    return {verloop.id: verloop for verloop in verlopen(reeks)}
