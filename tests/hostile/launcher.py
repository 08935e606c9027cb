"""Starts commands in child processes with limits, and tells what each took: a job a line comes in, its outcome goes out.

    python launcher.py start      each command is started anew, as a person does
    python launcher.py fork       each is a fork of a process that has imported the program already, which is fast

A process of its own and a small one, as a child begins with the peak of memory of whoever starts it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

Job = dict[str, Any]

NOBODY = 65534
PATIENCE = 300
"""Seconds after which a command hangs."""
GLANCE = 0.004
ADDRESSES = 1 << 30
"""Bytes of addresses; a program uses more of them than of memory, and what counts is measured."""
PAGE = resource.getpagesize()


def serve(kind: str) -> None:
    run = _warm() if kind == "fork" else _start
    _say("ready")
    for line in sys.stdin:
        _say(json.dumps(_outcome(json.loads(line), run)))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _outcome(job: Job, run: Any) -> Job:  # noqa: ANN401
    start = time.monotonic()
    pipes = {"out": os.pipe(), "err": os.pipe()}
    pid = os.fork()
    if pid == 0:
        _life(job, run, {name: theirs for name, (_, theirs) in pipes.items()})
    ears = {name: _Ear(*pipe) for name, pipe in pipes.items()}
    together = 0
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        words = {name: ear.heard() for name, ear in ears.items()}
        if ended:
            break
        together = max(together, _together(pid))
        if time.monotonic() - start > PATIENCE:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(GLANCE)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": time.monotonic() - start,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": max(used.ru_maxrss * 1024, together),
        **words,
    }


class _Ear:
    """Our end of a pipe: hears what is said without waiting for more. A file would be cut short on a disk that is full."""

    def __init__(self, ours: int, theirs: int) -> None:
        os.close(theirs)
        os.set_blocking(ours, False)
        self.file = os.fdopen(ours, "rb", buffering=0)
        self.said = b""

    def heard(self) -> str:
        while piece := self.file.read(1 << 16):
            self.said += piece
        return self.said.decode("utf-8", "replace")


def _together(pid: int) -> int:
    """Bytes of memory of a process and all that it started, now."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return pages * PAGE + sum(_together(int(child)) for child in children)


def _life(job: Job, run: Any, pipes: dict[str, int]) -> NoReturn:  # noqa: ANN401
    code = 1
    try:
        os.setsid()
        _redirect(pipes)
        os.chdir(job["folder"])
        os.environ.update(job["environment"])
        _limit(job)
        run(job)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  told as Python itself would
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)


def _redirect(pipes: dict[str, int]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(pipes["out"], 1)
    os.dup2(pipes["err"], 2)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115  for as long as we live


def _limit(job: Job) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    if job["disk"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["disk"], resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    if job["is_nobody"] and os.geteuid() == 0:
        os.setgroups([])
        os.setegid(NOBODY)
        os.seteuid(NOBODY)


def _start(job: Job) -> None:
    os.execv(sys.executable, [sys.executable, "-c", "from generator.cli import main; main()", *job["command"]])  # noqa: S606


def _warm() -> Any:  # noqa: ANN401
    """What runs a command in a process that has the program in memory."""
    from codecs import lookup
    from importlib import import_module
    from pkgutil import walk_packages

    import generator

    for module in walk_packages(generator.__path__, "generator."):
        import_module(module.name)
    lookup("utf-8-sig")  # is looked for on disk when it is first needed, where somebody else may not look
    from generator.cli import main

    return lambda job: main(job["command"])


if __name__ == "__main__":
    serve(sys.argv[1])
