"""One worker that stays ready between jobs: its start costs more than most of what it is asked."""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Job = TypeVar("Job")
Result = TypeVar("Result")

IDLE = 600.0
"""Seconds without a job after which it goes, with the memory that it holds."""
LOOK = 0.5
"""Seconds between two looks whether it is still there."""


class Standby(Generic[Job, Result]):
    """Does one job at a time. A thread of its own holds the worker, which would end with the thread that began it."""

    def __init__(self, work: Callable[[Iterable[Job]], Iterable[tuple[object, Result]]]) -> None:
        self.work = work
        self.asked: SimpleQueue[Job] = SimpleQueue()
        self.done: SimpleQueue[Result | Exception] = SimpleQueue()
        self.thread: threading.Thread | None = None
        self.lock = threading.Lock()

    def do(self, job: Job) -> Result:
        with self.lock:
            self.asked.put(job)
            made = self._awaited()
        if isinstance(made, Exception):
            raise made
        return made

    def _awaited(self) -> Result | Exception:
        while True:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._hold, daemon=True)
                self.thread.start()
            try:
                return self.done.get(timeout=LOOK)
            except Empty:
                continue

    def _hold(self) -> None:
        try:
            for _, made in self.work(self._jobs()):
                self.done.put(made)
        except Exception as error:  # noqa: BLE001  who asked raises it
            self.done.put(error)

    def _jobs(self) -> Iterator[Job]:
        while True:
            try:
                yield self.asked.get(timeout=IDLE)
            except Empty:
                return
