"""Filling in a kijkwijzer on one's own machine, in a real browser: from the dossier to a file in scores/ and back to the report."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.live import Live
from generator.model.afname import Score
from generator.watching import Watcher
from tests.projects import (
    RUBRIC_FILE,
    SCORE_FILE,
    change,
    edit,
    problems,
    project_of,
    put,
    small_project,
)
from tests.scoren.forms import Form
from tests.servers import CONCEPT, PLACE, shown
from tests.sites import WIDTHS, browser, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from generator.serving.server import Server

FORM = "-/scoren/zwemles.html"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@contextmanager
def following(root: Path) -> Iterator[Server]:
    """As `kijkwijzer serve` does: whatever changes in the project is shown."""
    live = Live(root)
    with shown(live) as server, Watcher(live.root) as watcher:
        live.refresh()
        stopped = threading.Event()

        def follow() -> None:
            while True:
                watcher.wait()
                if stopped.is_set():
                    return
                live.refresh()

        thread = threading.Thread(target=follow)
        thread.start()
        try:
            yield server
        finally:
            stopped.set()
            watcher.changed.set()
            thread.join()


@pytest.fixture
def server(project: Path) -> Iterator[Server]:
    with following(project) as server:
        yield server


@pytest.fixture
def root(server: Server) -> Path:
    return server.live.root


def visited(server: Server, chromium: Browser, path: str = FORM, **context: object) -> Form:
    """Opened with the key: the form, or a page that loads itself again when the dossier is newer."""
    form = Form(chromium.new_context(**context).new_page())  # type: ignore[arg-type]
    form.page.goto(f"{server.address}{path}{server.key.query}")
    return form


def go(form: Form, server: Server, path: str) -> None:
    form.page.goto(f"{server.address}{path}")


def gone_on_with(server: Server, chromium: Browser) -> Form:
    """The form with a concept of the dossier in it."""
    put(server.live.root, PLACE, CONCEPT)
    form = visited(server, chromium)
    go(form, server, f"{FORM}?bestand={PLACE}")
    expect(form.page.locator("#ib_er")).to_have_value("jb-7")
    return form


def save(form: Form) -> None:
    form.page.get_by_role("button", name="Bewaar in het dossier").click()


def is_saved(form: Form) -> None:
    form.page.locator("#gelukt", has_text="Bewaard in scores/").wait_for()


def test_from_the_dossier_to_a_score_file_and_the_report(server: Server, root: Path, chromium: Browser) -> None:
    form = visited(server, chromium, "")
    page = form.page
    page.get_by_role("link", name="Jo Blaak").click()
    page.get_by_role("link", name="Vul een kijkwijzer in").click()
    page.get_by_role("link", name="Kijken naar een zwemles").click()
    page.get_by_role("button", name="Nieuwe afname voor Jo Blaak").click()
    page.locator("#naam").fill("M. Dijk")
    page.locator("#datum").fill("2026-06-01")
    form.choose("rol", "directeur")
    form.choose("doel", "ontwikkeling")
    form.score("a.1", Score("A"))
    form.score("b", Score("nvt", "Geen les met redden."))
    save(form)
    is_saved(form)

    said = page.locator("#gelukt").text_content() or ""
    assert f"Bewaard in {PLACE}" in said
    (afname,) = (afname for afname in project_of(root).afnamen if afname.path == PLACE)
    assert dict(afname.scores) == {"a.1": Score("A"), "b": Score("nvt", "Geen les met redden.")}

    page.get_by_role("link", name="Bekijk het verslag").click()
    page.get_by_text("M. Dijk").first.wait_for()
    page.get_by_text("Geen les met redden.").first.wait_for()
    expect(
        page.get_by_role("link", name="Ga verder met het concept van 1 juni 2026 (directeur, M. Dijk)")
    ).to_have_count(1)
    assert form.errors == []
    form.close()


def test_a_concept_is_gone_on_with_from_the_page_of_the_person(server: Server, root: Path, chromium: Browser) -> None:
    put(root, PLACE, CONCEPT)
    server.live.refresh()
    form = visited(server, chromium, "ib-ers/jb-7/index.html")
    form.page.get_by_role("link", name="Ga verder met het concept").click()
    expect(form.page.locator("#ib_er")).to_have_value("jb-7")
    form.score("a.2", Score("B"))
    save(form)
    is_saved(form)
    assert (root / PLACE).read_text() == change(CONCEPT, '  "a.1": A\n', '  "a.1": A\n  "a.2": B\n')

    form.score("a.2", Score("C"))
    save(form)
    is_saved(form)
    assert '"a.2": C' in (root / PLACE).read_text()
    form.close()


def test_an_edit_on_the_disk_is_told_and_nothing_of_either_is_lost(
    server: Server, root: Path, chromium: Browser
) -> None:
    form = gone_on_with(server, chromium)
    page = form.page
    form.score("a.2", Score("B", "Van het scherm."))
    elsewhere = change(CONCEPT, '"a.1": A', '"a.1": {score: B, aantekening: Uit de editor.}')
    put(root, PLACE, elsewhere)
    save(form)
    page.get_by_role("dialog", name="Nog niet bewaard").get_by_text("is veranderd sinds je het opende").wait_for()

    assert (root / PLACE).read_text() == elsewhere
    page.get_by_role("button", name="Terug").click()
    expect(page.locator('[id="aantekening:a.2"]')).to_have_value("Van het scherm.")

    save(form)
    page.get_by_role("button", name="Open wat er nu in het dossier staat").click()
    expect(page.locator('[id="aantekening:a.1"]')).to_have_value("Uit de editor.")
    form.score("b", Score("A"))
    save(form)
    is_saved(form)
    now = (root / PLACE).read_text()
    assert "Uit de editor." in now
    assert '"b": A' in now

    page.get_by_role("button", name="Sluit deze afname").click()
    page.locator("#concepten").get_by_role("button", name="Ga verder").click()
    expect(page.locator('[id="aantekening:a.2"]')).to_have_value("Van het scherm.")
    assert (root / PLACE).read_text() == now
    assert [error for error in form.errors if "409" not in error] == []
    form.close()


def test_what_is_vastgesteld_is_changed_only_after_a_question(server: Server, root: Path, chromium: Browser) -> None:
    before = (root / SCORE_FILE).read_text()
    form = visited(server, chromium)
    go(form, server, f"{FORM}?bestand={SCORE_FILE}")
    form.score("c.1", Score("A"))
    save(form)
    form.page.get_by_role("dialog").get_by_text("is vastgesteld. Wil je het toch veranderen?").wait_for()
    assert (root / SCORE_FILE).read_text() == before

    form.page.get_by_role("button", name="Verander het toch").click()
    is_saved(form)
    assert '"c.1": A' in (root / SCORE_FILE).read_text()
    form.close()


def test_one_begins_from_last_round_without_a_file_to_look_for(server: Server, chromium: Browser) -> None:
    form = visited(server, chromium)
    go(form, server, f"{FORM}?ib-er=jb-7")
    form.page.get_by_role("button", name="Begin met dit als vorige keer").click()

    form.row("a.1").get_by_text("Vorige keer: B").wait_for()
    expect(form.page.locator("#ib_er")).to_have_value("jb-7")
    expect(form.row("a.1").locator("input:checked")).to_have_count(0)
    form.close()


def test_a_file_that_was_removed_meanwhile_can_be_saved_as_a_new_one(
    server: Server, root: Path, chromium: Browser
) -> None:
    form = gone_on_with(server, chromium)
    (root / PLACE).unlink()
    save(form)
    form.page.get_by_role("button", name="Bewaar als nieuwe afname").click()
    is_saved(form)

    assert (root / PLACE).read_text() == CONCEPT
    form.close()


def test_what_is_wrong_is_told_in_the_page(server: Server, root: Path, chromium: Browser) -> None:
    form = visited(server, chromium)
    go(form, server, FORM)
    form.begin()
    save(form)
    form.page.locator("#bewaar-problemen").get_by_text("Vul het pseudoniem van de ib-er in.").wait_for()
    form.page.locator("#ib_er").fill("jb-77")
    form.choose("rol", "zelf")
    form.choose("doel", "ontwikkeling")
    save(form)
    form.page.locator("#bewaar-problemen").get_by_text("'jb-77' is geen ib-er van dit project.").wait_for()

    assert sorted(path.name for path in (root / "scores").iterdir()) == ["jb-7", "register.yml"]
    form.close()


def test_a_server_that_has_stopped_costs_nothing_that_was_filled_in(project: Path, chromium: Browser) -> None:
    with shown(Live(project)) as server:
        form = gone_on_with(server, chromium)
        form.score("a.2", Score("B"))
        form.page.locator("#stand", has_text="Nog niet in het dossier").wait_for()
    save(form)
    form.page.locator("#bewaar-problemen").get_by_text("Draait kijkwijzer serve nog?").wait_for()

    assert form.row("a.2").locator("input:checked").get_attribute("value") == "B"
    form.close()


def test_a_server_that_was_started_again_says_what_to_do(project: Path, chromium: Browser) -> None:
    with shown(Live(project)) as server:
        form = gone_on_with(server, chromium)
        form.score("a.2", Score("B", "lang " * 700))
    with shown(Live(project), server.server_port) as again:
        save(form)
        form.page.locator("#bewaar-problemen").get_by_text("Open eerst het adres uit de terminal.").wait_for()
        tab = form.page.context.new_page()
        tab.goto(again.address + again.key.query)
        save(form)
        form.page.locator("#bewaar-problemen").get_by_text("Ververs de pagina").wait_for()
        form.page.reload()
        save(form)
        is_saved(form)
    assert "lang lang" in (project / PLACE).read_text()
    form.close()


def test_what_is_saved_in_the_dossier_does_not_stay_on_the_device(server: Server, chromium: Browser) -> None:
    form = gone_on_with(server, chromium)
    form.score("a.2", Score("B"))
    form.page.locator("#stand", has_text="Nog niet in het dossier").wait_for()
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("dialog", name="Dit staat nog niet in het dossier").wait_for()
    form.page.get_by_role("button", name="Sluit toch").click()
    form.page.locator("#concepten li", has_text="nog niet in het dossier").wait_for()

    form.page.locator("#concepten li").get_by_role("button").click()
    save(form)
    is_saved(form)
    form.score("a.2", Score("C"))
    assert form.page.locator("#gelukt").is_hidden()
    save(form)
    is_saved(form)
    form.page.locator("#stand", has_text=re.compile("^In het dossier")).wait_for()
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("heading", name="In het dossier").wait_for()
    form.page.locator("#verder").wait_for(state="hidden")
    assert form.page.evaluate("kijkwijzer.drafts.list().then((all) => all.length)") == 0
    form.close()


def test_an_afname_with_an_older_versie_is_gone_on_with_in_its_own_form(project: Path, chromium: Browser) -> None:
    old = (project / RUBRIC_FILE).read_text()
    put(project, "rubrics/zwemles@3.yml", old)
    edit(project, RUBRIC_FILE, 'versie: "3"', 'versie: "4"')
    put(project, PLACE, CONCEPT)
    with following(project) as server:
        form = visited(server, chromium, "ib-ers/jb-7/index.html")
        form.page.get_by_role("link", name="Ga verder met het concept").click()
        form.score("a.2", Score("B"))
        save(form)
        is_saved(form)
    assert 'versie: "3"' in (project / PLACE).read_text()
    assert problems(project) == []
    form.close()


@pytest.mark.parametrize("first", ["Ga verder", "Begin met dit als vorige keer"])
def test_what_comes_late_from_the_dossier_is_not_opened_over_what_was_begun_meanwhile(
    server: Server, root: Path, chromium: Browser, first: str
) -> None:
    put(root, PLACE, CONCEPT)
    server.live.refresh()
    form = visited(server, chromium)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    form.page.route("**/-/scores/bestand.json*", hold)
    go(form, server, f"{FORM}?ib-er=jb-7")
    with form.page.expect_request("**/-/scores/bestand.json*"):
        form.page.locator("#uit-dossier").get_by_role("button", name=first).click()
    form.page.get_by_role("button", name="Nieuwe afname voor Jo Blaak").click()
    form.page.locator("#naam").fill("M. Dijk")
    with form.page.expect_response("**/-/scores/bestand.json*"):
        held[0].continue_()
    form.page.wait_for_timeout(500)

    expect(form.page.locator("#naam")).to_have_value("M. Dijk")
    expect(form.row("a.1").locator("input:checked")).to_have_count(0)
    assert form.errors == []
    form.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_that_is_served_is_for_everybody(tmp_path: Path, chromium: Browser, width: int) -> None:
    root = small_project(tmp_path / "project")
    put(root, PLACE, CONCEPT)
    with following(root) as server:
        form = visited(server, chromium, "", viewport={"width": width, "height": 800})
        found = []
        for path in ("", "ib-ers/jb-7/index.html", "-/scoren/", "-/scoren/?ib-er=jb-7", FORM, f"{FORM}?ib-er=jb-7"):
            go(form, server, path)
            if "html" in path and path.startswith("-"):
                form.page.locator("#dossier-ib-er option").nth(1).wait_for(state="attached")
            found += [f"{path}: {wrong}" for wrong in violations(form.page)]
            assert not form.page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
        go(form, server, f"{FORM}?bestand={PLACE}")
        form.row("a.2").wait_for()
        put(root, PLACE, change(CONCEPT, '"a.1": A', '"a.1": B'))
        form.score("a.2", Score("B"))
        save(form)
        form.page.get_by_role("dialog").wait_for()
        found += violations(form.page)

        assert found == []
        assert [error for error in form.errors if "409" not in error] == []
        form.close()


def test_the_built_dossier_and_the_public_form_know_nothing_of_saving(server: Server) -> None:
    for path in ("index.html", "ib-ers/jb-7/index.html"):
        built = server.live.file(path)
        assert isinstance(built, bytes)
        assert b"/-/" not in built
        assert b"Vul een kijkwijzer in" not in built
    public = server.live.public_file("scoren/zwemles.html")
    assert public
    for word in (b"/-/", b"X-Kijkwijzer", b'bewaar-lokaal"', server.token.encode()):
        assert word not in public
