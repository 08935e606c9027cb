"""Drafts in the browser's own storage: what was saved is still there, and what was not saved is said."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from generator.reading.project import read_project
from tests.projects import TODAY
from tests.scoren.scripts import SCRIPTS, js_afname
from tests.sites import CHROMIUM
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
HOST = "https://formulier.example"
NOBODY = {"rubric": "r", "versie": "1", "kijkwijzers": [], "waarnemer": {}, "scores": {}, "afspraken": []}


def page_with_storage() -> str:
    return f"<!doctype html><title>Opslag</title><script>{(SCRIPTS / 'opslag.js').read_text(encoding='utf-8')}</script>"


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context()
    opened.route(f"{HOST}/**", lambda route: route.fulfill(body=page_with_storage(), content_type="text/html"))
    yield opened
    opened.close()


@pytest.fixture(params=["file", "https"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """From disk as by double-click, and from a host."""
    if request.param == "https":
        return f"{HOST}/a.html"
    file = tmp_path / "a.html"
    file.write_text(page_with_storage(), encoding="utf-8")
    return file.as_uri()


def tab(context: BrowserContext, address: str = f"{HOST}/a.html") -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def draft(id: str = "een", revision: int = 0, **afname: object) -> dict[str, object]:
    return {"id": id, "revision": revision, "afname": {**NOBODY, **afname}, "previous": None, "file": None}


def do(page: Page, what: str, given: object = None) -> Any:  # noqa: ANN401
    return page.evaluate(f"(given) => kijkwijzer.drafts.{what}", given)


def save(page: Page, *given: dict[str, object]) -> Any:  # noqa: ANN401
    """The last of these drafts as it was saved, or why it was not."""
    said = [do(page, "save(given)", one) for one in given]
    return said[-1]


# What is saved


def test_a_draft_is_there_in_the_next_visit_to_the_letter(context: BrowserContext, address: str) -> None:
    afname = js_afname(read_project(ROOT, today=TODAY)[0].afnamen[0])
    page = tab(context, address)
    save(page, {**draft(), "afname": afname, "previous": afname})
    page.close()

    found = do(tab(context, address), "load('een')")
    assert (afname, afname, 1) == (found["afname"], found["previous"], found["revision"])


def test_the_list_begins_with_what_changed_last(context: BrowserContext) -> None:
    page = tab(context)
    for id in ("een", "twee", "drie"):
        save(page, draft(id))
        page.wait_for_timeout(5)
    do(page, "load('een').then(found => kijkwijzer.drafts.save(found))")

    assert do(page, "list().then(found => found.map(one => [one.id, one.revision]))") == [["een", 2], ["drie", 1], ["twee", 1]]  # fmt: skip


def test_what_was_removed_is_gone_and_only_that(context: BrowserContext) -> None:
    page = tab(context)
    save(page, draft("een"), draft("twee"))

    assert do(page, "remove('een')") == {"removed": True}
    assert do(page, "load('een')") is None
    assert do(page, "list().then(found => found.map(one => one.id))") == ["twee"]


def test_every_save_is_asked_to_be_on_the_disk_before_it_is_said(context: BrowserContext) -> None:
    page = tab(context)
    page.evaluate("""() => { window.asked = []; const real = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) { asked.push(given[2]?.durability); return real.apply(this, given); }; }""")
    save(page, draft())

    assert page.evaluate("asked") == ["strict"]


# Two tabs


def test_of_two_saves_on_one_revision_one_goes_through_and_the_other_is_told(context: BrowserContext) -> None:
    page = tab(context)
    save(page, draft())
    said = page.evaluate("""async () => { const draft = await kijkwijzer.drafts.load("een");
        return Promise.all(["a", "b"].map(ib_er => kijkwijzer.drafts.save({...draft, afname: {...draft.afname, ib_er}}))); }""")

    assert [sorted(one) for one in said] == [["saved"], ["conflict"]]
    assert said[1]["conflict"]["afname"]["ib_er"] == "a"
    assert do(page, "load('een')")["afname"]["ib_er"] == "a"


def test_an_older_tab_never_overwrites_what_a_newer_one_saved(context: BrowserContext, address: str) -> None:
    old, new = tab(context, address), tab(context, address)
    first = save(old, draft())["saved"]
    newer = save(new, {**first, "afname": {**NOBODY, "ib_er": "nieuw"}})["saved"]

    assert save(old, {**first, "afname": {**NOBODY, "ib_er": "oud"}}) == {"conflict": newer}
    assert do(old, "load('een')") == newer


def test_other_tabs_hear_of_every_change(context: BrowserContext, address: str) -> None:
    here, there = tab(context, address), tab(context, address)
    there.evaluate("() => { window.heard = []; kijkwijzer.drafts.onChange(change => heard.push(change)); }")
    save(here, draft())
    do(here, "remove('een')")
    do(here, "wipe()")
    there.wait_for_function("heard.length === 3")

    assert there.evaluate("heard") == [{"id": "een", "revision": 1}, {"id": "een", "removed": True}, {"wiped": True}]


def test_without_a_channel_between_tabs_the_revision_still_guards(context: BrowserContext) -> None:
    context.add_init_script("delete window.BroadcastChannel")
    old, new = tab(context), tab(context)
    first = save(old, draft())["saved"]
    save(new, first)

    assert list(save(old, first)) == ["conflict"]


def test_what_another_tab_removed_or_wiped_is_not_put_back(context: BrowserContext, address: str) -> None:
    old, new = tab(context, address), tab(context, address)
    one, two = save(old, draft("een"))["saved"], save(old, draft("twee"))["saved"]
    do(new, "remove('een')")

    assert save(old, one) == {"gone": True}
    assert do(new, "wipe()") == {"wiped": True}
    assert save(old, two) == {"gone": True}
    assert do(old, "list()") == []


def test_after_wiping_a_new_draft_can_be_saved_in_every_tab(context: BrowserContext, address: str) -> None:
    old, new = tab(context, address), tab(context, address)
    save(old, draft("een"))
    do(new, "wipe()")

    assert list(save(old, draft("twee"))) == ["saved"]
    assert list(save(new, draft("drie"))) == ["saved"]
    assert len(do(old, "list()")) == 2


# The end of a browser


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(page_with_storage(), encoding="utf-8")
    return tmp_path


def started(profile: Path) -> subprocess.Popen[bytes]:
    """A browser in a session of its own, so that all of it can be ended at once; it writes its address in a file."""
    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    command = [
        "/usr/bin/chromium",
        *CHROMIUM,
        "--headless=new",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
    ]
    return subprocess.Popen(
        [*command, "about:blank"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def endpoint(profile: Path) -> str:
    file = profile / "DevToolsActivePort"
    until(lambda: file.exists() and "\n" in file.read_text())
    return f"http://127.0.0.1:{file.read_text().splitlines()[0]}"


def in_a_browser_that_is_killed(chromium: Browser, profile: Path, work: Callable[[Page], T]) -> T:
    """What is done in a page gives; right after it all of that browser is killed."""
    browser = started(profile)
    try:
        page = chromium.browser_type.connect_over_cdp(endpoint(profile)).contexts[0].new_page()
        page.goto((profile / "a.html").as_uri())
        return work(page)
    finally:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()


SAVES = """async () => {
    const { save, load } = kijkwijzer.drafts;
    const afname = { rubric: "r", versie: "1", kijkwijzers: [], waarnemer: {}, scores: {} };
    await save({ id: "een", revision: 0, afname });
    for (let turn = 1; turn <= 20; turn++) await save({ ...(await load("een")), afname: { ...afname, samenvatting: `regel ${turn}` } });
}"""


def loads(page: Page) -> list[Any]:
    found: list[Any] = do(page, "load('een').then(found => [found.revision, found.afname.samenvatting])")
    return found


def test_what_was_saved_survives_the_killing_of_the_whole_browser(chromium: Browser, profile: Path) -> None:
    in_a_browser_that_is_killed(chromium, profile, lambda page: page.evaluate(SAVES))

    assert in_a_browser_that_is_killed(chromium, profile, loads) == [21, "regel 20"]


TYPES_ON = """() => {
    let [revision, samenvatting] = [0, ""];
    window.isSaving = false;
    const saver = kijkwijzer.drafts.autosave(
        () => {
            isSaving = true;
            return { id: "een", revision, afname: { rubric: "r", versie: "1", kijkwijzers: [], waarnemer: {}, scores: {}, samenvatting } };
        },
        ({ saved }) => { revision = saved.revision; isSaving = false; });
    window.type = () => { samenvatting = String(Math.round(performance.now())); saver.changed(); };
}"""


def hold_the_clock(page: Page) -> None:
    """From now on time goes by only as a test says, and what the disk and the machine need costs none of it."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def types_on(page: Page) -> float:
    """Two seconds of typing, and when they were over."""
    hold_the_clock(page)
    page.evaluate(TYPES_ON)
    for _ in range(40):
        page.evaluate("type()")
        page.clock.run_for(50)
        page.wait_for_function("!isSaving")
    now: float = page.evaluate("performance.now()")
    return now


def test_the_killing_of_the_browser_while_one_types_costs_at_most_a_second(chromium: Browser, profile: Path) -> None:
    killed = in_a_browser_that_is_killed(chromium, profile, types_on)
    _, kept = in_a_browser_that_is_killed(chromium, profile, loads)

    assert killed - int(kept) < 1000


# What goes wrong


MORE_THAN_FITS = """(draft) => {
    const pieces = Array.from({ length: 90 }, () => String.fromCharCode(...crypto.getRandomValues(new Uint16Array(32_000))));
    return kijkwijzer.drafts.save({ ...draft, afname: { ...draft.afname, samenvatting: pieces.join("") } });
}"""


def test_a_full_device_is_said_and_what_was_there_stays(context: BrowserContext) -> None:
    page = tab(context)
    devtools = context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": HOST, "quotaSize": 3_000_000})
    first = save(page, draft(samenvatting="blijft"))["saved"]

    assert page.evaluate(MORE_THAN_FITS, first) == {"full": True}
    assert do(page, "load('een')") == first
    shorter = {**first, "afname": {**NOBODY, "samenvatting": "korter"}}
    until(lambda: "saved" in save(page, shorter))  # room comes back when the browser has tidied


NO_STORAGE = {
    "blocked": "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } })",
    "absent": "Object.defineProperty(window, 'indexedDB', { value: undefined })",
    "refuses": "IDBFactory.prototype.open = () => { const request = {}; setTimeout(() => { request.error = new DOMException('no', 'UnknownError'); request.onerror(); }); return request; }",
    "silent": "IDBFactory.prototype.open = () => ({})",
}


@pytest.mark.parametrize("how", NO_STORAGE)
def test_no_storage_at_all_is_said_and_breaks_nothing(context: BrowserContext, how: str) -> None:
    context.add_init_script(NO_STORAGE[how])
    page = context.new_page()
    if how == "silent":
        page.clock.install()
    page.goto(f"{HOST}/a.html")
    asked = "Promise.all([kijkwijzer.drafts.available(), kijkwijzer.drafts.save(given), kijkwijzer.drafts.list(), kijkwijzer.drafts.load('een')])"
    page.evaluate(f"(given) => {{ window.said = null; {asked}.then(said => {{ window.said = said; }}); }}", draft())
    if how == "silent":
        page.clock.run_for(6000)
    page.wait_for_function("said")

    assert page.evaluate("said") == [False, {"unavailable": True}, [], None]


def test_it_works_again_as_soon_as_the_storage_does(context: BrowserContext) -> None:
    page = tab(context)
    page.evaluate(
        "() => { window.real = IDBFactory.prototype.open; IDBFactory.prototype.open = () => { throw new DOMException('no', 'UnknownError'); }; }"
    )

    assert save(page, draft()) == {"unavailable": True}
    page.evaluate("() => { IDBFactory.prototype.open = real; }")
    assert list(save(page, draft())) == ["saved"]


def test_a_database_that_closed_by_itself_is_opened_anew(context: BrowserContext) -> None:
    page = tab(context)
    first = save(page, draft())["saved"]
    page.evaluate("""() => { const real = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...given) { this.close(); IDBDatabase.prototype.transaction = real; return real.apply(this, given); }; }""")

    assert list(save(page, first)) == ["saved"]


def put_raw(page: Page, *records: object) -> None:
    """Past every check of ours."""
    do(page, "available()")
    page.evaluate(
        """(records) => new Promise((done) => { indexedDB.open("kijkwijzer-scoren").onsuccess = ({target}) => {
            const transaction = target.result.transaction("drafts", "readwrite");
            records.forEach(record => transaction.objectStore("drafts").put(record));
            transaction.oncomplete = () => { target.result.close(); done(); }; }; })""",
        list(records),
    )


def test_a_damaged_draft_hinders_no_other(context: BrowserContext) -> None:
    page = tab(context)
    good = save(page, draft("goed"))["saved"]
    damaged = [
        {"id": "a"},
        {**good, "id": "b", "afname": None},
        {**good, "id": "c", "revision": "1"},
        {**good, "id": "d", "afname": {**NOBODY, "scores": {"1.1": None}}},
        {**good, "id": "e", "afname": {**NOBODY, "scores": []}},
        {**good, "id": "f", "previous": "vorige keer"},
        {**good, "id": "g", "changed": None},
    ]
    put_raw(page, *damaged)

    assert do(page, "list()") == [good]
    assert [do(page, "load(given)", one["id"]) for one in damaged] == [None] * len(damaged)
    assert list(save(page, good)) == ["saved"]
    assert do(page, "wipe()") == {"wiped": True}


def test_only_what_is_ours_is_wiped(context: BrowserContext) -> None:
    page = tab(context)
    save(page, draft())
    page.evaluate("""() => { localStorage.setItem("kijkwijzer-x", "1"); localStorage.setItem("anders", "1");
        return new Promise(done => { indexedDB.open("anders").onsuccess = done; }).then(() => caches.open("anders")).then(() => caches.open("kijkwijzer-scoren 1 x")); }""")

    assert do(page, "wipe()") == {"wiped": True}
    assert page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))") == ["anders"]
    assert page.evaluate("caches.keys()") == ["anders"]
    assert page.evaluate("Object.keys(localStorage)") == ["anders"]


# As one types

TYPING = """(nobody) => { window.results = []; window.saves = 0; window.text = "";
    let revision = 0;
    const real = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) { saves += 1; return real.apply(this, given); };
    window.saver = kijkwijzer.drafts.autosave(
        () => ({ id: "een", revision, afname: { ...nobody, samenvatting: text } }),
        (result) => { results.push(Object.keys(result)[0]); if (result.saved) revision = result.saved.revision; });
    window.type = (typed) => { text += typed; saver.changed(); }; }"""


def typing(context: BrowserContext) -> Page:
    page = tab(context)
    page.evaluate(TYPING, NOBODY)
    return page


def stored(page: Page) -> str:
    found = do(page, "load('een').then(found => found?.afname.samenvatting ?? '')")
    return str(found)


def test_what_is_typed_is_saved_within_half_a_second_and_not_at_each_key(context: BrowserContext) -> None:
    page = typing(context)
    hold_the_clock(page)
    page.evaluate("() => { for (const char of 'Rustige les.') type(char); }")
    page.clock.run_for(500)
    page.wait_for_function("results.length")

    assert stored(page) == "Rustige les."
    assert page.evaluate("saves") == 1


def test_who_types_on_and_on_is_saved_all_the_same(context: BrowserContext) -> None:
    page = typing(context)
    hold_the_clock(page)
    for _ in range(30):
        page.evaluate("type('x')")
        page.clock.run_for(50)
    page.wait_for_function("saves >= 2")

    assert len(stored(page)) > 5


@pytest.mark.parametrize("event", ["visibilitychange", "pagehide"])
def test_a_page_that_is_put_away_is_saved_at_once(context: BrowserContext, event: str) -> None:
    page = typing(context)
    page.evaluate(
        """(event) => { window.setTimeout = () => 0; type("laatste woord");
        Object.defineProperty(document, "visibilityState", { value: event === "pagehide" ? "visible" : "hidden" });
        (event === "pagehide" ? window : document).dispatchEvent(new Event(event)); }""",
        event,
    )
    page.wait_for_function("results.length")

    assert stored(page) == "laatste woord"


def test_saves_wait_for_each_other_and_never_conflict_with_themselves(context: BrowserContext) -> None:
    page = typing(context)
    page.evaluate("""async () => { const all = []; for (let turn = 0; turn < 20; turn++) { type(String(turn % 10)); all.push(saver.flush());
        if (turn % 3) await new Promise(done => setTimeout(done, turn)); } await Promise.all(all); }""")

    assert stored(page) == "01234567890123456789"
    assert set(page.evaluate("results")) == {"saved"}


def test_after_a_full_device_the_next_key_tries_again(context: BrowserContext) -> None:
    page = typing(context)
    page.evaluate("""() => { window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function () { this.transaction.abort(); throw new DOMException("full", "QuotaExceededError"); };
        type("een "); return saver.flush(); }""")
    page.evaluate("() => { IDBObjectStore.prototype.put = put; type('twee'); return saver.flush(); }")

    assert page.evaluate("results")[-1] == "saved"
    assert stored(page) == "een twee"


def test_who_stops_is_left_alone(context: BrowserContext) -> None:
    page = typing(context)
    hold_the_clock(page)
    page.evaluate("() => { type('x'); saver.stop(); }")
    page.clock.run_for(700)

    assert stored(page) == ""
