"""What was filled in on a spreadsheet comes back as it was, or is refused by cell."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from generator.model.formulier import selections
from generator.model.velden import STEMPEL, Ingevuld, stempel_of
from generator.printing import Form, Order, choose
from generator.problems import Problem
from generator.reading.project import read_project, read_public
from generator.reading.velden import read_velden
from generator.rendering.scorebestand import scorebestand
from generator.spreadsheet import workbook_of
from generator.spreadsheet_cells import MOST_LINES
from generator.spreadsheet_fields import read_spreadsheet
from tests.afnamen import afnamen
from tests.filled import fields_of, known
from tests.projects import RUBRIC_FILE, TODAY, edit, project_of, project_of_cases, small_project
from tests.sheets import form_for, full_afname, job, libreoffice, places, put, saved, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from generator.model.afname import Afname
    from generator.model.rubric import Rubric

ROOT = Path(__file__).parents[1]
FILE = "ingevuld.xlsx"


def form_in(data: bytes, path: str = FILE) -> Ingevuld:
    (form,) = read_spreadsheet(path, data)
    assert isinstance(form, Ingevuld), str(form)
    return form


def told(data: bytes, path: str = FILE) -> list[str]:
    """What is refused, a line each."""
    found = read_spreadsheet(path, data)
    assert all(isinstance(one, Problem) for one in found), "it was read"
    return [str(problem) for problem in found]


def assert_comes_back(afname: Afname, data: bytes, path: str = FILE) -> None:
    read, problems = read_velden(form_in(data, path), known(afname))

    assert [str(problem) for problem in problems if problem.severity == "fout"] == []
    assert read is not None
    assert scorebestand(read) == scorebestand(afname)


# --- The law


@settings(max_examples=40)
@given(afnamen(), st.booleans())
def test_what_was_filled_in_comes_back(afname: Afname, dates: bool) -> None:  # noqa: FBT001
    data = typed(workbook_of([form_for(afname)]), fields_of(afname), dates=dates)

    assert_comes_back(afname, data)


@settings(max_examples=2)
@given(st.lists(afnamen(), min_size=8, max_size=8))
def test_what_was_filled_in_comes_back_after_libreoffice_saved_it(
    tmp_path_factory: pytest.TempPathFactory, several: list[Afname]
) -> None:
    folder = tmp_path_factory.mktemp("law")
    jobs = [
        job(folder, str(number), workbook_of([form_for(afname)]), fields_of(afname))
        for number, afname in enumerate(several)
    ]
    libreoffice(folder, jobs)

    for number, afname in enumerate(several):
        for end in ("xlsx", "csv"):
            assert_comes_back(afname, (folder / f"{number}-lo.{end}").read_bytes(), f"in.{end}")


# --- Every form of every rubric


@cache
def every_rubric() -> dict[str, Rubric]:
    """The shipped ones and the odd ones, by id."""
    import tempfile

    shipped, _ = read_project(ROOT, today=TODAY)
    with tempfile.TemporaryDirectory() as folder:
        odd, _ = read_project(project_of_cases(Path(folder)), today=TODAY)
    return {rubric.id: rubric for rubric in (*shipped.rubrics, *odd.rubrics)}


def every_afname() -> dict[str, Afname]:
    """A full afname for every form, by the name of the form."""
    parts = {name: part for rubric in every_rubric().values() for name, part in selections(rubric).items()}
    assert len(parts) >= 20
    whole = every_rubric()
    found = {}
    for number, (name, part) in enumerate(parts.items()):
        afname = full_afname(part, is_fictional=number % 2 == 0)
        found[name] = replace(afname, rubric=whole[part.id])
    return found


def test_every_value_of_every_form_comes_back() -> None:
    for afname in every_afname().values():
        form = form_for(afname)
        stempel = stempel_of(form.rubric, form.whole, form.voordruk)
        said = fields_of(afname, empty_afspraken=0) | {STEMPEL: str(stempel)}
        data = typed(workbook_of([form]), said, dates=True)

        assert {name: veld.value for name, veld in form_in(data).fields.items()} == said
        assert_comes_back(afname, data)


def test_every_value_of_every_form_comes_back_after_libreoffice_typed_and_saved_it(tmp_path: Path) -> None:
    afnames = every_afname()
    jobs = [job(tmp_path, name, workbook_of([form_for(afname)]), fields_of(afname)) for name, afname in afnames.items()]
    told = libreoffice(tmp_path, jobs)

    assert [one["formulas"] for one in told] == [[] for _ in afnames]
    for name, afname in afnames.items():
        for end in ("xlsx", "csv"):
            assert_comes_back(afname, (tmp_path / f"{name}-lo.{end}").read_bytes(), f"{name}.{end}")


def test_a_workbook_for_many_gives_a_form_for_each_sheet_also_after_libreoffice(tmp_path: Path) -> None:
    project, _ = read_project(ROOT, today=TODAY)
    forms = choose(project, Order(is_for_all=True, doel="ontwikkeling")).forms
    data = workbook_of(forms)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[2]
    said = {"datum": "2026-05-12", "rol": "adviseur", "score:1.1": "nvt", "aantekening:1.1": "=1+1"}
    (asked,) = libreoffice(tmp_path, [job(tmp_path, "many", data, said, sheet)])

    found = read_spreadsheet("many.xlsx", (tmp_path / "many-lo.xlsx").read_bytes())
    read = [form for form in found if isinstance(form, Ingevuld)]
    assert len(read) == len(forms) >= 5
    assert [form.fields["ib_er"].value for form in read] == [form.voordruk.ib_er.id for form in forms if form.voordruk]
    assert {form.fields["doel"].value for form in read} == {"ontwikkeling"}
    (filled,) = (form for form in read if form.fields["datum"].value)
    assert filled.path == f"many.xlsx, blad '{sheet}'"
    assert {name: filled.fields[name].value for name in said} == said
    assert [form.remarks for form in read] == [()] * len(read)
    assert asked["formulas"] == [f"Overzicht.G3:G{len(forms) + 2}"]


# --- One form, in the hands of a person


@pytest.fixture
def sheet(tmp_path: Path) -> bytes:
    """An empty form of the small rubric, for Jo Blaak."""
    project = project_of(small_project(tmp_path / "small"))
    return workbook_of(choose(project, Order(ib_ers=("jb-7",))).forms)


SAID = {"datum": "2026-05-12", "rol": "adviseur", "score:a.1": "B", "score:a.2": "C", "aantekening:a.2": "Druk."}


def changed(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    return saved(book)


def with_value(data: bytes, field: str, value: object, look: str = "") -> bytes:
    """The file with something in the cell of a field that nobody types as text."""

    def change(book: Workbook) -> None:
        cell = book.worksheets[0][places(book.worksheets[0])[field]]
        cell.value = value
        if look:
            cell.number_format = look

    return changed(data, change)


def test_a_field_says_where_it_stands(sheet: bytes) -> None:
    form = form_in(typed(sheet, SAID))

    assert form.path == FILE
    assert form.fields["score:a.2"].label == "cel E28 (rij a.2, score)"
    assert form.fields["afspraak:1:wat"].label == "cel C36 (afspraak 1, wat)"
    assert form.fields["ib_er"].label == "cel C11 (ib_er)"


def test_lines_in_another_order_keep_their_marks(sheet: bytes) -> None:
    def sort(book: Workbook) -> None:
        page = book.worksheets[0]
        numbers = [line for line in range(1, page.max_row + 1) if str(page.cell(line, 1).value).startswith("rij:")]
        lines = [[page.cell(line, column).value for column in range(1, 10)] for line in numbers]
        for line, values in zip(numbers, reversed(lines), strict=True):
            for column, value in enumerate(values, start=1):
                page.cell(line, column).value = value

    data = typed(sheet, SAID)
    before, after = form_in(data), form_in(changed(data, sort))

    assert {name: veld.value for name, veld in after.fields.items()} == {
        name: veld.value for name, veld in before.fields.items()
    }
    assert before.fields["score:a.1"].label != after.fields["score:a.1"].label


def test_lines_and_columns_in_between_move_nothing(sheet: bytes) -> None:
    def insert(book: Workbook) -> None:
        book.worksheets[0].insert_rows(28)
        book.worksheets[0].insert_cols(1)
        book.worksheets[0].insert_cols(5)

    form = form_in(changed(typed(sheet, SAID), insert))

    assert {name: form.fields[name].value for name in SAID} == SAID
    assert form.remarks == ()


def test_marks_that_were_moved_without_their_key_are_refused(sheet: bytes) -> None:
    def move(book: Workbook) -> None:
        page = book.worksheets[0]
        page["B27"].value, page["B28"].value = page["B28"].value, page["B27"].value

    assert told(changed(typed(sheet, SAID), move)) == [
        f"{FILE}: cel B27: hier staat 'a.2', maar deze regel hoort bij rij 'a.1'; is er iets verschoven? Begin dan opnieuw met een leeg formulier",
        f"{FILE}: cel B28: hier staat 'a.1', maar deze regel hoort bij rij 'a.2'; is er iets verschoven? Begin dan opnieuw met een leeg formulier",
    ]


def test_a_line_that_is_there_twice_is_refused(sheet: bytes) -> None:
    def copy(book: Workbook) -> None:
        page = book.worksheets[0]
        for column in range(1, 10):
            page.cell(60, column).value = page.cell(27, column).value

    assert told(changed(typed(sheet, SAID), copy))[0] == (
        f"{FILE}: cel E60: rij a.1, score staat hier voor de tweede keer; haal de regel weg die erbij is gekomen"
    )


def test_what_stands_outside_the_fields_is_told(sheet: bytes) -> None:
    def scribble(book: Workbook) -> None:
        book.worksheets[0]["L27"] = "nog vragen"
        book.worksheets[0]["E60"] = "los"
        book.create_sheet("Kladblad")["A1"] = "van mij"

    form = form_in(changed(typed(sheet, SAID), scribble))

    assert form.remarks == (
        "Blad 'Kladblad' is geen formulier van dit programma en is overgeslagen.",
        "cel L27: 'nog vragen' staat buiten de velden en is niet overgenomen.",
        "cel E60: 'los' staat buiten de velden en is niet overgenomen.",
    )


# --- What a program for spreadsheets made of what was typed


@pytest.mark.parametrize(
    ("value", "read"),
    [(3, "3"), (3.0, "3"), (3.5, "3.5"), ("3", "3"), (" nvt ", " nvt "), (-1, "-1"), ("a\r\nb\rc", "a\nb\nc")],
)
def test_a_number_is_read_as_it_is_shown(sheet: bytes, value: object, read: str) -> None:
    assert form_in(with_value(sheet, "score:a.1", value, "General")).fields["score:a.1"].value == read


@pytest.mark.parametrize(
    "value", [date(2026, 5, 12), datetime(2026, 5, 12, tzinfo=UTC).replace(tzinfo=None), "2026-05-12"]
)
@pytest.mark.parametrize("field", ["datum", "afspraak:1:voor"])
def test_a_day_is_read_as_a_day(sheet: bytes, field: str, value: object) -> None:
    assert form_in(with_value(sheet, field, value)).fields[field].value == "2026-05-12"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("score:a.1", True, "hier staat WAAR of ONWAAR in plaats van een tekst"),
        ("aantekening:a.1", date(2026, 2, 1), "van deze tekst is een datum gemaakt"),
        ("score:a.1", time(1, 30), "hier staat een tijd"),
        ("datum", datetime(2026, 5, 12, 14, 0, tzinfo=UTC).replace(tzinfo=None), "hier staat een tijd"),
        ("afspraak:1:bij", 1.1, "van deze tekst is een getal gemaakt"),
        ("score:a.1", "#DIV/0!", "hier staat een foutmelding (#DIV/0!)"),
        ("aantekening:a.1", "=A1", "hier staat een formule zonder uitkomst"),
    ],
)
def test_what_can_no_longer_be_told_is_refused_by_cell(sheet: bytes, field: str, value: object, why: str) -> None:
    data = with_value(sheet, field, value)
    place = places(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0])[field]

    (problem,) = told(data)
    assert problem.startswith(f"{FILE}: cel {place}: {why}")


def test_a_row_that_is_called_like_a_date_holds_no_dates(tmp_path: Path) -> None:
    root = small_project(tmp_path / "small")
    edit(root, RUBRIC_FILE, "id: a.1", "id: voor")
    (rubric,) = read_public(root)[0].rubrics
    data = with_value(workbook_of([Form(rubric, rubric)]), "aantekening:voor", date(2026, 5, 1))

    (problem,) = told(data)
    assert "van deze tekst is een datum gemaakt" in problem


def test_the_outcome_of_a_formula_is_taken_and_told(sheet: bytes) -> None:
    data = edited(
        with_value(sheet, "score:a.1", "=A1"), "xl/worksheets/sheet1.xml", b"<f>A1</f><v></v>", b"<f>A1</f><v>C</v>"
    )
    data = edited(data, "xl/worksheets/sheet1.xml", b"<f>A1</f><v />", b"<f>A1</f><v>C</v>")
    data = edited(data, "xl/worksheets/sheet1.xml", b'<c r="E27"', b'<c t="str" r="E27"')
    form = form_in(data)

    assert form.fields["score:a.1"].value == "C"
    assert form.remarks == ("cel E27 (rij a.1, score): hier staat een formule; de uitkomst ervan is overgenomen.",)


def test_a_text_that_looks_like_an_error_is_a_text(sheet: bytes) -> None:
    assert form_in(typed(sheet, {"aantekening:a.1": "#N/A"})).fields["aantekening:a.1"].value == "#N/A"


def test_letters_made_bold_are_read_like_any_other(sheet: bytes) -> None:
    bold = TextBlock(InlineFont(b=True), "heel")
    data = with_value(sheet, "aantekening:a.1", CellRichText("een ", bold, " lange\nzin "))

    assert form_in(data).fields["aantekening:a.1"].value == "een heel lange\nzin "


def test_a_day_of_an_old_mac_is_the_same_day(sheet: bytes) -> None:
    def count_from_1904(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.worksheets[0]["C13"] = date(2026, 5, 12)

    data = changed(sheet, count_from_1904)

    assert places(openpyxl.load_workbook(io.BytesIO(data)).worksheets[0])["datum"] == "C13"
    assert form_in(data).fields["datum"].value == "2026-05-12"


def test_more_than_a_person_reads_is_counted(sheet: bytes) -> None:
    def scribble(book: Workbook) -> None:
        for line in range(60, 100):
            book.worksheets[0].cell(line, 3).value = "los"

    assert form_in(changed(sheet, scribble)).remarks[-1] == "En nog 10 van zulke cellen."


# --- As CSV


def as_csv(data: bytes, separator: str = ";", line_end: str = "\r\n") -> str:
    """The first sheet as a program for spreadsheets saves it."""
    lines = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return line_end.join(separator.join(in_csv(value, separator) for value in line) for line in lines) + line_end


def in_csv(value: object, separator: str) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if re.search(f'[{separator}"\r\n]', text) else text


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_a_csv_is_read_whatever_stands_between_its_cells(
    sheet: bytes, separator: str, start: str, line_end: str
) -> None:
    said = {**SAID, "aantekening:a.1": 'Zei: "ja; nee, \u00e9\u00e9n"\nen verder'}
    form = form_in((start + as_csv(typed(sheet, said), separator, line_end)).encode(), "in.csv")

    assert {name: form.fields[name].value for name in said} == said
    assert form.path == "in.csv"


def test_a_csv_that_begins_by_naming_its_separator_is_read(sheet: bytes) -> None:
    form = form_in(("sep=;\n" + as_csv(typed(sheet, SAID))).encode(), "in.csv")

    assert {name: form.fields[name].value for name in SAID} == SAID


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "mac-roman"])
def test_a_csv_in_other_letters_is_refused_as_letters_may_be_lost(sheet: bytes, encoding: str) -> None:
    text = as_csv(typed(sheet, {**SAID, "aantekening:a.1": "één"})).replace("·", "-").replace("–", "-")

    (problem,) = told(text.encode(encoding), "in.csv")
    assert problem.startswith("in.csv: dit CSV-bestand is niet in UTF-8 bewaard")


def test_a_csv_with_an_open_quote_is_refused(sheet: bytes) -> None:
    text = as_csv(typed(sheet, SAID)).replace("Druk.", '"Druk.')

    assert "aanhalingsteken te veel of te weinig" in told(text.encode(), "in.csv")[0]


def test_a_csv_of_a_sheet_that_is_no_form_says_which_one_to_save() -> None:
    assert "het blad met de keuzes of het overzicht" in told(b"kijkwijzer:keuzes;adviseur\n", "in.csv")[0]


# --- What is no form of ours


def edited(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The archive with one piece of one member replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.infolist():
            content = before.read(member)
            after.writestr(member, content.replace(old, new) if member.filename == name else content)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (OLE, "dit is een oud Excel-bestand (.xls); open het in je spreadsheetprogramma en bewaar het als Excel-werkmap (.xlsx)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "dit bestand is met een wachtwoord beveiligd"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "dit is een OpenDocument-bestand (.ods)"),
        (archive(**{"xl__workbook.bin": b"x"}), "dit is een binaire werkmap (.xlsb)"),
        (archive(**{"word__document.xml": b"<x/>"}), "dit is geen Excel-werkmap"),
        (b"PK\x03\x04 and no more", "dit bestand is beschadigd of is geen werkmap"),
        (b"een;gewone;lijst\n", "dit is geen formulier van dit programma"),
        (b"", "dit is geen formulier van dit programma"),
        (b'"afname";"ib_er";"rubric"\n', "dit is een export"),
    ],
)  # fmt: skip
def test_what_is_no_form_says_what_it_is(data: bytes, why: str) -> None:
    (problem,) = told(data)

    assert problem.startswith(f"{FILE}: {why}")


def test_a_workbook_with_macros_is_refused_whatever_it_is_called(sheet: bytes) -> None:
    assert "macro's" in told(with_member(sheet, "xl/vbaProject.bin", b"x"))[0]
    types = edited(sheet, "[Content_Types].xml", b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")
    assert "macro's" in told(types)[0]


def test_a_form_without_its_stamp_is_no_form(sheet: bytes) -> None:
    def wipe(book: Workbook) -> None:
        book.worksheets[0].delete_cols(1)

    assert "dit is het blad met de keuzes" in told(changed(sheet, wipe))[0]


def test_of_two_parts_with_one_name_none_is_believed(sheet: bytes) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = with_member(sheet, "xl/worksheets/sheet1.xml", b"<worksheet/>")
    book = edited(sheet, "xl/workbook.xml", b'name="Keuzes"', b'name="jb-7"')

    assert ["beschadigd" in told(data)[0] for data in (twice, book)] == [True, True]
    assert "beschadigd" in told(with_member(sheet, "XL/Worksheets/Sheet1.xml", b"<worksheet/>"))[0]


def test_a_sheet_that_is_not_in_the_file_is_missed(sheet: bytes) -> None:
    assert "beschadigd" in told(edited(sheet, "xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"))[0]


def test_a_sheet_with_just_a_chart_is_passed_over(sheet: bytes) -> None:
    def draw(book: Workbook) -> None:
        chart = BarChart()
        chart.add_data(Reference(book.worksheets[0], min_col=2, min_row=1, max_row=5))
        book.create_chartsheet("Grafiek").add_chart(chart)

    assert form_in(changed(typed(sheet, SAID), draw)).fields["score:a.1"].value == "B"


def test_a_bomb_is_not_unpacked(sheet: bytes) -> None:
    bomb = with_member(sheet, "xl/media/image1.bin", bytes(90_000_000))

    assert len(bomb) < 1_000_000
    assert "veel te groot" in told(bomb)[0]


@pytest.mark.parametrize("place", ["A1048576", "XFD1", f"B{MOST_LINES + 1}"])
def test_a_cell_far_outside_is_refused_before_room_is_made_for_it(sheet: bytes, place: str) -> None:
    data = changed(sheet, lambda book: put(book.worksheets[0], place, "x"))

    assert "ver buiten het formulier" in told(data)[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><row r='1'><c r='nergens'><v>1</v></c></row>"),
        (b"<sheetData>", b"<sheetData><row"),
        (b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
    ],
)
def test_a_sheet_that_is_no_sheet_is_refused(sheet: bytes, old: bytes, new: bytes) -> None:
    assert "beschadigd" in told(edited(sheet, "xl/worksheets/sheet1.xml", old, new))[0]


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(data: st.DataObject) -> None:
    whole = some_form()
    member = data.draw(
        st.sampled_from(
            ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
        )
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as made:
        content = made.read(member)
    start = data.draw(st.integers(0, len(content) - 1))
    cut = content[start : start + data.draw(st.integers(1, 40))]

    found = read_spreadsheet(FILE, edited(whole, member, cut, data.draw(st.binary(max_size=5))))
    assert found
    assert {type(one) for one in found} <= {Ingevuld, Problem}


@cache
def some_form() -> bytes:
    rubric = every_rubric()["groepsbespreking"]
    return workbook_of([Form(rubric, rubric)])
