"""How this server answers: which headers go with everything, and a page or a piece of JSON."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.rendering.policy import policy
from generator.rendering.templates import own_code
from generator.serving.policies import HEADER, served, taken_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.rendering.templates import Templates

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
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


class Answers(BaseHTTPRequestHandler):
    """The half of a handler that speaks."""

    timeout = 60

    @property
    def templates(self) -> Templates:
        raise NotImplementedError

    def answer(self, status: HTTPStatus, content: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        own = {"Content-Type": kind, "Content-Length": str(len(content))}
        for name, value in {**HEADERS, **(headers or {}), **own}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def show(self, status: HTTPStatus, html: bytes, *scripts: str, headers: Mapping[str, str] | None = None) -> None:
        """A page, with its policy as a header: these scripts, which this server has added, may run too."""
        content, own = taken_out(html)
        self.answer(status, content, TYPES["html"], {**(headers or {}), HEADER: served(own, *scripts)})

    def redirect(
        self, path: str, status: HTTPStatus = HTTPStatus.MOVED_PERMANENTLY, headers: Mapping[str, str] | None = None
    ) -> None:
        """To a path of this server; never to what a browser takes for the name of another."""
        self.answer(status, b"", TYPES["txt"], {**(headers or {}), "Location": address_of(path)})

    def say(self, status: HTTPStatus, said: Mapping[str, object]) -> None:
        self.answer(status, json.dumps(said).encode(), TYPES["json"])

    def melding(self, title: str, text: str, lines: list[str] | None = None, *, to: str = "") -> bytes:
        """A page with just this on it; with `to` it leads on by itself."""
        style = self.templates.source("serve/melding.css")
        look = {"style": own_code(style), "policy": policy(styles=[style])}
        values = {"title": title, "text": text, "lines": lines or [], "to": to, **look}
        return self.templates.render("serve/melding.html", **values).encode("utf-8", "replace")

    def version_string(self) -> str:
        return "kijkwijzer"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as its parent has it)
        """The terminal is for problems."""


def address_of(path: str) -> str:
    return f"/{quote(path.lstrip('/'))}"
