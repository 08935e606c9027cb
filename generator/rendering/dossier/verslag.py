"""The report: a page for each ib-er with the latest round of each rubric, and the PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.dossier import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.scored:
        yield desk.person_page("ib-er.html", dossier, "index.html")


def sheets(desk: Desk) -> Iterator[Sheet]:
    """For each ib-er a PDF of the latest round of each rubric. Doelen never share a PDF."""
    for dossier in desk.scored:
        for doel in dossier.doelen:
            yield desk.sheet(
                "verslag.html",
                f"{words.folder(dossier)}/{words.pdf_name(dossier, doel)}",
                about=(dossier,),
                dossier=dossier,
                verslagen=[verslag for verslag in dossier.current if verslag.ronde.doel == doel],
                doel=doel,
            )
