"""How a person takes files out of the history of git: commands that come with git itself, to be typed at the top of the repository."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def steps(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths as seen from the top of the repository; folders go with all that is in them. Nothing may be left uncommitted.

    The commits stay, without these files, and all get another id; what only reflog, stash and the copies that were rewritten
    remember is thrown away too.
    """
    given = " ".join(map(shlex.quote, paths))
    without = f"git rm -r --cached --ignore-unmatch --quiet -- {given}"
    return (
        "git stash clear",
        f"git filter-branch --force --index-filter {shlex.quote(without)} --tag-name-filter cat -- --all",
        "git for-each-ref --format='delete %(refname)' refs/original | git update-ref --stdin",
        "git reflog expire --expire=now --all",
        "git gc --prune=now --quiet",
    )


def steps_for_remote(remote: str) -> tuple[str, ...]:
    """After that, so that a copy elsewhere has the new history too; who runs it may still keep the old one for a while."""
    name = shlex.quote(remote)
    return (f"git push --force --all {name}", f"git push --force --tags {name}")
