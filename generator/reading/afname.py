"""An afname from scores/IB-ER/DATUM-ROL.yml, checked against the rubric it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN, DOELEN, ROLLEN, STATUSSEN, TAKEN, Afname, Afspraak, Score, Waarnemer
from generator.model.rubric import NVT
from generator.problems import has_faults, nearest, quoted
from generator.reading.nodes import Mapping, Scalar
from generator.reading.part import Part

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary
    from datetime import date

    from generator.model.rubric import Rubric
    from generator.reading.nodes import Tree


def read_afname(part: Part, *, folder: str, rubrics: Dictionary[tuple[str, str], Rubric], today: date) -> Afname | None:
    """The afname, or None when anything in it is wrong; the notebook of the part then says what.

    `rubrics` are all known versions by (id, versie); without its rubric nothing about the scores can be checked, so that is said first.
    """
    rubric = _rubric(part, rubrics)
    ib_er = part.id("ib_er")
    if ib_er and ib_er != folder:
        part.fault(
            "ib_er",
            f"dit bestand staat in de map {quoted(folder)}, maar gaat volgens de inhoud over {quoted(ib_er)}; zet het in de goede map of pas het aan",
        )
    kijkwijzers = _chosen(part, rubric)
    rows = _Rows(part, rubric, kijkwijzers)
    afname = {
        "waarnemer": _waarnemer(part),
        "date": _past(part, today),
        "doel": part.choice("doel", DOELEN, required=True),
        "status": part.choice("status", STATUSSEN, required=True),
        "occasion": part.text("aanleiding"),
        "scores": rows.scores(),
        "afspraken": tuple(_afspraak(child, rows) for child in part.parts("afspraken")),
        "summary": part.long_text("samenvatting"),
        "zienswijze": part.long_text("zienswijze"),
        "is_fictional": part.yes_no("fictief") is True,
    }
    part.done()
    if rubric is None or has_faults(part.notebook.problems):
        return None
    return Afname(ib_er=ib_er, rubric=rubric, kijkwijzers=kijkwijzers, path=part.notebook.path, **afname)  # type: ignore[arg-type]


def _rubric(part: Part, rubrics: Dictionary[tuple[str, str], Rubric]) -> Rubric | None:
    """The very rubric and versie that the file names; other texts are never put in its place."""
    id, version = part.text("rubric", required=True), part.text("versie", required=True)
    versions = [known_version for known_id, known_version in rubrics if known_id == id]
    if id and not versions:
        known = sorted({known_id for known_id, _ in rubrics})
        part.fault("rubric", f"rubric {quoted(id)} bestaat niet, of er zit een fout in.{nearest(id, known)}")
    elif id and version and version not in versions:
        part.fault(
            "versie",
            f"van rubric {quoted(id)} is er geen versie {quoted(version)}; er is: {', '.join(sorted(versions))}. Bewaar een oude versie als rubrics/{id}@{version}.yml",
        )
    return rubrics.get((id, version))


def _chosen(part: Part, rubric: Rubric | None) -> tuple[str, ...]:
    if rubric is None:
        part.take("kijkwijzers")
        return ()
    options = [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]
    if len(options) == 1 and "kijkwijzers" not in part.mapping.entries:
        part.take("kijkwijzers")
        return tuple(options)
    chosen = part.choices("kijkwijzers", options, required=True)
    return tuple(option for option in options if option in chosen)


def _past(part: Part, today: date) -> date | None:
    day = part.date("datum", required=True)
    if day is not None and day > today:
        part.fault("datum", f"de datum {day.isoformat()} ligt in de toekomst; klopt het jaar?")
    return day


def _waarnemer(part: Part) -> Waarnemer:
    child = part.part("waarnemer", required=True)
    if child is None:
        return Waarnemer("")
    waarnemer = Waarnemer(child.choice("rol", ROLLEN, required=True), child.text("naam"))
    child.done()
    return waarnemer


def _afspraak(part: Part, rows: _Rows) -> Afspraak:
    afspraak = Afspraak(
        what=part.long_text("wat", required=True),
        who=part.text("wie"),
        due=part.date("voor"),
        vaardigheden=tuple(dict.fromkeys(rows.known(node) for node in part.scalars("bij"))),
        kept=part.yes_no("nagekomen"),
        remark=part.long_text("opmerking"),
    )
    part.done()
    return afspraak


class _Rows:
    """What a score file says about vaardigheden, held against its rubric."""

    def __init__(self, part: Part, rubric: Rubric | None, kijkwijzers: tuple[str, ...]) -> None:
        self.part = part
        self.rubric = rubric
        self.kijkwijzers = kijkwijzers

    def known(self, node: Scalar) -> str:
        """The id, after saying so when the rubric has no such vaardigheid."""
        if self.rubric is not None and node.text not in self.rubric.vaardigheden:
            names = f"{self.rubric.id} {self.rubric.version}"
            self.part.notebook.fault(
                node.line,
                f"vaardigheid {quoted(node.text)} bestaat niet in {names}.{nearest(node.text, self.rubric.vaardigheden)}",
            )
        return node.text

    def scores(self) -> Dictionary[str, Score]:
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
            self.part.notebook.fault(
                key.line,
                f"vaardigheid {quoted(key.text)} hoort bij kijkwijzer {quoted(row.kijkwijzer)}, en die staat niet bij 'kijkwijzers'; zet hem erbij of haal de score weg",
            )

    def score(self, node: Tree) -> Score | None:
        """A bare value, or a group that also holds what was noted. None: nothing was said."""
        if isinstance(node, Scalar):
            value = self.value(node)
            return None if value is None else Score(value)
        if not isinstance(node, Mapping):
            self.part.notebook.fault(node.line, f"een score is één waarde ({self.options}), geen lijst")
            return None
        return self.detailed(Part(node, self.part.notebook))

    def detailed(self, part: Part) -> Score | None:
        if not part.mapping.entries:
            part.notebook.fault(
                part.line, f"hier staat niets; schrijf een score ({self.options}) of haal de haakjes weg"
            )
            return None
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

    @property
    def options(self) -> str:
        punten = self.rubric.schaal.punten if self.rubric else ()
        return ", ".join([*(punt.value for punt in punten), NVT])

    def value(self, node: Scalar) -> str | None:
        """A value exactly as the schaal writes it: 3.0, 03 and drie are not 3."""
        if node.is_null:
            return None
        if self.rubric is None:
            return node.text
        values = (*(punt.value for punt in self.rubric.schaal.punten), NVT)
        if node.text not in values:
            self.part.notebook.fault(
                node.line,
                f"{quoted(node.text)} is geen punt van de schaal. Er zijn: {self.options}; leeg betekent: nog niet gescoord",
            )
            return None
        return node.text
