"""What git still holds of one ib-er: in commits, branches, stashes and copies elsewhere.

Git is never told of whom, as everybody on a computer can see what a program is started with. It tells all, and here is looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.history.log import as_bytes, as_text
from generator.history.spoken import Contents, Word, changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.history.git import Git
    from generator.history.spoken import Changed

PLAIN = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color")
LOG = ("log", "--all", "--reflog", "--full-history", "--no-notes", "--no-decorate", "--no-show-signature")
"""Also what no branch leads to any more, as long as git remembers that it was here."""
CHANGES = (*LOG, "--format=%H", "--diff-merges=first-parent", *PLAIN)
WORDS = (*LOG, "--format=%H%n%an <%ae>%n%aN <%aE>%n%cn <%ce>%n%cN <%cE>%n%B", "-z", "--no-patch", "--encoding=UTF-8")
STAGED = ("diff", "--cached", "--no-relative", "--diff-filter=d", *PLAIN)
MANY = 200
"""Arguments for one question: a command line has an end."""


@dataclass(frozen=True)
class GitTraces:
    """Facts; what they mean is for the reader."""

    commits: tuple[str, ...] = ()
    """Those that wrote, changed or removed something of this person, or speak of them, in the order in which git tells them."""
    branches: tuple[str, ...] = ()
    """Branches and tags that lead to one of these commits, here and as last seen of a remote."""
    remotes: tuple[str, ...] = ()
    stashes: int = 0
    has_reflog: bool = False
    is_shallow: bool = False
    paths: tuple[str, ...] = ()
    """Files of this person at any time, from the top of the repository."""
    places: tuple[str, ...] = ()
    """The same, told by the folder where all of a folder may go."""
    with_name: int = 0
    """Commits that wrote or removed the name of this person in a file, so that a pseudonym alone does not hide it."""
    with_words: int = 0
    """Commits that speak of this person in their message, or were made by them."""
    worktrees: tuple[str, ...] = ()
    """Other folders on this computer in which the same repository is checked out."""
    staged: tuple[str, ...] = ()
    """Files that are about this person as they were put ready for a commit that was not made yet."""
    is_complete: bool = True
    """Whether git had an answer to every question."""


def holding(git: Git, folders: Sequence[str], id: str, name: str = "") -> GitTraces | None:
    """What was ever in these folders (from the top of the repository) or speaks of this person. None without git."""
    if not git.is_there:
        return None
    asked = _Asked(git)
    mine = _Mine(Word(id), tuple(folders))
    changes = tuple(changed(asked.about(*CHANGES)))
    own = [change for change in changes if change.path in mine]
    with git.blobs() as blobs:
        contents = Contents(blobs, (mine.id, Word(name)))
        with_id, with_name = contents.commits(changes)
        staged = [change.path for change in changed(asked.about(*STAGED)) if mine.has(change, contents)]
    told = dict(_told(asked.about(*WORDS)))
    with_words = {commit for commit, words in told.items() if any(word.count(words) for word in contents.words)}
    found = with_id | with_name | with_words | {*_commits(own)}
    commits = tuple(commit for commit in dict.fromkeys([*told, *_commits(changes)]) if commit in found)
    paths = _each(change.path for change in own)
    return GitTraces(
        commits,
        branches=asked.refs_to(commits),
        remotes=_lines(git.ask("remote")),
        stashes=len(_lines(git.ask("reflog", "show", "--format=%H", "refs/stash"))),
        has_reflog=bool(_lines(git.ask("reflog", "-1", "--format=%H"))),
        is_shallow=git.is_shallow,
        paths=paths,
        places=_by_place(paths, folders),
        with_name=len(with_name),
        with_words=len(with_words),
        worktrees=_others(_lines(git.ask("worktree", "list", "--porcelain")), git),
        staged=_by_place(_each(staged), folders),
        is_complete=asked.is_complete and contents.is_complete,
    )


@dataclass(frozen=True)
class _Mine:
    """Which paths are about this person by their name alone."""

    id: Word
    folders: tuple[str, ...]

    def __contains__(self, path: str) -> bool:
        return bool(self.id.count(as_bytes(path))) or _is_in(path, self.folders)

    def has(self, change: Changed, contents: Contents) -> bool:
        """Also by what is in it."""
        return change.path in self or any(contents.counts(change.blob))


class _Asked:
    """Questions about the whole history; remembers whether one of them had no answer."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self.is_complete = True

    def about(self, *question: str) -> bytes | None:
        said = self.git.ask(*question)
        self.is_complete &= said is not None
        return said

    def refs_to(self, commits: Sequence[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for start in range(0, len(commits), MANY):
            contained = (f"--contains={commit}" for commit in commits[start : start + MANY])
            found |= dict.fromkeys(_lines(self.git.ask("for-each-ref", "--format=%(refname:short)", *contained)))
        return tuple(found)


def _told(said: bytes | None) -> Iterator[tuple[str, bytes]]:
    """Each commit with its message and who made it, as it says so itself and as the list of names has them."""
    for told in (said or b"").split(b"\0"):
        commit, _, words = told.partition(b"\n")
        if commit:
            yield as_text(commit), words


def _commits(changes: Iterable[Changed]) -> Iterator[str]:
    return (change.commit for change in changes)


def _each(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(paths)))


def _by_place(paths: Iterable[str], folders: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_place(path, tuple(folders)) for path in paths))


def _place(path: str, folders: tuple[str, ...]) -> str:
    return next((path[: len(folder)] + "/" for folder in folders if _is_in(path, (folder,))), path)


def _is_in(path: str, folders: tuple[str, ...]) -> bool:
    return any(path.casefold().startswith(f"{folder}/".casefold()) for folder in folders)


def _others(told: Iterable[str], git: Git) -> tuple[str, ...]:
    here = _lines(git.ask("rev-parse", "--show-toplevel"))
    places = (line.removeprefix("worktree ") for line in told if line.startswith("worktree "))
    return tuple(place for place in places if place not in here)


def _lines(said: bytes | None) -> tuple[str, ...]:
    return tuple(line for line in (said or b"").decode("utf-8", "replace").splitlines() if line)
