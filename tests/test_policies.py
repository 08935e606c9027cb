"""Private pages run nothing but our own scripts: not even what somebody has put into a page by hand after it was made."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.live import Live
from generator.serving.policies import META, OPEN
from tests.private_pages import built, digest, forms, pages, wrong_in, wrong_with
from tests.projects import put, small_project
from tests.servers import ask, cookie_of, shown
from tests.sites import browser
from tests.test_inzage import stubbed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from generator.serving.server import Server


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("policies") / "project")


@pytest.fixture(scope="module")
def files(root: Path) -> Mapping[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.pdf.make_pdfs", stubbed)
        return built(root)


# --- What every page says


def test_every_private_page_runs_its_own_scripts_alone(files: Mapping[str, bytes], root: Path) -> None:
    made = pages(files) | forms(root)

    assert len(made) > 20
    assert {path.partition("/")[0] for path in made} == {"dossier", "inzage", "site", "openen", ""}
    assert {path: wrong for path, html in made.items() if (wrong := wrong_in(html))} == {}


def test_a_page_that_is_less_strict_is_seen(files: Mapping[str, bytes]) -> None:
    good = pages(files)["dossier/index.html"]
    policy = "default-src 'none'; script-src 'none'; style-src 'none'; base-uri 'none'; form-action 'none'"

    assert wrong_with(policy) == []
    for more in (
        "script-src 'self'",
        "script-src file:",
        "script-src 'unsafe-inline'",
        "script-src 'unsafe-eval'",
        "img-src *",
    ):
        assert wrong_with(f"{policy}; {more}"), more
    assert wrong_with(policy.replace("base-uri 'none'; ", "")) == ["base-uri"]
    for name in set(PLANTED) - {"within", "frame"}:
        assert wrong_in(good.replace("<main", f"{PLANTED[name]}<main", 1)), name
    assert wrong_in(META.sub(b"", good.encode()).decode()) == ["0 policies"]


# --- What a browser does with it

RAN = "document.documentElement.classList.add('ran-{}')"
"""What a script does that should not run; it tells which it was."""
FILE = "kwaad.js"
PLANTED = {
    "script": f"<script>{RAN}</script>",
    "file": f'<script src="{FILE}"></script>',
    "data": f'<script src="data:text/javascript,{RAN}"></script>',
    "module": f'<script type="module">{RAN}</script>',
    "image": f'<img src="data:image/png,x" onerror="{RAN}">',
    "drawing": f'<svg onload="{RAN}"></svg>',
    "focus": f'<input autofocus onfocus="{RAN}">',
    "link": f'<a class="geplant" href="javascript:void({RAN})">x</a>',
    "form": f'<form action="javascript:void({RAN})"><button class="geplant">x</button></form>',
    "frame": f'<iframe src="javascript:void(parent.{RAN})"></iframe>',
    "within": f'<iframe srcdoc="<script>parent.{RAN}</script>"></iframe>',
}
"""Ways to run something, by a word for each."""
EVERYTHING = "".join(planted.format(name) for name, planted in PLANTED.items())


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as running:
        yield running


@contextmanager
def opened(chromium: Browser, address: str, cookie: str = "") -> Iterator[Page]:
    context = chromium.new_context(extra_http_headers={"Cookie": cookie} if cookie else {})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def ran(page: Page) -> set[str]:
    """What has run, also after all that a person could click was clicked, and all that was on its way has come."""
    for planted in page.locator(".geplant").all():
        planted.click(force=True)
    page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
    found: str = page.evaluate("document.documentElement.className")
    return {name.removeprefix("ran-") for name in found.split()}


def planted_in(html: bytes) -> bytes:
    """At the head of a page, as somebody may write it into one by hand."""
    assert html.count(b"<body>") == 1
    return html.replace(b"<body>", f"<body>{EVERYTHING}".encode())


PLACES = ("dossier/index.html", "dossier/ib-ers/jb-7/index.html", "inzage/LEESMIJ.html", "site/scoren/zwemles.html")


@pytest.mark.parametrize("place", PLACES)
def test_from_disk_nothing_runs_that_is_put_into_a_page(
    place: str, files: Mapping[str, bytes], chromium: Browser, tmp_path: Path
) -> None:
    put(tmp_path, FILE, RAN.format("file"))
    file = put(tmp_path, "page.html", planted_in(files[place]))

    with opened(chromium, file.as_uri()) as page:
        assert ran(page) == set()


def test_without_the_policy_all_of_it_would_run(files: Mapping[str, bytes], chromium: Browser, tmp_path: Path) -> None:
    put(tmp_path, FILE, RAN.format("file"))
    file = put(tmp_path, "page.html", planted_in(META.sub(b"", files["dossier/index.html"])))

    with opened(chromium, file.as_uri()) as page:
        assert ran(page) == set(PLANTED)


def test_our_own_script_still_runs_from_disk(files: Mapping[str, bytes], chromium: Browser, tmp_path: Path) -> None:
    for path, data in files.items():
        if path.startswith("dossier/"):
            put(tmp_path, path, data)

    with opened(chromium, (tmp_path / "dossier/index.html").as_uri()) as page:
        page.fill("#zoek", "hardop")
        expect(page.locator(".hits mark").first).to_have_text("hardop")


# --- And from `kijkwijzer serve`


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    live = Live(root)
    live.refresh()
    page = live.file("index.html")
    assert isinstance(page, bytes)
    assert live.shown
    live.shown.pages.update({"geplant.html": planted_in(page), FILE: RAN.format("file").encode()})
    with shown(live) as running:
        yield running


def header(server: Server, path: str, **headers: str | None) -> tuple[str, str]:
    """The policy that comes with a page, and the page."""
    answer = ask(server, path, headers={"Cookie": cookie_of(server), **headers})
    return answer.headers["Content-Security-Policy"], answer.text


@pytest.mark.parametrize(
    "path", ["/", "/ib-ers/jb-7/index.html", "/nergens", "/-/scoren/", "/-/scoren/zwemles.html", "/site/scoren/zwemles.html"]
)  # fmt: skip
def test_a_server_says_it_in_a_header_that_no_page_can_go_before(server: Server, path: str) -> None:
    policy, html = header(server, path)

    assert wrong_in(html, policy) == []
    assert "frame-ancestors 'none'" in policy


def test_who_has_no_key_gets_a_strict_page_too(server: Server) -> None:
    policy, html = header(server, "/", Cookie=None)

    assert wrong_in(html, policy) == []
    assert "script-src 'none'" in policy


def test_a_page_of_the_public_site_asks_nothing_of_another_site(server: Server) -> None:
    assert header(server, "/site/index.html")[0] == OPEN


def test_served_nothing_runs_that_is_put_into_a_page(server: Server, chromium: Browser) -> None:
    with opened(chromium, f"{server.address}geplant.html", cookie_of(server)) as page:
        assert ran(page) == set()


def test_served_our_own_scripts_still_run(server: Server, chromium: Browser) -> None:
    with opened(chromium, server.address, cookie_of(server)) as page:
        with page.expect_request("**/-/stand.json*"):
            page.reload()
        page.fill("#zoek", "hardop")
        expect(page.locator(".hits mark").first).to_have_text("hardop")


def test_the_digest_of_a_script_is_that_of_its_bytes() -> None:
    assert digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
