"""The scripts of the form in the browser without its page: loaded one by one in Chromium, and spoken to in their own shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.afname import OPEN
from generator.rendering.scoren import rubric_data
from generator.shipped import shipped

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from generator.model.afname import Afname, Afspraak, Score

SCRIPTS = shipped("site_templates") / "scoren"


def load(page: Page, *names: str) -> Page:
    """The page with these scripts run in it, in this order."""
    for name in names:
        page.add_script_tag(content=(SCRIPTS / name).read_text(encoding="utf-8"))
    return page


def js_afname(afname: Afname) -> dict[str, object]:
    """An afname as the scripts hold it: what is empty is left out."""
    scores = {id: _score(score) for id, score in afname.scores.items() if score != OPEN}
    return {
        "fictief": afname.is_fictional,
        "rubric": afname.rubric.id,
        "versie": afname.rubric.version,
        "kijkwijzers": list(afname.kijkwijzers),
        "ib_er": afname.ib_er,
        "waarnemer": _said(rol=afname.waarnemer.rol, naam=afname.waarnemer.name),
        "datum": afname.date.isoformat(),
        "doel": afname.doel,
        "status": afname.status,
        "scores": scores,
        "afspraken": [_afspraak(afspraak) for afspraak in afname.afspraken],
        **_said(aanleiding=afname.occasion, samenvatting=afname.summary, zienswijze=afname.zienswijze),
    }


def _score(score: Score) -> dict[str, object]:
    more = _said(bron=score.bron, taak=score.taak, aantekening=score.aantekening)
    return {"score": score.value, "bewijsstukken": list(score.bewijsstukken), **more}


def _afspraak(afspraak: Afspraak) -> dict[str, object]:
    return {
        "wat": afspraak.what,
        "voor": afspraak.due.isoformat() if afspraak.due else "",
        "bij": list(afspraak.vaardigheden),
        "nagekomen": afspraak.kept,
        **_said(wie=afspraak.who, opmerking=afspraak.remark),
    }


def _said(**texts: str) -> dict[str, object]:
    return {name: text for name, text in texts.items() if text}


__all__ = ["SCRIPTS", "js_afname", "load", "rubric_data"]
