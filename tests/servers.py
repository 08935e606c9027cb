"""A server of `kijkwijzer serve`, for as long as a test needs it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.serving.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.live import Live


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
