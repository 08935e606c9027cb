"""Over the years: each taakgebied and each vaardigheid over all rounds of one rubric, for one doel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.jaren import reeksen
from generator.rendering.dossier import words
from generator.rendering.dossier.jaren_beeld import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.dossier import Dossier
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        yield desk.person_page("jaren.html", dossier, "jaren.html", reeksen=_views(dossier))


def sheets(desk: Desk) -> Iterator[Sheet]:
    """One for each rubric and doel: doelen never share a PDF."""
    for dossier in desk.people:
        for view in _views(dossier):
            yield desk.sheet(
                "jaren-blad.html",
                f"{words.folder(dossier)}/{view.pdf}",
                style="jaren-paper",
                about=(dossier,),
                dossier=dossier,
                view=view,
            )


def _views(dossier: Dossier) -> tuple[View, ...]:
    return tuple(View(dossier, reeks) for reeks in reeksen(dossier.rondes))
