"""Spreadsheets to fill in, as a program for spreadsheets opens them."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from generator.model.formulier import selections
from generator.model.register import InternBegeleider
from generator.model.rubric import Punt, Rubric, Schaal
from generator.model.voordruk import Voordruk
from generator.printing import Form, Order, choose
from generator.reading.project import read_project
from generator.reading.values import LINE_LIMIT, TEXT_LIMIT
from generator.rendering.sheet_entries import LONGEST_HINT, LONGEST_LINE, LONGEST_TEXT, LONGEST_TITLE
from generator.rendering.spreadsheet import HIGHEST
from generator.spreadsheet import site_workbooks, workbook_of
from tests.afnamen import rubrics
from tests.projects import TODAY, edit, project_of, small_project
from tests.sheets import libreoffice, places, typed

ROOT = Path(__file__).parents[1]


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def form_sheet(data: bytes, number: int = 0) -> Worksheet:
    return opened(data).worksheets[number]


def texts(sheet: Worksheet) -> list[str]:
    """What a person reads, line by line, without the column and the lines that are hidden."""
    lines = [line for line in sheet.iter_rows() if not sheet.row_dimensions[line[0].row].hidden]
    return ["|".join(str(cell.value or "") for cell in line[1:]).rstrip("|") for line in lines]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_project(tmp_path / "small")


def for_jo(root: Path, **order: object) -> bytes:
    return workbook_of(choose(project_of(root), Order(ib_ers=("jb-7",), **order)).forms)  # type: ignore[arg-type]


def blank(root: Path) -> bytes:
    (rubric,) = project_of(root).rubrics
    return workbook_of([Form(rubric, rubric)])


# --- What a person sees


def test_an_empty_form_opens_with_how_it_goes_and_holds_every_row(small: Path) -> None:
    said = texts(form_sheet(blank(small)))

    assert said[0] == "Kijken naar een zwemles"
    assert said[1] == "Onderdeel|Vaardigheid|Score|Aantekening|Bron|Bewijsstukken|Wiens taak"
    assert said[3].startswith("Invullen|Vul de cellen met een rand in; de rest ligt vast.\nKies bij Score")
    assert said[4:13] == [
        "Wie en wanneer", "Ib-er", "School", "Datum", "Waarnemer", "Rol", "Aanleiding", "Doel", "Status"
    ]  # fmt: skip
    assert said[13:19] == [
        "Wat de punten betekenen",
        "C|nog niet gezien",
        "B|deels gezien",
        "A|helemaal gezien",
        "nvt|niet van toepassing: dit hoort op deze school niet bij het werk van deze ib-er. Schrijf erbij waarom.",
        "leeg|nog open: je hebt hier nog niet naar gekeken of gevraagd.",
    ]
    assert said[19:26] == [
        "Veiligheid (Ondiep bad)",
        "a  Toezicht",
        "a.1|De lesgever ziet alle kinderen.",
        "a.2|De lesgever telt: voor en na de les.",
        "b|Redden",
        "Lesgeven (Diep bad)",
        "c.1|De lesgever doet de slag voor.",
    ]
    assert said[26:] == [
        "Nieuwe afspraken",
        "Afspraak|Wat|Wie|Opmerking|Voor (datum)|Bij rij|Nagekomen",
        *"12345678",
        "Afsluiting",
        "Samenvatting",
        "Zienswijze",
    ]


def test_a_form_for_somebody_knows_whose_it_is_and_shows_last_time_in_a_column_of_its_own(small: Path) -> None:
    sheet = form_sheet(for_jo(small))
    said = texts(sheet)

    assert said[0] == "Jo Blaak (jb-7) – Kijken naar een zwemles"
    assert said[1].startswith("Onderdeel|Vaardigheid|Vorige keer|Score|Aantekening")
    assert {"Ib-er|jb-7", "School|De Plons", "Doel|ontwikkeling", "Datum", "Rol"} <= set(said)
    assert "Vorige keer|12 mei 2026, adviseur. Wat toen gescoord is, staat in de kolom Vorige keer." in said
    assert [line for line in said if line[:3] in ("a.1", "a.2", "b|R", "c.1")] == [
        "a.1|De lesgever ziet alle kinderen.|B",
        "a.2|De lesgever telt: voor en na de les.|C",
        "b|Redden|nvt",
        "c.1|De lesgever doet de slag voor.|open",
    ]
    assert (
        "1|Bij elke les hardop tellen\n(lesgever; voor 1 december 2026; bij a.2; nog niet gezegd of dit is nagekomen)"
        in said
    )


def test_the_scores_of_last_time_can_be_left_out(small: Path) -> None:
    said = texts(form_sheet(for_jo(small, has_scores=False)))

    assert "Vorige keer" not in said[1]
    assert "a.1|De lesgever ziet alle kinderen." in said


def test_a_made_up_example_says_so(small: Path) -> None:
    edit(small, "scores/jb-7/2026-05-12-adviseur.yml", "rubric: zwemles", "fictief: ja\nrubric: zwemles")
    sheet = form_sheet(for_jo(small))

    assert texts(sheet)[0].endswith("– verzonnen voorbeeld")
    assert ";fictief" in str(sheet["C1"].value)


def test_what_a_point_means_in_a_row_stands_below_its_text(small: Path) -> None:
    described = "{id: c.1, tekst: De lesgever doet de slag voor., beschrijvingen: {C: staat erbij, A: doet mee}}"
    edit(small, "rubrics/zwemles.yml", "{id: c.1, tekst: De lesgever doet de slag voor.}", described)

    assert "c.1|De lesgever doet de slag voor.\nC: staat erbij\nA: doet mee" in texts(form_sheet(blank(small)))


# --- What can be typed where


def test_only_what_is_to_be_filled_in_is_open(small: Path) -> None:
    sheet = form_sheet(for_jo(small))
    cells = [cell for line in sheet.iter_rows() for cell in line]
    stamp = {"C1"}

    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert {cell.coordinate for cell in cells if not cell.protection.locked} == {*places(sheet).values()} - stamp
    assert all(cell.border.left.style for cell in cells if not cell.protection.locked)
    assert not any(cell.border.left.style for cell in cells if cell.protection.locked)


def test_what_is_filled_in_stays_a_text_and_a_day_is_shown_with_its_month_in_words(small: Path) -> None:
    sheet = form_sheet(for_jo(small))
    formats = {field: sheet[place].number_format for field, place in places(sheet).items()}
    days = {field: look for field, look in formats.items() if field == "datum" or field.endswith(":voor")}

    assert len(days) == 9
    assert set(days.values()) == {"[$-413]d mmmm yyyy"}
    assert {look for field, look in formats.items() if field not in days} == {"@"}


def choices_of(sheet: Worksheet, book: openpyxl.Workbook) -> dict[str, list[str]]:
    """What can be picked in each cell."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            name, _, place = rule.formula1.rpartition("!")
            found[str(rule.sqref)] = [str(cell.value) for (cell,) in book[name][place.replace("$", "")]]
    return found


def test_what_can_be_picked_stands_on_a_hidden_sheet(small: Path) -> None:
    book = opened(for_jo(small))
    sheet = book.worksheets[0]
    picked, cells = choices_of(sheet, book), places(sheet)

    assert book.sheetnames == ["jb-7", "Keuzes"]
    assert book["Keuzes"].sheet_state == "veryHidden"
    assert picked[cells["score:a.1"]] == ["C", "B", "A", "nvt"]
    assert picked[cells["rol"]] == ["adviseur", "directeur", "zelf"]
    assert picked[cells["doel"]] == ["ontwikkeling", "beoordeling"]
    assert picked[cells["status"]] == ["concept", "vastgesteld"]
    assert picked[cells["bron:a.1"]] == ["observatie", "gesprek", "bewijsstuk"]
    assert picked[cells["taak:a.1"]] == ["ib", "directeur", "samen", "onduidelijk"]
    assert picked[cells["afspraak:8:nagekomen"]] == ["ja", "nee"]
    assert len(picked) == 3 + 3 * 4 + 8


def test_many_points_with_commas_can_be_picked(small: Path) -> None:
    (rubric,) = project_of(small).rubrics
    values = [f"ja, mits {number:02}, of zo" for number in range(20)]
    schaal = Schaal(tuple(Punt(value, value, value) for value in values), values[3])
    odd = replace(rubric, schaal=schaal)
    book = opened(workbook_of([Form(odd, odd)]))

    assert len(", ".join(values)) > 255
    assert choices_of(book.worksheets[0], book)[places(book.worksheets[0])["score:a.1"]] == [*values, "nvt"]


def test_a_wrong_choice_and_a_text_that_is_too_long_are_explained_in_dutch(small: Path) -> None:
    sheet = form_sheet(for_jo(small))
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    cells = places(sheet)
    score, note, day = (rules[cells[field]] for field in ("score:a.1", "aantekening:a.1", "datum"))

    assert score.error == "Kies uit: C, B, A, nvt. Of laat de cel leeg."
    assert score.prompt == (
        "C: nog niet gezien\nB: deels gezien\nA: helemaal gezien\nnvt: niet van toepassing\nleeg: nog niet bekeken of gevraagd"
    )
    assert (note.type, note.formula1, note.error) == (
        "textLength",
        "4000",
        "Deze tekst is te lang: er passen hoogstens 4000 tekens.",
    )
    assert (day.errorStyle, day.prompt) == ("warning", "Dag, maand en jaar, bijvoorbeeld 12-5-2026.")
    assert set(rules) == {*cells.values()} - {"C1"}


# --- How it is laid out


def test_the_heads_stay_in_view_and_on_each_page_of_a4_on_its_side(small: Path) -> None:
    sheet = form_sheet(for_jo(small))

    assert sheet.freeze_panes == "C7"
    assert sheet.print_title_rows == "$5:$6"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_keys_are_hidden(small: Path) -> None:
    sheet = form_sheet(for_jo(small))

    assert sheet.column_dimensions["A"].hidden
    assert [number for number in range(1, 10) if sheet.row_dimensions[number].hidden] == [1, 2, 3, 4]
    assert str(sheet["C1"].value).startswith("zwemles@3;ondiep+diep;KW")


def test_a_row_has_room_for_its_text_and_grows_with_what_is_typed(small: Path) -> None:
    edit(small, "rubrics/zwemles.yml", "De lesgever ziet alle kinderen.", "De lesgever ziet alle kinderen. " * 15)
    data = blank(small)
    sheet = form_sheet(data)
    line = sheet[places(sheet)["score:a.1"]].row

    assert 120 < (sheet.row_dimensions[line].height or 0) <= HIGHEST
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_file_says_its_title_and_its_language(small: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(for_jo(small))) as archive:
        core = archive.read("docProps/core.xml").decode()

    assert "<dc:title>Jo Blaak (jb-7) – Kijken naar een zwemles</dc:title>" in core
    assert "<dc:language>nl-NL</dc:language>" in core


def test_the_same_form_gives_the_same_bytes_whatever_the_day_and_the_process(small: Path) -> None:
    code = (
        "import sys, hashlib; from pathlib import Path; from generator.spreadsheet import workbook_of; "
        "from generator.printing import Form; from tests.projects import project_of; "
        "rubric, = project_of(Path(sys.argv[1])).rubrics; print(hashlib.sha256(workbook_of([Form(rubric, rubric)])).hexdigest())"
    )
    seen = {
        subprocess.run([sys.executable, "-c", code, small], cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin"}, check=True, capture_output=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip

    assert len(seen) == 1


# --- Many in one


def many() -> tuple[list[Form], bytes]:
    project, _ = read_project(ROOT, today=TODAY)
    forms = [*choose(project, Order(is_for_all=True, doel="ontwikkeling")).forms]
    assert len(forms) > 5
    return forms, workbook_of(forms)


def test_a_workbook_for_many_begins_with_a_sheet_that_leads_to_each() -> None:
    forms, data = many()
    book = opened(data)
    overview = book["Overzicht"]
    said = texts(overview)

    assert book.sheetnames[0] == "Overzicht"
    assert book.sheetnames[-1] == "Keuzes"
    assert len(book.sheetnames) == len(forms) + 2
    assert said[:2] == [f"{len(forms)} kijkwijzers om in te vullen", "Blad|Naam|School|Kijkwijzer|Rijen|Nog open"]
    links = [cell.hyperlink for (cell,) in overview["B3:B10"] if cell.hyperlink]
    assert [str(link.location).partition("!")[0].strip("'") for link in links] == book.sheetnames[1:-1]
    assert overview.protection.sheet


def test_it_counts_what_is_still_open_while_somebody_fills_it_in(tmp_path: Path) -> None:
    forms, data = many()
    book = opened(data)
    page = next(sheet for sheet in book.worksheets if sheet.title == "ib-01")
    line = book.sheetnames.index("ib-01") + 2
    rows = len(next(form for form in forms if form.voordruk and form.voordruk.ib_er.id == "ib-01").rubric.vaardigheden)
    place = places(page)
    typing = [
        ["ib-01", place[f"score:{row}"], text, "text"] for row, text in (("1.1", "3"), ("1.2", "nvt"), ("16", "1"))
    ]
    (tmp_path / "many.xlsx").write_bytes(data)
    (told,) = libreoffice(
        tmp_path,
        [
            {
                "file": str(tmp_path / "many.xlsx"),
                "typed": typing,
                "asked": [["Overzicht", f"G{line}"], ["Overzicht", f"F{line}"]],
            }
        ],
    )
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Overzicht"]

    assert stored[f"G{line}"].value == rows
    assert told["asked"] == {f"Overzicht!G{line}": str(rows - 3), f"Overzicht!F{line}": str(rows)}


def test_no_two_sheets_have_the_same_name_and_none_is_too_long(small: Path) -> None:
    (rubric,) = project_of(small).rubrics
    ids = ["x" * 64, "x" * 63 + "y", "Overzicht", "keuzes", "A-1", "a-1", "A-1", "History"]
    forms = [Form(rubric, rubric, Voordruk(InternBegeleider(id))) for id in ids]
    names = opened(workbook_of(forms)).sheetnames

    assert len(names) == len(ids) + 2
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31
    assert "History" not in names


def test_who_has_two_forms_finds_each_by_its_rubric() -> None:
    _, data = many()

    assert {"ib-9qx3 groepsbespreking", "ib-9qx3 vhm-ib", "ib-01"} <= set(opened(data).sheetnames)


# --- Whatever the texts are


@settings(max_examples=25)
@given(rubrics())
def test_nothing_of_a_rubric_becomes_a_formula_or_is_too_long_for_a_program(rubric: Rubric) -> None:
    hostile = replace(
        rubric,
        title="=1+1",
        taakgebieden=tuple(replace(part, title="@SOM(A1)", description="+1\n-1") for part in rubric.taakgebieden),
    )
    person = Voordruk(InternBegeleider("ib-01", "=cmd|' /C calc'!A0", "-1+1"), "ontwikkeling")
    data = workbook_of([Form(hostile, hostile, person)])
    sheet = form_sheet(data)

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert "=cmd|' /C calc'!A0 (ib-01)" in str(sheet["B5"].value)
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.error or "") <= LONGEST_HINT
        assert len(rule.prompt or "") <= LONGEST_HINT
        assert len(rule.promptTitle or "") <= LONGEST_TITLE
    assert max(dimension.height or 0 for dimension in sheet.row_dimensions.values()) <= HIGHEST


# --- On the site


def test_each_form_of_each_rubric_in_use_is_on_the_site_and_empty(small: Path) -> None:
    project = project_of(small)
    made = site_workbooks(project)

    assert sorted(made) == [
        "kijkwijzers/spreadsheet/zwemles-diep.xlsx",
        "kijkwijzers/spreadsheet/zwemles-ondiep.xlsx",
        "kijkwijzers/spreadsheet/zwemles.xlsx",
    ]
    assert [len(part.vaardigheden) for part in selections(project.rubrics[0]).values()] == [4, 3, 1]
    for data in made.values():
        sheet = form_sheet(data)
        assert not any(sheet[place].value for field, place in places(sheet).items() if field != "formulier")
        assert b"Jo Blaak" not in data


def test_a_filled_form_keeps_its_rules_for_who_goes_on_with_it(small: Path) -> None:
    again = form_sheet(typed(for_jo(small), {"score:a.1": "B"}))

    assert len(again.data_validations.dataValidation) == len(form_sheet(for_jo(small)).data_validations.dataValidation)


def test_a_sheet_takes_no_longer_text_than_a_score_file() -> None:
    assert (LONGEST_LINE, LONGEST_TEXT) == (LINE_LIMIT, TEXT_LIMIT)
