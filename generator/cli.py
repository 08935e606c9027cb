"""The command `kijkwijzer`. Only click here; what a command does is elsewhere and is imported when it is asked for."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import terminal
from generator.cli_parts import FAULTS, INTERRUPTED, OPTIONS, SURROUNDINGS, into, shown
from generator.locale import speak_dutch
from generator.problems import has_faults
from generator.surroundings import SurroundingsError, writing

speak_dutch()  # before the commands are declared: click looks some of its words up while they are

LONGEST_NAME = 100
HIGHEST_PORT = 65535

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Kijkwijzer(click.Group):
    """The group of commands: click in Dutch, and for every way to end its own exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401  (as click has it)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        terminal.show_what_can_be_shown()
        try:
            super().main(*args, **{**kwargs, "prog_name": "kijkwijzer", "standalone_mode": False})
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            terminal.say("Gestopt. Wat er al was, is niet veranderd.")
            sys.exit(INTERRUPTED)
        except SurroundingsError as error:
            terminal.shout(f"Dit lukt niet: {error}")
            sys.exit(SURROUNDINGS)
        except BrokenPipeError:
            sys.stdout = None  # whoever read along has stopped, so nothing is left to say
            sys.exit(FAULTS)
        sys.exit()


@click.group(
    cls=Kijkwijzer, context_settings=CONTEXT, options_metavar=OPTIONS, subcommand_metavar="OPDRACHT [ARGUMENTEN]..."
)
@click.option(
    "-C",
    "root",
    metavar="MAP",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Werk in deze projectmap in plaats van in de huidige map.",
)
@click.version_option(package_name="kijkwijzer", message="%(prog)s %(version)s", help="Toon de versie en stop.")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Maakt van rubrics en scorebestanden een openbare site, kijkwijzers om te printen en een besloten dossier.

    Begin met 'kijkwijzer new MAP' voor een eigen projectmap.
    """
    context.obj = root.resolve()


def _port(_context: click.Context, _option: click.Parameter, number: int | None) -> int | None:
    if number is not None and not 0 <= number <= HIGHEST_PORT:
        raise click.BadParameter(f"een poort ligt tussen 0 en {HIGHEST_PORT}.")
    return number


@main.command(options_metavar=OPTIONS, short_help="Toon alles op deze computer, terwijl je werkt.")
@click.option(
    "--port",
    type=int,
    callback=_port,
    metavar="NUMMER",
    help="De poort op deze computer. Zonder deze optie is het de eerste vrije vanaf 8000.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open meteen de browser, met de sleutel.")
@click.pass_obj
def serve(root: Path, port: int | None, *, open_browser: bool) -> None:
    """Toon het dossier en de openbare site op deze computer, en volg wat je verandert.

    Sla je een bestand op, dan ververst de pagina vanzelf. Zit er een fout in, dan staat dat in beeld en blijft staan wat er was.
    Je kunt er ook een kijkwijzer invullen: 'Bewaar in het dossier' zet het scorebestand in scores en het verslag verandert mee.
    Een bestand dat intussen is veranderd, wordt nooit overschreven.

    Alleen wie het adres uit de terminal opent, kan erbij: daar zit een sleutel in die tot het stoppen werkt. Stoppen gaat met Ctrl-C.
    """
    from generator.serve import serve as show

    show(root, port=port, open_browser=open_browser)


@main.command(options_metavar=OPTIONS, short_help="Maak een eigen projectmap.")
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.option(
    "--rubric",
    "rubrics",
    metavar="NAAM",
    multiple=True,
    help="Neem alleen deze rubric mee, bijvoorbeeld vhm-ib; mag vaker. Met 'eigen' krijg je een voorbeeld om zelf in te vullen.",
)
@click.option("--naam", "name", metavar="TEKST", default="", help="De naam van de school of stichting.")
@click.pass_obj
def new(root: Path, folder: Path, rubrics: tuple[str, ...], name: str) -> None:
    """Maak een eigen projectmap in MAP, die nog niet bestaat of leeg is.

    Er komt alles in om te beginnen: de rubrics, de pagina's van de site, een verzonnen voorbeeld van een afname en een
    uitleg (README.md). Zonder --rubric gaan alle meegeleverde rubrics mee.
    """
    from generator import new as project
    from generator.problems import nearest

    target = root / folder
    known = (*project.shipped_rubrics(), project.OWN)
    for id in rubrics:
        if id not in known:
            message = f"'{id}' is er niet.{nearest(id, known)} Mogelijk zijn: {', '.join(known)}."
            raise click.BadParameter(message, param_hint="'--rubric'")
    if not name.isprintable() or len(name) > LONGEST_NAME:
        raise click.BadParameter(f"houd het bij één regel van hoogstens {LONGEST_NAME} tekens.", param_hint="'--naam'")
    with writing(target):
        is_taken = target.is_file() or (target.is_dir() and any(target.iterdir()))
    if is_taken:
        raise click.BadParameter(f"{shown(target)} is geen lege map; er is niets veranderd.", param_hint="'MAP'")
    project.make_project(target, project.Wish(rubrics, name))
    click.echo(NEXT.format(folder=shown(target)))


NEXT = """\
Gemaakt: {folder}{sep}

Zo ga je verder:
  cd {folder}
  kijkwijzer build      maakt de openbare site, de kijkwijzers en het dossier
  kijkwijzer serve      toont alles terwijl je werkt
In README.md staat hoe je een intern begeleider en scores toevoegt.""".replace("{sep}", os.sep)


@main.command(options_metavar=OPTIONS, short_help="Maak de hulpbestanden voor VS Code.")
@into("Zet alleen de schema's, in deze map. Zonder deze optie komen ze in .vscode van het project.")
@click.pass_obj
def schema(root: Path, wanted: Path | None) -> None:
    """Maak JSON-schema's van rubrics, scorebestanden en register, voor een editor.

    Visual Studio Code met de uitbreiding YAML (van Red Hat) vult dan aan, legt uit en zet een rode streep onder een fout.
    Verandert er een rubric, maak de schema's dan opnieuw.
    """
    from generator import schema_files as schemas
    from generator.reading.project import read_public
    from generator.reading.settings import FILE

    project, problems = read_public(root)
    terminal.tell(problems)
    if any(problem.location.path == FILE and problem.severity == "fout" for problem in problems):
        sys.exit(FAULTS)
    if has_faults(problems):
        terminal.say("Rubrics met een fout doen niet mee in de schema's.")
    for line in schemas.write(root, project, wanted):
        click.echo(line)


from generator.cli_bewaartermijn import retention  # noqa: E402  its words are looked up too, and the group must be there
from generator.cli_build import build, check  # noqa: E402
from generator.cli_deel import share  # noqa: E402
from generator.cli_export import export_scores  # noqa: E402
from generator.cli_format import format_files  # noqa: E402
from generator.cli_import import import_forms  # noqa: E402
from generator.cli_inzage import access  # noqa: E402
from generator.cli_leakcheck import leakcheck  # noqa: E402
from generator.cli_print import print_forms  # noqa: E402
from generator.cli_register import register  # noqa: E402
from generator.cli_wis import wipe  # noqa: E402

main.add_command(build)
main.add_command(check)
main.add_command(retention)
main.add_command(access)
main.add_command(share)
main.add_command(export_scores)
main.add_command(format_files)
main.add_command(import_forms)
main.add_command(leakcheck)
main.add_command(print_forms)
main.add_command(register)
main.add_command(wipe)
