"""A fresh pseudonym: drawn by lot, so that it tells nothing of the person and nothing of the order in which people came."""

from __future__ import annotations

import re
import secrets
from itertools import count
from typing import TYPE_CHECKING

from generator.history.git import Git

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from generator.model.project import Settings

PREFIX = "ib-"
DIGITS = "23456789"
LETTERS = "cdfhjkmnprtvwxy"
"""Without what looks like a digit or like another letter (b l o s z, i, q g, u), and without vowels."""
SHORTEST = 5
"""Signs: 115,200 pseudonyms. A digit stands between any two letters, so that no initials and no words can be read in them."""
TRIES = 100
LIKE_ONE = re.compile(rf"{PREFIX}[0-9a-z]+", re.IGNORECASE)
UNTOUCHED = ("--no-ext-diff", "--no-textconv", "--no-color")


def fresh(taken: Collection[str]) -> str:
    """One that is not among those taken, however those are spelled. Where nearly all are taken it is longer."""
    used = {id.casefold() for id in taken}
    drawn = (_drawn(length) for length in count(SHORTEST) for _ in range(TRIES))
    return next(id for id in drawn if id not in used)


def _drawn(length: int) -> str:
    signs = (secrets.choice(LETTERS if place % 2 else DIGITS) for place in range(length))
    return PREFIX + "".join(signs)


def taken(root: Path, settings: Settings, register: Collection[str]) -> set[str]:
    """Every pseudonym that somebody has or had: in the register, in the folder of the scores, or ever in git."""
    scores, file = root / settings.scores, root / settings.register
    folders = {path.name for path in scores.iterdir()} if scores.is_dir() else set()
    return {*register, *folders, *_in_git(root), *_in_git(file.parent, file.name)}


def _in_git(folder: Path, file: str = "") -> Iterator[str]:
    """All that looks like one: in the name of any file that git ever had, or in one file as it ever was."""
    git = Git(folder)
    which = ("--patch", *UNTOUCHED, "--", f":(literal){file}") if file else ("--name-only",)
    said = git.ask("log", "--all", "--reflog", "--format=", "--no-renames", *which) if folder.is_dir() else None
    yield from LIKE_ONE.findall((said or b"").decode("utf-8", "replace"))
