"""What is said of a round over the years: what was otherwise than in the round before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ronde import school_year_of
from generator.model.verloop import versieverschil_of
from generator.rendering.dossier.words import taking
from generator.rendering.woorden import counted, listed, school_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.afname import Afname
    from generator.model.jaren import Overgang, Wisseling
    from generator.model.rubric import Punt


def changes(overgang: Overgang) -> Iterator[str]:
    now, was = overgang.ronde.rubric, overgang.previous.rubric
    if overgang.other_versie:
        yield f"Versie {now.version} van de rubric; in de ronde ervoor versie {was.version}.{_rows(overgang)}"
    if overgang.other_schaal:
        yield "Een andere schaal: de aantallen zijn niet naast elkaar te zetten en staan apart."
    for before, after in overgang.renamed:
        yield f"Punt {after.value} heet nu ‘{_meaning(after)}’; in de ronde ervoor ‘{_meaning(before)}’."
    for wisseling in overgang.wisselingen:
        yield from _told(wisseling)


def _rows(overgang: Overgang) -> str:
    """How much another versie differs."""
    verschil = versieverschil_of(overgang)
    parts = [
        f"{counted(len(verschil.other), 'rij heeft', 'rijen hebben')} een andere tekst" if verschil.other else "",
        f"{counted(len(verschil.new), 'rij is', 'rijen zijn')} nieuw" if verschil.new else "",
        f"{counted(len(verschil.gone), 'rij is', 'rijen zijn')} vervallen" if verschil.gone else "",
    ]
    told = listed(part for part in parts if part)
    return f" {told[0].upper()}{told[1:]}." if told else ""


def _meaning(punt: Punt) -> str:
    return punt.label or punt.short


def _told(wisseling: Wisseling) -> Iterator[str]:
    rol = wisseling.rol
    if not wisseling.before:
        yield f"Voor het eerst een {taking(rol)}."
    if not wisseling.now:
        yield f"Geen {taking(rol)}; in de ronde ervoor wel."
    if wisseling.other_names:
        yield f"Een andere {rol}: nu {_names(wisseling.now)}, in {_when(wisseling)} {_names(wisseling.before)}."
    if wisseling.other_kijkwijzers:
        now, before = _kijkwijzers(wisseling.now), _kijkwijzers(wisseling.before)
        yield f"Andere kijkwijzers ({rol}): nu {now}, in {_when(wisseling)} {before}."


def _when(wisseling: Wisseling) -> str:
    return school_year(school_year_of(wisseling.before[0].date))


def _names(afnamen: Sequence[Afname]) -> str:
    return listed(dict.fromkeys(afname.waarnemer.name or "iemand van wie geen naam is genoteerd" for afname in afnamen))


def _kijkwijzers(afnamen: Sequence[Afname]) -> str:
    return listed(dict.fromkeys(kijkwijzer.title for afname in afnamen for kijkwijzer in afname.selection.kijkwijzers))
