"""A build that was killed was not for nothing, and what it leaves is gone after the next one."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from generator import output, pdf
from generator.build import Part, build, check, recover
from generator.leftovers import leftovers
from generator.surroundings import SurroundingsError
from tests.projects import SCORE_FILE, TODAY, edit
from tests.units import ALL, DIEPE, EVERYBODY, PLONS, QUIET, built, quick, three_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.problems import Problem
    from generator.rendering.page import Sheet


pytestmark = pytest.mark.usefixtures("no_type_is_set")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return three_people(tmp_path / "project")


def killed_at(folder: str, root: Path) -> None:
    """A build that is ended, in a process of its own, when a PDF in this folder is to be made."""
    process = os.fork()
    if not process:
        try:
            pdf.make_pdfs = dying(folder)  # type: ignore[assignment]
            built(root)
        finally:
            os._exit(1)
    assert os.waitpid(process, 0)[1] == 9 << 8


def dying(folder: str) -> object:
    def make(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for path, made in quick(sheets):
            if path.startswith(folder):
                os._exit(9)
            yield path, made

    return make


def beside(root: Path) -> list[Path]:
    return sorted(root.glob(".*.nieuw-*"))


def left_by_a_killed_build(root: Path) -> Path:
    """A whole one, where the dossier is no more."""
    built(root)
    return (root / "dossier").rename(root / f".dossier{output.BESIDE}0123abcd")


def test_what_a_killed_build_had_made_is_taken_over_by_the_next(root: Path, rendered: list[str]) -> None:
    killed_at("ib-ers/wk-2", root)
    (left,) = beside(root)
    assert left.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in left.glob("ib-ers/*")} == {"jb-7", "wk-2"}

    made = built(root)

    assert rendered == ["ib-ers/wk-2", "ib-ers/zz-9"]
    assert beside(root) == []
    assert made == built(root, cached=False)


def test_killed_again_and_again_it_comes_further_each_time(root: Path, rendered: list[str]) -> None:
    for folder in (PLONS, "ib-ers/jb-7", "ib-ers/zz-9"):
        killed_at(folder, root)
    assert len(beside(root)) == 3

    built(root)

    assert rendered == ["ib-ers/zz-9"]
    assert beside(root) == []


def test_an_edit_since_then_is_seen(root: Path, rendered: list[str]) -> None:
    left_by_a_killed_build(root)
    rendered.clear()
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')

    made = built(root)

    assert rendered == [ALL, PLONS, "ib-ers/jb-7"]
    assert made == built(root, cached=False)


def test_a_line_that_was_being_written_counts_for_nothing(root: Path, rendered: list[str]) -> None:
    left = left_by_a_killed_build(root)
    lines = (left / output.MADE).read_bytes()
    (left / output.MADE).write_bytes(lines[: len(lines) - 10])
    rendered.clear()

    built(root)

    assert len(rendered) == 1


def test_what_another_may_have_written_in_is_not_taken_over_and_goes_too(root: Path, rendered: list[str]) -> None:
    left_by_a_killed_build(root).chmod(0o755)
    rendered.clear()

    built(root)

    assert len(rendered) == len(EVERYBODY) + 3
    assert beside(root) == []


def test_without_cache_it_only_goes(root: Path, rendered: list[str]) -> None:
    left_by_a_killed_build(root)
    rendered.clear()

    built(root, cached=False)

    assert len(rendered) == len({ALL, PLONS, DIEPE, *EVERYBODY})
    assert beside(root) == []


def test_it_goes_also_when_the_next_build_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left_by_a_killed_build(root)

    def full(_: object) -> Iterator[tuple[str, bytes]]:
        raise SurroundingsError("de schijf is vol")

    monkeypatch.setattr(pdf, "make_pdfs", full)
    with pytest.raises(SurroundingsError):
        built(root)

    assert beside(root) == []


def test_who_stops_a_build_loses_nothing_that_was_made(
    root: Path, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_at("ib-ers/wk-2", root)
    make = pdf.make_pdfs

    def stopped(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for path, made in make(sheets):
            if path.startswith("ib-ers/zz-9"):
                raise KeyboardInterrupt
            yield path, made

    monkeypatch.setattr(pdf, "make_pdfs", stopped)
    with pytest.raises(KeyboardInterrupt):
        built(root)
    monkeypatch.setattr(pdf, "make_pdfs", make)

    assert len(beside(root)) == 2
    assert all(left.stat().st_mode & 0o777 == 0o700 for left in beside(root))
    rendered.clear()
    made = built(root)
    assert rendered == ["ib-ers/zz-9"]
    assert beside(root) == []
    assert made == built(root, cached=False)


def test_what_a_running_build_holds_stays_and_is_not_taken_over(root: Path) -> None:
    with output.beside(root / "dossier", private=True) as busy, leftovers(root / "dossier") as found:
        assert found == []
    left = left_by_a_killed_build(root)
    shutil.copytree(left, busy)
    with output.held(busy), leftovers(root / "dossier") as found:
        assert found == [left]

    assert beside(root) == [busy]


@pytest.mark.parametrize(("to_make", "left"), [((), 0), (("site",), 0), (("dossier",), 1)])
def test_before_a_build_it_is_kept_for_a_dossier_that_is_to_be_made_alone(
    root: Path, to_make: tuple[Part, ...], left: int
) -> None:
    left_by_a_killed_build(root)

    recover(root, check(root, today=TODAY).project.settings, to_make)

    assert len(beside(root)) == left


def test_a_dossier_that_was_laid_aside_comes_back_before_anything_is_made(root: Path) -> None:
    left = left_by_a_killed_build(root)
    left.rename(f"{left}{output.ASIDE}")
    checked = check(root, today=TODAY)

    recover(root, checked.project.settings, ["dossier"])

    assert (root / "dossier/index.html").is_file()
    build(checked, root, QUIET, ["dossier"])
    assert beside(root) == []
