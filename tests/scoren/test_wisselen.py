"""From one afname to another, and back: what takes long never comes over what a person did meanwhile, and nothing goes along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from generator.model.afname import Score
from generator.rendering.scorebestand import scorebestand
from tests.projects import change
from tests.scoren.forms import Form, afname


def _kept(form: Form, ib_er: str) -> None:
    """An afname of this ib-er is on the device, and the page is at its start."""
    form.begin()
    form.page.locator("#ib_er").fill(ib_er)
    form.settle()
    _close(form)


def _close(form: Form) -> None:
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("button", name="Nieuwe afname").wait_for()


def _go_on(form: Form, ib_er: str) -> None:
    form.page.get_by_role("button", name=re.compile(f"Ga verder met {ib_er}")).click()


# What takes long

SLOW = """(name) => {
    const [place, key] = {file: [Blob.prototype, "arrayBuffer"], device: [kijkwijzer.drafts, "load"]}[name];
    const [quick, held] = [place[key], []];
    place[key] = function (...said) {
        const answer = quick.apply(this, said);
        return new Promise((go) => held.push(() => { go(answer); return answer; }));
    };
    window.waiting = held;
    window.quicken = () => { place[key] = quick; };
    window.release = () => {
        quicken();
        return Promise.all(held.map((go) => go()));
    };
}"""


def _slow(form: Form, name: str) -> None:
    """What is asked of this waits, as on a slow phone, until it is released."""
    form.page.evaluate(SLOW, name)


def _release(form: Form) -> None:
    form.page.wait_for_function("waiting.length")
    form.page.evaluate("release()")
    form.page.wait_for_timeout(500)


def _begun(form: Form) -> None:
    form.begin()
    form.page.locator("#ib_er").fill("jb-9")


def _is_still(form: Form) -> None:
    expect(form.page.locator("#ib_er")).to_have_value("jb-9")
    expect(form.page.locator("#afname")).to_be_visible()


def test_a_file_that_comes_late_is_not_opened_over_what_was_begun_meanwhile(form: Form) -> None:
    _slow(form, "file")
    form.open_file(scorebestand(afname()))
    _begun(form)
    _release(form)

    _is_still(form)


def test_last_round_that_comes_late_is_not_opened_over_what_was_begun_meanwhile(form: Form) -> None:
    _slow(form, "file")
    form.open_file(scorebestand(afname()), place="#bestand-vorige")
    _begun(form)
    _release(form)

    _is_still(form)


def test_a_draft_that_comes_late_is_not_opened_over_what_was_begun_meanwhile(form: Form) -> None:
    _kept(form, "jb-7")
    _slow(form, "device")
    _go_on(form, "jb-7")
    _begun(form)
    _release(form)

    _is_still(form)


def test_what_one_steps_back_to_is_not_opened_over_what_was_begun_meanwhile(form: Form) -> None:
    _kept(form, "jb-7")
    _slow(form, "device")
    form.page.evaluate("history.back()")
    form.page.wait_for_function("waiting.length")
    _begun(form)
    _release(form)

    _is_still(form)


def test_who_presses_twice_opens_once(form: Form) -> None:
    _kept(form, "jb-7")
    _slow(form, "device")
    steps = form.page.evaluate("history.length")
    for _ in range(2):
        _go_on(form, "jb-7")
    _release(form)

    assert form.page.evaluate("history.length") == steps + 1


TWICE = """async ([first, second, until]) => {
    const press = (place, detail) => document.querySelector(place).dispatchEvent(
        new MouseEvent("click", {detail, bubbles: true, cancelable: true}));
    press(first, 1);
    while (!document.querySelector(until)) await new Promise((done) => setTimeout(done));
    press(second, 2);
}"""


def test_a_double_click_fills_in_nothing_of_what_it_opens(form: Form) -> None:
    form.page.evaluate(TWICE, ["#nieuw", "input[name=rol]", "#afname:not([hidden])"])
    expect(form.page.locator("input[name=rol]:checked")).to_have_count(0)

    form.choose("rol", "directeur")
    expect(form.page.locator("input[name=rol]:checked")).to_have_value("directeur")


def test_a_double_click_answers_no_question_that_comes_up(form: Form) -> None:
    _kept(form, "jb-7")
    form.page.evaluate(TWICE, ["#wis", "#vraag .gevaar", "#vraag[open]"])
    expect(form.page.get_by_role("dialog", name="Alles wissen?")).to_be_visible()

    form.page.get_by_role("button", name="Wis 1 afname").click()
    expect(form.page.locator("#opslag-uitleg")).to_have_text("Alles is van dit apparaat gewist.")


def test_a_double_click_does_not_close_the_schaal_again(form: Form) -> None:
    form.begin()
    form.page.evaluate(TWICE, ["#toon-schaal", "#schaal", "#schaal[open]"])

    expect(form.page.get_by_role("dialog", name="De schaal")).to_be_visible()


def test_what_is_typed_while_another_afname_is_on_its_way_is_kept_where_it_was_typed(form: Form) -> None:
    _kept(form, "jb-7")
    form.begin()
    form.page.locator("#ib_er").fill("jb-9")
    form.settle()
    _slow(form, "device")
    form.page.evaluate("history.go(-2)")
    form.page.wait_for_function("waiting.length")
    form.page.evaluate(
        """() => {
            const field = document.getElementById("samenvatting");
            field.value = "Op het laatst.";
            field.dispatchEvent(new Event("input", {bubbles: true}));
            return release();
        }"""
    )

    expect(form.page.locator("#ib_er")).to_have_value("jb-7")
    expect(form.page.locator("#samenvatting")).to_have_value("")
    _close(form)
    _go_on(form, "jb-9")
    expect(form.page.locator("#samenvatting")).to_have_value("Op het laatst.")


def test_of_two_files_side_by_side_the_one_that_is_named_is_shown(form: Form) -> None:
    form.page.get_by_role("button", name="Leg naast elkaar").click()
    _slow(form, "file")
    form.open_file(change(scorebestand(afname()), "R. Bakker", "Te laat"), place="#naast-a", name="een.yml")
    form.page.wait_for_function("waiting.length")
    form.page.evaluate("quicken()")
    form.open_file(change(scorebestand(afname()), "R. Bakker", "Op tijd"), place="#naast-a", name="twee.yml")
    form.open_file(scorebestand(afname()), place="#naast-b")
    form.page.locator("#naast-tabel thead", has_text="Op tijd").wait_for()
    _release(form)

    expect(form.page.locator("#naast-naam-a")).to_have_text("twee.yml")
    expect(form.page.locator("#naast-tabel thead")).to_contain_text("Op tijd")


HANGS = """() => {
    IDBObjectStore.prototype.put = function () {
        const on = () => { this.count().onsuccess = on; };
        on();
    };
}"""


def test_a_device_that_never_answers_is_said_before_anything_is_lost(form: Form) -> None:
    form.page.evaluate(HANGS)
    form.begin()
    form.score("a.1", Score("A"))
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("dialog").get_by_text("is niet bewaard: het bewaren duurt te lang.").wait_for()
    form.page.get_by_role("button", name="Terug, dan bewaar ik eerst").click()
    with form.page.expect_event("dialog") as asked:
        form.page.close(run_before_unload=True)

    assert asked.value.type == "beforeunload"
    asked.value.accept()


# Nothing goes along


@pytest.mark.parametrize("field", ["#samenvatting", "#naam", "[id='aantekening:a.1']"])
def test_a_text_that_is_too_long_stands_in_the_way_of_its_own_afname_only(form: Form, field: str) -> None:
    form.begin()
    form.row("a.1").locator("summary").click()
    form.type_in(form.page.locator(field), "x" * 4001)
    form.settle()
    _close(form)
    form.open_file(scorebestand(afname()))

    assert scorebestand(afname()) == form.saved()
    _close(form)
    _go_on(form, "nog zonder ib-er")
    fault = form.page.locator(
        f"#{form.page.locator(field).get_attribute('id')}".replace(":", "\\:").replace(".", "\\.")
    )
    expect(fault).to_have_attribute("aria-invalid", "true")
    expect(form.page.get_by_text("Dit zijn 4001 tekens")).to_have_count(1)


# Keeping and wiping


def test_of_what_another_tab_wiped_also_a_text_alone_is_kept_anew(form: Form) -> None:
    form.begin()
    form.page.locator("#samenvatting").fill("Rustige les.")
    form.settle()
    other = form.again()
    other.page.get_by_role("button", name="Wis alles van dit apparaat").click()
    other.page.get_by_role("button", name="Wis 1 afname").click()
    form.page.get_by_role("button", name="Bewaar wat hier staat opnieuw").click()
    form.settle()
    form.page.reload()

    expect(form.page.locator("#samenvatting")).to_have_value("Rustige les.")


def test_a_second_afname_is_also_after_a_reload_the_one_that_is_open(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    other = form.again()
    _go_on(other, "nog zonder ib-er")
    other.score("a.2", Score("B"))
    other.settle()
    form.page.get_by_role("button", name="Bewaar wat hier staat als een tweede afname").click()
    form.settle()
    form.page.reload()

    form.page.locator('[data-rij="a.1"] input[value=A]:checked').wait_for()
    expect(form.row("a.2").locator("input:checked")).to_have_count(0)


def test_wiping_that_does_not_succeed_is_not_said_to_be_done(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    form.page.evaluate("() => { IDBObjectStore.prototype.delete = function () { this.transaction.abort(); }; }")
    form.page.get_by_role("button", name="Wis deze afname van dit apparaat").click()
    form.page.get_by_role("button", name="Wis deze afname", exact=True).click()

    form.page.locator("#start-problemen", has_text="De afname is niet gewist en staat nog op dit apparaat.").wait_for()
    expect(form.page.locator("#concepten li")).to_have_count(1)


# Steps of the browser


def test_a_question_does_not_stay_when_one_steps_back(form: Form) -> None:
    _kept(form, "jb-7")
    form.begin()
    form.page.locator("#ib_er").fill("jb-9")
    form.settle()
    form.page.get_by_role("button", name="Wis deze afname van dit apparaat").click()
    form.page.get_by_role("dialog", name="Deze afname wissen?").wait_for()
    form.page.evaluate("history.go(-2)")

    expect(form.page.locator("#ib_er")).to_have_value("jb-7")
    expect(form.page.get_by_role("dialog")).to_have_count(0)


def test_the_link_to_the_content_leaves_the_afname_open(form: Form) -> None:
    form.begin()
    form.page.locator("#ib_er").fill("jb-7")
    form.page.locator(".sprong").focus()
    form.page.keyboard.press("Enter")
    form.page.wait_for_timeout(500)

    expect(form.page.locator("#ib_er")).to_be_visible()
    assert form.page.evaluate("document.activeElement.id") == "inhoud"


# Last round


def test_an_afname_opens_also_when_the_rubric_of_last_round_is_no_longer_this_one(form: Form) -> None:
    form.open_file(scorebestand(afname()), place="#bestand-vorige")
    form.score("a.1", Score("A"))
    form.settle()
    form.page.evaluate(
        """async () => {
            const [draft] = await kijkwijzer.drafts.list();
            const previous = {...draft.previous, scores: {"a.1": {score: "een punt van toen"}}};
            await kijkwijzer.drafts.save({...draft, previous});
        }"""
    )
    form.page.reload()

    form.page.locator('[data-rij="a.1"] input[value=A]:checked').wait_for()
    expect(form.page.locator("#vorige-keer")).to_contain_text("De rubric is sindsdien veranderd.")
    expect(form.page.locator(".vorige:visible")).to_have_count(0)


# Comments in a file


def test_also_beside_what_is_on_the_device_one_is_told_of_comments_that_do_not_come_along(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.settle()
    _close(form)
    form.open_file(f"# van de mail\n{scorebestand(afname())}")
    form.page.get_by_role("button", name="Open het bestand ernaast").click()

    form.page.get_by_role("dialog", name="Er staan opmerkingen in dit bestand").wait_for()
    form.page.get_by_role("button", name="Niet openen").click()
    expect(form.page.locator("#concepten li")).to_have_count(1)
