"""What a YAML file says, as plain nodes with their lines.

What the author wrote stays text all the way (`1.10` is not 1.1, `no` is not false), so nothing is read as what it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as it was written."""

    text: str
    line: int
    plain: bool = True
    cut: bool = False
    """A comment follows that may well have been meant as text: `groep #7` ends before the #."""

    @property
    def is_null(self) -> bool:
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: list[Scalar | Sequence | Mapping] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their nodes, in the order of the file. Keys are unique: a second one was a problem and is not here."""

    line: int
    entries: dict[str, tuple[Scalar, Scalar | Sequence | Mapping]] = field(default_factory=dict)


Tree = Scalar | Sequence | Mapping
