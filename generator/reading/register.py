"""The names behind the pseudonyms, from the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.naam import gives_away
from generator.model.register import AANSTELLINGEN, InternBegeleider, Register
from generator.problems import quoted
from generator.reading.part import as_part
from generator.reading.values import checked_id

if TYPE_CHECKING:
    from generator.reading.part import Part


LOT = "kies een ander ('kijkwijzer register add' loot er een)"


def read_register(part: Part) -> Register:
    stichting = part.text("stichting")
    is_fictional = part.yes_no("fictief") is True
    ib_ers: dict[str, InternBegeleider] = {}
    lines: dict[str, int] = {}
    for key, node in part.entries("ib_ers"):
        id = checked_id(key, "pseudoniem", part.notebook)
        if id and id.lower() in lines:
            part.notebook.fault(key.line, _alike(id, lines[id.lower()]))
        lines[id.lower()] = key.line
        child = as_part(node, key.text, part.notebook)
        ib_ers[id] = _ib_er(child, id) if child is not None else InternBegeleider(id)
        if gives_away(id, ib_ers[id].name) and not is_fictional:
            part.notebook.note(key.line, f"in het pseudoniem {quoted(id)} zit een stuk van de naam; {LOT}")
    part.done()
    return Register(stichting, ib_ers, is_fictional)


def _alike(id: str, line: int) -> str:
    """Two such folders would be one folder on many computers."""
    return f"{quoted(id)} en het pseudoniem op regel {line} verschillen alleen in hoofdletters; kies een ander"


def _ib_er(part: Part, id: str) -> InternBegeleider:
    ib_er = InternBegeleider(
        id,
        name=part.text("naam"),
        school=part.text("school"),
        aanstelling=part.choice("aanstelling", AANSTELLINGEN),
        employed_from=part.date("in_dienst"),
        employed_until=part.date("uit_dienst"),
    )
    part.done()
    if ib_er.employed_from and ib_er.employed_until and ib_er.employed_until < ib_er.employed_from:
        part.fault("uit_dienst", f"{quoted(id)} zou uit dienst gaan voor de eerste werkdag; kijk beide datums na")
    return ib_er
