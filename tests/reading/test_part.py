"""A mapping in the hands of its reader: what is asked for, what is missing, what is unknown."""

from __future__ import annotations

from datetime import date

from generator.problems import Notebook
from generator.reading.parsing import parse
from generator.reading.part import Part


def part(text: str) -> Part:
    mapping, problems = parse("a.yml", text.encode())
    assert mapping is not None, problems
    return Part(mapping, Notebook("a.yml", problems))


def said(part: Part) -> list[str]:
    return [f"{problem.location.line}: {problem.message}" for problem in part.notebook.problems]


def test_what_is_written_comes_out_as_what_was_asked_for() -> None:
    it = part(
        "t: Titel\nn: |\n  Twee\n  regels\ni: a.1\nc: samen\ny: ja\nn2: nee\nd: 2026-05-12\nl: [a, b]\ng: {x: 1}\ngs: [{x: 1}, {x: 2}]\n"
    )

    assert it.text("t") == "Titel"
    assert it.long_text("n") == "Twee\nregels"
    assert it.id("i") == "a.1"
    assert it.choice("c", ["samen", "alleen"]) == "samen"
    assert (it.yes_no("y"), it.yes_no("n2")) == (True, False)
    assert it.date("d") == date(2026, 5, 12)
    assert it.texts("l") == ("a", "b")
    assert it.choices("l", ["b", "a", "c"]) == ("a", "b")
    group = it.part("g")
    assert group is not None
    assert group.text("x") == "1"
    assert [child.text("x") for child in it.parts("gs")] == ["1", "2"]
    it.done()
    assert said(it) == []


def test_what_is_absent_or_null_is_nothing() -> None:
    for it in (part("x: 1\n"), part("x: 1\na:\nb: ~\nc: null\nd:\ne:\nf:\ng:\n")):
        assert (it.text("a"), it.long_text("b"), it.choice("c", ["x"]), it.yes_no("d"), it.date("e")) == (
            "",
            "",
            "",
            None,
            None,
        )
        assert (it.part("f"), it.parts("g"), it.texts("a"), list(it.entries("b"))) == (None, [], (), [])
        assert it.text("x") == "1"
        it.done()
        assert said(it) == []


def test_what_has_to_be_there_is_missing_at_its_key_or_at_the_group() -> None:
    it = part("# eerst\nx: 1\na:\nb: '  '\n")
    for key in ("a", "b", "c"):
        it.text(key, required=True)
    it.text("x")
    it.done()

    assert said(it) == ["3: 'a' ontbreekt; vul het in", "4: 'b' ontbreekt; vul het in", "2: 'c' ontbreekt; vul het in"]


def test_an_unknown_key_comes_with_the_nearest_known_one_and_all_of_them() -> None:
    it = part("titel: x\nomschr: y\n")
    it.text("titel", required=True)
    it.long_text("omschrijving")
    it.done()

    assert said(it) == [
        "2: de sleutel 'omschr' kan hier niet. Bedoelde je 'omschrijving'? Kies uit: titel, omschrijving"
    ]


def test_a_missing_key_that_was_misspelt_is_one_problem() -> None:
    it = part("tietel: x\n")
    it.text("titel", required=True)
    it.done()

    assert said(it) == ["1: de sleutel 'tietel' kan hier niet. Bedoelde je 'titel'? Kies uit: titel"]


def test_a_list_that_must_hold_something_may_not_be_empty() -> None:
    it = part("a: []\n")

    assert it.parts("a", required=True) == []
    assert said(it) == ["1: de lijst 'a' is leeg; zet er minstens één onderdeel in"]
    assert not it.holds("a")
    assert it.has("a")


def test_text_is_kept_but_for_the_line_ends_at_its_end() -> None:
    it = part('a: "  vooraf en achteraf  "\nb: |+\n  regel\n\n\nc: "   "\n')

    assert it.text("a") == "  vooraf en achteraf  "
    assert it.long_text("b") == "regel"
    assert it.long_text("c") == ""


def test_a_full_notebook_ends_the_reading() -> None:
    it = part("a: [" + "[], " * 500 + "]\nb: {" + "".join(f"k{number}: 1, " for number in range(500)) + "}\n")

    assert it.scalars("a") == []
    assert len(said(it)) == 101
    assert list(it.entries("b")) == []
