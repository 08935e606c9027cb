"""Texts that attack, in every text of a score file, a register, a rubric or a form: they are only text, and are kept to the letter.

What comes of them on pages and in PDFs is in tests/test_attacks.py; that they stay what they are in tests/test_no_silent_change.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.attacks import ATTACKS
from tests.hostile.entry import Entry
from tests.hostile.forms_corpus import pdf_with
from tests.hostile.forms_entries import FOLDER, IMPORT, JUNE, fields
from tests.projects import REGISTER, REGISTER_FILE, RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, SETTINGS, change, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.entry import Setup

ODD = {
    "a right-to-left override": "\u202eomgekeerd\u202c en terug",
    "emoji": "👩🏽‍🏫🏳️‍🌈" * 200,
    "a pile of accents": "e" + "\u0301" * 3000,
    "a pile of everything": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘" * 40,
    "one word of 4,000 letters": "x" * 4000,
    "4,000 spaces": "a" + " " * 3998 + "b",
    "Arabic and Hebrew": "السلام عليكم שלום " * 100,
    "every plane of Unicode": "".join(chr(plane << 16 | 0x1234) for plane in (0, 1, 2, 3)),
    "zero width": "a\u200b\u200c\u200d\u2060b",
    "3,999 ampersands": "&" * 3999,
    "a Turkish i": "İıIi",
    "soft hyphens": "on\u00adder\u00adwijs",
}


def quoted(text: str) -> str:
    """Between quotes, with everything that is no plain letter as its number."""
    letters = (char if char.isascii() and char.isalnum() else f"\\U{ord(char):08x}" for char in text)
    return f'"{"".join(letters)}"'


def in_scores(text: str) -> Setup:
    """In every text of a score file; a name is one short line."""
    long, short = quoted(text), quoted(text[:200].replace("\n", " "))

    def setup(root: Path) -> None:
        scores = change(SCORES, "naam: R. Bakker", f"naam: {short}")
        scores = change(scores, '"Telde #niet: te druk."', f"{long}, bewijsstukken: [{short}]")
        scores = change(scores, "wat: Bij elke les hardop tellen, wie: lesgever", f"wat: {long}, wie: {short}")
        scores = change(scores, "|\n  Rustige les.\n", f"{long}\nzienswijze: {long}\naanleiding: {short}\n")
        put(root, SCORE_FILE, scores)

    return setup


def in_names(text: str) -> Setup:
    """In every text of a rubric, a register and the settings."""
    short = quoted(text[:200])

    def setup(root: Path) -> None:
        rubric = change(RUBRIC, "titel: Kijken naar een zwemles", f"titel: {short}\nomschrijving: {short}")
        rubric = change(rubric, "titel: Veiligheid", f"titel: {short}")
        rubric = change(rubric, "cursus: Toezicht houden", f"cursus: {short}")
        rubric = change(rubric, "tekst: De lesgever ziet alle kinderen.", f"tekst: {short}")
        put(root, RUBRIC_FILE, change(rubric, "label: deels gezien", f"label: {short}"))
        register = change(REGISTER, "stichting: Zwembaden Oost", f"stichting: {short}")
        put(root, REGISTER_FILE, change(register, "school: De Plons", f"school: {short}"))
        put(root, "mkdocs.yml", change(SETTINGS, "site_name: Proefproject", f"site_name: {short}"))

    return setup


def in_a_form(text: str) -> Setup:
    def setup(root: Path) -> None:
        texts = {name: text for name in fields() if name.startswith(("samenvatting", "zienswijze", "aantekening:a.1"))}
        put(root, f"{FOLDER}/a.pdf", pdf_with({**fields(), **texts}))

    return setup


def calm(name: str, setup: Setup) -> Entry:
    return Entry(name, setup, (), exit=0)


ATTACKING = {f"attack {number} {attack[:30]!r}": attack for number, attack in enumerate(ATTACKS, start=1)}

TABLE: tuple[Entry, ...] = (
    *(calm(f"{name} in scores", in_scores(text)) for name, text in {**ATTACKING, **ODD}.items()),
    *(calm(f"{name} in names", in_names(text)) for name, text in {**ATTACKING, **ODD}.items()),
    calm("every attack in each text of a score file", in_scores("\n".join(ATTACKS))),
    *(
        Entry(f"{name} in a form", in_a_form(text), (f"in/a.pdf: …-> {JUNE}",), IMPORT, exit=0, new=(JUNE,))
        for name, text in {**ATTACKING, **ODD}.items()
    ),
    *(
        Entry(f"{name} in an export", in_scores(text), ("…",), ("export",), exit=0, new=("export*",))
        for name, text in ODD.items()
    ),
)
