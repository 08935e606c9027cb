"""The command `kijkwijzer leakcheck`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import terminal
from generator.cli_parts import FAULTS, OPTIONS, shown
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from generator.leaks.public import Nagekeken
    from generator.model.project import Settings


@click.command("leakcheck", options_metavar=OPTIONS, short_help="Zoek namen en aantekeningen waar ze niet horen.")
@click.argument("folder", metavar="[MAP]", required=False, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def leakcheck(root: Path, folder: Path | None) -> None:
    """Zoek in MAP naar alles wat niet openbaar mag zijn: namen, scholen, pseudoniemen en teksten uit register en scores.

    Zonder MAP is dat de openbare site. Het mag ook een andere map of een los bestand zijn, bijvoorbeeld de site zoals hij op
    internet staat, na het ophalen:

      kijkwijzer leakcheck ../opgehaald

    Er wordt ook gezocht in PDF's, spreadsheets, ingepakte bestanden, de gegevens bij afbeeldingen en de namen van bestanden.
    Losse voor- en achternamen en teksten van een paar woorden worden niet gezocht. Mag een tekst er wel staan, zet hem dan bij
    'openbaar' in mkdocs.yml. De uitkomst is 1 als er iets gevonden is, of als iets niet na te kijken was.
    """
    from generator.leaks.public import check

    settings = _settings(root)
    target = folder or root / settings.site
    if not target.exists():
        raise click.UsageError(f"{shown(target)} is er nog niet. Maak de site met 'kijkwijzer build', of noem een map.")
    try:
        outcome = check(root, target, shown(target), settings, terminal.Progress())
    except OSError as error:
        raise SurroundingsError(f"{shown(target)} kan niet worden nagekeken: {error.strerror}") from error
    terminal.tell(outcome.problems, err=False)
    _tell(outcome)


def _settings(root: Path) -> Settings:
    """Those of the project; without good ones it is not known where register and scores are."""
    from generator.problems import has_faults
    from generator.reading.project import read_public
    from generator.reading.settings import FILE

    project, problems = read_public(root)
    own = [problem for problem in problems if problem.location.path == FILE]
    if has_faults(own):
        terminal.tell(own, err=False)
        sys.exit(FAULTS)
    return project.settings


def _tell(outcome: Nagekeken) -> None:
    faults = sum(problem.severity == "fout" for problem in outcome.problems)
    files = terminal.plural(outcome.files, "bestand", "bestanden")
    if faults:
        terminal.shout(f"Gevonden in {files}: {terminal.plural(faults, 'plaats', 'plaatsen')}. {_looked_for(outcome)}")
        sys.exit(FAULTS)
    click.echo(f"Niets gevonden in {files}. {_looked_for(outcome)}")


def _looked_for(outcome: Nagekeken) -> str:
    counts = outcome.counts
    kinds = (
        ("naam", "naam", "namen"),
        ("school", "school", "scholen"),
        ("pseudoniem", "pseudoniem", "pseudoniemen"),
        ("aantekening", "tekst", "teksten"),
    )
    *first, last = (terminal.plural(counts[kind], one, many) for kind, one, many in kinds)
    return f"Gezocht naar {', '.join(first)} en {last}."
