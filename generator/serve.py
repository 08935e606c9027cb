"""Shows both sites on this computer, to this computer alone, and follows what is edited."""

from __future__ import annotations

import errno
import json
import sys
import threading
import webbrowser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator import terminal
from generator.live import Live
from generator.problems import Problem
from generator.rendering.templates import Templates
from generator.surroundings import SurroundingsError
from generator.watching import Watcher

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Part
    from generator.live import Stand

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 20
PATIENCE = 20.0
"""Seconds after which a page that waits for news hears that there is none."""
PUBLIC = "site/"
OWN = "-/"
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "woff2": "font/woff2",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


def serve(root: Path, *, port: int | None = None, open_browser: bool = False) -> None:
    """Until Ctrl-C. Watching begins before reading, so that no edit falls in between."""
    live = Live(root)
    with _server(live, port) as server, Watcher(live.root) as watcher:
        address = f"http://{HOST}:{server.server_port}/"
        terminal.say("Het dossier lezen")
        live.refresh()
        _tell(live.stand)
        terminal.say(f"Het dossier:       {address}\nDe openbare site:  {address}{PUBLIC}\nStoppen: Ctrl-C")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if open_browser:
            webbrowser.open(address)
        try:
            follow(live, watcher)
        except KeyboardInterrupt:
            terminal.say("\nGestopt.")
        finally:
            server.shutdown()


def follow(live: Live, watcher: Watcher) -> None:
    """Makes the pages anew whenever something of the project changes."""
    while True:
        watcher.wait()
        live.refresh()
        _tell(live.stand)


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


class Server(ThreadingHTTPServer):
    """A server for this computer alone: the address of the loop, and only asked by its own names."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, live: Live, port: int) -> None:
        super().__init__((HOST, port), Handler)
        self.live = live
        self.templates = Templates()
        self.names = {f"{name}:{self.server_port}" for name in (HOST, "localhost")}

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  (as its parent has it)
        """A page that was closed while it waited for news is no error; a bug shows its traceback."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from what is in memory; no path ever reaches the disk."""

    server: Server
    timeout = 60

    def do_GET(self) -> None:
        if not self.is_from_here():
            self.message(HTTPStatus.FORBIDDEN, "Dit kan niet", "Deze pagina's zijn alleen op deze computer te zien.")
            return
        url = urlsplit(self.path)
        path = unquote(url.path).removeprefix("/")
        if path.startswith(OWN):
            self.own(path.removeprefix(OWN), parse_qs(url.query))
        elif f"{path}/" == PUBLIC:
            self.redirect(PUBLIC)
        elif path.startswith(PUBLIC):
            self.page(path, self.server.live.public_file(_file(path.removeprefix(PUBLIC))))
        elif path and f"{path}/index.html" in self.server.live.shown.files:
            self.redirect(f"{path}/")
        else:
            self.page(path, self.server.live.file(_file(path)))

    do_HEAD = do_GET  # noqa: N815  (as its parent calls it)

    def is_from_here(self) -> bool:
        """Neither a name that somebody else lets point to this computer, nor a page of another site that asks behind one's back."""
        if self.headers.get("Host") not in self.server.names:
            return False
        is_link = self.headers.get("Sec-Fetch-Dest") == "document"
        return is_link or self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")

    def page(self, path: str, found: bytes | Problem | None) -> None:
        kind = _file(path).rpartition(".")[2]
        if isinstance(found, bytes):
            content = self.followed(found) if kind == "html" else found
            self.answer(HTTPStatus.OK, content, TYPES.get(kind, "application/octet-stream"))
        elif isinstance(found, Problem):
            self.message(HTTPStatus.INTERNAL_SERVER_ERROR, "Deze PDF lukt niet", found.message)
        elif problems := self.server.live.stand.problems:
            text = "Verbeter dit, dan komt de pagina vanzelf."
            self.message(HTTPStatus.NOT_FOUND, "Er zit nog een fout in", text, [str(problem) for problem in problems])
        else:
            self.message(
                HTTPStatus.NOT_FOUND, "Deze pagina is er niet", "Klopt het adres? Ga anders terug naar het begin: /"
            )

    def own(self, path: str, query: dict[str, list[str]]) -> None:
        """What makes an open page follow along."""
        if path == "herlaad.js":
            self.answer(HTTPStatus.OK, self.server.templates.source("serve/herlaad.js").encode(), TYPES["js"])
        elif path == "stand.js":
            stand = self.server.live.wait(query.get("na", [""])[0], PATIENCE)
            said = {
                "stand": stand.number,
                "edities": dict(stand.editions),
                "regels": [str(problem) for problem in stand.problems],
            }
            self.answer(HTTPStatus.OK, f"kijkwijzerStand({json.dumps(said)});".encode(), TYPES["js"])
        else:
            self.page(path, None)

    def followed(self, html: bytes) -> bytes:
        """A page that asks for news; only as it is shown here, never as it is built."""
        stand = self.server.live.stand
        part: Part = "site" if self.path.startswith(f"/{PUBLIC}") else "dossier"
        said = f'data-stand="{stand.number}" data-deel="{part}" data-editie="{stand.editions[part]}"'
        script = f'<script src="/{OWN}herlaad.js" {said}></script>'
        before, body, after = html.rpartition(b"</body>")
        return before + script.encode() + body + after

    def message(self, status: HTTPStatus, title: str, text: str, lines: list[str] | None = None) -> None:
        html = self.server.templates.render("serve/melding.html", title=title, text=text, lines=lines or [])
        content = html.encode("utf-8", "replace")
        self.answer(status, content if status == HTTPStatus.FORBIDDEN else self.followed(content), TYPES["html"])

    def redirect(self, path: str) -> None:
        self.answer(HTTPStatus.MOVED_PERMANENTLY, b"", TYPES["txt"], {"Location": f"/{quote(path)}"})

    def answer(self, status: HTTPStatus, content: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            **HEADERS,
            **(headers or {}),
            "Content-Type": kind,
            "Content-Length": str(len(content)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def version_string(self) -> str:
        return "kijkwijzer"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as its parent has it)
        """The terminal is for problems."""


def _file(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path
