"""The public site is made anew in `serve` when one of these changes, and then alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.model.project import Settings
from generator.public_inputs import inputs
from generator.reading.project import read_public
from tests.projects import REGISTER_FILE, RUBRIC_FILE, SCORE_FILE, edit, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def found(root: Path) -> object:
    return inputs(root, read_public(root)[0].settings)


def without_a_trace(root: Path) -> None:
    """An edit after which size and date are the same."""
    file = root / "content/index.md"
    was = file.stat()
    edit(root, "content/index.md", "startpagina", "beginpagina")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert file.stat().st_size == was.st_size


@pytest.mark.parametrize(
    "change_something",
    [
        without_a_trace,
        lambda root: put(root, "content/elders/nieuw.md", "anders"),
        lambda root: put(root, RUBRIC_FILE, "anders"),
        lambda root: put(root, "site_templates/mijn.html", "anders"),
        lambda root: put(root, "extra.css", "anders"),
        lambda root: (root / "content/index.md").unlink(),
    ],
    ids=["same size and date", "where a link leads", "rubric", "template", "beside the settings", "gone"],
)
def test_whatever_the_site_is_made_from_counts(project: Path, change_something: Callable[[Path], object]) -> None:
    (project.parent / "elders").mkdir()
    (project / "content/elders").symlink_to(project.parent / "elders")
    before = found(project)
    assert found(project) == before

    change_something(project)

    assert found(project) != before


@pytest.mark.parametrize("path", [SCORE_FILE, REGISTER_FILE, "content/.index.md.swp", "dossier/index.html"])
def test_scores_register_outputs_and_what_is_hidden_do_not(project: Path, path: str) -> None:
    before = found(project)
    put(project, path, "anders")

    assert found(project) == before


def test_a_register_among_the_settings_does_not_either(project: Path) -> None:
    settings = Settings(register="namen.yml")
    before = inputs(project, settings)
    put(project, "namen.yml", "anders")

    assert inputs(project, settings) == before
