"""Which ib-er a form is about: a pseudonym that this project knows, or the name of one person in the register."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.problems import nearest, quoted, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

MANY = 12
"""Choices that are named; of more only how many there are."""


@dataclass(frozen=True)
class IbErs:
    """Who there are: names by pseudonym, and an empty name for whom the register does not know."""

    names: Mapping[str, str] = field(default_factory=dict)
    schools: Mapping[str, str] = field(default_factory=dict)
    """Where they work, as far as the register says so."""

    def other_school(self, id: str, typed: str) -> str:
        """What to say of a form that names another school: it may be about somebody else."""
        school = self.schools.get(id, "")
        if not school or not typed.strip() or _folded(school) == _folded(typed):
            return ""
        return f"op het formulier staat de school {quoted(typed)}, en {id} werkt volgens het register bij {quoted(school)}; kijk na of het over de goede ib-er gaat"

    def find(self, typed: str) -> tuple[str, str]:
        """The pseudonym and nothing, or nothing and why not."""
        wanted = _folded(typed)
        by_id = [id for id in self.names if _folded(id) == wanted]
        found = by_id or [id for id, name in self.names.items() if name and _folded(name) == wanted]
        if len(found) == 1:
            return found[0], ""
        return "", self._unknown(typed) if not found else _ambiguous(typed, found)

    def _unknown(self, typed: str) -> str:
        hint = nearest(typed, filter(None, self.names.values()))  # never a pseudonym: that is just another person
        return f"{quoted(typed)} is geen ib-er van dit project.{hint}{self.choices} Is dit een nieuwe ib-er, zet die dan eerst in het register"

    @property
    def choices(self) -> str:
        if not self.names:
            return " Er is nog niemand: er is geen register en er zijn geen mappen in scores."
        told = [f"{id} ({visible(name)})" if name else id for id, name in list(self.names.items())[:MANY]]
        more = len(self.names) - len(told)
        return f" Kies uit: {', '.join(told)}{f' en nog {more}' if more else ''}."


def _folded(name: str) -> str:
    """The same for one name, however it was typed: a letter and its accent may be two characters."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def _ambiguous(typed: str, found: list[str]) -> str:
    return f"in het register heten er {len(found)} zo: {quoted(typed)}; vul het pseudoniem in: {' of '.join(found)}"
