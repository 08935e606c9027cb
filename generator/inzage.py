"""All that there is about one ib-er, to hand over: readable, whole, and with nothing of anybody else."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import unescape
from typing import TYPE_CHECKING

from generator import history
from generator.history.older import own_record, search_of
from generator.inzage_files import own_entry, own_files, visible_path
from generator.keeping import dates_by_ib_er, score_files
from generator.mentions import everybody
from generator.model.bewaartermijn import ONBEKEND, Bewaring, bewaring_of
from generator.model.inzage import Inzage, Verleden
from generator.problems import Location, Problem
from generator.reading.ib_ers import IbErs
from generator.reading.project import read_project
from generator.reading.register_entry import lines_of
from generator.reading.settings import FILE
from generator.reading.values import is_safe_id
from generator.rendering.dossier import person_files, person_sheets
from generator.rendering.inzage import REGISTER, inzage_files, inzage_pages
from generator.rendering.missing_pdfs import files_without_links
from generator.rendering.templates import Templates
from generator.traces import find_traces
from generator.wissen import known_ib_ers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from generator.history.owners import Owners
    from generator.model.project import Project
    from generator.rendering.page import Sheet
    from generator.terminal import Progress
    from generator.traces import Traces

FOLDER = "inzage"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ABOUT = re.compile(
    r'<meta name="description" content="(.*?)(?: Vertrouwelijk\.)?(?: Verzonnen voorbeeld\.)?">', re.DOTALL
)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
NO_GIT = "Van deze map is geen geschiedenis in git. Er zijn dus geen oude versies."
UNREAD = "De geschiedenis in git kon niet gelezen worden. Er kunnen oude versies zijn die hier niet in zitten."
REUSED = (
    "Dit pseudoniem kan eerder van een ander zijn geweest.",
    "Wat er in git uit die tijd is, zit hier niet in.",
)
SHALLOW = "Van de geschiedenis in git is op deze computer maar een deel. Er kunnen oudere versies zijn."


class UnknownError(Exception):
    """Nobody is known by that name; says in Dutch who are."""


class UnreadableError(Exception):
    """Where things are kept cannot be read from the settings, so nothing could be promised to be all there is."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


@dataclass(frozen=True)
class ToCheck:
    """Places for a person to look at before it is handed over, each as it is printed."""

    left_out: tuple[str, ...] = ()
    """What may be about this person and does not go along: mostly files of others."""
    named: tuple[str, ...] = ()
    """What goes along and names somebody else too."""
    unread: tuple[str, ...] = ()
    """What could not be looked into."""


@dataclass(frozen=True)
class Bundle:
    """What is handed over, and what a person has to look at first."""

    name: str
    project: Project
    inzage: Inzage
    files: Mapping[str, bytes]
    to_check: ToCheck
    failed: tuple[Problem, ...] = ()
    """The PDFs that could not be made."""


def gatherer(root: Path, who: str, today: date, progress: Progress) -> Gatherer:
    """Of a pseudonym or a name. Raises UnknownError and UnreadableError."""
    git = history.Git(root)
    progress.say("Alles lezen")
    project, problems = read_project(root, today=today, older=partial(history.lost_rubric, git))
    settings = [problem for problem in problems if problem.location.path == FILE and problem.severity == "fout"]
    if settings:
        raise UnreadableError(settings)
    id, why = IbErs(known_ib_ers(root, project)).find_known(who)
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
        templates = Templates(self.root / self.project.settings.templates)
        verleden, owners = self._verleden()
        ids = {self.id, *verleden.pseudoniemen}
        record = own_record(history.look_back(self.root, self.own, self.git, owners).record, ids)
        pages = person_files(self.own, templates, record)
        sheets = person_sheets(self.own, templates, record)
        pdfs, failed = self._pdfs(sheets)
        titles = _titles([sheet for sheet in sheets if sheet.path in pdfs])
        self.progress.say("Oude versies zoeken, en waar deze ib-er nog meer in staat")
        inzage, to_check = self._inzage(verleden)
        inzage = replace(inzage, pdfs=titles, failed=len(failed), has_pages=bool(pages))
        entry = {REGISTER: lines_of(dict(inzage.register)).encode()} if inzage.register else {}
        readable = {**inzage_pages(inzage, templates, self.project.today), **pages}
        readable = files_without_links(readable, {problem.location.path for problem in failed})
        to_check = replace(to_check, named=_each(self._naming(inzage, readable)))
        files = {**readable, **pdfs, **inzage_files(inzage), **entry}
        return Bundle(self.name, self.project, inzage, files, to_check, tuple(failed))

    @property
    def name(self) -> str:
        return f"{self.id}-inzage-{self.project.today.isoformat()}"

    @cached_property
    def own(self) -> Project:
        return self.project.only(self.id)

    def _pdfs(self, sheets: list[Sheet]) -> tuple[dict[str, bytes], list[Problem]]:
        """By path, and why the others are not there."""
        from generator import pdf

        with self.progress.count("PDF's maken", len(sheets)) as done:
            results = list(pdf.make_pdfs(sheets, done=done))
        made = {path: result for path, result in results if not isinstance(result, Problem)}
        return made, [result for _, result in results if isinstance(result, Problem)]

    def _inzage(self, verleden: Verleden) -> tuple[Inzage, ToCheck]:
        settings = self.project.settings
        shown = {afname.path for afname in self.own.afnamen}
        found = own_files(self.root, self._folder, self.id, shown)
        register, register_state = own_entry(self.root, settings, self.id)
        traces = find_traces(self.root, self.project, self.id)
        elsewhere = self._elsewhere(traces)
        inzage = Inzage(
            self.own.register.ib_er(self.id),
            self._bewaring(),
            settings.bewaartermijn,
            self.own.register.stichting,
            found.stukken,
            register,
            verleden,
            register_state=register_state,
            elsewhere=dict(sorted(Counter(kind for _, kind in elsewhere).items())),
            commits=len(traces.git.commits) if traces.git else 0,
            is_fictional=self.own.register.is_fictional or any(afname.is_fictional for afname in self.own.afnamen),
        )
        named = [
            str(Location(self._shown(trace.path), trace.line))
            for trace in traces.of("genoemd")
            if not self._is_own(trace.path)
        ]
        left_out = (*found.foreign, *named, *(f"{path} (in git)" for path in verleden.left_out))
        unread = (*found.unread, *(self._shown(path) for path in traces.unread if not self._is_told(path, inzage)))
        return inzage, ToCheck(_each(left_out), unread=_each(unread))

    @property
    def _folder(self) -> str:
        return f"{self.project.settings.scores}/{self.id}"

    def _is_own(self, path: Path) -> bool:
        """In the own folder, where every file either goes along or was named already."""
        return path.is_relative_to(self.root.resolve() / self._folder)

    def _is_told(self, path: Path, inzage: Inzage) -> bool:
        """A file in the own folder that does go along, whatever the search for names made of it."""
        return self._shown(path) in {stuk.path for stuk in inzage.stukken}

    def _elsewhere(self, traces: Traces) -> set[tuple[Path, str]]:
        """Files about this person that do not go along, with their kind."""
        return {
            (trace.path, trace.kind)
            for trace in traces.traces
            if trace.kind not in ("scorebestand", "register")
            and not self._is_own(trace.path)
            and trace.path.name != f"{self.name}.zip"  # made before on this day, and about to be made anew
        }

    def _bewaring(self) -> Bewaring:
        dates = dates_by_ib_er(self.root, self.project).get(self.id, ())
        ib_er = self.own.register.ib_er(self.id)
        if self.id not in self.own.register.ib_ers:
            return Bewaring(ib_er, ONBEKEND, dates=tuple(dates))
        return bewaring_of(ib_er, dates, self.project.settings.bewaartermijn, self.project.today)

    def _verleden(self) -> tuple[Verleden, Owners]:
        git = self.git
        if git.everything is None:
            return Verleden(remarks=(UNREAD if git.is_there or git.is_hidden else NO_GIT,)), {}
        with git.blobs() as blobs:
            others = {*self.project.register.ib_ers, *score_files(self.root, self.project)} - {self.id}
            ib_er = self.own.register.ib_er(self.id)
            search = search_of(git, blobs, ib_er, others, self.project.settings.scores)
            found, own = search.verleden(), search.own_moments
        remarks = (*(REUSED if found.is_reused else ()), *([SHALLOW] if git.is_shallow else []))
        return replace(found, remarks=remarks), {} if own is None else {self.id: own}

    def _naming(self, inzage: Inzage, pages: Mapping[str, bytes]) -> Iterator[str]:
        """Where something of this person names somebody else: whether that may go along is for a person to say."""
        known, mine = everybody(self.project), {self.id, *inzage.verleden.pseudoniemen}
        told: set[str] = set()
        for place, text in _texts(inzage, pages):
            if others := known.within(text) - mine - (told if place in pages else set()):
                told |= others
                yield f"{place} ({', '.join(sorted(others))})"

    def _shown(self, path: Path) -> str:
        root = self.root.resolve()
        return visible_path(os.fspath(path.relative_to(root) if path.is_relative_to(root) else path))


def _texts(inzage: Inzage, pages: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each line of what people wrote, with its place; after that the pages that are made of it."""
    for stuk in inzage.stukken:
        for number, line in enumerate(stuk.data.decode("utf-8", "replace").splitlines(), start=1):
            yield str(Location(stuk.path, number)), line
    for versie in (versie for file in inzage.verleden.files for versie in file):
        if versie.data and versie.wijziging.commit:
            yield f"{versie.path}, in git {versie.wijziging.commit.short}", versie.data.decode("utf-8", "replace")
    for path, page in pages.items():
        if path.endswith(".html"):
            yield path, STYLE.sub("", page.decode())


def _each(places: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(places))


def _titles(sheets: list[Sheet]) -> tuple[tuple[str, str], ...]:
    """By path; with what it is about where the titles of two are the same."""
    titles = {sheet.path: _said(TITLE, sheet) for sheet in sheets}
    often = Counter(titles.values())
    return tuple(
        (sheet.path, title if often[title] == 1 else f"{title}. {_said(ABOUT, sheet)}")
        for sheet, title in zip(sheets, titles.values(), strict=True)
    )


def _said(pattern: re.Pattern[str], sheet: Sheet) -> str:
    found = pattern.search(sheet.html)
    return unescape(" ".join(found[1].split())) if found else sheet.path
