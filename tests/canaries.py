"""A server that must never be asked for anything, a file that must never be opened, and a process in which that is noticed."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAME = "kanarie"


@dataclass
class Canaries:
    """Where references may lead, and which of them were followed."""

    file: str
    """The address of the file."""
    base: str = ""
    """The address of the server, without a slash at its end."""
    asked: list[str] = field(default_factory=list)
    """What the server was asked for."""


@contextmanager
def canaries(folder: Path) -> Iterator[Canaries]:
    file = folder / f"{NAME}.svg"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    found = Canaries(file.as_uri())

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing: `asked` tells."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found.base = f"http://127.0.0.1:{server.server_port}"
        yield found
        server.shutdown()


WATCHED = """
import base64, json, sys
asked = json.load(sys.stdin)
done = []
def hook(event, told):
    is_canary = event == "open" and asked["name"] in str(told[0])
    is_call = event in ("socket.connect", "socket.getaddrinfo") or event == "urllib.Request" and not told[0].startswith("data:")
    if is_canary or is_call:
        done.append(f"{event} {told[:2]}")
import generator.pdf, weasyprint, logging
from generator.rendering.page import Sheet
generator.pdf.pdf_bytes(Sheet("warm.pdf", "<html lang=nl><title>x</title><p>x</p></html>"))
weasyprint.LOGGER.setLevel(logging.CRITICAL)
sys.addaudithook(hook)
told = []
for html in asked["documents"]:
    done.clear()
    try:
        pdf = weasyprint.HTML(string=html).write_pdf() if asked["plainly"] else generator.pdf.pdf_bytes(Sheet("x.pdf", html))
    except generator.pdf.PdfError:
        pdf = b""
    told.append([[*done], base64.b64encode(pdf).decode()])
json.dump(told, sys.stdout)
"""


def watched(documents: Sequence[str], *, plainly: bool = False) -> list[tuple[list[str], bytes]]:
    """Of each document: what was opened or called up to make a PDF of it, and the PDF; nothing when it was refused.

    As we make them, or `plainly`: as WeasyPrint does when nobody forbids it anything.
    """
    asked = json.dumps({"documents": list(documents), "plainly": plainly, "name": NAME})
    done = subprocess.run([sys.executable, "-c", WATCHED], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [(opened, base64.b64decode(pdf)) for opened, pdf in json.loads(done.stdout)]
