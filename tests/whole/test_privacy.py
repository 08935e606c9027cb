"""Nothing of scores or register is in the public site: every byte of it is searched."""

from __future__ import annotations

import gzip
import re
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from generator.model.project import Project
from generator.reading.project import read_project

SHORTEST_NOTE = 12
"""Shorter notes are everyday words, such as 'Helder', that our own pages may use too."""


def test_no_name_pseudonym_or_note_is_anywhere_in_the_public_site(built: Path) -> None:
    secrets = _secrets(built)
    assert len(secrets) > 200
    texts = {str(path.relative_to(built)): "\n".join(_texts(path)) for path in _files(built / "site")}
    names = "\n".join(texts)

    assert [secret for secret in secrets if _stands_in(secret, names)] == []
    assert [(path, secret) for path, text in texts.items() for secret in secrets if _stands_in(secret, text)] == []


@pytest.mark.parametrize("name", ["zoek.txt", "zoek.txt.gz", "blad.pdf", "blad.xlsx"])
def test_the_search_finds_what_is_planted(built: Path, tmp_path: Path, name: str) -> None:
    planted = tmp_path / name
    if name.endswith(".pdf"):
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.pages[0].Contents = pdf.make_stream(b"(Hagelwerf was hier)")
            pdf.save(planted, compress_streams=True)
    elif name.endswith(".xlsx"):
        with zipfile.ZipFile(planted, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/sharedStrings.xml", b"Hagelwerf was hier")
    else:
        data = b"Hagelwerf was hier"
        planted.write_bytes(gzip.compress(data) if name.endswith("gz") else data)

    assert any(_stands_in("Hagelwerf", text) for text in _texts(planted))
    assert "Hagelwerf" in _secrets(built)


def test_the_dossier_is_for_its_owner_alone(built: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in (built / "dossier").rglob("*") if path.is_file()}

    assert modes == {0o600}
    assert (built / "dossier").stat().st_mode & 0o777 == 0o700


def _secrets(root: Path) -> list[str]:
    """Every pseudonym, name, school, note and agreement of the project; of names each part that is long enough to tell."""
    project, _ = read_project(root, today=date(2026, 11, 21))
    words = {word for text in _named(project) for word in (text, text.split()[-1])}
    return sorted({text for text in (*words, *_written(project)) if len(text) >= 4})


def _named(project: Project) -> list[str]:
    people = project.register.ib_ers.values()
    return [
        *project.register.ib_ers,
        *(person.name for person in people),
        *(person.school for person in people if person.school),
        *([project.register.stichting] if project.register.stichting else []),
        *(afname.ib_er for afname in project.afnamen),
        *(afname.waarnemer.name for afname in project.afnamen if afname.waarnemer.name),
    ]


def _written(project: Project) -> list[str]:
    """The longest line of each free text: what a page shows of it is unbroken at least that far."""
    texts = [
        text
        for afname in project.afnamen
        for text in (
            afname.summary,
            afname.zienswijze,
            afname.occasion,
            *(afspraak.what for afspraak in afname.afspraken),
            *(score.aantekening for score in afname.scores.values()),
            *(evidence for score in afname.scores.values() for evidence in score.bewijsstukken),
        )
    ]
    lines = [max(text.splitlines(), key=len) for text in texts if text.strip()]
    return [line.strip()[:60] for line in lines if len(line.strip()) > SHORTEST_NOTE and not _is_generic(line)]


def _is_generic(line: str) -> bool:
    """Words that name a kind of document or meeting and no person."""
    return bool(re.fullmatch(r"[\w-]+( [\w-]+)?", line.strip()))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _texts(path: Path) -> list[str]:
    """All that a file can be made to say: its bytes, what is packed in it, each part of a spreadsheet and each stream of a PDF."""
    data = path.read_bytes()
    found = [data, gzip.decompress(data)] if path.suffix == ".gz" else [data]
    if path.suffix == ".pdf":
        found += _streams(path)
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    return [form.decode("utf-8", "replace") for form in found]


def _streams(path: Path) -> list[bytes]:
    from pypdf import PdfReader

    with pikepdf.open(path) as pdf:
        packed = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream) and _readable(item)]
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    return [*packed, text.encode()]


def _readable(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != "/Image" and "/Length1" not in stream


def _stands_in(secret: str, text: str) -> bool:
    """Also across the line breaks of a laid-out page."""
    if secret in text:
        return True
    return " " in secret and re.sub(r"\s+", " ", secret) in re.sub(r"\s+", " ", text)
