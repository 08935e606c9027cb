"""Destroys all that a project holds about one ib-er: what was made first, the sources after it, the line of the register last.

Whatever it is stopped by, doing it again finishes it. What was not made by us is never removed.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from generator import (
    export_files,
    one_file,
    output,
    print_files,
    register_file,
    score_folder,
    vernietigingen,
    wis_begonnen,
)
from generator.history import forgetting
from generator.leaks.secrets import secrets_of
from generator.problems import visible
from generator.reading.files import YAML_NAME, is_absent
from generator.reading.settings import REGISTER
from generator.reading.values import is_safe_id
from generator.surroundings import SurroundingsError, writing
from generator.traces import QUIET, Kind, Looking, Traces, digest, find_traces
from generator.wis_begonnen import Begonnen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.leaks.secret import Secrets
    from generator.model.project import Project
    from generator.terminal import Progress

REMOVED: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "genoemd")
MADE: tuple[Kind, ...] = ("kijkwijzer", "export", "inzage", "gedeeld")


@dataclass(frozen=True)
class Plan:
    """What there is about somebody, and what of it was begun before."""

    root: Path
    project: Project
    traces: Traces
    name: str
    notes: Secrets
    begonnen: Begonnen | None = None

    @property
    def id(self) -> str:
        return self.traces.id

    @property
    def has_something(self) -> bool:
        return bool(self.traces.of(*REMOVED)) or self.begonnen is not None


def known_ib_ers(root: Path, project: Project) -> dict[str, str]:
    """Names by pseudonym of all who have left a trace: in the register, in scores, in the dossier, or half destroyed."""
    begonnen = wis_begonnen.read(root)
    half = {begonnen.id: begonnen.name} if begonnen else {}
    folders = (root / project.settings.scores, root / project.settings.dossier / "ib-ers")
    ids = [id for folder in folders for id in _folders(folder) if is_safe_id(id)]
    return dict.fromkeys(ids, "") | half | {id: ib_er.name for id, ib_er in project.register.ib_ers.items()}


def _folders(folder: Path) -> list[str]:
    with suppress(OSError):  # a folder that may not be looked into is told by the search
        return sorted(found.name for found in os.scandir(folder) if found.is_dir(follow_symlinks=False))
    return []


def plan(root: Path, project: Project, id: str, progress: Progress = QUIET) -> Plan:
    begonnen = wis_begonnen.read(root)
    name = project.register.ib_er(id).name or (begonnen.name if begonnen else "")
    notes = secrets_of(root).about(id)
    traces = find_traces(root, project, id, Looking(name, notes, progress=progress))
    return Plan(root, project, traces, name, notes, begonnen)


def left(done: Plan, project: Project, progress: Progress = QUIET) -> Plan:
    """What is still there of all that was looked for, wherever it is: the proof."""
    looking = Looking(done.name, done.notes, is_thorough=True, progress=progress)
    found = find_traces(done.root, project, done.id, looking)
    return replace(done, project=project, traces=replace(found, naming=done.traces.naming))


def require_register(root: Path, project: Project) -> None:
    """A place outside the project may be a disk that is not there now: what is on it would be left. Raises SurroundingsError."""
    register = root / project.settings.register
    is_inside = Path(os.path.realpath(register)).is_relative_to(os.path.realpath(root))
    if is_absent(register) and not is_inside:
        said = REGISTER if os.environ.get(REGISTER) else "mkdocs.yml"
        raise SurroundingsError(
            f"Het register staat volgens {said} in {register}, maar daar is niets. Sluit die schijf aan, of pas {said} aan"
        )


def require_removal(plan: Plan) -> None:
    """What cannot be finished is not begun. Raises RegisterFaultError and SurroundingsError, and nothing is changed."""
    if shut := next((path for path in plan.traces.unread if _may_be_own_scores(plan, path)), None):
        raise SurroundingsError(
            f"In {visible(str(shut))} kan niet worden gekeken, en daar kunnen scores van {plan.id} staan. "
            f"Geef jezelf rechten en probeer het opnieuw: chmod -R u+rwX {forgetting.quoted(str(shut))}"
        )
    for folder in sorted({trace.path.parent for trace in plan.traces.of("scorebestand")}):
        with writing(folder):
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    register = plan.root / plan.project.settings.register
    if not is_absent(register):
        register_file.check_removal(register, plan.id)


def _may_be_own_scores(plan: Plan, unread: Path) -> bool:
    """A folder that is shut in, or around, that of the score files, or such a file; not what was put beside those."""
    scores = Path(os.path.realpath(plan.root)) / plan.project.settings.scores
    if scores.is_relative_to(unread):
        return True
    if not unread.is_relative_to(scores) or unread.is_symlink():
        return False
    folder, *inside = unread.relative_to(scores).parts
    is_straight = len(inside) == 1 and bool(YAML_NAME.fullmatch(unread.name))
    is_seen = any(trace.path == unread for trace in plan.traces.of("scorebestand"))
    return folder.casefold() == plan.id.casefold() and (unread.is_dir() or (is_straight and not is_seen))


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
    """All but the dossier anew: outputs before what they were made of, and the link to the name last.

    Raises RegisterFaultError and SurroundingsError; what is gone by then stays gone, and doing it again goes on.
    """
    settings = plan.project.settings
    with writing(plan.root):
        _remove_made(plan)
    _remove_scores(plan)
    register = plan.root / settings.register
    if not is_absent(register):
        register_file.remove(register, plan.id)
    gone = begonnen.gone(plan.root)
    vernietigingen.note(
        plan.root, begonnen.number, vernietigingen.entry(begonnen.number, begonnen.day, begonnen.reason, gone)
    )


def finish(left: Plan) -> bool:
    """Forgets what was begun when nothing is left of it; what others have about this person in the dossier is theirs."""
    is_done = not any(trace.kind != "dossier" for trace in left.traces.of(*REMOVED))
    if is_done:
        wis_begonnen.forget(left.root)
    return is_done


# --- What was made


def _remove_made(plan: Plan) -> None:
    scores = plan.root / plan.project.settings.scores
    outside = [trace.path for trace in plan.traces.of("restant") if not trace.path.is_relative_to(scores)]
    leftovers = {path: _leftover_of(path, plan.root) for path in outside}
    for leftover in {leftover for leftover in leftovers.values() if leftover is not None}:
        output.remove(leftover)
    if plan.traces.of("dossier"):
        _remove_dossier(plan.root / plan.project.settings.dossier)
    for trace in plan.traces.of(*MADE):
        if _is_as_made(trace.path):
            trace.path.unlink()
    records = {path for path, leftover in leftovers.items() if leftover is None}
    folders = {path.parent for path in records} | {trace.path.parent for trace in plan.traces.of(*MADE)}
    for folder in folders:
        export_files.forget_removed(folder)
    for folder in {plan.root, *folders}:
        _settle(folder)


def _is_as_made(path: Path) -> bool:
    """Whether it is still there, and nobody wrote in it since it was shown."""
    if not path.is_file():
        return False
    data = path.read_bytes()
    return print_files.is_as_made(path, data) or export_files.is_as_made(path, data)


def _settle(folder: Path) -> None:
    """Also that a name is gone must be on the disk, before what remembers that it had to go is."""
    with output.opened(folder) as descriptor:
        one_file.settle(descriptor)


def _leftover_of(path: Path, root: Path) -> Path | None:
    """The whole of what a killed command left; None for a record that stayed behind when its files went."""
    parts = path.relative_to(root).parts
    depths = (depth for depth, part in enumerate(parts, start=1) if output.LEFTOVER.fullmatch(part))
    return next((root.joinpath(*parts[:depth]) for depth in depths), None)


def _remove_dossier(dossier: Path) -> None:
    """In one step out of sight, under a name that the next build clears away as well."""
    aside = dossier.with_name(f".{dossier.name}{output.BESIDE}{secrets.token_hex(4)}")
    dossier.rename(aside)
    output.remove(aside)


# --- What it was made of


def _remove_scores(plan: Plan) -> None:
    """With whatever a killed program left beside them. What was written in one since it was shown keeps it."""
    scores = plan.project.settings.scores
    if not (plan.root / scores).is_dir():
        return
    own = {trace.path.parent.name for trace in plan.traces.of("scorebestand")} | {plan.id}
    with score_folder.opened(plan.root, scores) as folder:
        for trace in plan.traces.of("restant"):
            if trace.path.is_relative_to(plan.root / scores) and not trace.path.is_dir():
                with writing(trace.path):
                    trace.path.unlink(missing_ok=True)
        for trace in plan.traces.of("scorebestand"):
            ib_er, name = trace.path.parent.name, trace.path.name
            data = folder.read(ib_er, name)
            if data is not None and digest(data) == trace.digest:
                folder.remove(ib_er, name, known=data)
        for ib_er in own:
            folder.remove_empty(ib_er)
