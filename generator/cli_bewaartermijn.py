"""The command `kijkwijzer bewaartermijn`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.cli_parts import FAULTS, OPTIONS, today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from generator.keeping import Kept


@click.command("bewaartermijn", options_metavar=OPTIONS, short_help="Laat zien wie over de bewaartermijn is.")
@click.option(
    "--op",
    "day",
    metavar="DATUM",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Kijk hoe het op een andere dag staat, bijvoorbeeld 2027-08-01.",
)
@click.pass_obj
def retention(root: Path, day: datetime | None) -> None:
    """Laat zien van wie de gegevens weg moeten, van wie binnen drie maanden, en wat je moet nakijken.

    De termijn begint na de laatste werkdag (uit_dienst in het register) en duurt twee jaar. Een ander aantal jaren zet je
    bij extra.kijkwijzer.bewaartermijn in mkdocs.yml. Er wordt niets gewist: dat doe je zelf, met 'kijkwijzer wis ID'.

    Voorbeeld: kijkwijzer bewaartermijn --op 2027-08-01
    """
    from generator.keeping import kept
    from generator.rendering.bewaartermijn import report

    on = day.date() if day else today()
    found = kept(root, today=today(), day=on)
    if found.faults:
        terminal.tell(found.faults)
        terminal.shout("Zo is niet te zeggen wie over de termijn is. Verbeter de fouten en probeer het opnieuw.")
        sys.exit(FAULTS)
    for line in report(found.bewaringen, found.project.settings.bewaartermijn, on):
        click.echo(line)
    for line in _remarks(found):
        terminal.say(line)


def _remarks(found: Kept) -> Iterator[str]:
    """What the list cannot see."""
    if not found.project.register.ib_ers:
        yield "Let op: er staat niemand in het register. Zonder laatste werkdag is er geen termijn te berekenen."
    if found.unread:
        unread = terminal.plural(len(found.unread), "scorebestand heeft", "scorebestanden hebben")
        yield f"Let op: {unread} een fout; daar telt de datum in de naam. Bekijk ze met 'kijkwijzer check'."
