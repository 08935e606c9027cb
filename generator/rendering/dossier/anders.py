"""Where did we look differently: two or more afnamen of one round side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.vergelijking import alone, vergelijkingen
from generator.rendering.dossier import anders_words, gelijk, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.afname import Afname
    from generator.model.ronde import Ronde
    from generator.model.vergelijking import Vergelijking
    from generator.model.verslag import Verslag
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet


@dataclass(frozen=True)
class Compared:
    """A round with what can be compared in it, and what stands alone."""

    ronde: Ronde
    vergelijkingen: tuple[Vergelijking, ...]
    alone: tuple[Afname, ...]
    pdf: str
    """The name of its PDF; only where something is compared."""


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        yield desk.person_page(
            "anders.html",
            dossier,
            "anders.html",
            current=_compared(dossier.current),
            older=_compared(dossier.older),
            says=anders_words,
            gelijk=gelijk,
        )


def sheets(desk: Desk) -> Iterator[Sheet]:
    """A PDF for each round with two or more afnamen of one moment. A round has one doel, so doelen never share one."""
    for dossier in desk.people:
        for compared in _compared(dossier.verslagen):
            if compared.vergelijkingen:
                yield desk.sheet(
                    "anders-pdf.html",
                    f"{words.folder(dossier)}/{compared.pdf}",
                    about=(dossier,),
                    style="anders-paper",
                    dossier=dossier,
                    compared=compared,
                    says=anders_words,
                    gelijk=gelijk,
                )


def _compared(verslagen: Iterable[Verslag]) -> list[Compared]:
    return [
        Compared(ronde, vergelijkingen(ronde), alone(ronde), words.pdf_name(ronde, "waar-keken-wij-anders"))
        for ronde in (verslag.ronde for verslag in verslagen)
    ]
