"""What git knows of rubrics: texts that changed after scores were given, and versions that are kept nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.problems import Location, Notebook, Problem, quoted
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.rubric import read_rubric

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.history.git import Blobs, Git
    from generator.history.record import Found
    from generator.history.trails import Step
    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.rubric import Rubric


def lost_rubric(git: Git, folder: str, id: str, version: str) -> tuple[Rubric, str] | None:
    """A versie that once stood in the folder of the rubrics, and the commit where it last did; None when there is none."""
    wanted = {f"{git.prefix}{folder}/{name}.yml" for name in (id, f"{id}@{version}")}
    entries = git.history.entries if git.history else ()
    found = [(entry, change.blob) for entry in entries for change in entry.changes if change.path in wanted]
    if not found:
        return None
    with git.blobs() as blobs:
        read = Rubrics(blobs)
        for entry, blob in found:
            rubric = read.rubric(blob, id)
            if rubric is not None and rubric.version == version:
                return rubric, entry.commit.short
    return None


@dataclass
class Rubrics:
    """Rubrics as they were; each content is read once."""

    blobs: Blobs
    known: dict[tuple[str, str], Rubric | None] = field(default_factory=dict)

    def rubric(self, blob: str, id: str) -> Rubric | None:
        """None when it cannot be read as a rubric of today."""
        if (blob, id) not in self.known:
            mapping, _ = parse("", self.blobs.read(blob) or b"") if blob else (None, [])
            self.known[blob, id] = read_rubric(Part(mapping, Notebook("")), expected_id=id) if mapping else None
        return self.known[blob, id]


def changes(root: Path, git: Git, blobs: Blobs, project: Project, found: Found) -> Iterator[Problem]:
    """One problem for each rubric and change without a new versie, at the first score file that it touches."""
    folder = project.settings.rubrics
    committed = [
        (afname, _names(git, folder, afname, steps)) for afname in project.afnamen if (steps := found.get(afname.path))
    ]
    at = git.blobs_at(sorted({name for _, names in committed for name in names}))
    touched: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    read = Rubrics(blobs)
    known: dict[tuple[object, ...], tuple[str, ...]] = {}
    for afname, names in committed:
        then = tuple(at[name] for name in names if name in at)
        of = afname.rubric.id, afname.rubric.version
        key = (*of, afname.kijkwijzers, then)
        if key not in known:
            known[key] = _since(afname, (read.rubric(blob, afname.rubric.id) for blob in then))
        if changed := known[key]:
            touched.setdefault((*of, changed), []).append(afname.path)
    for (id, version, changed), paths in touched.items():
        yield Problem(Location(paths[0], _line(root / paths[0])), _told(id, version, changed, len(paths) - 1), "let op")


def _names(git: Git, folder: str, afname: Afname, steps: tuple[Step, ...]) -> tuple[str, str]:
    """Where this versie of the rubric can have been when the file was added: in use, or kept as an older one."""
    added = next((step for step in steps if step.change.is_new), steps[-1])
    then = added.change.path
    prefix = then.removesuffix(afname.path) if then.endswith(f"/{afname.path}") else git.prefix
    prefix = "" if then == afname.path else prefix
    rubric = afname.rubric
    top = f"{added.entry.commit.id}:{prefix}{folder}"
    return f"{top}/{rubric.id}.yml", f"{top}/{rubric.id}@{rubric.version}.yml"


def _since(afname: Afname, then: Iterable[Rubric | None]) -> tuple[str, ...]:
    """What changed in what an afname scores."""
    before = _same_version(afname.rubric, then)
    return () if before is None else _changed(before.only(afname.kijkwijzers), afname.selection)


def _same_version(now: Rubric, found: Iterable[Rubric | None]) -> Rubric | None:
    return next((rubric for rubric in found if rubric is not None and rubric.version == now.version), None)


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
    schaal = () if before.schaal.reads_as(now.schaal) else ("schaal",)
    was, is_now = ({row.id: row.text for row in rubric.vaardigheden.values()} for rubric in (before, now))
    rows = [id for id in {**was, **is_now} if was.get(id) != is_now.get(id)]
    return (*schaal, *rows)


def _line(file: Path) -> int:
    """The line where a score file names its versie."""
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if line.startswith("versie")), 0)
