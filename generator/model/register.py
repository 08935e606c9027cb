"""Who is behind a pseudonym. Kept apart from the scores, and may be missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

AANSTELLINGEN = ("taak", "functie")


@dataclass(frozen=True)
class InternBegeleider:
    """Internal coach: who is observed. Known by a pseudonym; the name comes from the register."""

    id: str
    name: str = ""
    school: str = ""
    aanstelling: str = ""
    employed_from: date | None = None
    employed_until: date | None = None

    @property
    def shown(self) -> str:
        """What a page calls this person: the name, or without a register the pseudonym."""
        return self.name or self.id

    def has_left(self, day: date) -> bool:
        """The last day in service is still in service; without a register nobody has left."""
        return self.employed_until is not None and self.employed_until < day

    def in_service(self, day: date) -> bool:
        """Without a register everybody is."""
        return (self.employed_from is None or self.employed_from <= day) and not self.has_left(day)


@dataclass(frozen=True)
class Register:
    """The names behind the pseudonyms, by pseudonym."""

    stichting: str = ""
    ib_ers: Mapping[str, InternBegeleider] = field(default_factory=dict)
    is_fictional: bool = False

    def ib_er(self, id: str) -> InternBegeleider:
        """Who this is, or just the pseudonym when the register does not know."""
        return self.ib_ers.get(id) or InternBegeleider(id)
