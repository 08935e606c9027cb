"""A rubric from rubrics/ID.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.model.rubric import NVT, Aansluiting, Bron, Kijkwijzer, Niveaus, Punt, Rubric, Schaal
from generator.problems import has_faults, quoted
from generator.reading.nodes import NULLS
from generator.reading.taakgebieden import TreeReader
from generator.reading.values import checked_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.reading.part import Part

LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
SHORT_LIMIT = 40
"""Characters in what has to fit in a narrow place."""
WAARDE_LIMIT = 20
FEWEST_PUNTEN = 2


def read_rubric(part: Part, *, expected_id: str, expected_version: str | None = None) -> Rubric | None:
    """The rubric, or None when anything in it is wrong; the notebook of the part then says what."""
    id, version = _id(part, expected_id), _version(part, expected_version)
    title = part.text("titel", required=True)
    short_title = part.text("afkorting", limit=SHORT_LIMIT)
    language = _language(part)
    description = part.long_text("omschrijving")
    bron = _bron(part)
    niveaus = _niveaus(part)
    schaal = _schaal(part)
    kijkwijzers = _kijkwijzers(part)
    tree = TreeReader([id for id in kijkwijzers if id], [punt.value for punt in schaal.punten if punt.value])
    taakgebieden = tuple(tree.taakgebied(child) for child in part.parts("taakgebieden", required=True))
    aansluitingen = _aansluitingen(part, id, [taakgebied.id for taakgebied in taakgebieden])
    part.done()
    if not has_faults(part.notebook.problems):
        _all_used(part, tree.used)
    if has_faults(part.notebook.problems):
        return None
    return Rubric(
        id=id,
        version=version,
        title=title,
        schaal=schaal,
        kijkwijzers=tuple(kijkwijzers.values()),
        taakgebieden=taakgebieden,
        short_title=short_title,
        language=language,
        description=description,
        bron=bron,
        niveaus=niveaus,
        aansluitingen=aansluitingen,
    )


def _id(part: Part, expected: str) -> str:
    id = part.id("id")
    if id and id != expected:
        part.fault("id", f"de id is {quoted(id)}, maar het bestand heet naar {quoted(expected)}; maak ze gelijk")
    return id


def _version(part: Part, expected: str | None) -> str:
    node = part.scalar("versie", required=True)
    version = checked_id(node, "versie", part.notebook) if node else ""
    if version and expected is not None and version != expected:
        part.fault(
            "versie", f"de versie is {quoted(version)}, maar de bestandsnaam zegt {quoted(expected)}; maak ze gelijk"
        )
    return version


def _language(part: Part) -> str:
    language = part.word("taal")
    if language and not LANGUAGE.fullmatch(language):
        part.fault("taal", f"{quoted(language)} is geen taalcode; schrijf bijvoorbeeld nl, en of de-AT")
    return language or "nl"


def _bron(part: Part) -> Bron:
    bron = part.part("bron")
    if bron is None:
        return Bron()
    found = Bron(
        title=bron.text("titel"),
        author=bron.text("auteur"),
        publisher=bron.text("uitgever"),
        year=bron.text("jaar", limit=SHORT_LIMIT),
        url=bron.text("url"),
        rights=bron.long_text("rechten"),
    )
    if found.url and not _is_link(found.url):
        bron.fault("url", f"{quoted(found.url)} is geen link naar een website; begin met https://")
    bron.done()
    return found


def _is_link(url: str) -> bool:
    try:
        return bool(LINK.fullmatch(url)) and bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _niveaus(part: Part) -> Niveaus:
    niveaus = part.part("niveaus")
    if niveaus is None:
        return Niveaus()
    found = Niveaus(
        taakgebied=niveaus.text("taakgebied", limit=SHORT_LIMIT) or Niveaus.taakgebied,
        indicator=niveaus.text("indicator", limit=SHORT_LIMIT) or Niveaus.indicator,
        vaardigheid=niveaus.text("vaardigheid", limit=SHORT_LIMIT) or Niveaus.vaardigheid,
    )
    niveaus.done()
    return found


def _schaal(part: Part) -> Schaal:
    punten: list[Punt] = []
    for child in part.parts("schaal", required=True):
        punt = _punt(child)
        if punt.value and punt.value.lower() in {other.value.lower() for other in punten}:
            child.fault("waarde", f"de waarde {quoted(punt.value)} staat al in de schaal; kies een andere")
        punten.append(punt)
    if 0 < len(punten) < FEWEST_PUNTEN:
        part.fault("schaal", f"een schaal heeft minstens {FEWEST_PUNTEN} punten; zet er een bij")
    values = [punt.value for punt in punten]
    if values and all(values) and len({value.lower() for value in values}) == len(values):
        return Schaal(tuple(punten), part.choice("voldoende_vanaf", values, required=True))
    return Schaal(tuple(punten), part.text("voldoende_vanaf", required=True))


def _punt(part: Part) -> Punt:
    label = part.text("label", required=True)
    punt = Punt(_waarde(part), part.text("kort", limit=SHORT_LIMIT) or label, label, part.long_text("uitleg"))
    part.done()
    return punt


def _waarde(part: Part) -> str:
    """What is written at a score, so it must be one thing to a reader and to a program."""
    value = part.text("waarde", required=True, limit=WAARDE_LIMIT)
    if value.lower() == NVT:
        part.fault(
            "waarde",
            "'nvt' kan geen punt van de schaal zijn: het betekent al 'niet van toepassing'; kies een andere waarde",
        )
    elif value in NULLS and value:
        part.fault("waarde", f"{quoted(value)} betekent al 'nog niet gescoord'; kies een andere waarde")
    elif value != value.strip():
        part.fault("waarde", f"{quoted(value)} begint of eindigt met een spatie; haal die weg")
    elif not value.isprintable():
        part.fault("waarde", f"in {quoted(value)} staat een teken dat niet te zien is; kies een andere waarde")
    else:
        return value
    return ""


def _kijkwijzers(part: Part) -> dict[str, Kijkwijzer]:
    found: dict[str, Kijkwijzer] = {}
    for child in part.parts("kijkwijzers", required=True):
        kijkwijzer = Kijkwijzer(
            child.id("id"),
            child.text("titel", required=True),
            child.text("voor"),
            is_signed=child.yes_no("ondertekening") is not False,
        )
        child.done()
        if kijkwijzer.id and kijkwijzer.id.lower() in {id.lower() for id in found}:
            child.fault("id", f"kijkwijzer {quoted(kijkwijzer.id)} bestaat al in deze rubric; kies een andere id")
        found[kijkwijzer.id] = kijkwijzer
    return found


def _all_used(part: Part, used: set[str]) -> None:
    """A kijkwijzer without rows would be printed as an empty form."""
    for child in part.parts("kijkwijzers"):
        id = child.word("id")
        if id not in used:
            child.fault(
                "id", f"bij kijkwijzer {quoted(id)} hoort geen enkele rij; geef rijen deze kijkwijzer of haal hem weg"
            )


def _aansluitingen(part: Part, id: str, taakgebieden: Iterable[str]) -> tuple[Aansluiting, ...]:
    found: list[Aansluiting] = []
    options = list(filter(None, taakgebieden))
    for child in part.parts("sluit_aan_bij"):
        here = child.choice("hier", options, required=True) if options else child.text("hier", required=True)
        there = child.text("daar", required=True)
        child.done()
        rubric, _, taakgebied = there.partition("/")
        aansluiting = Aansluiting(here, rubric, taakgebied)
        if there and not (rubric and taakgebied):
            child.fault("daar", f"schrijf bij 'daar' RUBRIC/TAAKGEBIED, niet {quoted(there)}")
        elif rubric and rubric == id:
            child.fault("daar", f"{quoted(there)} is van deze rubric zelf; noem een taakgebied van een andere")
        elif aansluiting in found:
            child.fault("daar", f"deze aansluiting met {quoted(there)} staat er al; haal er een weg")
        found.append(aansluiting)
    return tuple(found)
