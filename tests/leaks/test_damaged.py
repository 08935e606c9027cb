"""A damaged file is told by name: it breaks nothing, whatever byte of it is changed."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from generator.leaks import search
from generator.leaks.unpack import texts
from generator.leaks.unpacked import Shut, Text
from tests.leaks.planted import PLANTED, workbook
from tests.projects import put

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NAME = "Meryem van Oosten"


def zipped(kind: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        archive.writestr("é.xml", "<a>hallo wereld</a>" * 3)
        archive.writestr("map/", "")
        archive.comment = b"c"
    return out.getvalue()


def pdf_with_loose_objects() -> bytes:
    """Written by hand: the size of the page, and much else, is an object of its own."""
    shown = f"BT /F1 12 Tf 10 10 Td (Voor {NAME}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 6 0 R>>>>>>",
        b"<</Length 5 0 R>>\nstream\n" + shown + b"\nendstream",
        b"%d" % len(shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Loos[7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]>>",
        *(b"1.5", b"true", b"null", b"/Los", b"(los)"),
    ]
    made, places = b"%PDF-1.4\n", b""
    for number, each in enumerate(objects, start=1):
        places += b"%010d 00000 n \n" % len(made)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    size = len(objects) + 1
    head, tail = b"xref\n0 %d\n0000000000 65535 f \n" % size, b"trailer\n<</Size %d/Root 1 0 R>>\n" % size
    return made + head + places + tail + b"startxref\n%d\n%%%%EOF\n" % len(made)


KINDS: dict[str, Callable[[], bytes]] = {
    "deflated.zip": lambda: zipped(zipfile.ZIP_DEFLATED),
    "bzip2.zip": lambda: zipped(zipfile.ZIP_BZIP2),
    "lzma.zip": lambda: zipped(zipfile.ZIP_LZMA),
    "workbook.xlsx": lambda: workbook(NAME),
    "loose.pdf": pdf_with_loose_objects,
    "png_packed_text.png": lambda: PLANTED["png_packed_text.png"](NAME),
    "jpeg_exif.jpg": lambda: PLANTED["jpeg_exif.jpg"](NAME),
    "webp_exif.webp": lambda: PLANTED["webp_exif.webp"](NAME),
    "more_packed": lambda: PLANTED["more_packed"](NAME),
    "font.woff2": lambda: PLANTED["font.woff2"](NAME),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        changed[chance.randrange(len(changed))] = chance.choice(
            (0, 255, 48 + chance.randrange(10), chance.randrange(256))
        )
    return bytes(changed[: chance.randrange(1, len(changed))] if chance.random() < 0.2 else changed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_opened_as_far_as_it_goes(kind: str) -> None:
    data, chance = KINDS[kind](), random.Random(7)  # noqa: S311 - the same each time
    for _ in range(100):
        assert all(isinstance(each, Text | Shut) for each in texts(kind, damaged(data, chance)))


def test_a_number_that_stands_alone_in_a_pdf_keeps_nothing_from_being_read() -> None:
    said = list(texts("a.pdf", pdf_with_loose_objects()))

    assert [each for each in said if isinstance(each, Shut)] == []
    assert any(isinstance(each, Text) and NAME in each.text for each in said)


def test_a_file_that_breaks_its_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(path: str, data: bytes) -> Iterator[Text]:
        raise AttributeError(path, data)

    monkeypatch.setattr(search, "texts", breaks)
    put(tmp_path, "a.bin", b"a")

    assert search.read((str(tmp_path / "a.bin"), "a.bin")) == [Text("a.bin"), Shut("het bestand is beschadigd")]
