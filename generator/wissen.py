"""Destroys all that a project holds about one ib-er: what was made first, the sources after it, the line of the register last.

Whatever it is stopped by, doing it again finishes it. What was not made by us is never removed.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from generator import export_files, output, register_file, score_folder, vernietigingen, wis_begonnen
from generator.reading.values import is_safe_id
from generator.surroundings import writing
from generator.traces import LEFTOVER, Kind, Looking, Traces, find_traces
from generator.wis_begonnen import Begonnen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.model.project import Project

REMOVED: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "genoemd")


@dataclass(frozen=True)
class Plan:
    """What there is about somebody, and what of it was begun before."""

    root: Path
    project: Project
    traces: Traces
    name: str = ""
    begonnen: Begonnen | None = None

    @property
    def id(self) -> str:
        return self.traces.id

    @property
    def has_something(self) -> bool:
        return bool(self.traces.of(*REMOVED)) or self.begonnen is not None


def known_ib_ers(root: Path, project: Project) -> dict[str, str]:
    """Names by pseudonym of all who have left a trace: in the register, in scores, in the dossier, or half destroyed."""
    scores, dossier = root / project.settings.scores, root / project.settings.dossier / "ib-ers"
    begonnen = wis_begonnen.read(root)
    ids = [*_folders(scores), *_folders(dossier)]
    names = dict.fromkeys(filter(is_safe_id, ids), "")
    if begonnen:
        names[begonnen.id] = begonnen.name
    return names | {id: ib_er.name for id, ib_er in project.register.ib_ers.items()}


def _folders(folder: Path) -> list[str]:
    with suppress(FileNotFoundError, NotADirectoryError):
        return sorted(found.name for found in os.scandir(folder) if found.is_dir(follow_symlinks=False))
    return []


def plan(root: Path, project: Project, id: str) -> Plan:
    begonnen = wis_begonnen.read(root)
    name = project.register.ib_er(id).name or (begonnen.name if begonnen and begonnen.id == id else "")
    return Plan(root, project, find_traces(root, project, id, Looking(name)), name, begonnen)


def begin(plan: Plan, day: date, reason: str) -> Begonnen:
    """Writes down what is to be done, so that it can be finished; takes up again what was begun before."""
    old = plan.begonnen or Begonnen(plan.id, plan.name, vernietigingen.fresh_number(), day, reason)
    paths: dict[str, tuple[str, ...]] = {
        kind: _together(old.paths.get(kind, ()), _paths(plan, kind)) for kind in REMOVED
    }
    new = replace(old, paths=paths, had_dossier=old.had_dossier or bool(plan.traces.of("dossier")))
    wis_begonnen.write(plan.root, new)
    return new


def _paths(plan: Plan, kind: Kind) -> list[str]:
    return [os.path.relpath(trace.path, plan.root) for trace in plan.traces.of(kind)]


def _together(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*old, *new]))


def destroy(plan: Plan, begonnen: Begonnen) -> None:
    """All but the dossier anew. The order is of outputs before what they were made of, and the link to the name last."""
    settings = plan.project.settings
    with writing(plan.root):
        for folder in sorted({_leftover_of(trace.path, plan.root) for trace in plan.traces.of("restant")}):
            _remove(folder)
        if plan.traces.of("dossier"):
            _remove_dossier(plan.root / settings.dossier)
        for trace in plan.traces.of("kijkwijzer", "inzage", "gedeeld", "export"):
            trace.path.unlink(missing_ok=True)
        _tidy_exports(trace.path.parent for trace in plan.traces.of("export"))
    _remove_scores(plan)
    if plan.traces.of("register"):
        register_file.remove(plan.root / settings.register, plan.id)
    vernietigingen.note(
        plan.root,
        begonnen.number,
        vernietigingen.entry(begonnen.number, begonnen.day, begonnen.reason, begonnen.counts),
    )


def _leftover_of(path: Path, root: Path) -> Path:
    """The whole of what a killed command left."""
    parts = path.relative_to(root).parts
    depth = next(depth for depth, part in enumerate(parts, start=1) if LEFTOVER.fullmatch(part))
    return root.joinpath(*parts[:depth])


def _remove(path: Path) -> None:
    """The mark goes last, so that what is left of a folder can still be known as ours."""
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    for entry in sorted(os.scandir(path), key=lambda entry: (entry.name == output.MARKER, entry.name)):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()
    path.rmdir()


def _remove_dossier(dossier: Path) -> None:
    """In one step out of sight, under a name that the next build clears away as well."""
    aside = dossier.with_name(f".{dossier.name}{output.BESIDE}{secrets.token_hex(4)}")
    dossier.rename(aside)
    _remove(aside)


def _tidy_exports(folders: Iterable[Path]) -> None:
    for folder in set(folders):
        export_files.forget_removed(folder)


def _remove_scores(plan: Plan) -> None:
    scores = plan.project.settings.scores
    if not (plan.root / scores).is_dir():
        return
    with score_folder.opened(plan.root, scores) as folder:
        for trace in plan.traces.of("scorebestand"):
            ib_er, name = trace.path.parent.name, trace.path.name
            if (data := folder.read(ib_er, name)) is not None:
                folder.remove(ib_er, name, known=data)
        for ib_er in {trace.path.parent.name for trace in plan.traces.of("scorebestand")} | {plan.id}:
            folder.remove_empty(ib_er)


def finish(left: Plan) -> None:
    """The last thing that was kept about this person, when nothing is left to remove."""
    if not left.traces.of(*REMOVED):
        wis_begonnen.forget(left.root)
