"""Without a network: once opened, a form opens again; and with a network the newest page comes first."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest
from playwright.sync_api import expect

from generator.rendering.scoren import scoren_files
from generator.rendering.templates import Templates
from tests.projects import project_of, put, small_project
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

KEPT = "Werkt ook zonder internet"
FORM = "zwemles.html"


class _Site(SimpleHTTPRequestHandler):
    """A host of files that can be slow, broken or elsewhere."""

    asked: ClassVar[list[str]] = []
    delay: ClassVar[float] = 0
    status: ClassVar[int] = 200

    def do_GET(self) -> None:
        self.asked.append(self.path)
        time.sleep(self.delay)
        if self.status != 200:
            self.send_response(self.status)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b'<title>Hier is niets</title><p id="rubric">')
            return
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Host:
    """A site that can be taken off the network and put back at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site: type[_Site] = type("Site", (_Site,), {"asked": []})
        self.port = 0
        self.start()

    def start(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(self.site, directory=str(self.folder)))
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @contextmanager
    def away(self) -> Iterator[None]:
        self.stop()
        yield
        self.start()

    def address(self, path: str = FORM) -> str:
        return f"http://localhost:{self.port}/scoren/{path}"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return scoren_files(project_of(small_project(tmp_path_factory.mktemp("project"))), Templates())


@pytest.fixture
def host(tmp_path: Path, forms: dict[str, bytes]) -> Iterator[Host]:
    for path, content in forms.items():
        put(tmp_path / "site", path, content)
    put(tmp_path / "site", "index.html", "<title>Start</title>")
    put(tmp_path / "site", "scoren/uitleg.html", "<title>Geen formulier</title>")
    started = Host(tmp_path / "site")
    yield started
    started.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context()
    yield opened
    opened.close()


def visit(context: BrowserContext, host: Host) -> Page:
    """The first visit, until the form says that it is kept."""
    page = context.new_page()
    page.goto(host.address())
    page.get_by_text(KEPT).wait_for()
    return page


def rewrite(file: Path, text: str) -> None:
    """A host tells by the second whether a file is newer, so it must be seconds newer."""
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time.time() + 10, time.time() + 10))


KEPT_HERE = "caches.match(location.href).then(found => found?.text())"
"""What the device has of the page that is open."""


def begin(page: Page) -> None:
    page.get_by_role("button", name="Nieuwe afname").click()
    page.locator("#ib_er").fill("jb-7")


def caches(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """async () => { const found = [];
           for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(request.url);
           return found.sort(); }"""
    )
    return found


def test_after_one_visit_the_form_opens_and_works_without_a_network(context: BrowserContext, host: Host) -> None:
    visit(context, host).close()
    with host.away():
        page = context.new_page()
        page.goto(host.address())
        begin(page)
        page.locator('#stand[data-stand="bewaard"]').wait_for()
        page.close()
        page = context.new_page()
        page.goto(host.address())
        page.get_by_text(KEPT).wait_for()
        page.get_by_role("button", name="Ga verder met jb-7").wait_for()


def test_the_address_may_end_in_anything(context: BrowserContext, host: Host) -> None:
    visit(context, host).close()
    with host.away():
        page = context.new_page()
        page.goto(host.address(f"{FORM}?x=1#balans"))

        expect(page.locator("#nieuw")).to_have_count(1)


def test_with_a_network_a_newer_form_comes_at_once(context: BrowserContext, host: Host) -> None:
    visit(context, host).close()
    file = host.folder / "scoren" / FORM
    rewrite(file, file.read_text(encoding="utf-8").replace("Nieuwe afname", "Verse afname"))
    page = context.new_page()
    page.goto(host.address())
    page.get_by_role("button", name="Verse afname").wait_for()
    until(lambda: "Verse afname" in str(page.evaluate(KEPT_HERE)))
    with host.away():
        page.goto(host.address())

        expect(page.get_by_role("button", name="Verse afname")).to_have_count(1)


@pytest.mark.parametrize("trouble", [{"delay": 300.0}, {"status": 503}], ids=["slow", "broken"])
def test_a_network_that_is_of_no_use_is_not_waited_for(
    context: BrowserContext, host: Host, trouble: dict[str, float]
) -> None:
    visit(context, host).close()
    for name, value in trouble.items():
        setattr(host.site, name, value)
    page = context.new_page()
    page.goto(host.address())

    expect(page.locator("#nieuw")).to_have_count(1)


def test_a_form_that_is_not_found_for_a_while_stays_on_the_device(context: BrowserContext, host: Host) -> None:
    visit(context, host).close()
    host.site.status = 404
    page = context.new_page()
    page.goto(host.address())

    assert page.title() == "Hier is niets"
    with host.away():
        page.goto(host.address())
        expect(page.locator("#nieuw")).to_have_count(1)


def test_only_forms_of_this_folder_are_kept(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    page.goto(host.address("zwemles-diep.html"))
    page.get_by_text(KEPT).wait_for()
    for path in ("uitleg.html", "../index.html"):
        page.goto(host.address(path))

    assert caches(page) == [host.address("zwemles-diep.html"), host.address()]


def test_what_a_network_puts_in_the_place_of_a_form_is_not_kept(context: BrowserContext, host: Host) -> None:
    visit(context, host).close()
    rewrite(host.folder / "scoren" / FORM, "<title>Log in op dit netwerk</title>")
    page = context.new_page()
    page.goto(host.address())

    assert page.title() == "Log in op dit netwerk"
    with host.away():
        page.goto(host.address())
        expect(page.locator("#nieuw")).to_have_count(1)


NEWER_WORKER = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => null)"


def test_a_newer_worker_removes_what_an_older_one_kept_and_no_more(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    page.evaluate("caches.open('van iemand anders')")
    worker = host.folder / "scoren" / "sw.js"
    rewrite(worker, worker.read_text(encoding="utf-8").replace("} 1 $", "} 2 $"))
    page.evaluate(NEWER_WORKER)
    until(lambda: not [name for name in page.evaluate("caches.keys()") if " 1 " in name])

    assert [name.partition(f" {host.address('')}")[0] for name in page.evaluate("caches.keys()")] == [
        "van iemand anders"
    ]
    page.goto(host.address())
    page.get_by_text(KEPT).wait_for(state="attached")
    assert sorted(page.evaluate("caches.keys()")) == [f"kijkwijzer-scoren 2 {host.address('')}", "van iemand anders"]


def test_wiping_the_device_takes_the_kept_pages_too(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    page.evaluate("caches.open('van iemand anders')")
    begin(page)
    page.locator('#stand[data-stand="bewaard"]').wait_for()
    said = page.evaluate("kijkwijzer.drafts.wipe()")

    assert said == {"wiped": True}
    assert page.evaluate("caches.keys()") == ["van iemand anders"]
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0


def test_without_a_worker_that_is_said(chromium: Browser, host: Host) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(host.address())

    page.get_by_text("Zonder internet kun je dit formulier niet opnieuw openen").wait_for()
    context.close()


def test_from_disk_it_says_so_and_asks_for_no_worker(page: Page, host: Host) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((host.folder / "scoren" / FORM).as_uri())
    page.get_by_text("Werkt zonder internet: je hebt dit formulier als bestand").wait_for()

    assert errors == []


def test_the_page_itself_asks_nothing_of_any_server(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    begin(page)
    page.locator('#stand[data-stand="bewaard"]').wait_for()

    assert {"/scoren/sw.js", f"/scoren/{FORM}"} == set(host.site.asked)
