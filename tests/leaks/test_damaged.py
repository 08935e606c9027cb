"""A damaged file is told by name: it breaks nothing, whatever byte of it is changed."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.leaks import search
from generator.leaks.unpack import texts
from generator.leaks.unpacked import Shut, Text
from tests.leaks.planted import PLANTED, pdf_text_in_pieces, workbook
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
    """Of two pages, unpacked, with a number, a name, a text, a yes and a nothing as objects of their own."""
    made, out = pikepdf.open(io.BytesIO(pdf_text_in_pieces(NAME))), io.BytesIO()
    made.add_blank_page()
    loose = [made.make_indirect(pikepdf.Object.parse(each)) for each in (b"5", b"1.5", b"true", b"/Los", b"(los)")]
    made.Root.PieceInfo = made.make_indirect(pikepdf.Array(loose))
    made.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


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
