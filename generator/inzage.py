"""All that there is about one ib-er, as one zip to hand over: readable, whole, and with nothing of anybody else."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from generator import history
from generator.history.contents import contents
from generator.history.older import named_in, search_of
from generator.keeping import dates_by_ib_er, score_files
from generator.mentions import everybody
from generator.model.bewaartermijn import ONBEKEND, Bewaring, bewaring_of
from generator.model.inzage import Inzage, Stuk, Verleden
from generator.problems import Location, Problem, visible
from generator.reading.files import Folder
from generator.reading.ib_ers import IbErs
from generator.reading.project import read_project
from generator.reading.register_entry import entry_in, lines_of
from generator.reading.settings import FILE
from generator.reading.values import is_safe_id
from generator.rendering.dossier import person_files, person_sheets
from generator.rendering.inzage import inzage_files, inzage_pages
from generator.rendering.templates import Templates
from generator.traces import find_traces
from generator.wissen import known_ib_ers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.model.project import Project
    from generator.rendering.page import Sheet
    from generator.terminal import Progress

FOLDER = "inzage"
REGISTER = "register.txt"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: the same for every file, so that the same files give the same bytes."""
PRIVATE = 0o600 << 16
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
NO_GIT = "Van deze map is geen geschiedenis in git. Er zijn dus geen oude versies."
UNREAD = "De geschiedenis in git kon niet gelezen worden. Vraag je school naar de oude versies."
SHALLOW = "Van de geschiedenis in git is hier maar een deel. Vraag je school naar de oudere versies."


@dataclass(frozen=True)
class Bundle:
    """What is handed over, and what a person has to look at first."""

    project: Project
    inzage: Inzage
    files: Mapping[str, bytes]
    failed: tuple[Problem, ...] = ()
    """The PDFs that could not be made."""
    left_out: tuple[str, ...] = ()
    """Places that may be about this person and are not in it: files of others, mostly."""
    to_check: tuple[str, ...] = ()
    """Places that are in it and name somebody else too."""

    @property
    def name(self) -> str:
        return f"{self.inzage.ib_er.id}-inzage-{self.project.today.isoformat()}"


class UnknownError(Exception):
    """Nobody is known by that name; says in Dutch who are."""


class UnreadableError(Exception):
    """Where things are kept cannot be read from the settings, so nothing could be promised to be all there is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def gatherer(root: Path, who: str, today: date, progress: Progress) -> Gatherer:
    """Of a pseudonym or a name. Raises UnknownError and UnreadableError."""
    git = history.Git(root)
    progress.say("Alles lezen")
    project, problems = read_project(root, today=today, older=partial(history.lost_rubric, git))
    settings = [problem for problem in problems if problem.location.path == FILE and problem.severity == "fout"]
    if settings:
        raise UnreadableError(settings)
    id, why = IbErs(known_ib_ers(root, project)).find(who)
    if why and not _was_there(git, project, who):
        raise UnknownError(why)
    return Gatherer(root, project, git, id or who, progress)


def _was_there(git: history.Git, project: Project, id: str) -> bool:
    """Whether git still has files of somebody who is gone by now."""
    folder = f"{git.prefix}{project.settings.scores}/{id}/"
    entries = git.everything.entries if git.everything and is_safe_id(id) else ()
    return any(change.path.startswith(folder) for entry in entries for change in entry.changes)


@dataclass(frozen=True)
class Gatherer:
    """One person in one project, and the way to everything about that person."""

    root: Path
    project: Project
    git: history.Git
    id: str
    progress: Progress

    def bundle(self) -> Bundle:
        own = self.project.only(self.id)
        record = history.look_back(self.root, own, self.git).record
        templates = Templates(self.root / self.project.settings.templates)
        pages = person_files(own, templates, record)
        pdfs, titles, failed = self._pdfs(person_sheets(own, templates, record))
        self.progress.say("Oude versies zoeken, en waar deze ib-er nog meer in staat")
        inzage, left_out = self._inzage(own)
        inzage = replace(inzage, pdfs=tuple(titles), failed=len(failed), has_pages=bool(pages))
        register = {REGISTER: lines_of(dict(inzage.register)).encode()} if inzage.register else {}
        made = inzage_pages(inzage, templates, self.project.today)
        files = {**made, **pages, **pdfs, **inzage_files(inzage), **register}
        return Bundle(self.project, inzage, files, tuple(failed), tuple(left_out), tuple(self._naming_others(inzage)))

    def _pdfs(self, sheets: list[Sheet]) -> tuple[dict[str, bytes], list[tuple[str, str]], list[Problem]]:
        """The PDFs, the title of each, and why the others failed."""
        from generator import pdf

        made: dict[str, bytes] = {}
        failed = []
        with self.progress.count("PDF's maken", len(sheets)) as done:
            for path, result in pdf.make_pdfs(sheets, done=done):
                if isinstance(result, Problem):
                    failed.append(result)
                else:
                    made[path] = result
        return made, [(sheet.path, _title(sheet)) for sheet in sheets if sheet.path in made], failed

    def _inzage(self, own: Project) -> tuple[Inzage, list[str]]:
        stukken, foreign = self._stukken()
        verleden = self._verleden()
        traces = find_traces(self.root, self.project, self.id)
        kinds: Counter[str] = Counter()
        named = []
        for path, kind, line in sorted({(trace.path, trace.kind, trace.line) for trace in traces.traces}):
            shown = self._shown(path)
            if kind not in ("scorebestand", "register") and not shown.startswith(f"{self._folder}/"):
                kinds[kind] += 1
                named += [str(Location(shown, line))] if kind == "genoemd" else []
        inzage = Inzage(
            own.register.ib_er(self.id),
            self._bewaring(own),
            own.settings.bewaartermijn,
            own.register.stichting,
            tuple(stukken),
            self._entry(),
            verleden,
            elsewhere=dict(sorted(kinds.items())),
            commits=len(traces.git.commits) if traces.git else 0,
            is_fictional=own.register.is_fictional or any(afname.is_fictional for afname in own.afnamen),
        )
        return inzage, [*foreign, *named, *(f"{path} (in git)" for path in verleden.left_out)]

    @property
    def _folder(self) -> str:
        return f"{self.project.settings.scores}/{self.id}"

    def _stukken(self) -> tuple[list[Stuk], list[str]]:
        """Every file in the own folder as it is, but for those that say that they are about somebody else."""
        shown = {afname.path for afname in self.project.afnamen}
        folder = Folder(self.root)
        found, foreign = [], []
        for path in sorted(_files_below(self.root / self._folder)):
            inside = path.relative_to(folder.root).as_posix() if path.is_relative_to(folder.root) else str(path)
            data = folder.read(inside)
            if data is None or named_in(data) not in ("", self.id):
                foreign.append(visible(inside))
            else:
                found.append(Stuk(visible(inside), data, contents(data) or {}, is_shown=inside in shown))
        return found, foreign

    def _entry(self) -> dict[str, str]:
        data = Folder(self.root).read(self.project.settings.register)
        return entry_in(data or b"", self.id)

    def _bewaring(self, own: Project) -> Bewaring:
        dates = dates_by_ib_er(self.root, self.project).get(self.id, ())
        ib_er = own.register.ib_er(self.id)
        if self.id not in own.register.ib_ers:
            return Bewaring(ib_er, ONBEKEND, dates=tuple(dates))
        return bewaring_of(ib_er, dates, own.settings.bewaartermijn, self.project.today)

    def _verleden(self) -> Verleden:
        git = self.git
        if not git.is_there:
            return Verleden(remarks=(NO_GIT,))
        if git.everything is None:
            return Verleden(remarks=(UNREAD,))
        with git.blobs() as blobs:
            others = {*self.project.register.ib_ers, *score_files(self.root, self.project)} - {self.id}
            found = search_of(git, blobs, self.id, others, self.project.settings.scores).verleden()
        return replace(found, remarks=(SHALLOW,)) if git.is_shallow else found

    def _naming_others(self, inzage: Inzage) -> Iterator[str]:
        """Where an own file names somebody else: that may go along or not, which is for a person to say."""
        known = everybody(self.project, self.id)
        mine = {self.id, *inzage.verleden.pseudoniemen}
        for stuk in inzage.stukken:
            for number, line in enumerate(stuk.data.decode("utf-8", "replace").splitlines(), start=1):
                if others := known.within(line) - mine:
                    yield f"{Location(stuk.path, number)} ({', '.join(sorted(others))})"
        for versie in (versie for file in inzage.verleden.files for versie in file):
            text = (versie.data or b"").decode("utf-8", "replace")
            if (others := known.within(text) - mine) and versie.wijziging.commit:
                yield f"{versie.path} in git, {versie.wijziging.commit.short} ({', '.join(sorted(others))})"

    def _shown(self, path: Path) -> str:
        real = Path(os.path.realpath(self.root))
        return visible(str(path.relative_to(real)) if path.is_relative_to(real) else str(path))


def _files_below(folder: Path) -> Iterator[Path]:
    """Plain files, hidden ones as well; no link is followed."""
    folder = Path(os.path.realpath(folder))
    for top, _, names in os.walk(folder):
        yield from (Path(top, name) for name in names if not Path(top, name).is_symlink())


def _title(sheet: Sheet) -> str:
    found = TITLE.search(sheet.html)
    return unescape(" ".join(found[1].split())) if found else sheet.path


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes, whenever and by whom."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in sorted(files.items()):
            info = zipfile.ZipInfo(path, EARLIEST)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, PRIVATE, 3
            archive.writestr(info, data)
    return made.getvalue()
