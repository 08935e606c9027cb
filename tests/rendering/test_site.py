"""The generated pages of the public site, as pure functions of the rubrics."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.model.project import Project
from generator.model.rubric import (
    Aansluiting,
    Bron,
    Indicator,
    Kijkwijzer,
    Niveaus,
    Punt,
    Rubric,
    Schaal,
    Taakgebied,
    Vaardigheid,
)
from generator.rendering.page import Page
from generator.rendering.site import site_pages
from generator.rendering.site_assets import site_assets
from generator.rendering.templates import Templates
from tests.model.plain import VHM
from tests.rendering.elements import Elements

TEMPLATES = Templates()
ATTACKS = (
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></textarea>--><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% include 'x' %}",
    "[x](javascript:alert(1)){: onclick=alert(1) }",
    "# kop\n\n***\n\n<style>@import url(file:///x)</style>",
    "&lt;b&gt; &amp; <b>",
)


def pages(*rubrics: Rubric, **sheets: int) -> dict[str, Page]:
    found = site_pages(
        Project(rubrics=rubrics), TEMPLATES, sheets={f"kijkwijzers/{name}.pdf": size for name, size in sheets.items()}
    )
    return {page.path: page for page in found}


def text_of(html: str) -> str:
    """What a reader sees, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def everywhere(text: str) -> Rubric:
    """A rubric with this text wherever an author can write one."""
    row = Vaardigheid(
        "1.1",
        text,
        "basis",
        afgeleid=True,
        observable=("observatie", "gesprek"),
        frameworks=(text,),
        descriptions={text: text},
    )
    alone = Vaardigheid("2", text, "functie", is_indicator=True)
    return Rubric(
        "r",
        "1",
        text,
        Schaal((Punt("0", text, text, text), Punt(text, text, text, text)), text),
        (Kijkwijzer("basis", text, text), Kijkwijzer("functie", text, text)),
        (
            Taakgebied(
                "t",
                text,
                (Indicator("1", text, (row,), cursus=text), Indicator("2", text, (alone,))),
                text,
                afgeleid=True,
            ),
            Taakgebied("u", text, (Indicator("u", "", (replace(row, id="9"),)),)),
        ),
        short_title=text,
        description=text,
        bron=Bron(text, text, text, text, "https://example.org/", text),
        niveaus=Niveaus(text, text, text),
        aansluitingen=(Aansluiting("t", "r", "u"),),
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_attacks_is_shown_as_the_text_it_is(attack: str) -> None:
    attacked, plain = pages(everywhere(attack)), pages(everywhere(_harmless(attack)))

    assert attacked.keys() == plain.keys()
    for path, page in attacked.items():
        assert Elements(page.content).found == Elements(plain[path].content).found, path


def _harmless(attack: str) -> str:
    """As many paragraphs as the attack has, and nothing else of it."""
    return "\n\n".join("x" * len(part) for part in attack.split("\n\n"))


def test_each_indicator_and_each_vaardigheid_has_a_place_to_link_to() -> None:
    page = pages(VHM)["rubrics/vhm/begeleiden.html"]

    assert re.findall(r'id="([iv]-[^"]+)"', page.content) == ["i-1", "v-1.1", "v-1.2", "v-1.3"]
    assert re.findall(r'class="vaste-link" href="#([^"]+)"', page.content) == ["i-1", "v-1.1", "v-1.2", "v-1.3"]
    assert [heading.id for heading in page.headings] == ["i-1", "v-1.1", "v-1.2", "v-1.3"]


def test_an_indicator_that_is_scored_as_one_row_has_both_places() -> None:
    row = Vaardigheid("4", "Onderzoek", "basis", is_indicator=True)
    rubric = replace(VHM, taakgebieden=(Taakgebied("t", "Taken", (Indicator("4", "Onderzoek", (row,)),)),))
    content = pages(rubric)["rubrics/vhm/t.html"].content

    assert re.findall(r'id="([iv]-[^"]+)"', content) == ["i-4", "v-4"]
    assert "Je scoort indicator 4 als één rij." in text_of(content)


def test_without_a_middle_level_there_is_no_heading_for_it() -> None:
    rows = (Vaardigheid("1", "Is de les voorbereid?", "basis"),)
    rubric = replace(VHM, taakgebieden=(Taakgebied("t", "De les", (Indicator("t", "", rows),)),))
    page = pages(rubric)["rubrics/vhm/t.html"]

    assert "i-t" not in page.content
    assert [(heading.id, heading.level) for heading in page.headings] == [("v-1", 2)]


def test_what_is_inferred_is_marked_and_explained_and_the_rest_is_not() -> None:
    indicatoren = (replace(VHM.taakgebieden[0].indicatoren[0], afgeleid=True),)
    inferred = replace(VHM, taakgebieden=(replace(VHM.taakgebieden[0], indicatoren=indicatoren), VHM.taakgebieden[1]))
    made = pages(inferred)

    assert "staat niet zo in de bron" in text_of(made["rubrics/vhm/begeleiden.html"].content)
    assert "afgeleid" not in made["rubrics/vhm/innoveren.html"].content
    assert 'href="begeleiden.html#i-1"' in made["rubrics/vhm/index.html"].content
    assert "afgeleid" not in pages(VHM)["rubrics/vhm/index.html"].content


def test_a_row_says_where_it_can_be_seen_and_what_each_point_means() -> None:
    row = Vaardigheid(
        "1",
        "Telt hardop",
        "basis",
        observable=("observatie", "gesprek", "bewijsstuk"),
        frameworks=("inspectie",),
        descriptions={"1": "Telt niet.", "4": "Telt steeds."},
    )
    rubric = replace(VHM, taakgebieden=(Taakgebied("t", "Taken", (Indicator("t", "", (row,)),)),))
    text = text_of(pages(rubric)["rubrics/vhm/t.html"].content)

    assert "Te zien in een observatie, in het gesprek of met een bewijsstuk" in text
    assert "Kader: inspectie" in text
    assert "1 niet Telt niet. 4 volledig Telt steeds." in text


def test_the_kijkwijzer_of_a_row_is_named_where_a_page_has_more_than_one() -> None:
    mixed = replace(
        VHM,
        taakgebieden=(Taakgebied("t", "Taken", (*VHM.taakgebieden[0].indicatoren, *VHM.taakgebieden[1].indicatoren)),),
    )

    assert text_of(pages(mixed)["rubrics/vhm/t.html"].content).count("Kijkwijzer: Basis") == 3
    assert "Kijkwijzer: " not in text_of(pages(VHM)["rubrics/vhm/begeleiden.html"].content)


def test_taakgebieden_lead_to_each_other_and_to_where_they_link() -> None:
    other = replace(VHM, id="profiel", title="Profiel")
    saying = replace(VHM, aansluitingen=(Aansluiting("begeleiden", "profiel", "innoveren"),))
    made = pages(saying, other)

    assert 'class="buur volgende" href="innoveren.html"' in made["rubrics/vhm/begeleiden.html"].content
    assert 'class="buur vorige" href="begeleiden.html"' in made["rubrics/vhm/innoveren.html"].content
    assert 'href="../profiel/innoveren.html"' in made["rubrics/vhm/begeleiden.html"].content
    assert 'href="../vhm/begeleiden.html"' in made["rubrics/profiel/innoveren.html"].content
    assert [heading.title for heading in made["kruisverwijzing.html"].headings] == [
        "Vaardigheidsmeter → Profiel",
        "Profiel → Vaardigheidsmeter",
    ]


def test_every_kijkwijzer_can_be_printed_with_its_rows_and_pages() -> None:
    content = pages(VHM, **{"vhm-basis": 4})["kijkwijzers/index.html"].content

    assert re.findall(r'class="knop" href="([^"]+)"', content) == ["vhm-basis.pdf", "vhm-functie.pdf", "vhm.pdf"]
    assert "3 rijen · 4 bladzijden A4" in text_of(content)
    assert "2 rijen Print" in text_of(content)


def test_a_rubric_with_one_kijkwijzer_offers_it_once() -> None:
    alone = replace(VHM, kijkwijzers=VHM.kijkwijzers[:1], taakgebieden=VHM.taakgebieden[:1])

    assert re.findall(r'class="knop" href="([^"]+)"', pages(alone)["kijkwijzers/index.html"].content) == [
        "vhm-basis.pdf"
    ]


def test_item_texts_in_another_language_say_so() -> None:
    german = replace(VHM, language="de")
    content = pages(german)["rubrics/vhm/begeleiden.html"].content

    assert '<p class="rij-tekst" lang="de">Vaardigheid 1.1</p>' in content
    assert '<h1 data-search-exclude lang="de">Begeleiden</h1>' in content
    assert "lang=" not in pages(VHM)["rubrics/vhm/begeleiden.html"].content


def test_a_rubric_without_a_source_says_that() -> None:
    assert "geen bron genoemd" in pages(VHM)["rubrics/vhm/index.html"].content
    assert "geen bron genoemd" not in pages(replace(VHM, bron=Bron(author="Jo")))["rubrics/vhm/index.html"].content


def test_the_order_of_the_rubrics_does_not_matter() -> None:
    other = replace(VHM, id="profiel", title="Profiel")

    assert pages(VHM, other) == pages(other, VHM)


def test_nothing_that_the_pages_need_comes_from_elsewhere() -> None:
    assets = site_assets(TEMPLATES)
    style = assets["assets/kijkwijzer/site.css"].decode()
    needed = re.findall(r'url\("?(?!data:)([^")]+)', style.replace("url('data:", "url(data:"))

    assert needed
    assert {f"assets/kijkwijzer/{name}" for name in needed} <= assets.keys()
    assert "@import" not in style


def test_the_kijkwijzers_lead_to_the_page_about_scoring_where_somebody_wrote_one() -> None:
    project = Project(rubrics=(everywhere("tekst"),))
    with_page, without = (
        {page.path: page.content for page in site_pages(project, TEMPLATES, written=written)}["kijkwijzers/index.html"]
        for written in (["scoren.html"], [])
    )

    assert 'href="../scoren.html"' in with_page
    assert 'href="../scoren.html"' not in without
