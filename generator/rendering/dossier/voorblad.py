"""The front page of a report: what of it stands on one A4, when there is only so much room.

Nothing is left out in silence: what is shortened ends in … and what is not whole says so, and the annex holds all of it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, compress, groupby, pairwise
from typing import TYPE_CHECKING, Any

from generator.rendering.dossier import words
from generator.rendering.dossier.ruimte import cut, cut_line, lines_of, shares, weighed_shares
from generator.rendering.dossier.sinds import between, since
from generator.rendering.dossier.voorbalans import Balansvorm, balansvorm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric
    from generator.model.verslag import Rij, Toezegging, Verslag

COLUMN = 60
"""Characters that stand on a line of half the page."""
STEP = "Mogelijke cursus:"
MOST_AFNAMEN = 12
FEWER_AFNAMEN = 3
"""More than this are told in one line, on a page with few lines."""
FEW_LINES = 36
NOBODY_BEFORE = "er is geen eerdere ronde waarin dezelfde rol keek, dus niets om mee te vergelijken."
LEAST_FOR_SINDS = 24
"""Lines of a page that still tells what changed since last time."""
LEAST_TEXT = 16
"""Lines that the balans leaves for the text; with less, the balans says less."""
WEIGHTS = (3, 4, 3)
"""How the room is shared when it is not enough: points, afspraken, texts."""
FEWEST_LINES = 2
"""Of something that is named at all; with less room for each, fewer are named."""


@dataclass(frozen=True)
class Room:
    """How much the front page may show: lines of text and balans together, and characters of a name or title."""

    lines: int
    name: int = 90


ROOMS = (
    *(Room(lines) for lines in (60, *range(52, 34, -1))),
    *(Room(lines, 60) for lines in (34, 31, 28)),
    *(Room(lines, 40) for lines in (24, 20, 16, 11)),
    Room(6, 24),
)
"""From generous to spare. The last is one page whatever was written, as nothing in it grows with that."""
MOSTLY_ONE_PAGE = 41
"""The room in lines of which the front mostly is one page; the looking begins there."""


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
    has_scores: bool = False
    """Whether everybody's score stands below each."""


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
    sinds: tuple[tuple[str, str], ...]
    """Who looked before too, and what changed since then."""
    name_room: int
    afnamen_room: int

    def kort(self, text: str) -> str:
        """A name or title as far as there is room for it."""
        return cut_line(text, self.name_room)

    def toelichting(self, text: str) -> str:
        """What was said with it, on one line; whole in the annex."""
        return cut_line(" ".join(text.split()), min(COLUMN, self.name_room))


def voorbladen(verslag: Verslag, rubrics: Sequence[Rubric]) -> tuple[tuple[Voorblad, ...], int]:
    """From generous to spare, each different from the one before; and the number of the one that mostly is one page."""
    source = _Source(verslag, rubrics)
    made = [source.voorblad(room) for room in ROOMS]
    is_new = [True, *(before != blad for before, blad in pairwise(made))]
    likely = sum(new for new, room in zip(is_new, ROOMS, strict=True) if room.lines >= MOSTLY_ONE_PAGE) - 1
    return tuple(compress(made, is_new)), likely


class _Source:
    """Everything that wants a place on the front page, in pairs that stand beside each other."""

    def __init__(self, verslag: Verslag, rubrics: Sequence[Rubric]) -> None:
        self.verslag, self.rubrics = verslag, rubrics
        several = len(verslag.ronde.afnamen) > 1
        scores = several and words.has_room_for_scores(verslag.ronde)
        by = int(several)  # a line that says whose text it is
        self.pairs = (
            (
                _Wanted(_by_agreement(verslag.sterke_punten, "is_top"), _row_text, scores=scores),
                _Wanted(
                    _by_agreement(verslag.ontwikkelpunten, "is_low"),
                    _row_text,
                    fewest=1,
                    scores=scores,
                    keeps_scores=True,
                    step=self._step,
                ),
            ),
            (
                _Wanted(verslag.afspraken, _what, facts=1, fewest=1),
                _Wanted(_not_kept_first(verslag.previous_afspraken), _what, facts=1, fewest=1),
            ),
            (
                _Wanted(_with(verslag, "summary"), _summary, facts=by),
                _Wanted(_with(verslag, "zienswijze"), _zienswijze, facts=by),
            ),
        )

    def voorblad(self, room: Room) -> Voorblad:
        balans = balansvorm(self.verslag, room.lines - LEAST_TEXT)
        sinds = self._sinds() if room.lines >= LEAST_FOR_SINDS else ()
        lines = room.lines - (balans.lines if balans else 1) - (len(sinds) + 1 if sinds else 0)
        given = weighed_shares(lines, [max(wanted.wants for wanted in pair) for pair in self.pairs], WEIGHTS)
        (sterk, groei), (afspraken, vorige), (samenvatting, zienswijze) = (
            (left.within(lines), right.within(lines)) for (left, right), lines in zip(self.pairs, given, strict=True)
        )
        return Voorblad(
            sterk,
            groei,
            afspraken,
            vorige,
            samenvatting,
            zienswijze,
            balans,
            sinds,
            room.name,
            MOST_AFNAMEN if room.lines > FEW_LINES else FEWER_AFNAMEN,
        )

    def _sinds(self) -> tuple[tuple[str, str], ...]:
        """How alike they scored, and for each what changed. Nothing when there are many: the annex tells it of each."""
        ronde = self.verslag.ronde
        if len(ronde.afnamen) > FEWER_AFNAMEN:
            return ()
        changed = zip(words.labels(ronde), map(since, self.verslag.balansen), strict=True)
        told = [("Onderling:", between(ronde)), *changed]
        if not any(text for _, text in told[1:]):
            told.append(("Vorige keer:", NOBODY_BEFORE))
        return tuple((label, cut_line(text, 2 * COLUMN + 12)) for label, text in told if text)

    def _step(self, rij: Rij) -> tuple[str, ...]:
        """The course for this row. What the crosswalk says of its taakgebied is told in the annex, where there is room to explain it."""
        return (cursus,) if (cursus := words.cursus(rij)) else ()


class _Wanted:
    """A list that wants room: how many lines it takes, and what is left of it within fewer.

    Each of it has a text, `facts` lines below that, perhaps a line of scores, and perhaps a next step.
    """

    def __init__(  # noqa: PLR0913
        self,
        things: Sequence[Any],
        text: Callable[[Any], str],
        *,
        facts: int = 0,
        fewest: int = FEWEST_LINES,
        scores: bool = False,
        keeps_scores: bool = False,
        step: Callable[[Any], tuple[str, ...]] = lambda _: (),
    ) -> None:
        self.things = tuple(things)
        self.texts = tuple(map(text, self.things))
        self.lines = tuple(lines_of(text, COLUMN) for text in self.texts)
        self.facts, self.fewest, self.keeps_scores = facts, fewest, scores and keeps_scores
        self.steps = tuple(map(step, self.things))
        self.whole = Lijst(
            tuple(map(Item, self.things, self.texts, _once("; ".join(step) for step in self.steps))), has_scores=scores
        )
        self.wants = (
            sum(self.lines)
            + (facts + scores) * len(self.lines)
            + sum(lines_of(f"{STEP} {item.step}", COLUMN) for item in self.whole.items if item.step)
        )

    def within(self, lines: int) -> Lijst:
        return self.whole if lines >= self.wants else self._shortened(max(0, lines - 1))

    def _shortened(self, lines: int) -> Lijst:
        """As many as can be named in so many lines, each with the beginning of its text and of its next step."""
        steps = [cut_line(step[0], COLUMN - len(STEP)) if step else "" for step in self.steps]
        below = [self.facts + self.keeps_scores + bool(step) for step in _once(steps)]
        least = accumulate(min(text, self.fewest) + under for text, under in zip(self.lines, below, strict=True))
        kept = bisect_right(list(least), lines)
        given = shares(lines - sum(below[:kept]), self.lines[:kept])
        texts = [cut(text, COLUMN, room) for text, room in zip(self.texts, given, strict=False)]
        items = tuple(map(Item, self.things[:kept], texts, _once(steps[:kept])))
        return Lijst(items, self.things[kept:], is_whole=False, has_scores=self.keeps_scores)


def _once(steps: Iterable[str]) -> list[str]:
    """Of those after each other that are the same only the last."""
    told: list[str] = []
    for step, run in groupby(steps):
        told += [""] * (len(list(run)) - 1) + [step]
    return told


def _by_agreement(rijen: Iterable[Rij], found: str) -> list[Rij]:
    """First what most of those who looked found; what is left out for lack of room is then what fewest did."""
    return sorted(rijen, key=lambda rij: -sum(getattr(seen, found) for seen in rij.waarnemingen))


def _not_kept_first(toezeggingen: Iterable[Toezegging]) -> list[Toezegging]:
    """What was not kept is never what is left out; then what nobody has said anything of."""
    return sorted(toezeggingen, key=lambda toezegging: {False: 0, None: 1, True: 2}[toezegging.afspraak.kept])


def _with(verslag: Verslag, field: str) -> list[Afname]:
    """The afnamen with something written in this field."""
    return [afname for afname in verslag.ronde.afnamen if getattr(afname, field).strip()]


def _row_text(rij: Rij) -> str:
    return " ".join(rij.vaardigheid.text.split())


def _what(toezegging: Toezegging) -> str:
    return " ".join(toezegging.afspraak.what.split())


def _summary(afname: Afname) -> str:
    return afname.summary


def _zienswijze(afname: Afname) -> str:
    return afname.zienswijze
