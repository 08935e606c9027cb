"""A passphrase of five random Dutch words: easy to say on the phone and to type on one, and kept by nobody."""

from __future__ import annotations

import ctypes
import resource
import secrets
from functools import cache
from pathlib import Path
from typing import NoReturn

WORDS = 5
FILE = Path(__file__).parent / "woordenlijst.txt"
"""Common words of a to z alone, none of which is another one with a slip of the pen in it."""
BETWEEN = " "
"""A space is the one key that every keyboard shows at once, also that of a phone."""
PR_SET_DUMPABLE = 4


@cache
def words() -> tuple[str, ...]:
    return tuple(FILE.read_text(encoding="ascii").split())


class Wachtzin:
    """Passphrase: tells itself only when asked to, so that no log, traceback or message holds it by accident."""

    __slots__ = ("_words",)

    def __init__(self, *words: str) -> None:
        self._words = words

    def told(self) -> str:
        return BETWEEN.join(self._words)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a passphrase is not written to anything")


def fresh() -> Wachtzin:
    """Another one each time. No word is in it twice: who writes it down would leave out the second."""
    chosen: dict[str, None] = {}
    while len(chosen) < WORDS:
        chosen[secrets.choice(words())] = None
    return Wachtzin(*chosen)


def keep_out_of_dumps() -> None:
    """From here on the memory of this process is not written to disk when it is ended by force, nor read by another process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
