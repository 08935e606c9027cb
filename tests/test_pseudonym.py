"""A pseudonym tells nothing: it is drawn by lot, and nobody has or had it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pseudonym
from generator.model.project import Settings
from generator.pseudonym import DIGITS, LETTERS, PREFIX, fresh, taken
from generator.reading.values import is_safe_id
from tests.projects import REGISTER_FILE, SCORES, edit, put
from tests.repository import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pseudonym_can_be_a_folder_a_key_and_a_piece_of_an_address() -> None:
    found = {fresh(()) for _ in range(1000)}

    assert [id for id in found if not is_safe_id(id) or not re.fullmatch(r"ib-[2-9a-z]+", id)] == []
    assert len(found) > 950


def test_no_two_letters_stand_together_so_that_no_initials_can_be_read() -> None:
    for _ in range(1000):
        signs = fresh(()).removeprefix(PREFIX)

        assert not any(one.isalpha() and other.isalpha() for one, other in pairwise(signs))


def test_no_sign_looks_like_another() -> None:
    alike = ("0o", "1li", "5s", "2z", "8b", "6b", "9gq", "uv", "vw")

    assert [pair for pair in alike[:-1] if sum(sign in DIGITS + LETTERS for sign in pair) > 1] == []
    assert not set("aeiou") & set(LETTERS)


@settings(max_examples=50)
@given(st.integers(0, 400))
def test_pseudonyms_never_collide(number: int) -> None:
    found: set[str] = set()
    for _ in range(number):
        found.add(fresh({id.upper() for id in found}))

    assert len({id.lower() for id in found}) == number


def test_where_nearly_all_are_taken_the_next_is_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pseudonym, "DIGITS", "2")
    monkeypatch.setattr(pseudonym, "LETTERS", "c")

    assert fresh({"IB-2c2c2"}) == "ib-2c2c2c"


def test_the_register_is_taken_and_every_folder_in_scores(project: Path) -> None:
    put(project, "scores/ib-2C3/2026-05-12-adviseur.yml", SCORES)

    assert {"jb-7", "ib-9", "ib-2C3"} <= taken(project, Settings(), ["ib-9"])


def test_a_project_without_scores_or_git_has_nothing_taken(tmp_path: Path) -> None:
    assert taken(tmp_path, Settings(register="elders/register.yml"), []) == set()


@pytest.mark.parametrize("place", ["scores/ib-2c3d4/2026-05-12-adviseur.yml", "scores/IB-2c3d4/x.yml"])
def test_who_was_in_the_history_of_git_keeps_their_pseudonym(project: Path, place: str) -> None:
    root = repository(project)
    put(root, place, SCORES)
    commit(root)
    git(root, "rm", "--quiet", "-r", place.rpartition("/")[0])
    commit(root)

    assert "ib-2c3d4" in {id.lower() for id in taken(root, Settings(), [])}


def test_who_was_only_in_an_earlier_register_on_another_branch_keeps_it_too(project: Path) -> None:
    root = repository(project)
    git(root, "switch", "--quiet", "--create", "anders")
    edit(root, REGISTER_FILE, "ib_ers:\n", "ib_ers:\n  ib-2c3d4: {naam: Noor Quispelaar}\n")
    commit(root)
    git(root, "switch", "--quiet", "hoofd")

    assert "ib-2c3d4" in taken(root, Settings(), [])
