"""A rubric from rubrics/ID.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN
from generator.model.rubric import (
    NVT,
    Aansluiting,
    Bron,
    Indicator,
    Kijkwijzer,
    Niveaus,
    Punt,
    Rubric,
    Schaal,
    Taakgebied,
    Vaardigheid,
)
from generator.problems import has_faults, nearest, quoted
from generator.reading.nodes import Scalar
from generator.reading.part import TEXT_LIMIT, checked_id, checked_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.reading.nodes import Tree
    from generator.reading.part import Part

LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
WAARDE_LIMIT = 20
FEWEST_PUNTEN = 2


def read_rubric(part: Part, *, expected_id: str, expected_version: str | None = None) -> Rubric | None:
    """The rubric, or None when anything in it is wrong; the notebook of the part then says what."""
    id = part.id("id")
    version = _version(part)
    title = part.text("titel", required=True)
    short_title = part.text("afkorting", limit=40)
    language = _language(part)
    description = part.long_text("omschrijving")
    bron = _bron(part)
    niveaus = _niveaus(part)
    schaal = _schaal(part)
    kijkwijzers = _kijkwijzers(part)
    tree = _Tree({kijkwijzer.id for kijkwijzer in kijkwijzers}, [punt.value for punt in schaal.punten])
    taakgebieden = tuple(tree.taakgebied(child) for child in part.parts("taakgebieden", required=True))
    aansluitingen = tuple(_aansluitingen(part, [taakgebied.id for taakgebied in taakgebieden]))
    part.done()
    if id and id != expected_id:
        part.fault("id", f"het bestand heet {expected_id}.yml, maar de id is {quoted(id)}; maak ze gelijk")
    if version and expected_version is not None and version != expected_version:
        part.fault(
            "versie",
            f"volgens de bestandsnaam is dit versie {quoted(expected_version)}, maar hier staat {quoted(version)}; maak ze gelijk",
        )
    _unused(part, kijkwijzers, tree.used)
    if has_faults(part.notebook.problems):
        return None
    return Rubric(
        id,
        version,
        title,
        schaal,
        kijkwijzers,
        taakgebieden,
        short_title,
        language,
        description,
        bron,
        niveaus,
        aansluitingen,
    )


def _version(part: Part) -> str:
    node = part.scalar("versie", required=True)
    return checked_id(node, "versie", part.notebook) if node else ""


def _language(part: Part) -> str:
    language = part.text("taal", limit=35)
    if language and not LANGUAGE.fullmatch(language):
        part.fault("taal", f"{quoted(language)} is geen taalcode; schrijf bijvoorbeeld nl, en of de-AT")
    return language or "nl"


def _bron(part: Part) -> Bron:
    bron = part.part("bron")
    if bron is None:
        return Bron()
    url = bron.text("url")
    if url and not LINK.fullmatch(url):
        bron.fault("url", f"{quoted(url)} kan geen link zijn; een link begint met https:// of http://")
    found = Bron(
        title=bron.text("titel"),
        author=bron.text("auteur"),
        publisher=bron.text("uitgever"),
        year=bron.text("jaar", limit=40),
        url=url,
        rights=bron.long_text("rechten"),
    )
    bron.done()
    return found


def _niveaus(part: Part) -> Niveaus:
    niveaus = part.part("niveaus")
    if niveaus is None:
        return Niveaus()
    found = Niveaus(
        taakgebied=niveaus.text("taakgebied", limit=40) or Niveaus.taakgebied,
        indicator=niveaus.text("indicator", limit=40) or Niveaus.indicator,
        vaardigheid=niveaus.text("vaardigheid", limit=40) or Niveaus.vaardigheid,
    )
    niveaus.done()
    return found


def _schaal(part: Part) -> Schaal:
    punten = [_punt(child) for child in part.parts("schaal", required=True)]
    values = [punt.value for punt in punten]
    if len(punten) < FEWEST_PUNTEN:
        part.fault("schaal", f"een schaal heeft minstens {FEWEST_PUNTEN} punten")
    for value in dict.fromkeys(value for value in values if value and values.count(value) > 1):
        part.fault("schaal", f"de waarde {quoted(value)} staat twee keer in de schaal")
    sufficient_from = part.choice("voldoende_vanaf", values, required=True)
    return Schaal(tuple(punten), sufficient_from)


def _punt(part: Part) -> Punt:
    value = part.text("waarde", required=True, limit=WAARDE_LIMIT)
    if value == NVT:
        part.fault("waarde", "'nvt' kan geen punt van de schaal zijn: het betekent 'niet van toepassing' en bestaat al")
    label = part.text("label", required=True)
    punt = Punt(value, part.text("kort", limit=40) or label, label, part.long_text("uitleg"))
    part.done()
    return punt


def _kijkwijzers(part: Part) -> tuple[Kijkwijzer, ...]:
    found: dict[str, Kijkwijzer] = {}
    for child in part.parts("kijkwijzers", required=True):
        kijkwijzer = Kijkwijzer(child.id("id"), child.text("titel", required=True), child.text("voor"))
        child.done()
        if kijkwijzer.id.lower() in {id.lower() for id in found}:
            child.fault("id", f"kijkwijzer {quoted(kijkwijzer.id)} bestaat al in deze rubric")
        found[kijkwijzer.id] = kijkwijzer
    return tuple(found.values())


def _unused(part: Part, kijkwijzers: Iterable[Kijkwijzer], used: set[str]) -> None:
    for kijkwijzer in kijkwijzers:
        if used and kijkwijzer.id and kijkwijzer.id not in used:
            part.fault(
                "kijkwijzers",
                f"bij kijkwijzer {quoted(kijkwijzer.id)} hoort geen enkele rij; geef rijen deze kijkwijzer of haal hem weg",
            )


def _aansluitingen(part: Part, taakgebieden: list[str]) -> Iterable[Aansluiting]:
    for child in part.parts("sluit_aan_bij"):
        here = child.choice("hier", taakgebieden, required=True)
        there = child.text("daar", required=True)
        child.done()
        rubric, slash, taakgebied = there.partition("/")
        if there and not (slash and rubric and taakgebied):
            child.fault("daar", f"schrijf bij 'daar' RUBRIC/TAAKGEBIED, niet {quoted(there)}")
        yield Aansluiting(here, rubric, taakgebied)


class _Tree:
    """Reads the tree of one rubric, and knows which ids and kijkwijzers came by."""

    def __init__(self, kijkwijzers: set[str], values: list[str]) -> None:
        self.kijkwijzers = kijkwijzers - {""}
        self.values = values
        self.used: set[str] = set()
        self.lines: dict[tuple[str, str], int] = {}

    def taakgebied(self, part: Part) -> Taakgebied:
        id = self.id(part, "taakgebied")
        title = part.text("titel", required=True)
        description = part.long_text("omschrijving")
        afgeleid, kijkwijzer = self.inherited(part, afgeleid=False, kijkwijzer="")
        indicatoren = [
            self.indicator(child, afgeleid=afgeleid, kijkwijzer=kijkwijzer) for child in part.parts("indicatoren")
        ]
        direct = tuple(
            self.vaardigheid(child, afgeleid=afgeleid, kijkwijzer=kijkwijzer) for child in part.parts("vaardigheden")
        )
        part.done()
        if bool(indicatoren) == bool(direct):
            part.fault(
                "titel",
                f"taakgebied {quoted(id)} heeft óf indicatoren óf vaardigheden nodig, niet allebei en niet geen van beide",
            )
        if direct:
            indicatoren = [Indicator(id, "", direct, afgeleid)]
        return Taakgebied(id, title, tuple(indicatoren), description, afgeleid)

    def indicator(self, part: Part, *, afgeleid: bool, kijkwijzer: str) -> Indicator:
        id = self.id(part, "indicator")
        title = part.text("titel", required=True, limit=TEXT_LIMIT)
        cursus = part.text("cursus")
        afgeleid, kijkwijzer = self.inherited(part, afgeleid=afgeleid, kijkwijzer=kijkwijzer)
        rows = tuple(
            self.vaardigheid(child, afgeleid=afgeleid, kijkwijzer=kijkwijzer) for child in part.parts("vaardigheden")
        )
        if not rows:
            rows = (self.row(part, id, title, afgeleid=afgeleid, kijkwijzer=kijkwijzer, is_indicator=True),)
        part.done()
        return Indicator(id, title, rows, afgeleid, cursus)

    def vaardigheid(self, part: Part, *, afgeleid: bool, kijkwijzer: str) -> Vaardigheid:
        id = part.id("id")
        text = part.text("tekst", required=True, limit=TEXT_LIMIT)
        afgeleid, kijkwijzer = self.inherited(part, afgeleid=afgeleid, kijkwijzer=kijkwijzer)
        row = self.row(part, id, text, afgeleid=afgeleid, kijkwijzer=kijkwijzer, is_indicator=False)
        part.done()
        return row

    def row(
        self, part: Part, id: str, text: str, *, afgeleid: bool, kijkwijzer: str, is_indicator: bool
    ) -> Vaardigheid:
        """What is scored: a vaardigheid, or an indicator that has none."""
        self.unique(part, "vaardigheid", id)
        if not kijkwijzer and len(self.kijkwijzers) == 1:
            kijkwijzer = next(iter(self.kijkwijzers))
        if not kijkwijzer and self.kijkwijzers:
            part.fault(
                "id",
                f"van {quoted(id)} is niet gezegd bij welke kijkwijzer het hoort; zet er 'kijkwijzer:' bij, of bij de indicator of het taakgebied",
            )
        self.used.add(kijkwijzer)
        return Vaardigheid(
            id,
            text,
            kijkwijzer,
            afgeleid,
            is_indicator,
            observable=part.choices("waarneembaar", BRONNEN),
            frameworks=part.texts("kaders"),
            descriptions=self.descriptions(part),
        )

    def inherited(self, part: Part, *, afgeleid: bool, kijkwijzer: str) -> tuple[bool, str]:
        said = part.yes_no("afgeleid")
        own = part.choice("kijkwijzer", sorted(self.kijkwijzers)) if self.kijkwijzers else part.text("kijkwijzer")
        return afgeleid if said is None else said, own or kijkwijzer

    def descriptions(self, part: Part) -> Mapping[str, str]:
        found = {}
        for key, node in part.entries("beschrijvingen"):
            if key.text not in self.values:
                part.notebook.fault(
                    key.line,
                    f"punt {quoted(key.text)} bestaat niet in de schaal.{nearest(key.text, self.values)} Er zijn: {', '.join(self.values)}",
                )
            elif text := _description(node, part):
                found[key.text] = text
        return found

    def id(self, part: Part, kind: str) -> str:
        id = part.id("id")
        self.unique(part, kind, id)
        return id

    def unique(self, part: Part, kind: str, id: str) -> None:
        if not id:
            return
        first = self.lines.get((kind, id.lower()))
        if first is not None:
            part.fault("id", f"{kind} {quoted(id)} bestaat al op regel {first}; elke id komt één keer voor")
        self.lines.setdefault((kind, id.lower()), part.line_of("id"))


def _description(node: Tree, part: Part) -> str:
    if isinstance(node, Scalar):
        return "" if node.is_null else checked_text(node, "beschrijvingen", part.notebook)
    part.notebook.fault(node.line, "bij elk punt van 'beschrijvingen' hoort één tekst")
    return ""
