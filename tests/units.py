"""Builds of the private site of three people at two schools, in which no type is set."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.build import build, check
from generator.rendering.dossier import Unit
from generator.terminal import Progress
from tests.projects import SCORES, TODAY, change, put, small_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    import pytest

    from generator.problems import Problem
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet

QUIET = Progress(quiet=True)
THREE = """\
stichting: Zwembaden Oost
ib_ers:
  jb-7: {naam: Jo Blaak, school: De Plons}
  wk-2: {naam: Wil Kan, school: De Plons}
  zz-9: {naam: Zoë Zand, school: Het Diepe}
"""
EVERYBODY = ("jb-7", "wk-2", "zz-9")
ALL, PLONS, DIEPE = "", "scholen/de-plons", "scholen/het-diepe"


def scores_of(id: str, day: str = "2026-05-12") -> str:
    return f"scores/{id}/{day}-adviseur.yml"


def three_people(root: Path) -> Path:
    small_project(root)
    put(root, "scores/register.yml", THREE)
    for id in EVERYBODY:
        put(root, scores_of(id), change(SCORES, "jb-7", id))
    return root


def quick(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
    """In the place of `pdf.make_pdfs`: other bytes for another sheet."""
    for sheet in sheets:
        yield sheet.path, b"%PDF " + hashlib.sha256(repr((sheet.html, sheet.drafts)).encode()).digest()


def listening(patch: pytest.MonkeyPatch) -> list[str]:
    """The folder of each unit that is rendered, as that happens."""
    heard: list[str] = []
    desk = Unit.desk

    def listened(unit: Unit) -> Desk:
        heard.append(unit.folder)
        return desk(unit)

    patch.setattr(Unit, "desk", listened)
    return heard


def built(root: Path, *, today: date = TODAY, cached: bool = True) -> dict[str, bytes]:
    """Every file of the private site, made now."""
    checked = check(root, today=today)
    assert checked.is_good, checked.problems
    build(checked, root, QUIET, ["dossier"], cached=cached)
    return contents(root / "dossier")


def contents(folder: Path) -> dict[str, bytes]:
    """With nothing in it that anybody else may read."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_dir()} == {0o700}
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
