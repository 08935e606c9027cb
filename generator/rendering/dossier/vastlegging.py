"""What git knows of each afname: when it was recorded, by whom, and what changed after it was final."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.dossier import vastgelegd, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.afname import Afname
    from generator.model.dossier import Dossier
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.page import Sheet

Known = list[tuple["Afname", "Vastlegging | None"]]


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        yield desk.person_page(
            "vastlegging.html",
            dossier,
            "vastlegging.html",
            parts_by_doel=[(doel, _known(desk, dossier, doel)) for doel in dossier.doelen],
            has_git=desk.around.has_git,
            pdf_name=_pdf_name,
            vastgelegd=vastgelegd,
        )


def sheets(desk: Desk) -> Iterator[Sheet]:
    """One for each doel, where there is anything to tell."""
    for dossier in desk.people if desk.around.has_git else ():
        for doel in dossier.doelen:
            yield desk.sheet(
                "vastlegging-blad.html",
                f"{words.folder(dossier)}/{_pdf_name(dossier, doel)}",
                about=(dossier,),
                style="vastlegging-paper",
                dossier=dossier,
                known=_known(desk, dossier, doel),
                doel=doel,
                has_git=True,
                vastgelegd=vastgelegd,
            )


def _known(desk: Desk, dossier: Dossier, doel: str) -> Known:
    """The afnamen for one doel, the latest first."""
    afnamen = [afname for afname in dossier.afnamen if afname.doel == doel]
    return [(afname, desk.record.get(afname.path)) for afname in reversed(afnamen)]


def _pdf_name(dossier: Dossier, doel: str) -> str:
    return f"{dossier.ib_er.id}-vastlegging-{doel}.pdf"
