"""What git still holds of one ib-er: in commits, branches, stashes and copies elsewhere."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.history.log import as_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.history.git import Git

LOG = (
    *("log", "--format=%H", "--all", "--reflog", "--full-history", "--diff-merges=first-parent"),
    *("--no-ext-diff", "--no-textconv", "--no-notes", "--no-color", "--no-decorate", "--no-show-signature"),
)
"""Also what no branch leads to any more, as long as git remembers that it was here."""
STAGED = (
    *("diff", "--cached", "--name-only", "-z", "--no-renames", "--no-relative", "--diff-filter=d"),
    *("--no-ext-diff", "--no-textconv", "--no-color"),
)
STAGED_WITH = (
    "grep",
    "--cached",
    "-l",
    "-z",
    "-i",
    "-E",
    "--full-name",
    "--no-textconv",
    "--no-color",
    "-f",
    "-",
    "--",
    ":/",
)
SPECIAL = re.compile(r"([].^$*+?(){}|\\[])")
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
    mine = _Mine(_token(id), tuple(folders))
    paths = asked.paths([*folders, f"**/*{id}*"], mine)
    with_name = asked.commits(*_holding(name)) if name else []
    with_words = asked.speaking(id, name)
    found = [*asked.touching(paths), *asked.commits(*_holding(id)), *with_name, *with_words]
    commits = tuple(dict.fromkeys(found))
    return GitTraces(
        commits,
        branches=asked.refs_to(commits),
        remotes=_lines(git.ask("remote")),
        stashes=len(_lines(git.ask("reflog", "show", "--format=%H", "refs/stash"))),
        has_reflog=bool(_lines(git.ask("reflog", "-1", "--format=%H"))),
        is_shallow=git.is_shallow,
        paths=paths,
        places=_by_place(paths, folders),
        with_name=len(set(with_name)),
        with_words=len(set(with_words)),
        worktrees=_others(_lines(git.ask("worktree", "list", "--porcelain")), git),
        staged=_by_place(asked.staged(mine, id, name), folders),
        is_complete=asked.is_complete,
    )


@dataclass(frozen=True)
class _Mine:
    """Which paths are about this person by their name alone."""

    token: re.Pattern[str]
    folders: tuple[str, ...]

    def __contains__(self, path: str) -> bool:
        return bool(self.token.search(path)) or _is_in(path, self.folders)


class _Asked:
    """Questions about the whole history; remembers whether one of them had no answer."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self.is_complete = True

    def commits(self, *which: str) -> list[str]:
        said = self.git.ask(*LOG, "--no-patch", *which)
        self.is_complete &= said is not None
        return list(_lines(said))

    def paths(self, globs: Iterable[str], mine: _Mine) -> tuple[str, ...]:
        """Every path there has been that is in one of these folders or carries the pseudonym."""
        specs = (f":(top,icase,glob){glob}{end}" for glob in globs for end in ("", "/**"))
        said = self.git.ask(*LOG, "--format=", "--name-only", "--no-renames", "-z", "--", *specs)
        self.is_complete &= said is not None
        return tuple(path for path in _paths(said) if path in mine)

    def staged(self, mine: _Mine, *words: str) -> tuple[str, ...]:
        """Of what differs from the last commit, where there is one: by its name, or by what is in it."""
        said = self.git.ask(*STAGED)
        self.is_complete &= said is not None
        patterns = "".join(f"{_pattern(word)}\n" for word in words if word)
        speaking = set(_paths(self.git.ask(*STAGED_WITH, given=patterns))) if said else set()
        return tuple(path for path in _paths(said) if path in mine or path in speaking)

    def touching(self, paths: Sequence[str]) -> Iterator[str]:
        for start in range(0, len(paths), MANY):
            yield from self.commits("--", *(f":(top,literal){path}" for path in paths[start : start + MANY]))

    def speaking(self, *words: str) -> list[str]:
        """By message, author or committer: git wants all of those at once to be true, so each is asked for apart."""
        patterns = [_pattern(word) for word in words if word]
        return [
            commit
            for option in ("--grep", "--author", "--committer")
            for commit in self.commits("-E", "-i", *(f"{option}={pattern}" for pattern in patterns))
        ]

    def refs_to(self, commits: Sequence[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for start in range(0, len(commits), MANY):
            contained = (f"--contains={commit}" for commit in commits[start : start + MANY])
            found |= dict.fromkeys(_lines(self.git.ask("for-each-ref", "--format=%(refname:short)", *contained)))
        return tuple(found)


def _holding(word: str) -> tuple[str, ...]:
    """Where the number of times that a file has a word changed."""
    return ("-i", "--pickaxe-regex", "-S", _pattern(word))


def _pattern(word: str) -> str:
    """As a whole word, as the regular expressions of git have it; a letter and its accent may be two characters."""
    spelled = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    either = "|".join(
        "[[:space:]]+".join(SPECIAL.sub(r"\\\1", part) for part in one.split()) for one in sorted(spelled)
    )
    return f"(^|[^[:alnum:]])({either})([^[:alnum:]]|$)"


def _token(id: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(id)}(?![^\W_])", re.IGNORECASE)


def _paths(said: bytes | None) -> list[str]:
    return sorted({as_path(word).lstrip("\n") for word in (said or b"").split(b"\0")} - {""})


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
