"""A name of the register in a score file is told, with its line and without the name."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.naam import naamvormen
from generator.model.register import InternBegeleider, Register
from generator.problems import Notebook
from generator.reading.names import Names
from generator.reading.parsing import parse
from generator.reading.part import Part
from tests.projects import REGISTER_FILE, SCORE_FILE, edit, problems, project_of, put

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = {
    "ib-1": "Wietske Hagelwerf",
    "ib-2": "Jan van der Berg",
    "ib-3": "Roos de Boer",
    "ib-4": "Çiğdem Çiçekdal",
    "ib-5": "Wil Lang",
    "ib-6": "Anna Prins",
    "ib-7": "Bo Hagelwerf",
}
REGISTER = Register(
    ib_ers={id: InternBegeleider(id, name, "Prins Clausschool") for id, name in PEOPLE.items()},
)


def found(text: str, ib_er: str = "ib-1", register: Register = REGISTER) -> list[str]:
    """What is said of a score file, a line each, without what there is to do about it."""
    mapping, _ = parse("s.yml", text.encode())
    assert mapping is not None
    told = Names(register).in_file(text.encode(), Part(mapping, Notebook("s.yml")), ib_er)
    return [
        str(problem).removeprefix("s.yml:").partition(";")[0].replace("let op: hier staat ", "") for problem in told
    ]


def note(text: str, ib_er: str = "ib-1") -> list[str]:
    return [line.partition(": ")[2] for line in found(f"samenvatting: |\n  {text}\n", ib_er)]


WHOLE, LAST, FIRST = (
    "een naam uit het register ({})",
    "een achternaam uit het register ({})",
    "de voornaam van {}, over wie dit bestand gaat",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wietske Hagelwerf liet het zien.", WHOLE.format("ib-1")),
        ("Samen met Hagelwerf gekeken.", LAST.format("ib-1, ib-7")),
        ("Wietske liet het zien.", FIRST.format("ib-1")),
        ("In Wietskes groepsplan.", FIRST.format("ib-1")),
        ("Volgens Jan van der Berg.", WHOLE.format("ib-2")),
        ("Van der Berg was erbij.", LAST.format("ib-2")),
        ("Met v.d. Berg.", LAST.format("ib-2")),
        ("De Boer vroeg door.", LAST.format("ib-3")),
        ("Cigdem Cicekdal was erbij.", WHOLE.format("ib-4")),
        (unicodedata.normalize("NFD", "Met Çiçekdal."), LAST.format("ib-4")),
        ("Volgens mevrouw Lang wel.", LAST.format("ib-5")),
        ("Bij Prins gekeken.", LAST.format("ib-6")),
        ("(Hagelwerf/De Boer)", LAST.format("ib-1, ib-7, ib-3")),
    ],
)
def test_a_name_is_told(text: str, said: str) -> None:
    assert note(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "De hagelwerf op het plein.",  # no capital
        "Hagelwerfje en Kathagelwerf en Hagelwerf2 en Hagelwerf_x.",  # part of another word
        "Met de boer op het land; de Boerderij.",
        "Op de Berg gekeken.",  # without what stands before the surname
        "Roos vroeg door.",  # a first name, in the file of somebody else
        "Lang gewacht op de toetsen. Lang genoeg.",  # a word with which a sentence begins
        "- Lang gesprek",
        "De Prins Clausschool deed mee.",  # a school that is called so
    ],
)
def test_what_is_no_name_is_not_told(text: str) -> None:
    assert note(text) == []


def test_a_first_name_with_half_a_double_surname_is_a_whole_name() -> None:
    people = {"ib-1": InternBegeleider("ib-1", "Anna Bakker-de Vries"), "ib-2": InternBegeleider("ib-2", "Bo Bakker")}

    assert found("samenvatting: Met Anna Bakker.\n", "ib-2", Register(ib_ers=people)) == [f"1: {WHOLE.format('ib-1')}"]


def test_a_first_name_counts_in_the_file_of_its_own_person() -> None:
    assert note("Roos vroeg door.", "ib-3") == [FIRST.format("ib-3")]
    assert note("Wil graag leren.", "ib-5") == []
    assert note("Volgens Wil wel.", "ib-5") == [FIRST.format("ib-5")]


def test_each_line_is_told_and_what_tells_most_about_a_person() -> None:
    text = """\
# overleg met Hagelwerf
scores:
  "1.1": {score: 2, aantekening: "Wietske Hagelwerf\\nWietske\\u0020zelf"}
afspraken:
  - {wat: Lezen, wie: Wietske}
samenvatting: |
  Niets.
  Met Jan van der Berg.
zienswijze: >
  Ik ben Wietske
  Hagelwerf.
"""

    assert found(text) == [
        f"1: {LAST.format('ib-1, ib-7')}",
        f"3: {WHOLE.format('ib-1')}",
        f"5: {FIRST.format('ib-1')}",
        f"8: {WHOLE.format('ib-2')}",
        f"10: {FIRST.format('ib-1')}",
        f"11: {LAST.format('ib-1, ib-7')}",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_is_right_whatever_the_line_ends(end: str) -> None:
    text = "samenvatting: |\n  Niets.\n  Met Van der Berg.\n".replace("\n", end)

    assert found(f"\ufeff{text}") == [f"3: {LAST.format('ib-2')}"]


@pytest.mark.parametrize("rol", ["adviseur", "directeur"])
def test_who_observed_may_be_named_once(rol: str) -> None:
    text = f"waarnemer: {{rol: {rol}, naam: Jan van der Berg}}\n"

    assert found(text) == []
    assert found(f"{text}samenvatting: Jan van der Berg keek.\n") == [f"2: {WHOLE.format('ib-2')}"]
    assert found(f"{text.rstrip()}   # Jan van der Berg\n") == [f"1: {WHOLE.format('ib-2')}"]


def test_who_scored_herself_may_not_be_named_for_that_gives_the_pseudonym_away() -> None:
    assert found("waarnemer: {rol: zelf, naam: Wietske Hagelwerf}\n") == [f"1: {WHOLE.format('ib-1')}"]


def test_the_name_is_not_repeated_beside_its_pseudonym() -> None:
    assert "Hagel" not in "".join(found("samenvatting: Wietske Hagelwerf\n"))


def test_of_many_lines_the_first_are_told() -> None:
    told = found("samenvatting: |\n" + "  Met Hagelwerf.\n" * 30)

    assert len(told) == 21
    assert told[-1] == " let op: op nog meer regels van dit bestand staan namen uit het register"


NAMES = st.builds(
    "{} {}{}".format,
    st.from_regex(r"[A-ZÉÇŞ][a-zéçöğ]{1,8}(-[A-Z][a-z]{2,5})?", fullmatch=True),
    st.sampled_from(["", "", "de ", "van der ", "van ", "el ", "in 't ", "v.d. "]),
    st.from_regex(r"[A-ZÉÇŞ][a-zéçöğ]{2,9}(-(de )?[A-Z][a-z]{2,5})?", fullmatch=True),
)
WORDS = st.lists(st.sampled_from(["het", "groepsplan", "met", "1.2", "(zie", "boven)", "‘goed’", "–"]), max_size=4)


@settings(max_examples=40)
@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.data())
def test_every_form_of_every_name_is_found_on_its_line_among_other_words(names: list[str], data: st.DataObject) -> None:
    people = {f"p-{number}": InternBegeleider(f"p-{number}", name) for number, name in enumerate(names)}
    id = data.draw(st.sampled_from(sorted(people)))
    form = data.draw(st.sampled_from(sorted(naamvormen(people[id].name))))
    above, before, after = data.draw(st.integers(0, 5)), data.draw(WORDS), data.draw(WORDS)
    line = " ".join(["met", *before, form.text, *after])

    told = found("samenvatting: |\n" + "  niets\n" * above + f"  {line}\n", id, Register(ib_ers=people))

    others = [ib_er.name for other, ib_er in people.items() if other != id]
    assert [said for said in told if id in said] or _is_within(form.text, others)
    assert {said.partition(":")[0] for said in told} == {str(above + 2)}


def _is_within(text: str, names: list[str]) -> bool:
    """Somebody else is wholly called so, as in `Jan Bakker` and `Bakker`."""
    return any(text in form.text for name in names for form in naamvormen(name) if form.soort == "naam")


def test_without_a_register_nothing_is_looked_for() -> None:
    assert found("samenvatting: Wietske Hagelwerf\n", register=Register()) == []


def test_names_are_told_of_a_project_and_do_not_stop_it(project: Path) -> None:
    edit(project, SCORE_FILE, "Rustige les.", "Rustige les.\n  Jo telde zelf.")
    put(project, REGISTER_FILE, (project / REGISTER_FILE).read_text() + "  jb-8: {naam: Mies Bakker}\n")

    told = problems(project)

    assert told == [
        f"{SCORE_FILE}:17: let op: hier staat de voornaam van jb-7, over wie dit bestand gaat; schrijf het pseudoniem of 'de ib-er'"
    ]


def test_names_are_told_of_a_score_file_with_faults_too(project: Path) -> None:
    edit(project, SCORE_FILE, "Rustige les.", "Rustige les van Blaak.")
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": X')

    assert [line.split(": ")[1] for line in problems(project)] == [
        "'X' is geen score van deze rubric. Kies uit",
        "let op",
    ]


def test_a_project_with_faults_in_the_register_still_reads(project: Path) -> None:
    edit(project, REGISTER_FILE, "taak", "tak")

    assert "Jo Blaak" not in "".join(problems(project))
    edit(project, REGISTER_FILE, "tak", "taak")
    assert project_of(project).register.ib_ers["jb-7"].name == "Jo Blaak"
