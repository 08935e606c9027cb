"""An instrument's items are its data: every text that comes from the source equals it, in its order, and none is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.problems import Notebook
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.rubric import read_rubric
from tests.rubrics import source

if TYPE_CHECKING:
    from generator.model.rubric import Indicator, Rubric, Taakgebied

RUBRICS = Path(__file__).parents[2] / "rubrics"
VHM, GROEPSBESPREKING, PROFIEL = "vhm-ib", "groepsbespreking", "competentieprofiel-vakbekwaam"


def rubric(id: str) -> Rubric:
    path = RUBRICS / f"{id}.yml"
    mapping, problems = parse(path.name, path.read_bytes())
    assert mapping is not None, problems
    notebook = Notebook(path.name, problems)
    found = read_rubric(Part(mapping, notebook), expected_id=id)
    assert found is not None, notebook.problems
    return found


def begeleiden() -> Taakgebied:
    return rubric(VHM).taakgebieden[0]


def indicatoren() -> list[Indicator]:
    return [indicator for taakgebied in rubric(VHM).taakgebieden for indicator in taakgebied.indicatoren]


# How the wrapping of the source is undone.


def test_a_word_broken_at_its_hyphen_is_joined_and_a_hyphen_with_a_space_stays_as_published() -> None:
    assert source.unwrapped("en/of sociaal-\n\nemotionele aard. \n") == "en/of sociaal-emotionele aard."
    assert source.unwrapped("van het onderwijs- \nen zorgaanbod") == "van het onderwijs- en zorgaanbod"
    assert source.unwrapped("en sociaal- emotionele aard") == "en sociaal- emotionele aard"


def test_the_source_has_as_many_parts_as_we_know_it_to_have() -> None:
    counts = [
        len(source.published_taakgebieden()),
        len(source.published_cursussen()),
        len(source.published_aandachtspunten()),
        len(source.published_punten()),
        len(source.published_competences()),
        sum(len(competence.behaviours) for competence in source.published_competences()),
    ]

    assert counts == [7, 17, 8, 4, 7, 22]


# The vaardigheidsmeter.


def test_the_table_of_the_source_is_the_first_taakgebied_word_for_word() -> None:
    rows = [begeleiden().title]
    for indicator in begeleiden().indicatoren:
        rows.append(f"{indicator.id}. {indicator.title}")
        rows += [f"{vaardigheid.id}. {vaardigheid.text}" for vaardigheid in indicator.vaardigheden]

    assert " ".join(rows) == source.table()
    assert len(begeleiden().vaardigheden) == 11


def test_the_taakgebieden_are_those_of_the_source_in_its_order() -> None:
    assert [taakgebied.title for taakgebied in rubric(VHM).taakgebieden] == source.published_taakgebieden()


def test_each_of_the_17_indicatoren_offers_the_cursus_of_its_number() -> None:
    assert [indicator.id for indicator in indicatoren()] == [str(number) for number in range(1, 18)]
    assert [indicator.cursus for indicator in indicatoren()] == source.published_cursussen()


def test_an_inferred_indicator_is_named_after_its_cursus_says_so_and_has_no_invented_vaardigheden() -> None:
    inferred = indicatoren()[3:]

    assert [indicator.title for indicator in inferred] == source.published_cursussen()[3:]
    assert all(indicator.afgeleid and indicator.is_row for indicator in inferred)


def test_what_was_published_is_not_called_inferred() -> None:
    assert not any(taakgebied.afgeleid for taakgebied in rubric(VHM).taakgebieden)
    assert not any(indicator.afgeleid for indicator in begeleiden().indicatoren)
    assert not any(vaardigheid.afgeleid for vaardigheid in begeleiden().vaardigheden)


def test_the_points_of_the_schaal_have_the_words_of_the_source() -> None:
    lead = "we hebben de vaardigheid "
    published = [(number, words.removeprefix(lead)) for number, words in source.published_punten()]

    assert [(punt.value, punt.label) for punt in rubric(VHM).schaal.punten] == published


# The group meeting.


def test_the_aandachtspunten_are_those_of_the_source_in_its_order() -> None:
    vaardigheden = rubric(GROEPSBESPREKING).vaardigheden.values()

    assert [vaardigheid.text for vaardigheid in vaardigheden] == source.published_aandachtspunten()


# The competence profile.


def test_the_competenties_are_those_of_the_source_in_its_order() -> None:
    headings = [competence.heading for competence in source.published_competences()]

    assert [taakgebied.title for taakgebied in rubric(PROFIEL).taakgebieden] == headings


@pytest.mark.parametrize("number", range(7))
def test_description_and_behaviours_together_are_all_that_the_source_says_of_a_competentie(number: int) -> None:
    taakgebied = rubric(PROFIEL).taakgebieden[number]
    texts = [taakgebied.description, *(vaardigheid.text for vaardigheid in taakgebied.vaardigheden)]

    assert " ".join(texts) == source.published_competences()[number].body


@pytest.mark.parametrize("number", range(6))
def test_each_bullet_of_a_competentie_is_one_behaviour(number: int) -> None:
    vaardigheden = rubric(PROFIEL).taakgebieden[number].vaardigheden

    assert [vaardigheid.text for vaardigheid in vaardigheden] == source.published_competences()[number].behaviours


def test_the_last_competentie_has_no_bullets_and_each_of_its_behaviours_opens_a_line_of_the_source() -> None:
    published = source.published_competences()[6]
    vaardigheden = rubric(PROFIEL).taakgebieden[6].vaardigheden

    assert published.behaviours == []
    assert len(vaardigheden) == 4
    for vaardigheid in vaardigheden:
        assert any(line.strip() and vaardigheid.text.startswith(source.unwrapped(line)) for line in published.lines)


def test_the_schaal_of_the_competentieprofiel_is_that_of_the_vaardigheidsmeter() -> None:
    def points(id: str) -> list[tuple[str, str, str]]:
        return [(punt.value, punt.short, punt.label) for punt in rubric(id).schaal.punten]

    assert points(PROFIEL) == points(VHM)


# The crosswalk.


def test_the_crosswalk_joins_each_taakgebied_with_one_competentie() -> None:
    links = rubric(VHM).aansluitingen

    assert [link.here for link in links] == [taakgebied.id for taakgebied in rubric(VHM).taakgebieden]
    assert {link.rubric for link in links} == {PROFIEL}
    assert sorted(link.taakgebied for link in links) == sorted(
        taakgebied.id for taakgebied in rubric(PROFIEL).taakgebieden
    )
