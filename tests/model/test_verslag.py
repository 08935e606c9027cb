from datetime import date

from generator.model.afname import Afname, Afspraak
from generator.model.ronde import rondes
from generator.model.verslag import Rij, Verslag, verslag_of
from tests.model.plain import afname


def test_what_an_observer_scores_at_the_top_is_a_sterk_punt() -> None:
    verslag = report(afname(scores={"1.1": "4", "1.2": "3"}))

    assert ids(verslag.sterke_punten) == ["1.1"]


def test_what_one_observer_scores_at_the_top_and_another_below_sufficient_is_an_ontwikkelpunt() -> None:
    verslag = report(afname(scores={"1.1": "4"}), afname("directeur", scores={"1.1": "2"}))

    assert ids(verslag.sterke_punten) == []
    assert ids(verslag.ontwikkelpunten) == ["1.1"]


def test_a_sufficient_score_is_neither_strong_nor_an_ontwikkelpunt() -> None:
    verslag = report(afname(scores={"1.1": "3"}))

    assert ids(verslag.sterke_punten) == ids(verslag.ontwikkelpunten) == []


def test_nvt_and_open_are_neither_strong_nor_an_ontwikkelpunt() -> None:
    verslag = report(afname(scores={"1.1": "nvt", "1.2": None}))

    assert ids(verslag.sterke_punten) == ids(verslag.ontwikkelpunten) == []


def test_a_self_assessment_does_not_make_points_beside_an_observer() -> None:
    verslag = report(afname(scores={"1.1": "3", "1.2": "3"}), afname("zelf", scores={"1.1": "4", "1.2": "1"}))

    assert not verslag.rests_on_self
    assert ids(verslag.sterke_punten) == ids(verslag.ontwikkelpunten) == []


def test_what_only_the_ib_er_scores_low_is_kept_apart() -> None:
    verslag = report(
        afname(scores={"1.1": "3", "1.2": "2"}), afname("zelf", scores={"1.1": "1", "1.2": "1", "1.3": "1"})
    )

    assert ids(verslag.own_ontwikkelpunten) == ["1.1", "1.3"]
    assert ids(verslag.ontwikkelpunten) == ["1.2"]


def test_a_round_with_only_a_self_assessment_rests_on_that() -> None:
    verslag = report(afname("zelf", scores={"1.1": "4", "1.2": "1"}))

    assert verslag.rests_on_self
    assert ids(verslag.sterke_punten) == ["1.1"]
    assert ids(verslag.ontwikkelpunten) == ["1.2"]
    assert ids(verslag.own_ontwikkelpunten) == []


def test_a_row_shows_who_scored_what_and_who_was_not_asked() -> None:
    verslag = report(afname(kijkwijzers=("basis", "functie"), scores={"2.1": "2"}), afname("directeur"))

    row = next(rij for rij in verslag.rijen if rij.vaardigheid.id == "2.1")
    assert [seen.score and seen.score.value for seen in row.waarnemingen] == ["2", None]
    assert [seen.score is None for seen in row.waarnemingen] == [False, True]


def test_a_row_that_an_afname_does_not_hold_is_not_open_for_it() -> None:
    complete = {"1.1": "3", "1.2": "nvt", "1.3": "1"}
    verslag = report(
        afname(scores=complete), afname("directeur", kijkwijzers=("functie",), scores={"2.1": "3", "2.2": None})
    )

    assert ids(verslag.open_rijen) == ["2.2"]


def test_every_afname_has_a_balans_of_its_own() -> None:
    adviseur, directeur = afname(scores={"1.1": "1"}), afname("directeur", scores={"1.1": "4"})
    verslag = report(adviseur, directeur)

    assert [(balans.afname, balans.total.per_punt) for balans in verslag.balansen] == [
        (adviseur, (1, 0, 0, 0)),
        (directeur, (0, 0, 0, 1)),
    ]


def test_an_afspraak_that_two_afnamen_hold_in_the_same_words_is_told_once() -> None:
    shared, own = Afspraak("Format maken", "ib-er", vaardigheden=("1.2",)), Afspraak("Los")
    adviseur, directeur = afname(afspraken=(shared,)), afname("directeur", afspraken=(own, shared))

    told = report(adviseur, directeur).afspraken

    assert [(toezegging.afspraak, toezegging.afnamen) for toezegging in told] == [
        (shared, (adviseur, directeur)),
        (own, (directeur,)),
    ]


def test_the_afspraken_of_the_previous_round_come_along_kept_or_not() -> None:
    kept, not_kept, not_said = Afspraak("a", kept=True), Afspraak("b", kept=False), Afspraak("c")
    before = afname(day=date(2025, 5, 1), afspraken=(kept, not_kept, not_said))
    longer_ago = afname(day=date(2024, 5, 1), afspraken=(Afspraak("oud"),))

    told = report(afname(), before, longer_ago).previous_afspraken

    assert [toezegging.afspraak.kept for toezegging in told] == [True, False, None]


def test_the_afspraken_of_a_beoordeling_do_not_come_into_a_round_for_ontwikkeling() -> None:
    before = afname(day=date(2025, 5, 1), doel="beoordeling", afspraken=(Afspraak("a"),))

    assert report(afname(), before).previous_afspraken == ()


def report(*afnamen: Afname) -> Verslag:
    """The report of the latest round."""
    found = rondes(afnamen)
    return verslag_of(found[0], found)


def ids(rijen: tuple[Rij, ...]) -> list[str]:
    return [rij.vaardigheid.id for rij in rijen]
