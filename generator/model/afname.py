"""One scoring of one ib-er by one waarnemer on one date: what a score file says."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.rubric import NVT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.model.rubric import Rubric, Vaardigheid

ROLLEN = ("adviseur", "directeur", "zelf")
BRONNEN = ("observatie", "gesprek", "bewijsstuk")
TAKEN = ("ib", "directeur", "samen", "onduidelijk")
DOELEN = ("ontwikkeling", "beoordeling")
STATUSSEN = ("concept", "vastgesteld")


@dataclass(frozen=True, slots=True)
class Waarnemer:
    """Observer: who scores, with a rol: adviseur, directeur or zelf."""

    rol: str
    name: str = ""

    @property
    def is_self(self) -> bool:
        """The ib-er scores herself."""
        return self.rol == "zelf"


@dataclass(frozen=True, slots=True)
class Score:
    """Score: a point of the schaal, or nvt (does not apply), or None (not scored yet, but something was noted).

    A vaardigheid without any Score is not scored yet either. The three are never mixed.
    """

    value: str | None
    aantekening: str = ""
    bron: str = ""
    bewijsstukken: tuple[str, ...] = ()
    taak: str = ""

    @property
    def is_nvt(self) -> bool:
        return self.value == NVT

    @property
    def is_open(self) -> bool:
        return self.value is None

    @property
    def is_counted(self) -> bool:
        """On a point of the schaal: neither nvt nor open."""
        return self.value not in (None, NVT)


OPEN = Score(None)
"""What stands for a vaardigheid of which a score file says nothing."""


@dataclass(frozen=True, slots=True)
class Afspraak:
    """Agreed next step: what, who, by when, about which vaardigheden; kept, not kept, or None as long as nobody has said."""

    what: str
    who: str = ""
    due: date | None = None
    vaardigheden: tuple[str, ...] = ()
    kept: bool | None = None
    remark: str = ""


@dataclass(frozen=True)
class Afname:
    """Taking: one scoring of one ib-er by one waarnemer on one date, read from one score file."""

    ib_er: str
    rubric: Rubric
    kijkwijzers: tuple[str, ...]
    waarnemer: Waarnemer
    date: date
    doel: str
    status: str
    scores: Mapping[str, Score] = field(default_factory=dict)
    occasion: str = ""
    afspraken: tuple[Afspraak, ...] = ()
    summary: str = ""
    zienswijze: str = ""
    is_fictional: bool = False
    path: str = ""

    @cached_property
    def selection(self) -> Rubric:
        """The part of the rubric that this afname scores."""
        return self.rubric.only(self.kijkwijzers)

    def score(self, vaardigheid: str) -> Score:
        return self.scores.get(vaardigheid, OPEN)


def open_vaardigheden(afname: Afname) -> tuple[Vaardigheid, ...]:
    """The rows of this afname that have no score yet; nvt is a score."""
    return tuple(row for row in afname.selection.vaardigheden.values() if afname.score(row.id).is_open)
