"""The report: a page for each ib-er, and of every round a PDF: the summier verslag of one page, with an annex."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.rendering.dossier import words
from generator.rendering.dossier.voorbalans import balans_rows
from generator.rendering.dossier.voorblad import voorbladen
from generator.rendering.page import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.dossier import Dossier
    from generator.model.verslag import Verslag
    from generator.rendering.dossier.desk import Desk
    from generator.rendering.dossier.voorblad import Voorblad


def files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    for dossier in desk.people:
        yield desk.person_page("ib-er.html", dossier, "index.html")


def sheets(desk: Desk) -> Iterator[Sheet]:
    """A PDF for each round of each ib-er. A round has one doel, so doelen never share one."""
    for dossier in desk.people:
        for verslag in dossier.verslagen:
            yield sheet(desk, dossier, verslag)


def sheet(desk: Desk, dossier: Dossier, verslag: Verslag) -> Sheet:
    """The PDF of one round."""
    path = f"{words.folder(dossier)}/{words.pdf_name(verslag.ronde)}"
    if not desk.makes(path):
        return Sheet(path, "")
    about: dict[str, Any] = {"about": (dossier,), "dossier": dossier, "verslag": verslag}
    bladen, likely = voorbladen(verslag, desk.project.rubrics)
    drafts = tuple(_drafts(desk, bladen, about))
    made = desk.sheet("verslag.html", path, style="verslag-paper", **about, front="".join(drafts[0]))
    return replace(made, drafts=drafts, likely_draft=likely)


def _drafts(desk: Desk, bladen: Iterable[Voorblad], about: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The front page in each room, in three pieces, of which head and foot are mostly the same."""
    ends: dict[object, tuple[str, str]] = {}
    rows = balans_rows(about["verslag"])
    for blad in bladen:
        kind = blad.name_room, blad.afnamen_room, blad.balans, blad.sinds
        if kind not in ends:
            head, foot = (
                desk.fragment(f"verslag-{end}.html", **about, blad=blad, balans_rows=rows) for end in ("kop", "voet")
            )
            ends[kind] = head, foot
        head, foot = ends[kind]
        yield head, desk.fragment("verslag-paren.html", **about, blad=blad), foot
