"""A folder is searched whole; what cannot be looked into is said, and never taken for clean."""

from __future__ import annotations

import gzip
import io
import os
import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.leaks.search import Leak, files_in, search
from generator.leaks.secret import Secret, Secrets
from generator.problems import Location
from tests.leaks.planted import pdf, png_text
from tests.projects import put

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Meryem Çiçekdal"
HERE = Location("scores/register.yml", 3)
SECRETS = Secrets((Secret("naam", NAME, HERE, "ib-4f2k"),))


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(NAME))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))
    return out.getvalue()


def locked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", NAME)
    return re.sub(rb"(?s)(PK\x03\x04..|PK\x01\x02....)\x00", lambda head: head[1] + b"\x01", out.getvalue())


def bomb() -> bytes:
    data = b"\0" * (300 << 20)
    return gzip.compress(data, 1)


def nest(depth: int) -> bytes:
    data = NAME.encode()
    for _ in range(depth):
        data = gzip.compress(data)
    return data


CLOSED = {
    "slot.pdf": (locked_pdf, "deze PDF is met een wachtwoord beveiligd"),
    "stuk.pdf": (lambda: b"%PDF-1.7\n" + b"\x93" * 500, "deze PDF is beschadigd"),
    "slot.zip": (locked_zip, "dit ingepakte bestand is met een wachtwoord beveiligd"),
    "stuk.zip": (lambda: b"PK\x03\x04" + b"\x93" * 500, "dit ingepakte bestand is beschadigd"),
    "stuk.gz": (lambda: gzip.compress(b"abc" * 1000)[:-20], "dit ingepakte bestand is beschadigd"),
    "stuk.png": (lambda: png_text(NAME)[:40], "deze afbeelding is beschadigd"),
    "stuk.jpg": (lambda: b"\xff\xd8\xff\xe0\0\x04ab" + b"\x93" * 500, "deze afbeelding is beschadigd"),
    "stuk.woff2": (lambda: b"wOF2" + b"\x93" * 500, "dit lettertype is niet open te maken"),
    "vreemd.7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(range(256)) * 4, "dit soort bestand is niet open te maken"),
    "vreemd.bin": (lambda: bytes(range(256)) * 4, "dit soort bestand is niet open te maken"),
    "diep.gz": (lambda: nest(9), "er zitten te veel bestanden in elkaar"),
    "bom.gz": (bomb, "er komt meer uit dan na te kijken is"),
}


@pytest.mark.parametrize("name", CLOSED)
def test_what_cannot_be_looked_into_is_said(name: str, tmp_path: Path) -> None:
    make, why = CLOSED[name]
    put(tmp_path, name, make())

    assert search(tmp_path, SECRETS) == [Leak(name, "niet nagekeken", why)]


def test_a_file_that_is_no_plain_file_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "map").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "link").symlink_to(tmp_path / "map")
    (tmp_path / "nergens").symlink_to(tmp_path / "is er niet")

    assert {(leak.path, leak.kind) for leak in search(tmp_path, SECRETS)} == {
        ("pijp", "niet nagekeken"),
        ("nergens", "niet nagekeken"),
        ("site/link", "niet nagekeken"),
    }


def test_a_link_to_a_file_is_read_where_it_leads(tmp_path: Path) -> None:
    put(tmp_path, "elders.txt", NAME)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "hier.txt").symlink_to(tmp_path / "elders.txt")

    assert [leak.path for leak in search(tmp_path / "site", SECRETS)] == ["hier.txt"]


def test_hidden_files_and_empty_files_are_searched_as_well(tmp_path: Path) -> None:
    put(tmp_path, ".git/config", NAME)
    put(tmp_path, "leeg.pdf", b"")

    assert [leak.path for leak in search(tmp_path, SECRETS)] == [".git/config"]


def test_one_file_can_be_searched_and_a_folder_can_be_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "a/een.txt", NAME)
    put(tmp_path, "b/twee.txt", NAME)

    assert [leak.path for leak in search(tmp_path / "a/een.txt", SECRETS)] == ["een.txt"]
    assert [leak.path for leak in search(tmp_path, SECRETS, skip=[tmp_path / "a"])] == ["b/twee.txt"]
    assert files_in(tmp_path, [tmp_path / "a", tmp_path / "b/twee.txt"]) == []


def test_a_leak_says_where_it_is_and_whose_and_not_what(tmp_path: Path) -> None:
    put(tmp_path, "a.html", f"<p>\n\n{NAME}</p>")
    put(tmp_path, "b.pdf", pdf(NAME))
    leaks = search(tmp_path, SECRETS)

    assert leaks == [
        Leak("a.html", "naam", "", 3, HERE, "ib-4f2k"),
        Leak("b.pdf", "naam", "bladzijde 1", 0, HERE, "ib-4f2k"),
    ]
    assert NAME not in str(leaks)


def test_each_file_is_heard_of_once(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        put(tmp_path, name, "niets")
    heard: list[str] = []

    assert search(tmp_path, SECRETS, done=heard.append) == []
    assert sorted(heard) == ["a", "b", "c"]


def test_sound_film_and_old_documents_are_searched_between_their_bytes(tmp_path: Path) -> None:
    junk = bytes(range(256)) * 3
    put(tmp_path, "film.mp4", b"\0\0\0\x20ftypisom" + junk + NAME.encode() + junk)
    put(tmp_path, "lied.mp3", b"ID3\x04" + junk + NAME.encode("utf-16") + junk)
    put(tmp_path, "oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + junk + b"\0" + NAME.encode("cp1252") + b"\0" + junk)

    assert [leak.path for leak in search(tmp_path, SECRETS)] == ["film.mp4", "lied.mp3", "oud.doc"]
