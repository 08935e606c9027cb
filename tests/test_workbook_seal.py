"""The seal by which a workbook of ours is known again as long as nobody saved anything in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from generator import workbook_seal
from generator.print_files import Target, in_the_way, write
from generator.printing import Form
from generator.spreadsheet import workbook_of
from generator.workbook_seal import is_sealed, sealed
from tests.projects import project_of, small_project
from tests.sheets import saved, typed


@pytest.fixture
def workbook(tmp_path: Path) -> bytes:
    (rubric,) = project_of(small_project(tmp_path / "small")).rubrics
    return workbook_of([Form(rubric, rubric)])


def test_a_sealed_workbook_is_known_again_and_opens_as_before(workbook: bytes) -> None:
    again = sealed(workbook)

    assert is_sealed(again)
    assert again == sealed(workbook)
    assert not is_sealed(workbook)
    assert openpyxl.load_workbook(io.BytesIO(again)).sheetnames == ["Kijkwijzer", "Keuzes"]


def test_what_somebody_saved_is_no_longer_as_we_made_it(workbook: bytes) -> None:
    filled = typed(sealed(workbook), {"score:a.1": "B"})
    untouched = saved(openpyxl.load_workbook(io.BytesIO(sealed(workbook))))

    assert not is_sealed(filled)
    assert not is_sealed(untouched)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"een tekst"])
def test_what_is_no_workbook_is_not_ours(content: bytes) -> None:
    assert not is_sealed(content)


def test_another_part_in_it_breaks_the_seal(workbook: bytes) -> None:
    buffer = io.BytesIO(sealed(workbook))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/extra.bin", b"x")

    assert not is_sealed(buffer.getvalue())


def test_a_bomb_is_not_unpacked_to_see_whether_it_is_ours(workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    again = sealed(workbook)
    monkeypatch.setattr(workbook_seal, "LARGEST", 1_000)

    assert not is_sealed(again)


def test_a_filled_form_is_never_overwritten_and_an_empty_one_may_be(tmp_path: Path, workbook: bytes) -> None:
    target = Target(tmp_path / "forms")
    write(target, {"a.xlsx": workbook, "b.xlsx": workbook}.items())
    (target.folder / "b.xlsx").write_bytes(typed((target.folder / "b.xlsx").read_bytes(), {"score:a.1": "B"}))

    assert [problem.location.path for problem in in_the_way(target, ["a.xlsx", "b.xlsx", "c.xlsx"])] == ["b.xlsx"]
