"""Git repositories for tests: a project with commits by whom and when a test says.

root = repository(small_project(tmp_path))
edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
commit(root, by="Jo Blaak", at="2026-05-14T09:00:00+02:00")
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator import history
from generator.reading.project import read_project
from tests.projects import SCORE_FILE, TODAY

if TYPE_CHECKING:
    from generator.history import Past
    from generator.model.vastlegging import Vastlegging, Wijziging

NOON = "2026-05-12T12:00:00+02:00"


def git(root: Path, *arguments: str, by: str = "Test", at: str = NOON) -> bytes:
    """Run git in a folder, as somebody and on a day; gives what it said."""
    who = ("-c", f"user.name={by}", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = ["git", "-C", str(root), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, env={**clean, **dates}).stdout


def typed(root: Path, *lines: str) -> None:
    """The commands of git among these lines, as a person gives them in a shell, with git-filter-repo beside this Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    who = {"GIT_AUTHOR_NAME": "Test", "GIT_COMMITTER_NAME": "Test", "EMAIL": "test@example.org", "PATH": path}
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    commands = [line.strip() for line in lines if line.strip().startswith("git ")]
    subprocess.run(["sh", "-ec", "\n".join(commands)], cwd=root, check=True, capture_output=True, env=clean | who)


def everything(root: Path) -> bytes:
    """Every object that git still has, whatever leads to it."""
    ids = git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    return b"".join(git(root, "cat-file", "-p", id.decode()) for id in ids)


def repository(root: Path, *options: str) -> Path:
    """A new repository in a folder, with everything in it committed."""
    git(root.parent, "init", "--quiet", "--initial-branch=hoofd", *options, str(root))
    commit(root)
    return root


def commit(root: Path, *, by: str = "Test", at: str = NOON) -> str:
    """Commit everything; gives the short id."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty-message", "--message", "vastgelegd", by=by, at=at)
    return git(root, "rev-parse", "HEAD").decode()[:7]


def past(root: Path) -> Past:
    return history.look_back(root, read_project(root, today=TODAY)[0])


def told(root: Path) -> list[str]:
    return [str(problem) for problem in past(root).problems]


def known(root: Path, path: str = SCORE_FILE) -> Vastlegging:
    return past(root).record[path]


def differences(*edits: Wijziging) -> list[str]:
    """Every difference on one line: where, from, to."""
    return [
        f"{' '.join(filter(None, change.plek))}: {change.before or '-'} > {change.after or '-'}"
        for edit in edits
        for change in edit.changes
    ]
