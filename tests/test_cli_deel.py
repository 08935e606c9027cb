"""`kijkwijzer deel` as a person meets it: a locked PDF, and a passphrase that only the screen shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator import cli_deel, cli_parts, wachtzin
from generator.build import Part, check
from generator.delen import FOLDER, Wish, choose, made
from generator.model.dossier import dossiers
from generator.problems import Location, Problem
from tests.projects import SCORE_FILE, SCORES, TODAY, change, edit, put, small_project
from tests.test_cli import HEAVY, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from click.testing import Result

    from generator.rendering.page import Sheet

NAME = f"jb-7-verslag-{TODAY.isoformat()}.pdf"
PHRASE = re.compile(r"^ {4}([a-z]+(?: [a-z]+){4})\r?$", re.MULTILINE)
DOSSIER: tuple[Part, ...] = ("dossier",)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of the small project: setting the type takes seconds, so once."""
    root = small_project(tmp_path_factory.mktemp("made") / "project")
    checked = check(root, today=TODAY, parts=DOSSIER)
    (person,) = dossiers(checked.project)
    return made(root, checked, person, choose(person, Wish()))


@pytest.fixture
def deel(project: Path, pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    def ready(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, bytes]]:
        yield from ((sheet.path, pdf) for sheet in sheets)

    monkeypatch.setattr("generator.pdf.make_pdfs", ready)
    monkeypatch.setattr(wachtzin, "keep_out_of_dumps", lambda: None)  # it would be so for all tests after this one
    monkeypatch.setattr(cli_parts, "today", lambda: TODAY)
    return lambda *arguments, shows=True: run(
        "-C", project, "deel", *arguments, *(["--toon-wachtzin"] if shows else [])
    )


def phrase(result: Result) -> str:
    (found,) = PHRASE.findall(result.stdout)
    return str(found)


def files(project: Path) -> list[str]:
    folder = project / FOLDER
    return sorted(file.name for file in folder.iterdir() if file.name != ".gitignore") if folder.is_dir() else []


def opens(file: Path, passphrase: str) -> bool:
    try:
        with pikepdf.open(file, password=passphrase):
            return True
    except pikepdf.PasswordError:
        return False


# --- What comes of it


def test_the_report_opens_with_the_passphrase_that_was_shown(deel: Callable[..., Result], project: Path) -> None:
    result = deel("jb-7")
    (name,) = files(project)

    assert result.exit_code == 0
    assert name == NAME
    assert opens(project / FOLDER / name, phrase(result))
    assert not opens(project / FOLDER / name, "")


def test_the_passphrase_stands_alone_on_its_stream_and_what_to_do_with_it_on_the_other(
    deel: Callable[..., Result],
) -> None:
    result = deel("jb-7")

    assert result.stdout == f"    {phrase(result)}\n"
    for told in (
        NAME,
        "Zwemles",
        "bladzijden",
        "5 woorden in kleine letters",
        "bel de ander",
        "nooit in\ndezelfde mail",
    ):
        assert told.casefold() in result.stderr.casefold(), told
    assert not any(word in result.stderr.split() for word in phrase(result).split() if word not in cli_deel.ADVICE)
    assert [line for line in result.stderr.splitlines() if len(line) > 80 and not line.startswith("Gemaakt")] == []


def test_done_again_it_is_a_second_file_with_another_passphrase(deel: Callable[..., Result], project: Path) -> None:
    first, second = deel("jb-7"), deel("JB-7")

    assert files(project) == [f"{NAME[:-4]}-2.pdf", NAME]
    assert phrase(first) != phrase(second)
    assert opens(project / FOLDER / NAME, phrase(first))
    assert not opens(project / FOLDER / NAME, phrase(second))


def test_a_name_will_do(deel: Callable[..., Result], project: Path) -> None:
    assert deel("Jo Blaak").exit_code == 0
    assert files(project) == [NAME], "and is not in the name of the file"


# --- Where the passphrase may not come


def test_without_a_screen_it_is_not_shown_and_nothing_is_made(deel: Callable[..., Result], project: Path) -> None:
    result = deel("jb-7", shows=False)

    assert result.exit_code == 2
    assert "De wachtzin zou nu in een bestand of een ander programma terechtkomen" in result.stderr
    assert files(project) == []


def on_a_screen(command: list[str], environment: dict[str, str]) -> tuple[str, str, int]:
    """What a terminal shows of the standard output of a command, what goes to the other stream, and how it ends."""
    screen, inside = os.openpty()
    try:
        process = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=subprocess.PIPE, env=environment, text=True
        )
        os.close(inside)
        _, told = process.communicate()
        return os.read(screen, 10_000).decode(), told, process.returncode
    finally:
        os.close(screen)


def test_on_a_screen_it_is_shown_and_it_is_nowhere_else(project: Path, tmp_path: Path) -> None:
    """The whole command, as a person gives it, with a home and a folder for what is temporary of its own."""
    places = {name: str(tmp_path / name) for name in ("HOME", "TMPDIR")}
    for place in places.values():
        os.mkdir(place)  # noqa: PTH102
    command = [sys.executable, "-c", "from generator.cli import main; main()", "-C", str(project), "deel", "jb-7"]
    shown, told, code = on_a_screen(command, {**os.environ, **places})
    (found,) = PHRASE.findall(shown)
    (name,) = files(project)

    assert code == 0, told
    assert opens(project / FOLDER / name, found)
    assert found not in told
    left = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert len(left) > 5
    assert not any(found.encode() in data or found.replace(" ", "").encode() in data for data in left)


def test_a_passphrase_that_nobody_saw_leaves_no_file(
    deel: Callable[..., Result], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_deel, "_tell", broken)

    assert deel("jb-7").exit_code == 130
    assert files(project) == []


# --- When it does not go


def test_a_concept_goes_out_only_when_asked_for_and_then_it_is_said(deel: Callable[..., Result], project: Path) -> None:
    edit(project, SCORE_FILE, "status: vastgesteld", "status: concept")
    refused, given = deel("jb-7"), deel("jb-7", "--concept")

    assert refused.exit_code == 2
    assert "Dit verslag is nog een concept" in refused.stderr
    assert "neem --concept" in refused.stderr
    assert given.exit_code == 0
    assert "Het is een concept." in given.stderr
    assert files(project) == [NAME]


def test_of_two_doelen_a_person_chooses(deel: Callable[..., Result], project: Path) -> None:
    put(project, "scores/jb-7/2025-05-12-adviseur.yml", change(change(SCORES, "2026-05", "2025-05"), "ontwikkeling", "beoordeling"))  # fmt: skip
    result = deel("jb-7")

    assert result.exit_code == 2
    assert "'--doel': er is meer dan één verslag; kies er een: beoordeling of ontwikkeling." in result.stderr
    assert "schooljaar 2024-2025" in deel("jb-7", "--doel", "beoordeling").stderr
    assert "schooljaar 2025-2026" in deel("jb-7", "--schooljaar", "2025-2026").stderr


@pytest.mark.parametrize("year", ["25-26", "2025-2027", "x", "2025-06"])
def test_a_school_year_is_written_as_one(deel: Callable[..., Result], year: str) -> None:
    result = deel("jb-7", "--schooljaar", year)

    assert result.exit_code == 2
    assert "schrijf een schooljaar zoals 2025-2026." in result.stderr


def test_who_is_not_there_is_told_with_who_is(deel: Callable[..., Result], project: Path) -> None:
    result = deel("jb-8")

    assert result.exit_code == 2
    assert "'jb-8' is geen ib-er van dit project. Kies uit: jb-7.\n" in result.stderr
    assert files(project) == []


def test_with_a_fault_in_a_score_file_nothing_is_made(deel: Callable[..., Result], project: Path) -> None:
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')
    result = deel("jb-7")

    assert result.exit_code == 1
    assert f"{SCORE_FILE}:10" in result.stderr
    assert files(project) == []


def test_a_pdf_that_fails_is_told_and_leaves_nothing(
    deel: Callable[..., Result], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, Problem]]:
        yield from ((sheet.path, Problem(Location(sheet.path), "de tekst is te lang")) for sheet in sheets)

    monkeypatch.setattr("generator.pdf.make_pdfs", fail)
    result = deel("jb-7")

    assert result.exit_code == 1
    assert "Het verslag van jb-7: de tekst is te lang." in result.stderr
    assert "Er is niets gemaakt." in result.stderr
    assert files(project) == []


def test_the_report_of_another_person_never_goes_out(deel: Callable[..., Result], project: Path) -> None:
    edit(project, "scores/register.yml", "Jo Blaak", "Wil van der Kolk")
    result = deel("jb-7")

    assert result.exit_code == 1
    assert "de titel zegt niet dat het over deze ib-er gaat" in result.stderr
    assert files(project) == []


def test_a_public_folder_by_the_same_name_is_refused(deel: Callable[..., Result], project: Path) -> None:
    edit(project, "mkdocs.yml", "site_dir: site", f"site_dir: {FOLDER}")
    result = deel("jb-7")

    assert result.exit_code == 3
    assert f"in {FOLDER!r} horen deze bestanden niet" in result.stderr


def test_the_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom generator.cli import main\n"
        "try: main(['deel', '--help'])\n"
        f"finally: print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    assert "deel" in result.stdout
    assert result.stderr.strip() == "[]"
