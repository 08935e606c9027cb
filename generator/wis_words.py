"""What `kijkwijzer wis` tells of this folder: what will go, what stays, and what could not be looked into."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from generator.problems import visible
from generator.terminal import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.traces import Kind, Trace
    from generator.wissen import Plan

TITLES: dict[Kind, str] = {
    "restant": "Resten van een opdracht die is afgebroken",
    "dossier": "Dossier",
    "kijkwijzer": "Kijkwijzers om te printen of in te vullen",
    "export": "Exports",
    "inzage": "Inzage",
    "gedeeld": "Verslagen om te delen",
    "scorebestand": "Scorebestanden",
    "register": "Register",
}
"""In the order in which they go."""
MANY = 40
"""Places that are named one by one."""


def nothing(plan: Plan) -> Iterator[str]:
    yield f"Over {plan.id} is hier niets dat kijkwijzer kan weghalen."


def going(plan: Plan) -> Iterator[str]:
    if plan.begonnen:
        yield "Dit is eerder begonnen en niet afgemaakt. Je kunt het nu afmaken."
    who = f"{plan.id} ({visible(plan.name)})" if plan.name else plan.id
    yield f"Dit gaat weg, over {who}:"
    for kind, title in TITLES.items():
        if traces := plan.traces.of(kind):
            yield ""
            yield f"{title}{_how_many(kind, traces)}"
            yield from _listed(plan, kind, traces)
    if any(trace.shared for trace in plan.traces.of("kijkwijzer", "export", "inzage")):
        yield ""
        yield "Wat ook over anderen gaat (*), kun je daarna opnieuw maken, zonder deze ib-er."


def _how_many(kind: Kind, traces: tuple[Trace, ...]) -> str:
    return "" if kind in ("dossier", "register") else f" ({len(traces)})"


def _listed(plan: Plan, kind: Kind, traces: tuple[Trace, ...]) -> Iterator[str]:
    if kind == "dossier":
        yield f"  {plan.project.settings.dossier}{os.sep}   helemaal; het wordt daarna opnieuw gemaakt, zonder deze ib-er"
    elif kind == "register":
        yield from (f"  {place(plan, trace)}   alleen deze ib-er" for trace in traces)
        if any(_is_outside(plan, trace.path) for trace in traces):
            yield "  Dit geldt ook voor andere projecten die dit register gebruiken."
    else:
        is_starred = kind in ("kijkwijzer", "export", "inzage")
        yield from (f"  {place(plan, trace)}{' *' if trace.shared and is_starred else ''}" for trace in traces)


def place(plan: Plan, trace: Trace) -> str:
    return f"{_shown(plan, trace.path)}:{trace.line}" if trace.line else _shown(plan, trace.path)


def _shown(plan: Plan, path: Path) -> str:
    return visible(str(path if _is_outside(plan, path) else path.relative_to(_real(plan))))


def _is_outside(plan: Plan, path: Path) -> bool:
    return not path.is_relative_to(_real(plan))


def _real(plan: Plan) -> Path:
    return Path(os.path.realpath(plan.root))


def staying(plan: Plan) -> Iterator[str]:
    """What we did not make, or what is about somebody else."""
    if named := plan.traces.of("genoemd"):
        yield ""
        yield "Dit blijft staan: het gaat over een ander, of kijkwijzer heeft het niet gemaakt."
        yield "Hier staat het pseudoniem, de naam, of een tekst die ook in een aantekening over"
        yield "deze ib-er staat. Kijk het zelf na:"
        yield from _first(place(plan, trace) for trace in named)


def unread(plan: Plan) -> Iterator[str]:
    if plan.traces.unread:
        yield ""
        yield "Hier kon niet (helemaal) in worden gekeken. Kijk zelf of deze ib-er erin staat:"
        yield from _first(_shown(plan, path) for path in plan.traces.unread)


def proof(left: Plan) -> Iterator[str]:
    """What was looked for afterwards, and what was found."""
    others = left.traces.of("dossier")
    if others:
        yield ""
        yield "In het nieuwe dossier staat deze ib-er nog bij een ander, want daar staat het in"
        yield "een scorebestand:"
        yield from _first(place(left, trace) for trace in others)
    yield ""
    words = ["het pseudoniem", *(["de naam"] if left.name else []), *(["de aantekeningen"] if left.notes.runs else [])]
    looked_for = f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else words[0]
    yield "Nagekeken: in alle bestanden van deze map (git apart) is gezocht naar"
    yield f"{looked_for}."
    if not left.traces.of("genoemd", "dossier"):
        yield (
            "In wat gelezen kon worden, is niets meer gevonden." if left.traces.unread else "Er is niets meer gevonden."
        )


def still_there(left: Plan) -> Iterator[str]:
    """What should be gone: it came while we were at work, or it could not be removed."""
    traces = [trace for kind in TITLES if kind != "dossier" for trace in left.traces.of(kind)]
    yield "Dit is er nog: het is intussen veranderd of erbij gekomen, of het kon niet weg."
    yield "Kijk het na en geef de opdracht opnieuw:"
    yield from _first(place(left, trace) for trace in traces)


def _first(places: Iterable[str]) -> Iterator[str]:
    told = list(dict.fromkeys(places))
    yield from (f"  {one}" for one in told[:MANY])
    if len(told) > MANY:
        yield f"  en nog {plural(len(told) - MANY, 'plek', 'plekken')}"
