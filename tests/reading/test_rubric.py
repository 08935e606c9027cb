"""A rubric as it is read: what is inherited, what may be left out, and rubrics unlike the shipped ones."""

from __future__ import annotations

import pytest

from generator.model.rubric import Aansluiting, Bron, Niveaus, Rubric
from generator.problems import Notebook
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.rubric import read_rubric
from tests.projects import RUBRIC, change

SMALLEST = """\
id: klein
versie: 1
titel: Zo klein als het kan
schaal: [{waarde: nee, label: niet gezien}, {waarde: ja, label: gezien}]
voldoende_vanaf: ja
kijkwijzers: [{id: alles, titel: Alles}]
taakgebieden: [{id: een, titel: Eén, vaardigheden: [{id: "1", tekst: Doet het.}]}]
"""


def rubric(text: str, *, id: str = "zwemles") -> Rubric:
    mapping, problems = parse("a.yml", text.encode())
    assert mapping is not None, problems
    notebook = Notebook("a.yml", problems)
    found = read_rubric(Part(mapping, notebook), expected_id=id)
    assert found is not None, notebook.problems
    return found


def faults(text: str) -> list[str]:
    mapping, problems = parse("rubrics/zwemles.yml", text.encode())
    assert mapping is not None
    notebook = Notebook("rubrics/zwemles.yml", problems)
    assert read_rubric(Part(mapping, notebook), expected_id="zwemles") is None
    return [str(problem) for problem in notebook.problems]


def test_what_may_be_left_out_gets_its_usual_value() -> None:
    klein = rubric(SMALLEST, id="klein")

    assert (klein.language, klein.name, klein.bron, klein.niveaus) == ("nl", "Zo klein als het kan", Bron(), Niveaus())
    assert [punt.short for punt in klein.schaal.punten] == ["niet gezien", "gezien"]
    assert klein.vaardigheden["1"].kijkwijzer == "alles"
    assert not klein.has_afgeleid


def test_the_schaal_keeps_the_order_of_the_file() -> None:
    schaal = rubric(RUBRIC).schaal

    assert [punt.value for punt in schaal.punten] == ["C", "B", "A"]
    assert schaal.top.value == "A"
    assert [schaal.is_sufficient(value) for value in "CBA"] == [False, True, True]


def test_every_row_is_there_in_the_order_of_the_file() -> None:
    assert list(rubric(RUBRIC).vaardigheden) == ["a.1", "a.2", "b", "c.1"]


def test_an_indicator_without_vaardigheden_is_a_row_itself() -> None:
    indicator = rubric(RUBRIC).taakgebieden[0].indicatoren[1]

    assert indicator.is_row
    assert (indicator.vaardigheden[0].id, indicator.vaardigheden[0].text) == ("b", "Redden")


def test_a_taakgebied_without_a_middle_level_has_one_indicator_without_a_title() -> None:
    indicatoren = rubric(RUBRIC).taakgebieden[1].indicatoren

    assert [(indicator.id, indicator.title, indicator.is_row) for indicator in indicatoren] == [("lesgeven", "", False)]


def test_the_nearest_kijkwijzer_counts() -> None:
    text = change(RUBRIC, "      - id: a\n", "      - id: a\n        kijkwijzer: diep\n")
    text = change(text, "{id: a.2,", "{id: a.2, kijkwijzer: ondiep,")

    assert {id: row.kijkwijzer for id, row in rubric(text).vaardigheden.items()} == {
        "a.1": "diep",
        "a.2": "ondiep",
        "b": "ondiep",
        "c.1": "diep",
    }


def test_afgeleid_is_inherited_until_something_else_is_said() -> None:
    text = change(RUBRIC, "  - id: veilig\n", "  - id: veilig\n    afgeleid: ja\n")
    text = change(text, "{id: a.2,", "{id: a.2, afgeleid: nee,")

    assert {id: row.afgeleid for id, row in rubric(text).vaardigheden.items()} == {
        "a.1": True,
        "a.2": False,
        "b": True,
        "c.1": False,
    }


def test_the_nearest_examples_of_evidence_count() -> None:
    text = change(RUBRIC, "    titel: Veiligheid\n", "    titel: Veiligheid\n    bewijsstukken: [logboek, rooster]\n")
    text = change(text, "        titel: Toezicht\n", "        titel: Toezicht\n        bewijsstukken: [looproute]\n")
    text = change(text, "{id: a.1, ", "{id: a.1, bewijsstukken: [foto van het bad, 'plan: nieuw'], ")

    assert {id: row.bewijsstukken for id, row in rubric(text).vaardigheden.items()} == {
        "a.1": ("foto van het bad", "plan: nieuw"),
        "a.2": ("looproute",),
        "b": ("logboek", "rooster"),
        "c.1": (),
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("[plan, plan]", ":21: 'plan' staat twee keer in 'bewijsstukken'; haal er een weg"),
        ("plan", ":21: bij 'bewijsstukken' hoort een lijst"),
        ("[{wat: plan}]", ":21: in de lijst 'bewijsstukken' hoort bij elk onderdeel één waarde"),
        ("[null]", ":21: in de lijst 'bewijsstukken' hoort bij elk onderdeel één waarde"),
    ],
)
def test_examples_of_evidence_are_a_list_of_texts_each_once(said: str, told: str) -> None:
    text = change(RUBRIC, "{id: a.1, ", f"{{id: a.1, bewijsstukken: {said}, ")

    assert faults(text)[0].startswith(f"rubrics/zwemles.yml{told}")


def test_everything_that_can_be_said_of_a_row_is_read() -> None:
    said = "{id: b, titel: Redden, cursus: Reddend zwemmen, waarneembaar: [gesprek, observatie], kaders: [wet, club], beschrijvingen: {C: Nee., A: Ja. }}"
    found = rubric(change(RUBRIC, "{id: b, titel: Redden}", said))
    row = found.vaardigheden["b"]

    assert (row.observable, row.frameworks, row.descriptions) == (
        ("gesprek", "observatie"),
        ("wet", "club"),
        {"C": "Nee.", "A": "Ja."},
    )
    indicatoren = {indicator.id: indicator for indicator in found.taakgebied_of("b").indicatoren}
    assert indicatoren["b"].cursus == "Reddend zwemmen"


def test_everything_that_can_be_said_of_a_rubric_is_read() -> None:
    found = rubric(SMALLEST + """\
afkorting: KLEIN
taal: en
omschrijving: Een regel.
bron: {titel: T, auteur: A, uitgever: U, jaar: 2015, url: https://example.org/a?b=c, rechten: R}
niveaus: {taakgebied: Competentie, vaardigheid: Gedrag}
sluit_aan_bij: [{hier: een, daar: groot/twee}, {hier: een, daar: groot/drie}]
""", id="klein")  # fmt: skip

    assert (found.name, found.language, found.description) == ("KLEIN", "en", "Een regel.")
    assert found.bron == Bron("T", "A", "U", "2015", "https://example.org/a?b=c", "R")
    assert found.niveaus == Niveaus("Competentie", "Indicator", "Gedrag")
    assert found.aansluitingen == (Aansluiting("een", "groot", "twee"), Aansluiting("een", "groot", "drie"))


def test_an_empty_list_is_nothing() -> None:
    text = change(RUBRIC, "{id: b, titel: Redden}", "{id: b, titel: Redden, vaardigheden: []}")
    text = change(text, "    kijkwijzer: diep\n", "    kijkwijzer: diep\n    indicatoren: []\n")

    assert rubric(text) == rubric(RUBRIC)


def test_a_point_may_be_any_short_text() -> None:
    for value in ("1", "-1", "A+", "goed genoeg", "½", "10", "true", "1,5", "×"):
        text = RUBRIC.replace("waarde: A", f"waarde: '{value}'")

        assert rubric(text).schaal.top.value == value


def test_a_kijkwijzer_is_signed_unless_it_says_not() -> None:
    unsigned = change(RUBRIC, "{id: diep, titel: Diep bad}", "{id: diep, titel: Diep bad, ondertekening: nee}")

    assert [kijkwijzer.is_signed for kijkwijzer in rubric(unsigned).kijkwijzers] == [True, False]
