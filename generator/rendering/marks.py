"""What a machine reads on a page: an Aztec code that says which page this is, and four marks that say how the paper lies."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer

CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
"""The corner of each mark, by its number."""

ARUCO_4X4 = (
    ("1011", "0101", "0011", "0010"),
    ("0000", "1111", "1001", "1010"),
    ("0011", "0011", "0010", "1101"),
    ("1001", "1001", "0100", "0110"),
)
"""Marks 0 to 3 of the ArUco dictionary DICT_4X4_50; 1 is white. Around each is a black edge of one module."""

MARK_SIZE = 7
"""Millimetres. Three of the four are found on any phone picture from 1,600 pixels high; smaller ones are lost sooner."""

CODE_SIZE = 14
"""Millimetres, for the longest text of 20 characters: 19 by 19 modules."""

OVERLAP = 0.04
"""Modules reach a hair into the row below, else a viewer shows a white line between two that touch."""


@cache
def corner_mark(number: int) -> str:
    """One of the four corner marks, as an SVG of 6 by 6 modules."""
    edge = "1" * 6
    inside = ["1" + "".join("10"[int(bit)] for bit in row) + "1" for row in ARUCO_4X4[number]]
    return _svg([edge, *inside, edge], MARK_SIZE)


@cache
def aztec_code(text: str) -> str:
    """An Aztec code as an SVG of square modules, without a white edge around it. The text is of at most 20 capitals and digits."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Aztec)
    drawing = made.to_image(scale=1, add_quiet_zones=False)
    image = cast("list[list[int]]", memoryview(cast("Buffer", drawing)).tolist())
    return _svg(["".join("1" if light == 0 else "0" for light in row) for row in image], CODE_SIZE)


def data_uri(svg: str) -> str:
    """The drawing inside an address, so that nothing has to be fetched."""
    return f"data:image/svg+xml,{quote(svg)}"


def _svg(rows: Sequence[str], millimetres: int) -> str:
    """A square drawing of black modules; each row is a text of 1 (black) and 0."""
    path = "".join(
        f"M{start} {y}h{length}v{1 + OVERLAP if y + 1 < len(rows) else 1}h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    measures = f'width="{millimetres}mm" height="{millimetres}mm" viewBox="0 0 {len(rows)} {len(rows)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {measures}><path d="{path}"/></svg>'


def _runs(row: str) -> list[tuple[int, int]]:
    """Where black starts and how long it goes on."""
    runs: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if module == "1" and x and row[x - 1] == "1":
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif module == "1":
            runs.append((x, 1))
    return runs
