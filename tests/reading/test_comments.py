"""Each comment of a YAML text with the thing that it belongs to."""

from __future__ import annotations

import pytest

from generator.reading.comments import outline


def said(text: str) -> list[tuple[str, str, tuple[str | int, ...]]]:
    return [(comment.text, comment.side, comment.keys) for comment in outline(text).comments]


@pytest.mark.parametrize(
    ("text", "side", "keys"),
    [
        ("# x\na: 1\n", "above", ("a",)),
        ("# x\n\na: 1\n", "top", ()),
        ("--- # x\na: 1\n", "above", ("a",)),
        ("a: 1 # x\n", "behind", ("a",)),
        ("a: # x\n  b: 1\n", "behind", ("a",)),
        ("a:\n  # x\n  b: 1\n", "above", ("a", "b")),
        ("a:\n# x\n  b: 1\n", "above", ("a", "b")),
        ("a:\n  b: 1\n  # x\nc: 2\n", "inside", ("a",)),
        ("a:\n  b: 1\n# x\nc: 2\n", "above", ("c",)),
        ("a:\n  b:\n    c: 1\n  # x\nd: 2\n", "inside", ("a",)),
        ("a:\n  b: 1\n    # x\n  c: 2\n", "above", ("a", "c")),
        ("a:\n  # x\n  'tekst'\n", "above", ("a",)),
        ("a: 1\n# x\n", "end", ()),
        ("a:\n  b: 1\n  # x\n", "inside", ("a",)),
        ("a:\n  b: 1\n# x", "end", ()),
        ("a: 1\n... # x\n", "end", ()),
        ("a:\n- b: 1 # x\n", "behind", ("a", 0, "b")),
        ("a:\n- # x\n  b: 1\n", "above", ("a", 0)),
        ("a:\n- 1\n# x\n- 2\n", "above", ("a", 1)),
        ("a:\n  - b: 1\n    # x\n  - b: 2\n", "inside", ("a", 0)),
        ("a: [1, # x\n  2]\n", "behind", ("a", 0)),
        ("a: [1,\n  # x\n  2]\n", "above", ("a", 1)),
        ("a: [1\n  # x\n  ]\n", "above", ("a",)),
        ("a: [1] # x\n", "behind", ("a",)),
        ("a: {b: 1 # x\n  , c: 2}\n", "behind", ("a", "b")),
        ("a: |\n  tekst\n# x\nb: 1\n", "above", ("b",)),
        ("a:\n- |\n  tekst\n- # x\n  c: 1\n", "above", ("a", 1)),
        ("a:    # x\nb: 1\n", "behind", ("a",)),
    ],
)
def test_a_comment_belongs_to_what_it_stands_behind_or_above(text: str, side: str, keys: tuple[str | int, ...]) -> None:
    assert said(text) == [("# x", side, keys)]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  # x\n",
        "a: '# x'\n",
        'a: "b\n  # x"\n',
        "a: b#x\n",
        "a: 'it''s # x'\n",
        "a: [b#x]\n",
        "a: >\n  b\n\n  # x\n",
    ],
)
def test_a_sign_within_a_text_is_no_comment(text: str) -> None:
    assert said(text) == []


def test_a_comment_holds_all_up_to_the_end_of_its_line() -> None:
    assert said('a: 1 #  "x" # [y]: {  \n') == [('#  "x" # [y]: {', "behind", ("a",))]


def test_comments_come_in_the_order_of_the_file() -> None:
    text = "# 1\n\n# 2\na: 1 # 3\n# 4\nb:\n- c: 1 # 5\n  # 6\n# 7\n"

    assert [text for text, _, _ in said(text)] == ["# 1", "# 2", "# 3", "# 4", "# 5", "# 6", "# 7"]
    assert [side for _, side, _ in said(text)] == ["top", "above", "behind", "above", "behind", "inside", "end"]


def test_places_know_where_a_thing_ends() -> None:
    places = outline("a:\n  b: |\n    een\n\n    twee\n\nc: [1,\n  2]\n").places

    assert {keys: (place.first, place.last) for keys, place in places.items()} == {
        (): (0, 7),
        ("a",): (0, 5),
        ("a", "b"): (1, 5),
        ("c",): (6, 7),
        ("c", 0): (6, 6),
        ("c", 1): (7, 7),
    }
