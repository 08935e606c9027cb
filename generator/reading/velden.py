"""From the fields of one filled form to an afname, through the same reader as a score file: what is refused there is refused here.

The nodes of that reader have the number of a field for their line, so that what it says is said of that field.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN, DOELEN, ROLLEN, STATUSSEN, TAKEN
from generator.model.rubric import NVT
from generator.model.velden import AFSPRAAK, CLOSING, ROW, STEMPEL, afspraak_field, row_field
from generator.problems import quoted
from generator.reading.afname import read_afname
from generator.reading.dates import as_iso, is_day
from generator.reading.forms import OF_AFSPRAAK, Form, stamped
from generator.reading.nodes import Mapping, Scalar, Sequence
from generator.reading.part import Part
from generator.reading.text import UNSEEN, unseen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric
    from generator.model.velden import Ingevuld, Stempel
    from generator.problems import Problem
    from generator.reading.forms import Known
    from generator.reading.nodes import Tree

BETWEEN = re.compile(r"[\s,;]+")
"""What stands between two numbers of rows; none of it can be in one."""
CHOICES = {
    "rol": ROLLEN, "doel": DOELEN, "status": STATUSSEN, "bron": BRONNEN, "taak": TAKEN, "nagekomen": ("ja", "nee")
}  # fmt: skip
NOBODY = "onbekend"
"""Whom a form is about as long as that is not clear; there is a fault then, so no afname comes of it."""


def read_velden(filled: Ingevuld, known: Known) -> tuple[Afname | None, list[Problem]]:
    """The afname, or None when anything is wrong; the problems name the field as a person finds it."""
    form = Form(filled)
    afname = None
    found = stamped(form, known)
    if found is not None:
        nodes = _Nodes(form, known)
        ib_er = nodes.ib_er(found[0].ib_er)
        part = Part(nodes.whole(*found, ib_er), form.notebook)
        afname = read_afname(part, folder=ib_er, rubrics=known.rubrics, today=known.today)
    return afname, form.found()


class _Nodes:
    """The fields of a form as the nodes that a score file would have given."""

    def __init__(self, form: Form, known: Known) -> None:
        self.form = form
        self.known = known

    def text(self, name: str) -> str:
        """As typed, with our own line ends; a character that cannot be seen is refused."""
        veld = self.form.fields.get(name)
        text = veld.value.replace("\r\n", "\n").replace("\r", "\n") if veld else ""
        if found := UNSEEN.search(text):
            self.form.fault(name, f"in deze tekst staat {unseen(found[0])}")
            return ""
        return text

    def node(self, name: str, text: str) -> Scalar:
        """One value; what is empty was not said."""
        return Scalar(text, self.form.numbers.get(name, 0), plain=not text)

    def entry(self, key: str, text: str, name: str = STEMPEL) -> tuple[Scalar, Tree]:
        return Scalar(key, self.form.numbers.get(name, 0)), self.node(name, text)

    def day(self, name: str, text: str) -> str:
        """As a score file writes it. What is no day is told as it was typed, and any day then stands in its place."""
        day = as_iso(text)
        if not day.strip() or is_day(day):
            return day
        self.form.fault(name, f"dit is geen datum: {quoted(text)}; schrijf dag, maand en jaar, bijvoorbeeld 12-5-2026")
        return self.known.today.isoformat()

    def listed(self, key: str, name: str, texts: Iterable[str]) -> tuple[Scalar, Tree]:
        items: list[Tree] = [self.node(name, text) for text in texts if text.strip()]
        return Scalar(key, self.form.numbers.get(name, 0)), Sequence(self.form.numbers.get(name, 0), [*items])

    def said(self, kind: str, name: str, points: Collection[str] = ()) -> tuple[Scalar, Tree]:
        """What was filled in at a field, as its kind is written in a score file."""
        text = self.text(name)
        if kind == "bewijsstukken":
            return self.listed(kind, name, text.split("\n"))
        if kind == "bij":
            return self.listed(kind, name, BETWEEN.split(text))
        if kind in ("datum", "voor"):
            text = self.day(name, text)
        elif options := points or CHOICES.get(kind):
            text = _chosen(text, options)
        return self.entry(kind, text, name)

    def whole(self, stempel: Stempel, rubric: Rubric, ib_er: str) -> Mapping:
        entries = {
            "rubric": self.entry("rubric", stempel.rubric),
            "versie": self.entry("versie", stempel.version),
            "kijkwijzers": self.listed("kijkwijzers", STEMPEL, stempel.kijkwijzers),
            "ib_er": self.entry("ib_er", ib_er, "ib_er"),
            "waarnemer": (Scalar("waarnemer", 0), self.group({"rol": "rol", "naam": "waarnemer"})),
            "scores": (Scalar("scores", 0), self.scores(rubric)),
            "afspraken": (Scalar("afspraken", 0), self.afspraken()),
        }
        if stempel.is_fictional:
            entries["fictief"] = self.entry("fictief", "ja")
        for name in ("datum", "aanleiding", "doel", "status", *CLOSING):
            entries[name] = self.said(name, name)
        if not _is_said(entries["status"][1]):
            entries["status"] = self.entry("status", "concept", "status")
        return Mapping(0, entries)

    def group(self, names: dict[str, str], points: Collection[str] = ()) -> Mapping:
        """Fields by the key that each has in a score file."""
        first = min((self.form.numbers[name] for name in names.values() if name in self.form.numbers), default=0)
        return Mapping(
            first, {key: self.said(key, name, points if key == "score" else ()) for key, name in names.items()}
        )

    def scores(self, rubric: Rubric) -> Mapping:
        points = (*rubric.schaal.ranks, NVT)
        groups = {row: self.group({kind: row_field(kind, row) for kind in ROW}, points) for row in rubric.vaardigheden}
        said = {row: group for row, group in groups.items() if _is_said(group)}
        return Mapping(0, {row: (Scalar(row, group.line), group) for row, group in said.items()})

    def afspraken(self) -> Sequence:
        found = (OF_AFSPRAAK.fullmatch(name) for name in self.form.fields)
        numbers = sorted({int(match[1]) for match in found if match})
        groups = [self.group({kind: afspraak_field(number, kind) for kind in AFSPRAAK}) for number in numbers]
        return Sequence(0, [group for group in groups if _is_said(group)])

    def ib_er(self, printed_for: str) -> str:
        """The pseudonym; after a fault one that fits nobody."""
        id, why = self.known.whose(self.text("ib_er"))
        if id and printed_for and id != printed_for:
            why = f"dit formulier is gemaakt voor {quoted(printed_for)}, en ingevuld is {quoted(id)}; neem een formulier voor de goede ib-er"
        if why:
            self.form.fault("ib_er", why)
        return NOBODY if why else id


def _is_said(node: Tree) -> bool:
    if isinstance(node, Scalar):
        return bool(node.text.strip())
    items = node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]
    return any(_is_said(item) for item in items)


def _chosen(text: str, options: Collection[str]) -> str:
    """The option as the rubric spells it, where only spaces around it or capitals differ."""
    typed = text if text in options else text.strip()
    alike = [option for option in options if option.casefold() == typed.casefold()]
    return alike[0] if typed not in options and len(alike) == 1 else typed
