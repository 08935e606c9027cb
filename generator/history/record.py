"""Of each score file what git knows of it: where it stands, and what changed since it was final."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.history.contents import contents, is_same_afname, may_be_vastgesteld
from generator.history.trails import past, walk
from generator.model.vastlegging import (
    GEWIJZIGD,
    NIEUW,
    ONBEKEND,
    VASTGELEGD,
    Plek,
    Vastlegging,
    Wijziging,
    veranderingen,
)
from generator.problems import visible
from generator.reading import files
from generator.reading.files import Folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.history.git import Blobs, Git
    from generator.history.trails import Step
    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.vastlegging import Inhoud

SHA1_LENGTH = 40
DOEL = Plek("doel")
STATUS = Plek("status")


def places(root: Path, git: Git, project: Project) -> Mapping[str, str]:
    """Of each score file its path from the top of the repository; a link counts as what it leads to."""
    real = os.path.realpath(root)
    homes: dict[str, str] = {}

    def place(path: str) -> str:
        """A file is in its folder, wherever that leads, unless it is a link itself."""
        home, name = os.path.split(path)
        if home not in homes:
            homes[home] = os.path.realpath(f"{real}/{home}")
        full = f"{homes[home]}/{name}"
        return os.path.relpath(os.path.realpath(full) if Path(full).is_symlink() else full, real)

    return {afname.path: git.prefix + place(afname.path).replace(os.sep, "/") for afname in project.afnamen}


Found = Mapping[str, tuple["Step", ...]]
"""Of each score file that git knows its steps, the newest first; none where it may be somebody else's."""


def own_steps(blobs: Blobs, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Without those of another file, which git took for this one before it was renamed."""
    renames = [step for step in steps if step.is_rename and any(step.slots[0]) and not _is_own_past(blobs, step)]
    for step in renames:
        step.begin_here()
    return walk(steps[0]) if renames else steps


def _is_own_past(blobs: Blobs, step: Step) -> bool:
    before = step.slots[0][0].change.blob
    if before == step.change.blob:
        return True
    was, now = (contents(blobs.read(blob) or b"") for blob in (before, step.change.blob))
    return was is not None and now is not None and is_same_afname(was, now)


class Record(Mapping[str, Vastlegging]):
    """What git knows of each score file as it now is, by path. Worked out when it is asked for: of one ib-er, or of all at once."""

    def __init__(self, root: Path, git: Git, project: Project, found: Found) -> None:
        self.git, self.found = git, found
        self.afnamen = {afname.path: afname for afname in project.afnamen}
        self.by_ib_er: dict[str, list[Afname]] = {}
        for afname in project.afnamen:
            self.by_ib_er.setdefault(afname.ib_er, []).append(afname)
        self.known: dict[str, Vastlegging] = {}
        self.differing = dict(_differing(Folder(root), found))

    def __getitem__(self, path: str) -> Vastlegging:
        if path not in self.known:
            self._work_out(self.by_ib_er[self.afnamen[path].ib_er])
        return self.known[path]

    def __iter__(self) -> Iterator[str]:
        """Who goes through it wants all: then git is asked once."""
        self._work_out([afname for path, afname in self.afnamen.items() if path not in self.known])
        return iter(self.afnamen)

    def __len__(self) -> int:
        return len(self.afnamen)

    def _work_out(self, afnamen: Collection[Afname]) -> None:
        if afnamen:
            with self.git.blobs() as blobs:
                self.known |= record(self.git, blobs, afnamen, self.found, self.differing)


def _differing(folder: Folder, found: Found) -> Iterator[tuple[str, bytes]]:
    """The files that are not as git has them, with their bytes. Of all others git has the bytes: they are not held twice."""
    for path, steps in found.items():
        data = (folder.read(path) or b"") if steps else b""
        if steps and not _is_same(data, steps[0].change.blob):
            yield path, data


def record(
    git: Git, blobs: Blobs, afnamen: Collection[Afname], found: Found, differing: Mapping[str, bytes]
) -> dict[str, Vastlegging]:
    """By path of the score file; of those that are not as git has them `differing` has the bytes."""
    filtered = git.filtered(sorted(afname.path for afname in afnamen if afname.path in differing))
    made = {}
    for afname in afnamen:
        if found.get(afname.path) == ():
            made[afname.path] = Vastlegging(ONBEKEND)
            continue
        known = _Known(afname, found.get(afname.path, ()), differing.get(afname.path), blobs, git.prefix)
        made[afname.path] = known.vastlegging(is_filtered=afname.path in filtered)
    return made


def _is_same(data: bytes, blob: str) -> bool:
    return blob_id(data, like=blob) == blob


def blob_id(data: bytes, *, like: str) -> str:
    """What git calls this content, in the kind of id that its repository uses."""
    hashed = hashlib.sha1 if len(like) == SHA1_LENGTH else hashlib.sha256
    return hashed(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass
class _Known:
    """The steps of one score file while they are read."""

    afname: Afname
    steps: tuple[Step, ...]
    on_disk: bytes | None
    """None when they are those that git has."""
    blobs: Blobs
    prefix: str
    raw: dict[str, bytes | None] = field(default_factory=dict)
    known: dict[str, Inhoud | None] = field(default_factory=dict)
    is_incomplete: bool = False
    as_read: str = ""
    """The blob that the afname itself was read from."""

    def vastlegging(self, *, is_filtered: bool) -> Vastlegging:
        if not self.steps:
            return Vastlegging(NIEUW)
        if self.on_disk is None:
            self.as_read, stand = self.steps[0].change.blob, VASTGELEGD
        else:
            stand = self.stand(self.on_disk, is_filtered=is_filtered)
        final = next((step for step in reversed(self.steps) if self.is_vastgesteld(step)), None)
        since = [] if final is None else [self.change(step, final) for step in self.later(final)]
        current = [self.on_disk_change(self.on_disk)] if stand == GEWIJZIGD and self.on_disk is not None else []
        oldest = self.steps[-1].entry
        return Vastlegging(
            stand,
            first=oldest.commit,
            last=self.steps[0].entry.commit,
            vastgesteld=final.entry.commit if final else None,
            since=tuple(change for change in (*current, *since) if change is not None),
            history_from=oldest.commit if oldest.is_boundary else None,
            is_incomplete=self.is_incomplete,
        )

    def stand(self, on_disk: bytes, *, is_filtered: bool) -> str:
        """Of a file whose bytes are not those in git; other line ends say nothing else."""
        recorded = self.data(self.steps[0].change.blob)
        if recorded is None or (is_filtered and self.at(self.steps[0]) is None):
            return ONBEKEND
        return VASTGELEGD if _lines(recorded) == _lines(on_disk) else GEWIJZIGD

    def is_vastgesteld(self, step: Step) -> bool:
        if not step.change.blob:
            return False
        if step.change.blob == self.as_read:
            return self.afname.status == "vastgesteld"
        data = self.data(step.change.blob)
        self.is_incomplete |= data is None
        return data is not None and may_be_vastgesteld(data) and (self.at(step) or {}).get(STATUS) == "vastgesteld"

    def data(self, blob: str) -> bytes | None:
        if blob not in self.raw:
            self.raw[blob] = self.blobs.read(blob)
        return self.raw[blob]

    def at(self, step: Step) -> Inhoud | None:
        blob = step.change.blob
        if blob not in self.known:
            data = self.data(blob) if blob else None
            self.known[blob] = None if data is None else contents(data)
        return self.known[blob]

    def later(self, final: Step) -> list[Step]:
        """Every step that is not in the past of the one that made it final, the newest first."""
        earlier, ahead = {final}, [final]
        while ahead:
            for step in past(ahead.pop()):
                if step not in earlier:
                    earlier.add(step)
                    ahead.append(step)
        return [step for step in self.steps if step not in earlier]

    def change(self, step: Step, final: Step) -> Wijziging | None:
        """What a step changed. A merge that only brought two sides together changed nothing by itself."""
        is_merge, now = len(step.before) > 1, self.at(step)
        moved_from = step.change.before if step.change.before != step.change.path else ""
        bare = Wijziging(step.entry.commit, moved_from=self.shown(moved_from), is_merge=is_merge)
        if now is None:
            return replace(bare, is_removal=not step.change.blob, is_unreadable=bool(step.change.blob))
        before = [readable for earlier in past(step) or [final] if (readable := self.readable(earlier)) is not None]
        wijziging = self.compared(bare, now, before or [{}])
        return None if is_merge and not wijziging.changes and not moved_from else wijziging

    def on_disk_change(self, on_disk: bytes) -> Wijziging:
        before, now = self.readable(self.steps[0]), contents(on_disk)
        bare = Wijziging()
        if before is None or now is None:
            return replace(bare, is_unreadable=True)
        return self.compared(bare, now, [before])

    def compared(self, bare: Wijziging, now: Inhoud, before: list[Inhoud]) -> Wijziging:
        """Of when the afname was for another doel nothing is told but that."""
        changes = veranderingen(before[0], now, *before[1:])
        is_other_doel = any(one.get(DOEL) != self.afname.doel for one in (now, *before))
        is_other_rubric = any(_edition(one) != self.edition for one in (now, *before))
        if is_other_doel:
            changes = tuple(change for change in changes if change.plek == DOEL)
        return replace(bare, changes=changes, is_other_doel=is_other_doel, is_other_rubric=is_other_rubric)

    def readable(self, step: Step) -> Inhoud | None:
        """What the file said at a step, or the last time before it that it can be read."""
        found, ahead = self.at(step), past(step)
        while found is None and ahead:
            found, ahead = self.at(ahead[0]), past(ahead[0])
        return found

    @property
    def edition(self) -> tuple[str | None, str | None]:
        return self.afname.rubric.id, self.afname.rubric.version

    def shown(self, path: str) -> str:
        """A path as seen from the project, where it was inside; printable also when its bytes are not UTF-8."""
        return visible(files.shown(path.removeprefix(self.prefix)))


def _edition(inhoud: Inhoud) -> tuple[str | None, str | None]:
    return inhoud.get(Plek("rubric")), inhoud.get(Plek("versie"))


def _lines(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
