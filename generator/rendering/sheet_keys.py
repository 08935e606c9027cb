"""The hidden keys of a sheet to fill in: what each line and each column is of, so that nothing is ever found by its place."""

from __future__ import annotations

FIELD, WHOLE, MAP, GIVEN, WORDS = "veld", "waarde", "kolommen", "tekst", "kop"
"""What a key begins with: a line with one field (of which one column holds the value), a line that names the columns of others, a line to read only,
a line with a word above each column."""
ROW_KEY, AFSPRAAK_KEY = "rij", "afspraak"

OVERVIEW_MARK, CHOICES_MARK = "kijkwijzer:overzicht", "kijkwijzer:keuzes"
"""What the first cell says of a sheet of ours that is no form."""


def field_key(name: str) -> str:
    return f"{FIELD}:{name}"


def row_key(id: str) -> str:
    return f"{ROW_KEY}:{id}"


def afspraak_key(number: int) -> str:
    return f"{AFSPRAAK_KEY}:{number}"


def map_key(kind: str) -> str:
    return f"{MAP}:{kind}"
