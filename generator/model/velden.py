"""The fields of a form that is filled in on a computer: what they are called in a PDF and in a spreadsheet, and whose form it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.model.formulier import sheet_key

if TYPE_CHECKING:
    from generator.model.rubric import Rubric
    from generator.model.voordruk import Voordruk

HEAD = ("ib_er", "school", "datum", "waarnemer", "rol", "aanleiding", "doel", "status")
"""Above the rows. The school is for people: a score file does not hold it."""
ROW = ("score", "bron", "taak", "bewijsstukken", "aantekening")
"""Of each row; bewijsstukken one on a line."""
AFSPRAAK = ("wat", "wie", "voor", "bij", "nagekomen", "opmerking")
"""Of each afspraak; bij holds numbers of rows with commas between them."""
CLOSING = ("samenvatting", "zienswijze")
STEMPEL = "formulier"
"""The field that says which form this is."""

STAMP = re.compile(
    r"(?P<rubric>[^@;]+)@(?P<version>[^;]+);(?P<kijkwijzers>[^;]+);(?P<key>[A-Z]+)(?P<fictional>;fictief)?"
    r"(?:;voor (?P<ib_er>[^;]+))?(?:;doel (?P<doel>[^;]+))?"
)


@dataclass(frozen=True)
class Veld:
    """Field: what was filled in at one place of a form, and where that is."""

    value: str
    """As the file has it; empty when nothing was filled in."""
    label: str
    """Where a person finds it: bladzijde 2, rij 1.2, aantekening; or: blad 'ib-01', cel C12."""


@dataclass(frozen=True)
class Ingevuld:
    """Filled in: one form as a file holds it, by the names of its fields. Nothing in it has been checked."""

    path: str
    """As the person typed it, and for a file with several forms also which: scores.xlsx, blad 'ib-01'."""
    fields: Mapping[str, Veld] = field(default_factory=dict)
    """In the order of the form, also those left empty, with the names of this module (in a PDF these are spelt otherwise)."""
    remarks: tuple[str, ...] = ()
    """What the reader saw and this form has no field for, as sentences; told to the person, never written anywhere."""

    def said(self, name: str) -> str:
        """What was filled in at a field, without the white space around it; empty when there is no such field."""
        return self.fields[name].value.strip() if name in self.fields else ""


def row_field(kind: str, row: str) -> str:
    return f"{kind}:{row}"


def afspraak_field(number: int, kind: str) -> str:
    """Counted from 1."""
    return f"afspraak:{number}:{kind}"


def vorige_field(number: int) -> str:
    """Whether an afspraak of last time was kept, by its line on the form; told to the person, and in no score file."""
    return f"vorige:{number}"


@dataclass(frozen=True)
class Stempel:
    """Stamp: which form this is, so that what is filled in is never held against other texts."""

    rubric: str
    version: str
    kijkwijzers: tuple[str, ...]
    key: str
    is_fictional: bool = False
    ib_er: str = ""
    """Of a form that was printed for somebody: for nobody else."""
    doel: str = ""
    """Of a form that shows last time: what was scored for one doel is not taken to the other."""

    def __str__(self) -> str:
        fictional = ";fictief" if self.is_fictional else ""
        bound = f";voor {self.ib_er}" if self.ib_er else ""
        bound += f";doel {self.doel}" if self.doel else ""
        return f"{self.rubric}@{self.version};{'+'.join(self.kijkwijzers)};{self.key}{fictional}{bound}"

    @classmethod
    def read(cls, text: str) -> Stempel | None:
        """None when this is no stamp of ours."""
        found = STAMP.fullmatch(text.strip())
        if found is None:
            return None
        kijkwijzers = tuple(found["kijkwijzers"].split("+"))
        return cls(
            found["rubric"],
            found["version"],
            kijkwijzers,
            found["key"],
            bool(found["fictional"]),
            found["ib_er"] or "",
            found["doel"] or "",
        )


def stempel_of(rubric: Rubric, whole: Rubric, voordruk: Voordruk | None = None) -> Stempel:
    """Of the form of this part of a rubric. The key follows from the texts of the whole rubric, of whatever part the form is."""
    kijkwijzers = tuple(kijkwijzer.id for kijkwijzer in rubric.kijkwijzers)
    blank = Stempel(rubric.id, rubric.version, kijkwijzers, sheet_key(whole, "velden"))
    if voordruk is None:
        return blank
    doel = voordruk.doel if voordruk.rondes else ""
    return replace(blank, is_fictional=voordruk.is_fictional, ib_er=voordruk.ib_er.id, doel=doel)
