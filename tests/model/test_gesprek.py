"""What the talk still has to show, and what an ib-er takes along to the next round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.model.afname import Afname, Afspraak, Score, open_vaardigheden
from generator.model.dossier import Dossier
from generator.model.gesprek import (
    Gespreksrij,
    Gesprekswijzer,
    Voorbereiding,
    general,
    gesprekswijzers,
    voorbereidingen,
)
from generator.model.register import InternBegeleider
from generator.model.rubric import Rubric
from tests.model.plain import VHM, afname, rubric
from tests.projects import TODAY

THIS_YEAR, LAST_YEAR, YEAR_BEFORE = date(2026, 11, 17), date(2026, 5, 12), date(2025, 5, 12)
NOOR = InternBegeleider("ib-01", "Noor Dijk")
IN_USE = {"vhm": VHM}


# Gesprekswijzer


def test_each_observer_has_the_rows_that_are_open_for_that_observer() -> None:
    directeur = afname("directeur", scores={"1.1": "3", "1.3": "nvt"})
    adviseur = afname("adviseur", scores={"1.1": "3", "1.2": "2"})

    first, second = wijzers(directeur, adviseur)

    assert (first.afname, ids(first.rijen)) == (adviseur, ["1.3"])
    assert (second.afname, ids(second.rijen)) == (directeur, ["1.2"])


def test_nvt_is_a_score_and_a_note_without_a_score_is_not() -> None:
    (wijzer,) = wijzers(afname(scores={"1.1": "nvt", "1.2": Score(None, "vraag ernaar"), "1.3": "1"}))

    assert ids(wijzer.rijen) == ["1.2"]


def test_who_has_nothing_open_has_no_gesprekswijzer() -> None:
    assert wijzers(afname(scores={"1.1": "3", "1.2": "nvt", "1.3": "1"})) == ()


@given(st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), st.sampled_from(["1", "4", "nvt", None])))
def test_a_gesprekswijzer_holds_what_is_open_and_nothing_else(scores: dict[str, str | None]) -> None:
    one = afname(scores=scores, kijkwijzers=("basis", "functie"))

    assert [id for wijzer in wijzers(one) for id in ids(wijzer.rijen)] == [row.id for row in open_vaardigheden(one)]


def test_the_evidence_of_the_round_before_comes_along_from_all_observers_each_piece_once() -> None:
    before = (
        afname("zelf", YEAR_BEFORE, scores={"1.1": Score("3", bewijsstukken=("plan", "verslag"))}),
        afname("directeur", YEAR_BEFORE, scores={"1.1": Score("2", bewijsstukken=("verslag", "agenda"))}),
    )
    longer_ago = afname("directeur", date(2024, 5, 1), scores={"1.1": Score("2", bewijsstukken=("oud",))})

    (wijzer,) = wijzers(afname(scores={"1.2": "3", "1.3": "3"}), *before, longer_ago)

    assert set(wijzer.rijen[0].used) == {"plan", "verslag", "agenda"}
    assert len(wijzer.rijen[0].used) == 3
    assert [ronde.school_year for ronde in wijzer.last] == [2024]


def test_the_evidence_of_a_beoordeling_stays_out_of_a_talk_for_ontwikkeling() -> None:
    before = afname(day=YEAR_BEFORE, doel="beoordeling", scores={"1.1": Score("3", bewijsstukken=("plan",))})

    (wijzer,) = wijzers(afname(), before)

    assert [rij.used for rij in wijzer.rijen] == [(), (), ()]
    assert wijzer.last == ()


def test_another_versie_in_the_round_before_is_told() -> None:
    assert wijzers(afname(), afname(day=YEAR_BEFORE, rubric=rubric("2013")))[0].other_versie
    assert not wijzers(afname(), afname(day=YEAR_BEFORE))[0].other_versie


# Voorbereiding


def test_the_list_for_everybody_holds_every_row_and_nothing_of_anybody() -> None:
    assert [rij.vaardigheid for rij in general(VHM).rijen] == list(VHM.vaardigheden.values())
    assert (general(VHM).doel, general(VHM).last, general(VHM).afspraken) == ("", (), ())


def test_the_ontwikkelpunten_of_the_last_round_are_marked_and_those_of_the_ib_er_apart() -> None:
    (found,) = lists(
        afname("zelf", scores={"1.1": "1", "1.2": "2"}),
        afname("directeur", scores={"1.1": "2", "1.2": "4", "1.3": "nvt"}),
    )

    assert marks(found.rijen) == {"1.1": (True, False), "1.2": (False, True), "1.3": (False, False)}


def test_a_round_that_has_begun_looks_back_on_the_one_before() -> None:
    (found,) = lists(
        afname(day=THIS_YEAR, status="concept", scores={"1.1": "1"}),
        afname(day=LAST_YEAR, scores={"1.2": Score("2", bewijsstukken=("plan",))}),
    )

    assert found.school_year == 2026
    assert [ronde.school_year for ronde in found.last] == [2025]
    assert marks(found.rijen) == {"1.1": (False, False), "1.2": (True, False), "1.3": (False, False)}
    assert found.rijen[1].used == ("plan",)


def test_a_round_that_is_done_is_the_one_that_the_next_looks_back_on() -> None:
    (found,) = lists(afname(day=THIS_YEAR, scores={"1.1": "1"}), afname(day=LAST_YEAR, scores={"1.2": "2"}))

    assert found.school_year is None
    assert [ronde.school_year for ronde in found.last] == [2026]
    assert marks(found.rijen)["1.1"] == (True, False)


def test_a_concept_that_was_left_lying_since_last_year_is_no_round_that_has_begun() -> None:
    (found,) = lists(afname(day=LAST_YEAR, status="concept"))

    assert found.school_year is None
    assert [ronde.school_year for ronde in found.last] == [2025]


def test_each_doel_has_a_list_of_its_own() -> None:
    found = lists(
        afname(scores={"1.1": "1"}, afspraken=(Afspraak("leren"),)),
        afname(doel="beoordeling", scores={"1.2": "1"}, afspraken=(Afspraak("moeten"),)),
    )

    seen = {lijst.doel: (marked(lijst), [each.last.afspraak.what for each in lijst.afspraken]) for lijst in found}
    assert seen == {"ontwikkeling": (["1.1"], ["leren"]), "beoordeling": (["1.2"], ["moeten"])}


def test_only_afspraken_that_are_not_settled_come_along_and_only_of_this_rubric() -> None:
    said = (Afspraak("gedaan", kept=True), Afspraak("niet gedaan", kept=False), Afspraak("loopt"))
    other = replace(VHM, id="bespreking")

    found = lists(afname(afspraken=said), afname(rubric=other, afspraken=(Afspraak("elders"),)))

    assert {lijst.rubric.id: [each.last.afspraak.what for each in lijst.afspraken] for lijst in found} == {
        "vhm": ["loopt"]
    }


def test_the_list_is_of_the_versie_in_use_and_names_ontwikkelpunten_that_it_no_longer_holds() -> None:
    old = rubric("2013", begeleiden=4)
    (found,) = lists(afname(rubric=old, scores={"1.4": "1", "1.1": "2"}))

    assert found.rubric.version == "2015"
    assert ids(found.rijen) == ["1.1", "1.2", "1.3"]
    assert [rij.vaardigheid.id for rij in found.dropped] == ["1.4"]
    assert found.other_versie


def test_the_list_holds_the_kijkwijzers_of_the_last_round() -> None:
    assert ids(lists(afname(kijkwijzers=("functie",)))[0].rijen) == ["2.1", "2.2"]


def test_kijkwijzers_that_nobody_uses_any_more_make_place_for_all() -> None:
    gone = replace(VHM, version="2013", kijkwijzers=(replace(VHM.kijkwijzers[0], id="oud"),))

    assert ids(lists(afname(rubric=gone, kijkwijzers=("oud",)))[0].rijen) == list(VHM.vaardigheden)


def test_who_has_left_needs_no_list_and_who_leaves_today_still_does() -> None:
    dossier = Dossier(replace(NOOR, employed_until=date(2026, 11, 20)), (afname(),))
    leaving = replace(dossier, ib_er=replace(NOOR, employed_until=TODAY))

    assert voorbereidingen(dossier, IN_USE, TODAY) == ()
    assert len(voorbereidingen(leaving, IN_USE, TODAY)) == 1


def test_of_a_rubric_that_is_not_in_use_there_is_no_list() -> None:
    assert voorbereidingen(Dossier(NOOR, (afname(),)), {}, TODAY) == ()


def wijzers(*afnamen: Afname) -> tuple[Gesprekswijzer, ...]:
    return gesprekswijzers(Dossier(NOOR, afnamen).verslagen[0])


def lists(*afnamen: Afname, in_use: dict[str, Rubric] | None = None) -> tuple[Voorbereiding, ...]:
    return voorbereidingen(Dossier(NOOR, afnamen), in_use or IN_USE, TODAY)


def ids(rijen: tuple[Gespreksrij, ...]) -> list[str]:
    return [rij.vaardigheid.id for rij in rijen]


def marks(rijen: tuple[Gespreksrij, ...]) -> dict[str, tuple[bool, bool]]:
    return {rij.vaardigheid.id: (rij.is_ontwikkelpunt, rij.is_own_ontwikkelpunt) for rij in rijen}


def marked(lijst: Voorbereiding) -> list[str]:
    return [rij.vaardigheid.id for rij in lijst.rijen if rij.is_ontwikkelpunt]
