"""The list of `kijkwijzer bewaartermijn`: who is past the term, line by line, for a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.bewaartermijn import BIJNA, IN_DIENST, KIJK_NA, LOOPT, ONBEKEND, ONGEBRUIKT, SOON, VERSTREKEN
from generator.rendering.woorden import counted, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from generator.model.bewaartermijn import Bewaring

GROUND = """\
Waar dit op rust: artikel 5 lid 1 onder e van de AVG. Persoonsgegevens blijven
niet langer dan nodig is voor het doel. Een vast aantal jaren noemt de wet hier
niet: jullie kiezen de termijn en schrijven die op. Twee jaar na vertrek is een
gebruikelijke richtlijn voor een personeelsdossier, uit het Vrijstellingsbesluit
Wbp, dat in 2018 verviel. Een geschil dat nog loopt, of een selectielijst van
de Archiefwet, kan een andere termijn vragen."""

WIPE = "Loopt er geen geschil? Dan: kijkwijzer wis {id}"
DATE = "Vertrokken? Zet dan uit_dienst in het register."
WHO = "Zoek uit wie dit is, en zet die met uit_dienst in het register."


def report(found: Sequence[Bewaring], years: int, day: date) -> Iterator[str]:
    """Everybody who asks for attention, with what to do; the rest is counted."""
    yield f"Bewaartermijn: {years} jaar na de laatste werkdag. Bekeken voor {long_date(day)}."
    for stand, title, told, advice in PARTS:
        people = [bewaring for bewaring in found if bewaring.stand == stand]
        if people:
            yield ""
            yield f"{title} ({len(people)}):"
        for bewaring in people:
            yield f"  {_who(bewaring)}"
            yield from (f"    {line}" for line in told(bewaring) if line)
            yield from [f"    {advice.format(id=bewaring.ib_er.id)}"] if advice else []
    yield ""
    yield from _rest(found)
    yield ""
    yield GROUND


def _who(bewaring: Bewaring) -> str:
    name = "".join(char if char.isprintable() else "\ufffd" for char in bewaring.ib_er.name)
    return f"{bewaring.ib_er.id} ({name})" if name else bewaring.ib_er.id


def _past(bewaring: Bewaring) -> Iterator[str]:
    yield f"Voorbij sinds {_on(bewaring.since)}; laatste werkdag {_on(bewaring.ib_er.employed_until)}."
    yield _files(bewaring)


def _soon(bewaring: Bewaring) -> Iterator[str]:
    yield f"Tot en met {_on(bewaring.until)}; laatste werkdag {_on(bewaring.ib_er.employed_until)}."
    yield _files(bewaring)


def _silent(bewaring: Bewaring) -> Iterator[str]:
    yield _files(bewaring)


def _unused(bewaring: Bewaring) -> Iterator[str]:
    since = bewaring.ib_er.employed_from
    yield f"In dienst sinds {_on(since)}." if since else "Zonder datum van indiensttreding."


def _on(day: date | None) -> str:
    return long_date(day) if day else "een onbekende dag"


def _files(bewaring: Bewaring) -> str:
    """How much there is, and of when the latest is."""
    if not bewaring.dates:
        return "Geen scorebestanden, wel een regel in het register."
    files = counted(len(bewaring.dates), "scorebestand", "scorebestanden")
    latest = f", {'' if len(bewaring.dates) == 1 else 'het laatste '}van {_on(bewaring.latest)}"
    return f"{files}{latest}."


PARTS: tuple[tuple[str, str, Callable[[Bewaring], Iterator[str]], str], ...] = (
    (VERSTREKEN, "Over de termijn", _past, WIPE),
    (BIJNA, f"Binnen {SOON} maanden over de termijn", _soon, ""),
    (KIJK_NA, "Lang geen afname: nog in dienst?", _silent, DATE),
    (ONBEKEND, "Wel scores, niet in het register: de termijn is onbekend", _silent, WHO),
    (ONGEBRUIKT, "Wel in het register, geen scores: nog nodig?", _unused, ""),
)


def _rest(found: Sequence[Bewaring]) -> Iterator[str]:
    stands = {bewaring.stand for bewaring in found}
    if stands and stands <= {ONBEKEND}:
        yield "Van niemand is te zeggen of de termijn voorbij is."
        return
    if VERSTREKEN not in stands:
        yield "Niemand is over de termijn."
    left = sum(bewaring.stand == LOOPT for bewaring in found)
    here = sum(bewaring.stand == IN_DIENST for bewaring in found)
    yield f"Nu niets te doen: {here} in dienst, {left} vertrokken en nog binnen de termijn."
    dated = [(bewaring.oldest, bewaring.ib_er.id) for bewaring in found if bewaring.stand == IN_DIENST]
    oldest = min(((day, id) for day, id in dated if day), default=None)
    if oldest:
        yield f"De oudste afname van wie in dienst is: {long_date(oldest[0])} ({oldest[1]})."
        yield "Oude rondes die niet meer nodig zijn, mogen eerder weg."
