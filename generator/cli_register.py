"""The commands `kijkwijzer register add`, `toon` and `verplaats`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import terminal
from generator.cli_parts import FAULTS, OPTIONS, shown
from generator.model.register import AANSTELLINGEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.project import Settings
    from generator.model.register import Register
    from generator.problems import Problem

NAAM = (
    "De naam. Beter van niet: wat je hier typt, blijft in de geschiedenis van opdrachten staan. Zonder deze optie wordt "
    "ernaar gevraagd; dan staat die alleen nog op je scherm."
)
FICTIONAL = "In het register staat 'fictief: ja'. Dan staat overal bij dat de mensen verzonnen zijn."
MEND = "Haal eerst uit {place} de regel 'fictief: ja' en de verzonnen mensen weg."
NO_REGISTER = (
    "Hier is geen register: {place} bestaat niet. Staat het ergens anders? "
    "Zet die plek bij 'register' in mkdocs.yml, of in KIJKWIJZER_REGISTER."
)
READABLE = "Ook anderen op deze computer kunnen het register lezen. Dit houdt het voor jou alleen: chmod 600 {place}"


@click.group(
    options_metavar=OPTIONS,
    subcommand_metavar="OPDRACHT [ARGUMENTEN]...",
    short_help="Zet mensen in het register: wie er achter welk pseudoniem zit.",
)
def register() -> None:
    """Het register: wie er achter welk pseudoniem zit. Alleen daar horen namen.

    \b
    kijkwijzer register add      zet iemand erin, met een nieuw pseudoniem
    kijkwijzer register toon     laat zien wie erin staat
    kijkwijzer register verplaats ~/personeel/register.yml
                                 zet het register buiten de projectmap

    Waar het register staat, zegt 'register' in mkdocs.yml. De omgevingsvariabele KIJKWIJZER_REGISTER gaat daarvoor, voor elk
    project op deze computer: dan heeft elke computer een eigen plek, en weet git die niet.
    """  # noqa: D301  the mark by which click leaves lines as they are


@register.command(options_metavar=OPTIONS, short_help="Zet iemand in het register, met een nieuw pseudoniem.")
@click.option("--naam", "name", metavar="TEKST", help=NAAM)
@click.option("--school", metavar="TEKST", help="De school.")
@click.option("--aanstelling", type=click.Choice(AANSTELLINGEN), help="Of iemand het als taak of in een functie doet.")
@click.option("--in-dienst", "since", metavar="DATUM", help="De eerste werkdag, bijvoorbeeld 2026-08-01.")
@click.pass_obj
def add(root: Path, /, **given: str | None) -> None:
    """Zet een ib-er in het register, met een nieuw pseudoniem.

    Je krijgt vragen: naam, school, aanstelling en eerste werkdag. Alleen de naam moet. Het pseudoniem wordt geloot: het zegt
    niets over de persoon, en niets over wie eerder kwam. Is er nog geen register, dan komt er een dat alleen jij kunt lezen.

    \b
    kijkwijzer register add
    kijkwijzer register add --school 'Basisschool De Proefpolder'
    """  # noqa: D301
    from generator import pseudonym, register_file
    from generator.alone import alone
    from generator.cli_register_questions import asked

    settings = _settings(root)
    known = _known(root, settings)
    _warn(root, settings, known)
    person = asked(known, **given)
    click.get_current_context().with_resource(alone(root))  # not while somebody thinks about an answer
    id = pseudonym.fresh(pseudonym.taken(root, settings, _known(root, settings).ib_ers))
    place = _home(root, settings)
    try:
        register_file.add(place, replace(person, id=id))
    except register_file.RegisterFaultError as error:
        _stop(error.problems)
    click.echo(f"Het pseudoniem is {id}. Het staat met de naam in {shown(place)}.")
    click.echo(f"De scores komen in de map {settings.scores}/{id}. Gebruik overal het pseudoniem, nooit de naam.")


def _warn(root: Path, settings: Settings, known: Register) -> None:
    """Before a name is asked for: somebody may rather stop here."""
    from generator.reading.files import is_absent
    from generator.register_place import in_the_open, is_for_others

    terminal.tell(in_the_open(root, settings, known))
    if is_absent(root / settings.register) and _has_scores(root / settings.scores):
        terminal.say(NO_REGISTER.format(place=settings.register))
        if click.prompt("Toch hier een nieuw register maken", type=click.Choice(["ja", "nee"]), err=True) == "nee":
            terminal.shout("Er is niets veranderd.")
            sys.exit(FAULTS)
    if not known.is_fictional and is_for_others(root / settings.register):
        terminal.say(READABLE.format(place=shown(root / settings.register)))
    if not known.is_fictional:
        return
    terminal.say(FICTIONAL)
    if click.prompt("Is wie je toevoegt ook verzonnen", type=click.Choice(["ja", "nee"]), err=True) == "nee":
        terminal.shout(f"Er is niets veranderd. {MEND.format(place=settings.register)}")
        sys.exit(FAULTS)


def _has_scores(scores: Path) -> bool:
    """Then there has been a register, here or somewhere else."""
    return scores.is_dir() and any(path.is_dir() for path in scores.iterdir())


def _home(root: Path, settings: Settings) -> Path:
    """The place of the register, in a folder that is there. Outside the project a new folder is for its owner alone."""
    from generator.print_files import make_private
    from generator.surroundings import SurroundingsError, writing

    place = Path(os.path.normpath(root / settings.register))
    is_inside = place.is_relative_to(root)
    if is_inside and not Path(os.path.realpath(place.parent)).is_relative_to(root):
        raise SurroundingsError(f"{settings.register} loopt via een snelkoppeling naar buiten het project")
    with writing(place):
        if is_inside:
            place.parent.mkdir(parents=True, exist_ok=True)
        else:
            make_private(place.parent)
    return place


@register.command(options_metavar=OPTIONS, short_help="Laat zien wie er in het register staat.")
@click.pass_obj
def toon(root: Path) -> None:
    """Laat zien wie er in het register staat, met het pseudoniem. Wat je ziet is vertrouwelijk.

    \b
    kijkwijzer register toon
    """  # noqa: D301
    from generator.reading.files import is_absent
    from generator.register_words import listed

    settings = _settings(root)
    known = _known(root, settings)
    _tidy(root, settings)
    for line in listed(known):
        click.echo(line)
    people = terminal.plural(len(known.ib_ers), "ib-er", "ib-ers")
    terminal.say(
        f"{people} in {shown(root / settings.register)}."
        if known.ib_ers
        else NO_REGISTER.format(place=settings.register)
        if is_absent(root / settings.register)
        else f"Er staat niemand in {settings.register}."
    )


def _tidy(root: Path, settings: Settings) -> None:
    """What cannot be done now, the next command does."""
    from generator.alone import alone
    from generator.register_file import tidy
    from generator.surroundings import SurroundingsError

    with suppress(SurroundingsError), alone(root):
        tidy(root / settings.register)


@register.command(options_metavar=OPTIONS, short_help="Zet het register buiten de projectmap.")
@click.argument("wanted", metavar="PAD", type=click.Path(path_type=Path))
@click.pass_obj
def verplaats(root: Path, wanted: Path) -> None:
    """Zet het register op een plek buiten de projectmap, waar alleen jij het kunt lezen.

    PAD is het nieuwe bestand, of de map waar het in komt. Er wordt nooit iets overschreven. Het oude bestand gaat pas weg als
    het nieuwe is nagelezen. Daarna lees je wat je nog moet instellen, en wat git van het register bewaart.

    \b
    kijkwijzer register verplaats ~/personeel/register.yml
    """  # noqa: D301
    from generator import register_place, register_words
    from generator.alone import alone
    from generator.reading.files import is_absent
    from generator.reading.settings import REGISTER

    click.get_current_context().with_resource(alone(root))
    settings = _settings(root)
    source, target = root / settings.register, register_place.target_of(root, wanted)
    if is_absent(source):
        raise click.UsageError(f"Er is geen register: {shown(source)} bestaat niet.")
    if refusal := register_place.refusal(root, settings, target):
        raise click.BadParameter(refusal, param_hint="'PAD'")
    found, line = register_place.in_git(source), register_place.line_in_settings(root)
    register_place.move(source, target)
    click.echo(f"Het register staat nu in {target}. Alleen jij kunt het lezen; maak er zelf een reservekopie van.")
    by_variable = bool(os.environ.get(REGISTER))
    todo = register_words.how_to_point(target, line, by_variable=by_variable)
    for said in (*todo, *register_words.still_in_git(found)):
        click.echo(said)


# --- What the three share


def _settings(root: Path) -> Settings:
    """Nothing is done as long as mkdocs.yml has a fault: the register could be somewhere else."""
    from generator.problems import has_faults
    from generator.reading.project import read_public
    from generator.reading.settings import FILE

    project, problems = read_public(root)
    ours = [problem for problem in problems if problem.location.path == FILE]
    if has_faults(ours):
        _stop(ours)
    return project.settings


def _known(root: Path, settings: Settings) -> Register:
    from generator.register_file import RegisterFaultError, load

    try:
        return load(root, settings)
    except RegisterFaultError as error:
        _stop(error.problems)


def _stop(problems: Iterable[Problem]) -> NoReturn:
    terminal.tell(problems)
    terminal.shout("Er is niets veranderd. Verbeter de fouten en probeer het opnieuw.")
    sys.exit(FAULTS)
