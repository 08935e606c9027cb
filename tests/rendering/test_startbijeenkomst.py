"""What a first meeting is held with, for any rubric."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.project import Project
from generator.model.rubric import Indicator, Punt, Rubric, Schaal, Taakgebied, Vaardigheid
from generator.pdf import page_count, pdf_bytes, places
from generator.rendering.page import Sheet
from generator.rendering.site import site_pages
from generator.rendering.startbijeenkomst import KIT, glance, kaarten, kit_sheets, vellen, widths
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM

TEMPLATES = Templates()
LONG = "Een zin over het werk die door blijft gaan. " * 90


def test_each_rubric_has_four_documents() -> None:
    other = replace(VHM, id="bespreking")

    assert [sheet.path for sheet in kit_sheets(Project(rubrics=(VHM, other)), TEMPLATES)] == [
        f"startbijeenkomst/{id}-{name}.pdf" for id in ("vhm", "bespreking") for name, _, _ in KIT
    ]


@pytest.mark.parametrize("name", ["gesprekskaarten", "twee-waarnemers", "voorbereiding"])
def test_every_row_stands_on_it_letter_for_letter(name: str) -> None:
    text = 'Schrijft "<b>op</b>" & telt; '
    said = html_text(sheet(name, one_row(text)).html)

    assert text.strip() in said


def test_the_presentation_shows_every_taakgebied_indicator_and_point_at_a_glance() -> None:
    said = html_text(sheet("presentatie", VHM).html)

    things = [it.title for it in VHM.taakgebieden] + ["Indicator 1", "Indicator 2"]
    assert [thing for thing in (*things, *(punt.label for punt in VHM.schaal.punten)) if thing not in said] == []


def test_short_rows_without_a_middle_level_are_shown_at_a_glance_and_long_ones_are_counted() -> None:
    assert [len(rows) for _, _, rows in glance(flat("kort", "ook kort"))] == [2]
    assert [len(rows) for _, _, rows in glance(flat("kort", LONG))] == [0]
    assert "2 rijen" in html_text(sheet("presentatie", flat("kort", LONG)).html)


def test_what_is_afgeleid_is_marked_and_said_what_it_means() -> None:
    (row,) = one_row("Rij").vaardigheden.values()
    derived = flat_of((replace(row, afgeleid=True),))

    for made in kit(derived):
        if "presentatie" not in made.path:
            assert 'class="afgeleid-merk"' in made.html
    assert "staat niet zo in de bron" in html_text(sheet("voorbereiding", derived).html)
    assert [made.path for made in kit(VHM) if "afgeleid</span>" in made.html] == []


def test_item_texts_say_in_which_language_they_are() -> None:
    english = replace(one_row("Asks open questions"), language="en")

    for name in ("gesprekskaarten", "twee-waarnemers", "voorbereiding"):
        assert '<span class="rijtekst" lang="en">Asks open questions</span>' in sheet(name, english).html


def test_two_observers_have_boxes_of_their_own() -> None:
    boxes = sheet("twee-waarnemers", one_row("Rij")).html.count('class="hok"')

    assert boxes == 2 * (len(VHM.schaal.punten) + 1) + 1


def test_on_a_schaal_of_two_points_a_difference_is_just_a_difference() -> None:
    two = replace(VHM, schaal=Schaal((Punt("nee", "nee", "nee"), Punt("ja", "ja", "ja")), "ja"))

    assert "Eén punt verschil" in sheet("twee-waarnemers", VHM).html
    assert "Eén punt verschil" not in sheet("twee-waarnemers", two).html


def test_examples_of_evidence_are_boxes_to_tick_and_called_ours() -> None:
    (row,) = one_row("Rij").vaardigheden.values()
    helped = sheet("voorbereiding", flat_of((replace(row, bewijsstukken=("een verslag", "een plan")),)))

    assert helped.html.count('class="hok"') == 2
    assert "een hulp van ons" in helped.html
    assert "een hulp van ons" not in sheet("voorbereiding", VHM).html


def test_no_heading_is_empty() -> None:
    row = Vaardigheid("7", "Beheer", "basis", is_indicator=True)
    one = VHM.taakgebieden[0]
    mixed = replace(VHM, taakgebieden=(replace(one, indicatoren=(*one.indicatoren, Indicator("7", "Beheer", (row,)))),))

    for name in ("twee-waarnemers", "voorbereiding"):
        headings = re.findall(r'<tr class="groep">(.*?)</tr>', sheet(name, mixed).html, re.DOTALL)
        assert [html_text(heading).strip() for heading in headings] == ["Begeleiden\n1 Indicator 1"]


# Cards


def test_each_indicator_has_a_card_and_each_card_a_question() -> None:
    cards = kaarten(VHM)

    assert [(card.number, card.title, len(card.rijen)) for card in cards] == [
        (1, "Indicator 1", 3),
        (2, "Indicator 2", 2),
    ]
    assert len({card.question for card in cards}) == 2


def test_an_indicator_that_is_a_row_itself_is_not_written_twice_on_its_card() -> None:
    row = Vaardigheid("7", "Beheer", "basis", is_indicator=True)
    rubric = replace(VHM, taakgebieden=(Taakgebied("t", "T", (Indicator("7", "Beheer", (row,)),)),))

    assert [card.rijen for card in kaarten(rubric)] == [()]
    assert html_text(sheet("gesprekskaarten", rubric).html).count("Beheer") == 1


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=40))
def test_every_row_stands_on_one_card(sizes: list[int]) -> None:
    rubric = flat(*("woord " * (size // 6) + "w" for size in sizes))

    assert [row.id for card in kaarten(rubric) for row in card.rijen] == list(rubric.vaardigheden)
    assert sum(map(len, vellen(rubric))) + sum(card.is_large for card in kaarten(rubric)) == len(kaarten(rubric))


LETTERS = "abcdefghij eeeennnn mW ÅÉ 書語 "


@settings(max_examples=6, deadline=None)
@example(["De lezer vraagt door tot duidelijk is wat iemand nodig heeft. " * 3] * 9)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=700).filter(str.strip), min_size=1, max_size=9))
def test_the_rows_of_a_card_end_above_its_question_and_four_cards_are_one_page(texts: list[str]) -> None:
    rubric = flat(*texts)
    small = [card for card in kaarten(rubric) if not card.is_large]
    found = places(sheet("gesprekskaarten", rubric))

    where = {id: place for page in found for id, place in page.items()}
    ends = {card.number: where[f"rijen-{card.number}"].y + where[f"rijen-{card.number}"].height for card in small}
    assert [card.number for card in small if ends[card.number] > where[f"vraag-{card.number}"].y] == []
    if len(small) == len(kaarten(rubric)):
        assert len(found) == -(-len(small) // 4)


# Rubrics unlike ours


@pytest.mark.parametrize("name", [name for name, _, _ in KIT])
@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(lambda: flat(LONG[:4000], "w" * 4000), id="long"),
        pytest.param(lambda: replace(flat("Rij"), description=LONG[:4000]), id="long description"),
        pytest.param(lambda: with_points(12, "zeer goed te zien " * 10), id="many points"),
        pytest.param(lambda: replace(flat("ספר", "كتاب", "書"), title="書 " * 100), id="scripts"),
    ],
)
def test_it_can_be_printed_whatever_the_rubric(name: str, odd: object) -> None:
    assert page_count(pdf_bytes(sheet(name, odd()))) >= 1  # type: ignore[operator]


def test_the_columns_fit_the_page_for_any_schaal() -> None:
    for points in (2, 4, 7, 30):
        found = widths(with_points(points, "label"))
        assert found.text + 2 * found.boxes + 15 + 40 <= 269


# The page


def test_the_page_links_to_every_document_and_tells_how_long_it_takes() -> None:
    project = Project(rubrics=(VHM,))
    (page,) = (page for page in site_pages(project, TEMPLATES) if page.path == "startbijeenkomst.html")

    assert [made.path for made in kit(VHM) if f'href="{made.path}"' not in page.content] == []
    assert "minuten" in page.content
    assert [heading.id for heading in page.headings if f'id="{heading.id}"' not in page.content] == []


def one_row(text: str) -> Rubric:
    return flat(text)


def flat(*texts: str) -> Rubric:
    """One taakgebied without a middle level."""
    return flat_of(tuple(Vaardigheid(f"{number}", text, "basis") for number, text in enumerate(texts)))


def flat_of(rows: tuple[Vaardigheid, ...]) -> Rubric:
    return replace(VHM, taakgebieden=(Taakgebied("t", "Taakgebied", (Indicator("t", "", rows),)),))


def with_points(number: int, label: str) -> Rubric:
    punten = tuple(Punt(f"waarde {point}", "kort", label) for point in range(number))
    return replace(flat("Rij"), schaal=Schaal(punten, punten[0].value))


def kit(rubric: Rubric) -> list[Sheet]:
    return kit_sheets(Project(rubrics=(rubric,)), TEMPLATES)


def sheet(name: str, rubric: Rubric) -> Sheet:
    return next(made for made in kit(rubric) if made.path.endswith(f"-{name}.pdf"))
