from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.afname import DOELEN, Afname, Afspraak
from generator.model.opvolging import (
    BEURT,
    LOOPT,
    NAGEKOMEN,
    NIET_NAGEKOMEN,
    STANDEN,
    UNDECIDED,
    VERSCHIL,
    Opvolging,
    by_stand,
    opvolgingen,
)
from generator.model.ronde import rondes
from tests.model.plain import VHM, afname, rubric

if TYPE_CHECKING:
    from random import Random

TODAY = date(2026, 11, 21)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
YEARS = (date(2024, 5, 14), date(2025, 5, 13), date(2026, 5, 12))
COUNT = Afspraak("Elke les tellen.", "ib-er", TOMORROW)


# The stand


@pytest.mark.parametrize(
    ("due", "kept", "stand"),
    [
        (TOMORROW, None, LOOPT),
        (TODAY, None, LOOPT),
        (None, None, LOOPT),
        (YESTERDAY, None, BEURT),
        (YESTERDAY, True, NAGEKOMEN),
        (TOMORROW, True, NAGEKOMEN),
        (None, False, NIET_NAGEKOMEN),
        (YESTERDAY, False, NIET_NAGEKOMEN),
    ],
)
def test_the_date_counts_only_as_long_as_nobody_says_whether_it_was_kept(
    *, due: date | None, kept: bool | None, stand: str
) -> None:
    assert only(afname(afspraken=(replace(COUNT, due=due, kept=kept),))).stand == stand


def test_on_the_day_itself_it_is_not_late_and_the_day_after_it_is_due() -> None:
    made = rondes([afname(afspraken=(replace(COUNT, due=TODAY),))])

    stands = [opvolgingen(made, "ontwikkeling", TODAY + timedelta(days=day))[0].stand for day in (0, 1)]

    assert stands == [LOOPT, BEURT]


def test_who_says_nothing_does_not_gainsay_who_says_that_it_was_kept() -> None:
    found = only(afname(afspraken=(COUNT,)), afname("directeur", afspraken=(replace(COUNT, kept=True),)))

    assert found.stand == NAGEKOMEN
    assert [entry.afname.waarnemer.rol for entry in found.vermeldingen] == ["adviseur", "directeur"]


def test_a_yes_beside_a_no_is_neither_kept_nor_not_kept() -> None:
    found = only(
        afname(afspraken=(replace(COUNT, kept=False),)), afname("zelf", afspraken=(replace(COUNT, kept=True),))
    )

    assert found.stand == VERSCHIL
    assert found.is_told_differently


def test_of_one_waarnemer_in_one_school_year_the_last_word_counts() -> None:
    found = only(
        afname(day=date(2025, 10, 1), afspraken=(replace(COUNT, kept=False),)),
        afname(day=date(2026, 5, 12), afspraken=(replace(COUNT, kept=True),)),
    )

    assert found.stand == NAGEKOMEN


def test_two_advisers_each_have_a_last_word() -> None:
    found = only(
        afname(name="Karin", afspraken=(replace(COUNT, kept=False),)),
        afname(name="Piet", afspraken=(replace(COUNT, kept=True),)),
    )

    assert found.stand == VERSCHIL


def test_one_file_that_says_both_yes_and_no_says_neither() -> None:
    found = only(afname(afspraken=(replace(COUNT, kept=True), replace(COUNT, kept=False))))

    assert found.stand == VERSCHIL


# Through the rounds


def test_what_is_agreed_again_in_the_same_words_is_one_afspraak_and_the_last_year_counts() -> None:
    found = only(
        afname(day=YEARS[1], afspraken=(replace(COUNT, due=date(2025, 12, 1), kept=False),)),
        afname(day=YEARS[2], afspraken=(COUNT,)),
    )

    assert (found.stand, found.due, found.school_years) == (LOOPT, TOMORROW, (2024, 2025))
    assert [entry.afspraak.kept for entry in found.vermeldingen] == [False, None]


def test_what_somebody_else_said_in_an_earlier_year_is_history() -> None:
    found = only(afname("directeur", YEARS[1], afspraken=(replace(COUNT, kept=False),)), afname(afspraken=(COUNT,)))

    assert found.stand == LOOPT


def test_who_say_the_same_in_one_school_year_stand_together_and_each_year_by_itself() -> None:
    found = only(
        *(afname(rol, day, afspraken=(COUNT,)) for day in YEARS[1:] for rol in ("adviseur", "directeur")),
        afname("zelf", afspraken=(replace(COUNT, remark="Lukt."),)),
    )

    told = [[(entry.afname.date.year, entry.afname.waarnemer.rol) for entry in entries] for entries in found.history]
    assert told == [
        [(2025, "adviseur"), (2025, "directeur")],
        [(2026, "adviseur"), (2026, "directeur")],
        [(2026, "zelf")],
    ]


def test_what_a_later_round_leaves_out_keeps_the_last_word_on_it() -> None:
    found = only(afname(day=YEARS[0], afspraken=(replace(COUNT, due=YEARS[1]),)), afname(day=YEARS[2]))

    assert found.stand == BEURT


def test_capitals_spaces_and_a_full_stop_make_no_other_afspraak() -> None:
    found = only(afname(afspraken=(COUNT,)), afname("directeur", afspraken=(replace(COUNT, what="elke  les\ntellen"),)))

    assert len(found.vermeldingen) == 2


def test_other_words_are_another_afspraak() -> None:
    made = follow(afname(afspraken=(COUNT, replace(COUNT, what="Elke week tellen"))))

    assert len(made) == 2


def test_the_same_words_twice_in_one_afname_are_two_afspraken() -> None:
    twice = (COUNT, replace(COUNT, due=date(2027, 3, 1)))

    made = follow(afname(afspraken=twice), afname("directeur", afspraken=twice))

    assert [(found.due, len(found.vermeldingen)) for found in made] == [(TOMORROW, 2), (date(2027, 3, 1), 2)]


def test_doelen_never_meet() -> None:
    made = rondes([afname(afspraken=(COUNT,)), afname("directeur", doel="beoordeling", afspraken=(COUNT,))])

    for doel in DOELEN:
        (found,) = opvolgingen(made, doel, TODAY)
        assert [entry.afname.doel for entry in found.vermeldingen] == [doel]


# What differs


def test_of_two_dates_the_later_one_counts_because_nobody_is_late_before_it() -> None:
    found = only(
        afname(afspraken=(replace(COUNT, due=YESTERDAY),)),
        afname("directeur", afspraken=(replace(COUNT, due=TOMORROW),)),
    )

    assert (found.due, found.stand, found.is_told_differently) == (TOMORROW, LOOPT, True)


def test_everybody_who_would_do_it_is_named_once() -> None:
    found = only(
        afname(afspraken=(COUNT,)),
        afname("directeur", afspraken=(replace(COUNT, who="directeur"),)),
        afname("zelf", afspraken=(COUNT,)),
    )

    assert found.whos == ("ib-er", "directeur")


def test_the_rows_of_each_rubric_and_versie_are_named_once() -> None:
    other = replace(VHM, id="bespreking")
    about = replace(COUNT, vaardigheden=("1.1",))

    found = only(
        afname(afspraken=(about,)),
        afname("directeur", afspraken=(replace(about, vaardigheden=("1.1", "1.2")),)),
        afname("zelf", rubric=other, afspraken=(about,)),
        afname("zelf", name="Noor", rubric=rubric("2010"), afspraken=(about,)),
    )

    assert [(ronde.rubric.id, ronde.rubric.version, id) for ronde, id in found.rows] == [
        ("vhm", "2015", "1.1"),
        ("vhm", "2015", "1.2"),
        ("bespreking", "2015", "1.1"),
        ("vhm", "2010", "1.1"),
    ]


def test_what_everybody_wrote_alike_is_not_told_differently() -> None:
    found = only(afname(afspraken=(COUNT,)), afname("directeur", afspraken=(replace(COUNT, vaardigheden=("1.1",)),)))

    assert not found.is_told_differently


def test_it_is_a_concept_until_one_of_those_who_wrote_it_made_it_final() -> None:
    draft = afname(status="concept", afspraken=(COUNT,))

    assert only(draft).is_concept
    assert not only(draft, afname("directeur", afspraken=(COUNT,))).is_concept


# The order of a talk


def test_what_is_due_comes_first_then_what_is_soonest_then_what_has_no_date() -> None:
    days = {
        "later": date(2027, 2, 1),
        "soon": TOMORROW,
        "never": None,
        "late": YESTERDAY,
        "later still": date(2027, 3, 1),
    }
    done = Afspraak("done", kept=True)

    made = follow(afname(afspraken=(done, *(Afspraak(what, due=due) for what, due in days.items()))))

    assert [found.last.afspraak.what for found in made] == ["late", "soon", "later", "later still", "never", "done"]


def test_of_what_is_done_the_latest_comes_first() -> None:
    done = [Afspraak(what, due=YEARS[0], kept=True) for what in ("old", "new")]

    made = follow(afname(day=YEARS[0], afspraken=(done[0],)), afname(day=YEARS[1], afspraken=(done[1],)))

    assert [found.last.afspraak.what for found in made] == ["new", "old"]


# Laws

AFSPRAKEN = st.builds(
    Afspraak,
    what=st.sampled_from(["a", "A.", "b", "c"]),
    who=st.sampled_from(["", "ib-er", "directeur"]),
    due=st.sampled_from([None, *YEARS, YESTERDAY, TODAY, TOMORROW]),
    kept=st.sampled_from([None, True, False]),
    remark=st.sampled_from(["", "later"]),
)
AFNAMEN = st.builds(
    afname,
    rol=st.sampled_from(["adviseur", "directeur", "zelf"]),
    day=st.sampled_from([*YEARS, date(2025, 10, 1)]),
    doel=st.sampled_from(DOELEN),
    afspraken=st.lists(AFSPRAKEN, max_size=4).map(tuple),
)
SEVERAL = st.lists(AFNAMEN, max_size=6)


@given(SEVERAL)
def test_every_mention_is_in_exactly_one_afspraak_and_every_afspraak_in_exactly_one_stand(taken: list[Afname]) -> None:
    numbered = number(taken)
    for doel in DOELEN:
        found = opvolgingen(rondes(numbered), doel, TODAY)
        groups = by_stand(found)
        mentions = [entry for opvolging in found for entry in opvolging.vermeldingen]
        written = [
            (made.path, entry) for made in numbered if made.doel == doel for entry in dict.fromkeys(made.afspraken)
        ]

        assert Counter(written) == Counter((entry.afname.path, entry.afspraak) for entry in mentions)
        assert sum(map(len, groups.values())) == len(found) == len({opvolging.key for opvolging in found})
        assert [stand for stand in STANDEN if stand in groups] == list(groups)
        assert tuple(opvolging for group in groups.values() for opvolging in group) == found


@given(SEVERAL, st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_as_days_go_by_a_running_afspraak_can_become_due_and_nothing_else_moves(
    taken: list[Afname], one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    before, after = (
        {found.key: found for found in opvolgingen(rondes(number(taken)), "ontwikkeling", day)}
        for day in (earlier, later)
    )

    assert before.keys() == after.keys()
    for key, found in before.items():
        moved = (found.stand, after[key].stand)
        assert moved[0] == moved[1] or (moved == (LOOPT, BEURT) and earlier <= (found.due or date.min) < later)


@given(SEVERAL)
def test_an_afspraak_runs_or_is_due_when_and_only_when_nobody_has_answered(taken: list[Afname]) -> None:
    for found in opvolgingen(rondes(number(taken)), "ontwikkeling", TODAY):
        answers = {entry.afspraak.kept for entry in found.current} - {None}

        assert (found.stand in (LOOPT, BEURT)) == (not answers)
        assert found.is_undecided == (found.stand in UNDECIDED) == (len(answers) != 1)


@given(SEVERAL, st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(taken: list[Afname], random: Random) -> None:
    numbered = number(taken)
    mixed = random.sample(numbered, len(numbered))

    assert opvolgingen(rondes(mixed), "ontwikkeling", TODAY) == opvolgingen(rondes(numbered), "ontwikkeling", TODAY)


def number(taken: list[Afname]) -> list[Afname]:
    """Each from a file of its own."""
    return [replace(made, path=f"scores/ib-01/{place}.yml") for place, made in enumerate(taken)]


def follow(*afnamen: Afname) -> tuple[Opvolging, ...]:
    return opvolgingen(rondes(afnamen), "ontwikkeling", TODAY)


def only(*afnamen: Afname) -> Opvolging:
    (found,) = follow(*afnamen)
    return found
