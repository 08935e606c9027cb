"""The command `kijkwijzer print`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import terminal
from generator.cli_parts import FAULTS, OPTIONS, good_project, shown
from generator.model.afname import DOELEN, ROLLEN
from generator.model.formulier import INVULBAAR, PAPIER, SPREADSHEET, VORMEN
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.project import Project
    from generator.print_files import Target
    from generator.printing import Choice, Form, Order
    from generator.problems import Problem

MANY = 8
"""Files that are named one by one."""
NEXT = {
    PAPIER: "Print op A4 en 100 % (ware grootte).",
    INVULBAAR: "Open het bestand in een PDF-programma, vul het in en sla het op. Daarna: kijkwijzer import BESTAND.",
    SPREADSHEET: "Vul het in met Excel of LibreOffice en bewaar het als .xlsx. Daarna: kijkwijzer import BESTAND.",
}
"""What to do with what was made."""
ENDINGS = {PAPIER: ".pdf", INVULBAAR: ".pdf", SPREADSHEET: ".xlsx"}
WORDS = {".pdf": ("PDF", "PDF's"), ".xlsx": ("spreadsheet", "spreadsheets")}


def _text(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    return value or ""


@click.command("print", options_metavar=OPTIONS, short_help="Maak kijkwijzers om te printen, leeg of voor een ib-er.")
@click.option("--ib-er", "ib_ers", metavar="ID", multiple=True, help="Voor deze ib-er (het pseudoniem); mag vaker.")
@click.option("--school", metavar="NAAM", default="", help="Voor alle ib-ers van deze school.")
@click.option("--alle", "is_for_all", is_flag=True, help="Voor alle ib-ers.")
@click.option(
    "--rubric", metavar="ID", default="", help="Van deze rubric. Zonder deze optie: die van de laatste ronde."
)
@click.option(
    "--kijkwijzer",
    "kijkwijzers",
    metavar="ID",
    multiple=True,
    help="Alleen deze kijkwijzer; mag vaker. Zonder deze optie: die van de laatste ronde, en anders wat past bij de aanstelling.",
)
@click.option(
    "--taakgebied",
    "taakgebieden",
    metavar="ID",
    multiple=True,
    help="Alleen dit taakgebied; mag vaker, in elke combinatie.",
)
@click.option(
    "--doel",
    type=click.Choice(DOELEN),
    callback=_text,
    help="Waar het formulier voor is. Wat er van vorige keer op staat, komt alleen uit rondes met dit doel. "
    "Zonder deze optie: het doel van de laatste ronde.",
)
@click.option(
    "--rol",
    type=click.Choice(ROLLEN),
    callback=_text,
    help="Wie het formulier gaat gebruiken. Dan staan de scores van die rol van vorige keer erop. "
    "Zonder deze optie: die van de adviseur, of anders van de directeur.",
)
@click.option("--zonder-vorige", "has_scores", flag_value=False, default=True, help="Zonder de scores van vorige keer.")
@click.option(
    "--vorm",
    type=click.Choice(VORMEN),
    default=PAPIER,
    help="Om te printen (papier, dat is gewoon), of om op een computer in te vullen: een PDF (invulbaar) of een spreadsheet.",
)
@click.option(
    "--stapel",
    "is_pile",
    is_flag=True,
    help="Alles in één PDF, om in één keer te printen; of in één spreadsheet, met een blad per ib-er.",
)
@click.option(
    "--naar",
    "wanted",
    metavar="MAP_OF_BESTAND",
    type=click.Path(path_type=Path),
    help="Waar het komt. Zonder deze optie: de map kijkwijzers-om-te-printen van het project.",
)
@click.pass_obj
def print_forms(root: Path, /, *, is_pile: bool, wanted: Path | None, **asked: Any) -> None:  # noqa: ANN401
    """Maak kijkwijzers om te printen: leeg, of vast ingevuld voor een ib-er.

    Voor een ib-er staan naam en school er al op, en van vorige keer de afspraken en de scores: een dunne rand om het vakje van toen.

    \b
    kijkwijzer print --ib-er ib-01           voor één ib-er
    kijkwijzer print --school NAAM --stapel  voor een hele school, in één PDF
    kijkwijzer print --rubric vhm-ib         een leeg formulier
    kijkwijzer print --ib-er ib-01 --vorm invulbaar
                                             om op een computer in te vullen
    kijkwijzer print --alle --stapel --vorm spreadsheet
                                             één spreadsheet, met een blad per ib-er

    Deze formulieren zijn vertrouwelijk. Ze komen in een map die alleen jij kunt openen en die niet in git komt.
    """  # noqa: D301  the mark by which click leaves lines as they are
    from generator.alone import alone
    from generator.printing import Order

    order = Order(**asked)
    if sum(map(bool, (order.ib_ers, order.school, order.is_for_all))) > 1:
        raise click.UsageError("Kies een van de drie: --ib-er, --school of --alle.")
    _refuse(order, is_pile=is_pile)
    click.get_current_context().with_resource(alone(root))
    project = good_project(root)
    choice = _choice(project, order)
    files = _files(choice.forms, order, is_pile=is_pile)
    target = _target(root, project, wanted, files)
    for line in _told(choice):
        terminal.say(line)
    _write(root, project, target, files)


def _refuse(order: Order, *, is_pile: bool) -> None:
    """What does not go together with a form that is filled in on a computer."""
    if order.vorm == PAPIER:
        return
    if is_pile and order.vorm == INVULBAAR:
        raise click.UsageError(
            f"--stapel en --vorm {order.vorm} gaan niet samen: elk formulier wordt apart ingevuld en opgeslagen. "
            "Laat --stapel weg, dan krijgt iedereen een eigen bestand."
        )
    if order.taakgebieden:
        raise click.UsageError(
            f"--taakgebied en --vorm {order.vorm} gaan niet samen: een ingevuld formulier gaat over hele kijkwijzers. "
            "Rijen die je niet bekijkt, mogen open blijven."
        )


def _choice(project: Project, order: Order) -> Choice:
    from generator.printing import OrderError, choose

    try:
        return choose(project, order)
    except OrderError as error:
        raise click.BadParameter(str(error), param_hint=f"'{error.option}'") from error


def _files(forms: tuple[Form, ...], order: Order, *, is_pile: bool) -> dict[str, list[Form]]:
    """The forms of each file, by its name."""
    from generator.printing import pile_name, piles

    ending = ENDINGS[order.vorm]
    if not is_pile:
        return {f"{form.name}{ending}": [form] for form in forms}
    return {f"{pile_name(order, doel)}{ending}": pile for doel, pile in piles(forms).items()}


def _target(root: Path, project: Project, wanted: Path | None, files: dict[str, list[Form]]) -> Target:
    """Where they go, after seeing that they may."""
    from generator.print_files import in_the_way, refusal, target_of

    target = target_of(root, wanted)
    with writing(target.folder):
        message = refusal(root, project.settings, target) or _does_not_fit(target, files)
        problems = [] if message else in_the_way(target, [target.file or name for name in files])
    if message:
        raise click.BadParameter(message, param_hint="'--naar'")
    if problems:
        terminal.tell(problems)
        sys.exit(FAULTS)
    return target


def _does_not_fit(target: Target, files: dict[str, list[Form]]) -> str:
    """Why these can't be the one file that was named, or nothing."""
    ending = Path(next(iter(files))).suffix
    one, many = WORDS[ending]
    if target.file and Path(target.file).suffix.lower() != ending:
        return f"dit wordt een {one}; laat de naam eindigen op {ending}."
    if not target.file or len(files) == 1:
        return ""
    doelen = {form.doel for forms in files.values() for form in forms if form.doel}
    different = f"wat voor verschillende doelen is, komt niet in één {one}; kies een map of een --doel."
    return f"dit worden {len(files)} {many}: {different if len(doelen) > 1 else 'kies een map, of neem --stapel.'}"


def _told(choice: Choice) -> list[str]:
    """What each form shows of last time, so that nobody has to guess what was chosen."""
    from generator.rendering.voordruk import summary

    lines = [summary(form.rubric, form.whole, form.voordruk) for form in choice.forms]
    if choice.left_out:
        lines.append(f"Niet meer in dienst, dus overgeslagen: {', '.join(choice.left_out)}. Met --ib-er kan het wel.")
    return lines


def _write(root: Path, project: Project, target: Target, files: dict[str, list[Form]]) -> None:
    from generator import print_files
    from generator.build import template_problem
    from generator.rendering.templates import TemplateFault

    vorm = next(form.vorm for forms in files.values() for form in forms)
    failed: list[Problem] = []
    try:
        names = print_files.write(target, _made(root, project, files, vorm, failed))
    except TemplateFault as fault:
        failed, names = [template_problem(fault)], []
    terminal.tell(failed)
    if not names:
        terminal.shout("Er is niets gemaakt; wat er al was, staat er nog.")
        sys.exit(FAULTS)
    written = set(names)
    _tell_made(target, [name for wanted in files if (name := target.file or wanted) in written], vorm)
    if any(form.voordruk for forms in files.values() for form in forms) and print_files.is_open_to_git(target):
        terminal.say(
            f"Let op: git kan {shown(target.folder)} meenemen, en er staan namen in. Zet deze map in .gitignore."
        )
    if failed:
        left_out = terminal.plural(len(files) - len(names), "bestand is", "bestanden zijn")
        terminal.shout(f"{left_out} niet gemaakt, want daarin lukte een kijkwijzer niet. De rest wel.")
        sys.exit(FAULTS)


def _made(
    root: Path, project: Project, files: dict[str, list[Form]], vorm: str, failed: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """Each file as it comes; `failed` is filled with what stands in the way of others."""
    if vorm == SPREADSHEET:
        from generator.spreadsheet import workbook_of

        yield from ((name, workbook_of(forms)) for name, forms in files.items())
        return
    from generator.print_pdfs import made

    for name, result in made(root, project, files, terminal.Progress()):
        if isinstance(result, bytes):
            yield name, result
        else:
            failed.append(result)


def _tell_made(target: Target, names: list[str], vorm: str) -> None:
    if len(names) > MANY:
        click.echo(f"Gemaakt: {shown(target.folder)}{os.sep} met {len(names)} {WORDS[ENDINGS[vorm]][1]}.")
    for name in names if len(names) <= MANY else ():
        click.echo(f"Gemaakt: {shown(target.folder / name)}")
    terminal.say(NEXT[vorm])
