"""One person more or less in a register: what somebody else typed there stays as it was, letter for letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.register import InternBegeleider
from generator.reading.kept_comments import comments_of
from generator.register_file import read
from generator.register_text import with_entry, without_entry

NEW = InternBegeleider("ib-4k7w2", "Noor Quispelaar", "De Plons", "taak", date(2026, 8, 1))
LINES = """\
  ib-4k7w2:
    naam: Noor Quispelaar
    school: De Plons
    aanstelling: taak
    in_dienst: 2026-08-01
"""
BETWEEN = "ib-4k7w2: {naam: Noor Quispelaar, school: De Plons, aanstelling: taak, in_dienst: 2026-08-01}"

PLACES = {
    "under the last one": ("ib_ers:\n  a: {naam: X}\n", f"ib_ers:\n  a: {{naam: X}}\n{LINES}"),
    "under the first line of a register without people": ("ib_ers:\n", f"ib_ers:\n{LINES}"),
    "under what was remarked there": ("ib_ers:   # wie\n  # niemand\n", f"ib_ers:   # wie\n  # niemand\n{LINES}"),
    "before what comes after the people": (
        "ib_ers:\n  a: {naam: X}\n\n# en verder\nstichting: Y\n",
        f"ib_ers:\n  a: {{naam: X}}\n{LINES}\n# en verder\nstichting: Y\n",
    ),
    "below a remark that belongs to the last one": (
        "ib_ers:\n  a:\n    naam: X\n\n    # tot de zomer\n  # later meer\n",
        f"ib_ers:\n  a:\n    naam: X\n\n    # tot de zomer\n{LINES}  # later meer\n",
    ),
    "at the end, where there are no people yet": ("stichting: Y\n", f"stichting: Y\nib_ers:\n{LINES}"),
    "between brackets, as the first": ("ib_ers: {a: {naam: X},}\n", f"ib_ers: {{{BETWEEN}, a: {{naam: X}},}}\n"),
    "between empty brackets": ("ib_ers: {} # wie\n", f"ib_ers: {{{BETWEEN}}} # wie\n"),
    "between brackets over lines, on a line of its own": (
        "ib_ers: {   # wie\n  a: {naam: X},\n  }\n",
        f"ib_ers: {{   # wie\n  {BETWEEN},\n  a: {{naam: X}},\n  }}\n",
    ),
    "set in as the others are": (
        "ib_ers:\n      a: {naam: X}\n",
        "ib_ers:\n      a: {naam: X}\n" + "".join(f"    {line}\n" for line in LINES.splitlines()),
    ),
}


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES)
def test_somebody_new_stands(before: str, after: str) -> None:
    assert with_entry(before, NEW) == after


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_the_line_ends_of_the_register_are_kept(end: str) -> None:
    text = "ib_ers:\n  a: {naam: X}\n"

    assert with_entry(text.replace("\n", end), NEW) == (text + LINES).replace("\n", end)


def test_a_last_line_without_an_end_stays_without_and_a_mark_at_the_start_stays() -> None:
    assert with_entry("\ufeffib_ers:\n  a: {naam: X}", NEW) == "\ufeffib_ers:\n  a: {naam: X}\n" + LINES[:-1]


def test_what_is_not_known_is_not_written() -> None:
    assert with_entry("ib_ers:\n", InternBegeleider("ib-2")) == "ib_ers:\n  ib-2: {}\n"
    assert with_entry("ib_ers:\n", InternBegeleider("ib-2", "Jo")) == "ib_ers:\n  ib-2:\n    naam: Jo\n"


@pytest.mark.parametrize("word", ["null", "~"])
def test_a_word_instead_of_people_is_not_touched(word: str) -> None:
    assert with_entry(f"ib_ers: {word}\n", NEW) == f"ib_ers: {word}\n"


TAKEN = {
    "from between others": ("ib_ers:\n  a: {}\n  b: {naam: X}   # weg\n  c: {}\n", "ib_ers:\n  a: {}\n  c: {}\n"),
    "with what was remarked inside": (
        "ib_ers:\n  a: {}\n  b:\n    naam: X\n\n    # ziek\n  # c\n",
        "ib_ers:\n  a: {}\n  # c\n",
    ),
    "but not with what stands above": ("ib_ers:\n  # Oost\n  b: {}\n  c: {}\n", "ib_ers:\n  # Oost\n  c: {}\n"),
    "as the only one": ("ib_ers:\n  b: {}\nstichting: Y\n", "ib_ers:\nstichting: Y\n"),
    "as the first between brackets": ("ib_ers: {b: {}, c: {}}\n", "ib_ers: {c: {}}\n"),
    "as the last between brackets": ("ib_ers: {a: {} , b: {},}\n", "ib_ers: {a: {},}\n"),
    "as the only one between brackets": ("ib_ers: { b: {} }\n", "ib_ers: {  }\n"),
    "as the last between brackets over lines, with the remark of nobody else": (
        "ib_ers: {\n  a: {},  # ziek\n  # Oost\n  b: {naam: X}  # weg\n  }\n",
        "ib_ers: {\n  a: {},  # ziek\n  # Oost\n  }\n",
    ),
    "as the first between brackets over lines, with the remark of nobody else": (
        "ib_ers: {\n  b: {\n    naam: X,  # zo heet ze\n  },  # weg\n  # Oost\n  c: {}}\n",
        "ib_ers: {\n  # Oost\n  c: {}}\n",
    ),
    "as the only one between brackets over lines": ("ib_ers: {\n  b: {}  # weg\n}\n", "ib_ers: {\n}\n"),
    "from between brackets on a shared line": (
        "ib_ers: {\n  a: {}, b: {naam: '#'},\n  c: {}}\n",
        "ib_ers: {\n  a: {}, c: {}}\n",
    ),
    "where the last line has no end": ("ib_ers:\r\n  a: {}\r\n  b: {}", "ib_ers:\r\n  a: {}"),
    "not when not there": ("ib_ers:\n  a: {}\n", "ib_ers:\n  a: {}\n"),
}


@pytest.mark.parametrize(("before", "after"), TAKEN.values(), ids=TAKEN)
def test_somebody_is_taken_out(before: str, after: str) -> None:
    assert without_entry(before, "b") == after


@pytest.mark.parametrize(
    "text",
    [
        "ib_ers: {a: {},  # ziek\n  b: {}}\n",
        "ib_ers: {b: {},  # van wie?\n  c: {}}\n",
        "ib_ers: {a: {}  # ziek\n  , b: {}}\n",
    ],
)
def test_where_a_remark_may_be_about_somebody_else_nobody_is_taken_out(text: str) -> None:
    assert without_entry(text, "b") == text


# --- Laws

WORD = st.text(st.sampled_from("abcXYZ éÇ'#:-{}[]\"\\,&*!|>%@`"), min_size=1, max_size=12).map(str.strip).filter(bool)
ID = st.from_regex(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,8}[A-Za-z0-9])?", fullmatch=True)
REMARK = st.sampled_from(["", "", "", "# los", "  # bij de mensen", "    # erbij", "        # heel ver", "\n"])
BEHIND = ["", "   # erbij"]


@st.composite
def registers(draw: st.DrawFn) -> str:
    """Registers as people keep them: on lines or between brackets, with remarks anywhere, whatever the line ends."""
    ids = draw(st.lists(ID, max_size=4, unique_by=str.lower))
    people = [_person(draw, id) for id in ids]
    remarks = [draw(REMARK) for _ in range(len(people) + 3)]
    top = draw(st.sampled_from(["", "fictief: ja", "stichting: 'Y'"]))
    bottom = draw(st.sampled_from(["", "stichting: 'Z'"])) if not top.startswith("stichting") else ""
    if draw(st.booleans()) and ids:
        inside = [
            part for id in ids for part in (draw(REMARK), f"  {id}: {{naam: 'X'}},{draw(st.sampled_from(BEHIND))}")
        ]
        lines = [top, remarks[0], "ib_ers: {", *inside, "  }", bottom]
    elif draw(st.booleans()):
        flat = ", ".join(f"{id}: {{naam: 'X'}}" for id in ids)
        lines = [top, remarks[0], f"ib_ers: {{{flat}}}", bottom]
    else:
        inside = [part for pair in zip(remarks[2:], people, strict=False) for part in pair]
        lines = [top, remarks[0], f"ib_ers:{draw(st.sampled_from(['', '  # wie']))}", *inside, remarks[1], bottom]
    text = "".join(f"{line}\n" for line in lines if line)
    text = text if draw(st.booleans()) else text.rstrip("\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


def _person(draw: st.DrawFn, id: str) -> str:
    return draw(
        st.sampled_from(
            [
                f"  '{id}': {{naam: 'X', school: \"Y\"}}",
                f"  '{id}': {{}}   # nieuw",
                f"  '{id}':\n    naam: |\n      Jo\n    # en\n    school: 'De Plons'",
                f"  '{id}':\n\n    naam: 'X'\n    in_dienst: 2021-08-01",
            ]
        )
    )


@settings(max_examples=100)
@given(registers(), ID, WORD, WORD)
def test_who_is_added_and_removed_leaves_the_same_bytes(text: str, id: str, name: str, school: str) -> None:
    before = read("register.yml", text.encode())
    if id.lower() in map(str.lower, before.ib_ers):
        return
    new = InternBegeleider(id, name, school)

    more = with_entry(text, new)

    assert read("register.yml", more.encode()).ib_ers == {**before.ib_ers, id: new}
    assert comments_of(more.removeprefix("\ufeff")) == comments_of(text.removeprefix("\ufeff"))
    assert without_entry(more, id) == text


@settings(max_examples=100)
@given(registers(), st.data())
def test_who_is_removed_was_the_only_one(text: str, data: st.DataObject) -> None:
    before = read("register.yml", text.encode())
    id = data.draw(st.sampled_from([*before.ib_ers, "niemand"]))

    after = read("register.yml", without_entry(text, id).encode())

    assert after.ib_ers == {other: ib_er for other, ib_er in before.ib_ers.items() if other != id}
    assert (after.stichting, after.is_fictional) == (before.stichting, before.is_fictional)
