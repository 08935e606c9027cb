"""A whole project folder: gather everything, check everything, tell all problems at once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model.project import Project, Settings
from generator.model.register import Register
from generator.problems import Location, Problem, has_faults, nearest, quoted
from generator.reading.afname import read_afname
from generator.reading.files import Folder, stem
from generator.reading.nodes import parse
from generator.reading.part import Notebook, Part, is_safe_id
from generator.reading.register import read_register
from generator.reading.rubric import read_rubric
from generator.reading.settings import FILE, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric

SCORE_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-([a-z]+)(?:-.*)?")


def read_project(root: Path, *, today: date) -> tuple[Project, list[Problem]]:
    """Everything in a project folder, and every problem in it, sorted. With a fault among them the project is not whole."""
    reader = _Reader(root)
    project = reader.whole(reader.public(), today)
    return project, reader.found()


def read_public(root: Path) -> tuple[Project, list[Problem]]:
    """What the public site is made of: settings and rubrics. Scores and register are not even opened."""
    reader = _Reader(root)
    return reader.public(), reader.found()


class _Reader:
    """The steps of reading one project, and what they found wrong."""

    def __init__(self, root: Path) -> None:
        self.folder = Folder(root)
        self.problems: list[Problem] = []
        self.notebooks: dict[str, Notebook] = {}

    def found(self) -> list[Problem]:
        return sorted({*self.problems, *self.folder.problems})

    def public(self) -> Project:
        settings = self.settings()
        versions = self.rubrics(settings.rubrics)
        current = tuple(rubric for path, rubric in versions.items() if "@" not in stem(path))
        older = tuple(rubric for path, rubric in versions.items() if "@" in stem(path))
        self.check_rubrics(versions)
        return Project(settings, current, older)

    def whole(self, public: Project, today: date) -> Project:
        known = {(rubric.id, rubric.version): rubric for rubric in (*public.older_rubrics, *public.rubrics)}
        afnamen = self.afnamen(public.settings, known, today)
        return replace(public, afnamen=afnamen, register=self.register(public.settings, afnamen))

    def part(self, path: str, *, foreign: bool = False) -> Part | None:
        """The top of a YAML file, ready to be read; its problems are gathered as it is."""
        data = self.folder.read(path)
        if data is None:
            return None
        mapping, problems = parse(path, data, foreign=foreign)
        self.problems += problems
        if mapping is None:
            return None
        notebook = self.notebooks[path] = Notebook(path)
        return Part(mapping, notebook)

    def settle(self, part: Part) -> bool:
        """Gather what the readers of a part wrote down; whether it is free of faults."""
        self.problems += part.notebook.problems
        return not has_faults(part.notebook.problems)

    def fault(self, path: str, message: str, line: int = 0) -> None:
        self.problems.append(Problem(Location(path, line), message))

    def note(self, path: str, message: str, line: int = 0) -> None:
        self.problems.append(Problem(Location(path, line), message, "let op"))

    def settings(self) -> Settings:
        if not (self.folder.root / FILE).is_file():
            self.fault(
                FILE,
                "dit bestand is er niet, dus dit is geen projectmap; maak er een met 'kijkwijzer new MAP' of wijs de goede map aan met -C",
            )
            return Settings()
        part = self.part(FILE, foreign=True)
        if part is None:
            return Settings()
        settings = settings_of(part.mapping, part.notebook)
        self.settle(part)
        return settings

    def rubrics(self, folder: str) -> dict[str, Rubric]:
        """The good rubrics by path."""
        found = {}
        for path in self.folder.yaml_files(folder):
            name, at, version = stem(path).partition("@")
            if not is_safe_id(name) or (at and not is_safe_id(version)):
                self.fault(
                    path,
                    "noem een rubric ID.yml, of ID@VERSIE.yml voor een oude versie; alleen letters, cijfers en . _ -",
                )
                continue
            part = self.part(path)
            if part is None:
                continue
            rubric = read_rubric(part, expected_id=name, expected_version=version if at else None)
            if self.settle(part) and rubric is not None:
                found[path] = rubric
        if not found and not self.problems:
            self.fault(
                folder,
                "hier staat geen enkele rubric; zet er een ID.yml in, of maak een voorbeeld met 'kijkwijzer new MAP'",
            )
        return found

    def check_rubrics(self, versions: dict[str, Rubric]) -> None:
        self.same_version_twice(versions)
        self.crosswalk(versions)
        self.same_form_name(versions)

    def same_version_twice(self, versions: dict[str, Rubric]) -> None:
        seen: dict[tuple[str, str], str] = {}
        for path, rubric in versions.items():
            first = seen.setdefault((rubric.id.lower(), rubric.version.lower()), path)
            if first != path:
                self.fault(
                    path,
                    f"rubric {quoted(rubric.id)} versie {quoted(rubric.version)} staat ook in {first}; geef een van de twee een andere versie",
                    self.line(path, "versie"),
                )

    def crosswalk(self, versions: dict[str, Rubric]) -> None:
        current = {rubric.id: rubric for path, rubric in versions.items() if "@" not in stem(path)}
        unread = {stem(path) for path in self.notebooks} - current.keys()
        for path, rubric in versions.items():
            if "@" in stem(path):
                continue
            for aansluiting, line in zip(rubric.aansluitingen, self.lines(path, "sluit_aan_bij"), strict=True):
                if message := _points_nowhere(aansluiting.rubric, aansluiting.taakgebied, current, unread):
                    self.fault(path, message, line)

    def same_form_name(self, versions: dict[str, Rubric]) -> None:
        """RUBRIC.pdf and RUBRIC-KIJKWIJZER.pdf may not be the same file for two rubrics."""
        owners: dict[str, str] = {}
        for path, rubric in versions.items():
            if "@" in stem(path):
                continue
            for name in form_names(rubric):
                owner = owners.setdefault(name.lower(), path)
                if owner != path:
                    self.fault(
                        path,
                        f"de kijkwijzer {name}.pdf zou ook bij {owner} horen; geef de rubric of de kijkwijzer een andere id",
                        self.line(path, "id"),
                    )

    def afnamen(self, settings: Settings, rubrics: dict[tuple[str, str], Rubric], today: date) -> tuple[Afname, ...]:
        found = []
        for folder in self.ib_er_folders(settings):
            for path, is_folder in (entries := self.folder.entries(folder)):
                if is_folder:
                    self.note(
                        path,
                        "een map in de map van een ib-er wordt niet gelezen; zet de scorebestanden direct in de map van de ib-er",
                    )
            for path in self.folder.yaml_files(folder, entries):
                part = self.part(path)
                if part is None:
                    continue
                afname = read_afname(part, folder=stem(f"{folder}."), rubrics=rubrics, today=today)
                if self.settle(part) and afname is not None:
                    found.append(afname)
                    self.check_name(path, afname)
        self.check_doubles(found)
        return tuple(sorted(found, key=lambda afname: (afname.ib_er, afname.date, afname.path)))

    def ib_er_folders(self, settings: Settings) -> Iterable[str]:
        seen: dict[str, str] = {}
        for path, is_folder in self.folder.entries(settings.scores):
            name = path.rpartition("/")[2]
            if not is_folder:
                self.loose_file(path, settings)
            elif not is_safe_id(name):
                self.fault(
                    path,
                    "de naam van een map van een ib-er mag alleen letters, cijfers en . _ - hebben, en geen naam zijn die het systeem zelf gebruikt",
                )
            elif (first := seen.setdefault(name.lower(), path)) != path:
                self.fault(
                    path,
                    f"deze map en {first} verschillen alleen in hoofdletters; dat kan niet op elke computer. Geef er een een andere naam",
                )
            else:
                yield path

    def loose_file(self, path: str, settings: Settings) -> None:
        if path != str(Path(settings.register)) and not path.lower().endswith(".md"):
            self.fault(path, f"een scorebestand hoort in de map van een ib-er: {settings.scores}/IB-ER/DATUM-ROL.yml")

    def check_name(self, path: str, afname: Afname) -> None:
        said = SCORE_NAME.fullmatch(stem(path))
        if said is None or said.groups() != (afname.date.isoformat(), afname.waarnemer.rol):
            self.note(
                path,
                f"volgens de inhoud zou dit bestand {afname.date.isoformat()}-{afname.waarnemer.rol}.yml heten; de inhoud telt",
            )

    def check_doubles(self, afnamen: list[Afname]) -> None:
        seen: dict[object, str] = {}
        for afname in afnamen:
            key = (afname.ib_er, afname.waarnemer, afname.rubric.id, afname.date)
            first = seen.setdefault(key, afname.path)
            if first != afname.path:
                self.note(
                    afname.path,
                    f"dezelfde ib-er, waarnemer, rubric en datum staan ook in {first}; beide tellen mee",
                    self.line(afname.path, "datum"),
                )

    def register(self, settings: Settings, afnamen: tuple[Afname, ...]) -> Register:
        path = settings.register
        if not (self.folder.root / path).exists():
            if afnamen:
                self.note(path, "er is geen register; de verslagen staan onder het pseudoniem")
            return Register()
        part = self.part(path)
        if part is None:
            return Register()
        register = read_register(part)
        self.settle(part)
        self.check_register(register, afnamen)
        return register

    def check_register(self, register: Register, afnamen: tuple[Afname, ...]) -> None:
        told: set[str] = set()
        for afname in afnamen:
            if afname.ib_er not in register.ib_ers and afname.ib_er not in told:
                told.add(afname.ib_er)
                self.note(
                    afname.path,
                    f"ib-er {quoted(afname.ib_er)} staat niet in het register; het verslag komt onder het pseudoniem.{nearest(afname.ib_er, register.ib_ers)}",
                    self.line(afname.path, "ib_er"),
                )

    def line(self, path: str, key: str) -> int:
        return self.parsed(path).line_of(key)

    def lines(self, path: str, key: str) -> list[int]:
        return [part.line for part in self.parsed(path).parts(key)]

    def parsed(self, path: str) -> Part:
        """A file that was read before, once more, to find the line of a key in it."""
        mapping, _ = parse(path, self.folder.read(path) or b"")
        assert mapping is not None
        return Part(mapping, Notebook(path))


def form_names(rubric: Rubric) -> tuple[str, ...]:
    """The file names, without .pdf, of the kijkwijzers of a rubric: the combined one first."""
    return (rubric.form_name(), *(rubric.form_name(kijkwijzer.id) for kijkwijzer in rubric.kijkwijzers))


def _points_nowhere(rubric: str, taakgebied: str, current: dict[str, Rubric], unread: set[str]) -> str:
    """What is wrong with one end of the crosswalk; a rubric that could not be read has been spoken of already."""
    if rubric in unread:
        return ""
    if rubric not in current:
        return f"deze aansluiting wijst naar rubric {quoted(rubric)}, en die is er niet.{nearest(rubric, current)}"
    known = [known.id for known in current[rubric].taakgebieden]
    if taakgebied not in known:
        return f"deze aansluiting wijst naar {quoted(taakgebied)}, en dat heeft rubric {quoted(rubric)} niet.{nearest(taakgebied, known)}"
    return ""
