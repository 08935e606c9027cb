"""What kind of file somebody hands in follows from what is in it; a file that cannot be read costs itself alone."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.importing import reading
from generator.importing.files import Source
from generator.importing.reading import Written, read_sources
from generator.model.velden import Ingevuld, Veld
from generator.problems import Problem
from generator.workers import Limits
from tests.projects import SCORES, put

if TYPE_CHECKING:
    from generator.importing.reading import Job, Reading

OTHER = "dit is geen formulier dat hier gelezen kan worden; dat zijn een invulbare PDF, .xlsx, .csv en een scorebestand (.yml)"


def kind(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """How a file is read, or why it isn't."""
    monkeypatch.setattr("generator.pdf_fields.read_pdf", lambda path, _: [Ingevuld(f"pdf {path}")])
    monkeypatch.setattr("generator.spreadsheet_fields.read_spreadsheet", lambda path, _: [Ingevuld(f"grid {path}")])
    monkeypatch.setattr(reading, "_hush", lambda: None)
    first = reading.read_file((0, name, data))[0]
    if isinstance(first, Problem):
        return first.message
    return f"yaml {first.path}" if isinstance(first, Written) else first.path


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "pdf"),
        ("a.yml", b"\n\n\x00%PDF-1.4 ...", "pdf"),
        ("a", b"%PDF-", "pdf"),
        ("a.xlsx", b"PK\x03\x04...", "grid"),
        ("a.pdf", b"PK\x03\x04...", "grid"),
        ("a.xls", b"\xd0\xcf\x11\xe0...", "grid"),
        ("a.csv", b"formulier;x\n", "grid"),
        ("a.txt", b"formulier\tx\n", "grid"),
        ("a.yml", SCORES.encode(), "yaml"),
        ("a.csv", b"\xef\xbb\xbf# hallo\n\n---\nrubric: zwemles\n", "yaml"),
        ("a", b'"ib_er" : x\n', "yaml"),
        ("a.txt", SCORES.encode(), "yaml"),
    ],
)
def test_the_kind_follows_from_the_content(
    name: str, data: bytes, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kind(name, data, monkeypatch) == f"{expected} {name}"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"rubric", "dit is geen PDF, al heet het bestand zo"),
        ("a.PDF", SCORES.encode(), "dit is geen PDF, al heet het bestand zo"),
        ("a.xlsx", b"x;y", "dit is geen spreadsheet, al heet het bestand zo"),
        ("a.pdf", b"\x89PNG\r\n", "dit is een foto of scan; neem de scores over"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "dit is een foto of scan; neem de scores over"),
        ("a.heic", b"\0\0\0\x18ftypheic", "dit is een foto of scan; neem de scores over"),
        ("a.html", b"\n<!DOCTYPE html><html>", "dit is een webpagina; open hem, kies 'bewaar scorebestand'"),
        ("a.docx", b"tekst", OTHER),
        ("a", b"", OTHER),
        ("a", os.urandom(4).hex().encode() * 20, OTHER),
    ],
)
def test_what_is_no_form_is_said_with_what_to_do(
    name: str, data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kind(name, data, monkeypatch).startswith(said)


def test_no_more_than_a_form_can_hold_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_hush", lambda: None)
    much = Ingevuld("a.pdf", {f"veld{number}": Veld("", "") for number in range(reading.MOST_FIELDS + 1)})
    long = Ingevuld("a.pdf", {"x": Veld("y" * (reading.LONGEST + 1), "blad 1")})
    monkeypatch.setattr("generator.pdf_fields.read_pdf", lambda *_: [much, long])

    assert [str(each) for each in reading.read_file((0, "a.pdf", b"%PDF-"))] == [
        f"a.pdf: {reading.TOO_MUCH}",
        f"a.pdf: blad 1: hier staan {reading.LONGEST + 1} tekens; het mogen er hoogstens 4000 zijn",
    ]


def test_what_a_reader_did_not_foresee_is_said_and_costs_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def surprised(*_: object) -> list[Reading]:
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "_hush", lambda: None)
    monkeypatch.setattr("generator.pdf_fields.read_pdf", surprised)

    assert [str(each) for each in reading.read_file((0, "a.pdf", b"%PDF-"))] == [
        f"a.pdf: {reading.UNFORESEEN} (ZeroDivisionError)"
    ]


# --- In a process of its own


def fickle(job: Job) -> list[Reading]:
    """As bad as a reader can be."""
    _, path, data = job
    match data:
        case b"crash":
            os.abort()
        case b"memory":
            return [Ingevuld(str(len(bytearray(1 << 40))))]
        case b"spin":
            end = time.process_time() + 60
            while time.process_time() < end:
                pass
        case b"deep":
            return fickle(job)
    return [Ingevuld(path)]


def fickle_reader(job: Job) -> list[Reading]:
    """The work of a child, with another reader behind it."""
    reading._read = lambda path, data: fickle((job[0], path, data))  # noqa: SLF001
    return reading.read_file(job)


def test_a_file_that_breaks_its_reader_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_file", fickle_reader)
    monkeypatch.setattr(reading, "LIMITS", Limits(memory=1 << 30, seconds=1))
    kinds = ("crash", "goed", "memory", "spin", "deep", "ook goed")
    sources = [Source(put(tmp_path, f"{kind}.pdf", kind), f"{kind}.pdf") for kind in kinds]

    found = read_sources(sources)

    assert found[1] == [Ingevuld("goed.pdf")]
    assert found[5] == [Ingevuld("ook goed.pdf")]
    assert [str(found[number][0]).partition(";")[0] for number in (0, 2, 3, 4)] == [
        "crash.pdf: dit bestand is te groot of te ingewikkeld om te lezen",
        "memory.pdf: dit bestand is te groot of te ingewikkeld om te lezen",
        "spin.pdf: dit bestand lezen duurt te lang",
        "deep.pdf: dit bestand is te groot of te ingewikkeld om te lezen",
    ]


def test_what_a_reader_says_on_its_way_is_said_to_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    broken = put(tmp_path, "a.pdf", b"%PDF-1.7\n1 0 obj <<")

    found = read_sources([Source(broken, "a.pdf")])

    assert isinstance(found[0][0], Problem)
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_refused_before_it_is_read_keeps_its_place(tmp_path: Path) -> None:
    put(tmp_path, "b.yml", SCORES)

    found = read_sources([Source(tmp_path / "weg.pdf", "weg.pdf"), Source(tmp_path / "b.yml", "b.yml")])

    assert [str(each) for each in found[0]] == ["weg.pdf: dit bestand kan niet gelezen worden: het is er niet"]
    assert isinstance(found[1][0], Written)
    assert Path(found[1][0].path) == Path("b.yml")
