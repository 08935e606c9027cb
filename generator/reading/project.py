"""A whole project folder: gather everything, check everything, tell all problems at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.model.project import Project, Settings
from generator.model.register import Register
from generator.model.rubric import Rubric
from generator.problems import Notebook, Problem, has_faults
from generator.reading.afname import read_afname
from generator.reading.checks import Places, check_afnamen, check_register, check_rubrics, lines_of
from generator.reading.editions import Editions
from generator.reading.files import Folder, is_absent, is_for_people, stem
from generator.reading.memory import Memory, Outcome
from generator.reading.names import Names
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.register import read_register
from generator.reading.room import FOR_REGISTER, ORDINARY
from generator.reading.rubric import read_rubric
from generator.reading.settings import FILE, read_settings
from generator.reading.values import is_safe_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.reading.files import Entry
    from generator.reading.room import Room


NAMES, BASIS = "/namen", "/grondslag"
"""Under what is remembered what all score files are held against: no file is called so."""
NO_REGISTER = "er is geen register; de verslagen komen onder het pseudoniem"

T = TypeVar("T")
Older = Callable[[str, str, str], tuple[Rubric, str] | None]
"""By folder of the rubrics, id and versie: a rubric that is not there any more, and the commit of git that still has it."""


def read_project(
    root: Path, *, today: date, older: Older | None = None, memory: Memory | None = None
) -> tuple[Project, list[Problem]]:
    """Everything in a project folder, and every problem in it, sorted. With a fault among them the project is not whole.

    A `memory` that is handed in spares who reads again what stayed the same; the outcome is no other.
    """
    reader = _Reader(root, older, memory)
    project = reader.whole(reader.public(), today)
    return project, reader.found()


def read_public(root: Path, memory: Memory | None = None) -> tuple[Project, list[Problem]]:
    """What the public site is made of: settings and rubrics. Scores and register are not even opened."""
    reader = _Reader(root, memory=memory)
    return reader.public(), reader.found()


class _Against(NamedTuple):
    """What every score file is held against."""

    rubrics: Editions
    names: Names
    today: date


def _outcome(
    path: str, data: bytes, read: Callable[[Part], T | None], room: Room = ORDINARY, *, foreign: bool = False
) -> Outcome[T]:
    mapping, problems = parse(path, data, room=room, foreign=foreign)
    if mapping is None:
        return Outcome(problems=tuple(problems))
    part = Part(mapping, Notebook(path, problems))
    value = read(part)
    return Outcome(value, tuple(part.notebook.problems), lines_of(part))


class _Reader:
    """The steps of reading one project, and what they found wrong."""

    def __init__(self, root: Path, older: Older | None = None, memory: Memory | None = None) -> None:
        self.folder = Folder(root)
        self.older = older
        self.memory = memory or Memory()
        self.is_read_again = memory is not None
        self.read: set[str] = set()
        self.passing: set[str] = set()
        """Files of which the outcome also depends on which others were read."""
        self.problems: list[Problem] = []
        self.places = Places()
        self.unread: set[str] = set()

    def found(self) -> list[Problem]:
        return sorted({*self.problems, *self.folder.problems})

    def public(self) -> Project:
        settings = self.settings()
        versions = self.rubrics(settings.rubrics)
        self.problems += check_rubrics(versions, self.unread, self.places)
        current = tuple(rubric for path, rubric in versions.items() if "@" not in stem(path))
        older = tuple(rubric for path, rubric in versions.items() if "@" in stem(path))
        return Project(settings, current, older)

    def whole(self, public: Project, today: date) -> Project:
        rubrics = Editions((*public.older_rubrics, *public.rubrics))
        if self.older is not None and rubrics:
            rubrics.lost = partial(self.older, public.settings.rubrics)
        register = self.register(public.settings.register)
        afnamen = self.afnamen(public.settings, rubrics, register or Register(), today)
        if register is not None:
            self.problems += check_register(register, afnamen, self.places)
        elif afnamen and is_absent(self.folder.root / public.settings.register):
            self.folder.note(public.settings.register, NO_REGISTER)
        older = (*public.older_rubrics, *rubrics.found)
        self.memory.forget_all_but(self.read | {NAMES, BASIS})
        return replace(public, older_rubrics=older, afnamen=afnamen, register=register or Register(), today=today)

    def outcome(
        self,
        path: str,
        data: bytes,
        made_from: tuple[object, ...],
        read: Callable[[Part], T | None],
        room: Room = ORDINARY,
    ) -> T | None:
        """What `read` makes of a file; as it was made before, when its bytes and all that it is held against are the same."""
        make = partial(_outcome, path, data, read, room)
        if not self.is_read_again:
            return self.gathered(make())
        self.read.add(path)
        return self.gathered(self.memory.recall(path, (data, *made_from), make, lasts=lambda: path not in self.passing))

    def gathered(self, found: Outcome[T]) -> T | None:
        """The value, after taking in what was found wrong on the way to it, and where things stand."""
        self.problems += found.problems
        self.places.lines |= found.lines
        return found.value

    def settings(self) -> Settings:
        if is_absent(self.folder.root / FILE):
            self.folder.fault(
                FILE,
                "dit bestand is er niet, dus dit is geen projectmap; maak er een met 'kijkwijzer new MAP' of wijs de goede map aan met -C",
            )
            return Settings()
        data = self.folder.read(FILE)
        if data is None:
            return Settings()
        read = partial(read_settings, root=self.folder.root)
        return self.gathered(_outcome(FILE, data, read, foreign=True)) or Settings()

    def rubrics(self, folder: str) -> dict[str, Rubric]:
        """The good rubrics by path."""
        paths = list(self.folder.yaml_files(self.folder.entries(folder)))
        found = {path: rubric for path in paths if (rubric := self.rubric(path))}
        refused = [problem.location.path for problem in self.folder.problems if problem.severity == "fout"]
        self.unread |= {stem(path).partition("@")[0] for path in refused if path.startswith(f"{folder}/")}
        if all("@" in stem(path) for path in paths) and not has_faults(self.found()):
            kind = "alleen een oude versie van een rubric" if paths else "geen enkele rubric"
            self.folder.fault(folder, f"hier staat {kind}; zet er een neer als ID.yml")
        return found

    def rubric(self, path: str) -> Rubric | None:
        id, at, version = stem(path).partition("@")
        if not is_safe_id(id) or (at and not is_safe_id(version)):
            self.folder.fault(
                path,
                "noem een rubric ID.yml, en een oude versie ID@VERSIE.yml, met alleen letters zonder accent, cijfers, punten en streepjes",
            )
            return None
        data = self.folder.read(path)
        read = partial(read_rubric, expected_id=id, expected_version=version if at else None)
        rubric = None if data is None else self.outcome(path, data, ("rubric",), read)
        if rubric is None:
            self.unread.add(id)
        return rubric

    def afnamen(self, settings: Settings, rubrics: Editions, register: Register, today: date) -> tuple[Afname, ...]:
        """The good ones, by ib-er and date."""
        names = self.memory.recall(NAMES, (register,), partial(Names, register))
        against = _Against(rubrics, names, today)
        basis = self.memory.same(BASIS, (tuple(rubrics.values()), register, today, frozenset(self.unread)))
        found: list[Afname | None] = []
        for folder in self.ib_er_folders(settings):
            read = partial(self.afname, folder=folder.name, against=against)
            for path in self.folder.yaml_files(self.folder.entries(folder.path)):
                data = self.folder.read(path)
                if data is not None:
                    found.append(self.outcome(path, data, (folder.name, basis), partial(read, data=data)))
        afnamen = [afname for afname in found if afname is not None]
        self.problems += check_afnamen(afnamen, self.places)
        return tuple(sorted(afnamen, key=lambda afname: (afname.ib_er, afname.date, afname.path)))

    def afname(self, part: Part, *, data: bytes, folder: str, against: _Against) -> Afname | None:
        rubrics = against.rubrics
        if not rubrics.is_at_hand(part):
            self.passing.add(part.notebook.path)
        rubrics.look_for(part, self.unread)
        afname = read_afname(part, folder=folder, rubrics=rubrics, today=against.today, unread=self.unread)
        part.notebook.problems.extend(against.names.in_file(data, part, folder))
        return afname

    def ib_er_folders(self, settings: Settings) -> Iterator[Entry]:
        seen: dict[str, str] = {}
        for entry in self.folder.entries(settings.scores):
            if not entry.is_folder:
                self.loose(entry, settings)
            elif not is_safe_id(entry.name):
                self.folder.fault(
                    entry.path,
                    "deze map kan niet naar een ib-er heten: gebruik alleen letters zonder accent, cijfers, punten en streepjes",
                )
            elif (first := seen.setdefault(entry.name.lower(), entry.path)) != entry.path:
                self.folder.fault(
                    entry.path,
                    f"deze map en {first} verschillen alleen in hoofdletters; geef een van de twee een andere naam",
                )
            else:
                yield entry

    def loose(self, entry: Entry, settings: Settings) -> None:
        """A file beside the folders of ib-ers: the register, or something that would be passed over."""
        root = self.folder.root
        is_register = os.path.realpath(root / entry.path) == os.path.realpath(root / settings.register)
        if not is_register and not is_for_people(entry.path):
            self.folder.fault(
                entry.path, f"een scorebestand hoort in de map van een ib-er: {settings.scores}/IB-ER/DATUM-ROL.yml"
            )

    def register(self, path: str) -> Register | None:
        """None when there is none, or when it cannot be read at all."""
        data = None if is_absent(self.folder.root / path) else self.folder.read(path)
        return None if data is None else self.outcome(path, data, ("register",), read_register, FOR_REGISTER)
