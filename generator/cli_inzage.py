"""The command `kijkwijzer inzage`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.alone import alone
from generator.cli_parts import FAULTS, NOTHING_MADE, OPTIONS, into, shown, today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.inzage import Bundle
    from generator.print_files import Target

MOST = 20
"""Places that are named; of more only how many."""
MEGABYTE = 1_000_000
TITLES = (
    "Niet meegegeven: dit kan over een ander gaan. Kijk wat deze ib-er ervan mag zien.",
    "Wel meegegeven, maar er wordt ook een ander in genoemd. Kijk na of dat mag.",
    "Niet te lezen. Kijk zelf of dit over deze ib-er gaat.",
)
"""Above the places that a person has to look at."""


@click.command("inzage", options_metavar=OPTIONS, short_help="Zet alles over één ib-er bij elkaar, om te geven.")
@click.argument("who", metavar="ID")
@into("Waar het komt. Zonder deze optie: de map inzage van het project.")
@click.pass_obj
def access(root: Path, who: str, wanted: Path | None) -> None:
    """Zet alles wat er over één ib-er is bij elkaar in een zipbestand, voor wie om inzage vraagt (AVG, artikel 15).

    Erin zitten: een leeswijzer (LEESMIJ.html), de verslagen als pagina en als pdf, de scorebestanden, wat er in het register
    staat en alle oude versies uit git. Een bestand met een fout gaat mee zoals het is. Bestanden van een ander gaan niet mee.
    Aan het eind staat wat je moet nakijken voordat je het geeft.

    Voorbeeld: kijkwijzer inzage ib-01
    """
    from generator.inzage import FOLDER
    from generator.inzage_files import zipped
    from generator.print_files import Target

    click.get_current_context().with_resource(alone(root))
    bundle = _bundle(root, who)
    target = Target(root / (wanted or FOLDER), f"{bundle.name}.zip")
    _write(root, bundle, target, zipped(bundle.files))
    for line in _told(bundle, target):
        click.echo(line)
    terminal.tell(bundle.failed)
    sys.exit(FAULTS if bundle.failed else 0)


def _bundle(root: Path, who: str) -> Bundle:
    from generator import inzage
    from generator.build import template_problem
    from generator.rendering.templates import TemplateFault

    try:
        gatherer = inzage.gatherer(root, who, today(), terminal.Progress())
        return gatherer.bundle()
    except inzage.UnknownError as error:
        raise click.BadParameter(f"{error}.", param_hint="'ID'") from error
    except inzage.UnreadableError as error:
        terminal.tell(error.problems)
    except TemplateFault as fault:
        terminal.tell([template_problem(fault)])
    terminal.shout(NOTHING_MADE)
    sys.exit(FAULTS)


def _write(root: Path, bundle: Bundle, target: Target, data: bytes) -> None:
    from generator import export_files
    from generator.print_files import refusal
    from generator.surroundings import writing

    with writing(target.folder):
        message = refusal(root, bundle.project.settings, target, "deze bestanden")
        problems = [] if message else export_files.in_the_way(target, [target.file])
    if message:
        raise click.BadParameter(message, param_hint="'--naar'")
    if problems:
        terminal.tell(problems)
        sys.exit(FAULTS)
    export_files.write(target, {target.file: data})


def _told(bundle: Bundle, target: Target) -> Iterator[str]:
    from generator.print_files import is_open_to_git

    file, inzage = target.folder / target.file, bundle.inzage
    size = f"{file.stat().st_size / MEGABYTE:.1f}".replace(".", ",")
    yield f"Gemaakt: {shown(file)} ({size} MB)"
    pieces = terminal.plural(len(inzage.stukken), "bestand", "bestanden")
    pdfs = terminal.plural(len(inzage.pdfs), "pdf", "pdf's")
    older = terminal.plural(inzage.verleden.number, "oude versie", "oude versies")
    yield f"Erin zitten {pieces}, {pdfs} en {older}. Begin met LEESMIJ.html."
    yield from inzage.verleden.remarks
    if inzage.register_state == "onleesbaar":
        yield "Het register kon niet gelezen worden: wat daarin staat, zit er niet in."
        yield "Maak het goed en doe dit opnieuw."
    if inzage.register_state == "afwezig":
        yield "Het register is hier niet gevonden: wat daarin staat, zit er niet in."
        yield "Staat het op een andere schijf, koppel die dan aan en doe dit opnieuw."
    for title, places in zip(
        TITLES, (bundle.to_check.left_out, bundle.to_check.named, bundle.to_check.unread), strict=True
    ):
        yield from _places(title, places)
    yield ""
    yield "Dit bestand is niet op slot: wie het heeft, leest alles. Geef het op een"
    yield "USB-stick of laat het ter plekke lezen, en mail het niet. Controleer eerst wie"
    yield "erom vraagt. Heeft de ib-er het, haal het dan hier weg."
    yield f"Alleen een verslag versturen? Dat kan op slot: kijkwijzer deel {inzage.ib_er.id}"
    yield "Zet er een brief bij: aan wie een verslag is gegeven, wie bij de map kan, waar die"
    yield "wordt bewaard en op welke grondslag. Antwoord binnen een maand na de vraag."
    if is_open_to_git(target):
        yield f"Let op: git kan {shown(target.folder)} meenemen. Zet deze map in .gitignore."


def _places(title: str, places: tuple[str, ...]) -> Iterator[str]:
    if places:
        yield ""
        yield title
        yield from (f"  {place}" for place in places[:MOST])
    if len(places) > MOST:
        yield f"  en nog {len(places) - MOST}"
