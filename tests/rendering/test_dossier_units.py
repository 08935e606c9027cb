"""The units of the private site are together the whole of it, and none of them needs another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.history import look_back
from generator.reading.project import read_project
from generator.rendering.dossier import dossier_units, files, sheets
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.projects import TODAY, project_of_cases
from tests.repository import repository

if TYPE_CHECKING:
    from pathlib import Path


def test_made_unit_by_unit_it_is_the_same_as_made_at_once(tmp_path: Path) -> None:
    """Of people with schalen of many sizes, of whom git knows everything."""
    root = repository(project_of_cases(tmp_path / "project"))
    project, _ = read_project(root, today=TODAY)
    made_from = project, Templates(), look_back(root, project).record
    units = dossier_units(*made_from)

    pages = [file for unit in units for file in files(unit.desk())]
    papers = [sheet for unit in units for sheet in sheets(unit.desk())]

    assert len(units) > 8
    assert len(dict(pages)) == len(pages)
    assert dict(pages) == dossier_files(*made_from)
    assert {sheet.path: sheet for sheet in papers} == {sheet.path: sheet for sheet in dossier_sheets(*made_from)}
    assert len(papers) == len(dossier_sheets(*made_from))


def test_a_unit_writes_in_its_own_folder_alone(tmp_path: Path) -> None:
    project, _ = read_project(project_of_cases(tmp_path / "project"), today=TODAY)
    units = dossier_units(project, Templates())
    folders = tuple(f"{unit.folder}/" for unit in units if unit.folder)

    for unit in units:
        desk = unit.desk()
        paths = [*dict(files(desk)), *(sheet.path for sheet in sheets(desk))]

        assert paths
        if unit.folder:
            assert [path for path in paths if not path.startswith(f"{unit.folder}/")] == []
        else:
            assert [path for path in paths if path.startswith(folders)] == []
