from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.model.ronde import earlier, previous_of, rondes, school_year_of
from tests.model.plain import VHM, afname, rubric


def test_a_school_year_begins_on_the_first_of_august() -> None:

    assert school_year_of(date(2025, 7, 31)) == 2024
    assert school_year_of(date(2025, 8, 1)) == 2025


def test_a_round_is_a_school_year_and_not_a_calendar_year() -> None:
    autumn, spring, next_autumn = (afname(day=day) for day in (date(2025, 9, 1), date(2026, 7, 31), date(2026, 8, 1)))

    latest, first = rondes([autumn, spring, next_autumn])

    assert latest.afnamen == (next_autumn,)
    assert first.afnamen == (autumn, spring)


def test_adviseur_stands_before_directeur_and_zelf_whatever_the_dates() -> None:
    zelf, directeur, adviseur = (
        afname("zelf", date(2026, 5, 1)),
        afname("directeur", date(2026, 5, 2)),
        afname("adviseur", date(2026, 5, 3)),
    )

    assert rondes([zelf, directeur, adviseur])[0].afnamen == (adviseur, directeur, zelf)


def test_of_two_rounds_in_a_school_year_the_one_with_the_latest_afname_comes_first() -> None:
    other = replace(VHM, id="aaa")
    first, last = afname(day=date(2025, 10, 1), rubric=other), afname(day=date(2026, 5, 1))

    assert [ronde.rubric.id for ronde in rondes([first, last])] == ["vhm", "aaa"]


def test_of_two_rounds_that_end_on_one_day_the_largest_comes_first() -> None:
    small = replace(rubric(begeleiden=1), id="aaa")

    assert [ronde.rubric.id for ronde in rondes([afname(rubric=small), afname()])] == ["vhm", "aaa"]


def test_ontwikkeling_and_beoordeling_are_two_rounds() -> None:
    found = rondes([afname(), afname("directeur", doel="beoordeling")])

    assert {(ronde.doel, len(ronde.afnamen)) for ronde in found} == {("beoordeling", 1), ("ontwikkeling", 1)}


def test_two_versions_of_a_rubric_are_two_rounds_because_their_texts_differ() -> None:
    found = rondes([afname(), afname("directeur", rubric=rubric("2026"))])

    assert sorted(ronde.rubric.version for ronde in found) == ["2015", "2026"]


def test_the_selection_of_a_round_holds_what_anybody_looked_at() -> None:
    (ronde,) = rondes([afname(), afname("directeur", kijkwijzers=("functie",))])

    assert list(ronde.selection.vaardigheden) == list(VHM.vaardigheden)


def test_earlier_rounds_have_the_same_doel_and_may_have_another_versie() -> None:
    found = rondes(
        [
            afname(day=date(2026, 5, 1)),
            afname(day=date(2025, 5, 1), doel="beoordeling"),
            afname(day=date(2024, 5, 1), rubric=rubric("2010")),
            afname(day=date(2023, 5, 1)),
        ]
    )

    assert [ronde.school_year for ronde in earlier(found[0], found)] == [2023, 2022]


def test_the_previous_afname_is_of_the_same_rol_even_when_that_skips_a_year() -> None:
    now, directeur, before = (
        afname(day=date(2026, 5, 1)),
        afname("directeur", date(2025, 5, 1)),
        afname(day=date(2024, 5, 1)),
    )
    found = rondes([now, directeur, before])

    assert previous_of(now, earlier(found[0], found)) == before


def test_of_two_previous_afnamen_by_one_rol_the_one_by_the_same_person_counts() -> None:
    now = afname(day=date(2026, 5, 1), name="Karin")
    same, other = afname(day=date(2025, 3, 1), name="Karin"), afname(day=date(2025, 5, 1), name="Piet")
    found = rondes([now, same, other])

    assert previous_of(now, earlier(found[0], found)) == same


def test_without_an_earlier_round_there_is_no_previous_afname() -> None:

    assert previous_of(afname(), ()) is None


DAYS = st.dates(date(2023, 1, 1), date(2026, 11, 21))


@given(
    st.lists(st.tuples(st.sampled_from(["adviseur", "directeur", "zelf"]), DAYS), unique=True, max_size=8), st.randoms()
)
def test_the_order_of_the_files_does_not_matter(made: list[tuple[str, date]], random: object) -> None:
    afnamen = [afname(rol, day) for rol, day in made]
    shuffled = afnamen.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert rondes(shuffled) == rondes(afnamen)
