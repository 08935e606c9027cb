"""The fields of a form that is filled in on a computer: what they are called in a PDF and in a spreadsheet, and whose form it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.formulier import sheet_key

if TYPE_CHECKING:
    from generator.model.rubric import Rubric

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
)


def row_field(kind: str, row: str) -> str:
    return f"{kind}:{row}"


def afspraak_field(number: int, kind: str) -> str:
    """Counted from 1."""
    return f"afspraak:{number}:{kind}"


@dataclass(frozen=True)
class Stempel:
    """Stamp: which form this is, so that what is filled in is never held against other texts."""

    rubric: str
    version: str
    kijkwijzers: tuple[str, ...]
    key: str
    is_fictional: bool = False

    def __str__(self) -> str:
        fictional = ";fictief" if self.is_fictional else ""
        return f"{self.rubric}@{self.version};{'+'.join(self.kijkwijzers)};{self.key}{fictional}"

    @classmethod
    def read(cls, text: str) -> Stempel | None:
        """None when this is no stamp of ours."""
        found = STAMP.fullmatch(text.strip())
        if found is None:
            return None
        kijkwijzers = tuple(found["kijkwijzers"].split("+"))
        return cls(found["rubric"], found["version"], kijkwijzers, found["key"], bool(found["fictional"]))


def stempel_of(rubric: Rubric, whole: Rubric, *, is_fictional: bool = False) -> Stempel:
    """Of the form of this part of a rubric. The key follows from the texts of the whole rubric, of whatever part the form is."""
    kijkwijzers = tuple(kijkwijzer.id for kijkwijzer in rubric.kijkwijzers)
    return Stempel(rubric.id, rubric.version, kijkwijzers, sheet_key(whole, "velden"), is_fictional)
