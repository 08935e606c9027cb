"""Why a folder may not be written to: it holds something that a person wrote, or it is none of ours."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from generator.output import is_ours
from generator.problems import Location, Problem, quoted

if TYPE_CHECKING:
    from generator.model.project import Settings


def refusals(root: Path, settings: Settings) -> list[Problem]:
    """Why the folders that the settings name may not be written to; nothing is written when there is any reason."""
    root = root.resolve()
    outputs = {"site_dir": settings.site, "dossier": settings.dossier}
    found = [problem for key, folder in outputs.items() for problem in overlaps(root, settings, key, root / folder)]
    if _overlap(root / settings.site, root / settings.dossier):
        found.append(
            Problem(
                Location("mkdocs.yml"),
                f"de besloten map {quoted(settings.dossier)} en de openbare map {quoted(settings.site)} mogen niet in elkaar liggen; geef een van de twee een andere plek",
            )
        )
    return found or [
        Problem(Location(folder), message) for folder in outputs.values() if (message := _not_ours(root, root / folder))
    ]


def overlaps(root: Path, settings: Settings, key: str, output: Path) -> list[Problem]:
    """Why a folder may not be emptied and filled, as the setting `key` has it: something that a person wrote is in it."""
    inputs = {
        "docs_dir": settings.content,
        "rubrics": settings.rubrics,
        "scores": settings.scores,
        "templates": settings.templates,
        "register": settings.register,
    }
    return [
        Problem(
            Location("mkdocs.yml"),
            f"{quoted(key)} en {quoted(name)} mogen niet in elkaar liggen: dan zou wat iemand schreef worden overschreven; kies een andere map",
        )
        for name, path in inputs.items()
        if _overlap(output, root / path)
    ]


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _not_ours(root: Path, folder: Path) -> str:
    """Why this folder may not be replaced, or nothing."""
    real = folder.resolve()
    if real != folder:
        return "deze map loopt via een snelkoppeling; schrijven gebeurt alleen in een gewone map binnen het project"
    if root.is_relative_to(real) or _home().is_relative_to(real) or ".git" in real.parts:
        return "dit is geen map om in te schrijven; kies een eigen map binnen het project"
    if not os.path.lexists(folder):
        return ""
    if not folder.is_dir():
        return "hier moet een map komen, maar er staat al een bestand met deze naam; geef dat een andere naam"
    if any(folder.iterdir()) and not is_ours(folder):
        return "deze map is niet leeg en niet door kijkwijzer gemaakt; er is niets veranderd. Haal hem zelf weg of kies een andere map"
    return ""


def _home() -> Path:
    """The folder of who is working here; a machine may not know one."""
    with suppress(RuntimeError):
        return Path.home().resolve()
    return Path("/")
