"""Looks in every byte of a folder for what may not be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from generator.leaks.secrets import Kind, Secrets
    from generator.problems import Location


@dataclass(frozen=True)
class Leak:
    """Something that was found, without the thing itself; or a file that could not be looked into."""

    path: str
    """From the folder that was searched, with a name or note in it made unreadable."""
    kind: Kind | Literal["niet nagekeken"]
    where: str
    """The place in the file: a line, a page, an attachment. Of a file that could not be looked into the reason."""
    source: Location | None = None
    """Where it is written in register or scores."""
    ib_er: str = ""


def search(
    folder: Path,
    secrets: Secrets,
    *,
    done: Callable[[str], None] = lambda _: None,
    skip: Sequence[Path] = (),
) -> list[Leak]:
    """All leaks in the files of a folder (or in one file), by path. `done` hears of each file that was searched.

    Folders and files in `skip` are passed over.
    """
    raise NotImplementedError
