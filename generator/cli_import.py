"""The command `kijkwijzer import`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.cli_parts import FAULTS, OPTIONS, today
from generator.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.importing.places import Step

MANY = 20
"""Files that take so long to read that it is told how far it is."""


@click.command("import", options_metavar=OPTIONS, short_help="Neem ingevulde formulieren over in scores.")
@click.argument("wanted", metavar="BESTAND_OF_MAP...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--ib-er",
    "ib_er",
    metavar="ID",
    default="",
    help="Over welke ib-er het gaat, voor een formulier waar dat niet op staat.",
)
@click.option("--proef", "is_trial", is_flag=True, help="Laat zien wat er zou gebeuren, en schrijf niets.")
@click.pass_obj
def import_forms(root: Path, wanted: tuple[str, ...], ib_er: str, *, is_trial: bool) -> None:
    """Neem ingevulde formulieren over: elk formulier wordt een scorebestand in de map scores.

    Dat kan een ingevulde PDF zijn, een spreadsheet (.xlsx of .csv), een scorebestand (.yml) uit de browser, of een map
    met zulke bestanden.

    \b
    kijkwijzer import ingevuld.pdf             één formulier
    kijkwijzer import binnengekomen            alles uit een map
    kijkwijzer import --proef binnengekomen    eerst zien wat er zou gebeuren

    Er wordt nooit iets overschreven. Wat er al staat, wordt gemeld; hetzelfde formulier twee keer overnemen kan geen kwaad.

    Zit er in een formulier een fout, dan staat er bij elk veld wat er mis is en komt er van dat formulier niets in scores.
    De goede formulieren komen er wel in. De uitkomst is dan 1.

    De ib-er op een formulier is het pseudoniem, of de naam zoals die in het register staat.
    """  # noqa: D301  the mark by which click leaves lines as they are
    for typed in wanted:
        if not os.path.lexists(root / typed):
            raise click.BadParameter(f"{quoted(typed)} is er niet.", param_hint="'BESTAND_OF_MAP...'")
    from generator import history
    from generator.alone import alone
    from generator.importing.bringing import Import, UnknownIbErError, bring_in, look
    from generator.importing.files import sources
    from generator.importing.reading import read_sources

    if not is_trial:
        click.get_current_context().with_resource(alone(root))
    doing = Import(root, today(), partial(history.lost_rubric, history.Git(root)), ib_er)
    files = [*sources(root, wanted)]
    total = sum(not isinstance(file, Problem) for file in files)
    with terminal.Progress(quiet=total < MANY).count("Formulieren lezen", total) as done:
        forms = read_sources(files, done)
    try:
        steps = (look if is_trial else bring_in)(doing, forms)
    except UnknownIbErError as error:
        raise click.BadParameter(str(error), param_hint="'--ib-er'") from error
    _tell(steps, is_trial=is_trial)
    sys.exit(FAULTS if any(isinstance(step, Problem) and step.severity == "fout" for step in steps) else 0)


def _tell(steps: Iterable[Step | Problem], *, is_trial: bool) -> None:
    from generator.importing.words import counted, told

    steps = [*steps]
    for step in steps:
        if isinstance(step, Problem):
            terminal.tell([step])
        else:
            click.echo(told(step, is_trial=is_trial))
    terminal.say(counted(steps, is_trial=is_trial))
