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
STRANGER = "is geen ib-er van dit project."


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
        return self._found(typed) or (
            "",
            f"{self._unknown(typed)} Is dit een nieuwe ib-er, zet die dan eerst in het register",
        )

    def find_known(self, typed: str) -> tuple[str, str]:
        """The same for what is asked about somebody who has to be there already: of the others no name is told."""
        return self._found(typed) or ("", f"{quoted(typed)} {STRANGER}{_choices(list(self.names)).rstrip('.')}")

    def _found(self, typed: str) -> tuple[str, str] | None:
        """None when there is nobody by that name."""
        wanted = _folded(typed)
        by_id = [id for id in self.names if _folded(id) == wanted]
        found = by_id or [id for id, name in self.names.items() if name and _folded(name) == wanted]
        if len(found) == 1:
            return found[0], ""
        return ("", _ambiguous(typed, found)) if found else None

    def _unknown(self, typed: str) -> str:
        hint = nearest(typed, filter(None, self.names.values()))  # never a pseudonym: that is just another person
        return f"{quoted(typed)} {STRANGER}{hint}{self.choices}"

    @property
    def choices(self) -> str:
        return _choices([f"{id} ({visible(name)})" if name else id for id, name in self.names.items()])


def _folded(name: str) -> str:
    """The same for one name, however it was typed: a letter and its accent may be two characters."""
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())


def _choices(people: list[str]) -> str:
    if not people:
        return " Er is nog niemand: er is geen register en er zijn geen mappen in scores."
    more = len(people[MANY:])
    return f" Kies uit: {', '.join(people[:MANY])}{f' en nog {more}' if more else ''}."


def _ambiguous(typed: str, found: list[str]) -> str:
    return f"in het register heten er {len(found)} zo: {quoted(typed)}; vul het pseudoniem in: {' of '.join(found)}"
