"""Jobs in child processes: what they may use, and what a death costs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from generator.workers import Died, Limits, run_limited
from tests.waiting import until

ROOT = Path(__file__).parents[1]

PLENTY = Limits(memory=2 << 30, seconds=20)


def work(job: str) -> str:
    """What each word makes the worker do."""
    if job == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "spin":
        while True:
            pass
    if job == "eat":
        return str(len(bytearray(3 << 30)))
    return f"{job} is done"


def test_every_job_gives_its_result() -> None:
    jobs = [str(number) for number in range(5)]

    assert dict(run_limited(work, jobs, workers=2, limits=PLENTY)) == {job: f"{job} is done" for job in jobs}


def test_a_worker_that_dies_costs_its_own_job_and_no_other() -> None:
    results = dict(run_limited(work, ["a", "die", "b", "c"], workers=1, limits=PLENTY))

    assert results == {"a": "a is done", "die": Died(-signal.SIGKILL), "b": "b is done", "c": "c is done"}


def test_the_seconds_are_for_each_job_anew() -> None:
    results = dict(run_limited(work, ["spin", "a"], workers=1, limits=Limits(seconds=1)))

    assert isinstance(results["spin"], Died)
    assert results["spin"].is_out_of_time
    assert results["a"] == "a is done"


FOREVER = """
from generator.workers import Limits, run_limited
from tests.test_workers import work
list(run_limited(work, ["spin", "spin"], workers=2, limits=Limits(seconds=600)))
"""


def test_workers_end_with_their_parent_however_it_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", FOREVER], cwd=ROOT) as parent:
        until(lambda: len(spinning(children(parent.pid))) == 2)
        workers = children(parent.pid)
        parent.kill()
        parent.wait()

    try:
        until(lambda: not any(map(is_running, workers)))
    finally:
        for worker in filter(is_running, workers):
            os.kill(worker, signal.SIGKILL)


def stat(process: int) -> list[str]:
    """What the system tells of a process, behind its name: its state, its parent, and much more. Nothing when it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return []


def children(parent: int) -> list[int]:
    processes = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [process for process in processes if stat(process)[1:2] == [str(parent)]]


def spinning(processes: list[int]) -> list[int]:
    """Those that have spent a second of CPU: they are in the middle of a job."""
    return [process for process in processes if int((stat(process) or ["0"] * 12)[11]) >= os.sysconf("SC_CLK_TCK")]


def is_running(process: int) -> bool:
    """A zombie that its new parent has not yet fetched does nothing any more."""
    return stat(process)[:1] not in ([], ["Z"])


def test_an_exception_is_a_bug_and_is_raised_here() -> None:
    with pytest.raises(MemoryError):
        list(run_limited(work, ["eat"], workers=1, limits=Limits(memory=1 << 30)))


def test_jobs_are_taken_one_by_one_as_workers_come_free() -> None:
    taken: list[str] = []

    def jobs() -> Iterator[str]:
        for job in ("a", "b", "c"):
            taken.append(job)
            yield job

    results = run_limited(work, jobs(), workers=1, limits=PLENTY)
    next(results)

    assert taken == ["a"]
    assert len(list(results)) == len(["b", "c"])
