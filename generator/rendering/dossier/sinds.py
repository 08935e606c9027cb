"""In a few words: what changed since last time, and how alike those who looked scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.vergelijking import vergelijkingen
from generator.rendering.woorden import counted, listed, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.balans import Balans
    from generator.model.ronde import Ronde

MOST_ROWS = 12
"""Numbers of rows that are named in a sentence."""
SHORT_VALUE = 3


def since(balans: Balans) -> str:
    """What changed since the afname before, and what to know about that; nothing without one."""
    previous = balans.previous
    if previous is None:
        return ""
    facts = [_shifted(balans) or "niets om naast elkaar te zetten"]
    facts += ["toen keek iemand anders"] if balans.other_waarnemer else []
    facts += [f"toen met versie {previous.rubric.version}"] if balans.other_versie else []
    return f"sinds {long_date(previous.date)}: {'; '.join(facts)}."


def shifts(balans: Balans) -> Iterator[str]:
    """How many rows were scored higher, lower and the same, and which, and what can't be compared."""
    if told := _shifted(balans):
        yield f"{told} gescoord"
    if balans.verschuiving and (rest := balans.verschuiving.not_compared):
        yield f"niet te vergelijken: {_named(rest)}"


def _shifted(balans: Balans) -> str:
    """2 hoger (1.2: 2→3, 1.4: 1→2), 1 lager (2.1: 4→3) en 8 gelijk; in the order of the rubric."""
    verschuiving = balans.verschuiving
    if verschuiving is None:
        return ""
    parts = (("hoger", verschuiving.higher), ("lager", verschuiving.lower))
    told = [f"{len(rows)} {word} ({_named(_moved(balans, rows))})" for word, rows in parts if rows]
    return listed([*told, *([f"{len(verschuiving.same)} gelijk"] if verschuiving.same else [])])


def between(ronde: Ronde) -> str:
    """On how many rows those who looked at one moment said the same, and on which not; nothing when there are no two, or more moments."""
    found = vergelijkingen(ronde)
    if len(found) != 1:
        return ""
    (vergelijking,) = found
    apart = {rij.rij.vaardigheid.id for rij in (*vergelijking.verschillen, *vergelijking.about_nvt)}
    in_order = [row for row in ronde.selection.vaardigheden if row in apart]
    compared = len(vergelijking.equal) + len(apart)
    if not compared:
        return ""
    equal = f"{len(vergelijking.equal)} van de {counted(compared, 'rij', 'rijen')} gelijk gescoord"
    return f"{equal}; niet gelijk: {_named(in_order)}." if in_order else f"{equal}."


def _moved(balans: Balans, rows: Iterable[str]) -> list[str]:
    """1.2: 2→3, where the values are short enough to be read so."""
    return [_move(balans, row) for row in rows]


def _move(balans: Balans, row: str) -> str:
    before = balans.previous.score(row).value if balans.previous else None
    now = balans.afname.score(row).value
    values = (before or "", now or "")
    return f"{row}: {'→'.join(values)}" if max(map(len, values)) <= SHORT_VALUE else row


def _named(rows: Iterable[str]) -> str:
    every = list(rows)
    return ", ".join(every[:MOST_ROWS]) + (" …" if len(every) > MOST_ROWS else "")
