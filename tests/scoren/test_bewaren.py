"""Nothing is lost: what was typed is on the device at once, two tabs never overwrite each other, and what is not kept is said."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from generator.model.afname import Score
from generator.rendering.scorebestand import scorebestand
from tests.projects import change
from tests.scoren.forms import Form, afname, page_of
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def _kill(form: Form) -> None:
    """The process of the tab ends there and then, and hears nothing of it."""
    with form.page.expect_event("crash"), suppress(Error):
        form.page.goto("chrome://crash")


def warned(form: Form, text: str) -> None:
    form.page.get_by_role("alert").get_by_text(text).wait_for()


# Coming back


def test_a_tab_that_is_killed_while_one_types_lost_nothing_older_than_a_second(form: Form) -> None:
    form.begin()
    form.row("a.1").locator("summary").click()
    form.page.locator("#ib_er").press_sequentially("jb-7")
    form.row("a.1").locator("textarea").press_sequentially("Telde hardop")
    form.settle()
    address, again = form.page.url, Form(form.page.context.new_page())
    _kill(form)
    again.page.goto(address)
    again.page.get_by_role("button", name=re.compile("Ga verder met jb-7")).click()

    expect(again.row("a.1").locator("textarea")).to_have_value("Telde hardop")


def test_a_page_that_is_left_right_after_a_tap_has_kept_it(form: Form) -> None:
    form.begin()
    form.page.clock.install(time=0)
    form.page.clock.pause_at(1000)
    form.score("a.1", Score("A"))
    form.page.clock.run_for(150)
    form.settle()
    form.page.goto("about:blank")
    form.page.go_back()

    form.page.locator('[data-rij="a.1"] input[value=A]:checked').wait_for()


TYPES_WHILE_IT_IS_SAVED = """() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
        IDBObjectStore.prototype.put = put;
        const field = document.getElementById("ib_er");
        field.value += "7";
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return put.apply(this, given);
    };
}"""


def test_what_is_typed_while_the_rest_is_saved_is_not_said_to_be_saved(form: Form) -> None:
    form.begin()
    form.page.clock.install(time=0)
    form.page.clock.pause_at(1000)
    form.page.evaluate(TYPES_WHILE_IT_IS_SAVED)
    form.page.locator("#ib_er").press_sequentially("jb-")
    form.page.clock.run_for(250)
    until(lambda: form.page.evaluate("kijkwijzer.werk.draft.revision") == 1)
    expect(form.page.locator("#stand")).to_have_attribute("data-stand", "bezig")

    form.page.clock.run_for(250)
    until(lambda: form.page.evaluate("kijkwijzer.werk.draft.revision") == 2)
    expect(form.page.locator("#stand")).to_have_attribute("data-stand", "bewaard")
    form.page.reload()
    expect(form.page.locator("#ib_er")).to_have_value("jb-7")


def test_a_reload_goes_on_with_the_same_afname(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.settle()
    form.page.reload()

    assert scorebestand(afname()) == form.saved()


def test_the_list_says_whose_it_is_and_how_far(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.settle()
    form.page.get_by_role("button", name="Sluit deze afname").click()

    text = form.page.locator("#concepten li").inner_text()
    assert text.startswith(
        "jb-7\n12 mei 2026 · adviseur · R. Bakker · vastgesteld · uit het bestand scores.yml\n3 van 4 rijen ingevuld · bewaard om "
    )


def test_what_was_not_touched_is_not_kept(form: Form) -> None:
    form.begin()
    form.page.wait_for_timeout(700)

    assert _kept(form) == 0


# What stands in a file too


def _close(form: Form) -> None:
    form.page.get_by_role("button", name="Sluit deze afname").click()


def _is_listed(form: Form, text: str) -> None:
    """The list is drawn anew, and till then it is that of the time before."""
    expect(form.page.locator("#concepten li")).to_contain_text(text, use_inner_text=True)


def _kept(form: Form) -> object:
    """How many are on the device."""
    return form.page.evaluate("kijkwijzer.drafts.list().then(found => found.length)")


def test_after_a_later_change_the_page_no_longer_says_that_the_file_has_it(form: Form) -> None:
    form.begin()
    form.fill_in(afname())
    form.saved()
    assert "staat bij je downloads" in form.page.locator("#gelukt").inner_text()
    form.score("a.1", Score("A"))

    assert form.page.locator("#gelukt").inner_text() == (
        "Je hebt daarna nog iets veranderd. Bewaar het scorebestand opnieuw."
    )
    form.page.locator("#stand", has_text="nog niet in het scorebestand").wait_for()
    _close(form)
    form.page.get_by_role("dialog", name="Dit staat nog niet in het scorebestand").wait_for()
    form.page.get_by_role("button", name="Terug, dan bewaar ik eerst").click()
    form.saved()
    _close(form)

    line = re.compile(r"· scorebestand bewaard om \d\d:\d\d$", re.MULTILINE)
    expect(form.page.locator("#concepten li")).to_have_text(line, use_inner_text=True)


def test_the_list_says_what_no_score_file_has_yet(form: Form) -> None:
    form.begin()
    form.fill_in(afname())
    form.settle()
    _close(form)
    _is_listed(form, "· nog niet als scorebestand bewaard")

    form.page.get_by_role("button", name=re.compile("^Ga verder")).click()
    form.saved()
    form.score("a.1", Score("A"))
    form.settle()
    _close(form)
    form.page.get_by_role("button", name="Sluit toch").click()
    _is_listed(form, "· veranderd na het laatste scorebestand")


def test_wiping_says_what_no_score_file_has(form: Form) -> None:
    form.begin()
    form.fill_in(afname())
    wipe = form.page.get_by_role("button", name="Wis deze afname van dit apparaat")
    wipe.click()
    form.page.get_by_role("dialog").get_by_text("Er is nog geen scorebestand van: je bent hem dan kwijt.").wait_for()
    form.page.get_by_role("button", name="Laat staan").click()
    form.saved()
    form.score("a.1", Score("A"))
    wipe.click()
    form.page.get_by_role("dialog").get_by_text("maar wat je daarna veranderde, ben je dan kwijt").wait_for()
    form.page.get_by_role("button", name="Laat staan").click()
    _close(form)
    form.page.get_by_role("button", name="Sluit toch").click()
    form.page.get_by_role("button", name="Wis alles").click()

    form.page.get_by_role("dialog").get_by_text("(veranderd na het laatste scorebestand)").wait_for()


def test_two_of_one_afname_are_told_apart(form: Form) -> None:
    form.begin()
    form.fill_in(afname())
    form.settle()
    _close(form)
    form.open_file(scorebestand(afname()), name="van-de-mail.yml")
    form.page.get_by_role("button", name="Open het bestand ernaast").click()
    form.settle()
    _close(form)
    form.page.locator("#concepten li").nth(1).wait_for()
    lines = form.page.locator("#concepten li").all_inner_texts()

    assert ["uit het bestand van-de-mail.yml" in line for line in lines] == [True, False]


# Two tabs


def test_two_tabs_never_overwrite_each_other(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    other = form.again()
    other.page.get_by_role("button", name=re.compile("^Ga verder")).click()
    other.score("a.2", Score("B"))
    other.settle()
    warned(form, "In een ander tabblad is deze afname verder ingevuld.")
    assert _is_held(form)
    form.page.get_by_role("button", name="Ga verder met het nieuwste").click()

    form.page.locator('[data-rij="a.2"] input[value=B]:checked').wait_for()
    assert not _is_held(form)
    expect(other.page.locator("#melding")).to_have_text("")


def _is_held(form: Form) -> bool:
    """Whether nothing can be filled in."""
    return bool(
        form.page.evaluate(
            "['#gegevens .velden', '#rijen', '#bewaar'].every(place => document.querySelector(place).inert)"
        )
    )


def test_also_without_a_word_from_the_newer_tab_the_older_one_overwrites_nothing(
    chromium: Browser, tmp_path: Path
) -> None:
    context = chromium.new_context()
    context.add_init_script("delete window.BroadcastChannel")
    form = Form(context.new_page())
    form.page.goto(page_of(afname().rubric, tmp_path).as_uri())
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    other = form.again()
    other.page.get_by_role("button", name=re.compile("^Ga verder")).click()
    other.score("a.2", Score("B"))
    other.settle()
    form.score("c.1", Score("C"))
    warned(form, "In een ander tabblad is deze afname verder ingevuld.")
    assert _is_held(form)
    form.page.get_by_role("button", name="Ga verder met het nieuwste").click()
    form.page.get_by_role("dialog").get_by_text("Anders dan daar: a.2, c.1.").wait_for()
    form.page.get_by_role("button", name="Terug", exact=True).click()
    expect(form.page.locator('[data-rij="c.1"] input[value=C]')).to_be_checked()
    other.page.reload()

    other.page.locator('[data-rij="a.2"] input[value=B]:checked').wait_for()
    assert not other.page.locator('[data-rij="c.1"] input:checked').count()
    form.close()


def test_what_stands_in_the_older_tab_can_be_kept_beside_the_newer(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    other = form.again()
    other.page.get_by_role("button", name=re.compile("^Ga verder")).click()
    other.score("a.2", Score("B"))
    other.settle()
    warned(form, "In een ander tabblad is deze afname verder ingevuld.")
    form.page.get_by_role("button", name="Bewaar wat hier staat als een tweede afname").click()
    form.score("c.1", Score("C"))
    form.settle()
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.locator("#concepten li").nth(1).wait_for()

    expect(form.page.locator("#concepten li")).to_have_count(2)


def test_an_afname_that_another_tab_wiped_is_not_put_back_in_silence(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    other = form.again()
    other.page.get_by_role("button", name="Wis alles van dit apparaat").click()
    other.page.get_by_role("button", name="Wis 1 afname").click()
    warned(form, "Deze afname is in een ander tabblad van dit apparaat gewist.")
    assert _is_held(form)
    form.page.wait_for_timeout(800)

    assert _kept(other) == 0


# A device that is full


def test_a_full_device_is_said_at_once_and_the_file_can_still_be_had(chromium: Browser, tmp_path: Path) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path))
    _fill_the_device(form)
    form.begin()
    form.fill_in(afname())
    warned(form, "het geheugen van dit apparaat is vol. Bewaar nu een scorebestand.")

    assert scorebestand(afname()) == form.saved()
    form.close()


def test_what_is_kept_nowhere_is_not_left_without_a_question(chromium: Browser, tmp_path: Path) -> None:
    form = Form.opened(chromium, page_of(afname().rubric, tmp_path))
    _fill_the_device(form)
    form.begin()
    form.score("a.1", Score("A"))
    warned(form, "Niet bewaard:")
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("dialog").get_by_text("anders ben je het kwijt").wait_for()
    form.page.get_by_role("button", name="Terug, dan bewaar ik eerst").click()

    expect(form.page.locator('[data-rij="a.1"] input[value=A]')).to_be_checked()
    form.close()


def _fill_the_device(form: Form) -> None:
    """The disk refuses every write from now on, as it does when there is no room left."""
    form.page.evaluate(
        """() => {
            const full = new DOMException("no room", "QuotaExceededError");
            IDBObjectStore.prototype.put = function () { this.transaction.abort(); };
            Object.defineProperty(IDBTransaction.prototype, "error", { get: () => full });
        }"""
    )


def test_a_browser_that_keeps_nothing_says_so_before_one_begins(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context()
    context.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }")
    form = Form(context.new_page())
    form.page.goto(page_of(afname().rubric, tmp_path).as_uri())
    form.page.locator("#opslag-uitleg", has_text="Deze browser bewaart hier niets.").wait_for()
    form.close()


# Wiping


def test_what_cannot_be_shown_can_be_wiped(form: Form) -> None:
    wipe = form.page.get_by_role("button", name="Wis alles van dit apparaat")
    wipe.wait_for(state="hidden")
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    form.page.evaluate(
        """async () => {
            const [draft] = await kijkwijzer.drafts.list();
            await kijkwijzer.drafts.save({...draft, changed: undefined, afname: "of a later version"});
        }"""
    )
    form.page.evaluate("history.replaceState(null, '')")
    form.page.reload()
    wipe.click()

    said = form.page.get_by_role("dialog").inner_text()
    assert (
        "Op dit apparaat staat 1 afname: 1 die deze pagina niet kan laten zien.\nNa het wissen kan niemand hem" in said
    )


def test_wiping_says_how_much_and_leaves_nothing(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.settle()
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.get_by_role("button", name="Wis alles van dit apparaat").click()
    said = form.page.get_by_role("dialog").inner_text()
    form.page.get_by_role("button", name="Wis 1 afname").click()
    form.page.get_by_text("Alles is van dit apparaat gewist.").first.wait_for(state="attached")

    assert "Op dit apparaat staat 1 afname: jb-7, 12 mei 2026" in said
    assert form.page.evaluate("indexedDB.databases().then(found => found.length)") == 0


def test_one_afname_is_wiped_by_itself(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.settle()
    form.page.get_by_role("button", name="Wis deze afname van dit apparaat").click()
    form.page.get_by_role("button", name="Wis deze afname", exact=True).click()
    form.page.get_by_role("button", name="Nieuwe afname").wait_for()

    assert _kept(form) == 0


# Files


def test_a_file_that_is_on_the_device_already_is_not_mixed_with_it(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.score("c.1", Score("A"))
    form.settle()
    _close(form)
    form.page.get_by_role("button", name="Sluit toch").click()
    form.open_file(scorebestand(afname()))
    form.page.get_by_role("dialog").get_by_text("staat al op dit apparaat").wait_for()
    form.page.get_by_role("button", name="Ga verder met wat op dit apparaat staat").click()
    form.page.locator('[data-rij="c.1"] input[value=A]:checked').wait_for()


def test_the_faults_of_a_file_are_listed_with_their_lines(form: Form) -> None:
    form.open_file(change(scorebestand(afname()), '"a.1": B', '"a.9": B'))

    form.page.locator("#start-problemen").wait_for()
    said = form.page.locator("#start-problemen").inner_text()
    assert said.startswith("scores.yml kan niet worden geopend\nregel 10: ")
    assert _kept(form) == 0


def test_a_file_with_more_kijkwijzers_is_sent_to_the_page_that_has_them(chromium: Browser, tmp_path: Path) -> None:
    rubric = afname().rubric
    form = Form.opened(chromium, page_of(rubric.only(["ondiep"]), tmp_path, whole=rubric))
    form.open_file(scorebestand(afname()))

    link = form.page.locator("#start-problemen a")
    assert link.get_attribute("href") == "zwemles.html"
    assert "hoort bij Kijken naar een zwemles (alle kijkwijzers samen). Open het daar." in form.page.inner_text(
        "#start-problemen"
    )
    form.close()


def test_a_file_of_another_rubric_is_sent_to_its_page_in_one_line(chromium: Browser, tmp_path: Path) -> None:
    rubric = afname().rubric
    fiets = replace(rubric, id="fiets", title="Kijken op de fiets")
    form = Form.opened(chromium, page_of(rubric, tmp_path, others={"fiets.html": fiets}))
    form.open_file(change(scorebestand(afname()), "rubric: zwemles", "rubric: fiets"))
    place = form.page.locator("#start-problemen li")
    place.wait_for()
    assert place.all_inner_texts() == [f"Dit scorebestand hoort bij {fiets.name}. Open het daar."]
    assert place.locator("a").get_attribute("href") == "fiets.html"

    form.open_file(change(scorebestand(afname()), "rubric: zwemles", "rubric: lopen"))
    form.page.get_by_text("Dit scorebestand hoort bij de rubric 'lopen', en die staat hier niet.").wait_for()
    form.open_file(change(scorebestand(afname()), 'versie: "3"', 'versie: "2"'))
    form.page.get_by_text("Dit scorebestand hoort bij versie 2, en dit formulier is van versie 3.").wait_for()
    expect(place).to_have_count(1)
    form.close()


@pytest.mark.parametrize(
    ("start", "said"),
    [("%PDF-1.7\n", "Dit is een pdf."), ("PK\x03\x04..", "Dit is een spreadsheet of een ander kantoorbestand.")],
)
def test_a_filled_form_of_another_kind_is_named_for_what_it_is(form: Form, start: str, said: str) -> None:
    for place, problems in (
        ("#bestand", "#start-problemen"),
        ("#bestand-vorige", "#start-problemen"),
        ("#naast-a", "#naast-problemen"),
    ):
        if place == "#naast-a":
            form.page.get_by_role("button", name="Leg naast elkaar").click()
        form.open_file(start, place=place)
        form.page.locator(f"{problems} li", has_text=f"{said} Die open je niet hier.").wait_for()


def test_what_is_of_another_kijkwijzer_is_named_by_its_title(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("A"))
    form.settle()
    form.page.evaluate(
        """async () => {
            const [draft] = await kijkwijzer.drafts.list();
            await kijkwijzer.drafts.save({...draft, afname: {...draft.afname, versie: "2"}});
        }"""
    )
    form.page.reload()
    form.page.get_by_role("heading", name="Andere kijkwijzers op dit apparaat").wait_for()

    assert "Kijken naar een zwemles" in form.page.locator("#elders-lijst").inner_text()
    assert form.page.get_by_role("heading", name="Ga verder").is_hidden()


# Last round


def test_from_last_round_the_ib_er_comes_along_and_every_row_is_open(form: Form) -> None:
    form.open_file(scorebestand(afname()), place="#bestand-vorige")
    form.settle()

    expect(form.page.locator("#ib_er")).to_have_value("jb-7")
    expect(form.page.locator("[data-rij] input:checked")).to_have_count(0)
    expect(form.row("a.1").locator(".vorige")).to_have_text("Vorige keer: B (deels gezien)")
    expect(form.row("b").locator(".vorige")).to_have_text("Vorige keer: nvt")
    expect(form.row("c.1").locator(".vorige")).to_have_text("Vorige keer: open")
    assert "Bij elke les hardop tellen" in form.page.locator("#vorige-keer").inner_text()


def test_what_was_for_one_doel_never_stands_beside_what_is_for_the_other(form: Form) -> None:
    form.open_file(scorebestand(afname()), place="#bestand-vorige")
    form.choose("doel", "beoordeling")

    expect(form.page.locator(".vorige:visible")).to_have_count(0)
    assert (
        form.page.locator("#vorige-keer")
        .inner_text()
        .endswith("Toen was het doel ontwikkeling. Daarom staan de scores en afspraken van toen er nu niet bij.")
    )
    assert "hardop" not in (form.page.locator("main").text_content() or "")
    assert "Vorige keer: " not in (form.page.locator("#rijen").text_content() or "")


def test_a_concept_is_never_last_round(form: Form) -> None:
    form.open_file(change(scorebestand(afname()), "vastgesteld", "concept"), place="#bestand-vorige")

    form.page.locator("#start-problemen").get_by_text("nog een concept").wait_for()


# Putting a kijkwijzer aside


def test_a_kijkwijzer_with_scores_is_not_put_aside_without_a_question(form: Form) -> None:
    form.begin()
    form.score("c.1", Score("A"))
    form.page.locator("input[value=diep]").click()
    form.page.get_by_role("dialog").get_by_text("al 1 rij van ingevuld: c.1").wait_for()
    form.page.get_by_role("button", name="Laat staan").click()

    form.page.locator("input[value=diep]:checked").wait_for()
    expect(form.page.locator('[data-rij="c.1"] input[value=A]')).to_be_checked()
