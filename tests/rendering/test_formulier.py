"""The printed kijkwijzer: measured in its layout, and looked at as a scanner would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import page as page_validation
import pytest
import zxingcpp

from generator.model.formulier import selection, selections, sheet_code, sheet_key
from generator.model.rubric import NVT, Rubric
from generator.pdf import Place, pdf_bytes, places
from generator.rendering.form_measures import columns_of
from generator.rendering.formulier import form_html, form_sheets, heading_of
from generator.rendering.page import Sheet
from generator.rendering.templates import Templates
from tests.projects import project_of
from tests.rendering.rubrics import NEE_JA, UNLIKE_OURS, direct, row, rubric, schaal

REPO = Path(__file__).parents[2]
PAGE = Place(0, 0, 210, 297)
HANDWRITING = 45, 14
"""The least room for a note, in millimetres: two lines."""


@cache
def shipped() -> dict[str, Rubric]:
    """Every form of the shipped rubrics."""
    return {name: form for rubric in project_of(REPO).rubrics for name, form in selections(rubric).items()}


def form(name: str) -> Rubric:
    return shipped()[name] if name in shipped() else UNLIKE_OURS[name]


@cache
def sheet(name: str) -> Sheet:
    return Sheet(f"{name}.pdf", form_html(form(name), Templates()))


@cache
def layout(name: str) -> tuple[dict[str, Place], ...]:
    return places(sheet(name))


@cache
def pdf(name: str) -> bytes:
    return pdf_bytes(sheet(name))


every_kind = pytest.mark.parametrize("name", ["vhm-ib", "groepsbespreking", *UNLIKE_OURS])


def boxes(name: str) -> list[tuple[int, str, Place]]:
    """Page, id and place of each box to tick."""
    rows = form(name).vaardigheden
    values = [*form(name).schaal.ranks, NVT]
    wanted = {f"{id}={value}" for id in rows for value in values}
    return [(number, id, place) for number, ids in enumerate(layout(name)) for id, place in ids.items() if id in wanted]


@every_kind
def test_each_row_has_one_box_of_5_mm_or_more_for_each_point_and_for_nvt(name: str) -> None:
    found = boxes(name)

    assert len(found) == len(form(name).vaardigheden) * (len(form(name).schaal.punten) + 1)
    assert len({id for _, id, _ in found}) == len(found)
    assert all(place.width >= 5 and place.height >= 5 for _, _, place in found)


@every_kind
def test_no_two_boxes_touch_and_all_are_within_the_margins(name: str) -> None:
    found = boxes(name)

    assert all(within(place, Place(14, 15, 182, 250)) for _, _, place in found)
    for (page, _, one), (other_page, _, other) in pairwise(found):
        assert page != other_page or apart(one, other)


@every_kind
def test_each_row_has_room_for_two_lines_of_handwriting(name: str) -> None:
    for id in form(name).vaardigheden:
        parts = [ids[f"{id}=aantekening"] for ids in layout(name) if f"{id}=aantekening" in ids]
        assert parts
        assert max(part.width for part in parts) >= HANDWRITING[0]
        assert max(part.height for part in parts) >= HANDWRITING[1]


@every_kind
def test_a_row_stays_on_one_page_unless_it_is_taller_than_half_of_it(name: str) -> None:
    for id in form(name).vaardigheden:
        parts = [ids[f"rij={id}"] for ids in layout(name) if f"rij={id}" in ids]
        assert len(parts) == 1 or sum(part.height for part in parts) > 100


@every_kind
def test_the_head_of_the_table_stands_above_the_rows_of_each_page(name: str) -> None:
    for ids in layout(name):
        rows = [place for id, place in ids.items() if id.startswith("rij=")]
        if rows:
            assert ids["kop"].y < min(place.y for place in rows)


@every_kind
def test_no_heading_is_the_last_row_of_a_page(name: str) -> None:
    for ids in layout(name):
        headings = [place.y for id, place in ids.items() if id.startswith(("taakgebied=", "indicator="))]
        rows = [place.y for id, place in ids.items() if id.startswith("rij=")]
        assert not headings or max(headings) < max(rows)


def test_what_closes_the_form_stands_on_it_once() -> None:
    found = [id for ids in layout("vhm-ib") for id in ids]

    for id in ("veld=sterk", "veld=ontwikkel", "veld=zienswijze", "afspraak-1=wat", "afspraak-1=voor"):
        assert found.count(id) == 1


def within(inner: Place, outer: Place) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def apart(one: Place, other: Place) -> bool:
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


# As a person and a scanner see it


def text_of_pages(name: str, folder: Path) -> list[str]:
    file = folder / "form.pdf"
    file.write_bytes(pdf(name))
    text = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


@every_kind
def test_each_page_says_which_form_it_is_and_what_the_points_mean(name: str, tmp_path: Path) -> None:
    pages = text_of_pages(name, tmp_path)

    for number, text in enumerate(pages, start=1):
        flat = " ".join(text.split())
        assert f"{form(name).id} · versie {form(name).version} · " in flat
        assert f"pagina {number} van {len(pages)}" in flat
        assert sheet_code(sheet_key(form(name)), number) in flat
        assert "nvt niet van toepassing" in flat


def test_every_text_of_the_rubric_is_on_paper(tmp_path: Path) -> None:
    letters = re.sub(r"\W", "", "".join(text_of_pages("vhm-ib-functie", tmp_path)))

    for vaardigheid in form("vhm-ib-functie").vaardigheden.values():
        assert re.sub(r"\W", "", vaardigheid.text) in letters


def test_an_inferred_row_has_a_mark_and_each_page_says_what_that_means(tmp_path: Path) -> None:
    pages = text_of_pages("vhm-ib-functie", tmp_path)

    assert re.search(r"Implementatie\s*\*", pages[0])
    assert all("* Afgeleid: zo staat het niet in de bron." in text for text in pages)


def test_a_form_without_anything_inferred_does_not_speak_of_it(tmp_path: Path) -> None:
    assert "Afgeleid" not in "".join(text_of_pages("groepsbespreking", tmp_path))


def test_a_scanner_finds_the_code_and_the_four_marks_on_each_page(tmp_path: Path) -> None:
    detector = cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50))
    (tmp_path / "form.pdf").write_bytes(pdf("vhm-ib-basis"))
    subprocess.run(["pdftoppm", "-r", "150", "-gray", tmp_path / "form.pdf", tmp_path / "page"], check=True)
    pictures = [np.asarray(cv2.imread(str(file), 0), np.uint8) for file in sorted(tmp_path.glob("page-*.pgm"))]

    assert len(pictures) >= 4
    for number, picture in enumerate(pictures, start=1):
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == sheet_code(sheet_key(form("vhm-ib-basis")), number)
        corners, numbers, _ = detector.detectMarkers(picture)
        centres = {int(n): corner.mean(axis=(0, 1)) for n, corner in zip(numbers.flatten(), corners, strict=True)}
        assert sorted(centres) == [0, 1, 2, 3]
        assert centres[0][0] < centres[1][0]
        assert centres[1][1] < centres[2][1]
        assert centres[3][0] < centres[2][0]


@every_kind
def test_a_form_is_pdf_ua_1(name: str) -> None:
    report = page_validation.validate_pdf_bytes(pdf(name), profile=page_validation.ValidationProfile.PDF_UA_1)

    assert report.is_compliant, report.failures


def test_the_same_rubric_gives_the_same_bytes_under_another_hash_seed_and_time_zone() -> None:
    program = (
        "import sys; from tests.rendering.test_formulier import pdf; sys.stdout.buffer.write(pdf('vhm-ib-functie'))"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}

    other = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, cwd=REPO, env=elsewhere)

    assert other.stdout == pdf("vhm-ib-functie")


# What follows from the rubric


def test_each_kijkwijzer_and_the_combined_one_has_its_own_file() -> None:
    paths = [sheet.path for sheet in form_sheets(project_of(REPO), Templates())]

    assert "kijkwijzers/vhm-ib.pdf" in paths
    assert "kijkwijzers/vhm-ib-basis.pdf" in paths
    assert "kijkwijzers/vhm-ib-functie.pdf" in paths
    assert len(paths) == len(set(paths))


def test_item_texts_in_another_language_say_so() -> None:
    html = sheet("coach").html

    assert '<html lang="nl">' in html
    assert '<span class="text" lang="en">The coach listens well.</span>' in html


def test_texts_of_a_rubric_are_shown_and_never_obeyed() -> None:
    attack = "<script>alert(1)</script> {{ 7 * 7 }} </style> <img src=file:///etc/passwd>"
    html = form_html(rubric("x", schaal(*NEE_JA, label=attack), direct("een", row("1", attack))), Templates())

    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</style>") == 1
    assert "{{ 7 * 7 }}" in html


@pytest.mark.parametrize("values", [NEE_JA, ("1", "2", "3", "4"), tuple("1234567")])
def test_short_values_have_a_column_each(values: tuple[str, ...]) -> None:
    columns = columns_of(rubric("x", schaal(*values), direct("een", row("1"))))

    assert columns.has_boxes
    assert columns.text + len(values) * columns.punt + columns.nvt + columns.notes == pytest.approx(182)


def test_many_or_long_values_stand_below_the_text() -> None:
    assert not columns_of(rubric("x", schaal(*map(str, range(20))), direct("een", row("1")))).has_boxes
    assert not columns_of(UNLIKE_OURS["waarden"]).has_boxes


def test_a_form_that_is_not_about_the_person_asks_for_no_signature() -> None:
    unsigned, signed = sheet("groepsbespreking").html, sheet("vhm-ib").html

    assert "Afspraken</h2>" in unsigned
    assert [words for words in ("Ondertekening", "Zienswijze") if words in unsigned] == []
    assert all(words in signed for words in ("Ondertekening", "Zienswijze"))


def test_a_part_of_a_rubric_says_what_it_is_and_never_that_it_is_all() -> None:
    vhm = form("vhm-ib")
    ids = [taakgebied.id for taakgebied in vhm.taakgebieden]
    headings = [heading_of(selection(vhm, ["basis", "functie"], chosen), vhm) for chosen in ([], ids[-2:], ids[1:])]
    basis = heading_of(selection(vhm, ["basis"]), vhm)

    assert [heading.over for heading in headings] == [
        "Alle kijkwijzers samen",
        "Kijkwijzers samen",
        "Kijkwijzers samen",
    ]
    assert headings[0].part == basis.part == ""
    assert headings[1].part == " en ".join(taakgebied.title for taakgebied in vhm.taakgebieden[-2:])
    assert headings[2].part == f"{len(ids) - 1} van de {len(ids)} delen"
