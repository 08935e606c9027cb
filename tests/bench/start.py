"""How long it takes before the program answers, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 5


def starts(root: Path) -> dict[str, float]:
    """Seconds on the wall, the middle one of five."""
    program = ["-c", "from generator.cli import main; main()"]
    commands = {
        "python -c pass": ["-c", "pass"],
        "kijkwijzer --help": [*program, "--help"],
        "kijkwijzer check": [*program, "check"],
    }
    with TemporaryDirectory(prefix="kijkwijzer-bench-") as compiled:
        return {name: _middle(command, root, compiled) for name, command in commands.items()}


def _middle(command: list[str], folder: Path, compiled: str) -> float:
    """Once before it counts, so that its modules are compiled by then, as they are of a program in use."""
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}
    _seconds(command, folder, surroundings)
    return median(_seconds(command, folder, surroundings) for _ in range(TIMES))


def _seconds(command: list[str], folder: Path, surroundings: dict[str, str]) -> float:
    begin = time.monotonic()
    subprocess.run([sys.executable, *command], cwd=folder, env=surroundings, check=True, capture_output=True)
    return time.monotonic() - begin
