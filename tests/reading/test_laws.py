"""What holds for all input: no exception but ours, both parsers alike, order does not matter, text is kept code point for code point."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator.problems import Problem
from generator.reading.nodes import Mapping, Scalar
from generator.reading.parsing import parse
from generator.reading.project import read_project
from tests.projects import FILES, SCORE_FILE, SCORES, TODAY, change, problems, project_of, put
from tests.yaml_parsers import without_libyaml

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    *":-?,[]{}#&*!|>'\"%@`~ \n\t\\=.é", "\u2028", "\ufeff", "\x85", "\x00", "🏫", "\n\n", "  ", ": ", "- ", "? ", "--- ", "\n---\n", "\n...\n",
    "|+2\n", ">-\n", "\\u2028", "\\ud800", "\\U00110000", "null", "<<", "\r\n", "\r", " # y", "'s", "%YAML 1.1\n", "3", "nvt", "x" * 400,
)  # fmt: skip

SEEN = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"],
    exclude_characters="\ufeff",
)
"""Characters that a person can have typed; the rest is refused."""


@st.composite
def mangled(draw: st.DrawFn) -> tuple[str, str]:
    """One of the files of the small project after a few slips of the keyboard."""
    path = draw(st.sampled_from(sorted(FILES)))
    text = FILES[path]
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 3))
        text = text[:place] + draw(st.sampled_from(PIECES)) + text[place + gone :]
    return path, text


def is_sound(said: list[Problem], text: str) -> bool:
    """One line each, with a line that is in the file."""
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return all(0 <= problem.location.line <= last and str(problem).isprintable() for problem in said)


@given(mangled())
@settings(max_examples=400)
def test_a_file_with_slips_gives_problems_and_no_exception_whatever_the_parser(file: tuple[str, str]) -> None:
    path, text = file
    foreign = path == "mkdocs.yml"

    fast = parse(path, text.encode(), foreign=foreign)
    with without_libyaml():
        slow = parse(path, text.encode(), foreign=foreign)

    assert fast == slow
    assert is_sound(fast[1], text)


@given(mangled())
@settings(max_examples=100)
def test_a_project_with_slips_is_read_without_an_exception(project: Path, file: tuple[str, str]) -> None:
    path, text = file
    put(project, path, text)

    said = read_project(project, today=TODAY)[1]

    put(project, path, FILES[path])
    assert is_sound([problem for problem in said if problem.location.path == path], text)
    assert problems(project) == []


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
@example(b"\xff\xfe")
@example(b"%YAML 1." + b"9" * 5000)
@settings(max_examples=120)
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    fast = parse("a.yml", data)
    with without_libyaml():
        slow = parse("a.yml", data)

    assert fast == slow
    assert fast[0] is not None or fast[1]


@given(st.text(SEEN, min_size=1, max_size=200))
def test_text_in_quotes_is_read_code_point_for_code_point(text: str) -> None:
    single = "'" + text.replace("'", "''") + "'"
    double = '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'

    assert read(f"a: {single}\n") == text
    assert read(f"a: {double}\n") == text


@given(st.lists(st.text(SEEN, max_size=60), min_size=1, max_size=8))
def test_text_under_a_bar_is_read_code_point_for_code_point(lines: list[str]) -> None:
    assume(lines[0].strip(" ") and not lines[0].startswith(" ") and lines[-1])
    assume(not any(line.lstrip(" ").startswith(("<<<<<<<", ">>>>>>>")) for line in lines))

    assert read("a: |\n" + "".join(f"  {line}\n" for line in lines)) == "\n".join(lines) + "\n"


def read(text: str) -> str:
    mapping, said = parse("a.yml", text.encode())
    assert isinstance(mapping, Mapping), said
    node = mapping.entries["a"][1]
    assert isinstance(node, Scalar)
    assert not said
    assert not node.cut
    return node.text


@given(st.permutations(range(6)))
@settings(max_examples=20)
def test_the_order_in_which_a_disk_lists_its_files_does_not_matter(project: Path, order: list[int]) -> None:
    for number in range(6):
        put(project, f"scores/jb-{number}/2026-05-1{number}-adviseur.yml", change(SCORES, "jb-7", f"jb-{number}"))
    expected = project_of_any(project)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.listdir", shuffled(order))
        assert project_of_any(project) == expected


def project_of_any(project: Path) -> object:
    return read_project(project, today=TODAY)


def shuffled(order: list[int]) -> object:
    listed = os.listdir

    def listdir(path: Path) -> list[str]:
        names = sorted(listed(path))
        return sorted(names, key=lambda name: (order[names.index(name) % 6], name))

    return listdir


@given(st.permutations(SCORES.splitlines(keepends=True)[:8]))
@settings(max_examples=30)
def test_the_order_of_keys_does_not_matter(project: Path, keys: list[str]) -> None:
    expected = project_of(project).afnamen[0]
    put(project, SCORE_FILE, "".join(keys) + SCORES[SCORES.index("scores:") :])

    assert project_of(project).afnamen[0] == expected

    put(project, SCORE_FILE, SCORES)
