"""Which files an import takes: plain files, from folders too, and whatever is passed over is named."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest

from generator.importing import files
from generator.importing.files import Source, content, sources
from generator.problems import Problem
from generator.surroundings import SurroundingsError
from tests.hostile.test_files_and_folders import as_nobody
from tests.projects import put


def found(root: Path, *wanted: str) -> list[str]:
    """What was typed of each file that is taken, and what is said of each other."""
    return [str(each) if isinstance(each, Problem) else each.typed for each in sources(root, wanted)]


def read(file: Path) -> bytes | str:
    data = content(Source(file, file.name))
    return str(data) if isinstance(data, Problem) else data


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path, "in/brief.docx", "x")

    assert found(tmp_path, "in/brief.docx") == ["in/brief.docx"]
    assert read(tmp_path / "in/brief.docx") == b"x"


def test_of_a_folder_the_forms_are_taken_by_name_and_all_else_is_said(tmp_path: Path) -> None:
    for name in (
        "b.PDF",
        "a.xlsx",
        "c.csv",
        "d.yml",
        "e.yaml",
        "brief.docx",
        ".verborgen.pdf",
        "~$a.xlsx",
        "meer/x.pdf",
    ):
        put(tmp_path, f"in/{name}", "x")

    assert found(tmp_path, "in") == [
        "in/a.xlsx",
        "in/b.PDF",
        "in/brief.docx: let op: dit bestand is overgeslagen; uit een map komt alleen wat eindigt op .pdf, .xlsx, .csv, .yml, .yaml",
        "in/c.csv",
        "in/d.yml",
        "in/e.yaml",
        "in/meer: let op: deze map is overgeslagen; noem hem apart als er formulieren in staan",
    ]


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()

    assert found(tmp_path, "in") == ["in: let op: in deze map staat niets"]


def test_a_file_that_is_named_twice_is_taken_once(tmp_path: Path) -> None:
    put(tmp_path, "in/a.pdf", "x")

    assert found(tmp_path, "in/a.pdf", "in", "./in/a.pdf") == ["in/a.pdf"]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 2)
    for number in range(3):
        put(tmp_path, f"in/{number}.pdf", "x")

    with pytest.raises(SurroundingsError, match="meer dan 2 bestanden"):
        found(tmp_path, "in")


def test_an_empty_or_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1_000_000)

    assert read(put(tmp_path, "a.pdf", "")) == "a.pdf: dit bestand is leeg"
    assert read(put(tmp_path, "b.pdf", b"x" * 1_000_000)) == b"x" * 1_000_000
    assert (
        read(put(tmp_path, "b.pdf", b"x" * 1_000_001))
        == "b.pdf: dit bestand is groter dan 1 MB; een ingevuld formulier is veel kleiner"
    )


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "in/echt.pdf", "x")
    (tmp_path / "in/link.pdf").symlink_to("echt.pdf")
    (tmp_path / "in/nergens.pdf").symlink_to("weg.pdf")
    (tmp_path / "in/zelf.pdf").symlink_to("zelf.pdf")
    (tmp_path / "map").symlink_to("in")

    for name in ("in/link.pdf", "in/nergens.pdf", "in/zelf.pdf", "map"):
        assert read(tmp_path / name) == f"{Path(name).name}: dit is een snelkoppeling; noem het bestand zelf"
    assert found(tmp_path, "map") == ["map"]


def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("buis.pdf")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("contact.pdf")

        assert read(tmp_path / "buis.pdf") == "buis.pdf: dit is geen gewoon bestand"
        assert str(read(tmp_path / "contact.pdf")).startswith("contact.pdf: dit bestand kan niet gelezen worden: ")
    assert read(Path("/dev/zero")) == "zero: dit is geen gewoon bestand"


def test_a_file_or_folder_without_rights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "in/a.pdf", "x")

    def no_rights(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", no_rights)
    monkeypatch.setattr(os, "listdir", no_rights)

    assert read(tmp_path / "in/a.pdf") == "a.pdf: dit bestand kan niet gelezen worden: je hebt er geen rechten voor"
    assert found(tmp_path, "in") == ["in: deze map kan niet gelezen worden: je hebt er geen rechten voor"]


def test_of_a_folder_that_gives_its_names_and_nothing_else_each_file_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        put(root, "in/a.pdf", "x")
        (root / "in").chmod(0o444)
        with as_nobody():
            assert found(root, "in") == ["in/a.pdf"]
            assert read(root / "in/a.pdf") == (
                "a.pdf: dit bestand kan niet gelezen worden: je hebt er geen rechten voor"
            )


def test_a_name_that_is_not_utf8_can_still_be_told(tmp_path: Path) -> None:
    put(tmp_path, f"in/{os.fsdecode(b'r' + bytes([0xE9]) + b'sum')}.docx", "x")

    assert [line.isprintable() for line in found(tmp_path, "in")] == [True]
