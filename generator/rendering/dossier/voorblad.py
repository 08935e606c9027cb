"""The front page of a report: what of it stands on one A4, when there is only so much room.

Nothing is left out in silence: what is shortened ends in … and what is not whole says so, and the annex holds all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from generator.model.crosswalk import linked_taakgebieden
from generator.rendering.dossier import words
from generator.rendering.dossier.ruimte import cut, cut_line, lines_of, shares
from generator.rendering.dossier.voorbalans import Balansvorm, balansvorm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric
    from generator.model.verslag import Rij, Toezegging, Verslag

COLUMN = 60
"""Characters that stand on a line of half the page."""
FEW_LINES = 40
"""With less than this many afnamen are told in one line."""
FEWEST_LINES = 2
"""Of something that is named at all; with less room for each, fewer are named."""


@dataclass(frozen=True)
class Room:
    """How much the front page may show: lines of text, rows of the balans, and characters of a name or title."""

    lines: int
    rows: int = 40
    name: int = 90


ROOMS = (
    *(Room(lines) for lines in (400, *range(84, 24, -3))),
    *(Room(lines, 30, 60) for lines in (24, 20, 16)),
    Room(14, 16, 50),
    Room(10, 8, 40),
    Room(4, 0, 24),
)
"""From generous to spare. The last is one page whatever was written, as nothing in it grows with that."""


@dataclass(frozen=True)
class Item:
    """One thing of a list as far as there is room: what it is, its text, and the next step to take."""

    about: Any
    text: str
    step: str = ""


@dataclass(frozen=True)
class Lijst:
    """A list as far as there is room."""

    items: tuple[Item, ...] = ()
    left_out: tuple[Any, ...] = ()
    is_whole: bool = True
    """Whether everything is there in full."""


@dataclass(frozen=True)
class Voorblad:
    """What stands on the front page in one certain room."""

    sterk: Lijst
    groei: Lijst
    afspraken: Lijst
    vorige: Lijst
    samenvatting: Lijst
    zienswijze: Lijst
    balans: Balansvorm | None
    """None when there is no room for a balans."""
    name_room: int
    afnamen_room: int

    def kort(self, text: str) -> str:
        """A name or title as far as there is room for it."""
        return cut_line(text, self.name_room)


def voorbladen(verslag: Verslag, rubrics: Sequence[Rubric]) -> tuple[Voorblad, ...]:
    """From generous to spare, each different from the one before."""
    source = _Source(verslag, rubrics)
    made = [source.voorblad(room) for room in ROOMS]
    return (made[0], *(blad for before, blad in pairwise(made) if blad != before))


class _Source:
    """Everything that wants a place on the front page, in pairs that stand beside each other."""

    def __init__(self, verslag: Verslag, rubrics: Sequence[Rubric]) -> None:
        self.verslag, self.rubrics = verslag, rubrics
        afnamen = verslag.ronde.afnamen
        marks = int(words.has_room_for_scores(verslag.ronde))
        self.lists: tuple[_Wanted, ...] = (
            _Wanted(verslag.sterke_punten, _row_text, marks),
            _Wanted(verslag.ontwikkelpunten, _row_text, marks, self._step),
            _Wanted(verslag.afspraken, _what, 1),
            _Wanted(verslag.previous_afspraken, _what, 1),
            _Wanted([afname for afname in afnamen if afname.summary.strip()], _summary, int(len(afnamen) > 1)),
            _Wanted([afname for afname in afnamen if afname.zienswijze.strip()], _zienswijze, int(len(afnamen) > 1)),
        )

    def voorblad(self, room: Room) -> Voorblad:
        points, *others = (
            max(left.wants, right.wants) for left, right in zip(self.lists[::2], self.lists[1::2], strict=True)
        )
        half, rest, *more = shares(room.lines, [points - points // 2, points // 2, *others])  # the points count double
        given = [half + rest, *more]
        sterk, groei, afspraken, vorige, samenvatting, zienswijze = (
            wanted.within(given[number // 2]) for number, wanted in enumerate(self.lists)
        )
        return Voorblad(
            sterk,
            groei,
            afspraken,
            vorige,
            samenvatting,
            zienswijze,
            balansvorm(self.verslag, room.rows),
            room.name,
            12 if room.lines > FEW_LINES else 3,
        )

    def _step(self, rijen: Sequence[Rij]) -> str:
        """The course of these rows, and what the crosswalk says of their taakgebied."""
        rij = rijen[0]
        linked = linked_taakgebieden(self.verslag.ronde.rubric, rij.taakgebied.id, self.rubrics)
        course = [f"cursus {cursus}"] if (cursus := words.cursus(rij)) else []
        return "; ".join([*course, *(f"{rubric.name}: {there.title}" for rubric, there in linked)])


class _Wanted:
    """A list that wants room: how many lines each of it takes, and what is left of it within so many lines."""

    def __init__(
        self,
        things: Sequence[Any],
        text: Callable[[Any], str],
        below: int,
        step: Callable[[Sequence[Any]], str] | None = None,
    ) -> None:
        self.things = tuple(things)
        self.texts = tuple(map(text, self.things))
        self.below = below
        self.step = step
        self.lines = tuple(lines_of(text, COLUMN) for text in self.texts)
        told = _last_of_each_run(self.things, step) if step else []
        self.steps = sum(lines_of(text, COLUMN) for text in told if text)

    @property
    def wants(self) -> int:
        return sum(self.lines) + self.below * len(self.lines) + self.steps

    def within(self, lines: int) -> Lijst:
        if lines >= self.wants:
            return Lijst(tuple(self._items(len(self.things), self.lines)))
        room = max(0, lines - 1 - self.steps)
        kept = min(len(self.things), room // (FEWEST_LINES + self.below))
        given = shares(room - self.below * kept, self.lines[:kept])
        items = tuple(self._items(kept, given))
        is_whole = kept == len(self.things) and all(
            item.text == text for item, text in zip(items, self.texts, strict=True)
        )
        return Lijst(items, self.things[kept:], is_whole)

    def _items(self, kept: int, given: Sequence[int]) -> Iterator[Item]:
        things = self.things[:kept]
        steps = _last_of_each_run(things, self.step) if self.step else [""] * kept
        for thing, text, lines, step in zip(things, self.texts, given, steps, strict=False):
            yield Item(thing, cut(text, COLUMN, lines), step)


def _last_of_each_run(things: Sequence[Any], step: Callable[[Sequence[Any]], str]) -> list[str]:
    """The next step of each, told once for those after each other that have the same."""
    steps: list[str] = []
    for found, run in groupby(things, key=lambda thing: step([thing])):
        steps += [""] * (len(list(run)) - 1) + [found]
    return steps


def _row_text(rij: Rij) -> str:
    return " ".join(rij.vaardigheid.text.split())


def _what(toezegging: Toezegging) -> str:
    return " ".join(toezegging.afspraak.what.split())


def _summary(afname: Afname) -> str:
    return afname.summary.strip()


def _zienswijze(afname: Afname) -> str:
    return afname.zienswijze.strip()
