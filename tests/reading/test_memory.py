"""Reading a project again: only what changed is read, and the outcome is that of somebody who reads it for the first time."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from generator import history
from generator.reading import parsing
from generator.reading import project as project_module
from generator.reading.memory import Memory
from generator.reading.project import read_project, read_public
from tests.projects import SCORE_FILE, SCORES, SETTINGS, TODAY, change, edit, put
from tests.repository import commit, repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.model.project import Project
    from generator.problems import Problem

SECOND = "scores/jb-7/2026-05-13-directeur.yml"
RUBRIC = "rubrics/zwemles.yml"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed."""
    found: list[str] = []
    real = parsing.parse

    def counted(path: str, data: bytes, **more: Any) -> object:  # noqa: ANN401
        found.append(path)
        return real(path, data, **more)

    monkeypatch.setattr(project_module, "parse", counted)
    return found


@pytest.fixture
def two(project: Path) -> Path:
    put(project, SECOND, change(SCORES, "2026-05-12", "2026-05-13"))
    edit(project, SECOND, "rol: adviseur", "rol: directeur")
    return project


def read(root: Path, memory: Memory | None = None, today: date = TODAY) -> tuple[Project, list[Problem]]:
    older = partial(history.lost_rubric, history.Git(root))
    return read_project(root, today=today, older=older, memory=memory)


def test_after_one_edit_one_file_is_parsed(two: Path, parsed: list[str]) -> None:
    memory = Memory()
    read(two, memory)
    parsed.clear()
    edit(two, SCORE_FILE, "Rustige les.", "Drukke les.")
    read(two, memory)

    assert parsed == ["mkdocs.yml", SCORE_FILE]


EDITS: dict[str, Callable[[Path], object]] = {
    "a score": lambda root: edit(root, SCORE_FILE, '"a.1": B', '"a.1": A'),
    "a fault": lambda root: edit(root, SCORE_FILE, '"a.1": B', '"a.1": D'),
    "no yaml": lambda root: put(root, SCORE_FILE, "{"),
    "half a file": lambda root: put(root, SCORE_FILE, ""),
    "gone": lambda root: (root / SCORE_FILE).unlink(),
    "another folder": lambda root: (root / "scores/jb-7").rename(root / "scores/jb-8"),
    "a name in the register": lambda root: edit(root, "scores/register.yml", "Jo Blaak", "Rustige Les"),
    "nobody in the register": lambda root: put(root, "scores/register.yml", "ib_ers: {}\n"),
    "no register": lambda root: (root / "scores/register.yml").unlink(),
    "the schaal": lambda root: edit(root, RUBRIC, "waarde: B", "waarde: X"),
    "a fault in the rubric": lambda root: edit(root, RUBRIC, "titel: Kijken", "tietel: Kijken"),
    "the versie": lambda root: edit(root, RUBRIC, 'versie: "3"', 'versie: "4"'),
    "register and rubric in one file": lambda root: put(
        root, "mkdocs.yml", f"{SETTINGS}extra: {{kijkwijzer: {{register: {RUBRIC}}}}}\n"
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_it_is_no_other_than_what_is_read_for_the_first_time(two: Path, name: str) -> None:
    memory = Memory()
    before = read(two, memory)
    EDITS[name](two)
    after = read(two, memory)

    assert after == read(two)
    assert after != before
    assert read(two, memory) == after


def test_a_date_in_the_future_is_so_until_that_day(project: Path) -> None:
    memory = Memory()
    tomorrow = date(2026, 5, 12)
    yesterday = tomorrow - timedelta(days=1)

    assert len(read(project, memory, today=yesterday)[1]) == 1
    assert read(project, memory, today=tomorrow)[1] == []


def test_a_versie_that_only_git_has_is_found_and_told_each_time(two: Path) -> None:
    repository(two)
    edit(two, RUBRIC, 'versie: "3"', 'versie: "4"')
    commit(two)
    memory = Memory()
    first = read(two, memory)

    assert ["gelezen uit git" in problem.message for problem in first[1]] == [True]
    assert read(two, memory) == first

    (two / SCORE_FILE).unlink()

    assert read(two, memory) == read(two)


def test_what_depends_on_git_is_not_there_for_who_reads_at_the_same_time(two: Path) -> None:
    """They would not find the rubric that came of reading it."""
    repository(two)
    edit(two, RUBRIC, 'versie: "3"', 'versie: "4"')
    commit(two)
    held: list[str] = []

    class Listening(dict[str, Any]):
        def __setitem__(self, name: str, found: object) -> None:
            held.append(name)
            super().__setitem__(name, found)

    memory = Memory()
    memory.known = Listening()
    read(two, memory)

    assert RUBRIC in held
    assert SCORE_FILE not in held


def test_it_holds_nothing_of_files_that_are_gone(two: Path) -> None:
    memory = Memory()
    read(two, memory)
    (two / SECOND).unlink()
    read_public(two, memory)

    assert SECOND in memory.known

    read(two, memory)

    assert SECOND not in memory.known
    assert SCORE_FILE in memory.known
