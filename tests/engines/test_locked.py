"""A locked report opens with its passphrase and with nothing else, whichever reader people have, and tells nothing until then."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from generator import delen, wachtzin
from generator.build import check
from generator.model.dossier import dossiers
from generator.wachtzin import fresh, words
from tests.engines import pdfjs
from tests.engines.locked import READERS, pdfium, qpdf
from tests.projects import SCORE_FILE, TODAY, edit, small_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.build import Part

SECRETS = (
    "Jo Blaak",
    "Blaak",
    "De Plons",
    "R. Bakker",
    "te druk",
    "Rustige les",
    "hardop tellen",
    "beoordeling",
    "jb-7",
)
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass(frozen=True, repr=False)
class Locked:
    file: Path
    passphrase: str
    original: bytes


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Locked:
    """The report of the small project, as `kijkwijzer deel` makes it."""
    root = small_project(tmp_path_factory.mktemp("shared") / "project")
    edit(root, SCORE_FILE, "doel: ontwikkeling", "doel: beoordeling")
    parts: tuple[Part, ...] = ("dossier",)
    checked = check(root, today=TODAY, parts=parts)
    (dossier,) = dossiers(checked.project)
    made = delen.made(root, checked, dossier, dossier.verslagen[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wachtzin, "keep_out_of_dumps", lambda: None)  # it would be so for all tests after this one
        shared = delen.share(root, dossier.ib_er, made, TODAY)
    return Locked(shared.file, shared.wachtzin.told(), made)


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pdfjs.Viewer]:
    with pdfjs.viewer(tmp_path_factory.mktemp("viewer")) as opened:
        yield opened


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_refuses_it_without_the_passphrase_and_opens_it_with_it(reader: str, locked: Locked) -> None:
    read = READERS[reader]

    assert [read(locked.file, tried) for tried in ("", fresh().told())] == [None, None]
    assert "Jo Blaak" in (read(locked.file, locked.passphrase) or "")


def test_pdf_js_refuses_it_without_the_passphrase_and_opens_it_with_it(viewer: pdfjs.Viewer, locked: Locked) -> None:
    pdf = locked.file.read_bytes()

    assert [viewer.unlock(pdf, tried) for tried in ("", fresh().told())] == [None, None]
    assert "Jo Blaak" in (viewer.unlock(pdf, locked.passphrase) or "")


def almost(passphrase: str) -> list[str]:
    """What is like it, and is not it."""
    first, *rest = passphrase.split()
    other = next(word for word in words() if word not in (first, *rest))
    return [
        passphrase.replace(" ", "-"),
        passphrase.replace(" ", ""),
        passphrase.capitalize(),
        f"{passphrase} ",
        passphrase.replace(" ", "  ", 1),
        passphrase[:-1],
        " ".join(rest),
        " ".join([*rest, first]),
        " ".join([other, *rest]),
    ]


@pytest.mark.parametrize("read", [pdfium, qpdf])
def test_what_is_almost_the_passphrase_does_not_open_it(read: object, locked: Locked) -> None:
    assert callable(read)
    assert [tried for tried in almost(locked.passphrase) if read(locked.file, tried) is not None] == []


def spelt(text: str) -> list[bytes]:
    """As it may stand in a PDF."""
    ways = [text.encode(), text.encode("utf-16-be"), text.encode("utf-16-le")]
    return [*ways, *(way.hex().encode() for way in ways), *(way.hex().upper().encode() for way in ways)]


def opened_up(pdf: bytes) -> bytes:
    """The bytes of a PDF, and those of every stream that is packed and not locked."""
    unpacked = [pdf]
    for stream in STREAM.findall(pdf):
        try:
            unpacked.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


def found_in(pdf: bytes) -> list[str]:
    data = opened_up(pdf)
    return [secret for secret in SECRETS if any(way in data for way in spelt(secret))]


def test_nothing_of_what_is_in_it_can_be_read_in_its_bytes(locked: Locked) -> None:
    pdf = locked.file.read_bytes()

    assert {"Jo Blaak", "beoordeling"} <= set(found_in(locked.original)), "the search finds what is not locked"
    assert found_in(pdf) == []
    assert not any(word.encode() in pdf for word in (locked.passphrase, *locked.passphrase.split()) if len(word) > 5)


def test_its_number_is_not_made_from_what_is_in_it(locked: Locked) -> None:
    numbers = re.findall(rb"/ID ?\[ ?<([0-9a-f]{32})> ?<([0-9a-f]{32})>", locked.file.read_bytes())

    assert numbers
    assert not any(number in locked.original for pair in numbers for number in pair)
