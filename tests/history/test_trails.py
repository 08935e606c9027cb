"""The way of files back through commits: all at once gives the same as each on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.history.log import Change, Entry, History
from generator.history.trails import trails
from generator.model.vastlegging import Commit

if TYPE_CHECKING:
    from collections.abc import Iterator

PATHS = ("a", "b", "c")


@dataclass(frozen=True)
class Version:
    """A commit as it is: everything that is in it, and what it came from."""

    number: int
    parents: tuple[int, ...]
    files: dict[str, str]


@st.composite
def versions(draw: st.DrawFn) -> list[Version]:
    """The oldest first; each one after the first has one, two or three parents, and the last is an heir of the one before it."""
    found = [Version(0, (), draw(st.dictionaries(st.sampled_from(PATHS), st.sampled_from("12"))))]
    for number in range(1, draw(st.integers(1, 12))):
        others = draw(st.lists(st.integers(0, number - 1), max_size=2, unique=True))
        parents = tuple(dict.fromkeys([draw(st.sampled_from([number - 1, *others])), *others]))
        files = dict(found[parents[0]].files)
        for side in parents[1:]:
            if draw(st.booleans()):
                files |= found[side].files
        files |= draw(st.dictionaries(st.sampled_from(PATHS), st.sampled_from("123"), max_size=1))
        found.append(Version(number, parents, files))
    return found


def history_of(found: list[Version]) -> History:
    """As git would tell it: the newest first, without what the newest does not come from."""
    needed, ahead = {len(found) - 1}, [len(found) - 1]
    while ahead:
        for parent in found[ahead.pop()].parents:
            if parent not in needed:
                needed.add(parent)
                ahead.append(parent)
    return History(
        tuple(
            Entry(Commit(str(version.number)), tuple(map(str, version.parents)), tuple(changes(version, found)))
            for version in reversed(found)
            if version.number in needed
        )
    )


def changes(version: Version, found: list[Version]) -> Iterator[Change]:
    before = found[version.parents[0]].files if version.parents else {}
    for path, blob in version.files.items():
        if before.get(path) != blob:
            yield Change(path, path, blob, is_new=path not in before)


def alone(found: list[Version], path: str) -> list[int]:
    """The commits that made one file what it is, newest first: where a parent has the same, only that one counts."""
    made, seen, ahead = set(), set(), [len(found) - 1]
    while ahead:
        version = found[ahead.pop()]
        if version.number in seen or path not in version.files:
            continue
        seen.add(version.number)
        same = [parent for parent in version.parents if found[parent].files.get(path) == version.files[path]]
        ahead += same[:1] or version.parents
        if not same:
            made.add(version.number)
    return sorted(made, reverse=True)


@given(versions())
def test_all_files_at_once_have_the_past_that_each_has_alone(found: list[Version]) -> None:
    steps = trails(history_of(found), PATHS)

    assert {path: [int(step.entry.commit.id) for step in steps.get(path, ())] for path in PATHS} == {
        path: alone(found, path) for path in PATHS
    }


@given(versions())
def test_the_newest_step_holds_what_stands_in_the_newest_commit(found: list[Version]) -> None:
    steps = trails(history_of(found), PATHS)

    assert {path: steps[path][0].change.blob for path in steps} == found[-1].files


def entry(id: str, parents: str, *changes: Change) -> Entry:
    return Entry(Commit(id), tuple(parents), changes)


def ids(history: tuple[Entry, ...], path: str) -> str:
    return "".join(step.entry.commit.id for step in trails(History(history), [path]).get(path, ()))


def test_a_renamed_file_is_followed_under_its_older_name() -> None:
    moved = Change("new", "old", "1")

    assert ids((entry("C", "B", moved), entry("B", "A", Change("old", "old", "1")), entry("A", "")), "new") == "CB"


def test_two_files_that_swap_names_are_not_mixed_up() -> None:
    swap = entry("B", "A", Change("x", "y", "2"), Change("y", "x", "1"))
    made = entry("A", "", Change("x", "x", "1", is_new=True), Change("y", "y", "2", is_new=True))
    found = trails(History((swap, made)), ["x", "y"])

    assert [step.change.blob for step in found["x"]] == ["2", "2"]
    assert [step.change.blob for step in found["y"]] == ["1", "1"]


def test_a_new_file_under_the_name_that_another_left_has_no_part_in_its_past() -> None:
    history = (
        entry("C", "B", Change("old", "old", "9", is_new=True)),
        entry("B", "A", Change("new", "old", "1")),
        entry("A", "", Change("old", "old", "1", is_new=True)),
    )

    assert (ids(history, "old"), ids(history, "new")) == ("C", "BA")


def test_a_file_that_is_gone_has_no_steps() -> None:
    history = (entry("B", "A", Change("x", "x", "")), entry("A", "", Change("x", "x", "1", is_new=True)))

    assert ids(history, "x") == ""


def test_a_thousand_merges_are_no_deep_call() -> None:
    merges = [entry(f"m{number}", "", Change("x", "x", "1")) for number in range(3000)]
    chained = [
        Entry(
            one.commit, ("side" if number else "A", f"m{number + 1}" if number + 1 < len(merges) else "A"), one.changes
        )
        for number, one in enumerate(merges)
    ]
    made = (entry("side", "A"), entry("A", "", Change("x", "x", "1", is_new=True)))

    assert ids((*chained, *made), "x") == "A"
