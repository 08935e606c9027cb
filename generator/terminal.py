"""How the command speaks: problems, progress and what was made, on a terminal and elsewhere."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PLAIN_STEP = 25
"""Without a terminal, a line for every so many things done."""


def show_what_can_be_shown() -> None:
    """A terminal with few letters gets a question mark for the others, instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def wants_colour() -> bool | None:
    """None lets click decide by the terminal. https://no-color.org: any value that is not empty."""
    return False if os.environ.get("NO_COLOR") else None


def say(text: str = "") -> None:
    """Something that was done, for a person to read."""
    click.echo(text, err=True, color=wants_colour())


def shout(text: str) -> None:
    """What went wrong."""
    click.secho(text, err=True, fg="red", color=wants_colour())


def tell(problems: Iterable[Problem], *, err: bool = True) -> None:
    """One problem a line. The words say how bad it is; colour only helps the eye."""
    for problem in problems:
        colour = "red" if problem.severity == "fout" else "yellow"
        place, message = str(problem.location), str(problem).removeprefix(str(problem.location))
        click.echo(click.style(place, fg=colour) + message, err=err, color=wants_colour())


def plural(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


class Progress:
    """Tells how far the work is: a bar on a terminal, plain lines elsewhere, nothing when quiet."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    def say(self, text: str) -> None:
        if not self.quiet:
            say(text)

    @contextmanager
    def count(self, label: str, total: int) -> Iterator[Callable[[str], None]]:
        """Gives what has to be called with the name of each thing that is done."""
        if self.quiet or not total:
            yield lambda _name: None
        elif sys.stderr.isatty():
            with click.progressbar(
                length=total, label=label, file=sys.stderr, show_pos=True, color=wants_colour()
            ) as bar:
                yield lambda _name: bar.update(1)
        else:
            yield _Lines(label, total).done


class _Lines:
    def __init__(self, label: str, total: int) -> None:
        self.label, self.total, self.number = label, total, 0

    def done(self, _name: str) -> None:
        self.number += 1
        if self.number == self.total or self.number % PLAIN_STEP == 0:
            say(f"{self.label}: {self.number} van {self.total}")
