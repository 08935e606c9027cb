"""A form for one ib-er: what it says of last time, and that nothing of it moves anything."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import cv2
import numpy as np
import pytest
from weasyprint import HTML

from generator.model.afname import Afspraak
from generator.model.dossier import Dossier
from generator.model.formulier import selection, sheet_code
from generator.model.project import Project
from generator.model.register import InternBegeleider
from generator.model.rubric import NVT, Rubric
from generator.model.voordruk import Voordruk, Wens, voordruk_of
from generator.pdf import pdf_bytes, places
from generator.rendering.formulier import form_html, form_key, heading_of
from generator.rendering.page import Sheet
from generator.rendering.templates import Templates
from tests.projects import TODAY
from tests.rendering.rubrics import UNLIKE_OURS
from tests.verapdf import complaints
from tests.voordrukken import PEOPLE, last_time, rubrics, voordruk

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from numpy.typing import NDArray

    from generator.model.rubric import Taakgebied
    from generator.pdf import Place

REPO = Path(__file__).parents[2]


def form(rubric: Rubric, voordruk: Voordruk | None) -> str:
    return form_html(rubric, Templates(), voordruk=voordruk)


@cache
def layout(name: str, rubric: str) -> tuple[dict[str, Place], ...]:
    return places(Sheet("form.pdf", form(rubrics()[rubric], voordruk(name, rubrics()[rubric]))))


# --- Nothing moves


@pytest.mark.parametrize(
    ("rubric", "people"),
    [
        ("vhm-ib", [*PEOPLE]),
        *((rubric, ["nobody yet", "long names"]) for rubric in ("groepsbespreking", *UNLIKE_OURS)),
    ],
)
def test_everything_is_in_the_same_place_for_everybody(rubric: str, people: list[str]) -> None:
    expected = layout(people[0], rubric)

    assert any("=nvt" in id for ids in expected for id in ids)
    assert {f"vorige-{number}={answer}" for number in range(1, 5) for answer in ("ja", "nee")} <= set(expected[0])
    for name in people[1:]:
        assert layout(name, rubric) == expected, name


def key(rubric: Rubric, voordruk: Voordruk | None, whole: Rubric | None = None) -> str:
    return form_key(rubric, heading_of(rubric, whole or rubric), voordruk)


def test_all_forms_of_one_selection_have_the_same_key_and_an_empty_one_has_another() -> None:
    vhm = rubrics()["vhm-ib"]
    wensen = [Wens("ontwikkeling"), Wens("beoordeling", "zelf"), Wens(has_scores=False)]
    keys = {key(vhm, voordruk(name, vhm, wens)) for name in PEOPLE for wens in wensen}

    assert len(keys) == 1
    assert keys.isdisjoint({key(vhm, None)})


def test_another_selection_has_another_key() -> None:
    vhm = rubrics()["vhm-ib"]
    some = [selection(vhm, ["basis", "functie"], [taakgebied.id]) for taakgebied in vhm.taakgebieden]
    keys = {key(part, voordruk("somebody", vhm), vhm) for part in [vhm, vhm.only(["basis"]), *some]}

    assert len(keys) == 2 + len(vhm.taakgebieden)


def test_each_page_carries_that_key() -> None:
    vhm = rubrics()["vhm-ib"]
    made = voordruk("somebody", vhm)

    assert sheet_code(key(vhm, made), 2) in form(vhm, made)
    assert key(vhm, None) not in form(vhm, made)


# --- What it says


def page_of(made: Voordruk | None) -> Element:
    return cast("Element", HTML(string=form(rubrics()["vhm-ib"], made)).etree_element)


def text(element: Element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def having(page: Element, *classes: str) -> list[Element]:
    """Every element with all of these classes."""
    return [element for element in page.iter() if set(classes) <= set((element.get("class") or "").split())]


def marked(page: Element) -> set[str]:
    """The boxes with the thin edge of last time, but for the one that explains it."""
    return {id for box in having(page, "box", "was") if (id := box.get("id"))}


def test_the_box_of_last_time_has_an_edge_and_stays_empty() -> None:
    vhm = rubrics()["vhm-ib"]
    made = voordruk("somebody", vhm)
    page = page_of(made)

    assert marked(page) == {f"{id}={score.value}" for id, score in made.scores.items() if score.value is not None}
    assert [box for row in having(page, "row") for box in having(row, "box") if text(box)] == []


def test_a_score_of_last_time_stands_in_words_beside_it_and_nvt_and_open_differ() -> None:
    page = page_of(voordruk("somebody", rubrics()["vhm-ib"]))
    said = [text(last) for last in having(page, "last")]

    values = ["1", "2", "3", "4", "nvt", "open"]
    assert said[:6] == [f"vorige keer: {value}" for value in values]
    assert {value: said.count(f"vorige keer: {value}") > 0 for value in values} == dict.fromkeys(values, True)


def test_the_form_says_where_the_scores_of_last_time_come_from() -> None:
    page = page_of(voordruk("somebody", rubrics()["vhm-ib"]))

    assert text(having(page, "source-of")[0]).startswith("Vorige keer: 12 mei 2026, adviseur. Een dunne rand")


def test_a_row_with_another_text_than_last_time_has_no_edge_and_says_so() -> None:
    vhm = rubrics()["vhm-ib"]
    first = next(iter(vhm.vaardigheden))
    older = replace(
        vhm, version="2014", taakgebieden=tuple(_reworded(taakgebied, first) for taakgebied in vhm.taakgebieden)
    )
    made = voordruk_of(
        Project(today=TODAY), Dossier(InternBegeleider("ib-01"), (last_time(older),)), vhm, Wens("ontwikkeling")
    )
    page = page_of(made)

    assert made.changed == {first}
    assert not any(id.startswith(f"{first}=") for id in marked(page))
    assert text(having(page, "last")[0]) == "vorige keer: anders gevraagd"
    assert "Bij 1 rij is de tekst of de schaal sinds versie 2014 veranderd" in text(having(page, "source-of")[0])


def _reworded(taakgebied: Taakgebied, id: str) -> Taakgebied:
    return replace(
        taakgebied,
        indicatoren=tuple(
            replace(
                indicator,
                vaardigheden=tuple(
                    replace(row, text="Iets anders.") if row.id == id else row for row in indicator.vaardigheden
                ),
            )
            for indicator in taakgebied.indicatoren
        ),
    )


def test_name_pseudonym_and_school_are_filled_in_and_date_and_occasion_are_left() -> None:
    page = page_of(voordruk("somebody", rubrics()["vhm-ib"]))
    fields = {id.removeprefix("veld="): text(cell) for cell in page.iter("td") if (id := cell.get("id") or "")}

    assert fields["ib-er"] == "Intern begeleider (ib-01) Jo Blaak"
    assert fields["school"] == "School De Plons"
    assert fields["datum"] == "Datum"
    assert fields["aanleiding"].startswith("Aanleiding, bijvoorbeeld")


@pytest.mark.parametrize(("rol", "doel"), [("directeur", "beoordeling"), ("zelf", "ontwikkeling"), ("", "")])
def test_rol_and_doel_are_ticked_as_far_as_they_are_known(rol: str, doel: str) -> None:
    page = page_of(voordruk("somebody", rubrics()["vhm-ib"], Wens(doel, rol)))
    ticked = {box.get("id") for box in having(page, "box") if text(box)}

    assert ticked == {f"{key}={value}" for key, value in (("rol", rol), ("doel", doel)) if value}


def test_on_a_form_to_fill_in_what_somebody_said_stands_in_its_line() -> None:
    """What has no place of its own to stand in would land in the corner of the page."""
    vhm = rubrics()["vhm-ib"]
    made = form_html(vhm, Templates(), voordruk=voordruk("somebody else", vhm), is_fillable=True)

    assert made.count('<div class="said">') == made.count('<div class="plek regel"><div class="said">') == 1


def test_what_was_agreed_last_time_can_be_ticked_unless_somebody_has_said_so_already() -> None:
    made = voordruk("somebody else", rubrics()["vhm-ib"])
    rows = [text(row) for row in list(having(page_of(made), "agreed")[0].iter("tr"))[1:]]

    assert rows[0] == "Met groep 5 de analyse bespreken (bij 1.1) ib-er 01-12-2026 ja nee"
    assert rows[1] == "De toetsen nakijken (bij 1.1) ib-er 01-12-2026 in het dossier: nee ja nee"
    assert rows[2:] == ["ja nee"] * 2


def test_more_afspraken_than_there_is_room_for_are_counted() -> None:
    page = page_of(voordruk("thirty afspraken", rubrics()["vhm-ib"]))

    assert "schooljaar 2025-2026; en nog 26, zie het verslag" in text(page)


def test_without_a_last_time_the_form_says_so() -> None:
    page = page_of(voordruk("nobody yet", rubrics()["vhm-ib"]))

    assert "geen vorige keer bekend" in text(page)
    assert "Op dit formulier staan geen scores van een vorige keer." in text(page)
    assert marked(page) == set()


def test_a_form_without_last_time_still_tells_the_afspraken() -> None:
    page = page_of(voordruk("somebody", rubrics()["vhm-ib"], Wens("ontwikkeling", has_scores=False)))

    assert marked(page) == set()
    assert having(page, "last") == []
    assert "Met groep 5 de analyse bespreken" in text(page)


def test_nothing_of_a_form_is_obeyed() -> None:
    attack = "<script>alert(1)</script></style>{{ 7 * 7 }}\\\"';}"
    ib_er = InternBegeleider(attack, attack, attack)
    afname = last_time(rubrics()["vhm-ib"], afspraken=(Afspraak(attack, attack),))
    html = form(
        rubrics()["vhm-ib"],
        voordruk_of(Project(today=TODAY), Dossier(ib_er, (afname,)), rubrics()["vhm-ib"], Wens("ontwikkeling")),
    )

    assert "<script" not in html
    assert html.count("</style>") == 1
    assert "{{ 7 * 7 }}" in html


# --- On paper


@cache
def paper(name: str) -> bytes:
    return pdf_bytes(
        Sheet("form.pdf", form(rubrics()["vhm-ib"], replace(voordruk(name, rubrics()["vhm-ib"]), is_fictional=True)))
    )


def pages(pdf: bytes, folder: Path) -> list[str]:
    (folder / "form.pdf").write_bytes(pdf)
    command = ["pdftotext", "-layout", str(folder / "form.pdf"), "-"]
    made: str = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return made.split("\f")[:-1]


def test_each_page_says_that_it_is_private_and_made_up(tmp_path: Path) -> None:
    for page in pages(paper("somebody"), tmp_path):
        assert "Vertrouwelijk · Verzonnen voorbeeld" in " ".join(page.split())


def test_a_name_stands_on_each_page(tmp_path: Path) -> None:
    assert all("Jo Blaak" in page for page in pages(paper("somebody"), tmp_path))


def test_an_empty_form_speaks_of_no_last_time() -> None:
    page = page_of(None)

    assert "orige keer" not in text(page)
    assert "Vertrouwelijk" not in text(page)
    assert "Verzonnen" not in text(page)


def test_every_form_is_pdf_ua_1(tmp_path: Path) -> None:
    for name in ("somebody", "another script", "thirty afspraken"):
        (tmp_path / f"{name}.pdf").write_bytes(paper(name))

    assert complaints(sorted(tmp_path.glob("*.pdf"))) == {}


def test_inside_the_boxes_a_scanner_sees_nothing_of_last_time(tmp_path: Path) -> None:
    """The middle of each box, as light as paper; while the edge around one of last time is there."""
    sheet = Sheet("form.pdf", form(rubrics()["vhm-ib"], voordruk("somebody", rubrics()["vhm-ib"])))
    (tmp_path / "form.pdf").write_bytes(pdf_bytes(sheet))
    subprocess.run(["pdftoppm", "-r", "150", "-gray", tmp_path / "form.pdf", tmp_path / "page"], check=True)
    made = voordruk("somebody", rubrics()["vhm-ib"])
    edges = 0
    for file, ids in zip(sorted(tmp_path.glob("page-*.pgm")), places(sheet), strict=True):
        picture = np.asarray(cv2.imread(str(file), 0), np.uint8)
        for id, place in ids.items():
            row, _, value = id.rpartition("=")
            if row in made.scores and value in {*rubrics()["vhm-ib"].schaal.ranks, NVT}:
                assert cut(picture, place, -0.8).min() == 255
                has_edge = cut(picture, place, 1.1).min(axis=0)[:4].min() < 230
                assert has_edge == (made.scores[row].value == value)
                edges += has_edge
    assert edges > 10


def cut(picture: NDArray[np.uint8], place: Place, margin: float) -> NDArray[np.uint8]:
    """The part of a page around a place, in pixels of 150 to the inch."""
    left, top = (round((edge - margin) * 150 / 25.4) for edge in (place.x, place.y))
    right, bottom = (round((edge + margin) * 150 / 25.4) for edge in (place.x + place.width, place.y + place.height))
    return picture[top:bottom, left:right]
