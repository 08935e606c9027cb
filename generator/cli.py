"""The command `kijkwijzer`. Only click here; what a command does is elsewhere and is imported when it is asked for."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import terminal
from generator.locale import speak_dutch
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from datetime import date

    from generator.build import Built, Checked, Made

speak_dutch()  # before the commands are declared: click looks some of its words up while they are

FAULTS = 1
SURROUNDINGS = 3
INTERRUPTED = 130

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
OPTIONS = "[OPTIES]"


class Kijkwijzer(click.Group):
    """The group of commands: click in Dutch, and for every way to end its own exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401  (as click has it)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
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
    """Maakt van rubrics en scorebestanden een openbare site, kijkwijzers om af te drukken en een besloten dossier.

    Begin met 'kijkwijzer new MAP' voor een eigen projectmap.
    """
    context.obj = root


@main.command(options_metavar=OPTIONS, short_help="Maak de openbare site en het dossier.")
@click.option(
    "--alleen",
    "only",
    type=click.Choice(["site", "dossier"]),
    help="Maak alleen de openbare site, of alleen het dossier.",
)
@click.pass_obj
def build(root: Path, only: str | None) -> None:
    """Maak de openbare site (met de kijkwijzers als PDF) en het besloten dossier (met de verslagen als PDF).

    Eerst wordt alles nagekeken. Zit er ergens een fout in, dan staan alle fouten onder elkaar en verandert er niets:
    wat er al was, blijft staan. Ook als het maken halverwege stopt.
    """
    from generator import build as builder

    checked = builder.check(root, today=_today())
    _tell(checked)
    if not checked.is_good:
        terminal.shout(f"Er is niets gemaakt: {_counted(checked)}. Verbeter de fouten en probeer het opnieuw.")
        sys.exit(FAULTS)
    built = builder.build(checked, root, terminal.Progress(), (only,) if only else builder.PARTS)  # type: ignore[arg-type]
    _tell_made(built)
    if built.failed:
        sys.exit(FAULTS)


def _tell(checked: Checked) -> None:
    terminal.tell(checked.problems)
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
    folders = [made.folder for made in built.made]
    if folders:
        click.echo(f"Dubbelklik op {_shown(folders[-1] / 'index.html')} om het te bekijken.")


def _made(made: Made) -> str:
    pages = terminal.plural(made.pages, "pagina", "pagina's")
    return f"Gemaakt: {_shown(made.folder)}{os.sep} met {pages} en {terminal.plural(made.pdfs, 'PDF', 'PDF’s')}."


def _shown(path: Path) -> str:
    """As short as it can be from where the person is."""
    relative = os.path.relpath(path)
    return str(path.resolve()) if relative.startswith("..") else relative


@main.command(options_metavar=OPTIONS, short_help="Kijk alles na en maak niets.")
@click.pass_obj
def check(root: Path) -> None:
    """Kijk alles na wat iemand heeft geschreven, en maak niets.

    Elke fout staat op een eigen regel: bestand, regel, wat er mis is en wat te doen. De uitkomst is 1 als er fouten zijn en
    0 als het goed is; een regel met 'let op' telt niet als fout.
    """
    from generator import build as builder

    checked = builder.check(root, today=_today())
    terminal.tell(checked.problems, err=False)
    for remark in checked.remarks:
        terminal.say(remark)
    terminal.say(f"{_read(checked)} {'Gevonden: ' + found if (found := _counted(checked)) else 'Alles klopt'}.")
    sys.exit(0 if checked.is_good else FAULTS)


def _read(checked: Checked) -> str:
    project = checked.project
    rubrics = terminal.plural(len(project.rubrics), "rubric", "rubrics")
    afnamen = terminal.plural(len(project.afnamen), "afname", "afnamen")
    people = terminal.plural(len({afname.ib_er for afname in project.afnamen}), "ib-er", "ib-ers")
    return f"Goed gelezen: {rubrics} en {afnamen} van {people}."


def _today() -> date:
    from datetime import date

    return date.today()  # noqa: DTZ011  (the day on the wall where the person is)
