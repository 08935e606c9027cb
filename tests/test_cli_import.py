"""`kijkwijzer import` as a person meets it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.rendering.scorebestand import scorebestand
from tests.filled import fields_of
from tests.hostile.forms_corpus import pdf_with
from tests.projects import SCORE_FILE, SCORES, change, edit, project_of, put
from tests.test_cli import HEAVY, command, run

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname

JUNE = "scores/jb-7/2026-06-01-adviseur.yml"


@pytest.fixture
def afname(project: Path) -> Afname:
    found = project_of(project).afnamen[0]
    return replace(found, date=found.date.replace(month=6, day=1))


def test_a_filled_pdf_becomes_a_score_file_and_it_is_told_what_is_in_it(project: Path, afname: Afname) -> None:
    put(project, "ingevuld.pdf", pdf_with(fields_of(afname)))

    result = run("-C", project, "import", "ingevuld.pdf")

    assert result.exit_code == 0
    assert result.stdout == (
        f"ingevuld.pdf: jb-7, 1 juni 2026, adviseur, zwemles 3: vastgesteld, 2 van de 4 rijen gescoord, 1 nvt, 1 open, 1 afspraak -> {JUNE}\n"
    )
    assert result.stderr == "Overgenomen: 1 afname.\n"
    assert (project / JUNE).read_text(encoding="utf-8") == scorebestand(afname)
    assert run("-C", project, "check").exit_code == 0


def test_importing_twice_does_no_harm_and_says_where_it_is(project: Path, afname: Afname) -> None:
    put(project, "ingevuld.pdf", pdf_with(fields_of(afname)))
    run("-C", project, "import", "ingevuld.pdf")

    result = run("-C", project, "import", "ingevuld.pdf")

    assert result.exit_code == 0
    assert result.stdout.endswith(f"1 afspraak; staat er al: {JUNE}\n")
    assert result.stderr == "Overgenomen: 0 afnamen. 1 stond er al.\n"


def test_a_trial_writes_nothing(project: Path, afname: Afname) -> None:
    put(project, "ingevuld.pdf", pdf_with(fields_of(afname)))

    result = run("-C", project, "import", "--proef", "ingevuld.pdf")

    assert result.exit_code == 0
    assert result.stdout.endswith(f"-> {JUNE} (proef)\n")
    assert result.stderr == "Zou overnemen: 1 afname.\n"
    assert not (project / JUNE).exists()


def test_a_folder_full_gives_what_is_good_and_names_the_rest(project: Path, afname: Afname) -> None:
    put(project, "binnen/a.pdf", pdf_with(fields_of(afname) | {"score:a.1": "5", "datum": "gisteren"}))
    put(project, "binnen/b.yml", change(SCORES, "2026-05-12", "2026-06-01"))
    put(project, "binnen/brief.docx", "Beste,")

    result = run("-C", project, "import", "binnen")

    assert result.exit_code == 1
    assert result.stdout == (
        f"binnen/b.yml: jb-7, 1 juni 2026, adviseur, zwemles 3: vastgesteld, 2 van de 4 rijen gescoord, 1 nvt, 1 open, 1 afspraak -> {JUNE}\n"
    )
    assert result.stderr.splitlines() == [
        "binnen/a.pdf: datum: dit is geen datum: 'gisteren'; schrijf dag, maand en jaar, bijvoorbeeld 12-5-2026",
        "binnen/a.pdf: rij a.1, score: '5' is geen score van deze rubric. Kies uit: C, B, A, nvt; nog niet gescoord? Laat het dan leeg",
        "binnen/brief.docx: let op: dit bestand is overgeslagen; uit een map komt alleen wat eindigt op .pdf, .xlsx, .csv, .yml, .yaml",
        "Overgenomen: 1 afname. Wat een fout heeft, is niet overgenomen: vraag na wat er hoort te staan en probeer het opnieuw.",
    ]


def test_whom_a_form_is_about_can_be_said_with_it(project: Path, afname: Afname) -> None:
    put(project, "ingevuld.pdf", pdf_with(fields_of(afname) | {"ib_er": ""}))

    assert run("-C", project, "import", "ingevuld.pdf").exit_code == 1
    assert run("-C", project, "import", "ingevuld.pdf", "--ib-er", "jb-7").exit_code == 0

    result = run("-C", project, "import", "ingevuld.pdf", "--ib-er", "jb-8")

    assert result.exit_code == 2
    assert "'jb-8' is geen ib-er van dit project. Kies uit: jb-7 (Jo Blaak)." in result.stderr


def test_a_file_that_is_not_there_or_no_file_at_all_is_wrong_use(project: Path) -> None:
    result = run("-C", project, "import", SCORE_FILE, "weg.pdf")

    assert result.exit_code == 2
    assert "'weg.pdf' is er niet." in result.stderr
    assert run("-C", project, "import").exit_code == 2


def test_a_project_with_faults_takes_nothing_in(project: Path) -> None:
    put(project, "b.yml", change(SCORES, "2026-05-12", "2026-06-01"))
    edit(project, "rubrics/zwemles.yml", "voldoende_vanaf: B", "voldoende_vanaf: X")

    result = run("-C", project, "import", "b.yml")

    assert result.exit_code == 1
    assert result.stderr.startswith("rubrics/zwemles.yml:")
    assert result.stderr.endswith(
        "Overgenomen: 0 afnamen. Wat een fout heeft, is niet overgenomen: vraag na wat er hoort te staan en probeer het opnieuw.\n"
    )
    assert not (project / JUNE).exists()


def test_a_folder_that_cannot_be_written_in_is_the_surroundings(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "b.yml", change(SCORES, "2026-05-12", "2026-06-01"))

    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("os.link", read_only)
    result = run("-C", project, "import", "b.yml")

    assert result.exit_code == 3
    assert "die schijf is alleen-lezen" in result.stderr
    assert not (project / JUNE).exists()


def test_a_name_that_steers_a_terminal_is_shown_and_not_obeyed(project: Path) -> None:
    put(project, "\x1b[31mrood.yml", change(SCORES, "2026-05-12", "2026-06-01"))
    put(project, "\x1b[31mfout.pdf", "x")

    result = run("-C", project, "import", "\x1b[31mrood.yml", "\x1b[31mfout.pdf")

    assert "\x1b" not in result.output
    assert "\\u001b[31mrood.yml: jb-7" in result.stdout


def test_help_needs_no_library_and_a_form_needs_few(project: Path) -> None:
    asked = f"from generator.cli import main\nimport sys\ntry: main(['import', '--help'])\nexcept SystemExit: pass\nprint([name for name in {HEAVY!r} if name in sys.modules])"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert said.stdout.endswith("[]\n")
    assert "Neem ingevulde formulieren over" in said.stdout
    assert command("-C", project, "import", "--help").returncode == 0
