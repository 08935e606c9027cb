"""The command `kijkwijzer wis`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.alone import alone
from generator.cli_parts import FAULTS, INTERRUPTED, OPTIONS, good_dossier, today, whom
from generator.problems import has_faults
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.build import Part
    from generator.model.project import Project
    from generator.wissen import Plan

REDENEN = ("bewaartermijn", "verzoek", "onterecht", "oefening")
"""Fixed, so that nobody writes a name among them."""
NOTHING_DONE = "Er is niets weggehaald."
UNFINISHED = "Nog niet alles is weg. Geef dezelfde opdracht opnieuw: dan gaat het verder waar het was."


@click.command("wis", options_metavar=OPTIONS, short_help="Vernietig alles over een ib-er.")
@click.argument("ib_er", metavar="ID")
@click.option("--proef", "is_trial", is_flag=True, help="Laat zien wat er weg zou gaan, en haal niets weg.")
@click.option(
    "--bevestig",
    "confirmed",
    metavar="ID",
    default="",
    help="Het pseudoniem nog een keer. Zonder deze optie wordt het gevraagd.",
)
@click.option(
    "--reden",
    "reason",
    type=click.Choice(REDENEN),
    help="Waarom: de bewaartermijn is voorbij, de ib-er vroeg erom, het had niet vastgelegd mogen worden, of het was om te oefenen. "
    "Zonder deze optie wordt het gevraagd.",
)
@click.pass_obj
def wipe(root: Path, ib_er: str, confirmed: str, reason: str | None, *, is_trial: bool) -> None:
    """Vernietig alles wat in deze projectmap over een ib-er staat: eerst wat er gemaakt is, dan de scorebestanden, als laatste
    de regel in het register. Daarna wordt het dossier opnieuw gemaakt, zonder deze ib-er.

    Je ziet eerst wat er weggaat, en dan typ je het pseudoniem om door te gaan. Terug kan niet. Wat kijkwijzer niet heeft
    gemaakt en wat over een ander gaat, blijft staan en wordt genoemd.

    \b
    kijkwijzer wis ib-01 --proef    alleen kijken
    kijkwijzer wis ib-01            kijken, bevestigen en vernietigen

    In vernietigingen.yml komt wanneer, waarom en hoeveel, zonder naam of pseudoniem. Aan het eind staat wat hiermee niet weg
    is, zoals de geschiedenis in git en kopieën, en wat je daaraan kunt doen.
    """  # noqa: D205, D301  one paragraph of several lines; the mark by which click leaves lines as they are
    from generator import wis_reach, wis_words, wissen

    click.get_current_context().with_resource(alone(root))
    project = _project(root)
    with _told_with(NOTHING_DONE):
        wissen.require_register(root, project)
    id = whom(wissen.known_ib_ers(root, project), ib_er)
    terminal.say(f"Zoeken naar alles over {id}")
    plan = wissen.plan(root, project, id, terminal.Progress())
    _refuse_another(plan)
    if not plan.has_something:
        _say(wis_words.nothing(plan), wis_words.staying(plan), wis_words.unread(plan), wis_reach.out_of_reach(plan))
        return
    with _told_with(NOTHING_DONE):  # what would stop the work halfway stops it before it begins
        wissen.require_removal(plan)
    _say(wis_words.going(plan), wis_words.staying(plan), wis_words.unread(plan))
    if is_trial:
        _say(wis_reach.out_of_reach(plan), ["", "Dit was een proef: er is niets weggehaald."])
        return
    _confirm(plan, confirmed)
    reason = reason or click.prompt("Waarom", type=click.Choice(REDENEN), err=True)
    with _unfinished():
        is_whole = _destroyed(plan, reason)
        terminal.say("Nakijken of alles weg is")
        left = wissen.left(plan, _project(root), terminal.Progress())
        is_gone = wissen.finish(left)
    if not is_gone:
        _say(["Nog niet alles is weg.", *wis_words.still_there(left)])
        sys.exit(FAULTS)
    _say(["", f"Over {plan.id} is alles weg wat kijkwijzer hier had. Het staat in vernietigingen.yml."])
    _say(wis_words.staying(left), wis_words.unread(left), wis_words.proof(left), wis_reach.out_of_reach(left))
    sys.exit(0 if is_whole else FAULTS)


def _say(*parts: Iterable[str]) -> None:
    for part in parts:
        for line in part:
            click.echo(line)


def _project(root: Path) -> Project:
    """Also with faults in it: nobody's rights hang on another one's score file. Settings and register must be good."""
    from generator.reading.project import read_project
    from generator.reading.settings import FILE

    project, problems = read_project(root, today=today())
    decisive = [problem for problem in problems if problem.location.path in (FILE, project.settings.register)]
    if has_faults(decisive):
        terminal.tell(problem for problem in decisive if problem.severity == "fout")
        terminal.shout("Er is niets weggehaald. Verbeter de fouten en probeer het opnieuw.")
        sys.exit(FAULTS)
    return project


def _refuse_another(plan: Plan) -> None:
    if plan.begonnen and plan.begonnen.id != plan.id:
        other = plan.begonnen.id
        raise click.UsageError(f"Het vernietigen van {other} is begonnen en niet af. Doe eerst: kijkwijzer wis {other}")


def _confirm(plan: Plan, confirmed: str) -> None:
    terminal.say("\nDit kan niet ongedaan worden gemaakt.")
    typed = confirmed or click.prompt("Typ het pseudoniem om door te gaan", err=True)
    if typed.strip() != plan.id:
        raise click.UsageError(f"Dat is niet {plan.id}. Er is niets weggehaald.")


@contextmanager
def _told_with(words: str) -> Iterator[None]:
    """A fault in the register or in the surroundings is told with what it leaves undone."""
    from generator.register_file import RegisterFaultError

    try:
        yield
    except RegisterFaultError as error:
        terminal.tell(error.problems)
        terminal.shout(words)
        sys.exit(FAULTS)
    except SurroundingsError as error:
        raise SurroundingsError(f"{error}. {words}") from error


@contextmanager
def _unfinished() -> Iterator[None]:
    """What stops the work from here on leaves it half done, and that is told."""
    try:
        with _told_with(UNFINISHED):
            yield
    except (KeyboardInterrupt, click.Abort):
        terminal.shout(f"Gestopt. {UNFINISHED}")
        sys.exit(INTERRUPTED)


def _destroyed(plan: Plan, reason: str) -> bool:
    """Whether the dossier of all others is there again, or was not there before."""
    from generator import wissen

    begonnen = wissen.begin(plan, today(), reason)
    wissen.destroy(plan, begonnen)
    return not begonnen.had_dossier or _rebuilt(plan.root)


def _rebuilt(root: Path) -> bool:
    from generator import build as builder

    checked = good_dossier(root)
    if checked is None:
        terminal.shout("Het dossier is weg en kon niet opnieuw worden gemaakt: verbeter eerst deze fouten.")
        terminal.shout("Geef daarna 'kijkwijzer build'.")
        return False
    parts: tuple[Part, ...] = ("dossier",)
    built = builder.build(checked, root, terminal.Progress(), parts)
    terminal.tell(built.failed)
    return bool(built.made)
