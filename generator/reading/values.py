"""Single values as their readers want them: texts, ids, choices, dates. What is wrong goes into the notebook and reads as empty."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from generator.problems import nearest, quoted

if TYPE_CHECKING:
    from generator.problems import Notebook
    from generator.reading.nodes import Scalar

LINE_LIMIT = 300
"""Characters in a title or a name."""
TEXT_LIMIT = 4_000
"""Characters in a note or another free text."""

ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")
RESERVED = frozenset(
    {"index", "con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that Windows keeps for itself, and the one that every folder of a site has."""

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2199


def is_safe_id(text: str) -> bool:
    """Whether this can be a file name, a piece of a URL and an anchor on every system."""
    return bool(ID.fullmatch(text)) and ".." not in text and text.partition(".")[0].lower() not in RESERVED


def checked_text(node: Scalar, key: str, notebook: Notebook, *, limit: int = TEXT_LIMIT, one_line: bool = False) -> str:
    """The text as the author wrote it, without the line ends at its end; nothing of it is dropped in silence."""
    text = node.text.rstrip("\n")
    if is_cut(node, key, notebook) or not text.strip():
        return ""
    if len(text) > limit:
        notebook.fault(node.line, f"{quoted(key)} is {len(text)} tekens lang; het mogen er hoogstens {limit} zijn")
        return ""
    if one_line and "\n" in text:
        notebook.fault(node.line, f"{quoted(key)} moet één regel zijn; haal de regeleinden weg")
        return ""
    return text


def is_cut(node: Scalar, key: str, notebook: Notebook) -> bool:
    """Says so when a comment took the rest of a text, or all of it."""
    if node.cut:
        notebook.fault(
            node.line,
            f"bij {quoted(key)} is de tekst vanaf # een opmerking, en die telt niet mee; zet de tekst tussen aanhalingstekens of op een nieuwe regel onder |",
        )
    return node.cut


def checked_id(node: Scalar, kind: str, notebook: Notebook) -> str:
    if is_safe_id(node.text):
        return node.text
    notebook.fault(
        node.line,
        f"{quoted(node.text)} kan geen {kind} zijn: gebruik hoogstens 64 letters zonder accent, cijfers, punten en streepjes, met een letter of cijfer aan begin en eind, en geen naam die een computer zelf gebruikt",
    )
    return ""


def checked_choice(node: Scalar, key: str, options: tuple[str, ...], notebook: Notebook) -> str:
    if node.text in options:
        return node.text
    notebook.fault(
        node.line,
        f"{quoted(node.text)} kan niet bij {quoted(key)}.{nearest(node.text, options)} Kies uit: {', '.join(options)}",
    )
    return ""


def checked_yes_no(node: Scalar, key: str, notebook: Notebook) -> bool | None:
    if node.text in ("ja", "true"):
        return True
    if node.text not in ("nee", "false"):
        notebook.fault(node.line, f"bij {quoted(key)} hoort ja of nee, niet {quoted(node.text)}")
        return None
    return False


def checked_date(node: Scalar, key: str, notebook: Notebook) -> date | None:
    if not DATE.fullmatch(node.text):
        notebook.fault(
            node.line,
            f"schrijf {quoted(key)} als jaar-maand-dag, bijvoorbeeld 2026-05-12, niet als {quoted(node.text)}",
        )
        return None
    try:
        day = date.fromisoformat(node.text)
    except ValueError:
        notebook.fault(node.line, f"{quoted(key)}: de dag {quoted(node.text)} bestaat niet; kijk de datum na")
        return None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        notebook.fault(node.line, f"{quoted(key)}: het jaar {day.year:04} kan niet kloppen; kijk de datum na")
        return None
    return day
