"""Every version of the files about one ib-er that git still has: also of files that are gone, moved, or on another branch."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.history.contents import IB_ER, contents, is_same_afname
from generator.history.log import History
from generator.history.reused import Step, first_step, from_there, may_be_one
from generator.model.inzage import Verleden, Versie
from generator.model.vastlegging import Wijziging, veranderingen
from generator.problems import visible
from generator.reading import files
from generator.reading.nodes import Scalar
from generator.reading.parsing import parse
from generator.reading.register_entry import entry_in, is_readable, lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from generator.history.git import Blobs, Git
    from generator.history.log import Change, Entry
    from generator.history.reused import Moments
    from generator.model.register import InternBegeleider
    from generator.model.vastlegging import Inhoud, Vastlegging, Verandering

Found = tuple["Entry", "Change"]


@dataclass
class Search:
    """All that git says of YAML files, held against one pseudonym."""

    history: History
    blobs: Blobs
    id: str
    others: Collection[str]
    """The pseudonyms that somebody else has now."""
    scores: str
    """The folder of the scores and the project folder, as seen from the top of the repository and ending in /."""
    prefix: str = ""
    name: str = ""
    """Who has the pseudonym now, where the register says so."""
    raw: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    listed: dict[str, dict[str, str]] = field(default_factory=dict)

    def verleden(self) -> Verleden:
        return Verleden(
            tuple(self._files(self.own)),
            tuple(self._entries()),
            pseudoniemen=() if self.earlier else tuple(sorted(self.ids - {self.id})),
            left_out=tuple(sorted({self.shown(path) for path in (*self.earlier, *self._not_mine())})),
            is_reused=bool(self.earlier),
        )

    @property
    def own_moments(self) -> Moments | None:
        """What is theirs; None as long as nothing may be of who had the pseudonym before."""
        return frozenset((entry.commit.id, change.path) for entry, change in self.own) if self.earlier else None

    # --- Whose a file is

    @cached_property
    def changes(self) -> list[Found]:
        """The newest first."""
        return [(entry, change) for entry in self.history.entries for change in entry.changes]

    @cached_property
    def ids(self) -> set[str]:
        """The pseudonym, and those that it took the place of."""
        ids = {self.id}
        while more := {old for old in self._renamed_into(ids) if self._is_wholly_renamed(old, ids)} - ids:
            ids |= more
        return ids

    def _renamed_into(self, ids: set[str]) -> set[str]:
        """Free pseudonyms of which a file was moved here with nothing in it changed but that."""
        taken = {other.casefold() for other in self.others} - {self.id.casefold()}
        found = {self._same_before(change) for change in self._moved(ids)}
        return {old for old in found if old and old.casefold() not in taken}

    def _moved(self, ids: set[str]) -> Iterator[Change]:
        for _, change in self.changes:
            if change.before != change.path and change.was and any(self.is_of(change, id) for id in ids):
                yield change

    def _same_before(self, change: Change) -> str:
        was, now = contents(self.data(change.was)), contents(self.data(change.blob))
        return was.get(IB_ER, "") if was and now and is_same_afname(was, now) else ""

    def _is_wholly_renamed(self, old: str, ids: set[str]) -> bool:
        """Whether everything that ever stood under a pseudonym went along; else it may have been somebody else's."""
        paths = {change.path for _, change in self.changes if self.is_of(change, old)}
        return paths <= {change.before for change in self._moved(ids)}

    def is_of(self, change: Change, id: str) -> bool:
        """Whether a file names this pseudonym, or stands in its folder and names none."""
        if not change.blob:
            return False
        in_folder = self._folder(change.path) == id
        if not in_folder and id.encode() not in self.data(change.blob):
            return False
        named = self._named(change.blob)
        return named == id or (in_folder and not named)

    def _folder(self, path: str) -> str:
        """The folder below that of the scores; nothing elsewhere."""
        return path.removeprefix(self.scores).rpartition("/")[0] if path.startswith(self.scores) else ""

    @cached_property
    def mine(self) -> list[Found]:
        """What is about the pseudonym, whoever had it; the oldest first."""
        paths: set[str] = set()
        found: list[Found] = []
        for entry, change in reversed(self.changes):
            if any(self.is_of(change, id) for id in self.ids):
                paths.add(change.path)
                found.append((entry, change))
            elif not change.blob and change.path in paths:
                found.append((entry, change))
        return found

    def _not_mine(self) -> Iterator[str]:
        """What stood in the own folder but is about somebody else, and what was another's until it came there."""
        for _, change in self.changes:
            if (
                change.blob
                and self._folder(change.path) in self.ids
                and self._named(change.blob) not in {"", *self.ids}
            ):
                yield change.path
        for change in self._moved(self.ids):
            if self._named(change.was) not in {"", *self.ids}:
                yield change.before

    def _named(self, blob: str) -> str:
        if blob not in self.names:
            self.names[blob] = named_in(self.data(blob))
        return self.names[blob]

    def data(self, blob: str) -> bytes:
        if blob not in self.raw:
            self.raw[blob] = self.blobs.read(blob) or b""
        return self.raw[blob]

    # --- Since when it is theirs

    @cached_property
    def commits(self) -> set[str]:
        """Since the pseudonym is that of who has it now."""
        entries = self.history.entries[::-1]
        mine: dict[str, set[str]] = {}
        for entry, change in self.mine:
            mine.setdefault(entry.commit.id, set()).add(change.path)
        steps = [self._step(entry, mine.get(entry.commit.id, set())) for entry in entries]
        return from_there(entries, first_step(steps, self.name))

    def _step(self, entry: Entry, mine: set[str]) -> Step:
        was = [listed for change in entry.changes if (listed := self._listed(change.was))]
        now = [listed for change in entry.changes if (listed := self._listed(change.blob))]
        is_whole = all(not change.blob or self._is_sound(change) for change in entry.changes)
        kept = {change.path for change in entry.changes if change.blob and change.path in mine}
        new = {change.path for change in entry.changes if not change.was or change.before != change.path}
        return Step(
            was_listed=bool(was),
            is_listed=bool(now),
            is_struck=bool(was) and not now and is_whole,
            names=tuple(listed.get("naam", "") for listed in now),
            kept=frozenset(kept),
            added=frozenset(kept & new),
            gone=frozenset(path for change in entry.changes for path in (change.path, change.before)) - kept,
        )

    def _listed(self, blob: str) -> dict[str, str]:
        if blob not in self.listed:
            data = self.data(blob) if blob else b""
            self.listed[blob] = self._entry(data) if b"ib_ers" in data else {}
        return self.listed[blob]

    def _is_sound(self, change: Change) -> bool:
        """Whether what was a register can still be told to have somebody in it or not."""
        return not self._listed(change.was) or is_readable(self.data(change.blob))

    @cached_property
    def own(self) -> list[Found]:
        """The oldest first."""
        return [found for found in self.mine if self._is_since(*found)]

    @cached_property
    def earlier(self) -> frozenset[str]:
        """The paths of what may be about who had the pseudonym before."""
        return frozenset(self._earlier())

    def _is_since(self, entry: Entry, change: Change) -> bool:
        return entry.commit.id in self.commits and (change.blob or change.was) not in self.before

    @cached_property
    def before(self) -> set[str]:
        """What stood in files until then, wherever it turns up again."""
        return {change.blob for entry, change in self.mine if entry.commit.id not in self.commits} - {""}

    def _earlier(self) -> Iterator[str]:
        yield from (change.path for entry, change in self.mine if change.blob and not self._is_since(entry, change))
        for entry, change in self.changes:
            if self._listed(change.blob) and not self._is_own_entry(entry, change):
                yield change.path

    def _is_own_entry(self, entry: Entry, change: Change) -> bool:
        return entry.commit.id in self.commits and may_be_one(self.name, self._listed(change.blob).get("naam", ""))

    # --- What became of it

    def _files(self, mine: list[Found]) -> Iterator[tuple[Versie, ...]]:
        """By file, over its names; the newest first. `mine` has the oldest first."""
        told: dict[str, list[Versie]] = {}
        own = {change.blob for _, change in mine} - {""}
        for entry, change in _each_once(mine):
            if change.before != change.path and change.before in told:
                told[change.path] = [*told.pop(change.before), *told.get(change.path, [])]
            told.setdefault(change.path, []).append(self._versie(entry, change, own))
        yield from (tuple(reversed(versies)) for _, versies in sorted(told.items()))

    def _versie(self, entry: Entry, change: Change, own: set[str]) -> Versie:
        data = self.data(change.blob) if change.blob else b""
        was = self.data(change.was) if change.was in own else b""
        wijziging = Wijziging(
            entry.commit,
            changes=_compared(contents(was), contents(data)),
            moved_from=self.shown(change.before) if was and change.before != change.path else "",
            is_merge=len(entry.parents) > 1,
            is_removal=not change.blob,
            is_unreadable=bool(change.blob) and contents(data) is None,
        )
        return Versie(self.shown(change.path), wijziging, data or None, is_first=not was)

    def _entries(self) -> Iterator[Versie]:
        """The own entry in the register, each time that it became another; the newest first."""
        found: list[Versie] = []
        last: dict[str, dict[str, str]] = {}
        for entry, change in reversed(self.changes):
            if not (self._is_own_entry(entry, change) if change.blob else entry.commit.id in self.commits):
                continue
            now = self._listed(change.blob)
            if now == last.get(change.before, {}):
                continue
            last[change.path] = now
            wijziging = Wijziging(entry.commit, is_removal=not now)
            found.append(Versie(self.shown(change.path), wijziging, lines_of(now).encode() or None))
        yield from reversed(found)

    def _entry(self, data: bytes) -> dict[str, str]:
        return next((entry for id in sorted(self.ids) if (entry := entry_in(data, id))), {})

    def shown(self, path: str) -> str:
        return visible(files.shown(path.removeprefix(self.prefix)))


def _each_once(mine: list[Found]) -> Iterator[Found]:
    """Without what a merge only brought in, and without what a commit that was made anew says again."""
    seen: set[tuple[str, ...]] = set()
    for entry, change in mine:
        key = (change.path, change.blob, change.was, entry.commit.author)
        is_merge = len(entry.parents) > 1
        if key in seen or (is_merge and (change.path, change.blob) in seen):
            continue
        seen |= {key, (change.path, change.blob)}
        yield entry, change


def _compared(was: Inhoud | None, now: Inhoud | None) -> tuple[Verandering, ...]:
    return () if was is None or now is None else veranderingen(was, now)


def named_in(data: bytes) -> str:
    """The pseudonym that a score file names, read as far as it can be; nothing when it names none."""
    mapping, _ = parse("", data)
    _, node = mapping.entries.get("ib_er", (None, None)) if mapping else (None, None)
    return node.text if isinstance(node, Scalar) and not node.is_null else ""


def search_of(git: Git, blobs: Blobs, ib_er: InternBegeleider, others: Collection[str], scores: str) -> Search:
    """`ib_er` as the register of today has it; `scores` is the folder of the scores, from the project folder."""
    history = git.everything or History()
    return Search(history, blobs, ib_er.id, others, f"{git.prefix}{scores}/", git.prefix, ib_er.name)


def own_record(record: Mapping[str, Vastlegging], ids: Collection[str]) -> dict[str, Vastlegging]:
    """Without the pseudonym of somebody else under whom a file once stood."""
    return {
        path: replace(known, since=tuple(_own(each, ids) for each in known.since)) for path, known in record.items()
    }


def _own(wijziging: Wijziging, ids: Collection[str]) -> Wijziging:
    is_own = wijziging.moved_from.rpartition("/")[0].rpartition("/")[2] in ids
    changes = tuple(each for each in wijziging.changes if each.plek != IB_ER or {each.before, each.after} <= set(ids))
    return replace(wijziging, moved_from=wijziging.moved_from if is_own else "", changes=changes)
