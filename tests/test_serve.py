"""Looking while working: what is shown, to whom, and that it follows what is edited."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from playwright.sync_api import expect

from generator import live as live_module
from generator import site_pdfs
from generator.build import Checked, build, check
from generator.live import Live
from generator.problems import Location, Problem
from generator.reading import parsing
from generator.reading import project as project_module
from generator.rendering.dossier.one import OneByOne
from generator.serve import _server
from generator.serving import server as server_module
from generator.serving.scores import Scores
from generator.serving.server import HOST, Server
from generator.surroundings import SurroundingsError
from generator.terminal import Progress
from generator.watching import Watcher
from tests.projects import SCORE_FILE, SCORES, edit, put, small_project
from tests.servers import ask, cookie_of, shown
from tests.sites import browser
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.rendering.page import Sheet
    from tests.servers import Answer

PAGE = "/ib-ers/jb-7/index.html"
PDF = "ib-ers/jb-7/jb-7-afspraken-ontwikkeling.pdf"
VERSLAG = "ib-ers/jb-7/jb-7-verslag-2025-2026-zwemles@3-ontwikkeling.pdf"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The small project, shown and not edited."""
    live = Live(small_project(tmp_path_factory.mktemp("served") / "project"))
    live.refresh()
    with shown(live) as server:
        yield server


def with_key(server: Server, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
    """What the server says to somebody who has the key."""
    return ask(server, path, method, {"Cookie": cookie_of(server), **(headers or {})})


# --- What is shown


def test_the_private_site_is_shown_from_memory(server: Server) -> None:
    answer = with_key(server, "/")

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Jo Blaak" in answer.text


@pytest.mark.parametrize(("path", "to"), [("/ib-ers/jb-7", "/ib-ers/jb-7/"), ("/site", "/site/")])
def test_a_folder_without_its_slash_leads_to_its_page(server: Server, path: str, to: str) -> None:
    answer = with_key(server, path)

    assert (answer.status, answer.headers["Location"]) == (301, to)
    assert with_key(server, to).status == 200


def test_the_public_site_is_shown_under_site(server: Server) -> None:
    assert "Welkom" in with_key(server, "/site/index.html").text
    assert with_key(server, "/site/kijkwijzers/zwemles.pdf").body.startswith(b"%PDF")


def test_a_pdf_is_made_when_somebody_asks_and_only_once(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(sheets: Iterable[Sheet], *, workers: int) -> Iterator[tuple[str, bytes | Problem]]:
        assert workers == 1
        for sheet in sheets:
            made.append(sheet.path)
            yield sheet.path, b"%PDF-klaar"

    monkeypatch.setattr(live_module, "make_pdfs", make)
    answer = with_key(server, f"/{PDF}")

    assert answer.body == with_key(server, f"/{PDF}").body == b"%PDF-klaar"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert made == [PDF]


def test_the_pdf_that_was_looked_at_is_made_again_before_somebody_looks_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def make(sheets: Iterable[Sheet], *, workers: int) -> Iterator[tuple[str, bytes | Problem]]:
        assert workers == 1
        for sheet in sheets:
            made.append(sheet.path)
            yield sheet.path, f"%PDF-{len(made)}".encode()

    monkeypatch.setattr(live_module, "make_pdfs", make)
    live = Live(project)
    live.refresh()
    with open_page(live, "index.html"):
        live.go_ahead()
        assert made == []

        live.file(VERSLAG)
        live.go_ahead()
        assert made == [VERSLAG]

        edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")
        live.refresh()
        live.go_ahead()
        assert made == [VERSLAG, VERSLAG]
        assert live.file(VERSLAG) == b"%PDF-2"

    edit(project, SCORE_FILE, "Drukke les.", "Rustige les.")
    live.refresh()
    live.go_ahead()
    assert made == [VERSLAG, VERSLAG]


def test_what_a_build_made_meanwhile_is_shown_as_it_is(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, Problem]]:
        return ((sheet.path, Problem(Location(sheet.path), "nooit gevraagd")) for sheet in sheets)

    monkeypatch.setattr(live_module, "make_pdfs", fail)
    live = Live(project)
    live.refresh()
    assert isinstance(live.file(PDF), Problem)
    live.pdfs.clear()
    checked = check(project, today=date.today())  # noqa: DTZ011  as serve asks it
    assert build(checked, project, Progress(quiet=True), ["dossier"]).failed == []

    assert live.file(PDF) == (project / "dossier" / PDF).read_bytes()


def test_a_calendar_is_called_one_so_that_a_phone_can_open_it(server: Server) -> None:
    answer = with_key(server, "/ib-ers/jb-7/jb-7-afspraken-ontwikkeling.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.body.startswith(b"BEGIN:VCALENDAR\r\n")


def test_a_pdf_that_fails_says_why(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, Problem]]:
        return ((sheet.path, Problem(Location(sheet.path), "de tekst is te lang")) for sheet in sheets)

    monkeypatch.setattr(live_module, "make_pdfs", fail)
    live = Live(project)
    live.refresh()
    with shown(live) as server:
        answer = with_key(server, f"/{PDF}")

    assert answer.status == 500
    assert "de tekst is te lang" in answer.text


def test_head_gives_the_same_without_the_page(server: Server) -> None:
    got, head = with_key(server, PAGE), with_key(server, PAGE, "HEAD")

    assert head.body == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"] == str(len(got.body))


def test_the_page_that_asks_for_news_is_not_what_is_built(server: Server) -> None:
    built = server.live.file("index.html")
    assert isinstance(built, bytes)

    assert b"data-stand" in with_key(server, "/").body
    assert b"data-stand" not in built


def test_a_worker_of_the_public_site_is_not_installed(server: Server) -> None:
    """It would go on answering for this address when another project is shown there."""
    assert with_key(server, "/site/index.html").status == 200
    assert with_key(server, "/site/index.html", headers={"Sec-Fetch-Dest": "serviceworker"}).status == 404


# --- To whom


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_but_looking_and_saving_is_allowed(server: Server, method: str) -> None:
    assert with_key(server, "/", method).status == 501


@pytest.mark.parametrize(
    "host", ["", "example.org", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", "localhost.evil:{port}"]
)
def test_another_name_for_this_computer_is_refused(server: Server, host: str) -> None:
    answer = with_key(server, "/", headers={"Host": host.format(port=server.server_port)})

    assert answer.status == 403
    assert "Jo Blaak" not in answer.text


def test_its_own_names_are_fine(server: Server) -> None:
    for name in ("127.0.0.1", "localhost"):
        assert with_key(server, "/", headers={"Host": f"{name}:{server.server_port}"}).status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "script"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "script"}, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"}, 200),
    ],
)
def test_another_site_may_link_to_it_and_not_read_it(server: Server, headers: dict[str, str], status: int) -> None:
    assert with_key(server, "/", headers=headers).status == status


def test_every_answer_tells_the_browser_to_keep_it_private(server: Server) -> None:
    for path in ("/", "/nergens", "/-/stand.json?na=x", "/look/dossier.css"):
        headers = with_key(server, path).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Server"] == "kijkwijzer"


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/ib-ers/../../scores/register.yml",
        "/site/../../scores/register.yml",
        "//etc/passwd",
        "/scores/register.yml",
        "/ib-ers/",
        "/look",
        "/look/",
        "/-/",
        "/-/../mkdocs.yml",
        "/%00",
        "/%ff%fe",
        "/index.html%00.pdf",
        "/.gitignore",
    ],
)
def test_what_is_no_page_is_not_there(server: Server, path: str) -> None:
    answer = with_key(server, path)

    assert answer.status == 404
    assert "root:" not in answer.text
    assert "stichting" not in answer.text


def test_what_is_no_address_at_all_is_not_there_either(server: Server) -> None:
    host = {"Host": f"{HOST}:{server.server_port}"}  # else it is the client that does not know what to make of it

    assert with_key(server, "http://[", headers=host).status == 404


def test_it_is_bound_to_this_computer_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_port_in_use_is_told_and_without_one_the_next_is_taken(server: Server) -> None:
    with pytest.raises(SurroundingsError, match=f"poort {server.server_port} is niet vrij"):
        _server(server.live, server.server_port)
    with _server(server.live, None) as other:
        assert other.server_port != server.server_port


# --- Following


def stand(server: Server, number: str, path: str = "/") -> dict[str, object]:
    """What the page that is open at this path hears when it asks for news after this number."""
    said: dict[str, object] = json.loads(with_key(server, f"/-/stand.json?na={number}&pad={path}").text)
    return said


def edition(server: Server, path: str) -> str:
    """What a page that is loaded takes itself for."""
    return re.search(r'data-editie="([\w-]+)"', with_key(server, path).text)[1]  # type: ignore[index]


@contextmanager
def open_page(live: Live, path: str) -> Iterator[None]:
    """Somebody has this page of the private site open."""
    waiting = threading.Thread(target=live.wait, args=(live.stand.number, PATIENCE, path))
    waiting.start()
    until(lambda: live.watched[path] > 0)
    yield
    waiting.join()


def test_a_page_hears_at_once_of_what_it_does_not_know(server: Server) -> None:
    now = server.live.stand

    assert stand(server, "iets-ouds") == {"stand": now.number, "editie": edition(server, "/"), "regels": []}


def test_a_page_waits_until_there_is_news(project: Path) -> None:
    live = Live(project)
    live.refresh()
    before = live.stand
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": A')
    timer = threading.Timer(0.3, live.refresh)
    timer.start()
    after = live.wait(before.number, PATIENCE)
    timer.join()

    assert after.editions["dossier"] != before.editions["dossier"]


def test_a_page_that_is_closed_while_it_waits_is_no_error(
    server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    answered = threading.Event()

    def shutdown(request: socket.socket) -> None:
        request.close()
        answered.set()

    monkeypatch.setattr(server_module, "PATIENCE", 0.3)
    monkeypatch.setattr(server, "shutdown_request", shutdown)
    with socket.create_connection((HOST, server.server_port)) as page:
        ask = f"GET /-/stand.json?na={server.live.stand.number} HTTP/1.1\r\nHost: {HOST}:{server.server_port}\r\nCookie: {cookie_of(server)}\r\n\r\n"
        page.sendall(ask.encode())

    assert answered.wait(PATIENCE)
    assert capfd.readouterr().err == ""


def test_a_fault_leaves_the_last_good_pages_and_is_told(project: Path) -> None:
    live = Live(project)
    live.refresh()
    before = live.stand
    page = live.file("index.html")
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')
    live.refresh()

    assert live.file("index.html") == page
    assert live.stand.editions == before.editions
    assert [str(problem.location) for problem in live.stand.problems] == [f"{SCORE_FILE}:10"]

    edit(project, SCORE_FILE, '"a.1": D', '"a.1": A')
    live.refresh()

    assert live.stand.editions != before.editions
    assert live.stand.problems == ()


def test_a_file_that_is_saved_as_it_was_loads_no_page_again(project: Path) -> None:
    live = Live(project)
    live.refresh()
    before = live.stand
    live.refresh()

    assert live.stand.editions == before.editions
    assert live.stand.number != before.number


def test_what_the_form_read_just_before_is_new_to_who_looks(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They remember what they read together."""
    live = Live(project)
    live.refresh()

    def read_by_both(*given: object, **named: object) -> Checked:
        found = check(*given, **named)  # type: ignore[arg-type]
        edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")
        Scores(project, live.memory).listed()
        return found

    monkeypatch.setattr(live_module, "check", read_by_both)
    live.refresh()
    monkeypatch.setattr(live_module, "check", check)
    before = live.stand.editions["dossier"]
    live.refresh()

    assert live.stand.editions["dossier"] != before


def test_a_project_that_begins_with_a_fault_shows_what_to_mend(project: Path) -> None:
    edit(project, SCORE_FILE, "Rustige les.", "<script>alert(1)</script>")
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": <b>D</b>')
    live = Live(project)
    live.refresh()
    with shown(live) as server:
        answer = with_key(server, "/")

    assert answer.status == 404
    assert f"{SCORE_FILE}:10" in answer.text
    assert "<b>D" not in answer.text
    assert "data-stand" in answer.text


def test_a_bug_in_a_page_that_is_open_is_told_and_does_not_end_the_showing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    live = Live(project)
    live.refresh()
    before = live.file("index.html")
    with open_page(live, "index.html"):
        monkeypatch.setattr(OneByOne, "file", broken)
        live.refresh()

    assert "ZeroDivisionError: o jee" in live.stand.problems[0].message
    assert "Traceback" in capsys.readouterr().err
    assert live.file("index.html") == before


def broken(*_: object) -> bytes:
    raise ZeroDivisionError("o jee")


def test_a_page_that_cannot_be_made_any_more_stays_as_it_was(project: Path) -> None:
    live = Live(project)
    live.refresh()
    before = live.file("taken.html")
    put(project, "site_templates/dossier/taken-alle.html", "{{ onbekend }}\n")
    live.refresh()

    assert list(live.stand.problems) == []
    assert live.file("taken.html") == before
    assert [str(problem.location) for problem in live.stand.problems] == ["site_templates/dossier/taken-alle.html:1"]

    put(project, "site_templates/dossier/taken-alle.html", "verbeterd\n")
    live.refresh()

    assert live.file("taken.html") == b"verbeterd"
    assert list(live.stand.problems) == []


def test_a_page_that_fails_while_it_is_mended_is_no_fault_of_what_is_shown_then(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(project)
    live.refresh()

    def mended_meanwhile(*_: object) -> bytes:
        monkeypatch.undo()
        live.refresh()
        raise ZeroDivisionError

    monkeypatch.setattr(OneByOne, "file", mended_meanwhile)
    live.file("index.html")

    assert isinstance(live.file("index.html"), bytes)
    assert list(live.stand.problems) == []


def test_a_page_that_never_could_be_made_says_why(project: Path) -> None:
    put(project, "site_templates/dossier/taken-alle.html", "{{ onbekend }}\n")
    live = Live(project)
    live.refresh()
    with shown(live) as server:
        answer = with_key(server, "/taken.html")

        assert answer.status == 500
        assert "site_templates/dossier/taken-alle.html:1: dit sjabloon klopt niet" in answer.text
        assert "data-stand" in answer.text
        assert with_key(server, "/").status == 200


def test_a_template_that_is_half_written_changes_nothing_that_is_shown(project: Path) -> None:
    put(project, "site_templates/dossier/taken-alle.html", "eerst\n")
    live = Live(project)
    live.refresh()
    put(project, "site_templates/dossier/taken-alle.html", "{{\n")

    assert live.file("taken.html") == b"eerst"


# --- No more than is asked for

OTHER = "scores/jb-8/2026-05-12-adviseur.yml"


@pytest.fixture
def two(project: Path) -> Path:
    put(project, OTHER, SCORES.replace("jb-7", "jb-8"))
    return project


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which files were parsed, and which pages and sheets were made."""
    done: list[str] = []

    def noted(real: Callable[..., object], place: int) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            done.append(str(given[place]))
            return real(*given, **named)

        return call

    monkeypatch.setattr(project_module, "parse", noted(parsing.parse, 0))
    monkeypatch.setattr(OneByOne, "file", noted(OneByOne.file, 1))
    monkeypatch.setattr(OneByOne, "sheet", noted(OneByOne.sheet, 1))
    return done


def test_after_one_edit_one_file_is_read_and_the_open_page_is_made(two: Path, work: list[str]) -> None:
    live = Live(two)
    live.refresh()
    path = PAGE.removeprefix("/")
    live.file(path)
    live.file("index.html")
    work.clear()
    with open_page(live, path):
        edit(two, SCORE_FILE, "Rustige les.", "Drukke les.")
        live.refresh()

    assert work == ["mkdocs.yml", SCORE_FILE, path]
    assert b"Drukke les." in (live.file(path) or b"")  # type: ignore[operator]
    assert work == ["mkdocs.yml", SCORE_FILE, path]


def test_for_one_pdf_one_sheet_is_made(two: Path, work: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "make_pdfs", lambda sheets, **_: ((sheet.path, b"%PDF") for sheet in sheets))
    live = Live(two)
    live.refresh()
    work.clear()

    assert live.file(PDF) == live.file(PDF) == b"%PDF"
    assert work == [PDF]


def test_an_edit_loads_the_pages_again_that_it_is_about_and_no_others(two: Path) -> None:
    live = Live(two)
    live.refresh()
    other = PAGE.replace("jb-7", "jb-8")
    with shown(live) as server:
        before = {path: edition(server, path) for path in (PAGE, other)}
        edit(two, SCORE_FILE, "Rustige les.", "Drukke les.")
        live.refresh()
        after = {path: stand(server, "", path)["editie"] for path in (PAGE, other)}

        assert after[other] == before[other]
        assert after[PAGE] == edition(server, PAGE) != before[PAGE]


def test_a_page_hears_at_once_that_it_was_loaded_just_before_an_edit(project: Path) -> None:
    """Its number is then that of after the edit."""
    live = Live(project)
    live.refresh()
    with shown(live) as server:
        loaded = edition(server, PAGE)
        edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")
        live.refresh()
        said = json.loads(with_key(server, f"/-/stand.json?na={live.stand.number}&pad={PAGE}&editie={loaded}").text)

        assert said["editie"] == edition(server, PAGE) != loaded


def test_a_score_makes_no_public_site_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = Live(project)
    live.refresh()
    live.public_file("index.html")
    monkeypatch.setattr(live_module, "make_site", lambda *_: pytest.fail("made again"))
    edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")
    live.refresh()

    assert live.stand.problems == ()


def test_an_edit_of_content_makes_the_public_site_anew_and_not_its_pdfs(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(project)
    live.refresh()
    assert b"proefproject" in (live.public_file("index.html") or b"")
    monkeypatch.setattr(site_pdfs, "make_pdfs", lambda sheets: pytest.fail("made again") if list(sheets) else iter(()))
    put(project, "content/index.md", "# Iets anders\n")
    live.refresh()

    assert b"Iets anders" in (live.public_file("index.html") or b"")

    put(project, "content/index.md", "# Kapot\n\n[weg](weg.md)\n")
    live.refresh()

    assert b"Iets anders" in (live.public_file("index.html") or b"")
    assert [problem.location.path for problem in live.stand.problems] == ["content/index.md"]


@pytest.mark.parametrize(
    "path",
    [
        SCORE_FILE,
        "scores/register.yml",
        "rubrics/zwemles.yml",
        "content/index.md",
        "content/map/nieuw.md",
        "mkdocs.yml",
        "scores/jb-9/2026-05-12-zelf.yml",
        "site_templates/dossier/index.html",
    ],
)
def test_every_kind_of_edit_is_noticed(project: Path, path: str) -> None:
    with Watcher(project) as watcher:
        assert not watcher.changed.wait(0.1)
        put(project, path, "iets")
        assert watcher.changed.wait(PATIENCE)


@pytest.mark.parametrize(
    "path", ["site/index.html", "dossier/index.html", ".dossier.nieuw-1/index.html", ".git/index", "scores/jb-7/.lock"]
)
def test_what_we_make_ourselves_and_what_is_hidden_is_passed_over(project: Path, path: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    with Watcher(project) as watcher:
        put(project, path, "iets")
        assert not watcher.changed.wait(0.5)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / SCORE_FILE).unlink(),
        lambda root: (root / SCORE_FILE).rename(root / SCORE_FILE.replace("adviseur", "directeur")),
        lambda root: (root / SCORE_FILE).chmod(0o600),
        lambda root: (root / SCORE_FILE).rename(root.parent / "elders.yml"),
        lambda root: (root / SCORE_FILE).parent.rename(root.parent / "elders"),
        lambda root: (root / SCORE_FILE).parent.rename(root / "scores/jb-8"),
        lambda root: (root / "scores/jb-8").mkdir(),
    ],
    ids=["gone", "renamed", "other rights", "moved out", "folder moved out", "folder renamed", "new folder"],
)
def test_every_other_change_is_noticed(project: Path, change: Callable[[Path], object]) -> None:
    with Watcher(project) as watcher:
        assert not watcher.changed.wait(0.1)
        change(project)
        assert watcher.changed.wait(PATIENCE)


def test_reading_is_no_edit_nor_even_told_of(project: Path) -> None:
    with Watcher(project) as watcher, patch.object(watcher, "on_any_event") as told:
        Live(project).refresh()
        assert not watcher.changed.wait(0.5)
    told.assert_not_called()


def test_a_register_outside_the_project_is_watched(project: Path, tmp_path: Path) -> None:
    register = put(tmp_path, "kluis/register.yml", "ib_ers: {}\n")
    with (project / "mkdocs.yml").open("a") as settings:
        settings.write(f"extra: {{kijkwijzer: {{register: {register}}}}}\n")
    with Watcher(project) as watcher:
        put(tmp_path, "kluis/boodschappen.txt", "het gaat ons niet aan")
        assert not watcher.changed.wait(0.5)
        put(tmp_path, "kluis/register.yml", "ib_ers: {jb-7: {naam: Jo}}\n")
        assert watcher.changed.wait(PATIENCE)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_follows_and_stops(project: Path, sign: signal.Signals) -> None:
    command = [
        sys.executable,
        "-c",
        "from generator.cli import main; main()",
        "-C",
        str(project),
        "serve",
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr
        lines: list[str] = []
        reader = threading.Thread(target=lambda: lines.extend(iter(process.stderr.readline, "")), daemon=True)  # type: ignore[union-attr]
        reader.start()
        try:
            until(lambda: any("Stoppen: Ctrl-C" in line for line in lines))
            before = sorted(project.rglob("*"))
            assert is_open_to_who_reads("".join(lines))
            edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')
            until(lambda: any(f"{SCORE_FILE}:10" in line for line in lines))
            process.send_signal(sign)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
        reader.join(PATIENCE)

    assert re.search(r"http://127\.0\.0\.1:\d+/\?sleutel=[\w-]{43}\n", "".join(lines))
    assert re.search(r"http://127\.0\.0\.1:\d+/site/\?sleutel=[\w-]{43}\n", "".join(lines))
    assert lines[-1] == "Gestopt.\n"
    assert sorted(project.rglob("*")) == before


def is_open_to_who_reads(told: str) -> bool:
    """Whether the address in the terminal leads in, and the one without its key does not."""
    address, port, key = re.search(r"http://(127\.0\.0\.1):(\d+)/(\S+)", told).groups()  # type: ignore[union-attr]
    statuses = []
    for path in (f"/{key}", "/"):
        connection = http.client.HTTPConnection(address, int(port), timeout=120)
        connection.request("GET", path)
        statuses.append(connection.getresponse().status)
        connection.close()
    return statuses == [303, 403]


def test_an_open_page_shows_a_fault_and_loads_itself_again_when_it_is_mended(project: Path) -> None:
    """In a real browser, as the policy of the pages decides what their scripts may do."""
    live = Live(project)
    live.refresh()
    with shown(live) as server, browser() as chromium:
        page = chromium.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(f"{server.address[:-1]}{PAGE}{server.key.query}")
        edit(project, SCORE_FILE, "waarnemer: {rol: adviseur", "waarnemer: {rol: <i>baas</i>")
        live.refresh()
        page.get_by_role("alert").get_by_text("<i>baas</i>").wait_for()
        edit(project, SCORE_FILE, "waarnemer: {rol: <i>baas</i>", "waarnemer: {rol: directeur")
        with page.expect_event("framenavigated"):
            live.refresh()
        page.get_by_text("directeur").first.wait_for()

        expect(page.get_by_role("alert")).to_have_count(0)
        assert errors == []
