"""A fresh pseudonym: drawn by lot, so that it tells nothing of the person and nothing of the order in which people came."""

from __future__ import annotations

import secrets
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

PREFIX = "ib-"
DIGITS = "23456789"
LETTERS = "cdfhjkmnprtvwxy"
"""Without what looks like a digit or like another letter (b l o s z, i, q g, u), and without vowels."""
SHORTEST = 5
"""Signs: 115,200 pseudonyms. A digit stands between any two letters, so that no initials and no words can be read in them."""
TRIES = 100


def fresh(taken: Collection[str]) -> str:
    """One that is not among those taken, however those are spelled. Where nearly all are taken it is longer."""
    used = {id.casefold() for id in taken}
    drawn = (_drawn(length) for length in count(SHORTEST) for _ in range(TRIES))
    return next(id for id in drawn if id not in used)


def _drawn(length: int) -> str:
    signs = (secrets.choice(LETTERS if place % 2 else DIGITS) for place in range(length))
    return PREFIX + "".join(signs)
