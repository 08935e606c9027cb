"""Bytes become text, or it is said why not."""

from __future__ import annotations

import pytest

from generator.problems import Notebook
from generator.reading.room import ORDINARY
from generator.reading.text import decoded


def read(data: bytes) -> tuple[str | None, list[str]]:
    notebook = Notebook("a.yml")
    return decoded(data, notebook), [f"{problem.location.line}: {problem.message}" for problem in notebook.problems]


@pytest.mark.parametrize("data", [b"a: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"a: 1\rb: 2\r", b"\xef\xbb\xbfa: 1\nb: 2\n"])
def test_every_kind_of_line_end_reads_the_same(data: bytes) -> None:
    assert read(data) == ("a: 1\nb: 2\n", [])


def test_the_largest_file_is_read_and_one_byte_more_is_not() -> None:
    assert read(b"x" * ORDINARY.bytes) == ("x" * ORDINARY.bytes, [])
    assert read(b"x" * (ORDINARY.bytes + 1)) == (None, ["0: het bestand is groter dan 1000 kB; kort het in"])


def test_another_encoding_is_named_at_the_first_line_that_shows_it() -> None:
    said = "het bestand is niet in UTF-8 opgeslagen; open het in je tekstprogramma en bewaar als UTF-8"

    assert read("a: 1\nb: één\n".encode("latin-1")) == (None, [f"2: {said}"])
    assert read("a: 1\n".encode("utf-16")) == (None, [f"1: {said}"])
    assert read("a: 1\n".encode("utf-16-be")) == (None, [f"1: {said}"])
    assert read("a: 1\n".encode("utf-32")) == (None, [f"1: {said}"])


def test_each_line_with_something_unseen_is_named() -> None:
    text, said = read("a: 1\u2028\nb: 2\nc: 3\x07\u2028\n".encode())

    assert text is None
    assert said == [
        "1: hier staat een onzichtbare regelscheiding (U+2028); haal die weg en begin zo nodig een nieuwe regel",
        "3: hier staat een onzichtbaar teken (U+0007); haal het weg",
    ]


def test_what_is_merely_unusual_may_stay() -> None:
    text = "é 🏫 \u00a0 \u200b \u202e \ue000 a\u0301 \t."

    assert read(text.encode()) == (text, [])


def test_each_merge_conflict_is_named_once_and_so_is_what_was_left_of_one() -> None:
    _, said = read(
        b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> tak\nb: 1\n<<<<<<< x\n||||||| y\n=======\n>>>>>>> z\n>>>>>>> w\n"
    )

    assert [line.split(":")[0] for line in said] == ["1", "7", "11"]


def test_a_line_of_signs_in_a_text_is_no_merge_conflict() -> None:
    text = "a: |\n  <<<<<<<<\n  =======\n  <<<<<<<x\n  x <<<<<<<\n"

    assert read(text.encode()) == (text, [])


def test_tabs_to_set_in_are_told_once_with_how_many() -> None:
    assert read(b"a:\n\tb: 1\n \tc: 2\n\t\n")[1] == [
        "2: deze regel (en nog 2 regels) is met een tab ingesprongen; gebruik alleen spaties"
    ]
