"""`kijkwijzer print` as a person meets it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest

from generator import pdf, print_pdfs
from generator.print_files import FOLDER
from generator.problems import Location, Problem
from tests.projects import REGISTER_FILE, SCORE_FILE, SCORES, change, edit, put
from tests.sheets import typed
from tests.test_cli import HEAVY, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from generator.rendering.page import Sheet

MINE = "jb-7-kijkwijzer-zwemles@3-ontwikkeling.pdf"


def made(project: Path) -> list[str]:
    folder = project / FOLDER
    return sorted(file.name for file in folder.iterdir() if file.suffix == ".pdf") if folder.exists() else []


def text_of(file: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True).stdout


def test_a_form_for_somebody_holds_what_was_said_last_time_and_the_output_says_which(project: Path) -> None:
    result = run("-C", project, "print", "--ib-er", "jb-7")

    assert result.exit_code == 0
    assert f"{FOLDER}/{MINE}" in result.stdout
    assert (
        "jb-7: zwemles (ondiep + diep), doel ontwikkeling; vorige keer: 12 mei 2026, adviseur; 1 afspraak"
        in result.stderr
    )
    text = text_of(project / FOLDER / MINE)
    assert all(words in text for words in ("Jo Blaak", "De Plons", "Bij elke les hardop tellen", "vorige keer: nvt"))


def test_without_anybody_it_is_an_empty_form(project: Path) -> None:
    result = run("-C", project, "print", "--taakgebied", "lesgeven")

    assert result.exit_code == 0
    assert made(project) == ["kijkwijzer-zwemles@3-diep-leeg.pdf"]
    text = text_of(project / FOLDER / "kijkwijzer-zwemles@3-diep-leeg.pdf")
    assert "De lesgever doet de slag voor." in text
    assert "De lesgever ziet alle kinderen." not in text
    assert "Vertrouwelijk" not in text
    assert "Jo Blaak" not in text


def test_a_pile_is_one_pdf_with_each_form_numbered_by_itself(project: Path) -> None:
    put(project, REGISTER_FILE, (project / REGISTER_FILE).read_text(encoding="utf-8") + "  jb-8: {naam: An Weg}\n")

    result = run("-C", project, "print", "--alle", "--stapel", "--naar", "stapels/samen.pdf")

    assert result.exit_code == 0
    assert result.stdout.endswith("samen.pdf\n")
    text = text_of(project / "stapels/samen.pdf")
    assert text.count("pagina 1 van ") == 2
    assert "An Weg" in text
    with pikepdf.open(project / "stapels/samen.pdf") as pdf, pdf.open_outline() as outline:
        assert [item.title.partition(" – ")[0] for item in outline.root] == ["Jo Blaak", "An Weg"]


def test_nothing_of_a_form_lands_in_the_public_site(project: Path) -> None:
    run("-C", project, "print", "--alle")
    result = run("-C", project, "build", "--alleen", "site")

    assert result.exit_code == 0
    assert made(project) == [MINE]
    site = b"".join(file.read_bytes() for file in (project / "site").rglob("*") if file.is_file())
    assert list((project / "site").rglob(f"*{FOLDER}*")) + list((project / "site").rglob("jb-7*")) == []
    assert [name for name in (b"Jo Blaak", b"jb-7", b"hardop tellen") if name in site] == []


def test_what_was_made_twice_is_the_same_to_the_byte(project: Path) -> None:
    run("-C", project, "print", "--ib-er", "jb-7")
    first = (project / FOLDER / MINE).read_bytes()

    assert run("-C", project, "print", "--ib-er", "jb-7").exit_code == 0
    assert (project / FOLDER / MINE).read_bytes() == first


def test_of_several_people_each_form_is_of_one_of_them_whatever_their_names_are_written_in(project: Path) -> None:
    names = {"jb-8": "An Weg", "jb-9": "שלום עולם", "jb-10": "Žofia Kõiv 😀"}
    register = "".join(f"  {id}: {{naam: {name}, school: De {id}}}\n" for id, name in names.items())
    put(project, REGISTER_FILE, (project / REGISTER_FILE).read_text(encoding="utf-8") + register)

    result = run("-C", project, "print", "--alle", "--kijkwijzer", "diep")
    texts = {file: text_of(project / FOLDER / file) for file in made(project)}

    assert result.exit_code == 0
    assert [file.partition("-kijkwijzer")[0] for file in texts] == ["jb-10", "jb-7", "jb-8", "jb-9"]
    for file, text in texts.items():
        assert [school for school in ("De Plons", *map("De {}".format, names)) if school in text] == [
            "De Plons" if file.startswith("jb-7") else f"De {file.partition('-kijkwijzer')[0]}"
        ]
    assert ["Jo Blaak" in text for text in texts.values()] == [False, True, False, False]
    assert ["An Weg" in text for text in texts.values()] == [False, False, True, False]
    first = {file: (project / FOLDER / file).read_bytes() for file in texts}
    assert run("-C", project, "print", "--alle", "--kijkwijzer", "diep").exit_code == 0
    assert {file: (project / FOLDER / file).read_bytes() for file in texts} == first


# --- How it ends


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ib-er", "jb-8"], "'--ib-er': er is geen ib-er 'jb-8'. Bedoelde je 'jb-7'?"),
        (["--school", "Plons"], "Bedoelde je 'De Plons'?"),
        (["--alle", "--school", "De Plons"], "Kies een van de drie: --ib-er, --school of --alle."),
        (["--alle", "--naar", "site/x"], "in 'site' horen deze formulieren niet"),
        (["--alle", "--doel", "straf"], "'straf' is geen van 'ontwikkeling', 'beoordeling'."),
        (["--rol", "zelf"], "dit hoort bij een ib-er"),
    ],
)
def test_wrong_use_is_explained_and_ends_with_2(project: Path, arguments: list[str], said: str) -> None:
    result = run("-C", project, "print", *arguments)

    assert said in result.stderr
    assert (result.exit_code, result.stdout, made(project)) == (2, "", [])


def test_what_is_for_different_doelen_does_not_fit_in_one_file(project: Path) -> None:
    put(
        project,
        "scores/jb-8/2026-05-12-adviseur.yml",
        change(change(SCORES, "jb-7", "jb-8"), "doel: ontwikkeling", "doel: beoordeling"),
    )

    refused = run("-C", project, "print", "--alle", "--stapel", "--naar", "samen.pdf")
    result = run("-C", project, "print", "--alle", "--stapel")

    assert "wat voor verschillende doelen is, komt niet in één PDF" in refused.stderr
    assert refused.exit_code == 2
    assert result.exit_code == 0
    assert made(project) == ["stapel-beoordeling.pdf", "stapel-ontwikkeling.pdf"]


def test_a_fault_in_the_project_is_told_and_ends_with_1(project: Path) -> None:
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')

    result = run("-C", project, "print", "--alle")

    assert f"{SCORE_FILE}:10: 'D' is geen" in result.stderr
    assert (result.exit_code, result.stdout, made(project)) == (1, "", [])


def test_a_file_that_somebody_wrote_on_is_left_alone_and_nothing_is_made(project: Path) -> None:
    run("-C", project, "print", "--ib-er", "jb-7")
    written_on = (project / FOLDER / MINE).read_bytes() + b"a pen stroke"
    (project / FOLDER / MINE).write_bytes(written_on)
    put(project, REGISTER_FILE, (project / REGISTER_FILE).read_text(encoding="utf-8") + "  jb-8: {naam: An Weg}\n")

    result = run("-C", project, "print", "--alle")

    assert result.stderr.startswith(f"{MINE}: in '")
    assert (result.exit_code, made(project)) == (1, [MINE])
    assert (project / FOLDER / MINE).read_bytes() == written_on


def test_a_form_that_cannot_be_made_is_named_and_then_there_is_none(project: Path) -> None:
    put(project, "site_templates/form/closing.html", "{% include")
    failed = run("-C", project, "print", "--alle")

    put(project, "site_templates/form/closing.html", '<img src="https://example.org/x.png" alt="x">')
    refused = run("-C", project, "print", "--alle")

    assert "site_templates/form/closing.html:1: dit sjabloon klopt niet" in failed.stderr
    assert f"{MINE}: deze PDF is niet gemaakt" in refused.stderr
    assert [failed.exit_code, refused.exit_code, made(project)] == [1, 1, []]


@pytest.fixture
def one_fails(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people; the form of one of them cannot be made."""
    put(project, "scores/jb-8/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "jb-8"))
    edit(project, REGISTER_FILE, "ib_ers:\n", "ib_ers:\n  jb-8: {naam: Bo Blaak, school: De Plons}\n")
    make = pdf.make_pdfs

    def made(sheets: list[Sheet], *, done: Callable[[str], None]) -> Iterator[tuple[str, bytes | Problem]]:
        for path, result in make(sheets, done=done):
            yield path, Problem(Location(path), "deze PDF is niet gemaakt: te lang") if "jb-8" in path else result

    monkeypatch.setattr(pdf, "make_pdfs", made)
    monkeypatch.setattr(print_pdfs, "run_limited", lambda *_, **__: ())  # neither can be stamped


@pytest.mark.usefixtures("one_fails")
def test_a_form_that_fails_costs_only_itself_and_is_named(project: Path) -> None:
    result = run("-C", project, "print", "--alle")

    assert made(project) == [MINE]
    assert f"{MINE.replace('jb-7', 'jb-8')}: deze PDF is niet gemaakt: te lang\n" in result.stderr
    assert "1 bestand is niet gemaakt, want daarin lukte een kijkwijzer niet. De rest wel.\n" in result.stderr
    assert result.exit_code == 1


@pytest.mark.usefixtures("one_fails")
def test_a_pile_from_which_one_would_be_missing_is_not_made(project: Path) -> None:
    result = run("-C", project, "print", "--alle", "--stapel")

    assert result.stderr.endswith("Er is niets gemaakt; wat er al was, staat er nog.\n")
    assert (result.exit_code, made(project)) == (1, [])


def test_a_folder_that_git_takes_along_is_warned_about(project: Path) -> None:
    subprocess.run(["git", "init", "-q", project], check=True)
    (project / "print").mkdir()

    assert "Let op: git kan" in run("-C", project, "print", "--ib-er", "jb-7", "--naar", "print").stderr
    assert "Let op" not in run("-C", project, "print", "--ib-er", "jb-7").stderr
    assert "Let op" not in run("-C", project, "print", "--rubric", "zwemles", "--naar", "print").stderr


def test_its_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom generator.cli import main\n"
        "try: main(['print', '--help'])\n"
        f"finally: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stderr == "[]\n"
    assert "MAP_OF_BESTAND" in result.stdout


def test_the_scores_of_last_time_can_be_left_out(project: Path) -> None:
    result = run("-C", project, "print", "--ib-er", "jb-7", "--rol", "directeur", "--zonder-vorige")

    assert "geen scores van vorige keer; 1 afspraak" in result.stderr
    assert made(project) == ["jb-7-kijkwijzer-zwemles@3-directeur-ontwikkeling.pdf"]


# --- As a spreadsheet


def test_a_spreadsheet_for_somebody_can_be_filled_in_and_taken_in(project: Path) -> None:
    result = run("-C", project, "print", "--ib-er", "jb-7", "--vorm", "spreadsheet")
    file = project / FOLDER / "jb-7-kijkwijzer-zwemles@3-ontwikkeling.xlsx"

    assert result.exit_code == 0
    assert f"{FOLDER}/{file.name}" in result.stdout
    assert "Daarna: kijkwijzer import BESTAND." in result.stderr
    said = {"datum": "2026-11-20", "rol": "directeur", "score:a.1": "A", "aantekening:b": "=1+1"}
    file.write_bytes(typed(file.read_bytes(), said, dates=True))
    assert run("-C", project, "import", file).exit_code == 0
    text = (project / "scores/jb-7/2026-11-20-directeur.yml").read_text(encoding="utf-8")
    assert 'scores:\n  "a.1": A\n  "b":\n    score: null\n    aantekening: |\n      =1+1\n' in text


def test_a_pile_is_one_spreadsheet_for_each_doel(project: Path) -> None:
    put(
        project,
        "scores/jb-8/2026-05-12-adviseur.yml",
        change(change(SCORES, "jb-7", "jb-8"), "doel: ontwikkeling", "doel: beoordeling"),
    )

    refused = run("-C", project, "print", "--alle", "--stapel", "--vorm", "spreadsheet", "--naar", "samen.xlsx")
    result = run("-C", project, "print", "--alle", "--stapel", "--vorm", "spreadsheet")

    assert "wat voor verschillende doelen is, komt niet in één spreadsheet" in refused.stderr
    assert (refused.exit_code, result.exit_code) == (2, 0)
    assert sorted(file.name for file in (project / FOLDER).glob("*.xlsx")) == [
        "stapel-beoordeling.xlsx",
        "stapel-ontwikkeling.xlsx",
    ]
    assert b"beoordeling" not in everything_in(project / FOLDER / "stapel-ontwikkeling.xlsx")


def everything_in(workbook: Path) -> bytes:
    """What is said on its sheets; not what can be picked."""
    book = openpyxl.load_workbook(workbook)
    book.remove(book["Keuzes"])
    return str([line for sheet in book for line in sheet.iter_rows(values_only=True)]).encode()


def test_a_spreadsheet_that_somebody_filled_in_is_left_alone(project: Path) -> None:
    ask = ("-C", project, "print", "--alle", "--vorm", "spreadsheet")
    run(*ask)
    (file,) = (project / FOLDER).glob("*.xlsx")
    assert run(*ask).exit_code == 0
    filled = typed(file.read_bytes(), {"score:a.1": "A"})
    file.write_bytes(filled)

    result = run(*ask)

    assert result.exit_code == 1
    assert "niets overschreven" in result.stderr
    assert file.read_bytes() == filled


@pytest.mark.parametrize(("vorm", "name"), [("spreadsheet", "x.pdf"), ("papier", "x.xlsx"), ("invulbaar", "x.xlsx")])
def test_a_file_is_named_after_what_is_in_it(project: Path, vorm: str, name: str) -> None:
    result = run("-C", project, "print", "--ib-er", "jb-7", "--vorm", vorm, "--naar", name)

    assert "laat de naam eindigen op" in result.stderr
    assert (result.exit_code, (project / name).exists()) == (2, False)


# --- To fill in on a computer


def test_a_form_to_fill_in_has_its_own_name_and_fields_and_says_what_comes_next(project: Path) -> None:
    result = run("-C", project, "print", "--ib-er", "jb-7", "--vorm", "invulbaar")

    assert result.exit_code == 0
    assert "sla het op. Daarna: kijkwijzer import BESTAND." in result.stderr
    name = MINE.replace(".pdf", "-invulbaar.pdf")
    assert made(project) == [name]
    with pikepdf.open(project / FOLDER / name) as pdf:
        assert {str(field.T) for field in pdf.Root.AcroForm.Fields} >= {"ib_er", "score:a,1", "vorige:1", "formulier"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--alle", "--stapel"], "--stapel en --vorm invulbaar gaan niet samen"),
        (["--taakgebied", "lesgeven"], "--taakgebied en --vorm invulbaar gaan niet samen"),
    ],
)
def test_what_does_not_go_with_a_form_to_fill_in_is_refused_with_the_reason(
    project: Path, arguments: list[str], said: str
) -> None:
    result = run("-C", project, "print", "--vorm", "invulbaar", *arguments)

    assert said in result.stderr
    assert (result.exit_code, made(project)) == (2, [])
