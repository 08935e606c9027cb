"""Who may look at `kijkwijzer serve`: being on this computer is not enough, the key from the terminal opens it."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator import serve as serve_module
from generator.live import Live
from generator.serving.key import Key
from generator.serving.opening import opened
from tests.projects import small_project
from tests.servers import ask, cookie_of, shown
from tests.sites import browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.serving.server import Server

SECRET = "Jo Blaak"  # noqa: S105  (a name, in the pages and in the register)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    live = Live(small_project(tmp_path_factory.mktemp("served") / "project"))
    live.refresh()
    with shown(live) as server:
        yield server


@pytest.mark.parametrize(
    "path",
    ["/", "/ib-ers/jb-7/index.html", "/site/", "/look/dossier.css", "/-/stand.json?na=x", "/-/serve.css", "/nergens"],
)
def test_without_the_key_nothing_is_shown(server: Server, path: str) -> None:
    answer = ask(server, path)

    assert answer.status == 403
    assert "Open het adres uit de terminal" in answer.text
    assert SECRET not in answer.text
    assert server.key.secret not in answer.text
    assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize("path", ["/", "/ib-ers/jb-7/index.html", "/site/"])
def test_the_address_with_the_key_gives_a_cookie_and_leads_to_the_same_page_without_it(
    server: Server, path: str
) -> None:
    answer = ask(server, path + server.key.query)

    assert (answer.status, answer.headers["Location"]) == (303, path)
    assert answer.headers["Set-Cookie"] == f"{cookie_of(server)}; Path=/; HttpOnly; SameSite=Strict"
    assert ask(server, path, headers={"Cookie": cookie_of(server)}).status == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/%2Fevil.example/", "/%5Cevil.example", "/%0d%0aX-Own:%20yes"])
def test_the_address_with_the_key_never_leads_to_another_site(server: Server, path: str) -> None:
    answer = ask(server, path + server.key.query)

    assert answer.status == 303
    assert answer.headers["Location"].startswith("/")
    assert answer.headers["Location"][1:2] not in ("/", "\\")
    assert answer.headers["X-Own"] is None


@pytest.mark.parametrize(
    "query",
    [
        "?sleutel=",
        "?sleutel=x",
        "?sleutel={key}x",
        "?sleutel={key}&sleutel=x",
        "?sleutel=x&sleutel={key}",
        "?sleutel=%F0%9F%97%9D",
        "?sleutel=%ff",
        "?Sleutel={key}",
    ],
)
def test_another_key_opens_nothing(server: Server, query: str) -> None:
    answer = ask(server, f"/{query.format(key=server.key.secret)}")

    assert answer.status == 403
    assert answer.headers["Set-Cookie"] is None


@pytest.mark.parametrize(
    "cookie",
    [
        "{name}=",
        "{name}=x",
        "{name}",
        "{key}",
        "x{name}={key}",
        "kijkwijzer-1={key}",
        "{name}={key}x",
        '{name}="{key}"',
        "{name}=\xe9",
        ";;;=;",
    ],
)
def test_another_cookie_opens_nothing(server: Server, cookie: str) -> None:
    said = cookie.format(name=server.key.name, key=server.key.secret)

    assert ask(server, "/", headers={"Cookie": said}).status == 403


def test_cookies_of_other_programs_are_in_nobodys_way(server: Server) -> None:
    said = f'_xsrf=2|a|b; "odd; {server.key.name}=old; {cookie_of(server)}; z'

    assert ask(server, "/", headers={"Cookie": said}).status == 200


def test_who_comes_with_a_wrong_key_is_refused_even_with_the_cookie(server: Server) -> None:
    assert ask(server, "/?sleutel=x", headers={"Cookie": cookie_of(server)}).status == 403


def test_a_name_that_is_not_ours_gets_no_cookie_for_the_key(server: Server) -> None:
    answer = ask(server, f"/{server.key.query}", headers={"Host": f"evil.example:{server.server_port}"})

    assert answer.status == 403
    assert answer.headers["Set-Cookie"] is None


def test_every_run_has_a_key_of_its_own_that_cannot_be_guessed() -> None:
    keys = [Key(8000) for _ in range(20)]

    assert len({key.secret for key in keys}) == 20
    assert min(len(key.secret) for key in keys) >= 43
    assert keys[0].name != Key(8001).name


def test_head_without_the_key_says_no_more_than_get(server: Server) -> None:
    assert ask(server, "/ib-ers/jb-7/index.html", "HEAD").status == 403


# --- With --open


def test_the_command_line_of_the_browser_does_not_hold_the_key(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Anybody on a computer can read the command lines of all."""
    told: list[str] = []
    monkeypatch.setattr(webbrowser, "open", told.append)
    with opened(server.address + server.key.query) as page:
        assert told == [page.as_uri()]
        assert server.key.secret not in told[0]
        assert server.key.secret in page.read_text(encoding="utf-8")
        assert page.parent.stat().st_mode & 0o077 == 0

    assert not page.exists()


def test_open_leads_a_real_browser_in(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes from a file, so the strict cookie does not go along a redirect."""
    monkeypatch.setattr(webbrowser, "open", lambda _address: True)
    with opened(server.address + server.key.query) as file, browser() as chromium:
        page = chromium.new_page()
        page.goto(file.as_uri())
        page.get_by_role("link", name=SECRET).wait_for()

        assert page.url == server.address


def test_in_a_real_browser_the_key_leaves_the_address_and_scripts_cannot_read_the_cookie(server: Server) -> None:
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(server.address)
        expect(page.get_by_role("heading", name="Open het adres uit de terminal")).to_have_count(1)
        page.goto(server.address + server.key.query)
        page.get_by_role("link", name=SECRET).click()

        assert server.key.secret not in page.url
        expect(page.get_by_role("heading", name=SECRET)).to_have_count(1)
        assert page.evaluate("document.cookie") == ""
        (cookie,) = page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")


def test_a_link_on_another_site_leads_to_the_dossier_only_by_hand(server: Server, tmp_path: Path) -> None:
    """A strict cookie does not go along, so nothing of the dossier is loaded for a page of somebody else."""
    other = tmp_path / "other.html"
    other.write_text(f'<meta charset="utf-8"><title>x</title><a href="{server.address}">weg</a>')
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(server.address + server.key.query)
        page.goto(other.as_uri())
        page.get_by_role("link").click()
        page.get_by_role("heading", name="Open het adres uit de terminal").wait_for()


def test_the_address_that_is_told_opens_it(server: Server) -> None:
    told = serve_module.told(server)
    addresses = [word.removeprefix(server.address[:-1]) for word in told.split() if word.startswith("http")]

    assert len(addresses) == 2
    assert [ask(server, address).status for address in addresses] == [303, 303]
