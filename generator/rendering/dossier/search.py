"""What can be searched in the private site: who is in it, and what was written about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.dossier.words import anchor, for_doel, page_path, row_anchor
from generator.rendering.woorden import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.afname import Afname
    from generator.model.dossier import Dossier
    from generator.model.ronde import Ronde

Hit = tuple[str, str, str]
"""The anchor on the page, what kind of text it is, and the text."""


def search_index(found: Iterable[Dossier], *, in_texts: bool) -> dict[str, object]:
    """Stands in the page: from disk a page may load no data."""
    return {
        dossier.ib_er.id: {"page": page_path(dossier), "texts": list(_hits(dossier)) if in_texts else []}
        for dossier in found
    }


def _hits(dossier: Dossier) -> Iterator[Hit]:
    for ronde in dossier.rondes:
        for afname in ronde.afnamen:
            when = f"{afname.waarnemer.rol}, {long_date(afname.date)}{for_doel(ronde.doel)}"
            for place, kind, text in _texts(ronde, afname):
                if text.strip():
                    yield place, f"{kind} ({when})", " ".join(text.split())


def _texts(ronde: Ronde, afname: Afname) -> Iterator[Hit]:
    top = anchor(ronde)
    yield top, "Waarnemer", afname.waarnemer.name
    yield top, "Aanleiding", afname.occasion
    yield f"{top}:samenvatting", "Samenvatting", afname.summary
    yield f"{top}:zienswijze", "Zienswijze", afname.zienswijze
    for afspraak in afname.afspraken:
        yield f"{top}:afspraken", "Afspraak", f"{afspraak.what} {afspraak.who} {afspraak.remark}"
    for id in afname.selection.vaardigheden:
        score = afname.score(id)
        yield row_anchor(ronde, id), f"Aantekening bij {id}", score.aantekening
        yield row_anchor(ronde, id), f"Bewijsstuk bij {id}", ", ".join(score.bewijsstukken)
