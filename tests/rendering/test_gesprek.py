"""The page and the sheets for the talk with one ib-er."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.afname import Afname, Afspraak, Score
from generator.model.dossier import Dossier
from generator.model.gesprek import gesprekswijzers
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.model.rubric import Indicator, Punt, Rubric, Schaal, Taakgebied, Vaardigheid
from generator.pdf import page_count, pdf_bytes
from generator.rendering.dossier import gesprek
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.html_text import html_text
from tests.model.plain import VHM, afname
from tests.projects import TODAY

if TYPE_CHECKING:
    from generator.rendering.page import Sheet

TEMPLATES = Templates()
NOOR = InternBegeleider("ib-01", "Noor Dijk", "De Wilg", "functie", date(2019, 8, 1))
LAST_YEAR = date(2025, 5, 12)
ALL = {"1.1": "3", "1.2": "3", "1.3": "3"}


# The page


def test_everybody_with_an_afname_has_the_page_and_nobody_else() -> None:
    register = Register(ib_ers={"ib-01": NOOR, "ib-02": InternBegeleider("ib-02")})

    assert list(pages(afname(), register=register)) == ["ib-ers/ib-01/gesprek.html"]


def test_when_nothing_is_open_the_page_says_so() -> None:
    assert "Er is niets meer open: elke rij heeft een score of nvt." in text(afname(scores=ALL))
    assert "niets meer open" not in text(afname())


def test_each_observer_is_shown_with_the_rows_that_are_still_open() -> None:
    said = text(afname("adviseur", scores={"1.1": "3"}), afname("directeur", scores=ALL))

    assert "Nog open: 2 van de 3 rijen." in said
    assert "Vaardigheid 1.2" in said.partition("Voorbereidingslijst voor de ib-er")[0]
    assert "Vaardigheid 1.1" not in said.partition("Voorbereidingslijst voor de ib-er")[0]


def test_every_pdf_that_the_page_links_to_is_made() -> None:
    found = (afname("adviseur"), afname("adviseur", date(2026, 5, 13), name="B."), afname("zelf", doel="beoordeling"))
    (page,) = pages(*found).values()

    names = [sheet.path.rpartition("/")[2] for sheet in sheets(*found)]
    assert len(names) == len(set(names)) == 5
    assert [name for name in names if f'href="{name}"' not in page] == []


def test_what_was_said_for_a_beoordeling_stands_in_a_part_of_its_own() -> None:
    (page,) = pages(
        afname(scores={"1.1": Score("1", bewijsstukken=("leerplan",))}, afspraken=(Afspraak("leren"),)),
        afname(doel="beoordeling", scores={"1.2": Score("1", bewijsstukken=("oordeelstuk",))}),
    ).values()

    parts = {part[: part.index('"')]: part for part in page.split('id="doel-')[1:]}
    held = {
        doel: [word for word in ("leerplan", "leren", "oordeelstuk") if word in part] for doel, part in parts.items()
    }
    assert held == {"ontwikkeling": ["leerplan", "leren"], "beoordeling": ["oordeelstuk"]}
    assert {doel: "schooljaar 2025-2026, voor beoordeling" in part for doel, part in parts.items()} == {
        "ontwikkeling": False,
        "beoordeling": True,
    }


def test_who_has_left_has_no_list_and_the_page_says_why() -> None:
    left = replace(NOOR, employed_until=date(2026, 7, 31))

    assert "Deze ib-er is uit dienst." in text(afname(), ib_er=left)
    assert [sheet.path for sheet in sheets(afname(scores=ALL), ib_er=left)] == []


def test_examples_are_called_ours_and_not_those_of_the_source() -> None:
    assert "een hulp van ons en staan niet in de bron" in text(afname(rubric=with_examples()))
    assert "een hulp van ons" not in text(afname())


# The sheets


def test_a_sheet_says_in_its_name_whose_it_is_what_it_is_for_and_for_whom() -> None:
    assert [sheet.path.rpartition("/")[2] for sheet in sheets(afname(), afname("zelf", scores=ALL))] == [
        "ib-01-gesprekswijzer-2025-2026-vhm@2015-ontwikkeling-adviseur.pdf",
        "ib-01-voorbereiding-vhm@2015-ontwikkeling.pdf",
    ]


def test_the_sheet_of_the_talk_holds_only_what_is_open_with_a_box_for_each_point_and_nvt() -> None:
    said, *_ = sheets(afname(scores={"1.1": "3", "1.3": "2"}))

    assert "Vaardigheid 1.2" in said.html
    assert "Vaardigheid 1.1" not in said.html
    assert said.html.count('class="hok"') == 5


def test_what_was_scored_last_time_is_no_hint_for_this_time() -> None:
    before = afname(day=LAST_YEAR, scores={"1.1": Score("4", "Mooi gedaan.", bewijsstukken=("plan",))})
    said, *_ = sheets(afname(), before)

    assert "plan" in html_text(said.html)
    assert "Mooi gedaan" not in said.html


def test_a_doel_never_shares_a_sheet_with_another() -> None:
    made = sheets(
        afname(afspraken=(Afspraak("groeien"),), scores={"1.1": Score("1", bewijsstukken=("leerplan",))}),
        afname(
            doel="beoordeling",
            afspraken=(Afspraak("presteren"),),
            scores={"1.1": Score("1", bewijsstukken=("oordeel",))},
        ),
    )

    assert len(made) == 4
    for sheet in made:
        own, other = (("groeien", "leerplan"), ("presteren", "oordeel"))[:: 1 if "ontwikkeling" in sheet.path else -1]
        assert [word for word in other if word in html_text(sheet.html)] == []
        if "voorbereiding" in sheet.path:
            assert [word for word in own if word not in html_text(sheet.html)] == []


def test_the_sheet_of_a_concept_and_of_a_made_up_person_says_so() -> None:
    said, prepared = sheets(afname(status="concept", is_fictional=True))

    assert "Verzonnen voorbeeld · Concept" in html_text(said.html)
    assert "Verzonnen voorbeeld" in html_text(prepared.html)
    assert "Vertrouwelijk" in said.html


def test_what_people_wrote_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    before = afname(day=LAST_YEAR, scores={"1.1": Score("1", bewijsstukken=(evil,))}, afspraken=(Afspraak(evil, evil),))
    made = [*(sheet.html for sheet in sheets(afname(), before)), *pages(afname(), before).values()]

    assert any("&lt;script&gt;alert" in html for html in made)
    assert [html for html in made if "<script>alert" in html] == []


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_what_is_planned_for_one_page_is_one_page(data: st.DataObject) -> None:
    words = st.text("abcdefghij eeeennnn  mmWW ÅÉ 書語 ", min_size=1, max_size=420).filter(str.strip)
    texts = data.draw(st.lists(words, min_size=1, max_size=8))
    points = data.draw(st.integers(2, 9))
    has_indicatoren = data.draw(st.booleans())
    made = rubric_of(texts, points=points, has_indicatoren=has_indicatoren)
    dossier = Dossier(replace(NOOR, name=data.draw(words)[:90]), (afname(rubric=made, kijkwijzers=("k",)),))
    (wijzer,) = gesprekswijzers(dossier.verslagen[0])

    sheet = sheets(*dossier.afnamen, ib_er=dossier.ib_er, rubric=made)[0]

    pages = page_count(pdf_bytes(sheet))
    assert pages == 1 or not gesprek.one_page_room(dossier, wijzer)


def test_six_rows_of_usual_length_are_one_page_and_thirty_are_not() -> None:
    assert [page_count(pdf_bytes(sheet_of(number))) for number in (1, 6, 30)] == [1, 1, 4]


@pytest.mark.parametrize(
    "made",
    [
        pytest.param({"texts": ["woord " * 660] * 3}, id="long"),
        pytest.param({"texts": ["w" * 4000]}, id="no spaces"),
        pytest.param({"texts": ["kort"] * 3, "points": 12}, id="many points"),
    ],
)
def test_odd_rubrics_can_be_printed(made: dict[str, object]) -> None:
    odd = rubric_of(**made)  # type: ignore[arg-type]
    before = afname(
        day=LAST_YEAR, rubric=odd, kijkwijzers=("k",), scores={"0": Score(None, bewijsstukken=("b" * 300,))}
    )

    talk, preparation = sheets(afname(rubric=odd, kijkwijzers=("k",)), before, rubric=odd)[:2]
    assert page_count(pdf_bytes(talk)) >= 1
    assert page_count(pdf_bytes(preparation)) >= 1


def sheet_of(number: int) -> Sheet:
    text = (
        "De intern begeleider adviseert de ouders en de betrokken leerkracht over de volgende stap in de begeleiding."
    )
    made = rubric_of([text] * number, has_indicatoren=False)
    return sheets(afname(rubric=made, kijkwijzers=("k",)), rubric=made)[0]


def rubric_of(texts: list[str], *, points: int = 4, has_indicatoren: bool = True) -> Rubric:
    rows = tuple(
        Vaardigheid(str(number), text, "k", observable=("gesprek",), bewijsstukken=("verslag", "planning"))
        for number, text in enumerate(texts)
    )
    schaal = Schaal(tuple(Punt(f"{n}", f"{n}", f"punt {n}") for n in range(points)), "1")
    indicatoren = tuple(Indicator(row.id, f"Indicator {row.id}", (row,)) for row in rows)
    tree = indicatoren if has_indicatoren else (Indicator("t", "", rows),)
    kijkwijzers = (replace(VHM.kijkwijzers[0], id="k"),)
    return Rubric("vhm", "2015", "Rubric", schaal, kijkwijzers, (Taakgebied("t", "Taakgebied", tree),))


def with_examples() -> Rubric:
    helped = replace(VHM.taakgebieden[0].indicatoren[0].vaardigheden[0], bewijsstukken=("een verslag",))
    indicator = replace(VHM.taakgebieden[0].indicatoren[0], vaardigheden=(helped,))
    return replace(VHM, taakgebieden=(replace(VHM.taakgebieden[0], indicatoren=(indicator,)), *VHM.taakgebieden[1:]))


def desk(
    *afnamen: Afname, ib_er: InternBegeleider = NOOR, register: Register | None = None, rubric: Rubric = VHM
) -> Desk:
    project = Project(
        rubrics=(rubric,), afnamen=afnamen, register=register or Register(ib_ers={ib_er.id: ib_er}), today=TODAY
    )
    return Desk(project, TEMPLATES)


def pages(*afnamen: Afname, ib_er: InternBegeleider = NOOR, register: Register | None = None) -> dict[str, str]:
    return {path: html.decode() for path, html in gesprek.files(desk(*afnamen, ib_er=ib_er, register=register))}


def text(*afnamen: Afname, ib_er: InternBegeleider = NOOR) -> str:
    (page,) = pages(*afnamen, ib_er=ib_er).values()
    return " ".join(html_text(page).split())


def sheets(*afnamen: Afname, ib_er: InternBegeleider = NOOR, rubric: Rubric = VHM) -> list[Sheet]:
    return list(gesprek.sheets(desk(*afnamen, ib_er=ib_er, rubric=rubric)))
