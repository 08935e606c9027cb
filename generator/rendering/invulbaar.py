"""The form that is filled in on a computer: what differs from the printed one, and what each of its fields is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN, DOELEN, ROLLEN, STATUSSEN, TAKEN
from generator.model.rubric import NVT
from generator.model.velden import STEMPEL, afspraak_field, row_field, stempel_of, vorige_field
from generator.rendering.form_measures import row_height

if TYPE_CHECKING:
    from generator.model.rubric import Rubric, Vaardigheid
    from generator.model.voordruk import Voordruk
    from generator.rendering.form_measures import Columns

AFSPRAKEN = 6
"""Lines for new afspraken."""
LEEG = ""
"""The value of the box that says that a row is still open: in many viewers a choice can be changed and not be taken back."""
LEAST_NOTE, MOST_NOTE, AROUND_NOTE = 13, 70, 22
"""Millimetres: the room for a note, and what else stands in its cell."""
CERTAIN = 0.9
"""How much of the reckoned height of a row is surely there."""

__all__ = ["AFSPRAKEN", "Invulbaar"]


@dataclass(frozen=True)
class Invulbaar:
    """What the templates ask of the fields of a form."""

    rubric: Rubric
    whole: Rubric
    columns: Columns
    voordruk: Voordruk | None = None

    leeg = LEEG
    formulier = STEMPEL
    rollen, doelen, statussen = ROLLEN, DOELEN, STATUSSEN
    bronnen, taken = BRONNEN, TAKEN
    afspraken = range(1, AFSPRAKEN + 1)
    row_field = staticmethod(row_field)
    afspraak_field = staticmethod(afspraak_field)
    vorige_field = staticmethod(vorige_field)

    @property
    def stempel(self) -> str:
        return str(stempel_of(self.rubric, self.whole, self.voordruk))

    def score(self, row: Vaardigheid, value: str) -> str:
        """The name of one box, for who does not see where it stands."""
        return f"Rij {row.id}, score: {value or 'leeg'} ({self._meaning(value)})"

    def _meaning(self, value: str) -> str:
        if value in (NVT, LEEG):
            return "niet van toepassing" if value else "nog open"
        return self.rubric.schaal.punt(value).label

    def note_height(self, row: Vaardigheid) -> float:
        """As high as the text beside it leaves room for, in millimetres."""
        room = CERTAIN * row_height(row, self.rubric, self.columns) - AROUND_NOTE
        return round(min(MOST_NOTE, max(LEAST_NOTE, room)), 1)
