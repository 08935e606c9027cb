"""What the surroundings refuse: disk, rights, a library. Not the author's mistake and not our bug."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FULL = "de schijf is vol"
NO_RIGHTS = "daar mag dit programma niet schrijven; controleer de rechten van de map"
REASONS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: NO_RIGHTS,
    errno.EPERM: NO_RIGHTS,
    errno.EROFS: "die schijf is alleen-lezen",
    errno.ENOTDIR: "daar staat geen gewone map",
    errno.ENAMETOOLONG: "het pad is te lang voor deze schijf; zet het project in een map met een korter pad",
}


class SurroundingsError(Exception):
    """Says in Dutch what the surroundings refuse and what a person can do about it."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Around everything that writes under `path`: what the disk refuses is told as such."""
    try:
        yield
    except OSError as error:
        raise SurroundingsError(f"schrijven in {path} is niet gelukt: {reason(error)}") from error


def reason(error: OSError) -> str:
    return REASONS.get(error.errno or 0) or error.strerror or str(error)
