"""The command `kijkwijzer deel`."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.alone import alone
from generator.cli_parts import FAULTS, NOTHING_MADE, OPTIONS, good_dossier, shown, whom
from generator.model.afname import DOELEN
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Checked
    from generator.delen import Gedeeld, Wish
    from generator.model.dossier import Dossier
    from generator.model.verslag import Verslag
    from generator.print_files import Target

SCHOOL_YEAR = re.compile(r"(20[0-9]{2})(?:-(20[0-9]{2}))?")


def _school_year(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    if not value:
        return None
    match = SCHOOL_YEAR.fullmatch(value)
    if not match or (match[2] and int(match[2]) != int(match[1]) + 1):
        raise click.BadParameter("schrijf een schooljaar zoals 2025-2026.")
    return int(match[1])


@click.command("deel", options_metavar=OPTIONS, short_help="Maak een verslag met een wachtzin, om te versturen.")
@click.argument("ib_er", metavar="ID")
@click.option("--doel", type=click.Choice(DOELEN), help="Van een ronde met dit doel. Nodig als er van allebei een is.")
@click.option("--rubric", metavar="ID", default="", help="Van deze rubric. Nodig als er in een jaar meer dan één is.")
@click.option(
    "--schooljaar", "school_year", metavar="JAAR", callback=_school_year,
    help="Van dit schooljaar, zoals 2025-2026. Zonder deze optie: het laatste.",
)  # fmt: skip
@click.option("--concept", "may_be_concept", is_flag=True, help="Ook als de ronde nog niet is vastgesteld.")
@click.option(
    "--toon-wachtzin", "may_be_read", is_flag=True, help="Toon de wachtzin ook als dit niet op een scherm komt."
)
@click.pass_obj
def share(  # noqa: PLR0913  an option each
    root: Path, ib_er: str, doel: str | None, rubric: str, school_year: int | None, *,
    may_be_concept: bool, may_be_read: bool,
) -> None:  # fmt: skip
    """Maak van het laatste verslag van een ib-er een PDF die alleen met een wachtzin opengaat, om te versturen.

    \b
    kijkwijzer deel ib-01
    kijkwijzer deel ib-01 --doel ontwikkeling --schooljaar 2025-2026

    De PDF komt in de map delen, met een naam waarin alleen het pseudoniem en de datum staan. De wachtzin is vijf
    willekeurige woorden uit een lijst van 4096 (samen 59 bits: niet te raden). Je ziet hem één keer, op het scherm; hij
    wordt nergens bewaard. Ben je hem kwijt, geef dan de opdracht opnieuw: dan komt er een tweede bestand met een andere
    wachtzin.

    Geef de wachtzin door per telefoon of in een gesprek, en nooit in dezelfde mail als de PDF. Wat je hebt verstuurd, kun je
    niet terughalen.
    """  # noqa: D301  the mark by which click leaves lines as they are
    from generator.delen import Wish
    from generator.print_files import is_open_to_git

    if not (may_be_read or sys.stdout.isatty()):
        raise click.UsageError(
            "De wachtzin zou nu in een bestand of een ander programma terechtkomen. "
            "Geef de opdracht op een scherm, of neem --toon-wachtzin als dit de bedoeling is."
        )
    click.get_current_context().with_resource(alone(root))
    checked = good_dossier(root)
    if checked is None:
        terminal.shout(NOTHING_MADE)
        sys.exit(FAULTS)
    target = _target(root, checked)
    dossier = _whose(checked, ib_er)
    verslag = _chosen(dossier, Wish(doel or "", rubric, school_year), may_be_concept=may_be_concept)
    shared = _shared(root, checked, dossier, verslag)
    try:
        _tell(shared, dossier, verslag)
    except BaseException:
        shared.file.unlink(missing_ok=True)  # nobody has seen how it opens
        raise
    if is_open_to_git(target):
        terminal.say(f"Let op: git kan {shown(target.folder)} meenemen. Zet deze map in .gitignore.")


def _target(root: Path, checked: Checked) -> Target:
    """The folder for it, after seeing that it may be written to."""
    from generator.delen import FOLDER
    from generator.print_files import Target, refusal

    target = Target(root / FOLDER)
    with writing(target.folder):
        message = refusal(root, checked.project.settings, target, "deze bestanden")
    if message:
        raise SurroundingsError(f"in {shown(target.folder)} kan het verslag niet komen: {message.rstrip('.')}")
    return target


def _whose(checked: Checked, typed: str) -> Dossier:
    from generator.model.dossier import dossiers

    people = {dossier.ib_er.id: dossier for dossier in dossiers(checked.project)}
    return people[whom({id: dossier.ib_er.name for id, dossier in people.items()}, typed)]


def _chosen(dossier: Dossier, wish: Wish, *, may_be_concept: bool) -> Verslag:
    from generator.delen import WishError, choose
    from generator.rendering.dossier import words

    try:
        verslag = choose(dossier, wish)
    except WishError as error:
        raise click.BadParameter(str(error), param_hint=f"'{error.option}'") from error
    if verslag.ronde.is_concept and not may_be_concept:
        raise click.UsageError(
            f"Dit verslag is nog een concept ({words.title(verslag.ronde)}): niet elke afname is vastgesteld, en wat je verstuurt "
            "kun je niet meer veranderen. Stel eerst alles vast, of neem --concept als de ander weet dat het een concept is."
        )
    return verslag


def _shared(root: Path, checked: Checked, dossier: Dossier, verslag: Verslag) -> Gedeeld:
    from generator import delen
    from generator.build import template_problem
    from generator.pdf import PdfError
    from generator.rendering.templates import TemplateFault

    try:
        return delen.share(root, dossier.ib_er, delen.made(root, checked, dossier, verslag), checked.project.today)
    except TemplateFault as fault:
        terminal.tell([template_problem(fault)])
    except PdfError as error:
        terminal.shout(f"Het verslag van {dossier.ib_er.id}: {error}.")
    terminal.shout("Er is niets gemaakt.")
    sys.exit(FAULTS)


def _tell(shared: Gedeeld, dossier: Dossier, verslag: Verslag) -> None:
    """What it is and where on one stream; the passphrase alone on the other."""
    from generator import wachtzin
    from generator.rendering.dossier import words

    concept = " Het is een concept." if verslag.ronde.is_concept else ""
    pages = terminal.plural(shared.pages, "bladzijde", "bladzijden")
    terminal.say(f"Gemaakt: {shown(shared.file)}")
    terminal.say(f"Het verslag van {dossier.ib_er.id}: {words.title(verslag.ronde)}.")
    terminal.say(f"{pages[:1].upper()}{pages[1:]}.{concept}")
    terminal.say("\nDe wachtzin, die je alleen nu ziet:\n")
    click.echo(f"    {shared.wachtzin.told()}")
    terminal.say(f"\n{ADVICE.format(words=wachtzin.WORDS)}")


ADVICE = """\
Typen: {words} woorden in kleine letters, met één spatie ertussen en geen spatie
aan het eind. Let op een telefoon op de hoofdletter aan het begin.

Doorgeven: bel de ander, of zeg het in een gesprek. Zet de wachtzin nooit in
dezelfde mail als de PDF, en ook niet in een mail erna.

Wis daarna dit venster (clear) en, als het is verstuurd, ook de PDF."""
