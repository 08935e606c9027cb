"""Asks who somebody is. What is answered never comes into the history of a shell."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import click

from generator.model.register import AANSTELLINGEN, InternBegeleider
from generator.problems import closest, quoted
from generator.reading.dates import as_iso, is_day
from generator.reading.text import UNSEEN
from generator.reading.values import FIRST_YEAR, LAST_YEAR, LINE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.register import Register

T = TypeVar("T")
SKIP = "Enter = overslaan"


def asked(
    known: Register,
    *,
    name: str | None = None,
    school: str | None = None,
    aanstelling: str | None = None,
    since: str | None = None,
) -> InternBegeleider:
    """Somebody without a pseudonym yet: what was given, and the rest by asking."""
    name = _ask("Naam", _name) if name is None else _given("--naam", _name, name)
    _no_twin(known, name)
    school = _school(known) if school is None else _given("--school", _line, school)
    if aanstelling is None:
        aanstelling = _ask(f"Aanstelling: {' of '.join(AANSTELLINGEN)} ({SKIP})", _aanstelling, "")
    day = (
        _ask(f"In dienst sinds, zoals 1-8-2026 ({SKIP})", _day, "")
        if since is None
        else _given("--in-dienst", _day, since)
    )
    return InternBegeleider("", name, school, aanstelling, day)


def _ask(question: str, check: Callable[[str], T], default: str | None = None) -> T:
    """Asks again until the answer will do; with a default Enter will do too."""
    answer: T = click.prompt(question, default=default, show_default=False, value_proc=check, err=True)
    return answer


def _given(option: str, check: Callable[[str], T], text: str) -> T:
    try:
        return check(text)
    except click.BadParameter as error:
        error.param_hint = f"'{option}'"
        raise


def _says_yes(question: str) -> bool:
    return bool(click.prompt(question, type=click.Choice(["ja", "nee"]), err=True) == "ja")


def _no_twin(known: Register, name: str) -> None:
    """Two people may have one name, but one person may not have two pseudonyms."""
    twins = [id for id, ib_er in known.ib_ers.items() if _folded(ib_er.name) == _folded(name)]
    if twins and not _says_yes(
        f"Deze naam staat al in het register, bij {', '.join(twins)}. Gaat het om iemand anders"
    ):
        raise click.Abort


def _school(known: Register) -> str:
    """In the spelling that the register has, as people of one school are shown together."""
    school = _ask(f"School ({SKIP})", _line, "")
    schools = {ib_er.school for ib_er in known.ib_ers.values() if ib_er.school}
    alike = closest(school, schools) if school and school not in schools else None
    return alike if alike and _says_yes(f"Bedoel je {quoted(alike)}, die al in het register staat") else school


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


# --- Answers


def _name(text: str) -> str:
    if not text.strip():
        raise click.BadParameter("de naam moet worden ingevuld.")
    return _line(text)


def _line(text: str) -> str:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if len(text) > LINE_LIMIT:
        raise click.BadParameter(f"dit is {len(text)} tekens lang; het mogen er hoogstens {LINE_LIMIT} zijn.")
    if UNSEEN.search(text):
        raise click.BadParameter("hier staat een teken in dat niet te zien is; haal het weg.")
    return text


def _aanstelling(text: str) -> str:
    text = text.strip().lower()
    if text and text not in AANSTELLINGEN:
        raise click.BadParameter(f"kies {' of '.join(AANSTELLINGEN)}, of sla het over met Enter.")
    return text


def _day(text: str) -> date | None:
    day = as_iso(text)
    if not day.strip():
        return None
    if not is_day(day) or not FIRST_YEAR <= date.fromisoformat(day).year <= LAST_YEAR:
        raise click.BadParameter(f"{quoted(text)} is geen datum; schrijf dag, maand en jaar, bijvoorbeeld 1-8-2026.")
    return date.fromisoformat(day)
