"""What the commands share: how they end, what day it is, how a path is shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

FAULTS = 1
SURROUNDINGS = 3
INTERRUPTED = 130

OPTIONS = "[OPTIES]"


def today() -> date:
    from datetime import date

    return date.today()  # noqa: DTZ011  (the day on the wall where the person is)


def shown(path: Path) -> str:
    """As short as it can be from where the person is."""
    relative = os.path.relpath(path)
    return str(path.resolve()) if relative.startswith("..") else relative
