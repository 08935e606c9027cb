"""The names behind the pseudonyms, from the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.register import AANSTELLINGEN, InternBegeleider, Register
from generator.problems import quoted
from generator.reading.part import as_part, checked_id

if TYPE_CHECKING:
    from generator.reading.part import Part


def read_register(part: Part) -> Register:
    stichting = part.text("stichting")
    is_fictional = part.yes_no("fictief") is True
    ib_ers: dict[str, InternBegeleider] = {}
    for key, node in part.entries("ib_ers"):
        id = checked_id(key, "ib-er", part.notebook)
        child = as_part(node, key.text, part.notebook)
        if child is not None and id:
            ib_ers[id] = _ib_er(child, id)
    part.done()
    return Register(stichting, ib_ers, is_fictional)


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
        part.fault(
            "uit_dienst",
            f"{quoted(id)} gaat volgens deze datum uit dienst voor de datum van indiensttreding; klopt het jaar?",
        )
    return ib_er
