"""The private site is filled unit by unit, and nobody can see at it which units were there already."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from generator import output, pdf
from generator.build import build, check
from generator.dossier_folder import fill
from generator.history import Git
from generator.kept_pdfs import Keeper, keeper
from generator.pdf_boxes import Borrowed
from generator.problems import Location, Problem
from generator.rendering.dossier import dossier_units, sheets
from generator.rendering.missing_pdfs import NOT_MADE
from generator.rendering.templates import Templates
from tests.projects import RUBRIC, SCORES, SETTINGS, TODAY, change, edit, project_of, put
from tests.repository import commit, git, repository
from tests.units import ALL, DIEPE, EVERYBODY, PLONS, QUIET, THREE, built, quick, scores_of, three_people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from generator.history.git import Blobs
    from generator.rendering.page import Sheet


pytestmark = pytest.mark.usefixtures("no_type_is_set")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return three_people(tmp_path / "project")


# --- What is made again


def test_with_nothing_changed_nothing_is_rendered(root: Path, rendered: list[str]) -> None:
    first = built(root)
    assert sorted(rendered) == [ALL, *(f"ib-ers/{id}" for id in EVERYBODY), PLONS, DIEPE]

    rendered.clear()

    assert built(root) == first
    assert rendered == []


def test_an_edit_of_one_person_makes_that_person_the_school_and_what_is_about_all(
    root: Path, rendered: list[str]
) -> None:
    built(root)
    rendered.clear()

    edit(root, scores_of("wk-2"), '"a.1": B', '"a.1": C')
    built(root)

    assert rendered == [ALL, PLONS, "ib-ers/wk-2"]


@pytest.mark.parametrize(
    "change_something",
    [
        lambda root: edit(root, "rubrics/zwemles.yml", "De lesgever ziet alle kinderen.", "De lesgever ziet iedereen."),
        lambda root: edit(root, "scores/register.yml", "Zwembaden Oost", "Zwembaden West"),
        lambda root: put(root, "mkdocs.yml", SETTINGS + "extra:\n  kijkwijzer:\n    anoniem_vanaf: 7\n"),
        lambda root: put(root, "site_templates/mijn.html", "Nieuw"),
    ],
    ids=["rubric", "stichting", "settings", "template"],
)
def test_what_all_share_makes_all_anew(
    root: Path, rendered: list[str], change_something: Callable[[Path], object]
) -> None:
    built(root)
    rendered.clear()

    change_something(root)
    built(root)

    assert len(rendered) == 6


def test_another_day_makes_all_anew(root: Path, rendered: list[str]) -> None:
    built(root)
    rendered.clear()

    built(root, today=TODAY + timedelta(days=1))

    assert len(rendered) == 6


def test_a_schaal_of_another_size_is_in_the_look_of_every_page(root: Path, rendered: list[str]) -> None:
    """So that of two rubrics in use the pages of one are not taken over when the other is used for the first time."""
    built(root)
    rendered.clear()

    put(
        root,
        "rubrics/ander.yml",
        change(RUBRIC, "id: zwemles", "id: ander").replace("  - {waarde: C, label: nog niet gezien}\n", ""),
    )
    built(root)
    assert len(rendered) == 6
    rendered.clear()
    put(root, scores_of("jb-7", "2026-06-01"), SCORES.replace("zwemles", "ander").replace("score: C", "score: B"))
    built(root)

    assert len(rendered) == 6


def test_a_commit_is_seen(root: Path, rendered: list[str]) -> None:
    repository(root)
    edit(root, scores_of("wk-2"), '"a.1": B', '"a.1": C')
    built(root)
    rendered.clear()

    commit(root, by="Jo Blaak")
    made = built(root)

    assert set(rendered) == {ALL, PLONS, "ib-ers/wk-2"}
    assert "Jo Blaak" in made["ib-ers/wk-2/vastlegging.html"].decode()


def test_git_is_asked_once_for_everybody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository(root)
    checked = check(root, today=TODAY)
    asked: list[None] = []
    blobs = Git.blobs

    def listened(git: Git) -> AbstractContextManager[Blobs]:
        asked.append(None)
        return blobs(git)

    monkeypatch.setattr(Git, "blobs", listened)
    build(checked, root, QUIET, ["dossier"])

    assert len(asked) == 1
    assert "Vastgelegd in git" in (root / "dossier/ib-ers/zz-9/vastlegging.html").read_text(encoding="utf-8")


def test_without_cache_all_is_made_anew(root: Path, rendered: list[str]) -> None:
    built(root)
    rendered.clear()

    built(root, cached=False)

    assert len(rendered) == 6


# --- What cannot be seen


def test_whatever_is_edited_the_same_comes_out_as_without_anything_kept(root: Path, tmp_path: Path) -> None:
    """Scores, the register, the rubric, templates, settings, git, the day and the output itself, in a random order."""
    chance = Random(6)  # noqa: S311  no secret
    repository(root)
    dossier, other = root / "dossier", tmp_path / "anders"
    days = 0

    def any_file(kind: str) -> Path:
        return chance.choice(sorted(dossier.rglob(kind)))

    def write_scores() -> None:
        id, day = chance.choice(EVERYBODY), chance.choice(["2025-04-01", "2026-05-12"])
        text = change(change(SCORES, "jb-7", id), "2026-05-12", day)
        put(root, scores_of(id, day), change(text, '"a.1": B', f'"a.1": {chance.choice("ABC")}'))

    def write_register() -> None:
        text = change(THREE, "Wil Kan", f"Wil {chance.choice(['Kan', 'Moet'])}")
        put(
            root, "scores/register.yml", change(text, "Het Diepe", chance.choice(["Het Diepe", "De Plons", "de plons"]))
        )

    def write_template() -> None:
        put(
            root,
            "site_templates/dossier/taken.html",
            f"{chance.random()} {{{{ ib_er }}}}".replace("ib_er", "dossier.ib_er.id"),
        )

    edits: list[Callable[[], object]] = [
        write_scores,
        write_scores,
        write_register,
        write_template,
        lambda: shutil.rmtree(root / "site_templates", ignore_errors=True),
        lambda: shutil.rmtree(root / "scores/zz-9", ignore_errors=True),
        lambda: put(
            root, "rubrics/zwemles.yml", change(RUBRIC, "deels gezien", f"deels {chance.randint(1, 2)} gezien")
        ),
        lambda: put(
            root, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer:\n    anoniem_vanaf: {chance.randint(3, 5)}\n"
        ),
        lambda: git(root, "commit", "--quiet", "--allow-empty", "--all", "--message", "Klaar"),
        lambda: any_file("*.html").write_bytes(b"<p>"),
        lambda: any_file("*.pdf").write_bytes(b"%PDF"),
        lambda: any_file("*.css").chmod(0o644),
        lambda: any_file("*.html").unlink(),
        lambda: shutil.rmtree(any_file("*.pdf").parent),
        lambda: (dossier / output.MADE).write_bytes((dossier / output.MADE).read_bytes()[: chance.randint(0, 4000)]),
        lambda: shutil.copy(any_file("*.html"), dossier / "nog-een.html"),
    ]
    built(root)
    for _ in range(10):
        for change_something in chance.sample(edits, 2):
            if dossier.exists():
                change_something()
        days += chance.random() < 0.2
        today = TODAY + timedelta(days=days)
        cached = built(root, today=today)
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(root, other, ignore=lambda folder, _: {"dossier"} if Path(folder) == root else set())

        assert cached == built(other, today=today, cached=False)


def test_the_desk_of_a_unit_has_nobody_else(root: Path) -> None:
    units = dossier_units(project_of(root), Templates(), {"scores/een-ander.yml": None})  # type: ignore[dict-item]
    own = {unit.folder: unit.desk() for unit in units}

    assert {afname.ib_er for afname in own["ib-ers/jb-7"].project.afnamen} == {"jb-7"}
    assert set(own["ib-ers/jb-7"].project.register.ib_ers) == {"jb-7"}
    assert own["ib-ers/jb-7"].record == {}
    assert set(own[PLONS].project.register.ib_ers) == {"jb-7", "wk-2"}
    assert set(own[ALL].project.register.ib_ers) == set(EVERYBODY)


# --- Taking over


def test_what_is_taken_over_is_the_same_file_when_nobody_else_has_it(root: Path, tmp_path: Path) -> None:
    built(root)
    page, elsewhere, open_to_all = (root / "dossier/ib-ers" / id / "index.html" for id in EVERYBODY)
    os.link(elsewhere, tmp_path / "reservekopie.html")
    open_to_all.chmod(0o644)
    before = [path.stat().st_ino for path in (page, elsewhere, open_to_all)]

    built(root)
    after = [path.stat().st_ino for path in (page, elsewhere, open_to_all)]

    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False]
    assert page.stat().st_nlink == 1


def test_on_a_disk_without_links_it_is_copied(root: Path, monkeypatch: pytest.MonkeyPatch, rendered: list[str]) -> None:
    first = built(root)
    rendered.clear()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)

    assert built(root) == first
    assert rendered == []


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{\n",
        b"[]\n",
        b'{"made_from": "KEY", "files": null, "sheets": {}}\n',
        b'{"made_from": "KEY", "files": {"../geheim": "HASH"}, "sheets": {}}\n',
        b'{"made_from": "KEY", "files": {"/geheim": "HASH"}, "sheets": {}}\n',
        b'{"made_from": "KEY", "files": {"index.html": 7}, "sheets": {}}\n',
        b'{"made_from": "KEY", "files": {}, "sheets": {"a.pdf": "b"}}\n',
        b"[" * 100_000 + b"\n",
        b"\xff\n",
    ],
)
def test_a_line_that_says_nothing_sensible_counts_for_nothing(root: Path, rendered: list[str], said: bytes) -> None:
    built(root)
    lines = (root / "dossier" / output.MADE).read_bytes().splitlines(keepends=True)
    own = next(line for line in lines if b"ib-ers/jb-7/index.html" in line)
    put(root, "geheim", b"x")
    said = said.replace(b"KEY", json.loads(own)["made_from"].encode()).replace(
        b"HASH", hashlib.sha256(b"x").hexdigest().encode()
    )
    (root / "dossier" / output.MADE).write_bytes(said + b"".join(line for line in lines if line != own))
    rendered.clear()

    built(root)

    assert rendered == ["ib-ers/jb-7"]


# --- PDFs that fail, and PDFs that are made anew each time


def failing(path: str) -> Callable[[Iterable[Sheet]], Iterator[tuple[str, bytes | Problem]]]:
    def some_fail(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for made, result in quick(sheets):
            yield made, Problem(Location(made), "te lang") if path in made else result

    return some_fail


def test_a_pdf_that_fails_is_no_link_on_any_page_and_one_again_when_it_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch, rendered: list[str]
) -> None:
    """Also on a page of another unit, that was taken over."""
    whole = built(root)
    (root / "dossier" / DIEPE / "overzicht-ontwikkeling.pdf").unlink()
    monkeypatch.setattr(pdf, "make_pdfs", failing(f"{DIEPE}/overzicht"))
    rendered.clear()

    broken = built(root)
    assert rendered == [DIEPE]
    changed = {path for path in whole if path in broken and broken[path] != whole[path]} - {output.MADE}
    assert {"overzicht/index.html", f"{DIEPE}/index.html"} >= changed >= {f"{DIEPE}/index.html"}
    assert all(NOT_MADE in broken[path].decode() for path in changed)

    monkeypatch.setattr(pdf, "make_pdfs", quick)

    assert built(root) == whole


def test_with_a_pdf_of_borrowed_fonts_the_unit_is_made_anew_and_its_other_pdfs_are_not(
    root: Path, monkeypatch: pytest.MonkeyPatch, rendered: list[str]
) -> None:
    asked: list[str] = []

    def borrowing(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for sheet in sheets:
            asked.append(sheet.path)
            yield sheet.path, Borrowed(b"%PDF") if "wk-2/wk-2-verslag" in sheet.path else b"%PDF"

    monkeypatch.setattr(pdf, "make_pdfs", borrowing)
    built(root)
    asked.clear()
    rendered.clear()

    built(root)

    assert rendered == ["ib-ers/wk-2"]
    assert [path.rpartition("/")[2][:12] for path in asked] == ["wk-2-verslag"]


# --- One after the other


def test_pages_of_the_last_are_not_made_before_the_pdfs_of_the_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "nieuw"
    folder.mkdir()
    there: list[set[str]] = []

    def looking(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for sheet in sheets:
            there.append({path.name for path in folder.glob("ib-ers/*")})
            yield sheet.path, b"%PDF"

    monkeypatch.setattr(pdf, "make_pdfs", looking)
    fill(folder, dossier_units(project_of(root), Templates()), Keeper(), QUIET)

    assert there[0] == set()
    assert there[-1] == set(EVERYBODY)
    assert {"jb-7"} in there


def test_what_is_told_of_the_dossier_serves_for_single_pdfs_too(root: Path) -> None:
    built(root)
    units = dossier_units(project_of(root), Templates())
    found = [sheet for unit in units for sheet in sheets(unit.desk())]
    old = keeper(root / "dossier")

    assert found
    assert all(old.take(sheet) == (root / "dossier" / sheet.path).read_bytes() for sheet in found)
