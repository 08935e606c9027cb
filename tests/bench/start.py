"""How long it takes before the program answers, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 5
KEEPS_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""A program in use finds its modules compiled: the first of five times here may compile them, and the middle one does not."""


def starts(root: Path) -> dict[str, float]:
    """Seconds on the wall, the middle one of five."""
    program = ["-c", "from generator.cli import main; main()"]
    commands = {
        "python -c pass": ["-c", "pass"],
        "kijkwijzer --help": [*program, "--help"],
        "kijkwijzer check": [*program, "check"],
    }
    return {name: median(_seconds(command, root) for _ in range(TIMES)) for name, command in commands.items()}


def _seconds(command: list[str], folder: Path) -> float:
    begin = time.monotonic()
    subprocess.run(
        [sys.executable, *command], cwd=folder, env={**os.environ, **KEEPS_COMPILED}, check=True, capture_output=True
    )
    return time.monotonic() - begin
