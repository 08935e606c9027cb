"""The scores in a score file, each held against the rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN, TAKEN, Score
from generator.model.rubric import NVT
from generator.problems import nearest, quoted
from generator.reading.nodes import Mapping, Scalar
from generator.reading.part import Part

if TYPE_CHECKING:
    from generator.model.rubric import Rubric
    from generator.reading.nodes import Tree


class Rows:
    """What a score file says about vaardigheden. Without a rubric there is nothing to hold it against."""

    def __init__(self, part: Part, rubric: Rubric | None, kijkwijzers: tuple[str, ...]) -> None:
        self.part = part
        self.rubric = rubric
        self.kijkwijzers = kijkwijzers

    def fault(self, node: Tree, message: str) -> None:
        self.part.notebook.fault(node.line, message)

    def known(self, node: Scalar) -> str:
        """The id, after saying so when the rubric has no such vaardigheid."""
        if self.rubric is not None and node.text not in self.rubric.vaardigheden:
            hint = nearest(node.text, self.rubric.vaardigheden) or " Kijk op de kijkwijzer welke het moet zijn"
            self.fault(
                node, f"vaardigheid {quoted(node.text)} bestaat niet in {self.rubric.id} {self.rubric.version}.{hint}"
            )
        return node.text

    def scores(self) -> dict[str, Score]:
        """By id, in the order of the file; a row of which nothing was said is not among them."""
        found = {}
        for key, node in self.part.entries("scores"):
            id = self.known(key)
            self.in_selection(key)
            score = self.score(node)
            if score is not None:
                found[id] = score
        return found

    def in_selection(self, key: Scalar) -> None:
        row = self.rubric.vaardigheden.get(key.text) if self.rubric else None
        if row is not None and self.kijkwijzers and row.kijkwijzer not in self.kijkwijzers:
            self.fault(
                key,
                f"vaardigheid {quoted(key.text)} hoort bij kijkwijzer {quoted(row.kijkwijzer)}, en die staat niet bij 'kijkwijzers'; zet hem erbij of haal de score weg",
            )

    def score(self, node: Tree) -> Score | None:
        """A bare value, or a group that also holds what was noted. None: nothing was said."""
        if isinstance(node, Mapping):
            return self.noted(Part(node, self.part.notebook))
        if not isinstance(node, Scalar):
            self.fault(node, f"een score is één waarde, geen lijst. Kies uit: {self.options}")
            return None
        value = self.value(node)
        return None if value is None else Score(value)

    def noted(self, part: Part) -> Score:
        if not part.mapping.entries:
            self.fault(part.mapping, f"tussen de haakjes staat niets. Kies uit: {self.options}, of haal de haakjes weg")
        node = part.scalar("score")
        score = Score(
            value=None if node is None else self.value(node),
            aantekening=part.long_text("aantekening"),
            bron=part.choice("bron", BRONNEN),
            bewijsstukken=part.texts("bewijsstukken"),
            taak=part.choice("taak", TAKEN),
        )
        part.done()
        return score

    def value(self, node: Scalar) -> str | None:
        """A value exactly as the schaal writes it: 3.0, 03 and drie are not 3. None: not scored yet."""
        if node.is_null:
            return None
        if self.rubric is not None and node.text not in (*self.rubric.schaal.ranks, NVT):
            self.fault(
                node,
                f"{quoted(node.text)} is geen score van deze rubric. Kies uit: {self.options}; nog niet gescoord? Laat het dan leeg",
            )
            return None
        return node.text

    @property
    def options(self) -> str:
        return ", ".join([*(self.rubric.schaal.ranks if self.rubric else ()), NVT])
