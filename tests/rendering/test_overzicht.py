from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from posixpath import normpath
from typing import TYPE_CHECKING

import pytest

from generator.model.balans import Telling
from generator.model.project import Project, Settings
from generator.model.register import InternBegeleider, Register
from generator.pdf import pdf_bytes
from generator.rendering.dossier import desk
from generator.rendering.dossier.desk import Desk
from generator.rendering.dossier.overzicht import codes, files, shares, sheets
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM, afname
from tests.projects import TODAY
from tests.rendering.rubrics import long_values, twenty_taakgebieden
from tests.rendering.tables import Tables
from tests.verapdf import complaints

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname

TEMPLATES = Templates()
SCHOOLS = ("De Eik", "De Wilg", "")
BOTH = ("basis", "functie")
WILG_OF_EIGHT = ("Naam ib-02", "Naam ib-05", "Naam ib-08")


def project(*afnamen: Afname, **more: object) -> Project:
    return Project(afnamen=afnamen, register=REGISTER, today=TODAY, **more)  # type: ignore[arg-type]


def people(size: int) -> dict[str, InternBegeleider]:
    ids = [f"ib-{number:02}" for number in range(1, size + 1)]
    return {id: InternBegeleider(id, f"Naam {id}", SCHOOLS[number % 3]) for number, id in enumerate(ids)}


REGISTER = Register("De Gaard", people(12))


def everybody(size: int = 12, **more: object) -> list[Afname]:
    """An afname of each last school year, on a day of their own and with scores that differ."""
    return [
        afname(
            day=date(2025, 9, 1) + timedelta(days=number),
            ib_er=id,
            kijkwijzers=BOTH,
            scores=dict(zip(VHM.vaardigheden, ("1", "2", "nvt", None, str(1 + number % 4)), strict=True)),
            name="Karin Waarnemer",
            summary="Een samenvatting",
            **more,  # type: ignore[arg-type]
        )
        for number, id in enumerate(people(size))
    ]


def pages(found: Project) -> dict[str, str]:
    return {path: data.decode() for path, data in files(Desk(found, TEMPLATES))}


def papers(found: Project) -> dict[str, str]:
    return {sheet.path: sheet.html for sheet in sheets(Desk(found, TEMPLATES))}


# What there is


def test_of_very_many_people_the_whole_is_counted_and_each_school_tells_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "CROWD", 8)
    found = project(*everybody())
    made, printed = pages(found), papers(found)

    for whole in (made["overzicht/ontwikkeling.html"], printed["overzicht/overzicht-ontwikkeling.pdf"]):
        text = html_text(whole)
        assert "Naam ib-" not in text
        assert "zo veel ib-ers dat ze hier alleen geteld zijn" in text
        assert "De Eik: 4 ib-ers" in text
    school = html_text(made["scholen/de-eik/index.html"])
    assert "Naam ib-01" in school
    assert "alleen geteld" not in school


@pytest.mark.parametrize(("schools", "opened"), [(20, 2), (21, 0)])
def test_a_long_list_of_schools_is_folded_on_the_screen_and_whole_on_paper(
    monkeypatch: pytest.MonkeyPatch, schools: int, opened: int
) -> None:
    monkeypatch.setattr(desk, "CROWD", 8)
    ib_ers = {id: replace(ib_er, school=f"School {id}") for id, ib_er in people(schools).items()}
    found = replace(project(*everybody(schools, status="concept")), register=replace(REGISTER, ib_ers=ib_ers))
    page = pages(found)["overzicht/ontwikkeling.html"]
    sheet = papers(found)["overzicht/overzicht-ontwikkeling.pdf"]

    assert page.count('<details class="ouder" open>') == opened
    assert page.count(f"<summary>Op {schools} scholen</summary>") == 2
    assert html_text(page).count("School ib-07: 1 ib-er") == 2
    assert "<details" not in sheet
    assert html_text(sheet).count("School ib-07: 1 ib-er") == 2


def test_as_many_people_as_fit_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "CROWD", 12)

    assert "Naam ib-01" in html_text(pages(project(*everybody()))["overzicht/ontwikkeling.html"])


def test_very_many_people_without_schools_are_found_on_their_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "CROWD", 8)
    nowhere = {id: replace(ib_er, school="") for id, ib_er in REGISTER.ib_ers.items()}
    made = pages(replace(project(*everybody()), register=replace(REGISTER, ib_ers=nowhere)))

    text = html_text(made["overzicht/ontwikkeling.html"])
    assert "Hoe er is gescoord, staat op de pagina van ieder zelf." in text
    assert "12 ib-ers." in text


def test_there_are_overviews_of_the_foundation_of_each_school_and_without_names() -> None:
    made = project(afname(), afname(ib_er="ib-02", doel="beoordeling"))

    assert sorted(pages(made)) == [
        "overzicht/anoniem-beoordeling.html",
        "overzicht/anoniem-ontwikkeling.html",
        "overzicht/beoordeling.html",
        "overzicht/index.html",
        "overzicht/ontwikkeling.html",
        "scholen/de-eik/index.html",
        "scholen/de-wilg/index.html",
        "scholen/zonder-naam/index.html",
    ]
    assert sorted(papers(made)) == [
        "overzicht/overzicht-anoniem-beoordeling.pdf",
        "overzicht/overzicht-anoniem-ontwikkeling.pdf",
        "overzicht/overzicht-beoordeling.pdf",
        "overzicht/overzicht-ontwikkeling.pdf",
        "scholen/de-eik/overzicht-ontwikkeling.pdf",
        "scholen/de-wilg/overzicht-beoordeling.pdf",
        "scholen/de-wilg/overzicht-ontwikkeling.pdf",
        "scholen/zonder-naam/overzicht-ontwikkeling.pdf",
    ]


def test_without_anybody_the_pages_say_so_and_nothing_is_printed() -> None:
    made = Project(today=TODAY)

    assert "Er zijn nog geen ib-ers" in html_text(pages(made)["overzicht/index.html"])
    assert "Er is geen ib-er in dienst." in html_text(pages(made)["overzicht/ontwikkeling.html"])
    assert papers(made) == {}


def test_all_overviews_are_found_from_one_page() -> None:
    made = project(*everybody(), *everybody(2, doel="beoordeling"))
    html = pages(made)["overzicht/index.html"]
    others = [*pages(made), *papers(made)]

    linked = {re.sub(r"^\.\./", "", link) if link.startswith("../") else f"overzicht/{link}" for link in links(html)}
    assert set(others) - {"overzicht/index.html"} <= linked


@pytest.mark.parametrize("afnamen", [[], everybody(), everybody(2, doel="beoordeling")])
@pytest.mark.parametrize("register", [REGISTER, Register()])
def test_every_pdf_that_a_page_leads_to_is_made(afnamen: list[Afname], register: Register) -> None:
    made = Project(afnamen=tuple(afnamen), register=register, today=TODAY)
    printed = papers(made)

    wanted = {normpath(f"{path}/../{link}") for path, html in pages(made).items() for link in links(html)}
    assert {path for path in wanted if path.endswith(".pdf")} == set(printed)


def links(html: str) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"#]+)"', html)


# With names


def test_a_school_sees_its_own_people_and_nobody_else() -> None:
    made = project(*everybody())
    for text in (pages(made)["scholen/de-wilg/index.html"], papers(made)["scholen/de-wilg/overzicht-ontwikkeling.pdf"]):
        assert {id for id in REGISTER.ib_ers if id in text} == {"ib-02", "ib-05", "ib-08", "ib-11"}
        assert "De Eik" not in text


def test_a_cell_says_how_often_each_point_was_scored_and_whose_afname_it_is() -> None:
    scores = {"1.1": "4", "1.2": "4", "1.3": "nvt", "2.1": "1"}
    made = project(afname(kijkwijzers=BOTH, scores=scores), afname("zelf"), afname(ib_er="ib-02"))

    rows = Tables(pages(made)["overzicht/ontwikkeling.html"]).tables[0]
    assert [rows[2], rows[4]] == [
        ["Naam ib-01 ib-01 adviseur, 12-05-2026; 1 van de 2 afnamen", "4: 2 nvt: 1", "1: 1 open: 1"],
        ["Naam ib-02 ib-02 adviseur, 12-05-2026", "open: 3", "niet gevraagd"],
    ]


def test_it_says_where_an_afname_is_a_concept_or_by_the_ib_er_alone() -> None:
    made = project(afname("zelf"), afname(ib_er="ib-02", status="concept"))
    rows = Tables(pages(made)["overzicht/ontwikkeling.html"]).tables[0]

    assert "alleen zelf gescoord, 12-05-2026" in rows[2][0]
    assert rows[4][0].endswith("adviseur, 12-05-2026 concept")


def test_older_school_years_are_folded_and_not_printed() -> None:
    made = project(*(afname(day=date(year, 5, 12)) for year in (2024, 2025, 2026)))
    page, paper = pages(made)["overzicht/ontwikkeling.html"], papers(made)["overzicht/overzicht-ontwikkeling.pdf"]

    assert "schooljaar 2024-2025, voor" in page.partition("<details")[0]
    assert "schooljaar 2023-2024, voor" in page.partition("<details")[2]
    assert "2024-2025, voor" in paper
    assert "2023-2024, voor" not in paper


def test_on_paper_taakgebieden_are_numbered_and_ten_stand_side_by_side() -> None:
    rubric = twenty_taakgebieden()
    made = project(afname(rubric=rubric, kijkwijzers=("alles",)))
    html = papers(made)["overzicht/overzicht-ontwikkeling.pdf"]

    heads = [table[0] for table in Tables(html).tables]
    assert heads == [["Ib-er en afname", *map(str, range(begin, begin + 10))] for begin in (1, 11)]
    assert "20 Taakgebied 20" in html_text(html)


def test_values_that_are_whole_texts_get_a_number_with_its_meaning_in_the_legend() -> None:
    assert codes(VHM) == ("1", "2", "3", "4")
    assert codes(long_values()) == ("1", "2", "3", "4", "5", "6", "7")
    made = project(afname(rubric=long_values(), kijkwijzers=("alles",), scores={"1": "matig", "2": "matig"}))

    text = html_text(pages(made)["overzicht/ontwikkeling.html"])
    assert "3: 2 open: 5" in text
    assert "3 matig zo te zien in het werk matig" in text


# Whose turn it is


def test_who_had_no_afname_this_school_year_is_named_for_each_doel() -> None:
    made = project(afname(day=date(2026, 9, 15)), afname(ib_er="ib-04", doel="beoordeling", day=date(2026, 9, 16)))
    text = html_text(pages(made)["scholen/de-eik/index.html"])

    ontwikkeling, _, beoordeling = text.partition("## Voor beoordeling\n")
    assert "3 van de 4 ib-ers." in ontwikkeling
    assert "Naam ib-04 ib-04\nNog nooit een afname voor dit doel." in ontwikkeling
    assert "Naam ib-01 ib-01\nNog nooit een afname voor dit doel." in beoordeling
    assert "16 september" not in ontwikkeling


def test_only_people_in_service_are_waited_for() -> None:
    gone = InternBegeleider("ib-01", "Oud", employed_until=date(2026, 7, 31))
    made = Project(afnamen=(afname(status="concept"),), register=Register("", {"ib-01": gone}), today=TODAY)
    text = html_text(pages(made)["overzicht/ontwikkeling.html"])

    assert "Er is geen ib-er in dienst." in text
    assert "12 mei 2026, adviseur (Vaardigheidsmeter)" in text[text.index("### Nog concept") :]


# Without names


def test_the_overview_without_names_holds_nothing_of_anybody() -> None:
    made = project(*everybody())
    for html in (
        pages(made)["overzicht/anoniem-ontwikkeling.html"],
        papers(made)["overzicht/overzicht-anoniem-ontwikkeling.pdf"],
    ):
        assert "8 ib-ers." in html_text(html), "otherwise this test shows nothing"
        own = [*REGISTER.ib_ers, "Naam", "De Eik", "De Wilg", "Karin", "samenvatting", "september", "2025-09"]
        assert [word for word in own if word in html.partition("<body>")[2]] == []


def test_its_figures_are_counts_over_people() -> None:
    """Eight of the twelve: with four of them at each school, that many are needed for five others."""
    made = project(*everybody())
    first, second = Tables(pages(made)["overzicht/anoniem-ontwikkeling.html"]).tables

    assert first[2] == ["3 rijen", "8", "8", "0", "0", "16", "8", "0"]
    assert second[2] == ["2 rijen", "2", "2", "2", "2", "8", "0", "8"]


@pytest.mark.parametrize(("minimum", "shown"), [(3, True), (5, True), (9, False)])
def test_the_minimum_is_a_setting(minimum: int, *, shown: bool) -> None:
    made = project(*everybody(), settings=Settings(anoniem_vanaf=minimum))
    text = html_text(pages(made)["overzicht/anoniem-ontwikkeling.html"])

    assert f"minstens {minimum} mensen" in text
    assert ("De getallen zijn aantallen" in text) == shown


@pytest.mark.parametrize(
    ("afnamen", "why"),
    [
        ([], "in schooljaar 2025-2026 zijn er geen afnamen voor ontwikkeling."),
        (everybody(3), "in schooljaar 2025-2026 zijn er te weinig mensen om onbekend te blijven."),
        (everybody(12, status="concept"), "niet alle afnamen van schooljaar 2025-2026 zijn vastgesteld."),
    ],
)
def test_the_office_is_told_why_it_is_still_empty_and_a_reader_is_not(afnamen: list[Afname], why: str) -> None:
    made = project(*afnamen)

    assert why in html_text(pages(made)["overzicht/index.html"])
    assert why not in html_text(pages(made)["overzicht/anoniem-ontwikkeling.html"])
    assert "nog niets dat zonder namen getoond mag worden" in pages(made)["overzicht/anoniem-ontwikkeling.html"]


def test_what_a_director_has_left_after_subtracting_the_own_school_is_of_five_others() -> None:
    """With the numbers as they stand on the two pages, and knowing which of the own people are in: three of the first eight."""
    made = project(*everybody())
    (shown,) = [
        row for row in Tables(pages(made)["overzicht/anoniem-ontwikkeling.html"]).tables[1] if row[0] == "2 rijen"
    ]
    own = [row for row in Tables(pages(made)["scholen/de-wilg/index.html"]).tables[0] if row[0][:10] in WILG_OF_EIGHT]

    together = dict(zip(["1", "2", "3", "4", "scored", "nvt", "open"], map(int, shown[1:]), strict=True))
    for row in own:
        for code, number in re.findall(r"(\w+): (\d+)", row[2]):
            together[code] -= int(number)
    of_others = {code: number for code, number in together.items() if code != "scored"}
    assert len(own) == 3
    assert sum(of_others.values()) == 5 * len(VHM.taakgebieden[1].vaardigheden)
    assert of_others == {"1": 1, "2": 1, "3": 2, "4": 1, "nvt": 0, "open": 5}


def test_a_long_bar_keeps_its_shape_in_few_boxes() -> None:
    assert shares(Telling((3, 0, 5), nvt=2)) == Telling((3, 0, 5), nvt=2)
    assert shares(Telling((300, 100, 0, 1))).per_punt == (30, 10, 0, 0)


# As PDF


def test_every_sheet_is_pdf_ua(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = project(
        *everybody(),
        afname(rubric=twenty_taakgebieden(), kijkwijzers=("alles",), scores={"1.1": "7"}),
        afname("zelf", rubric=long_values(), kijkwijzers=("alles",), status="concept"),
        replace(afname(ib_er="ib-02"), is_fictional=True),
    )
    told = tuple(sheets(Desk(made, TEMPLATES)))
    monkeypatch.setattr(desk, "CROWD", 8)
    paths = []
    for number, sheet in enumerate((*told, *sheets(Desk(made, TEMPLATES)))):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(pdf_bytes(sheet))

    assert complaints(paths) == {}
