"""What a build of the private site that was stopped or killed had made by then: the next one takes it over, and then it is gone."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from generator import output

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOR_OWNER = 0o700


@contextmanager
def leftovers(target: Path) -> Iterator[list[Path]]:
    """Folders of ours beside `target` that no running build is busy with, held meanwhile. They go, unless somebody stops us."""
    with ExitStack() as held:
        found = []
        for folder in in_sight(target):
            with suppress(FileNotFoundError, NotADirectoryError, PermissionError):  # gone meanwhile, or somebody else's
                if _is_private(folder) and held.enter_context(output.held(folder)):
                    found.append(folder)
        try:
            yield found
        except KeyboardInterrupt:
            found = []
            raise
        finally:
            for folder in found:
                with suppress(OSError):
                    output.remove(folder)


def in_sight(target: Path) -> list[Path]:
    """What there may be of that kind beside `target`."""
    return sorted(target.parent.glob(f".{target.name}{output.BESIDE}*"))


def _is_private(folder: Path) -> bool:
    """Whether nobody but us can have written in it. One that was laid aside may have to be put back, and is left for that."""
    found = folder.lstat()
    is_own = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == FOR_OWNER and found.st_uid == os.geteuid()
    return is_own and output.is_ours(folder) and not folder.name.endswith(output.ASIDE)
