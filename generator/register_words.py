"""What is said of the register: who is in it, and what a person still has to do after it went to another place."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from generator.history.forgetting import steps
from generator.problems import visible
from generator.reading.settings import REGISTER
from generator.rendering.scorebestand import quoted
from generator.rendering.woorden import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.register import InternBegeleider, Register
    from generator.register_place import InGit


def listed(register: Register) -> Iterator[str]:
    """Two lines for each person: the first says who, the second what is known besides."""
    width = max(map(len, register.ib_ers), default=0)
    for ib_er in register.ib_ers.values():
        yield f"{ib_er.id:{width}}  {visible(ib_er.name) or '(geen naam)'}"
        if known := ", ".join(_known(ib_er)):
            yield f"{'':{width}}  {known}"


def _known(ib_er: InternBegeleider) -> Iterator[str]:
    yield from filter(None, (visible(ib_er.school), ib_er.aanstelling))
    if ib_er.employed_from:
        yield f"in dienst sinds {long_date(ib_er.employed_from)}"
    if ib_er.employed_until:
        yield f"uit dienst op {long_date(ib_er.employed_until)}"


def how_to_point(place: Path, line: int, *, by_variable: bool) -> Iterator[str]:
    """Where the new place has to be written, as nothing else tells the program where to look; `line` is where it is now, or 0."""
    export = f"export {REGISTER}={shlex.quote(str(place))}"
    yield ""
    if by_variable:
        yield f"De omgevingsvariabele {REGISTER} wijst nog naar de oude plek. Verander die in:"
        yield f"  {export}"
        return
    yield "Zeg nog waar het nu staat; tot dan staan overal pseudoniemen. Kies een van de twee:"
    if line:
        yield f"  1. In mkdocs.yml, op regel {line}:"
    else:
        yield from ("  1. In mkdocs.yml:", "       extra:", "         kijkwijzer:")
    yield f"           register: {_from_home(place)}"
    yield "  2. Alleen op deze computer, zodat ook git de plek niet weet (zet het in ~/.profile):"
    yield f"       {export}"


def _from_home(place: Path) -> str:
    """As mkdocs.yml may have it, with a ~ where that can be: then it is the same for everybody."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path raises where nobody has a home
    inside = home != "~" and place.is_relative_to(home)
    return quoted(f"~/{place.relative_to(home).as_posix()}" if inside else str(place))


def still_in_git(found: InGit) -> Iterator[str]:
    """What git still holds of a register that it knew, and how a person takes it out."""
    if found.is_tracked:
        yield ""
        yield "Git volgde het register. Leg vast dat het weg is; geef boven in de repository:"
        yield f"  git rm --cached --quiet -- {shlex.quote(found.path)} && git commit -m 'Het register staat ergens anders'"
    if not found.commits:
        return
    yield ""
    yield f"De geschiedenis van git houdt de namen nog vast, in {found.commits} {'commit' if found.commits == 1 else 'commits'}: wie de repository heeft, kan ze lezen."
    yield from steps([found.path], found.remotes, has_stash=found.has_stash)
