"""A program that is killed at each step in turn: before each time that it asks the disk to change something."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST = 300
"""Steps after which a program was never going to end."""

COUNTED = """
import os, signal, sys

left = int(sys.argv.pop(1))

def counted(name):
    plain = getattr(os, name)
    def asked(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(*arguments, **named)
    return asked

for name in ("mkdir", "open", "write", "chmod", "link", "rename", "replace", "unlink", "rmdir", "fsync"):
    setattr(os, name, counted(name))
"""


def is_killed(step: int, program: str, *words: str | Path) -> bool:
    """Run a program with these words until it has taken so many steps; False when it ended before."""
    done = subprocess.run(
        [sys.executable, "-c", COUNTED + program, str(step), *map(str, words)], capture_output=True, check=False
    )
    assert done.returncode in (0, -9), done.stderr.decode()
    assert step < MOST
    return done.returncode != 0
