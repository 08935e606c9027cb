"""Shows both sites on this computer, to who has the key alone, and follows what is edited."""

from __future__ import annotations

import errno
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING

from generator import terminal
from generator.live import Live
from generator.serving.opening import opened
from generator.serving.server import PUBLIC, Server
from generator.surroundings import SurroundingsError
from generator.watching import Watcher

if TYPE_CHECKING:
    from pathlib import Path

    from generator.live import Stand

FIRST_PORT = 8000
PORTS_TRIED = 20


def serve(root: Path, *, port: int | None = None, open_browser: bool = False) -> None:
    """Until Ctrl-C. Watching begins before reading, so that no edit falls in between."""
    live = Live(root)
    with ExitStack() as stack:
        server = stack.enter_context(_server(live, port))
        watcher = stack.enter_context(Watcher(live.root, live.memory))
        terminal.say("Het dossier lezen")
        live.refresh()
        _tell(live.stand)
        terminal.say(told(server))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        threading.Thread(target=live.warm_up, daemon=True).start()
        if open_browser:
            stack.enter_context(opened(server.address + server.key.query))
        try:
            follow(live, watcher)
        except KeyboardInterrupt:
            terminal.say("\nGestopt.")
        finally:
            server.shutdown()


def told(server: Server) -> str:
    return (
        f"Het dossier:       {server.address}{server.key.query}\n"
        f"De openbare site:  {server.address}{PUBLIC}{server.key.query}\n"
        "De sleutel in het adres is alleen voor jou en werkt tot je stopt.\n"
        "Stoppen: Ctrl-C"
    )


def follow(live: Live, watcher: Watcher) -> None:
    """Makes the pages anew whenever something of the project changes."""
    while True:
        watcher.wait()
        live.refresh()
        _tell(live.stand)
        threading.Thread(target=live.go_ahead, daemon=True).start()


def _tell(stand: Stand) -> None:
    terminal.tell(stand.problems)
    if stand.problems:
        terminal.say("Verbeter dit; tot dan blijft staan wat er was.")
    else:
        terminal.say("Bijgewerkt.")


def _server(live: Live, port: int | None) -> Server:
    """On the port asked for, or the first free one from 8000."""
    if port is not None:
        return _bound(live, port)
    for number in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        try:
            return _bound(live, number)
        except SurroundingsError:
            continue
    return _bound(live, 0)


def _bound(live: Live, port: int) -> Server:
    try:
        return Server(live, port)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        message = f"poort {port} is niet vrij op deze computer; kies een andere met --port, of laat --port weg"
        raise SurroundingsError(message) from error
