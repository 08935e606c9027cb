"""What git still holds of one ib-er: in commits, branches, stashes and copies elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.history.git import Git

EVERYWHERE = ("--all", "--reflog")
"""Also what no branch leads to any more, as long as git remembers that it was here."""
PLAIN = ("--no-ext-diff", "--no-textconv", "--no-notes", "--no-color", "--no-show-signature")


@dataclass(frozen=True)
class GitTraces:
    """Facts; what they mean is for the reader."""

    commits: tuple[str, ...] = ()
    """Those that wrote, changed or removed something of this person, the newest first."""
    branches: tuple[str, ...] = ()
    """Branches and tags that lead to one of these commits, here and as last seen of a remote."""
    remotes: tuple[str, ...] = ()
    stashes: int = 0
    has_reflog: bool = False
    is_shallow: bool = False
    has_name: bool = False
    """Whether the name of this person is anywhere in the history, so that a pseudonym alone does not hide it."""


def holding(git: Git, paths: Iterable[str], words: Iterable[str], name: str = "") -> GitTraces | None:
    """What touched these paths, as seen from the top of the repository, or holds one of these words. None without git."""
    if not git.is_there:
        return None
    named = _commits(git, "-S", name) if name else []
    found = [*_commits(git, "--", *(f":(top,icase,literal){path}" for path in paths)), *named]
    for word in words:
        found += _commits(git, "-S", word)
    commits = tuple(dict.fromkeys(found))
    return GitTraces(
        commits,
        branches=_refs_to(git, commits),
        remotes=_lines(git.ask("remote")),
        stashes=len(_lines(git.ask("reflog", "show", "--format=%H", "refs/stash"))),
        has_reflog=bool(_lines(git.ask("reflog", "-1", "--format=%H"))),
        is_shallow=git.is_shallow,
        has_name=bool(named),
    )


def _commits(git: Git, *which: str) -> list[str]:
    return list(_lines(git.ask("log", "--format=%H", *EVERYWHERE, *PLAIN, *which)))


def _refs_to(git: Git, commits: tuple[str, ...]) -> tuple[str, ...]:
    if not commits:
        return ()
    return _lines(git.ask("for-each-ref", "--format=%(refname:short)", *(f"--contains={commit}" for commit in commits)))


def _lines(said: bytes | None) -> tuple[str, ...]:
    return tuple(line for line in (said or b"").decode("utf-8", "replace").splitlines() if line)
