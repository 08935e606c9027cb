"""A report out of the house: which one, made as the build makes it, and locked so that only who has the passphrase reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from generator import one_file, pdf_lock, print_files, wachtzin
from generator.pdf_finish import PdfError
from generator.problems import Problem
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from generator.build import Checked
    from generator.model.dossier import Dossier
    from generator.model.register import InternBegeleider
    from generator.model.ronde import Ronde
    from generator.model.verslag import Verslag

FOLDER = "delen"
FOR_OWNER = 0o600


@dataclass(frozen=True)
class Wish:
    """Which report is asked for. What is left empty is the latest."""

    doel: str = ""
    rubric: str = ""
    school_year: int | None = None


class WishError(Exception):
    """What was asked for is not there, or is more than one; says in Dutch which option settles it."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Gedeeld:
    """What became of it: the file, and the only copy of its passphrase."""

    file: Path
    pages: int
    wachtzin: wachtzin.Wachtzin


# --- Which report


def choose(dossier: Dossier, wish: Wish) -> Verslag:
    """The latest report that was asked for. Where two would do a person chooses: the wrong one is out of the house for good."""
    fitting = [verslag for verslag in dossier.verslagen if _fits(verslag.ronde, wish)]
    if not fitting:
        raise WishError("ID", _nothing(dossier))
    rondes = [verslag.ronde for verslag in fitting]
    _settled("--doel", rondes, {ronde.doel for ronde in rondes})
    latest = [ronde for ronde in rondes if ronde.school_year == rondes[0].school_year]
    _settled("--rubric", latest, {_edition(ronde) for ronde in latest})
    return fitting[0]


def _fits(ronde: Ronde, wish: Wish) -> bool:
    return (
        wish.doel in ("", ronde.doel)
        and wish.rubric.casefold() in ("", ronde.rubric.id.casefold(), _edition(ronde).casefold())
        and wish.school_year in (None, ronde.school_year)
    )


def _edition(ronde: Ronde) -> str:
    return f"{ronde.rubric.id}@{ronde.rubric.version}"


def _nothing(dossier: Dossier) -> str:
    from generator.rendering.dossier import words

    if not dossier.rondes:
        return f"van {dossier.ib_er.id} is er nog geen verslag: er is nog geen scorebestand."
    known = "; ".join(words.title(ronde) for ronde in dossier.rondes)
    return f"dit verslag van {dossier.ib_er.id} is er niet. Wel: {known}."


def _settled(option: str, rondes: list[Ronde], found: Iterable[str]) -> None:
    from generator.rendering.woorden import school_year

    choices = sorted(found)
    if len(choices) > 1:
        when = f" over schooljaar {school_year(rondes[0].school_year)}" if option != "--doel" else ""
        raise WishError(option, f"er is meer dan één verslag{when}; kies er een: {' of '.join(choices)}.")


# --- Making it


def made(root: Path, checked: Checked, dossier: Dossier, verslag: Verslag) -> bytes:
    """The report as the build makes it. Raises PdfError, or TemplateFault for a template of a person's own."""
    from generator import pdf
    from generator.build import templates_of
    from generator.rendering.dossier import verslag_sheet

    sheet = verslag_sheet(checked.project, templates_of(root, checked.project), checked.past.record, (dossier, verslag))
    ((_, result),) = pdf.make_pdfs([sheet], workers=1)
    if isinstance(result, Problem):
        raise PdfError(result.message)
    return result


def share(root: Path, ib_er: InternBegeleider, pdf: bytes, day: date) -> Gedeeld:
    """Looks through, locks, tries the lock, and only then writes a file of its own. Raises PdfError and SurroundingsError."""
    pages = pdf_lock.look_through(pdf, ib_er.shown)
    wachtzin.keep_out_of_dumps()
    key = wachtzin.fresh()
    shut = pdf_lock.locked(pdf, key)
    if not pdf_lock.is_shut(shut, wachtzin.fresh().told()) or not pdf_lock.is_same_inside(shut, pdf, key):
        raise SurroundingsError("het slot op de PDF werkt niet zoals het moet; er is niets gemaakt")
    return Gedeeld(write(root, f"{ib_er.id}-verslag-{day.isoformat()}", shut), pages, key)


def write(root: Path, name: str, pdf: bytes) -> Path:
    """A new file beside those that are there, for its owner alone, in a folder that git leaves out."""
    folder = root / FOLDER
    with writing(folder):
        print_files.make_private(folder)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            for number in count(1):
                file = f"{name}.pdf" if number == 1 else f"{name}-{number}.pdf"
                if one_file.create(descriptor, file, print_files.sealed(pdf), FOR_OWNER):
                    return folder / file
        finally:
            os.close(descriptor)
    raise AssertionError
