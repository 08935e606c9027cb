"""What did not change is not made again, and nobody can see that by what is made."""

from __future__ import annotations

import json
import os
import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import fingerprint, kept_pdfs, pdf
from generator.cli import main
from generator.kept_pdfs import Keeper, keeper, key
from generator.output import MADE, mark
from generator.pdf_boxes import Borrowed
from generator.rendering.page import Sheet
from tests.projects import RUBRIC, SCORE_FILE, SCORES, change, put, small_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.problems import Problem

SHEET = Sheet("een.pdf", "<p>een</p>")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An output with one PDF in it."""
    folder = tmp_path / "oud"
    folder.mkdir()
    mark(folder)
    made = Keeper()
    made.note(SHEET, b"%PDF een")
    (folder / "een.pdf").write_bytes(b"%PDF een")
    (folder / MADE).write_bytes(made.file)
    return folder


# --- What may be used again


def test_a_pdf_of_the_same_sheet_is_used_again_wherever_it_goes(old: Path) -> None:
    assert keeper(old).take(SHEET) == b"%PDF een"
    assert keeper(old).take(Sheet("map/twee.pdf", "<p>een</p>")) == b"%PDF een"


@pytest.mark.parametrize("name", ["een.pdf", MADE])
def test_a_pipe_in_its_place_is_not_waited_for(old: Path, name: str) -> None:
    (old / name).unlink()
    os.mkfifo(old / name)

    assert keeper(old).take(SHEET) is None


@pytest.mark.parametrize(
    "other",
    [
        Sheet("een.pdf", "<p>Een</p>"),
        Sheet("een.pdf", "<p>een</p>", is_fillable=True),
        Sheet("een.pdf", "<p>een</p>", drafts=(("een",),)),
    ],
)
def test_of_another_sheet_it_is_made_anew(old: Path, other: Sheet) -> None:
    assert keeper(old).take(other) is None


def test_drafts_in_other_pieces_are_another_sheet() -> None:
    sheets = [Sheet("", "x", drafts) for drafts in ((("ab", "c"),), (("a", "bc"),), (("ab",), ("c",)), (("abc",),))]

    assert len({key(sheet) for sheet in sheets}) == len(sheets)


def test_another_program_makes_all_anew(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pdfs, "fingerprint", lambda: "een andere weasyprint")

    assert keeper(old).take(SHEET) is None


def test_the_program_is_known_by_code_fonts_packages_and_typesetters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def print_of(path: str, data: bytes = b"") -> str:
        put(tmp_path, path, data)
        fingerprint.fingerprint.cache_clear()
        return fingerprint.fingerprint()

    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path / "generator")
    monkeypatch.setattr(fingerprint, "shipped", lambda name: tmp_path / name)
    monkeypatch.setattr("sys.path", [str(tmp_path / "packages")])
    found = [
        print_of("generator/pdf.py"),
        print_of("generator/pdf.py", b"#"),
        print_of("generator/pdf2.py", b"#"),
        print_of("site_templates/look/fonts/sans.ttf"),
        print_of("packages/weasyprint-70.0.dist-info/RECORD"),
        print_of("packages/weasyprint-70.1.dist-info/RECORD"),
        print_of("packages/jinja2-3.1.egg-info"),
    ]
    monkeypatch.setattr(fingerprint, "version_of", lambda library, _: library.encode())
    found.append(print_of("generator/pdf.py", b"#"))
    same = print_of("generator/__pycache__/pdf.cpython-311.pyc", b"#")
    fingerprint.fingerprint.cache_clear()

    assert len(set(found)) == len(found)
    assert same == found[-1]


def test_this_program_knows_what_sets_its_type() -> None:
    versions = [fingerprint.version_of(*asked) for asked in fingerprint.TYPESETTERS.items()]

    assert all(version[:1].isdigit() for version in versions), versions
    assert fingerprint.version_of("libbestaatniet.so.0", "x") == b""


def test_a_pdf_that_is_not_there_as_it_was_made_is_made_anew(old: Path) -> None:
    held = keeper(old)
    (old / "een.pdf").write_bytes(b"%PDF twee")
    assert held.take(SHEET) is None

    (old / "een.pdf").unlink()
    assert held.take(SHEET) is None


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"{",
        b'"een.pdf"',
        b'{"made_from": "", "files": {}}',
        b'{"made_from": "", "files": {}, "sheets": {"een.pdf": "KEY"}}',
        b'{"made_from": "", "files": {"een.pdf": null}, "sheets": {"een.pdf": "KEY"}}',
        b"\xff",
        b'{"made_from": "", "files": {"a\\u0000b": "x"}, "sheets": {"a\\u0000b": "KEY"}}',
        b"[" * 100_000,
    ],
)
def test_a_list_that_says_nothing_sensible_counts_for_nothing(old: Path, said: bytes) -> None:
    (old / MADE).write_bytes(said.replace(b"KEY", key(SHEET).encode()))

    assert keeper(old).take(SHEET) is None


def test_a_folder_that_is_not_ours_or_is_a_link_counts_for_nothing(old: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(old)
    assert keeper(tmp_path / "link").take(SHEET) is None

    (old / ".kijkwijzer").unlink()
    assert keeper(old).take(SHEET) is None
    assert keeper(tmp_path / "is er niet").take(SHEET) is None


def test_what_was_set_with_fonts_of_this_computer_is_made_anew_each_time(old: Path) -> None:
    made = keeper(old)
    made.note(SHEET, Borrowed(b"%PDF een"))

    assert json.loads(made.file) == {"files": {}, "made_from": "", "sheets": {}}


def test_a_character_that_our_fonts_lack_is_a_reason_to_look_at_those_of_the_computer() -> None:
    page = '<!doctype html><html lang="nl"><title>x</title><p>%s</p>'
    plain, strange = (dict(pdf.make_pdfs([Sheet("x.pdf", page % text)]))["x.pdf"] for text in ("een", "ꦲ"))

    assert not isinstance(plain, Borrowed)
    assert isinstance(strange, Borrowed)


# --- A build


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all PDFs that were made, as they are made."""
    heard: list[str] = []
    make = pdf.make_pdfs

    def listened(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        def noted() -> Iterator[Sheet]:
            for sheet in sheets:
                heard.append(sheet.path)
                yield sheet

        return make(noted())

    monkeypatch.setattr(pdf, "make_pdfs", listened)
    return heard


def built(root: Path, *options: str) -> dict[str, bytes]:
    result = CliRunner().invoke(main, ["-C", str(root), "build", "--alleen", "dossier", *options])
    assert result.exit_code == 0, result.output
    folder = root / "dossier"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_with_one_edit_only_what_it_changes_is_made_again(tmp_path: Path, asked: list[str]) -> None:
    root = small_project(tmp_path / "project")
    put(root, "scores/jb-8/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "jb-8"))
    built(root)
    asked.clear()
    built(root)
    assert asked == []

    put(root, SCORE_FILE, change(SCORES, '"a.1": B', '"a.1": C'))
    built(root)

    assert any(path.startswith("ib-ers/jb-7/") for path in asked)
    assert not any(path.startswith("ib-ers/jb-8/") for path in asked)

    asked.clear()
    made = built(root, "--no-cache")

    assert sorted(asked) == sorted(path for path in made if path.endswith(".pdf"))


def test_whatever_is_edited_the_same_comes_out_as_without_anything_kept(tmp_path: Path) -> None:
    """Scores, the register, the rubric, a template and the outputs themselves, in a random order."""
    chance = Random(7)  # noqa: S311  no secret
    root = small_project(tmp_path / "project")
    other = tmp_path / "anders"
    edits: list[Callable[[], object]] = [
        lambda: put(root, SCORE_FILE, change(SCORES, '"a.1": B', f'"a.1": {chance.choice("ABC")}')),
        lambda: put(root, "scores/jb-8/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "jb-8")),
        lambda: shutil.rmtree(root / "scores/jb-8", ignore_errors=True),
        lambda: put(root, "rubrics/zwemles.yml", change(RUBRIC, "deels gezien", f"deels {chance.random():.2f} gezien")),
        lambda: [path.write_bytes(b"%PDF") for path in chance.sample(sorted((root / "dossier").rglob("*.pdf")), 2)],
        lambda: shutil.rmtree(chance.choice(sorted((root / "dossier/ib-ers").iterdir()))),
        lambda: (root / "dossier" / MADE).write_bytes(b"{"),
    ]
    built(root)
    order = chance.sample(edits, len(edits))
    for some in (order[:2], order[2:4], order[4:]):
        for edit in some:
            edit()
        cached = built(root)
        shutil.rmtree(other, ignore_errors=True)
        shutil.copytree(root, other, ignore=shutil.ignore_patterns("dossier", "site"))

        assert cached == built(other, "--no-cache")
