"""The command `kijkwijzer export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.cli_parts import FAULTS, OPTIONS, good_project, into, shown
from generator.surroundings import writing

if TYPE_CHECKING:
    from generator.model.project import Project
    from generator.print_files import Target


@click.command("export", options_metavar=OPTIONS, short_help="Zet alle scores in een spreadsheet, om zelf te tellen.")
@into("Waar het komt. Zonder deze optie: de map export van het project.")
@click.option(
    "--met-namen", "with_names", is_flag=True, help="Ook de namen en scholen uit het register, en wie er scoorde."
)
@click.pass_obj
def export_scores(root: Path, wanted: Path | None, *, with_names: bool) -> None:
    """Zet alle afnamen, scores en afspraken in één spreadsheet (scores.xlsx) en in CSV-bestanden, om zelf mee te tellen.

    Zonder --met-namen staan er alleen pseudoniemen in; in aantekeningen en andere teksten kunnen wel namen staan.
    Tel scores en neem geen gemiddelde; wat elke kolom betekent, staat op het blad Toelichting.

    Deze bestanden zijn vertrouwelijk. Ze komen in een map die alleen jij kunt openen en die niet in git komt.
    """
    from generator import export_files
    from generator.alone import alone
    from generator.exporting import export

    click.get_current_context().with_resource(alone(root))
    target = export_files.target_of(root, wanted)
    project = good_project(root)
    if message := _refusal(root, project, target):
        raise click.BadParameter(message, param_hint="'--naar'")
    files = export(project, with_names=with_names)
    with writing(target.folder):
        problems = export_files.in_the_way(target, files)
    if problems:
        terminal.tell(problems)
        sys.exit(FAULTS)
    export_files.write(target, files)
    _tell(project, target, list(files))


def _refusal(root: Path, project: Project, target: Target) -> str:
    from generator.print_files import refusal

    with writing(target.folder):
        return refusal(root, project.settings, target, "deze bestanden")


def _tell(project: Project, target: Target, names: list[str]) -> None:
    from generator.print_files import is_open_to_git

    for name in names:
        click.echo(f"Gemaakt: {shown(target.folder / name)}")
    afnamen = terminal.plural(len(project.afnamen), "afname", "afnamen")
    people = terminal.plural(len({afname.ib_er for afname in project.afnamen}), "ib-er", "ib-ers")
    terminal.say(f"Hierin staan {afnamen} van {people}. Dit is vertrouwelijk: geef het niet zomaar door.")
    if is_open_to_git(target):
        terminal.say(f"Let op: git kan {shown(target.folder)} meenemen. Zet deze map in .gitignore.")
