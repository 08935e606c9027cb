"""What the talk needs: what is still open and what could show it, and how the ib-er prepares."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:  # noqa: ARG001
    yield from ()


def sheets(desk: Desk) -> Iterator[Sheet]:  # noqa: ARG001
    yield from ()
