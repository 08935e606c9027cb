"""What was read before, for who reads the same project again and again: a file that is the same is not read anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from generator.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What came of one file; None after the problems that say why."""

    value: T | None = None
    problems: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str, str, int | None], int] = field(default_factory=dict)
    """Where things stand in it, as Places keeps them."""


class Memory:
    """By name the last that was made, and what it was made from: its bytes and all else that counts. Neither clock nor disk is asked.

    Whoever reads once needs none that lasts. It holds no more than one outcome for each file of the project.
    """

    def __init__(self) -> None:
        self.known: dict[str, tuple[tuple[object, ...], Any]] = {}

    def recall(
        self, name: str, made_from: tuple[object, ...], make: Callable[[], T], lasts: Callable[[], bool] = lambda: True
    ) -> T:
        """What was made of the very same before, or what is made now. Once it is made, it is known whether it lasts."""
        before, found = self.known.get(name, ((), None))
        if before == made_from and before:
            remembered: T = found
            return remembered
        made = make()
        if lasts():
            self.known[name] = made_from, made
        return made

    def same(self, name: str, made: T) -> T:
        """The very object that was there before, when it was equal: then comparing with it costs nothing."""
        return self.recall(name, (made,), lambda: made)

    def forget_all_but(self, names: Collection[str]) -> None:
        """Other threads may be reading meanwhile."""
        for name in [name for name in list(self.known) if name not in names]:
            self.known.pop(name, None)
