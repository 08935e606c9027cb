"""Score files as the form in the browser opens them and hands them in: read by the one reader, written in the one spelling."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.importing.places import Found, difference, doubts, key_of, plan
from generator.problems import Problem, nearest, quoted
from generator.reading.kept_comments import has_comments_of, with_comments
from generator.reading.room import ORDINARY
from generator.rendering.dossier.words import person_folder
from generator.rendering.scorebestand import scorebestand
from generator.score_folder import opened
from generator.serving.forms import listed
from generator.serving.present import FORM, Present

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.reading.memory import Memory
    from generator.score_folder import ScoreFolder

VASTGESTELD = "vastgesteld"


@dataclass(frozen=True)
class File:
    """A score file as it stands on the disk."""

    path: str
    data: bytes

    @cached_property
    def text(self) -> str:
        return self.data.decode("utf-8-sig", "replace")

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Handed:
    """What the browser hands in: a text, and the file that it goes on with, as that was when the browser got it."""

    text: str
    path: str = ""
    digest: str = ""
    is_confirmed: bool = False
    """The person was told that the file is vastgesteld, and wants to change it all the same."""


@dataclass(frozen=True)
class Saved:
    """The file that was written, the page of its report, and what the reader remarked."""

    file: File
    page: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why nothing was written; and what stands on the disk, when that is why."""

    kind: str
    message: str
    problems: tuple[Problem, ...] = ()
    now: File | None = None


class Scores:
    """The score files of one project."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self.root = root
        self.memory = memory
        self.lock = threading.Lock()

    def project(self) -> Project:
        return Present(self.root, self.memory).project

    def listed(self) -> dict[str, object]:
        """What there is to go on with; a file with a fault is not, and somebody who misses it must know why."""
        present = Present(self.root, self.memory)
        return {**listed(present.project), "fouten": present.unreadable}

    def open(self, path: str) -> File | None:
        """None when there is no such score file."""
        present = Present(self.root, self.memory)
        place = present.place(path)
        if place is None or not (self.root / present.scores).is_dir():
            return None
        with self.lock, opened(self.root, present.scores) as folder:
            return _file(folder, path, place)

    def save(self, handed: Handed) -> Saved | Refusal:
        """One at a time, so that no two find the same place free."""
        with self.lock:
            return self._save(Present(self.root, self.memory), handed)

    def _save(self, present: Present, handed: Handed) -> Saved | Refusal:
        if present.in_the_way:
            return Refusal("project", f"Verbeter dit eerst: {present.in_the_way[0]}.")
        afname, problems = present.read(handed.text.encode("utf-8", "surrogatepass"))
        if afname is None:
            return Refusal("fout", "Dit kan zo niet worden bewaard.", tuple(problems))
        with opened(self.root, present.scores) as folder:
            if handed.path:
                done = _go_on(folder, present, afname, handed)
            else:
                present = Present(
                    self.root, self.memory
                )  # again: what an import just wrote, nobody may take for a damaged file
                done = _begin(folder, present, afname)
        if isinstance(done, Refusal):
            return done
        remarks = [problem.message for problem in problems]
        if not handed.path:
            remarks += doubts(present.project.afnamen, afname)
        return Saved(done, f"{person_folder(afname.ib_er)}/index.html", tuple(remarks))


def _begin(folder: ScoreFolder, present: Present, afname: Afname) -> File | Refusal:
    """A file that is not there yet, of somebody who is known."""
    ib_er, register = afname.ib_er, present.project.register.ib_ers
    if not (ib_er in register or folder.has(ib_er)):
        message = f"{quoted(ib_er)} is geen ib-er van dit project.{nearest(ib_er, register)}"
        todo = f"Zet een nieuwe ib-er eerst in {present.project.settings.register}, of maak de map {present.scores}/{ib_er}."
        return Refusal("onbekend", f"{message} {todo}")
    if twin := folder.twin(ib_er):
        return Refusal("onbekend", f"Er is al een map {present.scores}/{twin}. Schrijf de ib-er ook zo.")
    found = Found(FORM, afname, scorebestand(afname))
    (step,) = plan([found], present.project, {ib_er: folder.names(ib_er)})
    if isinstance(step, Problem):
        return _taken(folder, present, afname, step)
    name = step.path.rpartition("/")[2]
    if step.is_new and not folder.create(ib_er, name, found.text.encode()):
        return Refusal("bestaat", f"{step.path} is er intussen gekomen. Er is niets overschreven; bewaar het nog eens.")
    return _file(folder, step.path, (ib_er, name)) or File(step.path, found.text.encode())


def _taken(folder: ScoreFolder, present: Present, afname: Afname, why: Problem) -> Refusal:
    """The file that holds this afname already, with something else in it."""
    there = next((other for other in present.project.afnamen if key_of(other) == key_of(afname)), None)
    place = present.place(there.path) if there else None
    now = _file(folder, there.path, place) if there and place else None
    return Refusal("bestaat", f"{why.message[:1].upper()}{why.message[1:]}.", now=now)


def _go_on(folder: ScoreFolder, present: Present, afname: Afname, handed: Handed) -> File | Refusal:
    """The file that is being gone on with, as long as nobody else changed it."""
    place = present.place(handed.path)
    now = _file(folder, handed.path, place) if place else None
    if place is None or now is None:
        return Refusal("verdwenen", f"{handed.path} is er niet meer. Bewaar dit als een nieuwe afname.")
    if now.digest != handed.digest:
        return _newer(present, now, afname)
    if refusal := _unwanted(present, now, afname, handed):
        return refusal
    file = File(now.path, with_comments(scorebestand(afname), now.text).encode())
    is_same = present.read(file.data)[0] == present.read(scorebestand(afname).encode())[0]
    if not (is_same and has_comments_of(file.text, now.text)):
        message = (
            f"Met de opmerkingen die in {now.path} staan, kan dit niet zonder verlies worden opgeschreven. Meld dit."
        )
        return Refusal("fout", message, now=now)
    if file.data != now.data and not folder.replace(*place, file.data, known=now.data):
        return _newer(present, _file(folder, now.path, place) or now, afname)
    return file


def _unwanted(present: Present, now: File, afname: Afname, handed: Handed) -> Refusal | None:
    was, problems = present.read(now.data)
    if was is None:
        return Refusal("fout", f"In {now.path} zit een fout; verbeter die eerst.", tuple(problems), now)
    if moved := _moved(was, afname):
        message = f"{now.path} is van {moved}. Bewaar dit als een nieuwe afname, of zet het terug zoals het was."
        return Refusal("elders", message, now=now)
    if was.status == VASTGESTELD and not handed.is_confirmed:
        return Refusal(VASTGESTELD, f"{now.path} is vastgesteld. Wil je het toch veranderen?", now=now)
    return None


def _moved(was: Afname, now: Afname) -> str:
    """What says where a file belongs and is another now."""
    said = {
        "een andere ib-er": (was.ib_er, now.ib_er),
        "een andere dag": (was.date, now.date),
        "een andere rol": (was.waarnemer.rol, now.waarnemer.rol),
        "een andere rubric of versie": ((was.rubric.id, was.rubric.version), (now.rubric.id, now.rubric.version)),
    }
    return " en ".join(name for name, (one, other) in said.items() if one != other)


def _newer(present: Present, now: File, afname: Afname) -> File | Refusal:
    """Somebody else changed it; unless they wrote the very same, as one does oneself whose browser missed the answer."""
    there, _ = present.read(now.data)
    if there is not None and scorebestand(there) == scorebestand(afname):
        return now
    message = (
        f"{now.path} is veranderd sinds je het opende. Er is niets overschreven, en wat je hier invulde staat er nog."
    )
    other = difference(there, afname) if there else ""
    return Refusal("nieuwer", f"{message} Anders dan hier: {other}." if other else message, now=now)


def _file(folder: ScoreFolder, path: str, place: tuple[str, str]) -> File | None:
    data = folder.read(*place)
    return None if data is None or len(data) > ORDINARY.bytes else File(path, data)
