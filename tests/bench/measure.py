"""What one command costs: seconds on the wall and of the processor by step, and the most memory that it and its workers held."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.bench.child import NO_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
EVERY = 0.2
"""Seconds between two looks at the memory."""


class Spent(NamedTuple):
    """Seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Cost:
    """Of one command."""

    steps: Mapping[str, Spent]
    memory: int
    """Bytes; what processes share is counted once."""
    written: int
    """Files in the outputs that were not there before, or are other files now."""

    @property
    def whole(self) -> Spent:
        return Spent(*(sum(column) for column in zip(*self.steps.values(), strict=True)))


def cost(root: Path, *command: str, has_type: bool = True) -> Cost:
    """Runs a command of the program in a project folder. Raises when it ends with anything but 0."""
    before = _outputs(root)
    with TemporaryDirectory(prefix="kijkwijzer-") as folder:
        times = Path(folder, "times.json")
        how = [] if has_type else [NO_TYPE]
        child = [sys.executable, "-m", "tests.bench.child", str(times), *how, "-C", str(root), *command]
        with subprocess.Popen(child, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
            memory = _most_memory(process)
            said = process.stderr.read() if process.stderr else b""
        if process.returncode:
            raise RuntimeError(said.decode())
        steps = {step: Spent(*spent) for step, spent in json.loads(times.read_text(encoding="utf-8")).items()}
    after = _outputs(root)
    return Cost(steps, memory, sum(before.get(path) != found for path, found in after.items()))


def _outputs(root: Path) -> dict[Path, tuple[int, int]]:
    """Every file of both folders that are made, with what tells it from another with the same name."""
    files = (path for name in ("site", "dossier") for path in (root / name).rglob("*") if path.is_file())
    return {path: ((found := path.stat()).st_ino, found.st_mtime_ns) for path in files}


def _most_memory(process: subprocess.Popen[bytes]) -> int:
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_held, _family(process.pid))))
        time.sleep(EVERY)
    return most


def _family(process: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(process: int) -> int:
    """Bytes, with its share of what it shares; 0 when it is gone."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
