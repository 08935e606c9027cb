"""Tells when something changes in the files of a project that a person edits. The only module that knows watchdog."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.reading.project import read_public
from generator.shipped import shipped
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from types import TracebackType

    from generator.reading.memory import Memory

CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]
"""Reading a file is an event too, and we read a lot: whoever is told of all of it doubles the time that reading takes.
A folder is modified by what happens in it, which is an event of its own."""
QUIET = 0.1
"""Seconds without a change before one change is over: editors save in several steps, a few milliseconds apart.

Who takes longer, as a slow disk may, is read halfway and read again: what was wrong with half a file is told until then.
"""


class Watcher(FileSystemEventHandler):
    """Watches the folders that the settings of a project name, also when those change."""

    def __init__(self, root: Path, memory: Memory | None = None) -> None:
        self.root = root.resolve()
        self.memory = memory
        self.observer = Observer()
        self.changed = threading.Event()
        self.folders: dict[Path, bool] = {}
        self.outputs: tuple[Path, ...] = ()
        self.register = root

    def __enter__(self) -> Self:
        self.observer.start()
        self.look_again()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.observer.stop()
        self.observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if any(map(self.is_ours, (event.src_path, event.dest_path))):
            self.changed.set()

    def is_ours(self, written: str | bytes) -> bool:
        """Not what is hidden, as the folders are in which we build, and not what was built; elsewhere just the register."""
        path = Path(os.fsdecode(written))
        if not written or any(path.is_relative_to(output) for output in self.outputs):
            return False
        home = next((home for home in (self.root, shipped("site_templates")) if path.is_relative_to(home)), None)
        if home is None:
            return path == self.register
        inside = path.relative_to(home)
        return bool(inside.parts) and not any(part.startswith(".") for part in inside.parts)

    def wait(self) -> None:
        """Until something changed and nothing else follows at once."""
        self.changed.wait()
        while self.changed.is_set():
            self.changed.clear()
            time.sleep(QUIET)
        self.look_again()

    def look_again(self) -> None:
        """Folders may have come or gone."""
        wanted = self.wanted()
        if wanted == self.folders:
            return
        self.observer.unschedule_all()
        self.folders = wanted
        try:
            for folder, is_deep in wanted.items():
                self.observer.schedule(self, str(folder), recursive=is_deep, event_filter=CHANGES)
        except OSError as error:
            raise SurroundingsError(f"deze computer kan geen mappen meer volgen ({error.strerror})") from error

    def wanted(self) -> dict[Path, bool]:
        """The folders to watch, and whether also what is in their folders."""
        settings = read_public(self.root, self.memory)[0].settings
        self.outputs = tuple(self.root / path for path in (settings.site, settings.dossier))
        deep = [settings.content, settings.rubrics, settings.scores, settings.templates]
        folders = {self.root / path: True for path in deep} | {shipped("site_templates"): True}
        self.register = (self.root / settings.register).resolve()
        flat = {self.root: False, self.register.parent: False}
        return {folder: is_deep for folder, is_deep in (flat | folders).items() if folder.is_dir()}
