"""The tree of a rubric: taakgebied, indicator, vaardigheid, and what the lower levels inherit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN
from generator.model.rubric import Indicator, Taakgebied, Vaardigheid
from generator.problems import nearest, quoted
from generator.reading.nodes import Scalar
from generator.reading.values import TEXT_LIMIT, checked_choice, checked_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.reading.nodes import Tree
    from generator.reading.part import Part


@dataclass(frozen=True)
class Inherited:
    """What a level says for all that is below it."""

    afgeleid: bool = False
    kijkwijzer: str = ""
    bewijsstukken: tuple[str, ...] = ()


class TreeReader:
    """Reads the tree of one rubric, and knows which ids and kijkwijzers came by."""

    def __init__(self, kijkwijzers: Sequence[str], values: Sequence[str]) -> None:
        self.kijkwijzers = tuple(kijkwijzers)
        self.values = tuple(values)
        self.used: set[str] = set()
        self.lines: dict[tuple[str, str], int] = {}

    def taakgebied(self, part: Part) -> Taakgebied:
        id = part.id("id")
        self.unique(part, "taakgebied", id)
        title = part.text("titel", required=True)
        description = part.long_text("omschrijving")
        given = self.given(part, Inherited())
        indicatoren = tuple(self.indicator(child, given) for child in part.parts("indicatoren"))
        direct = tuple(self.vaardigheid(child, given) for child in part.parts("vaardigheden"))
        part.done()
        self.one_of_both(part, id)
        if direct:
            indicatoren = (Indicator(id, "", direct, given.afgeleid),)
        return Taakgebied(id, title, indicatoren, description, given.afgeleid)

    def one_of_both(self, part: Part, id: str) -> None:
        has_indicatoren, has_vaardigheden = part.holds("indicatoren"), part.holds("vaardigheden")
        if has_indicatoren and has_vaardigheden:
            part.fault("vaardigheden", f"taakgebied {quoted(id)} heeft al indicatoren; zet de vaardigheden daaronder")
        elif not has_indicatoren and not has_vaardigheden:
            part.notebook.fault(part.line, f"taakgebied {quoted(id)} is leeg; geef het indicatoren of vaardigheden")

    def indicator(self, part: Part, inherited: Inherited) -> Indicator:
        id = part.id("id")
        is_new = self.unique(part, "indicator", id)
        title = part.text("titel", required=True, limit=TEXT_LIMIT)
        cursus = part.text("cursus")
        given = self.given(part, inherited)
        rows = tuple(self.vaardigheid(child, given) for child in part.parts("vaardigheden"))
        if not part.holds("vaardigheden"):
            if is_new:
                self.unique(part, "vaardigheid", id)
            rows = (replace(self.row(part, id, title, given), is_indicator=True),)
        part.done()
        return Indicator(id, title, rows, given.afgeleid, cursus)

    def vaardigheid(self, part: Part, inherited: Inherited) -> Vaardigheid:
        id = part.id("id")
        self.unique(part, "vaardigheid", id)
        text = part.text("tekst", required=True, limit=TEXT_LIMIT)
        row = self.row(part, id, text, self.given(part, inherited))
        part.done()
        return row

    def given(self, part: Part, inherited: Inherited) -> Inherited:
        """What counts from here on: what this level says, else what the level above said."""
        afgeleid = part.yes_no("afgeleid")
        said = part.scalar("kijkwijzer")
        if said is not None and self.kijkwijzers:
            checked_choice(said, "kijkwijzer", self.kijkwijzers, part.notebook)
        return Inherited(
            inherited.afgeleid if afgeleid is None else afgeleid,
            inherited.kijkwijzer if said is None else said.text,
            part.texts("bewijsstukken", each_once=True) or inherited.bewijsstukken,
        )

    def row(self, part: Part, id: str, text: str, given: Inherited) -> Vaardigheid:
        """What is scored: a vaardigheid, or an indicator that has none."""
        kijkwijzer = given.kijkwijzer
        if not kijkwijzer and len(self.kijkwijzers) == 1:
            kijkwijzer = self.kijkwijzers[0]
        if not kijkwijzer and self.kijkwijzers:
            part.fault(
                "id",
                f"van {quoted(id)} is niet gezegd bij welke kijkwijzer het hoort; zet er 'kijkwijzer:' bij, of een niveau hoger",
            )
        self.used.add(kijkwijzer)
        return Vaardigheid(
            id,
            text,
            kijkwijzer,
            given.afgeleid,
            observable=part.choices("waarneembaar", BRONNEN),
            frameworks=part.texts("kaders"),
            bewijsstukken=given.bewijsstukken,
            descriptions=self.descriptions(part),
        )

    def descriptions(self, part: Part) -> dict[str, str]:
        found = {}
        for key, node in part.entries("beschrijvingen"):
            if self.values and key.text not in self.values:
                part.notebook.fault(
                    key.line,
                    f"punt {quoted(key.text)} bestaat niet in de schaal.{nearest(key.text, self.values)} Kies uit: {', '.join(self.values)}",
                )
            found[key.text] = _description(node, part)
        return {value: text for value, text in found.items() if text}

    def unique(self, part: Part, kind: str, id: str) -> bool:
        """Ids that differ only in case would be one page or anchor on many computers."""
        key = (kind, id.lower())
        first = self.lines.get(key)
        if first is not None:
            part.fault("id", f"{kind} {quoted(id)} bestaat al op regel {first}; geef een van de twee een andere id")
        elif id:
            self.lines[key] = part.line_of("id")
        return first is None


def _description(node: Tree, part: Part) -> str:
    if isinstance(node, Scalar):
        return checked_text(node, "beschrijvingen", part.notebook) if not node.is_null or node.cut else ""
    part.notebook.fault(node.line, "bij elk punt van 'beschrijvingen' hoort één tekst")
    return ""
