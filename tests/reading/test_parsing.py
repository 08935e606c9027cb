"""YAML becomes nodes with their lines; nothing is resolved, and nothing is lost."""

from __future__ import annotations

import pytest

from generator.problems import Problem
from generator.reading.nodes import Mapping, Scalar, Sequence
from generator.reading.parsing import parse

pytestmark = pytest.mark.usefixtures("parser")


def tree(text: str, *, foreign: bool = False) -> Mapping:
    mapping, problems = parse("a.yml", text.encode(), foreign=foreign)
    assert mapping is not None, problems
    assert problems == []
    return mapping


def value(text: str) -> Scalar:
    """What stands at the key a."""
    node = tree(text).entries["a"][1]
    assert isinstance(node, Scalar)
    return node


def problems(text: str) -> list[Problem]:
    return parse("a.yml", text.encode())[1]


@pytest.mark.parametrize("written", ["no", "on", "010", "1:30", "1.10", "2026-05-12", "1e3", ".nan", "0x1", "=", "<<"])
def test_values_stay_as_they_were_written(written: str) -> None:
    assert value(f"a: {written}").text == written


def test_keys_stay_as_they_were_written_and_keep_their_order() -> None:
    assert list(tree("on: 1\n1.10: 2\n'1.1': 3\n010: 4\n").entries) == ["on", "1.10", "1.1", "010"]


def test_every_node_knows_its_line() -> None:
    top = tree("# eerst\na: 1\nb:\n  - x\n  - {c: d,\n     e: f}\n")
    nodes = top.entries["b"][1]

    assert isinstance(nodes, Sequence)
    assert isinstance(nodes.items[1], Mapping)
    assert [top.line, top.entries["b"][0].line, nodes.line, nodes.items[1].line] == [2, 3, 4, 5]
    assert [key.line for key, _ in nodes.items[1].entries.values()] == [5, 6]


def test_nothing_stands_at_the_line_of_its_key() -> None:
    group = tree("a: {b:\n\n, c: d}\n").entries["a"][1]

    assert isinstance(group, Mapping)
    assert group.entries["b"][1] == Scalar("", 1)


def test_null_is_only_null_without_quotes() -> None:
    assert [value(f"a: {written}").is_null for written in ("", "~", "null", "Null", "NULL")] == [True] * 5
    assert [value(f"a: {written}").is_null for written in ("''", "'~'", '"null"', "nul", "None", "|\n  null")] == [
        False
    ] * 6


@pytest.mark.parametrize("text", [
    "a: groep #7", "a: #7", "a: 'x'\nb: y", "a: groep\n  #7", "a:\n  #7", "a: |\n    groep\n  #7", "a: | #7\n  groep", "a: >- #7\n  groep",
    "a: [x #7\n  ]\n",
])  # fmt: skip
def test_a_comment_that_may_be_text_is_noticed(text: str) -> None:
    node = tree(text).entries["a"][1]
    last = node.items[-1] if isinstance(node, Sequence) else node

    assert isinstance(last, Scalar)
    assert last.cut is ("#7" in text)


@pytest.mark.parametrize("text", [
    "a: groep#7", "a: '#7'", '"a": "groep #7" # echt', "a: |\n  groep #7\n  #8", "# boven\na: groep\n# onder\nb: 1", "a: groep\n\n# verder\n", "b: {c: d}\na: x\n#7\n",
    "b:\n  - {c: d} # 7\na: x", "a: >\n  #7\n",
])  # fmt: skip
def test_a_comment_in_its_own_place_is_a_comment(text: str) -> None:
    assert value(text).cut is False


def test_a_second_key_of_the_same_name_is_a_problem_and_the_first_one_stays() -> None:
    mapping, said = parse("a.yml", b"a: 1\nb: 2\na: 3\nc: {d: 1, d: 2}\n")

    assert mapping is not None
    assert mapping.entries["a"][1] == Scalar("1", 1)
    assert [str(problem) for problem in said] == [
        "a.yml:3: 'a' staat hier voor de tweede keer; de eerste keer is op regel 1. Haal er een weg",
        "a.yml:4: 'd' staat hier voor de tweede keer; de eerste keer is op regel 4. Haal er een weg",
    ]


def test_depth_costs_no_stack_and_has_an_end() -> None:
    for text in ("[" * 20_000, "{a: " * 20_000, "- " * 20_000, "? " * 20_000):
        assert [problem.message.partition(";")[0] for problem in problems(text)] == [
            "hier zitten meer dan 20 niveaus in elkaar"
        ]


def test_nothing_is_constructed_from_a_foreign_file_either() -> None:
    top = tree("a: &x !!python/object/apply:os.system [id]\nb: *x\nc: !ENV HOME\nd: y # z\n", foreign=True)

    assert {key: node.text for key, (_, node) in top.entries.items() if isinstance(node, Scalar)} == {
        "b": "",
        "c": "",
        "d": "y",
    }
    assert not any(node.cut for _, node in top.entries.values() if isinstance(node, Scalar))


def test_a_line_is_never_beyond_the_file() -> None:
    for text in ("a: {b", "a: 'b", "a: |", "a: [", "a: b: c", "{", "a\nb", "?", "a: !x", "a: *"):
        assert all(0 <= problem.location.line <= text.count("\n") + 1 for problem in problems(text)), text
