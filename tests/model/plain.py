"""Small plain objects to test the model with: two taakgebieden, four points, two kijkwijzers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from generator.model.afname import Afname, Score, Waarnemer
from generator.model.rubric import Indicator, Kijkwijzer, Punt, Rubric, Schaal, Taakgebied, Vaardigheid

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHAAL = Schaal(
    (
        Punt("1", "niet", "niet waargenomen"),
        Punt("2", "enigszins", "enigszins waargenomen"),
        Punt("3", "voldoende", "in voldoende mate waargenomen"),
        Punt("4", "volledig", "overal waargenomen"),
    ),
    "3",
)


def rubric(version: str = "2015", *, begeleiden: int = 3, innoveren: int = 2, schaal: Schaal = SCHAAL) -> Rubric:
    """Rows 1.1, 1.2 ... of kijkwijzer basis in taakgebied begeleiden, and 2.1, 2.2 ... of functie in innoveren."""
    return Rubric(
        "vhm",
        version,
        "Vaardigheidsmeter",
        schaal,
        (Kijkwijzer("basis", "Basis", "iedereen"), Kijkwijzer("functie", "Functie", "wie de functie heeft")),
        (
            Taakgebied("begeleiden", "Begeleiden", (indicator("1", begeleiden, "basis"),)),
            Taakgebied("innoveren", "Innoveren", (indicator("2", innoveren, "functie"),)),
        ),
    )


def indicator(id: str, size: int, kijkwijzer: str) -> Indicator:
    rows = tuple(
        Vaardigheid(f"{id}.{number}", f"Vaardigheid {id}.{number}", kijkwijzer) for number in range(1, size + 1)
    )
    return Indicator(id, f"Indicator {id}", rows, cursus=f"Cursus {id}")


VHM = rubric()


def afname(
    rol: str = "adviseur",
    day: date = date(2026, 5, 12),
    *,
    name: str = "",
    scores: Mapping[str, str | Score | None] | None = None,
    **fields: object,
) -> Afname:
    """An afname of ib-01 with the basiskijkwijzer; give scores as {"1.1": "3"} or with a Score for what was noted."""
    made = {
        id: Score(value) if value is None or isinstance(value, str) else value for id, value in (scores or {}).items()
    }
    whole = Afname(
        ib_er="ib-01",
        rubric=VHM,
        kijkwijzers=("basis",),
        waarnemer=Waarnemer(rol, name),
        date=day,
        doel="ontwikkeling",
        status="vastgesteld",
        scores=made,
        path=f"scores/ib-01/{day.isoformat()}-{rol}.yml",
    )
    return replace(whole, **fields)  # type: ignore[arg-type]
