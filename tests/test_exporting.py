"""An export: every score is in it as it is, nobody is called by name, and no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from generator.export_tables import tables
from generator.exporting import csv_of, export, harmless
from generator.model.afname import Afname, Score
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.spreadsheet_fields import read_spreadsheet
from tests.afnamen import afnamen
from tests.projects import SCORE_FILE, edit, project_of, small_project
from tests.sheets import DUTCH_CSV, HARD, libreoffice


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_project(tmp_path / "small")


def lines_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def sheet_of(files: dict[str, bytes], name: str) -> list[dict[str, object]]:
    head, *lines = openpyxl.load_workbook(io.BytesIO(files["scores.xlsx"]))[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


# --- What is in it


def test_every_row_of_an_afname_has_a_line_with_nvt_and_open_as_such(small: Path) -> None:
    lines = lines_of(export(project_of(small), with_names=False), "scores.csv")

    assert [(line["rij"], line["score"], line["betekenis"], line["indeling"], line["bron"]) for line in lines] == [
        ("a.1", "B", "deels gezien", "voldoende", ""),
        ("a.2", "C", "nog niet gezien", "ontwikkelpunt", "observatie"),
        ("b", "nvt", "", "nvt", ""),
        ("c.1", "open", "", "open", ""),
    ]
    assert lines[1] | {} == {
        "afname": "jb-7/2026-05-12-adviseur",
        "ib_er": "jb-7",
        "rubric": "zwemles",
        "versie": "3",
        "datum": "2026-05-12",
        "schooljaar": "2025-2026",
        "rol": "adviseur",
        "doel": "ontwikkeling",
        "status": "vastgesteld",
        "fictief": "nee",
        "kijkwijzer": "ondiep",
        "taakgebied": "Veiligheid",
        "indicator": "Toezicht",
        "rij": "a.2",
        "vaardigheid": "De lesgever telt: voor en na de les.",
        "score": "C",
        "betekenis": "nog niet gezien",
        "indeling": "ontwikkelpunt",
        "bron": "observatie",
        "taak": "",
        "bewijsstukken": "",
        "aantekening": "Telde #niet: te druk.",
    }


def test_the_top_of_the_schaal_is_a_sterk_punt(small: Path) -> None:
    edit(small, SCORE_FILE, '"a.1": B', '"a.1": A')

    assert lines_of(export(project_of(small), with_names=False), "scores.csv")[0]["indeling"] == "sterk punt"


def test_an_afname_has_one_line_that_counts_and_averages_nothing(small: Path) -> None:
    (line,) = lines_of(export(project_of(small), with_names=False), "afnamen.csv")

    assert {key: line[key] for key in ("kijkwijzers", "rijen", "op_een_punt", "nvt", "open", "samenvatting")} == {
        "kijkwijzers": "ondiep, diep",
        "rijen": "4",
        "op_een_punt": "2",
        "nvt": "1",
        "open": "1",
        "samenvatting": "Rustige les.",
    }
    assert [name for name in line if "gemiddeld" in name] == []


def test_an_afspraak_of_which_nobody_said_whether_it_was_kept_says_that(small: Path) -> None:
    (line,) = lines_of(export(project_of(small), with_names=False), "afspraken.csv")
    edit(small, SCORE_FILE, "bij: [a.2]", "bij: [a.2], nagekomen: nee")
    (after,) = lines_of(export(project_of(small), with_names=False), "afspraken.csv")

    assert (line["wat"], line["wie"], line["voor"], line["bij"]) == (
        "Bij elke les hardop tellen",
        "lesgever",
        "2026-12-01",
        "a.2",
    )
    assert (line["nagekomen"], after["nagekomen"]) == ("niet bekend", "nee")


def test_the_workbook_says_the_same_as_the_csv(small: Path) -> None:
    files = export(project_of(small), with_names=True)

    for sheet, file in (("Afnamen", "afnamen.csv"), ("Scores", "scores.csv"), ("Afspraken", "afspraken.csv")):
        in_workbook = [{key: shown(value) for key, value in line.items()} for line in sheet_of(files, sheet)]
        assert in_workbook == lines_of(files, file)
        assert in_workbook


def shown(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else "" if value is None else str(value)


def test_a_day_is_a_day_and_a_count_a_number_and_all_else_is_text(small: Path) -> None:
    (line,) = sheet_of(export(project_of(small), with_names=True), "Afnamen")
    kinds = {key: type(value) for key, value in line.items() if value is not None}

    assert {key for key, kind in kinds.items() if kind is datetime} == {"datum"}
    assert {key for key, kind in kinds.items() if kind is int} == {"rijen", "op_een_punt", "nvt", "open"}
    assert {*kinds.values()} == {datetime, int, str}


def test_what_does_not_fit_in_a_cell_is_not_left_out_in_silence(small: Path) -> None:
    found = project_of(small)
    afname = found.afnamen[0]
    pieces = tuple(f"{number} {'x' * 290}" for number in range(200))
    scores = {**afname.scores, "a.1": Score("A", bewijsstukken=pieces)}
    files = export(replace(found, afnamen=(replace(afname, scores=scores),)), with_names=False)
    (in_csv,) = [line for line in lines_of(files, "scores.csv") if line["rij"] == "a.1"]
    (in_cell,) = [line for line in sheet_of(files, "Scores") if line["rij"] == "a.1"]

    assert in_csv["bewijsstukken"] == "\n".join(pieces)
    assert str(in_cell["bewijsstukken"]).startswith(pieces[0])
    assert str(in_cell["bewijsstukken"]).endswith(" … (de rest past niet in deze cel)")


@pytest.mark.parametrize(
    "text", ["_x005F_", "_x000D_", "_x005F_x000D_", "_x0041_x005F_x000D_x", "__x000D__x000D_", "x_x000d_"]
)
def test_what_looks_like_an_escape_in_a_workbook_is_text(small: Path, text: str) -> None:
    edit(small, SCORE_FILE, "Telde #niet: te druk.", text)
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(project_of(small), with_names=False)["scores.xlsx"]))

    assert [line[-1] for line in book.get_sheet_by_name("Scores").to_python()][2] == text


def test_each_column_is_explained(small: Path) -> None:
    files = export(project_of(small), with_names=True)
    told = {(line["Onderwerp"], list(line.values())[1]) for line in sheet_of(files, "Toelichting")}
    columns = {(sheet, column) for sheet in ("Afnamen", "Scores", "Afspraken") for column in sheet_of(files, sheet)[0]}

    assert columns <= told
    assert "neem geen gemiddelde" in str(sheet_of(files, "Toelichting"))


def test_the_same_project_gives_the_same_bytes(small: Path) -> None:
    project = project_of(small)
    turned = replace(project, afnamen=project.afnamen[::-1])

    assert export(project, with_names=True) == export(turned, with_names=True)


# --- Names

NAMES = ("Jo Blaak", "De Plons", "R. Bakker")


def everything(files: dict[str, bytes]) -> str:
    book = openpyxl.load_workbook(io.BytesIO(files["scores.xlsx"]))
    cells = [str(value) for sheet in book for line in sheet.iter_rows(values_only=True) for value in line]
    return "\n".join([*cells, *(files[name].decode() for name in files if name.endswith(".csv"))])


def test_nobody_is_called_by_name_unless_that_was_asked_for(small: Path) -> None:
    without, named = (everything(export(project_of(small), with_names=wanted)) for wanted in (False, True))

    assert [name for name in NAMES if name in without] == []
    assert [name for name in NAMES if name in named] == list(NAMES)
    assert "jb-7" in without


# --- No formula

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("before", ["", ";", ",", "\t", "\n", "|", "a;", "a, "])
def test_nothing_that_could_begin_a_formula_stands_bare_in_a_csv(start: str, before: str) -> None:
    assert f"'{start}1+1" in harmless(f"{before}{start}1+1")


@pytest.mark.parametrize(
    "text", ["gewoon", "a-b", "1+1=2", "mail@school", "groep 5 - 6", "", "'citaat'", "e-mail; later"]
)
def test_a_text_that_is_no_danger_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.sampled_from([*STARTS, *";,|\n\"' ab1"])))
def test_however_a_csv_is_cut_no_cell_of_it_begins_a_formula(text: str) -> None:
    for separator in ";,|\t":
        for cell in re.split(f"[{re.escape(separator)}\n\r]", harmless(text)):
            assert not cell.lstrip(' \u00a0"').startswith(STARTS[:4])


@given(st.text(st.sampled_from([*STARTS, *";,|\n\"' ab1"])))
def test_without_the_apostrophes_that_were_put_in_a_text_is_what_it_was(text: str) -> None:
    put_in = re.compile(r"""(\A|[;,|\t\r\n])([ \u00a0"]*)'(?='*[=+\-@\t\r＝＋－＠])""")

    assert put_in.sub(r"\1\2", harmless(text)) == text


def project_with(afname: Afname) -> Project:
    person = InternBegeleider(afname.ib_er, "=1+1", "@school")
    return Project(afnamen=(afname,), rubrics=(afname.rubric,), register=Register(ib_ers={afname.ib_er: person}))


def hostile(afname: Afname) -> Afname:
    """The same afname with each text that a spreadsheet may take for something else."""
    texts = iter(HARD * 20)
    rows = afname.selection.vaardigheden
    scores = {row: Score(None, f"{next(texts)}", "", (next(texts).partition("\n")[0], "=1+1")) for row in rows}
    return replace(
        afname, scores=scores, summary='=HYPERLINK("http://x")', zienswijze="+1;=1+1,=1+1\t=1+1\n=1+1", occasion="-1+1"
    )


@settings(max_examples=2)
@given(st.lists(afnamen(), min_size=4, max_size=4))
def test_libreoffice_sees_no_formula_in_any_file_however_it_opens_it(
    tmp_path_factory: pytest.TempPathFactory, several: list[Afname]
) -> None:
    folder = tmp_path_factory.mktemp("export")
    jobs = []
    for number, afname in enumerate(several):
        for name, data in export(project_with(hostile(afname)), with_names=True).items():
            file = folder / f"{number}-{name}"
            file.write_bytes(data)
            kinds = [
                (DUTCH_CSV[0], f"{sign},34,76,1,,1043,false,true,false,false,false,-1,true")
                for sign in (59, 44, 9, 124)
            ]
            loads = [dict(zip(("FilterName", "FilterOptions"), kind, strict=True)) for kind in kinds]
            jobs += [{"file": str(file), "loading": load} for load in (loads if name.endswith("csv") else [{}])]
    told = libreoffice(folder, jobs)

    assert len(told) == 4 * 13
    assert [one["formulas"] for one in told] == [[]] * len(told)


def test_libreoffice_would_see_a_formula_in_a_bare_csv(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("a;=1+1\n", encoding="utf-8")
    loading = dict(zip(("FilterName", "FilterOptions"), DUTCH_CSV, strict=True))
    loading["FilterOptions"] = "59,34,76,1,,1043,false,true,false,false,false,-1,true"
    (told,) = libreoffice(tmp_path, [{"file": str(tmp_path / "bare.csv"), "loading": loading}])

    assert told["formulas"] != []


# --- No way in


@pytest.mark.parametrize("name", ["scores.xlsx", "scores.csv", "afnamen.csv", "afspraken.csv"])
def test_an_export_is_no_form(small: Path, name: str) -> None:
    (problem,) = read_spreadsheet(name, export(project_of(small), with_names=True)[name])

    assert str(problem).startswith(f"{name}: dit is een export")


def test_a_table_without_lines_is_a_table(small: Path) -> None:
    (small / SCORE_FILE).unlink()
    found = tables(project_of(small), with_names=False)

    assert [(table.name, list(table.lines)) for table in found] == [("Afnamen", []), ("Scores", []), ("Afspraken", [])]
    assert csv_of(found[0]).decode("utf-8-sig").count("\r\n") == 1
