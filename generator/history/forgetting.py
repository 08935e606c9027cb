"""How a person takes files and words out of the history of git: what to know, and the commands to be typed at the top of the repository."""

from __future__ import annotations

import shlex
from textwrap import wrap
from typing import TYPE_CHECKING

from generator.problems import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 79
ORIGIN = "origin"
"""The one copy elsewhere of which git-filter-repo takes the address away."""


def steps(
    paths: Iterable[str], remotes: Iterable[str] = (), *, has_stash: bool = False, more: Iterable[str] = ()
) -> Iterator[str]:
    """Paths as seen from the top of the repository; folders go with all that is in them. `more` stands behind their step.

    The commits stay, without these files, and all get another id; those in which nothing is left go.
    """
    yield from paragraph(
        "Uit de geschiedenis halen kan met git-filter-repo (pip install git-filter-repo). Alle commits krijgen dan een ander nummer; "
        "op verslagen die al geprint zijn, staat nog het oude. Spreek het af met iedereen die meewerkt, en leg eerst alles vast: wat niet "
        "vastligt, gaat hierbij verloren. Geef alle opdrachten boven in de repository."
    )
    if has_stash:
        yield from paragraph("Ook wat in een stash staat, gaat hierbij weg:")
        yield from commands("git stash clear")
    if named := " ".join(f"--path {quoted(path)}" for path in paths):
        yield from paragraph("Dit haalt de bestanden uit alle commits:")
        yield from commands(f"git filter-repo --force --invert-paths {named}")
    yield from more
    yield from paragraph("Ruim daarna op wat git hier zelf nog bewaart:")
    yield from commands("git reflog expire --expire=now --all", "git gc --prune=now --quiet")
    yield from _elsewhere(tuple(remotes))
    yield from paragraph(
        "Laat iedereen met een eigen kloon die weggooien en opnieuw klonen. Wie een oude kloon blijft gebruiken, zet alles weer terug. "
        "Denk ook aan reservekopieën."
    )


def _elsewhere(remotes: tuple[str, ...]) -> Iterator[str]:
    """So that a copy elsewhere has the new history too; who runs it may still keep the old one for a while."""
    if not remotes:
        return
    if ORIGIN in remotes:
        yield from paragraph("git-filter-repo vergeet met opzet waar 'origin' staat. Geef het adres opnieuw op:")
        yield from commands(f"git remote add {ORIGIN} ADRES")
    yield from paragraph("Vervang wat op afstand staat:")
    for remote in map(quoted, remotes):
        yield from commands(f"git push --force --all {remote}", f"git push --force --tags {remote}")
    yield from paragraph(
        "Vraag de beheerder van die kopie om ook daar op te ruimen: oude commits blijven er vaak nog een tijd bereikbaar."
    )


def quoted(name: str) -> str:
    return shlex.quote(visible(name))


def bullet(text: str) -> Iterator[str]:
    yield from _wrapped(text, "- ")


def paragraph(text: str) -> Iterator[str]:
    yield from _wrapped(text, "  ")


def _wrapped(text: str, begin: str) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=begin, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


def commands(*lines: str) -> Iterator[str]:
    yield from (f"      {line}" for line in lines)
