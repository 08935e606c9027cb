"""The text of a score file: it says just what the afname says, in one spelling, and people can read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from generator.model.afname import OPEN, Afname, Afspraak, Score
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import afnamen, reread
from tests.model.plain import afname
from tests.yaml_parsers import without_libyaml


@given(afnamen())
@settings(max_examples=100)
def test_what_is_written_is_read_back_the_same_whichever_parser_reads_it(taken: Afname) -> None:
    text = scorebestand(taken)

    assert reread(text, taken) == (taken, [])
    with without_libyaml():
        assert reread(text, taken) == (taken, [])


@given(afnamen())
def test_what_was_read_is_written_the_same(taken: Afname) -> None:
    text = scorebestand(taken)
    read, _ = reread(text, taken)

    assert read is not None
    assert scorebestand(read) == text


# What it looks like

NOTE = 'Vroeg door: "wat zie je precies?"\n\n- groep #7 was onrustig\n  en daarna stil'


def everything() -> Afname:
    return afname(
        "directeur",
        name="A. de Wit-Özgür",
        kijkwijzers=("basis", "functie"),
        occasion="groepsbespreking groep 5",
        status="concept",
        scores={
            "2.1": Score("4", NOTE, "observatie", ("verslag maart", 'format "zorg": deel 2'), "samen"),
            "1.3": "nvt",
            "1.2": Score("2", bron="gesprek", taak="onduidelijk"),
            "1.1": "3",
            "2.2": Score(None, "Hier is nog niet naar gekeken."),
        },
        afspraken=(
            Afspraak("Elke groepsbespreking beginnen met doorvragen.", "ib-er", date(2026, 12, 1), ("1.2", "2.1")),
            Afspraak("Samen kijken:\n- eerst\n- daarna", kept=False, remark="  Ziek geweest."),
            Afspraak("nee", kept=True),
        ),
        summary="Eén alinea.\n\nNog een.",
        zienswijze="\tHerkenbaar.",
        is_fictional=True,
    )


EVERYTHING = """\
fictief: ja
rubric: vhm
versie: "2015"
kijkwijzers: [basis, functie]
ib_er: ib-01
waarnemer: {rol: directeur, naam: A. de Wit-Özgür}
datum: 2026-05-12
aanleiding: groepsbespreking groep 5
doel: ontwikkeling
status: concept
scores:
  "1.1": 3
  "1.2": {score: 2, bron: gesprek, taak: onduidelijk}
  "1.3": nvt
  "2.1":
    score: 4
    bron: observatie
    taak: samen
    bewijsstukken:
      - verslag maart
      - "format \\"zorg\\": deel 2"
    aantekening: |
      Vroeg door: "wat zie je precies?"

      - groep #7 was onrustig
        en daarna stil
  "2.2":
    score: null
    aantekening: |
      Hier is nog niet naar gekeken.
afspraken:
  - wat: Elke groepsbespreking beginnen met doorvragen.
    wie: ib-er
    voor: 2026-12-01
    bij: ["1.2", "2.1"]
  - wat: |
      Samen kijken:
      - eerst
      - daarna
    nagekomen: nee
    opmerking: |2
        Ziek geweest.
  - wat: nee
    nagekomen: ja
samenvatting: |
  Eén alinea.

  Nog een.
zienswijze: "\\tHerkenbaar."
"""


def test_everything_that_can_be_said_has_its_place() -> None:
    assert scorebestand(everything()) == EVERYTHING
    assert reread(EVERYTHING, everything()) == (everything(), [])


def test_what_was_not_said_does_not_stand_there() -> None:
    bare = replace(afname(), scores={"1.1": OPEN})

    assert scorebestand(bare) == (
        'rubric: vhm\nversie: "2015"\nkijkwijzers: [basis]\nib_er: ib-01\nwaarnemer: {rol: adviseur}\n'
        "datum: 2026-05-12\ndoel: ontwikkeling\nstatus: vastgesteld\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("3", "3"),
        ("10", "10"),
        ("010", '"010"'),
        ("3.0", '"3.0"'),
        ("no", '"no"'),
        ("NVT", "NVT"),
        ("+/-", '"+/-"'),
        ("ja, mits", '"ja, mits"'),
        ("zeer goed", "zeer goed"),
        ("één", "één"),
        ("null", '"null"'),
        ("a\tb", '"a\\tb"'),
        ('"d\\e"', '"\\"d\\\\e\\""'),
    ],
)
def test_a_text_stands_between_quotes_where_it_could_be_read_as_something_else(value: str, written: str) -> None:
    assert scorebestand(afname(scores={"1.1": value})).endswith(f'scores:\n  "1.1": {written}\n')


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("een\n\n\nvier", "|\n  een\n\n\n  vier"),
        ("\neerst leeg", "|2\n\n  eerst leeg"),
        ("   \nspaties", "|2\n     \n  spaties"),
        ("een\n   ", "|\n  een\n     "),
        ("een\n\ttab", '"een\\n\\ttab"'),
        ("een\n>>>>>>> tak", '"een\\n>>>>>>> tak"'),
        ("een\n=======", "|\n  een\n  ======="),
    ],
)
def test_a_note_stands_as_its_own_lines_where_it_can(note: str, written: str) -> None:
    taken = afname(summary=note)

    assert scorebestand(taken).endswith(f"samenvatting: {written}\n")
    assert reread(scorebestand(taken), taken) == (taken, [])
