"""The printed kijkwijzer as a thing of its own: which forms a rubric has, and the key by which a scan finds its form again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from generator.model.rubric import Rubric

LAYOUT = 1
"""Which drawing of the form this is. Count up when a box lands elsewhere on the page: an older sheet then keeps its own key."""

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no word can come out, and no digits, which cost an Aztec code more room."""

PAPIER, INVULBAAR, SPREADSHEET = VORMEN = ("papier", "invulbaar", "spreadsheet")
"""What a form is made as: to be printed, or a PDF or a spreadsheet to be filled in on a computer."""

KEY_LETTERS = 13
KEY_START = "KW"


def selections(rubric: Rubric) -> Mapping[str, Rubric]:
    """The rubric as each of its forms shows it, by file name without .pdf: the combined one first."""
    every = [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]
    return {rubric.form_name(): rubric.only(every)} | {rubric.form_name(id): rubric.only([id]) for id in every}


def selection(rubric: Rubric, kijkwijzers: Collection[str], taakgebieden: Collection[str] = ()) -> Rubric:
    """The part of a rubric with these kijkwijzers, and of these taakgebieden alone when any are named.

    A kijkwijzer that has nothing left falls away.
    """
    part = rubric.only(kijkwijzers)
    if not taakgebieden:
        return part
    kept = tuple(taakgebied for taakgebied in part.taakgebieden if taakgebied.id in taakgebieden)
    used = {row.kijkwijzer for taakgebied in kept for row in taakgebied.vaardigheden}
    return replace(
        part,
        taakgebieden=kept,
        kijkwijzers=tuple(kijkwijzer for kijkwijzer in part.kijkwijzers if kijkwijzer.id in used),
    )


def sheet_key(rubric: Rubric, *variants: str) -> str:
    """The key of a form: 15 capitals that follow from all that it is made from, so that other texts never pass for these.

    `variants` name what lays it out in another way than the blank one; nothing personal may be among them.
    """
    number = int.from_bytes(hashlib.sha256(_content(rubric, variants).encode()).digest(), "big")
    letters = ""
    for _ in range(KEY_LETTERS):
        number, rest = divmod(number, len(LETTERS))
        letters += LETTERS[rest]
    return KEY_START + letters


def sheet_code(key: str, page: int) -> str:
    """What the Aztec code of one page says: the key and the page, counted from 1, in three digits."""
    return f"{key}{page:03}"


def _content(rubric: Rubric, variants: tuple[str, ...]) -> str:
    """All that a form is made from, as one text. The crosswalk and the examples of evidence do not stand on a form."""
    made_from = [LAYOUT, asdict(replace(rubric, aansluitingen=()), dict_factory=_printed), *variants]
    return json.dumps(made_from, sort_keys=True, ensure_ascii=True)


def _printed(fields: list[tuple[str, object]]) -> dict[str, object]:
    """A form that is signed is the usual kind: that is told of the others alone."""
    return {name: value for name, value in fields if name != "bewijsstukken" and (name, value) != ("is_signed", True)}
