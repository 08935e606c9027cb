"""The overview without people, and somebody who tries to find a person in it by subtracting.

The attacker keeps every edition and knows what one reader knows: the scores of the own school, or only the own. Two editions are
subtracted, or one is taken by itself, and then what the reader knows. The rubric here has a taakgebied for each ib-er in which
nobody else scores like that, so that the counts alone tell who is in them: no real attacker has it that easy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from generator.model import anoniem
from generator.model.afname import Afname, Score
from generator.model.anoniem import anonieme_overzichten
from generator.model.balans import count
from generator.model.dossier import dossiers
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.model.rubric import Indicator, Taakgebied, Vaardigheid
from tests.model.plain import VHM, afname

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.model.anoniem import AnoniemOverzicht
    from generator.model.balans import Telling

MINIMUM = 3
IB_ERS = tuple(f"ib-{number:02}" for number in range(12))
BEGIN, OVER = date(2025, 8, 1), date(2026, 8, 1)
"""The school year that all of it is about, and the first day on which it is over."""
ALIKE = "alike"
"""A taakgebied of one row in which many score the same."""
OWN = {"adviseur": "3", "directeur": "nvt"}
"""What somebody scores only in the taakgebied of her own, by who looked on; where the ib-er looked herself that row is open."""


def _rows(number: int, kijkwijzer: str) -> tuple[Vaardigheid, ...]:
    return tuple(Vaardigheid(f"{number}.{kijkwijzer}.{row}", "", kijkwijzer) for row in ("low", "high", "own"))


TELLING_WHO = replace(
    VHM,
    taakgebieden=(
        *(
            Taakgebied(id, id, (Indicator("", "", (*_rows(number, "basis"), *_rows(number, "functie"))),))
            for number, id in enumerate(IB_ERS)
        ),
        Taakgebied(ALIKE, "", (Indicator("", "", (Vaardigheid(ALIKE, "", "basis"),)),)),
    ),
)


def taking(ib_er: str, rol: str, day: int, alike: str = "1", **more: Any) -> Afname:  # noqa: ANN401
    """An afname on a day of the school year, from 0."""
    values = {"low": "1", "high": "4", "own": "2", ALIKE: alike}
    scores = {id: Score(values[id.rpartition(".")[2]]) for id in TELLING_WHO.vaardigheden}
    own = f"{IB_ERS.index(ib_er)}."
    scores |= {id: Score(OWN.get(rol)) for id in scores if id.startswith(own) and id.endswith("own")}
    when = BEGIN + timedelta(days=day)
    return afname(rol, when, ib_er=ib_er, rubric=TELLING_WHO, scores=scores, path=f"{ib_er}/{when}-{rol}", **more)


# --- What is published


@dataclass(frozen=True, repr=False)
class Editions:
    """What came out over time, and at which school everybody works."""

    schools: Mapping[str, str]
    projects: tuple[Project, ...]

    def __repr__(self) -> str:
        """Short: a test that fails says what it found, and nobody reads whole projects."""
        return f"{len(self.projects)} editions"

    def published(self, doel: str = "ontwikkeling") -> list[AnoniemOverzicht]:
        return [found for project in self.projects for found in published(project, doel)]


def published(project: Project, doel: str = "ontwikkeling", minimum: int = MINIMUM) -> tuple[AnoniemOverzicht, ...]:
    return anonieme_overzichten(dossiers(project), doel, project.today, minimum)


def project_on(today: date, afnamen: Iterable[Afname], schools: Mapping[str, str]) -> Project:
    people = {id: InternBegeleider(id, school=school) for id, school in schools.items()}
    return Project(afnamen=tuple(afnamen), register=Register("", people), today=today)


@st.composite
def editions(draw: st.DrawFn) -> Editions:
    """While the year runs afnamen come in any order and become final when they like; after it only at the end of the order."""
    schools = {id: draw(st.sampled_from(["A", "B", "C", "D", ""])) for id in IB_ERS}
    made = {
        found.path: found
        for found in draw(
            st.lists(
                st.builds(
                    taking,
                    st.sampled_from(IB_ERS),
                    st.sampled_from(["adviseur", "directeur", "zelf"]),
                    st.integers(0, 300),
                    st.sampled_from("12"),
                    status=st.sampled_from(["vastgesteld", "concept"]),
                    kijkwijzers=st.sampled_from([("basis",), ("basis", "functie")]),
                ),
                min_size=4,
                max_size=16,
            )
        )
    }
    running = list(made.values())
    projects = [
        project_on(OVER - timedelta(days=1), running[:size], schools)
        for size in range(0, len(running), draw(st.integers(1, 3)))
    ]
    projects.append(project_on(OVER, running, schools))
    final = [replace(found, status="vastgesteld") for found in running]
    projects.append(project_on(OVER, final, schools))
    late = [id for id in IB_ERS if id not in {found.ib_er for found in running}]
    for number, id in enumerate(draw(st.permutations(late))):
        final = [*final, taking(id, "adviseur", 301 + number, draw(st.sampled_from("12")))]
        projects.append(project_on(OVER + timedelta(days=number), final, schools))
    return Editions(schools, tuple(projects))


def _a_concept_becomes_final() -> Editions:
    """Of one ib-er the adviseur's afname becomes final after the year is over, and takes the place of the directeur's."""
    schools = dict(zip(IB_ERS, "ABCDEFGHIJKL", strict=True))
    first = [taking(id, "directeur", day, "12"[day % 2]) for day, id in enumerate(IB_ERS[:6])]
    more = taking(IB_ERS[0], "adviseur", 200, status="concept")
    stages = ([*first, more], [*first, replace(more, status="vastgesteld")])
    return Editions(schools, tuple(project_on(OVER, stage, schools) for stage in stages))


# --- The attacker

Seen = dict[tuple[str, ...], "Line"]


@dataclass(frozen=True)
class Line:
    """One published line, with those who are in it, each by the rol of who looked on."""

    telling: Telling
    members: frozenset[tuple[str, str]]


def lines(found: AnoniemOverzicht) -> Seen:
    """Who is in the lines, by the taakgebied of each ib-er, of which the row of their own says who looked on."""
    seen: Seen = {}
    for deel in found.delen:
        told = {lijn.taakgebied.id: lijn.telling for lijn in deel.lijnen if lijn.telling}
        members = {(id, "adviseur") for id, telling in told.items() if id in IB_ERS and telling.per_punt[2]}
        members |= {(id, "directeur") for id, telling in told.items() if id in IB_ERS and telling.nvt}
        members |= {(id, "zelf") for id, telling in told.items() if id in IB_ERS and telling.open}
        for id, telling in told.items():
            seen[deel.kijkwijzer.id, id] = Line(telling, frozenset(members))
    return seen


def knowledge(schools: Mapping[str, str]) -> Iterator[set[str]]:
    """Nothing, the scores of one school, or the own scores."""
    yield set()
    for school in set(schools.values()):
        yield {id for id, other in schools.items() if other == school}
    yield from ({id} for id in schools)


def differences(made: Editions) -> Iterator[tuple[tuple[str, ...], frozenset[tuple[str, str]]]]:
    """Every line of an edition by itself, and every two editions of a line subtracted."""
    seen = [lines(found) for found in made.published()]
    for edition in seen:
        yield from ((place, line.members) for place, line in edition.items())
    for one, other in combinations(seen, 2):
        yield from ((place, one[place].members ^ other[place].members) for place in one.keys() & other.keys())


def exposed(made: Editions) -> list[set[str]]:
    """Groups of people, smaller than the minimum, of whom some reader can tell the scores."""
    return [
        left
        for _, difference in set(differences(made))
        for known in knowledge(made.schools)
        if 0 < len(left := {id for id, _ in difference} - known) < MINIMUM
    ]


# --- What the attacker finds

LAW = settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""A project over time is large: to make one that fails smaller takes minutes."""


@given(editions())
@example(_a_concept_becomes_final())
@LAW
def test_no_two_editions_and_no_knowledge_of_one_school_lead_to_a_few_people(made: Editions) -> None:
    assert exposed(made) == []


@given(editions())
@example(_a_concept_becomes_final())
@LAW
def test_nobody_is_left_over_with_everybody_on_one_point(made: Editions) -> None:
    row = TELLING_WHO.taakgebieden[-1].vaardigheden
    for (_, taakgebied), difference in set(differences(made)):
        tellingen = {id: count(_latest(made, id, rol), row) for id, rol in difference}
        for known in knowledge(made.schools):
            left = tellingen.keys() - known
            assert taakgebied != ALIKE or not left or len({tellingen[id] for id in left}) > 1


def _latest(made: Editions, ib_er: str, rol: str) -> Afname:
    same = [found for found in made.projects[-1].afnamen if (found.ib_er, found.waarnemer.rol) == (ib_er, rol)]
    return max(same, key=lambda found: found.date)


def _everybody_together(people: Iterable[object], minimum: int) -> tuple[object, ...]:
    found = tuple(people)
    return (found,) if len(found) >= minimum else ()


NAIVE: dict[str, dict[str, Callable[..., object]]] = {
    "without waiting for whole groups": {"groups": _everybody_together},
    "without thinking of what a reader knows": {"known": lambda _: [()]},
    "in the running year": {"published_year": lambda _: BEGIN.year, "groups": _everybody_together},
    "with what is still concept": {"is_final": lambda _: True},
}


@pytest.mark.parametrize("rule", NAIVE)
def test_the_same_attacker_finds_people_where_a_rule_is_left_out(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, naive in NAIVE[rule].items():
        monkeypatch.setattr(anoniem, name, naive)

    found: list[set[str]] = []

    @given(editions())
    @example(_a_concept_becomes_final())
    @LAW
    def attack(made: Editions) -> None:
        found.extend([] if found else exposed(made))

    attack()
    assert found


# --- What is shown


def year(*alike: str, schools: str = "ABCDEFGHIJKL") -> Project:
    """An afname of one ib-er after the other, each at a school of her own, with these scores on the one row; the year is over."""
    made = (taking(IB_ERS[day], "adviseur", day, value) for day, value in enumerate(alike))
    return project_on(OVER, made, dict(zip(IB_ERS, schools, strict=True)))


def people(project: Project, minimum: int = MINIMUM) -> list[int]:
    return [deel.people for found in published(project, minimum=minimum) for deel in found.delen]


def alike(project: Project) -> list[tuple[int, ...] | None]:
    """The counts per point of the row on which many score the same."""
    lijnen = [lijn for found in published(project) for deel in found.delen for lijn in deel.lijnen]
    return [lijn.telling.per_punt if lijn.telling else None for lijn in lijnen if lijn.taakgebied.id == ALIKE]


@pytest.mark.parametrize(("minimum", "number"), [(3, 4), (5, 6), (10, 11)])
def test_from_so_many_others_up_something_is_shown(minimum: int, number: int) -> None:
    assert people(year(*("12" * 6)[: number - 1]), minimum) == []
    assert people(year(*("12" * 6)[:number]), minimum) == [number]


def test_who_knows_a_whole_school_must_have_enough_others_left_or_nobody() -> None:
    assert people(year(*"1212", schools="AABCDEFGHIJK")) == []
    assert people(year(*"12121", schools="AABCDEFGHIJK")) == [5]
    assert people(year(*"1212", schools="AAAAAAAAAAAA")) == [4]


def test_without_a_register_those_without_a_school_are_known_together() -> None:
    unknown = year(*"1212")

    assert people(replace(unknown, register=Register())) == [4]


def test_people_join_in_whole_groups_and_the_rest_waits() -> None:
    assert [people(year(*("12" * 6)[:number])) for number in range(3, 10)] == [[], [4], [4], [4], [4], [8], [8]]


def test_a_school_year_is_shown_when_it_is_over_and_only_until_the_next_is() -> None:
    made = year(*"1212")

    days = [OVER - timedelta(days=1), OVER, date(2027, 7, 31), date(2027, 8, 1)]
    assert [people(replace(made, today=day)) for day in days] == [[], [4], [4], []]


def test_nothing_is_shown_while_an_observer_still_has_a_concept() -> None:
    made = year(*"1212")
    concept, own = (taking("ib-11", rol, 9, status="concept") for rol in ("directeur", "zelf"))

    assert people(replace(made, afnamen=(*made.afnamen, concept))) == []
    assert people(replace(made, afnamen=(*made.afnamen, own))) == [4]


def test_a_line_that_would_tell_everybodys_score_is_not_shown() -> None:
    assert alike(year(*"1111")) == [None]
    assert alike(year(*"1112")) == [None], "the one on point 2 would know of the others"
    assert alike(year(*"1122")) == [(2, 2, 0, 0)]
    assert alike(year(*"1122", *"1111")) == [None], "the second group would show when the first is subtracted"
    assert alike(year(*"1122", *"1122")) == [(4, 4, 0, 0)]


def test_a_self_assessment_does_not_count() -> None:
    made = year(*"1212")
    selves = tuple(taking(id, "zelf", 20) for id in IB_ERS[4:8])

    assert people(replace(made, afnamen=(*made.afnamen, *selves))) == [4]


def test_each_row_is_in_one_line() -> None:
    schools = dict(zip(IB_ERS, "ABCDEFGHIJKL", strict=True))
    both = [taking(id, "adviseur", day, kijkwijzers=("basis", "functie")) for day, id in enumerate(IB_ERS[:4])]
    (found,) = published(project_on(OVER, both, schools))

    rows = [row.id for deel in found.delen for lijn in deel.lijnen for row in lijn.taakgebied.vaardigheden]
    assert sorted(rows) == sorted(TELLING_WHO.vaardigheden)


def test_versions_and_doelen_are_never_added_up() -> None:
    made = year(*"12121212").afnamen
    other = tuple(replace(found, rubric=replace(TELLING_WHO, version="2030")) for found in made[:4])
    judged = tuple(replace(found, doel="beoordeling") for found in made[4:6])
    project = replace(year(), afnamen=(*other, *judged, *made[6:]))

    assert [(found.rubric.version, people(project)) for found in published(project)] == [("2030", [4])]
    assert published(project, "beoordeling") == ()


def test_an_afname_that_is_added_with_an_earlier_date_after_the_year_can_be_found() -> None:
    """What the rules cannot close, as the module and the page say: it would take a memory of what was shown."""
    before = year(*"12121")
    made = taking("ib-11", "adviseur", 0, "2")
    after = replace(before, afnamen=(*before.afnamen, made))

    assert exposed(Editions({found.id: found.school for found in before.register.ib_ers.values()}, (before, after)))
