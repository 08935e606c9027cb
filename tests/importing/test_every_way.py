"""One law: whichever way an afname comes in, its score file is the same, byte for byte."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from generator.rendering.scorebestand import scorebestand
from tests.engines.libraries import fill_with_pikepdf, fill_with_pypdf
from tests.filled import fields_of
from tests.projects import SCORE_FILE, SCORES, change, problems, project_of, put
from tests.sheets import typed
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname

JUNE = "scores/jb-7/2026-06-01-adviseur.yml"
NOTE = 'Groep #7: "onrustig"\n\n  - één\n=1+1'


@pytest.fixture
def afname(project: Path) -> Afname:
    """A second round, with a note that every way in has its own trouble with."""
    found = project_of(project).afnamen[0]
    scores = {**found.scores, "a.2": replace(found.score("a.2"), aantekening=NOTE, bewijsstukken=("plan #2", "-3"))}
    return replace(found, date=found.date.replace(month=6, day=1), scores=scores, path=JUNE)


def printed(project: Path, folder: str, *options: str) -> bytes:
    """The form that the command makes."""
    assert run("-C", project, "print", "--naar", folder, *options).exit_code == 0
    (file,) = (file for file in (project / folder).iterdir() if file.suffix in (".pdf", ".xlsx"))
    return file.read_bytes()


def as_csv(book: bytes) -> bytes:
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(sheet.iter_rows(values_only=True))
    return out.getvalue().encode("utf-8-sig")


def by_hand(afname: Afname) -> bytes:
    """As a person would write it: another order, everything between brackets."""
    note = NOTE.replace('"', '\\"').replace("\n", "\\n")
    text = change(SCORES, "2026-05-12", "2026-06-01")
    text = change(
        text, 'aantekening: "Telde #niet: te druk."', f'aantekening: "{note}", bewijsstukken: ["plan #2", "-3"]'
    )
    assert afname.score("a.2").bewijsstukken == ("plan #2", "-3")
    return text.replace("\n", "\r\n").encode()


def answers(afname: Afname, *printed: str) -> dict[str, str]:
    """What a person fills in: no empty field, and none in which something was printed."""
    said = {name: text for name, text in fields_of(afname).items() if text}
    return {name: text for name, text in said.items() if name not in ("formulier", "school", *printed)}


@pytest.mark.parametrize("person", [(), ("--ib-er", "jb-7")], ids=["leeg", "voorgedrukt"])
def test_a_form_that_was_printed_comes_back_whichever_way_it_was_filled_in(
    project: Path, afname: Afname, person: tuple[str, ...]
) -> None:
    pdf = printed(project, "pdf", *person, "--vorm", "invulbaar")
    said = answers(afname, *(["ib_er"] if person else []))
    book = typed(printed(project, "blad", *person, "--vorm", "spreadsheet"), said)
    ways = {
        "a.pdf": fill_with_pikepdf(pdf, said),
        "b.pdf": fill_with_pypdf(pdf, said),
        "c.xlsx": book,
        "d.csv": as_csv(book),
        "e.yml": by_hand(afname),
    }

    for name, data in ways.items():
        put(project, name, data)
        result = run("-C", project, "import", name)

        assert result.exit_code == 0, (name, result.output)
        assert (project / JUNE).read_bytes() == scorebestand(afname).encode(), name
        (project / JUNE).unlink()

    together = run("-C", project, "import", *ways)

    assert together.exit_code == 0
    assert together.stdout.count(f"-> {JUNE}\n") == 1
    assert together.stderr.count("dit is hetzelfde formulier als a.pdf; het telt één keer") == 4
    assert run("-C", project, "import", *ways).stdout.count(f"; staat er al: {JUNE}\n") == 5
    assert problems(project) == []
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_whether_an_afspraak_of_last_time_was_kept_is_told_with_the_file_where_it_stands(
    project: Path, afname: Afname
) -> None:
    pdf = printed(project, "pdf", "--ib-er", "jb-7", "--vorm", "invulbaar")
    put(project, "a.pdf", fill_with_pikepdf(pdf, {**answers(afname, "ib_er"), "vorige:1": "ja"}))

    result = run("-C", project, "import", "a.pdf")

    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        "a.pdf: let op: bij regel 1 van de afspraken van vorige keer is aangekruist: nagekomen 'ja'. "
        f"Dat komt niet in dit scorebestand; zet het bij de afspraak zelf, in {SCORE_FILE}"
    )
    assert (project / SCORE_FILE).read_text(encoding="utf-8") == SCORES


def test_a_note_of_4001_characters_is_refused_with_the_count_whichever_way_it_comes(
    project: Path, afname: Afname
) -> None:
    long = "é" * 4001
    scores = {**afname.scores, "a.2": replace(afname.score("a.2"), aantekening=long)}
    said = answers(replace(afname, scores=scores))
    book = typed(printed(project, "blad", "--vorm", "spreadsheet"), said)
    june = change(SCORES, "2026-05-12", "2026-06-01")
    ways = {
        "a.pdf": fill_with_pikepdf(printed(project, "pdf", "--vorm", "invulbaar"), said),
        "c.xlsx": book,
        "d.csv": as_csv(book),
        "e.yml": change(june, "Telde #niet: te druk.", long).encode(),
    }

    for name, data in ways.items():
        put(project, name, data)
        result = run("-C", project, "import", name)

        assert "is 4001 tekens lang; het mogen er hoogstens 4000 zijn" in result.output, (name, result.output)
        assert result.exit_code == 1
        assert not (project / JUNE).exists()
