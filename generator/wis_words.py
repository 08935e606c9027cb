"""What `kijkwijzer wis` tells: what will go, what stays, and what it cannot reach."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.problems import visible
from generator.terminal import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.traces import GitTraces, Kind, Trace
    from generator.wissen import Plan

TITLES: dict[Kind, str] = {
    "dossier": "Dossier (gaat helemaal weg en wordt opnieuw gemaakt, zonder deze ib-er)",
    "kijkwijzer": "Kijkwijzers om te printen",
    "export": "Exports",
    "inzage": "Inzage",
    "gedeeld": "Verslagen om te delen",
    "restant": "Resten van een opdracht die is afgebroken",
    "scorebestand": "Scorebestanden",
    "register": "Register (alleen deze regel)",
}
"""In the order in which they go."""
MANY = 40
"""Places that are named one by one."""
SHARED = "   ook over anderen; maak het daarna opnieuw"


def going(plan: Plan) -> Iterator[str]:
    who = f"{plan.id} ({visible(plan.name)})" if plan.name else plan.id
    yield f"Dit wordt vernietigd, over {who}:"
    for kind, title in TITLES.items():
        if traces := plan.traces.of(kind):
            yield ""
            yield f"  {title}: {plural(len(traces), 'plek' if kind == 'register' else 'bestand', 'bestanden')}"
            yield from _listed(plan, kind, traces)


def _listed(plan: Plan, kind: Kind, traces: tuple[Trace, ...]) -> Iterator[str]:
    if kind == "dossier":
        yield f"    {plan.project.settings.dossier}{os.sep}"
        return
    is_said = kind in ("kijkwijzer", "export")
    for trace in traces:
        yield f"    {place(plan, trace)}{SHARED if trace.shared and is_said else ''}"


def place(plan: Plan, trace: Trace) -> str:
    path = visible(os.path.relpath(trace.path, plan.root))
    return f"{path}:{trace.line}" if trace.line else path


def staying(plan: Plan) -> Iterator[str]:
    """What we did not make, or what is about somebody else."""
    named = plan.traces.of("genoemd")
    if not named:
        return
    yield ""
    yield "Dit blijft staan, want kijkwijzer heeft het niet gemaakt, of het gaat over een ander."
    yield "Hier staat het pseudoniem of de naam. Kijk het zelf na:"
    yield from (f"    {place(plan, trace)}" for trace in named[:MANY])
    if len(named) > MANY:
        yield f"    en nog {len(named) - MANY}"


def out_of_reach(plan: Plan) -> Iterator[str]:
    yield ""
    yield "Dit kan wis niet weghalen:"
    if plan.traces.git:
        yield from _git(plan, plan.traces.git)
    yield "- Kopieën van deze map: klonen, back-ups, een gedeelde of gesynchroniseerde map, de prullenbak."
    yield "- Wat is doorgegeven: prints, mails, exports, verslagen, bestanden die met --naar buiten deze map kwamen."
    yield "- Browsers: wie de kijkwijzer in de browser invulde, kan daar nog een concept hebben. Laat waarnemers dat wissen"
    yield "  (knop 'Wis alles' in het formulier)."
    yield "- De schijf zelf: weggehaalde bestanden zijn soms terug te halen, tenzij de schijf versleuteld is."


def _git(plan: Plan, git: GitTraces) -> Iterator[str]:
    yield f"- De geschiedenis in git: {plural(len(git.commits), 'commit', 'commits')} over {plan.id}."
