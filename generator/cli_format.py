"""The command `kijkwijzer format`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.cli_parts import FAULTS, INTERRUPTED, OPTIONS, today
from generator.problems import quoted

if TYPE_CHECKING:
    from generator.formatting import Formatted

ARGUMENT = "BESTAND_OF_MAP..."


@click.command("format", options_metavar=OPTIONS, short_help="Zet scorebestanden in de vaste vorm.")
@click.argument("wanted", metavar=f"[{ARGUMENT}]", nargs=-1, type=click.Path())
@click.option(
    "--controleer", "is_trial", is_flag=True, help="Zeg alleen welke bestanden anders zouden worden, en schrijf niets."
)
@click.pass_obj
def format_files(root: Path, wanted: tuple[str, ...], *, is_trial: bool) -> None:
    """Zet scorebestanden in de vaste vorm: die van het formulier in de browser en van 'kijkwijzer import'.

    Aan wat er staat verandert niets: alleen de volgorde, het inspringen en de aanhalingstekens. Lege regels vallen weg, en ook
    rijen die nog open zijn en waar niets bij staat. Opmerkingen (achter een #) blijven staan, bij de regel waar ze bij horen.
    Zo laat git later alleen zien wat er echt is veranderd.

    \b
    kijkwijzer format                        alle scorebestanden
    kijkwijzer format scores/ib-01           alles van één ib-er
    kijkwijzer format --controleer           eerst zien wat er zou veranderen

    Een bestand met een fout blijft zoals het is; de fouten staan dan onder elkaar. De uitkomst is dan 1. Met --controleer
    is de uitkomst ook 1 als er iets zou veranderen.
    """  # noqa: D301  the mark by which click leaves lines as they are
    for typed in wanted:
        if not os.path.lexists(root / typed):
            raise click.BadParameter(f"{quoted(typed)} is er niet.", param_hint=f"'{ARGUMENT}'")
    from generator import history
    from generator.alone import alone
    from generator.formatting import Format, NoScoreFileError

    if not is_trial:
        click.get_current_context().with_resource(alone(root))
    doing = Format(root, today(), partial(history.lost_rubric, history.Git(root)), is_trial)
    try:
        done = doing.files(wanted)
    except NoScoreFileError as error:
        raise click.BadParameter(
            f"{quoted(str(error))} is geen scorebestand van dit project.", param_hint=f"'{ARGUMENT}'"
        ) from error
    except KeyboardInterrupt:
        terminal.say("Gestopt. Wat al was opgemaakt, blijft zo; de rest is niet veranderd.")
        sys.exit(INTERRUPTED)
    _tell(done, is_trial=is_trial)
    sys.exit(FAULTS if done.problems or (is_trial and done.changed) else 0)


def _tell(done: Formatted, *, is_trial: bool) -> None:
    terminal.tell(done.problems)
    for path in done.changed:
        click.echo(f"{path}: {'staat nog niet in de vaste vorm' if is_trial else 'opgemaakt'}")
    terminal.say(_counted(done, is_trial=is_trial))


def _counted(done: Formatted, *, is_trial: bool) -> str:
    said = [f"{'Zou opmaken' if is_trial else 'Opgemaakt'}: {len(done.changed)}."]
    if done.same:
        said.append(f"{terminal.plural(len(done.same), 'bestand stond', 'bestanden stonden')} al in de vaste vorm.")
    if done.problems:
        said.append("Wat hierboven met een fout staat, is gelaten zoals het was; verbeter dat en probeer het opnieuw.")
    return " ".join(said)
