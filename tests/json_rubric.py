"""Rubrics for tests that need many or large ones: written as JSON, which is YAML too and quotes everything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def rubric(id: str, taakgebieden: list[object], **fields: object) -> str:
    """The text of rubrics/ID.yml; `fields` are its other keys."""
    return json.dumps(
        {
            "id": id,
            "versie": "1",
            "titel": f"Rubric {id}",
            "schaal": [{"waarde": "nee", "label": "nee"}, {"waarde": "ja", "label": "ja"}],
            "voldoende_vanaf": "ja",
            "kijkwijzers": [{"id": "k", "titel": "Kijkwijzer"}],
            "taakgebieden": taakgebieden,
            **fields,
        }
    )


def rows(numbers: Iterable[int], **fields: object) -> list[dict[str, object]]:
    return [
        {"id": f"{number}", "tekst": f"Rij {number}. " + "Een lange zin over het werk. " * (number % 4), **fields}
        for number in numbers
    ]
