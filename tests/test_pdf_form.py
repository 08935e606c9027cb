"""The fields of a PDF to fill in: each is one, is named, can be reached and emptied, and looks as the printed form does."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from generator.model.rubric import NVT
from generator.model.velden import Stempel, row_field, stempel_of
from generator.pdf_finish import PdfError, refuse_actions
from generator.pdf_names import name_of, value_of
from generator.rendering.fonts import FIELD_CODES, field_font
from tests.engines.libraries import fill_with_pikepdf
from tests.engines.widgets import answers_for, widgets_of
from tests.forms import blank, known, opened, printed, saved, sheet_of, small, values
from tests.rendering.rubrics import NEE_JA, direct, row, rubric, schaal
from tests.verapdf import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator

READ_ONLY, MULTILINE, NO_TOGGLE_TO_OFF = 1, 1 << 12, 1 << 14
REPO = Path(__file__).parents[1]

both = pytest.mark.parametrize("form", [blank, printed], ids=["blank", "printed"])


def fields(pdf: pikepdf.Pdf) -> dict[str, Any]:
    return {name_of(str(field.T)): field for field in listed(pdf.Root.AcroForm.Fields)}


def listed(array: Any) -> list[Any]:  # noqa: ANN401  pikepdf objects answer to any name
    return list(array or ())


def widgets(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from listed(page.obj.get("/Annots"))


# What there is to fill in


def test_a_blank_form_has_a_field_for_all_that_a_score_file_can_say() -> None:
    names = set(values(blank()))

    head = {"formulier", "ib_er", "school", "datum", "waarnemer", "rol", "aanleiding", "doel", "status"}
    of_rows = {row_field(kind, row) for kind in ("score", "bron", "taak", "bewijsstukken", "aantekening") for row in small().vaardigheden}  # fmt: skip
    afspraken = {f"afspraak:{number}:{kind}" for number in range(1, 7) for kind in ("wat", "wie", "voor", "bij")}
    assert names == head | of_rows | afspraken | {"samenvatting", "zienswijze"}


def test_a_score_is_one_choice_of_the_points_nvt_and_leeg() -> None:
    with opened(blank()) as pdf:
        score = fields(pdf)["score:1.1"]
        states = [[key for key in box.AP.N.keys() if key != "/Off"] for box in listed(score.Kids)]  # noqa: SIM118

        assert states == [["/1"], ["/2"], ["/3"], ["/4"], ["/nvt"], ["/_"]]
        assert [value_of(state.removeprefix("/")) for (state,) in states] == [*small().schaal.ranks, NVT, ""]


def test_every_field_is_listed_once_and_no_box_beside_its_choice() -> None:
    with opened(blank()) as pdf:
        tops = listed(pdf.Root.AcroForm.Fields)

        assert len({field.objgen for field in tops}) == len({str(field.T) for field in tops}) == len(tops)
        assert all("/Parent" not in field for field in tops)
        assert all("/T" not in box and box.Parent.objgen == field.objgen for field in tops for box in listed(field.get("/Kids")))  # fmt: skip


def test_a_choice_can_be_taken_back_and_no_text_is_cut() -> None:
    with opened(blank()) as pdf:
        assert all(not int(field.get("/Ff", 0)) & NO_TOGGLE_TO_OFF for field in fields(pdf).values())
        assert all("/MaxLen" not in field for field in fields(pdf).values())


@both
def test_the_stamp_is_there_and_nobody_sees_or_changes_it(form: Any) -> None:  # noqa: ANN401
    with opened(form()) as pdf:
        stamp = fields(pdf)["formulier"]

        found, blank_form = Stempel.read(str(stamp.V)), stempel_of(small(), small())
        assert found is not None
        assert (found.rubric, found.version, found.key) == (blank_form.rubric, blank_form.version, blank_form.key)
        assert int(stamp.Ff) & READ_ONLY
        assert int(stamp.F) == 2


def test_the_stamp_says_so_when_it_is_about_somebody_who_does_not_exist() -> None:
    html = sheet_of(small(), voordruk=replace(known(small()), is_fictional=True)).html

    assert ";fictief" in html


def test_a_form_for_one_ib_er_says_who_that_is_and_what_is_known() -> None:
    said = values(printed())

    assert [said[name] for name in ("ib_er", "rol", "doel", "status")] == ["ib-01", "zelf", "ontwikkeling", "concept"]
    assert "school" not in said
    with opened(printed()) as pdf:
        assert int(fields(pdf)["ib_er"].Ff) & READ_ONLY
        assert "vorige:1" in fields(pdf)
        assert "vorige:3" not in fields(pdf), "of the one that was kept there is nothing to ask"


def test_what_is_not_about_the_person_asks_for_no_zienswijze() -> None:
    kijkwijzers = tuple(replace(kijkwijzer, is_signed=False) for kijkwijzer in small().kijkwijzers)
    html = sheet_of(replace(small(), kijkwijzers=kijkwijzers)).html

    assert 'name="zienswijze"' not in html
    assert 'name="status"' in html


# For everybody


@both
def test_every_field_and_every_box_has_a_name_in_words(form: Any) -> None:  # noqa: ANN401
    with opened(form()) as pdf:
        assert all(len(str(field.TU)) > 3 for field in fields(pdf).values())
        names = [str(widget.TU) for widget in widgets(pdf)]

    assert len(set(names)) == len(names)
    assert "Rij 1.1, score: 3 (zo te zien in het werk 3)" in names
    assert "Rij 1.1, score: leeg (nog open)" in names
    assert "Rij 1.1, aantekening" in names


def test_the_boxes_of_a_row_have_a_name_together() -> None:
    with opened(blank()) as pdf:
        assert str(fields(pdf)["score:1.1"].TU) == "Rij 1.1, score"
        assert str(fields(pdf)["rol"].TU) == "Rol van de waarnemer"


@both
def test_tab_goes_in_the_order_of_reading(form: Any) -> None:  # noqa: ANN401
    with opened(form()) as pdf:
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)
        tagged = [kid.Obj.objgen for element in elements(pdf.Root.StructTreeRoot) for kid in objects_in(element)]
        placed = [widget.objgen for widget in widgets(pdf)]
        names = [name_of(str(widget.get("/Parent", widget).T)) for widget in widgets(pdf)]

    assert tagged == placed
    of_row = [name for name in dict.fromkeys(names) if name.endswith(":1.1")]
    assert of_row == [f"{kind}:1.1" for kind in ("score", "aantekening", "bron", "taak", "bewijsstukken")]
    assert [*dict.fromkeys(names)][-1] == "status"


def elements(element: Any) -> list[Any]:  # noqa: ANN401
    kids = element.get("/K", ())
    below = [
        kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
    ]
    return [element, *(found for kid in below if kid.get("/Type") == "/StructElem" for found in elements(kid))]


def objects_in(element: Any) -> list[Any]:  # noqa: ANN401
    kids = element.get("/K", ())
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"]  # fmt: skip


def test_a_form_is_pdf_ua_1_blank_and_filled_in(tmp_path: Path) -> None:
    made = {"blank": blank(), "printed": printed()}
    made["filled"] = fill_with_pikepdf(blank(), answers_for(widgets_of(blank())))
    for name, data in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)

    assert complaints(tmp_path / f"{name}.pdf" for name in made) == {}


# What it is made of


@both
def test_every_field_has_a_drawing_and_its_font_goes_along(form: Any) -> None:  # noqa: ANN401
    with opened(form()) as pdf:
        assert all("/N" in widget.AP for widget in widgets(pdf))
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        (font,) = pdf.Root.AcroForm.DR.Font.values()
        assert bytes(font.FontDescriptor.FontFile2.read_bytes()) == field_font()
        names = [str(found.FontName) for found in pdf.objects if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"]  # fmt: skip
        assert sum("Veld" in name for name in names) == 1


@both
def test_no_two_fields_share_the_drawing_of_what_is_typed(form: Any) -> None:  # noqa: ANN401
    with opened(form()) as pdf:
        drawings = [field.AP.N.objgen for field in fields(pdf).values() if "/Kids" not in field]

        assert len(drawings) > 1
        assert len(set(drawings)) == len(drawings)


def test_a_cross_is_one_path() -> None:
    """Of two strokes poppler leaves one out where a box is a hair wider than it is high: half a cross."""
    with opened(blank()) as pdf:
        boxes = [box for field in fields(pdf).values() for box in listed(field.get("/Kids"))]
        crosses = [drawing.read_bytes() for box in boxes for state, drawing in box.AP.N.items() if state != "/Off"]

        assert crosses
        assert {cross.count(b" S") for cross in crosses} == {1}


def test_the_font_of_a_field_is_small_and_holds_what_people_here_write() -> None:
    cmap = TTFont(io.BytesIO(field_font())).getBestCmap()

    assert len(field_font()) < 25_000
    assert set(map(ord, "Kijk: «één» ĳ € … – ‘’ “” ë ï ç ñ ø ß Łódź Şeyma Ğ ő č")) <= cmap.keys()
    assert all(ord(char) in cmap for char in FIELD_CODES.values())


@both
def test_a_form_can_do_nothing_of_itself(form: Any) -> None:  # noqa: ANN401
    with opened(form()) as pdf:
        refuse_actions(pdf)


def test_an_action_in_a_field_is_still_refused() -> None:
    with opened(blank()) as pdf:
        fields(pdf)["datum"].AA = pikepdf.Dictionary(K=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        saved(pdf)

        with pytest.raises(PdfError):
            refuse_actions(pdf)


def test_the_same_form_gives_the_same_bytes_under_another_hash_seed_and_time_zone() -> None:
    program = "import sys; from tests.forms import printed; sys.stdout.buffer.write(printed())"
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}

    other = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, cwd=REPO, env=elsewhere)

    assert other.stdout == printed()


def test_attacks_in_texts_stay_texts_in_names_and_values() -> None:
    attack = '"><script>alert(1)</script><input name="x'
    html = sheet_of(rubric("x", schaal(*NEE_JA, label=attack), direct("een", row("1", attack)))).html

    assert "<script" not in html
    assert '<input name="x' not in html
