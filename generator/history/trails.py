"""The way of each file back through the commits: over renames, branches and merges.

All files are followed at once, from the newest commit down. A commit hands what it did not touch to its first parent as one
heap, so the work grows with the number of changes and not with files times commits.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from generator.history.log import Change, Entry, History
    from generator.history.reused import Moments

Slot = list["Step"]
"""Waits for the step before, as seen from one parent: empty or one."""
Heap = dict[str, list[Slot]]
"""Who waits for the step that made each path what it is."""


@dataclass(eq=False)
class Step:
    """One commit that changed one file, and where the file came from: a slot for each parent."""

    entry: Entry
    change: Change
    number: int
    """Counted from the newest commit."""
    slots: tuple[Slot, ...] = field(default=())

    @property
    def before(self) -> list[Step]:
        return [slot[0] for slot in self.slots if slot]

    @property
    def is_rename(self) -> bool:
        return self.change.before != self.change.path

    def begin_here(self) -> None:
        """What git takes for the file before was another one."""
        self.change = replace(self.change, before=self.change.path, is_new=True)
        self.slots = ([], *self.slots[1:])

    def forget(self, others: Collection[Step]) -> None:
        """What it came from is left out where that is one of these."""
        kept = [slot if slot and _real(slot[0]) not in others else [] for slot in self.slots]
        if kept and self.slots[0] and not kept[0]:
            self.begin_here()
        self.slots = tuple(kept)

    @property
    def only_passes_on(self) -> Step | None:
        """Of a merge that took a file over as it was on one side: the step on that side."""
        if len(self.slots) < 2 or not self.change.blob:  # noqa: PLR2004
            return None
        same = (step for step in self.before if step.change.path == self.change.path)
        return next((step for step in same if step.change.blob == self.change.blob), None)


def trails(history: History, paths: Iterable[str]) -> Mapping[str, tuple[Step, ...]]:
    """Of each path the steps that made it what it is in the newest commit, the newest first; none for what is not there."""
    tips: dict[str, Slot] = {path: [] for path in paths}
    waiting: dict[str, Heap] = {}
    for number, entry in enumerate(history.entries):
        if number == 0:
            waiting[entry.commit.id] = {path: [slot] for path, slot in tips.items()}
        heap = waiting.pop(entry.commit.id, None)
        if heap:
            _hand_down(entry, number, heap, waiting)
    return {path: steps for path, slot in tips.items() if slot and (steps := walk(slot[0]))}


def _hand_down(entry: Entry, number: int, heap: Heap, waiting: dict[str, Heap]) -> None:
    """What an entry changed becomes steps, whose pasts are waited for at its parents; the rest it leaves to the first one."""
    claimed = [(change, slots) for change in entry.changes if (slots := heap.pop(change.path, None))]
    for change in entry.changes:
        if change.before != change.path:
            heap.pop(change.before, None)  # what stands there later is another file
    sides: list[Heap] = [{} for _ in entry.parents]
    for change, slots in claimed:
        step = Step(entry, change, number, tuple([] for _ in entry.parents))
        for slot in slots:
            slot.append(step)
        for place, (side, slot) in enumerate(zip(sides, step.slots, strict=True)):
            side.setdefault(change.path if place else change.before, []).append(slot)
    for place, (parent, side) in enumerate(zip(entry.parents, sides, strict=True)):
        handed = side if place else _joined(heap, side)
        waiting[parent] = _joined(waiting.get(parent), handed)


def _joined(one: Heap | None, other: Heap) -> Heap:
    """Both together; the smaller goes into the larger."""
    if one is None:
        return other
    small, large = sorted((one, other), key=len)
    for path, slots in small.items():
        large[path] = [*large.get(path, ()), *slots]
    return large


def walk(tip: Step) -> tuple[Step, ...]:
    """All real steps from here down, in the order of the log. Nothing when the file is gone by now."""
    tip = _real(tip)
    found: dict[Step, None] = {}
    ahead = [tip] if tip.change.blob else []
    while ahead:
        step = ahead.pop()
        if step not in found:
            found[step] = None
            ahead += past(step)
    return tuple(sorted(found, key=lambda step: step.number))


def since(steps: tuple[Step, ...], own: Moments) -> tuple[Step, ...]:
    """The steps down to where they are somebody else's. Nothing when the newest is."""
    others = {step for step in steps if (step.entry.commit.id, step.change.path) not in own}
    for step in steps:
        step.forget(others)
    return () if steps[0] in others else walk(steps[0])


def past(step: Step) -> list[Step]:
    """The real steps right before this one."""
    return [_real(before) for before in step.before]


def _real(step: Step) -> Step:
    while (further := step.only_passes_on) is not None:
        step = further
    return step
