"""The command `kijkwijzer wis`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.alone import alone
from generator.cli_parts import FAULTS, OPTIONS, today
from generator.problems import has_faults

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Part
    from generator.model.project import Project
    from generator.wissen import Plan

REDENEN = ("bewaartermijn", "verzoek", "onterecht", "oefening")


@click.command("wis", options_metavar=OPTIONS, short_help="Vernietig alles wat er over een ib-er is.")
@click.argument("ib_er", metavar="ID")
@click.option("--proef", "is_trial", is_flag=True, help="Laat zien wat er weg zou gaan, en vernietig niets.")
@click.option(
    "--bevestig", "confirmed", metavar="ID", default="", help="Het pseudoniem nog eens, in plaats van het in te typen."
)
@click.option("--reden", "reason", type=click.Choice(REDENEN), help="Waarom; dit komt in vernietigingen.yml.")
@click.pass_obj
def wipe(root: Path, ib_er: str, confirmed: str, reason: str | None, *, is_trial: bool) -> None:
    """Vernietig alles wat er in deze map over een ib-er is: wat er gemaakt is, de scorebestanden en de regel in het register.

    Eerst zie je wat er weggaat. Daarna typ je het pseudoniem om door te gaan. Terug kan niet.

    \b
    kijkwijzer wis --proef ib-01    alleen kijken
    kijkwijzer wis ib-01            kijken, bevestigen en vernietigen

    In vernietigingen.yml komt te staan wanneer, waarom en hoeveel, zonder naam of pseudoniem.
    Aan het eind staat wat hiermee niet weg is, zoals de geschiedenis in git, en wat je daaraan kunt doen.
    """  # noqa: D301  the mark by which click leaves lines as they are
    from generator import wis_words, wissen

    click.get_current_context().with_resource(alone(root))
    project = _project(root)
    plan = wissen.plan(root, project, _whom(root, project, ib_er))
    for line in (*wis_words.going(plan), *wis_words.staying(plan)):
        click.echo(line)
    if is_trial:
        for line in wis_words.out_of_reach(plan):
            click.echo(line)
        return
    _confirm(plan, confirmed)
    begonnen = wissen.begin(plan, today(), reason or click.prompt("Reden", type=click.Choice(REDENEN), err=True))
    wissen.destroy(plan, begonnen)
    is_whole = not begonnen.had_dossier or _rebuilt(root)
    left = wissen.plan(root, _project(root), plan.id)
    for line in (*wis_words.staying(left), *wis_words.out_of_reach(left)):
        click.echo(line)
    wissen.finish(left)
    sys.exit(0 if is_whole else FAULTS)


def _project(root: Path) -> Project:
    """Also with faults in it: nobody's rights hang on another one's score file. Settings and register must be good."""
    from generator.reading.project import read_project
    from generator.reading.settings import FILE

    project, problems = read_project(root, today=today())
    decisive = [problem for problem in problems if problem.location.path in (FILE, project.settings.register)]
    if has_faults(decisive):
        terminal.tell(problem for problem in decisive if problem.severity == "fout")
        terminal.shout("Er is niets vernietigd. Verbeter de fouten en probeer het opnieuw.")
        sys.exit(FAULTS)
    return project


def _whom(root: Path, project: Project, typed: str) -> str:
    from generator.reading.ib_ers import IbErs
    from generator.wissen import known_ib_ers

    id, why = IbErs(known_ib_ers(root, project)).find(typed)
    if why:
        raise click.BadParameter(f"{why}.", param_hint="'ID'")
    return id


def _confirm(plan: Plan, confirmed: str) -> None:
    terminal.say("\nDit kan niet ongedaan worden gemaakt.")
    typed = confirmed or click.prompt("Typ het pseudoniem om door te gaan", err=True)
    if typed.strip() != plan.id:
        raise click.UsageError(f"Dat is niet {plan.id}. Er is niets vernietigd.")


def _rebuilt(root: Path) -> bool:
    from generator import build as builder

    parts: tuple[Part, ...] = ("dossier",)
    checked = builder.check(root, today=today(), parts=parts)
    if not checked.is_good:
        terminal.tell(problem for problem in checked.problems if problem.severity == "fout")
        terminal.shout(
            "Het dossier is weg en kon niet opnieuw worden gemaakt. Verbeter de fouten en geef 'kijkwijzer build'."
        )
        return False
    built = builder.build(checked, root, terminal.Progress(), parts)
    terminal.tell(built.failed)
    return bool(built.made)
