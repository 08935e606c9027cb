"""Whose a pseudonym was at each moment: what tells two people apart, and what does not."""

from __future__ import annotations

import pytest

from generator.history.log import Entry
from generator.history.reused import Step, first_step, from_there, may_be_one
from generator.model.vastlegging import Commit

FILE = frozenset({"a.yml"})
SCORED, GONE = Step(kept=FILE, added=FILE), Step(gone=FILE)
JO, STRUCK = Step(is_listed=True, names=("Jo Blaak",)), Step(was_listed=True, is_struck=True)
ZEB = Step(is_listed=True, names=("Zeb Kwast",))


@pytest.mark.parametrize(
    ("name", "other", "is_one"),
    [
        ("Jo Blaak", "JO de Wit-Blaak", True),
        ("Jo de Wit", "An de Boer", False),
        ("Jo van der Wit", "An van der Boer", False),
        ("Jo Blaak", "", True),
        ("Jo Blaak", "Zeb Kwast", False),
    ],
)
def test_who_may_be_one(name: str, other: str, is_one: bool) -> None:  # noqa: FBT001
    assert may_be_one(name, other) is may_be_one(other, name) is is_one


@pytest.mark.parametrize(
    ("steps", "name", "begin"),
    [
        ([JO, SCORED, GONE, SCORED], "Jo Blaak", 0),
        ([SCORED, JO], "Jo Blaak", 0),
        ([SCORED, GONE, SCORED], "", 2),
        ([JO, STRUCK, ZEB], "Zeb Kwast", 2),
        ([JO, STRUCK, JO], "Jo Blaak", 2),
        ([JO, Step(was_listed=True, is_listed=True, names=("",)), ZEB], "Zeb Kwast", 2),
        ([JO, SCORED, STRUCK], "Zeb Kwast", 3),
        ([JO, SCORED, STRUCK, GONE, SCORED], "Zeb Kwast", 4),
        ([JO, STRUCK, Step(was_listed=True, is_listed=True, names=("Jo Blaak",))], "Jo Blaak", 0),
        ([], "Zeb Kwast", 0),
    ],
)
def test_the_first_step_of_who_has_it_now(steps: list[Step], name: str, begin: int) -> None:
    assert first_step(steps, name) == begin


def test_what_was_made_beside_a_commit_did_not_come_after_it() -> None:
    entries = [
        Entry(Commit(id), tuple(parents), ()) for id, parents in [("a", ""), ("b", "a"), ("c", "a"), ("d", "bc")]
    ]

    assert from_there(entries, 1) == {"b", "d"}
    assert from_there(entries, 0) == set("abcd")
    assert from_there(entries, 4) == set()
