"""A server of `kijkwijzer serve`, for as long as a test needs it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.serving.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

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
