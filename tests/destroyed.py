"""For the tests of `wis`: a project with two people in it, everything that is made of it, and a search of our own."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING, TypeVar

import pikepdf

from generator import export_files, output, print_files, workbook_seal
from generator.print_files import Target
from tests.projects import REGISTER_FILE, SCORES, change, edit, put, small_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Job = TypeVar("Job")
Result = TypeVar("Result")

NAME = "Jo Blaak"
NOTE = "De badmeester telde hardop tot zeventien en keek steeds om."
OTHER_SCORE_FILE = "scores/jb-8/2026-05-13-adviseur.yml"
GONE = ("jb-7", NAME, NOTE, "Rustige les met veel stilte tussendoor.")
"""What may be nowhere afterwards."""


def two_people(root: Path) -> Path:
    """jb-7, who goes, and jb-8, who stays."""
    small_project(root)
    own = change(SCORES, "Telde #niet: te druk.", NOTE)
    put(root, "scores/jb-7/2026-05-12-adviseur.yml", change(own, "  Rustige les.\n", f"  {GONE[3]}\n"))
    put(root, OTHER_SCORE_FILE, SCORES.replace("jb-7", "jb-8").replace("2026-05-12", "2026-05-13"))
    edit(root, REGISTER_FILE, "ib_ers:\n", "ib_ers:\n  jb-8: {naam: An Weg, school: De Plons}\n")
    return root


def with_outputs(root: Path) -> Path:
    """Files as our commands leave them, made without the time that those take."""
    for path, said in {
        "index.html": "jb-7 en jb-8",
        "ib-ers/jb-7/index.html": f"{NAME}: {NOTE}",
        "ib-ers/jb-8/index.html": "An Weg",
        "look/zoekindex.js": "['jb-7', 'jb-8']",
    }.items():
        put(root, f"dossier/{path}", said)
    output.mark(root / "dossier")
    one, pile = sheet(NAME), sheet(f"{NAME} en An Weg")
    print_files.write(Target(root / print_files.FOLDER), {"jb-7-kijkwijzer.pdf": one, "stapel.pdf": pile}.items())
    print_files.write(
        Target(root / "elders"), {"formulier.xlsx": workbook("jb-7"), "ander.xlsx": workbook("jb-8")}.items()
    )
    export_files.write(Target(root / export_files.FOLDER), {"scores.csv": b"jb-7;B\njb-8;C\n"})
    bundles = {
        "jb-7-inzage-2026-11-22.zip": zipped("LEESMIJ.html", NOTE),
        "jb-8-inzage-2026-11-22.zip": zipped("a", "b"),
    }
    export_files.write(Target(root / "inzage"), bundles)
    print_files.write(Target(root / "delen"), {"jb-7-verslag-2026-11-22.pdf": locked(sheet(NAME))}.items())
    put(root, f".dossier{output.BESIDE}0a1b2c3d/{output.MARKER}", output.MARKER_TEXT)
    put(root, f".dossier{output.BESIDE}0a1b2c3d/ib-ers/jb-7/index.html", NAME)
    put(root, f"scores/jb-7/.2026-05-12-adviseur.yml{output.BESIDE}0a1b2c3d", "ib_er: jb-7\n")
    return root


def sheet(text: str) -> bytes:
    """A PDF that shows a text, packed."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(f"BT /F 12 Tf 20 700 Td ({text}) Tj ET".encode())
        made = io.BytesIO()
        pdf.save(made, compress_streams=True)
    return made.getvalue()


def locked(pdf: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(made, encryption=pikepdf.Encryption(owner="geheim", user="geheim", R=6))
    return made.getvalue()


def zipped(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return made.getvalue()


def workbook(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<si><t>{text}</t></si>")
        archive.writestr(workbook_seal.CORE, f"<cp:coreProperties>{workbook_seal.CORE_END.decode()}")
    return made.getvalue()


def at_once(work: Callable[[Job], Result], jobs: Iterable[Job], **_: object) -> Iterator[tuple[Job, Result]]:
    """In the place of child processes: for a test of something else they take too long."""
    return ((job, work(job)) for job in jobs)


# --- A search that knows nothing of the program


def holding(root: Path, needles: Iterable[str] = GONE) -> list[str]:
    """Every file outside .git that holds one of these, in its name, its bytes, or in what can be unpacked from them."""
    return sorted(
        f"{path.relative_to(root)}: {needle}"
        for path in root.rglob("*")
        if ".git" not in path.relative_to(root).parts
        for texts in [[str(path.relative_to(root)).encode(), *(_unpacked(path.read_bytes()) if path.is_file() else ())]]
        for needle in needles
        if any(_holds(text, needle) for text in texts)
    )


def _holds(text: bytes, needle: str) -> bool:
    """Also in other capitals, over a line end, or two bytes a letter."""
    words = rb"\s+".join(re.escape(word) for word in needle.encode().split())
    return bool(re.search(words, text, re.IGNORECASE)) or needle.encode("utf-16-le") in text


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _unpacked(archive.read(name))
    elif data.startswith(b"%PDF-"):
        yield subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=False).stdout
        yield from _streams(data)


def _streams(data: bytes) -> Iterator[bytes]:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                    yield item.read_bytes()
                elif isinstance(item, pikepdf.Dictionary | pikepdf.Array):
                    yield item.unparse(resolved=True)
    except pikepdf.PasswordError:
        return
