"""The two source documents as lists of their parts, found by the layout of the text and without looking at the rubrics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

BRON = Path(__file__).parent / "bron"

LEVEL = re.compile(r"\s+-\s+vakbekwaam\s*$")
BULLET = "\uf0b7"
"""The bullet of the symbol font that the profile uses; of the article's bullets only the space behind them was extracted."""
LIST_ITEM = re.compile(rf"^{BULLET}? (?=[A-Z])")


def unwrapped(text: str) -> str:
    """Text without the bullets and the line wrapping of the page it was extracted from.

    A line that was broken at a space still ends in that space. So a line that ends in a hyphen without one was broken inside
    a word that is written with that hyphen (`sociaal-` + `emotionele`), and the hyphen stays. A hyphen followed by a space is
    left alone, also in the middle of a line (`sociaal- emotionele`): that is how it was published.
    """
    return " ".join(re.sub(r"-\n\s*", "-", text.replace(BULLET, "")).split())


def article() -> str:
    return (BRON / "vhm-artikel.txt").read_text(encoding="utf-8")


def profile() -> str:
    return (BRON / "competentieprofiel.txt").read_text(encoding="utf-8")


def between(text: str, start: str, end: str) -> str:
    """What stands after `start` and before the first `end` that follows."""
    return text.split(start, 1)[1].split(end, 1)[0]


def list_items(text: str) -> list[str]:
    """The items of a bulleted list, each with the lines it was wrapped over."""
    items: list[str] = []
    for line in text.splitlines(keepends=True):
        if LIST_ITEM.match(line):
            items.append(line)
        elif items:
            items[-1] += line
    return [unwrapped(item) for item in items]


def table() -> str:
    """The table of the kijkwijzer: taakgebied 1 with its indicatoren and vaardigheden."""
    return unwrapped(between(article(), "1 2 3 4 Aantekeningen", "Voorbeeld uit de Kijkwijzer"))


def published_taakgebieden() -> list[str]:
    return list_items(between(article(), "de volgende taakgebieden:", "Kijkwijzer"))


def published_cursussen() -> list[str]:
    return list_items(between(article(), "intern begeleiders aan toegevoegd:", "De cursussen kunnen los"))


def published_aandachtspunten() -> list[str]:
    return list_items(between(article(), "verschillend evalueren.", "Vaardigheden scoren"))


def published_punten() -> list[tuple[str, str]]:
    """Number and wording of each point of the scale."""
    scale = between(article(), "vierpuntsschaal:", "De resterende vaardigheden")
    return re.findall(r"^(\d)\. (.*?)\s*$", scale, re.MULTILINE)


@dataclass(frozen=True)
class Competence:
    """One competence as published: its heading without the level, all that follows, and of that the bulleted behaviours."""

    heading: str
    body: str
    behaviours: list[str]
    lines: list[str]


def published_competences() -> list[Competence]:
    lines = profile().splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if LEVEL.search(line)]
    return [_competence(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _competence(lines: list[str]) -> Competence:
    body = "".join(lines[1:])
    return Competence(unwrapped(LEVEL.sub("", lines[0])), unwrapped(body), list_items(body), lines[1:])
