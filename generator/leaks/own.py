"""The texts that are public by themselves: what comes with the program, and the rubrics and templates of a project."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from generator.leaks.written import decoded
from generator.shipped import PACKAGE, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model.project import Settings

TEXTS = {".html", ".css", ".js", ".md", ".yml", ".yaml", ".svg", ".txt", ".py"}
PRIVATE = frozenset({"dossier", "inzage", "new", "serve"})
"""Templates of which nothing comes on the public site."""


@cache
def ordinary_texts() -> tuple[str, ...]:
    """Everything of ours that can come on a public site: a word in it is an ordinary word."""
    folders = (shipped("content"), shipped("rubrics"), PACKAGE / "rendering")
    return tuple(chain(*map(_texts, folders), _templates(shipped("site_templates"))))


def repeated_texts(root: Path, settings: Settings) -> Iterator[str]:
    """What a note may repeat without telling anything: of ours, and the rubrics and templates of the project."""
    yield from ordinary_texts()
    yield from _texts(root / settings.rubrics)
    yield from _templates(root / settings.templates)


def _templates(folder: Path) -> Iterator[str]:
    if folder.is_dir():
        for part in sorted(folder.iterdir()):
            if part.name not in PRIVATE:
                yield from _texts(part)


def _texts(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        if file.suffix in TEXTS and file.is_file() and not file.is_symlink():
            yield decoded(file.read_bytes())
