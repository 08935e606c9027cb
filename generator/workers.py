"""Work in child processes with limits on memory and CPU: a job that goes wrong costs itself, and nothing else."""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import subprocess
import sys
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from multiprocessing.connection import Connection, Pipe, wait
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Job = TypeVar("Job")
Result = TypeVar("Result")

OUT_OF_TIME = -signal.SIGXCPU
PR_SET_PDEATHSIG = 1
PROGRAM = "import sys; from generator.workers import end_with, serve; end_with(int(sys.argv[1])); serve(*sys.argv[2:])"
"""What a child runs. The machinery of multiprocessing would run the parent's main program again, whatever that is."""


SELDOM = (10_000, 10, 2)
"""How seldom Python looks for what is no longer needed: setting type makes so much that a fifth of the time went there."""


@dataclass(frozen=True)
class Limits:
    """What one worker may use: bytes of memory, and seconds of CPU for each job."""

    memory: int = 2 << 30
    seconds: int = 90


@dataclass(frozen=True)
class Died:
    """The worker ended in the middle of a job, with this exit code; negative is the signal that ended it."""

    exit_code: int

    @property
    def is_out_of_time(self) -> bool:
        return self.exit_code == OUT_OF_TIME


def usable_cores() -> int:
    return len(os.sched_getaffinity(0))


def run_limited(
    work: Callable[[Job], Result], jobs: Iterable[Job], *, workers: int, limits: Limits = Limits()
) -> Iterator[tuple[Job, Result | Died]]:
    """Do the jobs in at most so many processes at once, and give each result as it comes.

    `work` must be a function of a module. An exception that it lets out is a bug, and is raised here.
    """
    waiting = iter(jobs)
    with ExitStack() as stack:
        busy: dict[Connection, _Worker[Job, Result]] = {}
        for job in islice(waiting, max(1, workers)):
            worker = _Worker(work, limits, job)
            stack.enter_context(closing(worker))
            busy[worker.connection] = worker
        while busy:
            for connection in cast("list[Connection]", wait(list(busy))):
                worker = busy.pop(connection)
                yield worker.job, worker.result()
                for job in islice(waiting, 1):
                    worker.begin(job)
                    busy[worker.connection] = worker


class _Worker(Generic[Job, Result]):
    """One child process at a time, with the job it is busy with; a new process takes the place of one that died."""

    def __init__(self, work: Callable[[Job], Result], limits: Limits, job: Job) -> None:
        self.work = work
        self.limits = limits
        self.start()
        self.begin(job)

    def start(self) -> None:
        self.connection, theirs = Pipe()
        with theirs:
            end = theirs.fileno()
            work, limits = self.work, self.limits
            words = [os.getpid(), end, work.__module__, work.__name__, limits.memory, limits.seconds]
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", PROGRAM, *map(str, words)],
                pass_fds=[end],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )

    def begin(self, job: Job) -> None:
        self.job = job
        if self.process.poll() is not None:
            self.close()
            self.start()
        with suppress(BrokenPipeError):  # it just died: reading the result will tell
            self.connection.send(job)

    def result(self) -> Result | Died:
        try:
            result: Result | Exception = self.connection.recv()
        except (EOFError, ConnectionResetError):
            return Died(self.process.wait())
        if isinstance(result, Exception):
            raise result
        return result

    def close(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()


def end_with(parent: int) -> None:
    """However the parent ends, also in the middle of a job of ours: nobody is left who waits for the result."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit()


def serve(end: str, module: str, function: str, memory: str, seconds: str) -> None:
    """The life of a child: a job in, a result out, until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    work: Callable[[object], object] = getattr(import_module(module), function)
    gc.set_threshold(*SELDOM)
    with Connection(int(end)) as connection, suppress(EOFError, ConnectionError):
        while True:
            job = connection.recv()
            _limit_seconds(int(seconds))
            connection.send(_result(work, job))


def _limit_seconds(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def _result(work: Callable[[Job], object], job: Job) -> object:
    try:
        return work(job)
    except Exception as error:  # noqa: BLE001  the parent raises it
        return error
