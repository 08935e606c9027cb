"""The record of what was destroyed: when, why and how much of which kind. Nothing in it says of whom."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from generator import one_file
from generator.output import opened
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FILE = "vernietigingen.yml"
HEAD = """\
# Wat met 'kijkwijzer wis' is vernietigd: wanneer, waarom en hoeveel bestanden van elke soort.
# Hier staat met opzet niet bij over wie het ging. Zet er geen naam of pseudoniem bij.
"""


def fresh_number() -> str:
    """By which a destruction that is taken up again is known; says nothing of whom it is about."""
    return f"v-{secrets.token_hex(4)}"


def entry(number: str, day: date, reason: str, counts: Mapping[str, int]) -> str:
    counted = ", ".join(f"{kind}: {count}" for kind, count in counts.items())
    return f"- nummer: {number}\n  datum: {day.isoformat()}\n  reden: {reason}\n  vernietigd: {{{counted}}}\n"


def note(root: Path, number: str, text: str) -> None:
    """Adds an entry once; what already stands in the record stays as it is."""
    path = root / FILE
    with writing(path), opened(root) as descriptor:
        is_noted = _note(descriptor, number, text)
    if not is_noted:
        raise SurroundingsError(
            f"{path} is geen gewoon bestand, of is net veranderd; kijk het na en probeer het opnieuw"
        )


def _note(folder: int, number: str, text: str) -> bool:
    one_file.tidy(folder, FILE)
    known = one_file.content(folder, FILE)
    if known is None:
        return one_file.create(folder, FILE, (HEAD + text).encode())
    if f"nummer: {number}\n".encode() in known.replace(b"\r\n", b"\n"):
        return True
    end = b"" if known.endswith(b"\n") or not known else b"\n"
    return one_file.replace(folder, FILE, known + end + text.encode(), known=known)
