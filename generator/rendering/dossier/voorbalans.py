"""The balans on the front page of a report: which form of it fits, and how wide everything in it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.balans import Balans, Telling
    from generator.model.ronde import Ronde
    from generator.model.rubric import Kijkwijzer, Taakgebied
    from generator.model.verslag import Verslag

WIDTH = 178
"""Millimetres from margin to margin; below it those of the parts of the table."""
FIRST_COLUMN = 46
SHORTEST_BAR = 12
LONGEST_BAR = 40
WIDE_COLUMN = 9.4
"""Holds the count of the previous time as well: 12 (10)."""
NARROW_COLUMN = 4.6
BROADEN_UNTIL = 12
"""A longer name of a point is broken."""
NVT_COLUMN = 5.6
OPEN_COLUMN = 7.2
HEAD = 4
"""Lines above the counts."""
WIDEST_BOX = 2.6
GAP = 0.3
LETTER = 1.7


@dataclass(frozen=True)
class Balansvorm:
    """One form of the balans, with its measures in millimetres."""

    is_per_taakgebied: bool
    """With the afnamen beside each other; else a line for each afname and kijkwijzer."""
    lines: int
    """Of the page, about."""
    has_bars: bool
    has_brackets: bool
    columns: int
    """Of the table, for one afname."""
    column: float
    nvt: float
    open: float
    bar: float
    box: float


def balansvorm(verslag: Verslag, lines: int) -> Balansvorm | None:
    """The form that says most within so many lines of a page; None when no form fits."""
    forms = (_side_by_side(verslag), _per_afname(verslag))
    return next((form for form in forms if form and form.lines <= lines), None)


def _side_by_side(verslag: Verslag) -> Balansvorm | None:
    room = (WIDTH - FIRST_COLUMN) / len(verslag.ronde.afnamen)
    regels = [regel for balans in verslag.balansen for deel in balans.delen for regel in deel.regels]
    most = _longest(telling for regel in regels for telling in (regel.now, regel.before))
    ronde = verslag.ronde
    taakgebieden = [len(ronde.rubric.only([kijkwijzer.id]).taakgebieden) for kijkwijzer in ronde.selection.kijkwijzers]
    lines = HEAD + 1 + sum(taakgebieden) + 2 * len(taakgebieden)
    return _form(ronde, room, most, lines, is_per_taakgebied=True)


def _per_afname(verslag: Verslag) -> Balansvorm | None:
    delen = [deel for balans in verslag.balansen for deel in balans.delen]
    most = _longest(telling for deel in delen for telling in (deel.total, deel.previous_total))
    lines = HEAD + len(delen) + len(verslag.ronde.selection.kijkwijzers)
    return _form(verslag.ronde, WIDTH - FIRST_COLUMN, most, lines, is_per_taakgebied=False)


def _longest(tellingen: Iterable[Telling | None]) -> int:
    """Boxes in the longest bar; the previous time may have asked for more rows than now."""
    return max((telling.scored for telling in tellingen if telling), default=1)


def _form(ronde: Ronde, room: float, most: int, lines: int, *, is_per_taakgebied: bool) -> Balansvorm | None:
    """With all that there is room for: first the bars go, then there is no form."""
    punten = ronde.rubric.schaal.punten
    apart = NVT_COLUMN + OPEN_COLUMN
    longest = max(len(punt.value) for punt in punten)
    narrow = min(BROADEN_UNTIL, max(NARROW_COLUMN, longest * LETTER + 1))
    for column, has_bars in ((max(WIDE_COLUMN, narrow), True), (narrow, True), (narrow, False)):
        numbers = len(punten) * column + (apart if column < WIDE_COLUMN else 2 * column)
        bar = min(LONGEST_BAR, room - numbers) if has_bars else 0
        if bar >= SHORTEST_BAR or (not has_bars and numbers <= room):
            box = min(WIDEST_BOX, (bar - 1) / max(1, most) - GAP)
            return Balansvorm(
                is_per_taakgebied,
                lines,
                has_bars and box > 0,
                column >= WIDE_COLUMN,
                len(punten) + 2 + has_bars,
                round(column, 2),
                max(NVT_COLUMN, column if column >= WIDE_COLUMN else 0),
                max(OPEN_COLUMN, column if column >= WIDE_COLUMN else 0),
                round(bar, 2),
                round(max(0.1, box), 2),
            )
    return None


# --- What stands in it


Cell = tuple["Balans", "Telling", "Telling | None"] | None
"""What one afname has to say on a line of the balans, now and before; None when that is not in its kijkwijzers."""


def balans_rows(verslag: Verslag) -> list[tuple[Kijkwijzer, list[tuple[Taakgebied, list[Cell]]], list[Cell]]]:
    """Per kijkwijzer its taakgebieden and then all of it together, each with a cell for every afname."""
    return [
        (kijkwijzer, _regels(verslag, kijkwijzer), [_total(balans, kijkwijzer) for balans in verslag.balansen])
        for kijkwijzer in verslag.ronde.selection.kijkwijzers
    ]


def _regels(verslag: Verslag, kijkwijzer: Kijkwijzer) -> list[tuple[Taakgebied, list[Cell]]]:
    part = verslag.ronde.rubric.only([kijkwijzer.id])
    return [
        (taakgebied, [_regel(balans, kijkwijzer, taakgebied.id) for balans in verslag.balansen])
        for taakgebied in part.taakgebieden
    ]


def _regel(balans: Balans, kijkwijzer: Kijkwijzer, taakgebied: str) -> Cell:
    found = (
        (balans, regel.now, regel.before)
        for deel in balans.delen
        if deel.kijkwijzer.id == kijkwijzer.id
        for regel in deel.regels
        if regel.taakgebied.id == taakgebied
    )
    return next(found, None)


def _total(balans: Balans, kijkwijzer: Kijkwijzer) -> Cell:
    found = ((balans, deel.total, deel.previous_total) for deel in balans.delen if deel.kijkwijzer.id == kijkwijzer.id)
    return next(found, None)
