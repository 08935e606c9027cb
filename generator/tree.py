"""What is in a folder and in the folders in it, also where links lead."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def below(folder: Path, above: tuple[str, ...] = ()) -> Iterator[Path]:
    """Every path in it, by name. What leads back to where it came from is named and not gone into."""
    real = os.path.realpath(folder)
    with suppress(OSError):  # what may not be looked into cannot be used either
        for path in sorted(folder.iterdir()) if real not in above else ():
            yield path
            if path.is_dir():
                yield from below(path, (*above, real))


def digest(file: Path) -> str:
    """The hash of what is in a file; nothing for what is no file, is gone by now or may not be read."""
    with suppress(OSError):
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
    return ""
