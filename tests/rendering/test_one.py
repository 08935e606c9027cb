"""A page or sheet that is made alone is the very same as among all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.history.record import Record
from generator.rendering.dossier.desk import Desk
from generator.rendering.dossier.one import OneByOne
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.projects import SCORES, project_of, put
from tests.repository import past, repository

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.project import Project

SECOND = "scores/jb-7/2025-05-12-directeur.yml"


@pytest.fixture
def read(project: Path) -> Project:
    older = SCORES.replace("2026-05-12", "2025-05-12").replace("rol: adviseur", "rol: directeur")
    put(project, SECOND, older)
    repository(project)
    return project_of(project)


def test_each_is_the_same_as_among_all(project: Path, read: Project) -> None:
    made_from = read, Templates(), dict(past(project).record)
    files, sheets = dossier_files(*made_from), dossier_sheets(*made_from)
    site = OneByOne(Desk(*made_from))

    assert {path: site.file(path) for path in files} == files
    assert [site.sheet(sheet.path) for sheet in sheets] == sheets
    assert len(sheets) > 1


def test_what_is_about_all_asks_git_of_nobody(project: Path, read: Project) -> None:
    record = past(project).record
    assert isinstance(record, Record)
    site = OneByOne(Desk(read, Templates(), record))

    assert site.file("look/dossier.css")
    assert site.file("index.html")
    assert record.known == {}


def test_for_one_sheet_no_piece_of_another_is_made(read: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    render = Templates.render

    def noted(templates: Templates, name: str, **values: object) -> str:
        made.append(name)
        return render(templates, name, **values)

    monkeypatch.setattr(Templates, "render", noted)

    assert OneByOne(Desk(read, Templates())).sheet("ib-ers/jb-7/jb-7-afspraken-ontwikkeling.pdf")
    assert made == ["dossier/paper_marks.css", "dossier/afspraken-blad.html"]


@pytest.mark.parametrize(
    "path", ["", "nergens.html", "ib-ers/jb-7/", "ib-ers/jb-8/index.html", "overzicht/niets.html", "a/b/c"]
)
def test_what_is_not_there_is_nothing(read: Project, path: str) -> None:
    site = OneByOne(Desk(read, Templates()))

    assert site.file(path) is None
    assert site.sheet(path) is None
