"""Everything that a project made or holds about one ib-er: what to hand over, and what to destroy."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator import export_files, output, print_files, wis_begonnen
from generator.history.git import Git
from generator.history.holding import GitTraces, holding
from generator.history.older import named_in
from generator.leaks.search import LIMITS, read
from generator.mentions import Mentions, Said, mentions
from generator.reading.files import YAML_NAME
from generator.reading.room import FOR_REGISTER
from generator.register_text import without_entry
from generator.terminal import Progress
from generator.workers import run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.leaks.secret import Secrets
    from generator.model.project import Project

Kind = Literal["scorebestand", "register", "dossier", "kijkwijzer", "export", "inzage", "gedeeld", "restant", "genoemd"]
__all__ = ["GitTraces", "Kind", "Trace", "Traces", "find_traces"]

INZAGE, DELEN = "inzage", "delen"
SHARED_REPORT = "-verslag-"
"""In the name of a report that was locked to be shared."""
ELSEWHERE = {".git", ".venv", "node_modules", "__pycache__", wis_begonnen.FOLDER}
"""Folders in which no command of ours leaves anything. Of git is told apart, and what wis itself keeps goes with its end."""
QUIET = Progress(quiet=True)


@dataclass(frozen=True, order=True)
class Trace:
    """One file, or one line of it, that is about this person. `genoemd` is what we did not make: it is only told."""

    path: Path
    kind: Kind
    line: int = 0
    shared: bool = False
    """Also about other people."""
    digest: str = field(default="", compare=False)
    """What a score file held when it was found, so that nothing is destroyed that was written since."""


@dataclass(frozen=True)
class Traces:
    """All that was found of one ib-er."""

    id: str
    traces: tuple[Trace, ...] = ()
    ask_git: Callable[[], GitTraces | None] = field(default=lambda: None, compare=False)
    unread: tuple[Path, ...] = ()
    """What could not be looked into: no rights, too large, locked, or a link to elsewhere."""
    naming: tuple[Trace, ...] = ()
    """Lines of their own score files that hold the name, so that a pseudonym does not hide it."""

    @cached_property
    def git(self) -> GitTraces | None:
        """What there is in git by the time that somebody wants to know; without git there is nothing to tell of it."""
        return self.ask_git()

    def of(self, *kinds: Kind) -> tuple[Trace, ...]:
        return tuple(trace for trace in self.traces if trace.kind in kinds)


@dataclass(frozen=True)
class Looking:
    """What more to look for, and how far."""

    name: str = ""
    """Of whom the register does not know any more."""
    notes: Secrets | None = None
    """As `Secrets.about` has them."""
    is_thorough: bool = False
    """Also in the public site and in what the dossier has of others, as a proof afterwards."""
    progress: Progress = QUIET


def find_traces(root: Path, project: Project, id: str, looking: Looking | None = None) -> Traces:
    """Looks into the files under the project folder, and at the register wherever that is. Also of a project with faults."""
    root = Path(os.path.realpath(root))
    looking = looking or Looking()
    name = looking.name or project.register.ib_er(id).name
    search = _Search(root, project, id, mentions(project, id, name, looking.notes), looking)
    found = sorted({*search.files(), *search.entry()})
    ask_git = partial(_in_git, root, project, id, name)
    return Traces(id, tuple(found), ask_git, tuple(dict.fromkeys(search.unread)), tuple(sorted(search.naming)))


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
    mentions: Mentions
    looking: Looking
    unread: list[Path] = field(default_factory=list)
    naming: list[Trace] = field(default_factory=list)

    @property
    def register(self) -> Path:
        return Path(os.path.realpath(self.root / self.project.settings.register))

    def entry(self) -> Iterator[Trace]:
        people = self.project.register.ib_ers
        if self.id in people:
            yield Trace(self.register, "register", _line_of(self.register, self.id), shared=len(people) > 1)

    def files(self) -> Iterator[Trace]:
        """Each is read in a child process with limits: anybody may have put it here."""
        within = self.paths(self.root)
        paths = [path for path in within if self.looking.is_thorough or not self.is_passed_over(path)]
        if not self.register.is_relative_to(self.root) and os.access(self.register, os.F_OK):
            paths.append(self.register)
        jobs = [(str(path), self.shown(path)) for path in paths]
        results = run_limited(read, jobs, workers=min(usable_cores(), len(jobs)), limits=LIMITS)
        with self.looking.progress.count("Bestanden doorzoeken", len(jobs)) as done:
            for (full, path), said in results:
                yield from self.file(Path(full), said)
                done(path)

    def shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    def paths(self, folder: Path) -> Iterator[Path]:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            entries = None
        if entries is None or not os.access(folder, os.X_OK):  # without that right there are only names
            self.unread.append(folder)
            return
        if not entries:
            yield folder  # its name may be a pseudonym
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield Path(entry.path)
            elif entry.name not in ELSEWHERE:
                yield from self.paths(Path(entry.path))

    def is_passed_over(self, path: Path) -> bool:
        """What others have in the dossier, which goes and comes as a whole, and what is public, which has a check of its own."""
        settings = self.project.settings
        people = self.root / settings.dossier / "ib-ers"
        is_of_another = path.is_relative_to(people) and path.relative_to(people).parts[0] != self.id
        return is_of_another or path.is_relative_to(self.root / settings.site)

    def file(self, path: Path, said: Said) -> Iterator[Trace]:
        found = self.mentions.found(said, is_scored=path.is_relative_to(self.scores))
        is_empty = path.is_dir() and not path.is_symlink()
        if not (found.is_whole or found.is_about or is_empty):
            self.unread.append(path)
        if path == self.register:
            is_known = self.id in self.project.register.ib_ers
            lines = _beside_the_entry(path, self.mentions, self.id) if is_known else found.lines
            yield from (Trace(path, "genoemd", line) for line in lines)
        elif own := self.own_score_file(path):
            self.naming += [Trace(path, "scorebestand", line) for line in found.naming]
            yield own
        elif path.name == export_files.RECORD and not export_files.is_orphaned(path):
            return  # it says what the files beside it held, and goes or stays with those
        elif found.is_about:
            kind = self.kind(path)
            told = found.lines if kind == "genoemd" and found.lines else (0,)
            yield from (Trace(path, kind, line, shared=found.is_shared) for line in told)

    def own_score_file(self, path: Path) -> Trace | None:
        """Straight in the folder of this person, and not one that names another. A link is left to who made it."""
        folder = path.parent
        is_own = folder.parent == self.scores and folder.name.casefold() == self.id.casefold()
        if not is_own or not path.is_file() or path.is_symlink():
            return None
        if output.LEFTOVER.fullmatch(path.name):
            return Trace(path, "restant")
        data = content(path) if YAML_NAME.fullmatch(path.name) else None
        if data is None or named_in(data).casefold() not in ("", self.id.casefold()):
            return None
        return Trace(path, "scorebestand", digest=digest(data))

    @property
    def scores(self) -> Path:
        return self.root / self.project.settings.scores

    def kind(self, path: Path) -> Kind:
        """What a file is by where it stands and by our own seal; whatever we would not know again is not ours."""
        parts = path.relative_to(self.root).parts
        dossier = self.root / self.project.settings.dossier
        is_empty = path.is_dir() and not path.is_symlink()
        is_half_gone = is_empty and path.parent == self.scores
        if is_half_gone or any(output.LEFTOVER.fullmatch(part) for part in parts) or path.name == export_files.RECORD:
            return "restant"
        if path.is_symlink() or not path.is_file():
            return "genoemd"
        if path.is_relative_to(dossier) and output.is_ours(dossier):
            return "dossier"
        try:
            return _sealed(path, path.read_bytes())
        except OSError:
            self.unread.append(path)
            return "genoemd"


def _sealed(path: Path, data: bytes) -> Kind:
    if print_files.is_as_made(path, data):
        return "gedeeld" if SHARED_REPORT in path.name else "kijkwijzer"
    if export_files.is_as_made(path, data):
        return "inzage" if path.suffix == ".zip" else "export"
    return "genoemd"


def content(path: Path) -> bytes | None:
    """The bytes of a score file, as far as the readers of those read; None when they cannot be had."""
    try:
        with path.open("rb") as file:
            return file.read(FOR_REGISTER.bytes + 1)
    except OSError:
        return None


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _beside_the_entry(register: Path, mentions: Mentions, id: str) -> list[int]:
    """The lines of the register that are about somebody and that stay when the entry is taken out, such as a comment."""
    text = register.read_text(encoding="utf-8", errors="replace")
    kept = set(without_entry(text, id).splitlines())
    lines = text.splitlines()
    return [number for number in mentions.lines(text) if lines[number - 1] in kept]


def _line_of(register: Path, id: str) -> int:
    key = re.compile(rf"""[\s{{,]*["']?{re.escape(id)}["']?\s*:""")
    lines = register.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if key.match(line)), 0)
