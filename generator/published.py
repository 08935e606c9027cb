"""What stands among the hand-written pages of the public site, and may not be published."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.model.project import Settings


def private(paths: Iterable[str], docs: Path, root: Path, settings: Settings) -> Iterator[Problem]:
    """Of these paths in the folder of the pages."""
    closed = [(root / path).resolve() for path in (settings.scores, settings.register, settings.dossier)]
    for path in paths:
        real = (docs / path).resolve()
        place = Location(os.path.relpath(docs / path, root))
        if any(real.is_relative_to(folder) for folder in closed):
            yield Problem(place, "dit is besloten en mag niet op de openbare site; zet het in een andere map")
        elif real != docs.resolve() / path:
            yield Problem(place, "dit is een snelkoppeling, of staat in een map die dat is; zet het bestand zelf hier")
