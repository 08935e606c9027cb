"""Everything that a project made or holds about one ib-er: what to hand over, and what to destroy."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator import export_files, output, print_files, wis_begonnen
from generator.history.git import Git
from generator.history.holding import GitTraces, holding
from generator.mentions import Mentions, everybody
from generator.reading.files import YAML_NAME
from generator.register_text import without_entry

if TYPE_CHECKING:
    from generator.model.project import Project

Kind = Literal["scorebestand", "register", "dossier", "kijkwijzer", "export", "inzage", "gedeeld", "restant", "genoemd"]
__all__ = ["GitTraces", "Kind", "Trace", "Traces", "find_traces"]

INZAGE, DELEN = "inzage", "delen"
LEFTOVER = re.compile(r"\..+\.nieuw-[0-9a-f]{8}(?:-oud)?")
"""What a command that was killed left beside its output."""
ELSEWHERE = {".git", ".venv", "node_modules", "__pycache__", wis_begonnen.FOLDER}
"""Folders in which no command of ours leaves anything. Of git is told apart, and what wis itself keeps goes with its end."""
LARGEST = 200_000_000
"""Bytes of a file that is looked into; ours stay far below."""


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
    unread: tuple[Path, ...] = ()
    """What could not be looked into: no rights, too large, or a link to elsewhere."""

    def of(self, *kinds: Kind) -> tuple[Trace, ...]:
        return tuple(trace for trace in self.traces if trace.kind in kinds)


def find_traces(root: Path, project: Project, id: str, *, name: str = "") -> Traces:
    """Looks into every file under the project folder, and at the register wherever that is. Also of a project with faults.

    A name may be given for whom the register does not know any more.
    """
    root = Path(os.path.realpath(root))
    name = name or project.register.ib_er(id).name
    search = _Search(root, project, id, everybody(project, {id: name}))
    found = sorted({*search.files(root), *search.entry()})
    return Traces(id, tuple(found), _in_git(root, project, id, name), tuple(search.unread))


MADE = (print_files.FOLDER, export_files.FOLDER, INZAGE, DELEN)
"""Folders of ours at the top of a project, besides those that the settings name."""


def _in_git(root: Path, project: Project, id: str, name: str) -> GitTraces | None:
    git = Git(root)
    folders = [f"{project.settings.scores}/{id}", project.settings.dossier, *MADE]
    return holding(git, [f"{git.prefix}{folder}" for folder in folders], id, name)


@dataclass
class _Search:
    """One look through a project folder."""

    root: Path
    project: Project
    id: str
    known: Mentions
    unread: list[Path] = field(default_factory=list)

    @property
    def register(self) -> Path:
        return Path(os.path.realpath(self.root / self.project.settings.register))

    def entry(self) -> Iterator[Trace]:
        people = self.project.register.ib_ers
        if self.id in people:
            yield Trace(self.register, "register", _line_of(self.register, self.id), shared=len(people) > 1)

    def files(self, folder: Path) -> Iterator[Trace]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            self.unread.append(folder)
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in ELSEWHERE:
                    yield from self.files(Path(entry.path))
            else:
                yield from self.file(Path(entry.path))

    def file(self, path: Path) -> Iterator[Trace]:
        data = self.content(path)
        if path == self.register:
            lines = _beside_the_entry(data, self.known, self.id)
            yield from (Trace(path, "genoemd", line) for line in lines)
        elif self.is_own_score_file(path):
            yield Trace(path, "restant" if LEFTOVER.fullmatch(path.name) else "scorebestand")
        elif self.id in (about := self.known.about(path.relative_to(self.root).as_posix(), data)):
            kind = self.kind(path, data)
            lines = _lines_with(self.known, self.id, data) if kind == "genoemd" else [0]
            yield from (Trace(path, kind, line, shared=len(about) > 1) for line in lines)

    def content(self, path: Path) -> bytes:
        """Nothing of what is no plain file, or cannot be read: then only its name is looked at."""
        try:
            if path.is_symlink():
                self.unread.append(path)
                return os.fsencode(path.readlink())
            if path.is_file() and path.stat().st_size <= LARGEST:
                return path.read_bytes()
        except OSError:
            pass
        self.unread.append(path)
        return b""

    def is_own_score_file(self, path: Path) -> bool:
        """Straight in the folder of this person. A link is left to who made it."""
        is_ours = YAML_NAME.fullmatch(path.name) or LEFTOVER.fullmatch(path.name)
        folder = path.parent
        is_own = (
            folder.parent == self.root / self.project.settings.scores and folder.name.casefold() == self.id.casefold()
        )
        return bool(is_ours) and is_own and path.is_file() and not path.is_symlink()

    def kind(self, path: Path, data: bytes) -> Kind:
        """What a file is by where it stands and by our own seal; whatever we would not know again is not ours."""
        parts = path.relative_to(self.root).parts
        dossier = self.root / self.project.settings.dossier
        if path.is_symlink():
            return "genoemd"
        if any(LEFTOVER.fullmatch(part) for part in parts):
            return "restant"
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


def _beside_the_entry(data: bytes, known: Mentions, id: str) -> list[int]:
    """The lines of the register that are about somebody and that stay when the entry is taken out, such as a comment."""
    text = data.decode("utf-8", "replace")
    kept = set(without_entry(text, id).splitlines())
    lines = enumerate(text.splitlines(), start=1)
    return [number for number, line in lines if line in kept and id in known.within(line)]


def _line_of(register: Path, id: str) -> int:
    key = re.compile(rf"""[\s{{,]*["']?{re.escape(id)}["']?\s*:""")
    lines = register.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if key.match(line)), 0)
