"""What git knows of a project: which rubrics changed their texts after scores were given. The only module that runs git.

Git is asked three short questions at most, without anything that a repository may have set to run: no hooks, pager, filters,
signatures or fetches. Without git, or outside a repository, there is nothing to compare and that is said once.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.problems import Location, Notebook, Problem, quoted
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.rubric import read_rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.rubric import Rubric
    from generator.model.vastlegging import Vastlegging

NO_HISTORY = "Deze map heeft geen geschiedenis in git. Dat mag. Alleen kan niet worden nagekeken of een rubric veranderde nadat ermee gescoord was."
SHALLOW = "Van de geschiedenis in git is hier maar een deel. Rubrics die daarvoor veranderden, vallen niet op."

SECONDS = 60
GIT = (
    "git",
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.quotePath=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "protocol.allow=never"),
)
ADDITIONS = (
    *("log", "--format=%x01%H", "--name-only", "-z", "--relative"),
    *("--diff-filter=A", "--diff-merges=first-parent", "--no-renames", "--no-ext-diff", "--no-textconv"),
)


@dataclass(frozen=True)
class Past:
    """What the history says of the files of today."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    record: Mapping[str, Vastlegging] = field(default_factory=dict)
    """By path of the score file."""


def look_back(root: Path, project: Project) -> Past:
    """Which scores were given under other texts than their rubric now has in the same versie."""
    if not project.afnamen:
        return Past()
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return Past(remarks=(NO_HISTORY,))
    commits = _commits(root, project.settings.scores)
    committed = [(afname, commits[afname.path]) for afname in project.afnamen if afname.path in commits]
    problems = tuple(_changes(root, project.settings.rubrics, committed))
    return Past(problems, (SHALLOW,) if shallow.strip() == b"true" else ())


def _commits(root: Path, folder: str) -> dict[str, str]:
    """The commit that added each file under a folder: the last one, for a file that came back."""
    log = _git(root, *ADDITIONS, "--", folder) or b""
    found: dict[str, str] = {}
    commit = ""
    for word in re.split("[\0\n]", log.decode("utf-8", "surrogateescape")):
        if word.startswith("\x01"):
            commit = word.removeprefix("\x01")
        elif word:
            found.setdefault(word, commit)
    return found


def _changes(root: Path, folder: str, committed: list[tuple[Afname, str]]) -> Iterator[Problem]:
    """One problem for each rubric and change, at the first score file that it touches."""
    wanted = {_paths(folder, afname.rubric, commit) for afname, commit in committed}
    old = _files(root, sorted({path for paths in wanted for path in paths}))
    touched: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for afname, commit in committed:
        before = _rubric(afname.rubric, (old.get(path) for path in _paths(folder, afname.rubric, commit)))
        if before is not None and (changed := _changed(before.only(afname.kijkwijzers), afname.selection)):
            touched.setdefault((afname.rubric.id, afname.rubric.version, changed), []).append(afname.path)
    for (id, version, changed), paths in touched.items():
        yield Problem(Location(paths[0], _line(root / paths[0])), _told(id, version, changed, len(paths) - 1), "let op")


def _told(id: str, version: str, changed: tuple[str, ...], others: int) -> str:
    also = f" Dat geldt ook voor {others} andere scorebestanden." if others > 1 else ""
    also = " Dat geldt ook voor één ander scorebestand." if others == 1 else also
    shown = ", ".join(quoted(row) for row in changed[:5]) + (" en meer" if len(changed) > len(changed[:5]) else "")
    return (
        f"rubric {quoted(id)} is veranderd sinds dit bestand werd vastgelegd ({shown}), maar heet nog steeds versie {quoted(version)}.{also}"
        f" Geef de rubric een nieuwe versie en bewaar de oude als {id}@{version}.yml"
    )


def _changed(before: Rubric, now: Rubric) -> tuple[str, ...]:
    """What a person who scores would have read differently: the points of the schaal, the rows and their texts."""
    schaal = () if _points(before) == _points(now) else ("schaal",)
    was, is_now = ({row.id: row.text for row in rubric.vaardigheden.values()} for rubric in (before, now))
    rows = [id for id in {**was, **is_now} if was.get(id) != is_now.get(id)]
    return (*schaal, *rows)


def _points(rubric: Rubric) -> list[tuple[str, str]]:
    return [(punt.value, punt.label) for punt in rubric.schaal.punten]


def _paths(folder: str, rubric: Rubric, commit: str) -> tuple[str, str]:
    """Where this versie of a rubric can have been at the time: in use, or kept as an older one."""
    return f"{commit}:./{folder}/{rubric.id}.yml", f"{commit}:./{folder}/{rubric.id}@{rubric.version}.yml"


def _rubric(now: Rubric, files: Iterable[bytes | None]) -> Rubric | None:
    """The same versie as it was; None when there was none, or none that can be read today."""
    for data in files:
        mapping, _ = parse("", data or b"")
        rubric = read_rubric(Part(mapping, Notebook("")), expected_id=now.id) if mapping else None
        if rubric is not None and rubric.version == now.version:
            return rubric
    return None


def _files(root: Path, names: list[str]) -> Mapping[str, bytes]:
    """What stood in files at commits, by 'COMMIT:./PATH'; what was not there is left out."""
    rest = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names)) if names else None
    found = {}
    for name in names if rest else ():
        head, _, rest = (rest or b"").partition(b"\n")
        if head.endswith(b" missing") or not head:
            continue
        size = int(head.rsplit(b" ", 1)[1])
        found[name], rest = rest[:size], rest[size + 1 :]
    return found


def _line(file: Path) -> int:
    """The line where a score file names its versie."""
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if line.startswith("versie")), 0)


def _git(root: Path, *arguments: str, given: str = "") -> bytes | None:
    """What git says of this folder; None when there is no git, no repository, no commit yet or no answer."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = (*GIT[:1], "-C", str(root), *GIT[1:], *arguments)
    try:
        done = subprocess.run(
            command,
            input=given.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=True,
            timeout=SECONDS,
            env={**clean, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": ""},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
