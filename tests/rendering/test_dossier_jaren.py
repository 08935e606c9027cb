from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.project import Project
from generator.model.rubric import Punt, Schaal
from generator.rendering.dossier import jaren
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import SCHAAL, VHM, afname, rubric
from tests.rendering.tables import Tables

if TYPE_CHECKING:
    from generator.model.afname import Afname
    from generator.rendering.page import Sheet

TEMPLATES = Templates()
YES_NO = Schaal((Punt("nee", "", "nee"), Punt("ja", "", "ja")), "ja")
BOTH = ("basis", "functie")


# What there is


def test_everybody_with_an_afname_has_a_page_and_a_pdf_for_each_rubric_and_doel() -> None:
    made = (taken(2025), taken(2026), taken(2026, doel="beoordeling"), taken(2026, rubric=replace(VHM, id="kort")))

    assert list(dict(jaren.files(desk(*made)))) == ["ib-ers/ib-01/jaren.html"]
    assert sorted(sheet.path for sheet in sheets(*made)) == [
        "ib-ers/ib-01/ib-01-over-de-jaren-kort-ontwikkeling.pdf",
        "ib-ers/ib-01/ib-01-over-de-jaren-vhm-beoordeling.pdf",
        "ib-ers/ib-01/ib-01-over-de-jaren-vhm-ontwikkeling.pdf",
    ]


def test_the_page_links_to_each_pdf() -> None:
    made = (taken(2026), taken(2026, doel="beoordeling"))

    linked = re.findall(r'class="knop" href="([^"]+)"', page(*made))

    assert linked == [sheet.path.rpartition("/")[2] for sheet in sheets(*made)]


def test_a_doel_shows_nothing_of_the_other() -> None:
    made = (taken(2025, name="Piet", doel="beoordeling"), taken(2026, name="Karin"))

    assert len(sheets(*made)) == 2
    for sheet in sheets(*made):
        assert ("Piet" in sheet.html) != ("Karin" in sheet.html)
        assert ("beoordeling" in sheet.path) == ("Piet" in sheet.html)
        assert "2024-2025" not in sheet.html or "2025-2026" not in sheet.html
        assert f"Hier staan alleen afnamen met als doel {sheet.path.rpartition('-')[2][:-4]}." in sheet.html


def test_one_round_says_that_there_is_nothing_to_compare_yet() -> None:
    for html in (page(taken(2026)), only_sheet(taken(2026))):
        assert "Er is nog maar één ronde" in html
    assert "Er is nog maar één ronde" not in page(taken(2025), taken(2026))


# What is told of each year


def test_a_year_without_an_afname_says_so_and_holds_nothing() -> None:
    made = (taken(2024, scores={"1.1": "3"}), taken(2026, scores={"1.1": "4"}))

    for html in (page(*made), only_sheet(*made)):
        panel, courses = Tables(html).tables
        assert "2024-2025 geen afname" in html_text(html)
        assert panel[0] == ["Jaar", "2023- 2024", "2024- 2025 geen afname", "2025- 2026"]
        assert ["3", "1", "", "0"] in panel
        assert courses[0] == ["Wie", "2023- 2024", "2024- 2025 geen afname", "2025- 2026"]
        assert ["Adviseur", "3 voldoende", "", "4 volledig"] in courses


def test_who_looked_when_is_told_with_what_was_otherwise() -> None:
    made = (taken(2025, name="Piet"), taken(2026, name="Karin", kijkwijzers=BOTH), taken(2026, "zelf"))

    for text in (html_text(page(*made)), html_text(only_sheet(*made))):
        assert "A adviseur Piet, 12 mei 2025; Basis\n" in text
        assert "A adviseur Karin, 12 mei 2026; Basis + Functie\n" in text
        assert "Let op: Een andere adviseur: nu Karin, in 2024-2025 Piet." in text
        assert "Let op: Andere kijkwijzers (adviseur): nu Basis en Functie, in 2024-2025 Basis." in text
        assert "Let op: Voor het eerst een zelfafname." in text


def test_an_observer_without_a_name_is_called_that() -> None:
    text = html_text(page(taken(2025, name="Piet"), taken(2026)))

    assert "nu iemand van wie geen naam is genoteerd, in 2024-2025 Piet." in text


def test_a_rol_in_which_nobody_looked_any_more_is_told() -> None:
    text = html_text(page(taken(2025), taken(2025, "directeur"), taken(2026)))

    assert "Let op: Geen afname door een directeur; in de ronde ervoor wel." in text
    assert ["Directeur", "open", "geen afname"] in Tables(page(taken(2025), taken(2025, "directeur"), taken(2026))).tables[1]  # fmt: skip


def test_another_versie_is_marked_at_its_year_with_how_much_changed() -> None:
    made = (taken(2025, rubric=rubric("2010", begeleiden=4)), taken(2026, rubric=rubric(innoveren=3)))

    for html in (page(*made), only_sheet(*made)):
        text = html_text(html)
        assert "2025-2026 versie 2015" in text
        assert (
            "Versie 2015 van de rubric; in de ronde ervoor versie 2010. 1 rij is nieuw en 1 rij is vervallen." in text
        )
        assert Tables(html).tables[0][0][2] == "2025- 2026 versie 2015"
        assert "Staat niet in versie 2015." in text
        assert ["Adviseur", "open", "niet in deze versie"] in Tables(html).tables[1]


def test_without_another_versie_no_versie_is_named() -> None:
    assert "versie" not in html_text(page(taken(2025), taken(2026)))


def test_a_changed_text_is_told_with_both_texts() -> None:
    here, there = VHM.taakgebieden
    first, *others = here.vaardigheden
    rows = (replace(first, text="Zo stond het er."), *others)
    old = replace(
        VHM,
        version="2010",
        taakgebieden=(replace(here, indicatoren=(replace(here.indicatoren[0], vaardigheden=rows),)), there),
    )
    made = (taken(2025, rubric=old), taken(2026))

    for text in (html_text(page(*made)), html_text(only_sheet(*made))):
        assert "1.1 Vaardigheid 1.1\nAndere tekst in versie 2010: Zo stond het er.\n" in text
        assert text.count("Andere tekst in versie") == 1
        assert "1 rij heeft een andere tekst." in text


def test_a_row_that_was_not_asked_is_not_open() -> None:
    made = (taken(2025), taken(2026, kijkwijzers=BOTH))

    for html in (page(*made), only_sheet(*made)):
        tables = Tables(html).tables
        assert ["Adviseur", "niet in deze kijkwijzer", "open"] in tables[3]
        assert ["open", "–", "2"] in tables[1]
        assert "Een streepje (–): dit onderdeel zat toen niet in de kijkwijzer." in html_text(html)


def test_a_concept_is_said_at_its_year_and_in_the_title_of_the_pdf() -> None:
    made = (taken(2025), taken(2026, status="concept"))

    assert "12 mei 2026; Basis; concept, kan nog veranderen" in html_text(page(*made))
    assert "12 mei 2025; Basis\n" in html_text(page(*made))
    assert "<title>Concept: Over de jaren" in only_sheet(*made)
    assert "2025- 2026 concept" in Tables(only_sheet(*made)).tables[0][0]
    assert "Concept" not in only_sheet(taken(2026))


# The schaal


def test_another_schaal_never_shares_an_axis_or_a_box() -> None:
    made = (taken(2025, rubric=rubric("2010", schaal=YES_NO), scores={"1.1": "ja"}), taken(2026, scores={"1.1": "3"}))

    for html in (page(*made), only_sheet(*made)):
        four, two, courses = Tables(html).tables
        assert four[0] == ["Jaar", "2024- 2025 andere schaal", "2025- 2026 versie 2015"]
        assert two[0] == ["Jaar", "2024- 2025 versie 2010", "2025- 2026 andere schaal"]
        assert ["3", "", "1"] in four
        assert ["ja", "1", ""] in two
        assert ["Adviseur", "ja", "3 voldoende"] in courses
        assert '<i class="m ' not in html[html.index('class="verloop"') :]


def test_points_that_got_another_name_are_told() -> None:
    renamed = Schaal((*SCHAAL.punten[:3], Punt("4", "top", "altijd gezien")), "3")
    made = (taken(2025), taken(2026, rubric=rubric("2020", schaal=renamed)))

    text = html_text(page(*made))

    assert "Punt 4 heet nu ‘altijd gezien’; in de ronde ervoor ‘overal waargenomen’." in text
    assert "andere schaal" not in text


# Who scored what


def test_several_afnamen_in_one_rol_are_told_apart() -> None:
    made = [taken(2026, name=f"W{day}", day=day, scores={"1.1": point}) for day, point in ((1, "1"), (2, "4"))]

    for html in (page(*made), only_sheet(*made)):
        panel, courses = Tables(html).tables
        assert "A1 adviseur W1, 1 mei 2026" in html_text(html)
        assert panel[1] == ["Wie", "A1", "A2"]
        assert ["1", "1", "0"] in panel
        assert ["Adviseur", "A1 1 niet waargenomen A2 4 volledig"] in courses


def test_one_nvt_and_open_are_three_things() -> None:
    made = (taken(2026, scores={"1.1": "1", "1.2": "nvt"}),)

    for html in (page(*made), only_sheet(*made)):
        panel, courses = Tables(html).tables
        assert [row for row in panel if row[0] in ("1", "nvt", "open")] == [["1", "1"], ["nvt", "1"], ["open", "1"]]
        assert [row[1] for row in courses if row[0] == "Adviseur"] == ["1 niet waargenomen", "nvt", "open"]


def test_a_stack_has_a_box_for_each_score_and_none_for_nvt_and_open() -> None:
    html = page(taken(2026, scores={"1.1": "2", "1.2": "4", "1.3": "nvt"}))

    (stack,) = re.findall(r'<span class="stapel">(.*?)</span>', html)
    assert re.findall(r'<i class="([^" ]+)', stack) == ["m-3-4", "m-1-4"]


VALUES = st.sampled_from(["1", "2", "3", "4", "nvt", None])
MADE = st.dictionaries(
    st.tuples(st.integers(2019, 2026), st.sampled_from(["adviseur", "directeur", "zelf"])),
    st.dictionaries(st.sampled_from(list(VHM.vaardigheden)), VALUES),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(MADE)
def test_the_counts_on_page_and_paper_equal_an_independent_count(
    made: dict[tuple[int, str], dict[str, str | None]],
) -> None:
    expected = [
        [[str(tally(prefix, made[key])[what]) for key in sorted(made)] for what in ("4", "3", "2", "1", "nvt", "open")]
        for prefix in ("1.", "2.")
    ]
    afnamen = [taken(year, rol, kijkwijzers=BOTH, scores=scores) for (year, rol), scores in made.items()]

    for html in (page(*afnamen), only_sheet(*afnamen)):
        panels = [table for table in Tables(html).tables if table[0][0] == "Jaar"]
        assert [[[cell for cell in row[1:] if cell] for row in panel[-6:]] for panel in panels] == expected


def tally(prefix: str, scores: dict[str, str | None]) -> Counter[str]:
    return Counter(scores.get(id) or "open" for id in VHM.vaardigheden if id.startswith(prefix))


# On a screen and on paper


def test_what_may_be_wider_than_the_screen_can_be_reached_with_the_keyboard_and_has_a_name() -> None:
    html = page(*(taken(year, rol) for year in range(2016, 2027) for rol in ("adviseur", "zelf")))

    regions = re.findall(r'<div class="tabel[^>]*>', html)
    assert len(regions) == 2
    assert all('role="region" tabindex="0" aria-labelledby="' in region for region in regions)
    named = re.findall(r'aria-labelledby="([^"]+)"', html)
    assert {id for ids in named for id in ids.split()} <= set(re.findall(r'id="([^"]+)"', html))


def test_no_two_regions_have_the_same_name() -> None:
    parts = [taken(year, rubric=rubric("2010", schaal=YES_NO)) for year in range(2016, 2021)]
    later = [taken(year, doel=doel) for year in range(2021, 2027) for doel in ("ontwikkeling", "beoordeling")]
    html = page(*parts, *later)
    texts = dict(re.findall(r'<h\d id="([^"]+)">\s*(.*?)\s*</h\d>', html, re.DOTALL))

    names = [tuple(texts[id] for id in ids.split()) for ids in re.findall(r'region"[^>]*labelledby="([^"]+)"', html)]

    assert len(names) == 5
    assert len(set(names)) == 5


def test_no_page_has_a_style_of_its_own() -> None:
    assert "style=" not in page(taken(2025), taken(2026))


def test_ids_are_unique_and_links_within_the_page_lead_somewhere() -> None:
    made = (taken(2024, rubric=rubric("2010", schaal=YES_NO)), taken(2025), taken(2026, doel="beoordeling"))
    html = page(*made)

    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_paper_has_as_many_years_at_a_time_as_fit_and_keeps_a_year_whole() -> None:
    made = [taken(year, rol) for year in range(2014, 2027) for rol in ("adviseur", "directeur", "zelf")]

    heads = [[cell for cell in table[1] if cell != "Wie"] for table in Tables(only_sheet(*made)).tables if table[0][0] == "Jaar"]  # fmt: skip

    assert sum(map(len, heads)) == len(made)
    assert len(heads) == 2
    assert all(len(head) % 3 == 0 for head in heads)


def test_the_table_on_paper_has_every_year_once() -> None:
    made = [taken(year) for year in range(2014, 2027)]

    heads = [table[0][1:] for table in Tables(only_sheet(*made)).tables if table[0][0] == "Wie"]

    assert [len(head) for head in heads] == [6, 6, 1]
    assert [cell for head in heads for cell in head] == [f"{year - 1}- {year}" for year in range(2014, 2027)]


def test_a_year_with_more_afnamen_than_fit_on_paper_is_cut_and_all_of_it_is_there() -> None:
    made = [taken(2026, name=f"W{number}", day=1 + number % 28) for number in range(50)]

    heads = [table[1][1:] for table in Tables(only_sheet(*made)).tables if table[0][0] == "Jaar"]

    assert sorted(cell for head in heads for cell in head) == sorted(f"A{number}" for number in range(1, 51))
    assert len(heads) > 1


def test_the_texts_of_a_rubric_in_another_language_say_which() -> None:
    html = page(taken(2026, rubric=replace(VHM, language="en"), scores={"1.1": "2"}))

    assert '<span lang="en">Vaardigheid 1.1</span>' in html
    assert '<span class="punt" lang="en">2 enigszins</span>' in html


def test_nothing_an_author_wrote_becomes_part_of_the_page() -> None:
    evil = "<script>alert(1)</script>"
    made = (taken(2025, name=evil), taken(2026, name=f"{evil}2", rubric=replace(VHM, version="2<b>", title=evil)))

    for html in (page(*made), only_sheet(*made)):
        assert evil not in html
        assert "2<b>" not in html
        assert "&lt;script&gt;" in html


def taken(year: int, rol: str = "adviseur", *, day: int = 12, **fields: object) -> Afname:
    return afname(rol, date(year, 5, day), **fields)  # type: ignore[arg-type]


def desk(*afnamen: Afname) -> Desk:
    return Desk(Project(afnamen=afnamen), TEMPLATES)


def page(*afnamen: Afname) -> str:
    return dict(jaren.files(desk(*afnamen)))["ib-ers/ib-01/jaren.html"].decode()


def sheets(*afnamen: Afname) -> list[Sheet]:
    return list(jaren.sheets(desk(*afnamen)))


def only_sheet(*afnamen: Afname) -> str:
    (sheet,) = sheets(*afnamen)
    return sheet.html
