"""The fields of a filled form give the afname that was meant, or say at which field they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from generator.model.velden import STEMPEL, Stempel, stempel_of
from generator.reading.editions import Editions
from generator.reading.forms import is_blank
from generator.reading.ib_ers import IbErs
from generator.reading.velden import read_velden
from tests.afnamen import afnamen
from tests.filled import FORM, fields_of, filled_form, form_with, known
from tests.projects import project_of

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname


@pytest.fixture
def afname(project: Path) -> Afname:
    return replace(project_of(project).afnamen[0], path=FORM)


def read(afname: Afname, **changes: str) -> Afname:
    """What is read from the form of an afname, with some fields filled in otherwise."""
    found, problems = read_velden(form_with(fields_of(afname) | changes), known(afname))
    assert found is not None, problems
    return found


def refused(afname: Afname, changes: dict[str, str | None], **otherwise: object) -> list[str]:
    """What is said of that form; None takes a field out."""
    fields = {name: text for name, text in (fields_of(afname) | changes).items() if text is not None}
    found, problems = read_velden(form_with(fields), known(afname, **otherwise))
    assert found is None
    return [str(problem) for problem in problems]


# --- The law


@given(afnamen())
@settings(max_examples=100)
def test_a_filled_form_reads_back_as_it_was_filled(afname: Afname) -> None:
    found, problems = read_velden(filled_form(afname, afname.path), known(afname))

    assert problems == []
    assert found == afname


@given(afnamen())
@settings(max_examples=40)
def test_the_line_ends_of_another_program_make_no_difference(afname: Afname) -> None:
    for line_end in ("\r\n", "\r"):
        fields = {name: text.replace("\n", line_end) for name, text in fields_of(afname).items()}

        assert read_velden(form_with(fields, afname.path), known(afname)) == (afname, [])


# --- As people type


@pytest.mark.parametrize(
    "typed",
    ["12-5-2026", "12/5/2026", "12.05.2026", "12 mei 2026", " 12  Mei 2026 ", "2026-5-12", "2026/05/12", "12-mei-2026"],
)
def test_a_date_may_be_typed_as_people_do(afname: Afname, typed: str) -> None:
    assert read(afname, datum=typed) == afname


@pytest.mark.parametrize("month", ["maart", "mrt", "mrt.", "Maart"])
def test_a_month_may_be_shortened(afname: Afname, month: str) -> None:
    assert read(afname, datum=f"3 {month} 2026").date.isoformat() == "2026-03-03"


@pytest.mark.parametrize(
    "typed", ["12-5-26", "mei 2026", "12 meis 2026", "5 12 2026", "20260512", "12-5/2026", "vandaag", "46154"]
)
def test_a_date_that_can_be_read_in_two_ways_or_in_none_is_refused(afname: Afname, typed: str) -> None:
    assert refused(afname, {"datum": typed}) == [
        f"{FORM}: plek datum: dit is geen datum: '{typed}'; schrijf dag, maand en jaar, bijvoorbeeld 12-5-2026"
    ]


def test_a_day_that_does_not_exist_or_has_not_been_is_refused(afname: Afname) -> None:
    assert refused(afname, {"datum": "31-4-2026"}) == [
        f"{FORM}: plek datum: dit is geen datum: '31-4-2026'; schrijf dag, maand en jaar, bijvoorbeeld 12-5-2026"
    ]
    assert refused(afname, {"datum": "22/11/2026"}) == [
        f"{FORM}: plek datum: de datum 2026-11-22 ligt in de toekomst; kijk het jaar na"
    ]


def test_capitals_and_spaces_around_a_choice_make_no_difference(afname: Afname) -> None:
    typed = {
        "rol": " Adviseur",
        "status": "VASTGESTELD",
        "score:a.1": "b",
        "score:b": " NVT ",
        "bron:a.2": "Observatie",
    }

    assert read(afname, **typed) == afname


def test_numbers_of_rows_may_have_anything_between_them(afname: Afname) -> None:
    for typed in ("a.2,b", "a.2; b", "a.2 b", "a.2\r\nb", " a.2 , b, "):
        assert read(afname, **{"afspraak:1:bij": typed}).afspraken[0].vaardigheden == ("a.2", "b")


def test_a_form_without_a_status_is_a_concept(afname: Afname) -> None:
    assert read(afname, status="").status == "concept"


def test_a_row_that_is_left_empty_is_open_and_not_nvt_and_not_the_lowest_point(afname: Afname) -> None:
    found = read(afname, **{"score:b": "", "score:c.1": "", "aantekening:c.1": "Volgende keer."})

    assert "b" not in found.scores
    assert found.score("c.1").value is None
    assert found.score("c.1").aantekening == "Volgende keer."


@pytest.mark.parametrize("typed", ["null", "~", "Null"])
def test_what_means_nothing_in_yaml_is_a_text_on_a_form(afname: Afname, typed: str) -> None:
    assert read(afname, **{"aantekening:c.1": typed}).score("c.1").aantekening == typed
    assert refused(afname, {"score:c.1": typed})[0].startswith(f"{FORM}: plek score:c.1: '{typed}' is geen score")


def test_an_empty_afspraak_between_two_is_none(afname: Afname) -> None:
    found = read(afname, **{"afspraak:3:wat": "Nog een.", "afspraak:2:wat": "  "})

    assert [afspraak.what for afspraak in found.afspraken] == ["Bij elke les hardop tellen", "Nog een."]


# --- What is refused, by field


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("score:a.1", "5", "'5' is geen score van deze rubric. Kies uit: C, B, A, nvt; nog niet gescoord? Laat het dan leeg"),
        ("bron:a.2", "gezien", "'gezien' kan niet bij 'bron'. Kies uit: observatie, gesprek, bewijsstuk"),
        ("rol", "", "'rol' ontbreekt; vul het in"),
        ("doel", "groei", "'groei' kan niet bij 'doel'. Kies uit: ontwikkeling, beoordeling"),
        ("aantekening:a.2", "a\x00b", "in deze tekst staat een onzichtbaar teken (U+0000); haal het weg"),
        ("samenvatting", "a\u2028b", "in deze tekst staat een onzichtbare regelscheiding (U+2028); haal die weg en begin zo nodig een nieuwe regel"),
        ("zienswijze", "x" * 4001, "'zienswijze' is 4001 tekens lang; het mogen er hoogstens 4000 zijn"),
        ("aanleiding", "een\ntwee", "'aanleiding' moet één regel zijn; haal de regeleinden weg"),
        ("afspraak:1:wat", "", "'wat' ontbreekt; vul het in"),
        ("afspraak:1:voor", "na de zomer", "dit is geen datum: 'na de zomer'; schrijf dag, maand en jaar, bijvoorbeeld 12-5-2026"),
        ("afspraak:1:bij", "a.9", "vaardigheid 'a.9' bestaat niet in zwemles 3. Bedoelde je 'a.2'?"),
        ("afspraak:1:nagekomen", "deels", "bij 'nagekomen' hoort ja of nee, niet 'deels'"),
        ("score:z.9", "A", "het veld 'score:z.9' hoort niet bij dit formulier; is er aan het formulier zelf iets veranderd? Begin dan opnieuw met een leeg formulier"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(afname: Afname, name: str, typed: str, said: str) -> None:
    assert refused(afname, {name: typed}) == [f"{FORM}: plek {name}: {said}"]


def test_all_that_is_wrong_with_a_form_is_said_at_once_in_the_order_of_the_form(afname: Afname) -> None:
    said = refused(afname, {"score:c.1": "5", "datum": "ooit", "score:a.1": "5", "ib_er": "jb-8"})

    assert [line.split(": ")[1] for line in said] == ["plek ib_er", "plek datum", "plek score:a.1", "plek score:c.1"]


def test_a_row_whose_field_is_gone_is_missed(afname: Afname) -> None:
    again = "is er aan het formulier zelf iets veranderd? Begin dan opnieuw met een leeg formulier"

    assert refused(afname, {"score:a.1": None, "score:c.1": None}) == [
        f"{FORM}: het veld 'score:a.1' ontbreekt; {again}",
        f"{FORM}: het veld 'score:c.1' ontbreekt; {again}",
    ]


# --- Whose form it is


def test_the_form_of_other_texts_is_never_held_against_these(afname: Afname) -> None:
    changed = replace(afname.rubric, title="Kijken naar een duikles")

    assert refused(afname, {}, rubrics=Editions([changed])) == [
        (
            f"{FORM}: de teksten van de rubric zijn veranderd sinds dit formulier is gemaakt; "
            "neem de scores over in een nieuw formulier, of geef de veranderde rubric een nieuwe versie en bewaar de oude ernaast"
        )
    ]


def test_a_rubric_or_versie_that_is_not_there_is_refused_by_name(afname: Afname) -> None:
    older = replace(afname.rubric, version="2")
    other = replace(afname.rubric, id="duiken")

    assert refused(afname, {}, rubrics=Editions([older])) == [
        f"{FORM}: dit formulier is van de rubric 'zwemles 3', en van die rubric is er in dit project alleen versie 2; neem de scores over in een formulier van die versie, of bewaar de oude rubric als zwemles@VERSIE.yml"
    ]
    assert refused(afname, {}, rubrics=Editions([other])) == [
        f"{FORM}: dit formulier is van de rubric 'zwemles 3', en die is er in dit project niet. Wel: duiken"
    ]


def test_a_versie_that_only_git_still_has_is_read_from_there_and_said(afname: Afname) -> None:
    rubrics = Editions([], lambda _id, _version: (afname.rubric, "abc1234"))

    found, problems = read_velden(filled_form(afname), known(afname, rubrics=rubrics))

    assert found == afname
    assert [str(problem).partition("; ")[0] for problem in problems] == [
        f"{FORM}: let op: versie '3' van rubric 'zwemles' staat niet meer bij de rubrics"
    ]


@pytest.mark.parametrize("stempel", ["", "zwemles", "zwemles@3;ondiep;kw", "zwemles@3;;KWX", "\x00" * 9])
def test_a_stempel_that_was_edited_is_refused(afname: Afname, stempel: str) -> None:
    assert refused(afname, {STEMPEL: stempel})[0].startswith(f"{FORM}: welk formulier dit is, staat er niet meer in; ")


def test_a_form_without_a_stempel_is_not_ours(afname: Afname) -> None:
    assert refused(afname, {STEMPEL: None}) == [
        f"{FORM}: dit is geen formulier van dit programma: het veld '{STEMPEL}' zit er niet in"
    ]


def test_a_stempel_with_a_kijkwijzer_too_many_is_refused(afname: Afname) -> None:
    stempel = Stempel.read(fields_of(afname)[STEMPEL])
    assert stempel is not None

    said = refused(afname, {STEMPEL: str(replace(stempel, kijkwijzers=("ondiep", "hoog")))})

    assert said[0].startswith(f"{FORM}: kijkwijzer 'ondiep, hoog' heeft deze rubric niet")


def test_a_fictional_form_gives_a_fictional_afname(afname: Afname) -> None:
    fictional = replace(afname, is_fictional=True)

    assert read(fictional) == fictional


# --- Whom it is about

PEOPLE = IbErs({"jb-7": "Jo Blaak", "jb-8": "An  Weg", "jb-9": "an weg", "ib_1": ""})


def test_a_name_may_have_its_accents_apart(afname: Afname) -> None:
    people = IbErs({"jb-7": "Zo\u00eb Çiçek"})

    found, _ = read_velden(form_with(fields_of(afname) | {"ib_er": "zoe\u0308 çiçek"}), known(afname, ib_ers=people))

    assert found == afname


@pytest.mark.parametrize("typed", ["jb-7", " JB-7 ", "Jo Blaak", "jo  blaak", "JO BLAAK\r\n"])
def test_an_ib_er_may_be_typed_by_pseudonym_or_by_name(afname: Afname, typed: str) -> None:
    found, problems = read_velden(form_with(fields_of(afname) | {"ib_er": typed}), known(afname, ib_ers=PEOPLE))

    assert (found, problems) == (afname, [])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("An Weg", "in het register heten er 2 zo: 'An Weg'; vul het pseudoniem in: jb-8 of jb-9"),
        (
            "Jo Blaek",
            ("'Jo Blaek' is geen ib-er van dit project. Bedoelde je 'Jo Blaak'? Kies uit: jb-7 (Jo Blaak), jb-8 (An  Weg), jb-9 (an weg), ib_1. "
            "Is dit een nieuwe ib-er, zet die dan eerst in het register"),
        ),
        ("../../etc", None),
        ("", "wie de ib-er is, staat er niet in; vul het in of zeg het met --ib-er. Kies uit: jb-7 (Jo Blaak), jb-8 (An  Weg), jb-9 (an weg), ib_1."),
    ],
)  # fmt: skip
def test_an_ib_er_who_is_unknown_or_not_one_person_is_refused_with_the_choices(
    afname: Afname, typed: str, said: str | None
) -> None:
    found = refused(afname, {"ib_er": typed}, ib_ers=PEOPLE)

    assert len(found) == 1
    assert found[0].startswith(f"{FORM}: plek ib_er: {said or repr(typed)}")


def test_a_form_that_does_not_say_whom_it_is_about_takes_the_one_that_was_given(afname: Afname) -> None:
    given = known(afname, ib_ers=PEOPLE, ib_er="jb-7")

    assert read_velden(form_with(fields_of(afname) | {"ib_er": " "}), given) == (afname, [])
    assert refused(afname, {"ib_er": "jb-8"}, ib_ers=PEOPLE, ib_er="jb-7") == [
        f"{FORM}: plek ib_er: dit gaat over 'jb-8', en --ib-er zegt 'jb-7'; kijk na welke van de twee klopt"
    ]


def test_a_form_is_blank_when_nothing_but_its_head_was_filled_in(afname: Afname) -> None:
    head = {name: text if ":" not in name else " " for name, text in fields_of(afname).items()}
    blank = head | {"samenvatting": "", "zienswijze": "\r\n"}

    assert is_blank(form_with(blank))
    assert not is_blank(form_with(blank | {"aantekening:a.1": "Gezien."}))


def test_a_form_that_was_printed_for_somebody_is_for_nobody_else(afname: Afname) -> None:
    stempel = replace(stempel_of(afname.selection, afname.rubric), ib_er="jb-8", doel="beoordeling")
    whose = f"{FORM}: plek ib_er: dit formulier is gemaakt voor 'jb-8', en ingevuld is 'jb-7'; neem een formulier voor de goede ib-er"

    found = refused(afname, {"formulier": str(stempel), "doel": "ontwikkeling"})

    assert whose in found
    assert any("dit formulier is gemaakt voor beoordeling, met wat er vorige keer" in line for line in found)
