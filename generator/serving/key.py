"""Who may look: only who has the key that this run printed in the terminal. Being on this computer is not enough."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import parse_qs

PARAMETER = "sleutel"
LENGTH = 32


class Key:
    """A secret of one run. It comes in once by the address, and from then on as a cookie."""

    def __init__(self, port: int) -> None:
        self.secret = secrets.token_urlsafe(LENGTH)
        self.name = f"kijkwijzer-{port}"
        """A browser keeps one jar for all ports of a computer."""

    @property
    def query(self) -> str:
        return f"?{PARAMETER}={self.secret}"

    @property
    def cookie(self) -> str:
        """Without an end: it goes with the browser, and is worth nothing after this run."""
        return f"{self.name}={self.secret}; Path=/; HttpOnly; SameSite=Strict"

    def is_asked(self, query: str) -> bool:
        """Whether somebody comes with a key, whichever."""
        return PARAMETER in parse_qs(query, keep_blank_values=True)

    def opens(self, query: str) -> bool:
        given = parse_qs(query).get(PARAMETER, [])
        return len(given) == 1 and self._is_it(given[0])

    def is_among(self, cookies: str) -> bool:
        """Other programs on this computer have cookies too, and not all of them are well formed."""
        pairs = (piece.strip().partition("=") for piece in cookies.split(";"))
        return any(self._is_it(value) for name, _, value in pairs if name == self.name)

    def _is_it(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.secret.encode())
