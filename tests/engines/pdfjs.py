"""pdf.js, the viewer of Firefox, in Chromium: opened, clicked, typed in and saved as a person does."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.engines.widgets import to_do, widgets_of
from tests.sites import browser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Page

    from tests.engines.widgets import Widget

SHARE = Path("/usr/share/javascript")
"""Where the Debian package libjs-pdf puts pdf.js with its viewer."""
WHOLE_PAGE = {"width": 480, "height": 640}
PLACES = """
number => Object.fromEntries([...document.querySelectorAll(`.page[data-page-number="${number}"] [data-annotation-id]`)].map(
  section => [section.dataset.annotationId, (box => [box.x + box.width / 2, box.y + box.height / 2])(section.getBoundingClientRect())]))
"""

UNLOCKED = """
() => PDFViewerApplication.pdfDocument ? "open" : document.querySelector("#passwordText").textContent.toLowerCase().includes("invalid") && "shut"
"""
TEXT = """
async () => {
  const pdf = PDFViewerApplication.pdfDocument;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)));
  const contents = await Promise.all(pages.map((page) => page.getTextContent()));
  return contents.flatMap((content) => content.items.map((item) => item.str)).join(" ");
}
"""


class Viewer:
    """A viewer in which one form after the other is filled in."""

    def __init__(self, page: Page, address: str, folder: Path) -> None:
        self.page, self.address, self.folder = page, address, folder
        self.opened = 0

    def fill(self, form: bytes, answers: Mapping[str, str], *, keys: int = 3) -> bytes:
        """What is saved. The first `keys` texts are typed key by key, the others come in at once."""
        self.open(form)
        widgets = widgets_of(form)
        todo = list(to_do(widgets, answers))
        for number in sorted({widget.page for widget in widgets}):
            places = self._turn_to(number, [widget for widget in widgets if widget.page == number])
            for widget, answer in todo:
                if widget.page == number:
                    self._answer(widget, answer, places[f"{widget.number}R"], by_key=keys > 0)
                    keys -= widget.kind == "/Tx"
        return self.save()

    def open(self, form: bytes) -> None:
        self._show(form)
        self.page.wait_for_selector("[data-annotation-id] :is(input, textarea)", state="attached")

    def unlock(self, pdf: bytes, passphrase: str) -> str | None:
        """The text of a locked PDF when this passphrase opens it, typed in as a person does. Without one it just goes on asking."""
        self._show(pdf)
        self.page.wait_for_selector("#passwordDialog[open]")
        if not passphrase:
            assert self.page.evaluate("PDFViewerApplication.pdfDocument") is None
            return None
        self.page.fill("#password", passphrase)
        self.page.keyboard.press("Enter")
        is_open = self.page.wait_for_function(UNLOCKED).json_value() == "open"
        return str(self.page.evaluate(TEXT)) if is_open else None

    def _show(self, pdf: bytes) -> None:
        self.opened += 1
        (self.folder / f"{self.opened}.pdf").write_bytes(pdf)
        self.page.goto(f"{self.address}pdf/web/viewer.html?file=/{self.opened}.pdf#zoom=page-fit")

    def save(self) -> bytes:
        self.page.keyboard.press("Tab")
        with self.page.expect_download() as download:
            self.page.keyboard.press("Control+s")
        return Path(download.value.path()).read_bytes()

    def _turn_to(self, number: int, widgets: list[Widget]) -> dict[str, tuple[float, float]]:
        """Where everything on this page stands in the window."""
        last = f'[data-annotation-id="{widgets[-1].number}R"] :is(input, select, textarea)'
        self.page.wait_for_function("window.PDFViewerApplication?.pdfViewer?.pagesCount > 0")
        self.page.evaluate("number => { PDFViewerApplication.page = number }", number + 1)
        self.page.wait_for_selector(last, state="attached")
        places: dict[str, tuple[float, float]] = self.page.evaluate(PLACES, number + 1)
        return places

    def _answer(self, widget: Widget, answer: str, place: tuple[float, float], *, by_key: bool) -> None:
        if widget.kind == "/Ch":
            self.page.select_option(f'[data-annotation-id="{widget.number}R"] select', label=answer)
            return
        self.page.mouse.click(*place)
        if widget.kind == "/Tx" and by_key:
            self.page.keyboard.type(answer)
        elif widget.kind == "/Tx":
            self.page.keyboard.insert_text(answer)


@contextmanager
def viewer(folder: Path) -> Iterator[Viewer]:
    with (
        _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server,
        browser() as chromium,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        page = chromium.new_page(viewport=WHOLE_PAGE, accept_downloads=True)  # type: ignore[arg-type]
        yield Viewer(page, f"http://127.0.0.1:{server.server_port}/", folder)
        server.shutdown()


class _Server(ThreadingHTTPServer):
    """One that does not mind when a page is left before all its parts have come."""

    def handle_error(self, *_: object) -> None:
        """Nothing: what matters is missed elsewhere."""


class _Handler(SimpleHTTPRequestHandler):
    """The viewer of the system, and beside it a folder of ours."""

    def translate_path(self, path: str) -> str:
        plain = urlsplit(path).path
        return str(SHARE / plain[1:]) if plain.startswith("/pdf/") else super().translate_path(path)

    def log_message(self, *_: object) -> None:
        """Nothing: the tests say what matters."""
