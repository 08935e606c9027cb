"""The commands `kijkwijzer build` and `kijkwijzer check`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.cli_parts import FAULTS, INTERRUPTED, OPTIONS, shown, today

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Built, Checked, Made, Part


@click.command("build", options_metavar=OPTIONS, short_help="Maak de openbare site en het dossier.")
@click.option(
    "--alleen",
    "only",
    type=click.Choice(["site", "dossier"]),
    help="Maak alleen de openbare site, of alleen het dossier.",
)
@click.option(
    "--no-cache",
    "anew",
    is_flag=True,
    help="Maak elke PDF opnieuw, ook als er sinds de vorige keer niets aan veranderde.",
)
@click.pass_obj
def build(root: Path, only: Part | None, anew: bool) -> None:  # noqa: FBT001
    """Maak de openbare site (met de kijkwijzers als PDF) en het besloten dossier (met de verslagen als PDF).

    Eerst wordt alles nagekeken. Zit er ergens een fout in, dan staan alle fouten onder elkaar en verandert er niets:
    wat er al was, blijft staan. Ook als het maken halverwege stopt; de volgende build gaat dan verder waar deze was.

    Een PDF waaraan niets veranderde, wordt uit de vorige uitvoer overgenomen. Dat scheelt bijna alle tijd.

    Lukt een PDF niet, dan kost dat alleen die PDF. Dan staat hier welke en waarom, staat op de pagina's dat hij ontbreekt en is de
    uitkomst 1. De vorige versie blijft niet staan: die kan iets anders zeggen dan de pagina ernaast.

    In een projectmap is steeds één opdracht bezig. Een tweede wordt geweigerd, en er staat bij welke er al loopt.
    """
    from generator import build as builder
    from generator.alone import alone

    click.get_current_context().with_resource(alone(root))
    parts = (only,) if only else builder.PARTS
    checked = builder.check(root, today=today(), parts=parts)
    builder.recover(root, checked.project.settings, parts if checked.is_good else ())
    _tell(checked)
    if not checked.is_good:
        terminal.shout(f"Er is niets gemaakt: {_counted(checked)}. Verbeter de fouten en probeer het opnieuw.")
        sys.exit(FAULTS)
    try:
        built = builder.build(checked, root, terminal.Progress(), parts, cached=not anew)
    except KeyboardInterrupt:
        _tell_stopped(root / checked.project.settings.dossier)
        sys.exit(INTERRUPTED)
    _tell_made(built)
    if built.failed:
        sys.exit(FAULTS)


def _tell_stopped(dossier: Path) -> None:
    from generator.leftovers import in_sight

    next_time = " Wat van het dossier al klaar was, neemt de volgende build over." if in_sight(dossier) else ""
    terminal.say(f"Gestopt. Wat er al was, is niet veranderd.{next_time}")


def _tell(checked: Checked, *, err: bool = True) -> None:
    terminal.tell(checked.problems, err=err)
    for remark in checked.remarks:
        terminal.say(remark)


def _counted(checked: Checked) -> str:
    faults = sum(problem.severity == "fout" for problem in checked.problems)
    notes = len(checked.problems) - faults
    said = [terminal.plural(faults, "fout", "fouten")] if faults else []
    return " en ".join([*said, *([terminal.plural(notes, "aandachtspunt", "aandachtspunten")] if notes else [])])


def _tell_made(built: Built) -> None:
    for problem in built.failed:
        terminal.shout(str(problem))
    for made in built.made:
        click.echo(_made(made))
    if not built.made:
        terminal.shout("Er is niets gemaakt; wat er al was, staat er nog.")
        return
    if built.failed:
        failed = terminal.plural(len(built.failed), "PDF is", "PDF's zijn")
        terminal.shout(f"{failed} niet gemaakt. De rest wel; op de pagina's staat wat er ontbreekt.")
    click.echo(f"Dubbelklik op {shown(built.made[-1].folder / 'index.html')} om het te bekijken.")


def _made(made: Made) -> str:
    pages = terminal.plural(made.pages, "pagina", "pagina's")
    pdfs = terminal.plural(made.pdfs, "PDF", "PDF's")
    return f"Gemaakt: {shown(made.folder)}{os.sep} met {pages} en {pdfs}."


@click.command("check", options_metavar=OPTIONS, short_help="Kijk alles na en maak niets.")
@click.pass_obj
def check(root: Path) -> None:
    """Kijk alles na wat iemand heeft geschreven, en maak niets.

    Elke fout staat op een eigen regel: bestand, regel, wat er mis is en wat te doen. De uitkomst is 1 als er fouten zijn en
    0 als het goed is; een regel met 'let op' telt niet als fout.
    """
    from generator import build as builder

    checked = builder.check(root, today=today())
    _tell(checked, err=False)
    terminal.say(f"{_read(checked)} {'Gevonden: ' + found if (found := _counted(checked)) else 'Alles klopt'}.")
    sys.exit(0 if checked.is_good else FAULTS)


def _read(checked: Checked) -> str:
    project = checked.project
    rubrics = terminal.plural(len(project.rubrics), "rubric", "rubrics")
    afnamen = terminal.plural(len(project.afnamen), "afname", "afnamen")
    people = terminal.plural(len({afname.ib_er for afname in project.afnamen}), "ib-er", "ib-ers")
    return f"Goed gelezen: {rubrics} en {afnamen} van {people}."
