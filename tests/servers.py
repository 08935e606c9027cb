"""A server of `kijkwijzer serve`, for as long as a test needs it, and what it says to whoever asks."""

from __future__ import annotations

import http.client
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from generator.serving.server import HOST, Server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.live import Live

CONCEPT = """\
rubric: zwemles
versie: "3"
kijkwijzers: [ondiep, diep]
ib_er: jb-7
waarnemer: {rol: directeur, naam: M. Dijk}
datum: 2026-06-01
doel: ontwikkeling
status: concept
scores:
  "a.1": A
"""
PLACE = "scores/jb-7/2026-06-01-directeur.yml"
"""A score file that somebody is still at work on, and where it belongs."""


@contextmanager
def shown(live: Live, port: int = 0) -> Iterator[Server]:
    with Server(live, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def ask(
    server: Server, path: str, method: str = "GET", headers: Mapping[str, str | None] | None = None, body: bytes = b""
) -> Answer:
    """As somebody who has nothing but the address; a header that is None is left out."""
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=120)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": f"{HOST}:{server.server_port}", **(headers or {})}.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders(body)
    response = connection.getresponse()
    answer = Answer(response.status, response.headers, response.read())
    connection.close()
    return answer


def cookie_of(server: Server) -> str:
    return f"{server.key.name}={server.key.secret}"
