"""What the form in the browser shows of what was filled in: the balans, two files side by side, on paper, and as plain text always."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from playwright.sync_api import expect

from generator.model.afname import Afspraak, Score, Waarnemer
from generator.rendering.scorebestand import scorebestand
from tests.projects import change
from tests.rendering.test_scoren import HOSTILE
from tests.scoren.forms import afname

if TYPE_CHECKING:
    from generator.model.afname import Afname
    from tests.scoren.forms import Form


def other(**scores: Score) -> Afname:
    said = {"a.1": Score("A", "Vroeg door."), "a.2": Score("A"), "b": Score("B"), **scores}
    return replace(afname(), waarnemer=Waarnemer("directeur"), scores=said)


# Balans


def test_the_balans_counts_each_point_and_keeps_nvt_and_open_apart(form: Form) -> None:
    form.begin()
    for id, value in (("a.1", "B"), ("a.2", "C"), ("b", "nvt")):
        form.score(id, Score(value))
    form.page.locator("#balans").scroll_into_view_if_needed()
    form.page.get_by_text("Nog open: 1 rij").wait_for()
    tables = [table.split() for table in form.page.locator(".telling tbody").all_inner_texts()]

    assert tables == [["Veiligheid", "1", "1", "0", "1", "0"], ["Lesgeven", "0", "0", "0", "0", "1"]]
    assert "De lesgever telt" in form.page.locator(".balans-lijst", has_text="Ontwikkelpunten").inner_text()
    assert "Nog geen rij op het hoogste punt." in form.page.locator("#balans").inner_text()


def test_an_afspraak_is_made_from_an_ontwikkelpunt(form: Form) -> None:
    form.begin()
    form.score("a.2", Score("C"))
    form.page.locator("#balans").scroll_into_view_if_needed()
    form.page.get_by_role("button", name="Maak een afspraak bij a.2").click()
    form.page.keyboard.insert_text("Hardop tellen")
    form.fill_head(replace(afname(), scores={}))

    assert '  - wat: Hardop tellen\n    bij: ["a.2"]\n' in form.saved()


def test_progress_is_told_per_taakgebied_and_leads_to_what_is_open(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("B"))
    form.score("b", Score("nvt"))

    expect(form.page.locator("#balk-teller")).to_have_text("2 van 4 ingevuld")
    expect(form.page.locator('.zijkant [data-teller="veilig"]')).to_have_text("2 van 3")
    form.page.locator("#volgende").click()
    assert form.page.evaluate("document.activeElement.name") == "score:c.1"
    form.page.locator("#volgende").click()
    assert form.page.evaluate("document.activeElement.name") == "score:a.2"


# Side by side


def laid(form: Form, one: Afname, two: Afname) -> None:
    form.page.get_by_role("button", name="Leg naast elkaar").click()
    form.open_file(scorebestand(one), name="een.yml", place="#naast-a")
    form.page.locator("#naast-naam-a", has_text="een.yml").wait_for()
    form.open_file(scorebestand(two), name="twee.yml", place="#naast-b")


def test_two_observers_are_laid_side_by_side_the_largest_difference_first(form: Form) -> None:
    laid(form, afname(), other())
    form.page.get_by_role("table").wait_for()
    rows = form.page.locator(".paar tbody tr").all_inner_texts()

    assert [re.split(r"\s", row)[0] for row in rows] == ["a.2", "a.1", "b", "c.1"]
    assert [row.split("\t")[-1].strip() for row in rows] == ["2 punten", "1 punt", "één nvt", "beiden open"]
    assert "Vroeg door." in rows[1]
    assert "Rijen die beiden scoorden: 2. Gelijk: 0." in form.page.locator("#naast-tabel").inner_text()


def test_the_rows_that_are_the_same_are_as_many_as_is_said(form: Form) -> None:
    laid(form, afname(), other(b=Score("nvt")))
    form.page.get_by_role("table").wait_for()

    expect(form.page.locator(".paar tbody tr", has_text="beiden nvt")).to_have_count(1)
    expect(form.page.get_by_role("cell", name="gelijk")).to_have_count(0)


def test_they_can_stand_in_the_order_of_the_kijkwijzer(form: Form) -> None:
    laid(form, afname(), other())
    form.page.get_by_label("zoals op de kijkwijzer").click()

    assert [re.split(r"\s", row)[0] for row in form.page.locator(".paar tbody tr").all_inner_texts()] == [
        "a.1",
        "a.2",
        "b",
        "c.1",
    ]


@pytest.mark.parametrize(
    ("two", "said"),
    [
        (lambda: replace(other(), ib_er="jb-8"), "dezelfde ib-er"),
        (lambda: replace(other(), doel="beoordeling"), "Die leggen we niet naast elkaar"),
        (afname, "twee keer dezelfde afname"),
    ],
)
def test_what_does_not_belong_together_is_not_laid_side_by_side(form: Form, two: object, said: str) -> None:
    laid(form, afname(), two())  # type: ignore[operator]
    form.page.locator("#naast-problemen").get_by_text(said).wait_for()

    expect(form.page.locator(".paar")).to_have_count(0)


def test_nothing_of_two_files_is_kept(form: Form) -> None:
    laid(form, afname(), other())
    form.page.get_by_role("table").wait_for()
    form.page.get_by_role("button", name="Terug naar het begin").click()
    form.page.get_by_role("button", name="Leg naast elkaar").click()

    assert form.page.evaluate("kijkwijzer.drafts.list().then(found => found.length)") == 0
    assert "Vroeg door." not in form.page.content()


# On paper


def printed(form: Form) -> str:
    document = pypdfium2.PdfDocument(BytesIO(form.page.pdf()))
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s+", " ", text)


def test_on_paper_stands_what_was_filled_in_and_no_button(form: Form) -> None:
    full = replace(
        afname(),
        scores={**afname().scores, "c.1": Score(None, "Nog vragen.", "gesprek", ("lesplan",), "samen")},
        zienswijze="Ik ben het ermee eens.",
    )
    form.open_file(scorebestand(full))
    form.page.locator("#balk-teller", has_text="3 van 4 ingevuld").wait_for()
    text = printed(form)

    for said in ("jb-7", "12 mei 2026", "R. Bakker, adviseur", "a.1 De lesgever ziet alle kinderen. B (deels gezien)", "Telde #niet: te druk.",
                 "b Redden nvt", "Nog vragen.", "gesprek · lesplan · taak van beiden samen", "Bij elke les hardop tellen", "Rustige les.", "Ik ben het ermee eens."):  # fmt: skip
        assert said in text, said
    for button in ("Volgende", "Toelichting", "Bewaar scorebestand", "Haal de score weg", "Kies wie"):
        assert button not in text


def test_two_files_side_by_side_are_printed_as_they_stand(form: Form) -> None:
    laid(form, afname(), other())
    form.page.get_by_role("table").wait_for()
    text = printed(form)

    assert "Vroeg door." in text
    assert "2 punten" in text
    assert "Kies het eerste bestand" not in text


# Text is text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_as_text_everywhere(form: Form, text: str) -> None:
    said = replace(
        afname(),
        waarnemer=Waarnemer("adviseur", text),
        occasion=text,
        scores={"a.1": Score("C", text, "gesprek", (text,)), "b": Score("nvt", text)},
        afspraken=(Afspraak(text, text, None, ("a.1",), remark=text),),
        summary=text,
        zienswijze=text,
    )
    tags = "[...document.querySelectorAll('*')].filter(one => one.matches('script:not([id]), img, [onerror], [onfocus]')).length"
    before = form.page.evaluate(tags)
    form.open_file(scorebestand(said))
    form.settle()
    form.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    form.page.locator("#balans").scroll_into_view_if_needed()
    shown = form.page.locator("#afdruk").text_content() or ""
    form.page.get_by_role("button", name="Sluit deze afname").click()
    form.page.locator("#concepten li").wait_for()
    laid(form, said, replace(said, waarnemer=Waarnemer("directeur", text)))
    form.page.locator(".paar").wait_for()

    assert shown.count(text) >= 7
    assert form.page.evaluate(tags) == before


# Back and forth


def test_the_back_button_leads_to_the_start_and_forward_to_the_afname_again(form: Form) -> None:
    form.begin()
    form.score("a.1", Score("B"))
    form.page.go_back()
    form.page.locator("#concepten li").wait_for()
    form.page.go_forward()

    form.page.locator('[data-rij="a.1"] input[value=B]:checked').wait_for()


def test_an_afname_of_a_rubric_as_it_was_before_can_still_be_had_as_a_file(form: Form) -> None:
    form.open_file(scorebestand(afname()))
    form.settle()
    form.page.evaluate(
        """async () => {
            const [draft] = await kijkwijzer.drafts.list();
            await kijkwijzer.drafts.save({...draft, afname: {...draft.afname, versie: "2", scores: {oud: {score: "9", aantekening: "x"}}}});
        }"""
    )
    form.page.reload()
    with form.page.expect_download() as download:
        form.page.get_by_role("button", name="Bewaar scorebestand van Kijken naar een zwemles").click()

    said = Path(download.value.path()).read_text(encoding="utf-8")
    assert change(said, 'versie: "2"', "").count('"oud":\n    score: 9\n') == 1


def test_what_a_score_file_needs_is_said_with_a_way_to_each_field(form: Form) -> None:
    form.begin()
    form.page.locator("#datum").fill("")
    form.page.get_by_role("button", name="Bewaar scorebestand").click()
    links = form.page.locator("#bewaar-problemen a")

    assert links.all_inner_texts() == [
        "Vul het pseudoniem van de ib-er in.", "Vul de datum van de afname in.", "Kies wie de kijkwijzer invult.", "Kies het doel.",
    ]  # fmt: skip
    links.first.click()
    assert form.page.evaluate("document.activeElement.id") == "ib_er"


def test_a_name_in_place_of_a_pseudonym_is_remarked_on_and_not_refused(form: Form) -> None:
    form.begin()
    form.fill_head(replace(afname(), ib_er="Wietske"))
    remark = form.page.locator("[id='let-op:ib_er']")
    assert "dit lijkt een naam" in remark.inner_text()
    assert "ib_er: Wietske\n" in form.saved()

    form.page.locator("#ib_er").fill("ib-40")
    form.page.keyboard.press("Tab")
    expect(remark).to_have_text("")


def test_vastgesteld_with_open_rows_is_asked_about(form: Form) -> None:
    form.begin()
    form.fill_in(replace(afname(), status="vastgesteld"))
    form.page.get_by_role("button", name="Bewaar scorebestand").click()
    form.page.get_by_role("dialog").get_by_text("1 rij is nog open, en vastgesteld betekent").wait_for()
    form.page.get_by_role("button", name="Terug", exact=True).click()
    assert form.page.locator("#gelukt").is_hidden()

    form.saved()
    assert form.page.locator("#gelukt").inner_text().endswith("1 rij is nog open.")
    form.choose("status", "concept")
    form.saved()
    assert form.page.locator("#gelukt").inner_text().endswith("1 rij is nog open; dat mag.")


@pytest.mark.parametrize(("field", "limit"), [("#samenvatting", 4000), ("#aanleiding", 300)])
def test_a_text_that_is_too_long_is_said_and_never_cut(form: Form, field: str, limit: int) -> None:
    form.begin()
    form.fill_head(replace(afname(), occasion=""))
    form.type_in(form.page.locator(field), "é👍" * limit)
    form.page.get_by_role("button", name="Bewaar scorebestand").click()

    assert f"Dit zijn {2 * limit} tekens" in form.page.locator(f"#fout\\:{field[1:]}").inner_text()
    assert "deze tekst is te lang" in form.page.locator("#bewaar-problemen").inner_text()
    expect(form.page.locator(field)).to_have_value("é👍" * limit)


def test_characters_that_cannot_be_seen_are_left_out_and_that_is_said(form: Form) -> None:
    form.begin()
    form.fill_head(replace(afname(), occasion=""))
    form.type_in(form.page.locator("#samenvatting"), "een\u2028twee\u0007drie")

    expect(form.page.locator("#gezegd")).to_have_text("2 onzichtbare tekens weggelaten")
    assert "samenvatting: |\n  een\n  tweedrie\n" in form.saved()
