"""Everything that a project made or holds about one ib-er: what to hand over, and what to destroy."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator import export_files, output, print_files, wis_begonnen
from generator.history.git import Git
from generator.history.holding import GitTraces, holding
from generator.mentions import Mentions, everybody
from generator.reading.files import YAML_NAME
from generator.register_text import without_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.project import Project

Kind = Literal["scorebestand", "register", "dossier", "kijkwijzer", "export", "inzage", "gedeeld", "restant", "genoemd"]
__all__ = ["GitTraces", "Kind", "Trace", "Traces", "find_traces"]

INZAGE, DELEN = "inzage", "delen"
LEFTOVER = re.compile(r"\..+\.nieuw-[0-9a-f]{8}(?:-oud)?")
"""What a command that was killed left beside its output."""
ELSEWHERE = {".git", ".venv", "node_modules", "__pycache__", wis_begonnen.FOLDER}
"""Folders in which no command of ours leaves anything. Of git is told apart, and what wis itself keeps goes with its end."""


@dataclass(frozen=True, order=True)
class Trace:
    """One file, or one line of it, that is about this person. `genoemd` is what we did not make: it is only told."""

    path: Path
    kind: Kind
    line: int = 0
    shared: bool = False
    """Also about other people."""


@dataclass(frozen=True)
class Traces:
    """All that was found of one ib-er; without git there is nothing to tell of it."""

    id: str
    traces: tuple[Trace, ...] = ()
    git: GitTraces | None = None

    def of(self, *kinds: Kind) -> tuple[Trace, ...]:
        return tuple(trace for trace in self.traces if trace.kind in kinds)


def find_traces(root: Path, project: Project, id: str, *, name: str = "") -> Traces:
    """Looks into every file under the project folder, and at the register wherever that is. Also of a project with faults.

    A name may be given for whom the register does not know any more.
    """
    root = Path(os.path.realpath(root))
    name = name or project.register.ib_er(id).name
    known = everybody(project, {id: name})
    found = [trace for path in _files(root) for trace in _traces_in(root, project, known, id, path)]
    register = root / project.settings.register
    if id in project.register.ib_ers:
        found.append(Trace(register, "register", _line_of(register, id), shared=len(project.register.ib_ers) > 1))
    return Traces(id, tuple(sorted(found)), _in_git(root, project, id, name))


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in ELSEWHERE:
                yield from _files(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _traces_in(root: Path, project: Project, known: Mentions, id: str, path: Path) -> Iterator[Trace]:
    inside = path.relative_to(root).as_posix()
    if path == Path(os.path.realpath(root / project.settings.register)):
        yield from (Trace(path, "genoemd", line) for line in _beside_the_entry(path, known, id))
        return
    if inside.startswith(f"{project.settings.scores}/{id}/") and inside.count("/") == _depth(project) + 1:
        yield Trace(path, "restant" if LEFTOVER.fullmatch(path.name) else _source(path))
        return
    data = path.read_bytes()
    about = known.about(inside, data)
    if id not in about:
        return
    kind = _kind(root, project, path, data)
    trace = Trace(path, kind, shared=len(about) > 1)
    if kind == "genoemd":
        yield from (replace(trace, line=line) for line in _lines_with(known, id, data))
    else:
        yield trace


def _depth(project: Project) -> int:
    return project.settings.scores.count("/") + 1


def _source(path: Path) -> Kind:
    return "scorebestand" if YAML_NAME.fullmatch(path.name) else "genoemd"


def _kind(root: Path, project: Project, path: Path, data: bytes) -> Kind:
    """What a file is by where it stands and by our own seal; whatever we would not know again is not ours."""
    parts = path.relative_to(root).parts
    if any(LEFTOVER.fullmatch(part) for part in parts):
        return "restant"
    dossier = root / project.settings.dossier
    if path.is_relative_to(dossier) and output.is_ours(dossier):
        return "dossier"
    if parts[0] in (INZAGE, DELEN) and len(parts) == 2:  # noqa: PLR2004
        return "inzage" if parts[0] == INZAGE else "gedeeld"
    if print_files.is_as_made(path, data):
        return "kijkwijzer"
    return "export" if export_files.is_as_made(path, data) else "genoemd"


def _lines_with(known: Mentions, id: str, data: bytes) -> list[int]:
    """The lines of a plain text; 0 for a file that has none of it in the open."""
    lines = data.decode("utf-8", "replace").splitlines()
    return [number for number, line in enumerate(lines, start=1) if id in known.within(line)] or [0]


def _beside_the_entry(register: Path, known: Mentions, id: str) -> list[int]:
    """The lines of the register that are about somebody and that stay when the entry is taken out, such as a comment."""
    text = register.read_text(encoding="utf-8", errors="replace")
    kept = set(without_entry(text, id).splitlines())
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if line in kept and id in known.within(line)]


def _line_of(register: Path, id: str) -> int:
    key = re.compile(rf"""\s+["']?{re.escape(id)}["']?\s*:""")
    lines = register.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if key.match(line)), 0)


def _in_git(root: Path, project: Project, id: str, name: str) -> GitTraces | None:
    git = Git(root)
    return holding(git, [f"{git.prefix}{project.settings.scores}/{id}"], [id], name)
