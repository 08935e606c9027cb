"""Handing in a score file over HTTP: only by a page of this server itself, in one form, of a bounded size, within a bounded time."""

from __future__ import annotations

import hmac
import json
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from generator.serving.answers import Answers
from generator.serving.scores import Handed, Refusal
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from generator.serving.scores import File, Saved, Scores

SAVE = "/-/scores"
TOKEN = "X-Kijkwijzer"  # noqa: S105  the name of a header
LARGEST_BODY = 1_200_000
"""Bytes; a score file has at most a million, and JSON adds its own."""
SLOWEST_BODY = 20.0
"""Seconds."""
CHUNK = 65_536
ANEW = "Ververs de pagina en probeer het opnieuw."
STATUSES = {"fout": HTTPStatus.UNPROCESSABLE_ENTITY, "onbekend": HTTPStatus.UNPROCESSABLE_ENTITY}
"""Of what the browser hands in; whatever else is refused, is refused for what stands on the disk."""


@dataclass(frozen=True)
class Wrong:
    """A request that is not even looked into."""

    status: HTTPStatus
    message: str


class Saving(Answers):
    """The half of a handler that takes something in."""

    @property
    def scores(self) -> Scores:
        raise NotImplementedError

    @property
    def token(self) -> str:
        """What only a page of this server knows, so that knowing the address and having the cookie is not enough."""
        raise NotImplementedError

    def is_from_here(self) -> bool:
        raise NotImplementedError

    def has_key(self) -> bool:
        raise NotImplementedError

    def do_POST(self) -> None:  # noqa: N802  (as its parent calls it)
        wrong = self._wrong_head()
        if wrong is not None:
            self._let_come()
        handed = wrong or self._handed()
        if isinstance(handed, Wrong):
            self.say(handed.status, {"kind": "verzoek", "message": handed.message, "problems": []})
            return
        try:
            found = self.scores.save(handed)
        except SurroundingsError as error:
            said = {"kind": "schijf", "message": f"Bewaren is niet gelukt: {error}.", "problems": []}
            self.say(HTTPStatus.INTERNAL_SERVER_ERROR, said)
        else:
            self._answer_to(found)

    def _wrong_head(self) -> Wrong | None:
        """Everything that can be refused before a byte of the body is read."""
        return self._wrong_sender() or self._wrong_kind() or self._wrong_length()

    def _wrong_sender(self) -> Wrong | None:
        """Only a page of this very server: it comes from here, has the cookie, and knows what stands in no other page."""
        is_same = self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        if not (self.is_from_here() and is_same and self.headers.get("Origin") == f"http://{self.headers['Host']}"):
            return Wrong(HTTPStatus.FORBIDDEN, "Dit kan alleen vanaf een pagina van dit dossier.")
        if not self.has_key():
            return Wrong(HTTPStatus.FORBIDDEN, "Open eerst het adres uit de terminal.")
        if not hmac.compare_digest(self.headers.get(TOKEN, "").encode("utf-8", "replace"), self.token.encode()):
            return Wrong(HTTPStatus.FORBIDDEN, f"Deze pagina is van een vorige keer. {ANEW}")
        return None

    def _wrong_kind(self) -> Wrong | None:
        if self.path != SAVE:
            return Wrong(HTTPStatus.METHOD_NOT_ALLOWED, "Hier kan niets worden bewaard.")
        if self.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            return Wrong(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Dit is geen JSON.")
        return None

    def _let_come(self) -> None:
        """Takes in what was sent and looks at none of it: a browser that is still sending does not hear why it was refused."""
        if self._wrong_length() is None:
            self._body(int(self.headers["Content-Length"]))

    def _wrong_length(self) -> Wrong | None:
        said = self.headers.get_all("Content-Length", [])
        if len(said) != 1 or not (said[0].isascii() and said[0].isdigit()) or "Transfer-Encoding" in self.headers:
            return Wrong(HTTPStatus.LENGTH_REQUIRED, "Er is niet gezegd hoe lang dit is.")
        if len(said[0]) > len(str(LARGEST_BODY)) or int(said[0]) > LARGEST_BODY:
            return Wrong(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Dit is te groot voor een scorebestand. Kort het in.")
        return None

    def _handed(self) -> Handed | Wrong:
        body = self._body(int(self.headers["Content-Length"]))
        if body is None:
            return Wrong(HTTPStatus.REQUEST_TIMEOUT, "Het is niet helemaal aangekomen. Probeer het opnieuw.")
        try:
            said = json.loads(body)
        except (ValueError, RecursionError):
            said = None
        return _handed(said) or Wrong(HTTPStatus.BAD_REQUEST, f"Dit is niet te lezen. {ANEW}")

    def _body(self, length: int) -> bytes | None:
        """All of it, or None when it does not come in time or breaks off."""
        end = time.monotonic() + SLOWEST_BODY
        body = bytearray()
        try:
            while len(body) < length and (left := end - time.monotonic()) > 0:
                self.connection.settimeout(left)
                piece = self.rfile.read1(min(CHUNK, length - len(body)))
                if not piece:
                    return None
                body += piece
        except TimeoutError:
            return None
        finally:
            self.connection.settimeout(self.timeout)
        return bytes(body) if len(body) == length else None

    def _answer_to(self, found: Saved | Refusal) -> None:
        if isinstance(found, Refusal):
            self.say(STATUSES.get(found.kind, HTTPStatus.CONFLICT), _refused(found))
        else:
            self.say(HTTPStatus.OK, {**file_data(found.file), "page": f"/{found.page}", "remarks": list(found.remarks)})


def _handed(said: Any) -> Handed | None:  # noqa: ANN401  whatever JSON can hold
    """What was handed in, when it has the shape that our own form gives it."""
    if not isinstance(said, dict) or not isinstance(said.get("text"), str):
        return None
    path, digest = said.get("path") or "", said.get("digest") or ""
    if not (isinstance(path, str) and isinstance(digest, str) and bool(path) == bool(digest)):
        return None
    return Handed(said["text"], path, digest, is_confirmed=said.get("bevestigd") is True)


def _refused(refusal: Refusal) -> dict[str, object]:
    return {
        "kind": refusal.kind,
        "message": refusal.message,
        "problems": [{"line": problem.location.line, "message": problem.message} for problem in refusal.problems],
        "now": file_data(refusal.now) if refusal.now else None,
    }


def file_data(file: File) -> dict[str, object]:
    """A file with its text, as the form asks for it."""
    return {"path": file.path, "digest": file.digest, "text": file.text}
