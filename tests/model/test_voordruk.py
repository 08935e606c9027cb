"""What stands on a form beforehand: which last time that is, whose scores, and of which rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.model.afname import Afname, Afspraak
from generator.model.dossier import Dossier
from generator.model.gesprek import voorbereidingen
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.model.ronde import last_rondes
from generator.model.rubric import Punt, Rubric
from generator.model.voordruk import Voordruk, Wens, voordruk_of
from tests.model.plain import SCHAAL, VHM, afname, rubric

TODAY = date(2026, 11, 21)
LAST_YEAR = date(2026, 5, 12)
THIS_YEAR = date(2026, 10, 1)
IB_ER = InternBegeleider("ib-01")


def made(*afnamen: Afname, form: Rubric = VHM, **wens: object) -> Voordruk:
    asked = Wens(**{"doel": "ontwikkeling", **wens})  # type: ignore[arg-type]
    return voordruk_of(Project(today=TODAY), Dossier(IB_ER, afnamen), form, asked)


# --- Which last time


def test_last_time_is_the_latest_school_year_that_is_over() -> None:
    older, last = afname(day=date(2025, 3, 1)), afname(day=LAST_YEAR)

    assert made(older, last).previous is last


def test_a_round_that_still_goes_on_is_no_last_time() -> None:
    last, now = afname(day=LAST_YEAR), afname("adviseur", THIS_YEAR, status="concept", scores={"1.1": "4"})

    assert made(last, now, rol="directeur", form=VHM).previous is None
    assert made(last, now).previous is last


def test_a_round_of_this_year_that_was_concluded_is_one() -> None:
    last, now = afname(day=LAST_YEAR), afname(day=THIS_YEAR)

    assert made(last, now).previous is now


def test_a_concept_of_an_earlier_year_is_one() -> None:
    last = afname(day=LAST_YEAR, status="concept")

    assert made(last).previous is last


@pytest.mark.parametrize("doel", ["ontwikkeling", "beoordeling"])
def test_what_is_for_one_doel_never_shows_on_a_form_for_the_other(doel: str) -> None:
    other = {"ontwikkeling": "beoordeling", "beoordeling": "ontwikkeling"}[doel]
    hidden = afname(day=LAST_YEAR, doel=other, scores={"1.1": "3"}, afspraken=(Afspraak("Geheim"),))

    voordruk = made(hidden, doel=doel)

    assert (voordruk.rondes, voordruk.previous, voordruk.scores, voordruk.afspraken) == ((), None, {}, ())
    assert made(hidden, doel="").rondes == ()


def test_another_rubric_is_another_round() -> None:
    other = afname(day=LAST_YEAR, rubric=replace(VHM, id="anders"))

    assert last_rondes(Dossier(IB_ER, (other,)).rondes, "vhm", "ontwikkeling", TODAY) == ()


@pytest.mark.parametrize("old", ["vastgesteld", "concept", None])
@pytest.mark.parametrize("first", ["vastgesteld", "concept"])
@pytest.mark.parametrize("second", ["vastgesteld", "concept", None])
def test_the_form_and_the_preparation_list_speak_of_the_same_last_time(
    old: str | None, first: str, second: str | None
) -> None:
    """Also when this school year sees two versions of the rubric, of which one is final already."""
    afnamen = (
        *([afname(day=LAST_YEAR, status=old)] if old else []),
        afname(day=THIS_YEAR, status=first),
        *([afname(day=THIS_YEAR, status=second, rubric=rubric("2026"), path="other.yml")] if second else []),
    )
    (list_,) = voorbereidingen(Dossier(IB_ER, afnamen), {"vhm": VHM}, TODAY)

    assert list_.last == made(*afnamen).rondes


# --- Whose scores


def test_the_adviseur_comes_before_the_directeur_and_who_scored_herself_is_passed_over() -> None:
    own, adviseur, directeur = (
        afname("zelf", date(2026, 5, 20)),
        afname("adviseur", date(2026, 5, 12)),
        afname("directeur", date(2026, 5, 19)),
    )

    assert made(own, adviseur, directeur).previous is adviseur
    assert made(own, directeur).previous is directeur
    assert made(own).previous is None


@pytest.mark.parametrize("rol", ["adviseur", "directeur", "zelf"])
def test_for_a_rol_it_is_that_rol_or_nobody(rol: str) -> None:
    every = [afname(other, LAST_YEAR) for other in ("adviseur", "directeur", "zelf")]
    others = [other for other in every if other.waarnemer.rol != rol]

    found = made(*every, rol=rol).previous
    assert found is not None
    assert found.waarnemer.rol == rol
    assert made(*others, rol=rol).previous is None


def test_of_two_by_one_rol_it_is_the_last_one_that_holds_rows_of_the_form() -> None:
    first, last = afname(day=LAST_YEAR), afname(day=date(2026, 6, 1), kijkwijzers=("functie",))

    assert made(first, last).previous is last
    assert made(first, last, form=VHM.only(["basis"])).previous is first


# --- Of which rows


def test_scored_nvt_and_open_are_three_things_and_a_row_that_was_not_asked_is_none_of_them() -> None:
    scores = made(afname(day=LAST_YEAR, scores={"1.1": "1", "1.2": "nvt"})).scores

    assert {id: (score.value, score.is_nvt, score.is_open) for id, score in scores.items()} == {
        "1.1": ("1", False, False),
        "1.2": ("nvt", True, False),
        "1.3": (None, False, True),
    }


def reworded(version: str) -> Rubric:
    """1.1 has another text, 1.2 another description of a point."""
    first, *others = rubric(version).taakgebieden
    (indicator,) = first.indicatoren
    one, two, three = indicator.vaardigheden
    rows = (replace(one, text="Iets anders"), replace(two, descriptions={"1": "Dit zag je niet."}), three)
    return replace(
        VHM,
        version=version,
        taakgebieden=(replace(first, indicatoren=(replace(indicator, vaardigheden=rows),)), *others),
    )


def test_of_another_versie_only_rows_that_say_the_same_are_shown() -> None:
    last = afname(day=LAST_YEAR, rubric=reworded("2014"), scores={"1.1": "3", "1.2": "3", "1.3": "3"})

    voordruk = made(last)

    assert set(voordruk.scores) == {"1.3"}
    assert voordruk.changed == {"1.1", "1.2"}


@pytest.mark.parametrize(
    "punten",
    [SCHAAL.punten[1:], (*SCHAAL.punten[:-1], Punt("4", "volledig", "anders genoemd")), tuple(reversed(SCHAAL.punten))],
)
def test_on_another_schaal_nothing_is_shown(punten: tuple[Punt, ...]) -> None:
    last = afname(day=LAST_YEAR, rubric=rubric("2014", schaal=replace(SCHAAL, punten=punten)), scores={"1.1": "2"})

    assert made(last).scores == {}
    assert made(last).changed == {"1.1", "1.2", "1.3"}


def test_without_scores_the_afspraken_stay() -> None:
    last = afname(day=LAST_YEAR, scores={"1.1": "2"}, afspraken=(Afspraak("Bellen"),))

    voordruk = made(last, has_scores=False)

    assert (voordruk.previous, voordruk.scores) == (None, {})
    assert [held.afspraak.what for held in voordruk.afspraken] == ["Bellen"]


def test_afspraken_are_of_all_who_looked_and_what_nobody_has_judged_comes_first() -> None:
    kept, waiting, own = Afspraak("Gedaan", kept=True), Afspraak("Bellen"), Afspraak("Lezen")
    adviseur = afname(day=LAST_YEAR, afspraken=(kept, waiting))
    zelf = afname("zelf", LAST_YEAR, afspraken=(own, waiting))

    assert [held.afspraak for held in made(adviseur, zelf).afspraken] == [waiting, own, kept]


# --- Made up or not


def test_a_person_of_a_made_up_register_is_made_up_too() -> None:
    project = Project(register=Register(ib_ers={"ib-01": IB_ER}, is_fictional=True), today=TODAY)

    assert voordruk_of(project, Dossier(IB_ER), VHM, Wens()).is_fictional
    assert not voordruk_of(project, Dossier(InternBegeleider("ib-02")), VHM, Wens()).is_fictional
    assert not made(afname(day=LAST_YEAR)).is_fictional
    assert made(afname(day=LAST_YEAR, is_fictional=True)).is_fictional
