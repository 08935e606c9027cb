"""Runs hostile inputs as a person would: the command itself, in a child process with limits, on a project of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tests.projects import small_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.hostile.entry import Entry

ROOT = Path(__file__).parents[2]
LAUNCHER = Path(__file__).with_name("launcher.py")
MOST_MEMORY = 300 * 1000 * 1000

Kind = Literal["start", "fork"]
State = dict[str, tuple[object, ...]]


@dataclass(frozen=True)
class Outcome:
    """What came of one command: its end, its words, and what it took of the machine."""

    exit: int
    seconds: float
    cpu: float
    memory: int
    """Bytes, of the command and all that it started together."""
    out: str
    err: str
    changed: tuple[str, ...]
    """Files that came, went or changed."""


class Children:
    """Two processes that start commands for us, each from the moment that it is needed."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._launchers: dict[Kind, subprocess.Popen[str]] = {}

    def run(self, entry: Entry, kind: Kind) -> Outcome:
        """What an entry does. What has surroundings of its own is always started anew."""
        with tempfile.TemporaryDirectory(prefix="kijkwijzer-") as folder, _writable(Path(folder)) as top:
            root = small_project(top / "project")
            entry.setup(root)
            before = state(top)
            told = self._ask(_kind(entry, kind), _job(entry, root, Path(folder)))
            after = state(top)
        changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
        return Outcome(**told, changed=tuple(sorted(changed)))

    def _ask(self, kind: Kind, job: dict[str, object]) -> dict[str, Any]:
        launcher = self._launchers.get(kind) or self._launched(kind)
        assert launcher.stdin
        assert launcher.stdout
        print(json.dumps(job), file=launcher.stdin, flush=True)
        told: dict[str, Any] = json.loads(launcher.stdout.readline())
        return told

    def _launched(self, kind: Kind) -> subprocess.Popen[str]:
        launcher = self._stack.enter_context(
            subprocess.Popen(
                [sys.executable, str(LAUNCHER), kind],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            )
        )
        assert launcher.stdout
        assert launcher.stdout.readline() == "ready\n", "the launcher came to nothing; what it said of it is above"
        self._launchers[kind] = launcher
        return launcher


def _kind(entry: Entry, kind: Kind) -> Kind:
    """Somebody else may not reach the Python of this machine; what has an environment of its own begins with it."""
    if entry.is_nobody:
        return "fork"
    return "start" if entry.environment else kind


@contextmanager
def _writable(folder: Path) -> Iterator[Path]:
    """The folder that holds the project and what is outside it; others may look into it, and it can be removed afterwards."""
    folder.chmod(0o755)
    top = folder / "alles"
    top.mkdir()
    try:
        yield top
    finally:
        for path in (top, *top.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)


def _job(entry: Entry, root: Path, folder: Path) -> dict[str, object]:
    environment = {"HOME": str(folder), **entry.environment}
    return {
        "command": entry.command,
        "folder": str(root),
        "environment": {name: text.replace("{root}", str(root)) for name, text in environment.items()},
        "is_nobody": entry.is_nobody,
        "disk": entry.disk,
    }


def state(top: Path) -> State:
    """All that is in a folder: of each name what it is, who may do what with it, when it changed and what is in it."""
    return {os.fsencode(path.relative_to(top)).decode(errors="replace"): _look(path) for path in top.rglob("*")}


def _look(path: Path) -> tuple[object, ...]:
    seen = path.lstat()
    if stat.S_ISLNK(seen.st_mode):
        return (os.fspath(path.readlink()),)
    if not stat.S_ISREG(seen.st_mode):
        return (seen.st_mode,)
    content = path.read_bytes() if os.access(path, os.R_OK) else b""
    return seen.st_mode, seen.st_mtime_ns, content


def faults(entry: Entry, outcome: Outcome) -> list[str]:
    """All that should have been otherwise."""
    said = outcome.out + outcome.err
    found = ["a traceback"] if "Traceback" in said else []
    if outcome.exit != entry.exit:
        found.append(f"exit {outcome.exit} instead of {entry.exit}")
    found += entry.unsaid(outcome.out, outcome.err)
    found += [f"changed: {path}" for path in outcome.changed if not _may_change(entry, path)]
    return found


def _may_change(entry: Entry, path: str) -> bool:
    return any(fnmatch(path, f"project/{pattern}") for pattern in entry.new)
