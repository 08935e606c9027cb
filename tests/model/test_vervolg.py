from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.model.afname import Afname, Score
from generator.model.ronde import rondes
from generator.model.rubric import Aansluiting
from generator.model.verslag import Rij, Verslag, verslag_of
from generator.model.vervolg import cursus_of, next_steps
from tests.model.plain import VHM, afname

BOTH = ("basis", "functie")
PROFIEL = replace(VHM, id="profiel", title="Profiel", aansluitingen=(Aansluiting("innoveren", "vhm", "begeleiden"),))
MEER = replace(VHM, id="meer", title="Meer")
LINKED = replace(VHM, aansluitingen=(Aansluiting("begeleiden", "meer", "begeleiden"),))


def test_each_taakgebied_with_an_ontwikkelpunt_has_one_next_step() -> None:
    (begeleiden,) = next_steps(verslag(afname(kijkwijzers=BOTH, scores={"1.1": "2", "1.3": "1", "2.1": "3"})), ())

    assert begeleiden.taakgebied.id == "begeleiden"
    assert ids(begeleiden.rijen) == ["1.1", "1.3"]


def test_what_only_the_ib_er_named_is_among_them_in_the_order_of_the_rubric() -> None:
    (begeleiden,) = next_steps(verslag(afname(scores={"1.2": "2"}), afname("zelf", scores={"1.1": "1"})), ())

    assert ids(begeleiden.rijen) == ["1.1", "1.2"]


def test_nvt_open_and_a_sufficient_score_ask_for_no_next_step() -> None:
    assert next_steps(verslag(afname(scores={"1.1": "nvt", "1.2": None, "1.3": "3"})), (LINKED, MEER)) == ()


def test_a_course_is_offered_once_for_all_rows_of_its_indicator() -> None:
    (begeleiden,) = next_steps(verslag(afname(scores={"1.1": "2", "1.3": "1"})), ())

    assert [(cursus.title, ids(cursus.rijen)) for cursus in begeleiden.cursussen] == [("Cursus 1", ["1.1", "1.3"])]


def test_no_course_is_offered_for_what_turned_out_to_be_the_task_of_the_director() -> None:
    (begeleiden,) = next_steps(verslag(afname(scores={"1.1": Score("1", taak="directeur"), "1.2": "1"})), ())

    assert [(cursus.title, ids(cursus.rijen)) for cursus in begeleiden.cursussen] == [("Cursus 1", ["1.2"])]


def test_a_course_stays_when_they_differ_on_whose_task_it_is() -> None:
    found = verslag(
        afname(scores={"1.1": Score("1", taak="directeur")}), afname("directeur", scores={"1.1": Score("1", taak="ib")})
    )

    assert cursus_of(found.rijen[0]) == "Cursus 1"


def test_an_indicator_without_a_course_offers_none() -> None:
    (here, there) = VHM.taakgebieden
    bare = replace(here, indicatoren=(replace(here.indicatoren[0], cursus=""),))
    rubric = replace(VHM, taakgebieden=(bare, there))

    (begeleiden,) = next_steps(verslag(afname(rubric=rubric, scores={"1.1": "1"})), ())

    assert begeleiden.cursussen == ()


def test_linked_taakgebieden_come_from_several_rubrics_in_both_directions() -> None:
    rubrics = (LINKED, MEER, PROFIEL)

    (begeleiden,) = next_steps(verslag(afname(rubric=LINKED, scores={"1.1": "1"})), rubrics)
    (back,) = next_steps(verslag(afname(rubric=PROFIEL, kijkwijzers=BOTH, scores={"2.1": "1"})), rubrics)

    assert [(rubric.id, there.id) for rubric, there in begeleiden.linked] == [
        ("meer", "begeleiden"),
        ("profiel", "innoveren"),
    ]
    assert [(rubric.id, there.id) for rubric, there in back.linked] == [("vhm", "begeleiden")]


def test_without_a_crosswalk_there_is_only_the_course() -> None:
    (begeleiden,) = next_steps(verslag(afname(scores={"1.1": "1"})), (VHM, MEER))

    assert begeleiden.linked == ()
    assert len(begeleiden.cursussen) == 1


def test_an_older_versie_follows_its_own_links_to_the_versions_in_use() -> None:
    old = replace(LINKED, version="2010")

    (begeleiden,) = next_steps(verslag(afname(rubric=old, scores={"1.1": "1"})), (VHM, MEER))

    assert [(rubric.id, there.id) for rubric, there in begeleiden.linked] == [("meer", "begeleiden")]


def ids(rijen: tuple[Rij, ...]) -> list[str]:
    return [rij.vaardigheid.id for rij in rijen]


def verslag(*afnamen: Afname) -> Verslag:
    assert all(taken.date > date(2025, 8, 1) for taken in afnamen)
    (ronde,) = rondes(afnamen)
    return verslag_of(ronde, ())
