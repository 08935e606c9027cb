"""The texts in a packed font: its names, and what its maker added."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.leaks.unpacked import Bytes, Closed, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.leaks.unpacked import Packed, Room


def font(data: bytes, room: Room) -> Iterator[Packed]:
    from fontTools.ttLib import TTFont

    try:
        opened = TTFont(io.BytesIO(data), lazy=True)
        names = [record.toUnicode(errors="replace") for record in opened["name"].names]
    except Exception as error:  # a damaged font raises nearly anything, also out of what unpacks it
        raise Closed("dit lettertype is niet open te maken") from error
    yield Text("\n".join(names), "de gegevens van het lettertype")
    for extra in (opened.flavorData.metaData, opened.flavorData.privData):
        if extra:
            room.take(len(extra))
            yield Bytes(extra, "de gegevens van het lettertype")
