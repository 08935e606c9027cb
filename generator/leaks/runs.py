"""Runs of words: what tells one note from all other Dutch that is on a site.

A single needle for each note would take a gigabyte for thousands of score files; tuples of words take a tenth, and are looked up
in one pass over the words of a page.
"""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from generator.leaks.folding import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Run = tuple[str, ...]
"""So many words in a row."""

LONG, SHORT = 8, 5
"""Words in a run, and in one of a text that is no longer than that."""
LETTERS = {LONG: 26, SHORT: 20}
"""Fewer letters than this make everyday words, such as 'in de loop van het'."""


def runs_of(text: str) -> set[Run]:
    """The few runs by which a text is known again: from its beginning, middle and end; of a short one its longest words, of a few words none."""
    found = words(plain(text))
    if len(found) >= LONG:
        last = len(found) - LONG
        runs = [found[start : start + LONG] for start in (0, last // 2, last)]
    else:
        runs = [
            max((found[start : start + SHORT] for start in range(len(found) - SHORT + 1)), key=_letters, default=[])
        ]
    return {tuple(map(intern, run)) for run in runs if run and _letters(run) >= LETTERS[len(run)]}


def _letters(run: Sequence[str]) -> int:
    return sum(map(len, run))


def runs_in(found: Sequence[str], known: Mapping[Run, int]) -> Iterator[Run]:
    """The known runs among the words of a page."""
    for length in (LONG, SHORT):
        yield from filter(known.__contains__, zip(*(found[start:] for start in range(length)), strict=False))


def without(runs: dict[Run, int], texts: Iterable[str]) -> None:
    """Takes out the runs that stand in these texts."""
    for text in texts:
        for run in set(runs_in(words(plain(text)), runs)):
            del runs[run]
