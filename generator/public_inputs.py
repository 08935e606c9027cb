"""What the public site is made from, as it is on the disk: to know whether it has to be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.shipped import shipped
from generator.tree import below, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.model.project import Settings


def inputs(root: Path, settings: Settings) -> Mapping[Path, str]:
    """Of each file its hash: all that is watched, but for scores and register, which are no part of it."""
    return {file: digest(file) for file in _files(root, settings)}


def _files(root: Path, settings: Settings) -> Iterator[Path]:
    register = root / settings.register
    yield from (file for file in root.iterdir() if file != register and _is_ours(file))
    for folder in (settings.content, settings.rubrics, settings.templates):
        yield from (file for file in below(root / folder) if file != register and _is_ours(file))
    yield from filter(_is_ours, below(shipped("site_templates")))


def _is_ours(file: Path) -> bool:
    return not file.name.startswith(".") and file.is_file()
