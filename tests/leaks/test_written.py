"""What stands in a score file or register is seen however it is written, also when the file is full of faults."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from generator.leaks.runs import runs_of
from generator.leaks.written import Written, decoded, free_text, one_name, written
from generator.model.project import Project
from generator.reading.project import read_project
from tests.projects import TODAY

ROOT = Path(__file__).parents[2]

LINE = "De ib-er vroeg door tot de leerkracht het zelf zag."


@cache
def project() -> Project:
    return read_project(ROOT, today=TODAY)[0]


def texts(file: str) -> list[str]:
    return [each.value for each in written(file)]


def test_each_text_comes_with_its_key_and_its_line() -> None:
    file = 'datum: 2026-05-12\nscores:\n  "1.1": {score: 2, aantekening: Telde hardop, bron: gesprek}\nlijst:\n  - een\n  - naam: Jo\n'

    assert [each for each in written(file) if each.value] == [
        Written("datum", "2026-05-12", 1),
        Written("score", "2", 3),
        Written("aantekening", "Telde hardop", 3),
        Written("bron", "gesprek}", 3),
        Written("", "een", 5),
        Written("naam", "Jo", 6),
    ]


@pytest.mark.parametrize(
    "value",
    [
        LINE,
        f'"{LINE}"',
        f"'{LINE}'",
        json.dumps(LINE.replace("vroeg", "vro\u00e9g")).replace("\\u00e9", "\\u00e9"),
        f"|\n    {LINE}",
        f">-\n    {LINE[:20]}\n    {LINE[20:]}",
        f"|2+\n      {LINE}\n",
        f'"{LINE[:12]}\\\n      {LINE[12:]}"',
    ],
)
def test_a_text_is_the_same_in_every_style_of_yaml(value: str) -> None:
    (text,) = (each.value for each in written(f"a: x\naantekening: {value}\nb: y\n") if each.key == "aantekening")

    assert runs_of(free_text(text)) == runs_of(LINE.replace("vroeg", "vroég") if "\\u" in value else LINE)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Jo Blaak", "Jo Blaak"),
        ('"Jo Blaak"  # adviseur', "Jo Blaak"),
        ("'Jan ''t Hart'", "Jan 't Hart"),
        ('"Jan \\"Jo\\" Hart"', 'Jan "Jo" Hart'),
        ("Jo Blaak # adviseur", "Jo Blaak"),
        ("Jo\n    Blaak", "Jo Blaak"),
        ("null", ""),
        ("~", ""),
        ("", ""),
    ],
)
def test_a_name_is_read_without_what_stands_around_it(value: str, name: str) -> None:
    (text,) = (each.value for each in written(f"waarnemer:\n  naam: {value}\ndatum: x\n") if each.key == "naam")

    assert one_name(text) == name


def test_a_name_between_brackets_ends_where_the_next_key_begins() -> None:
    texts = {each.key: each.value for each in written("waarnemer: {naam: Jo Blaak, rol: adviseur}\n")}

    assert one_name(texts["naam"]) == "Jo Blaak"


@pytest.mark.parametrize(
    "file",
    [
        f"aantekening: [{LINE}",
        f"<<<<<<< HEAD\naantekening: {LINE}\n",
        f"a: 1\na: 2\n\taantekening: {LINE}\n",
        f"aantekening: 'nooit gesloten {LINE}",
        f"&x aantekening: !!python/object {LINE}",
        f"{LINE}",
    ],
)
def test_a_file_with_faults_still_says_what_it_says(file: str) -> None:
    assert any(LINE in text for text in texts(file))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_may_be_saved_in_any_way(encoding: str) -> None:
    assert decoded("naam: Çiçekdal".encode(encoding)) == "naam: Çiçekdal"


def test_every_name_in_the_shipped_score_files_is_seen() -> None:
    names = {afname.waarnemer.name for afname in project().afnamen if afname.waarnemer.name}
    files = [decoded((ROOT / afname.path).read_bytes()) for afname in project().afnamen]

    assert names
    assert {one_name(each.value) for file in files for each in written(file) if each.key == "naam"} == names


def test_every_note_in_the_shipped_score_files_is_seen() -> None:
    for afname in project().afnamen:
        file = decoded((ROOT / afname.path).read_bytes())
        found = {run for each in written(file) for run in runs_of(free_text(each.value))}
        notes = [score.aantekening for score in afname.scores.values()]
        assert [note for note in notes if runs_of(note) and not runs_of(note) & found] == []


@pytest.mark.parametrize("sign", ["\n", " ", "- ", ",", "{", "a: ", '"', "\\", "\n- "])
def test_no_file_keeps_it_busy(sign: str) -> None:
    """A pattern that looks back is not noticed in small files."""
    assert list(written("a: " + sign * (900_000 // len(sign))))
