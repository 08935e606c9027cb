"""The first page of the private site: all ib-ers by school, to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.dossier.search import search_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    if desk.is_about_all:
        yield desk.page(
            "index.html",
            "index.html",
            about=desk.dossiers,
            schools=desk.schools,
            number=len(desk.dossiers),
            search_index=search_index(desk.scored, in_texts=not desk.is_crowd(desk.dossiers)),
            in_texts=not desk.is_crowd(desk.dossiers),
            is_empty=not desk.project.afnamen,
        )


def sheets(desk: Desk) -> Iterator[Sheet]:  # noqa: ARG001  nothing of this page is printed
    yield from ()
