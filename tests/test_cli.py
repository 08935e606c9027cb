"""The command as a person meets it: its words, what it prints where, and how it ends."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from generator import build as builder
from generator.cli import main
from generator.locale import DOMAIN, FOLDER
from generator.surroundings import SurroundingsError
from tests.projects import SCORE_FILE, edit, put

if TYPE_CHECKING:
    from click.testing import Result

COMMANDS = (
    "bewaartermijn",
    "build",
    "check",
    "deel",
    "export",
    "format",
    "import",
    "inzage",
    "leakcheck",
    "new",
    "print",
    "register",
    "schema",
    "serve",
    "wis",
)
CATALOGUE = FOLDER / "nl" / "LC_MESSAGES" / f"{DOMAIN}.po"
HEAVY = ("yaml", "jinja2", "weasyprint", "mkdocs", "babel", "watchdog", "pikepdf", "fontTools", "http.server")


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """As a person types it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


# --- Its words


def test_every_word_of_click_is_said_in_dutch() -> None:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="nl")
    assert click.__file__
    found = {
        message[0] if isinstance(message, tuple) else message
        for _, _, message, _, _ in extract_from_dir(Path(click.__file__).parent, [("**.py", "python")])
    }
    silent = [text for text in found if not (message := catalogue.get(text)) or not message.string or message.fuzzy]

    assert silent == []
    assert [message.id for message in catalogue if message.id and any(map(str, message.check()))] == []


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    """Make it anew with: pybabel compile -d generator/locale -D kijkwijzer -l nl."""
    compiled = io.BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale="nl"))

    assert compiled.getvalue() == CATALOGUE.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_of_each_command_is_dutch_all_over(name: str) -> None:
    result = run(*filter(None, [name]), "--help", LANG="en_US.UTF-8")

    assert result.exit_code == 0
    assert result.output.startswith(f"Gebruik: kijkwijzer {name}".rstrip())
    assert "Toon deze uitleg en stop." in result.output
    english = ("Usage", "Options", "Commands", "Show this", "OPTIONS", "COMMAND", "DIRECTORY", "INTEGER", "TEXT")
    assert [word for word in english if word in result.output] == []


def test_the_help_names_every_command() -> None:
    assert sorted(main.commands) == list(COMMANDS)


@pytest.mark.parametrize("language", ["C", "en_US.UTF-8", "de_DE.UTF-8"])
def test_it_speaks_dutch_whatever_the_machine_speaks(language: str) -> None:
    result = command("--help", LANG=language, LC_ALL=language, LANGUAGE=language[:2])

    assert result.stdout.startswith("Gebruik: kijkwijzer [OPTIES]")


def test_the_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom generator.cli import main\n"
        "try: main(['--help'])\n"
        f"finally: print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stderr == "[]\n"


def test_a_terminal_with_few_letters_gets_what_it_can_show(project: Path) -> None:
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": Ω')

    result = command("-C", project, "check", PYTHONIOENCODING="latin-1")

    assert "'?' is geen" in result.stdout
    assert "Traceback" not in result.stderr
    assert result.returncode == 1


def test_the_version_is_told() -> None:
    assert run("--version").output == "kijkwijzer 0.1.0\n"


# --- Wrong use: 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["buidl"], "De opdracht 'buidl' bestaat niet. Bedoelde je 'build'?"),
        (["build", "--alleeen"], "De optie '--alleeen' bestaat niet. Bedoelde je '--alleen'?"),
        (["build", "--alleen", "pdf"], "'pdf' is geen van 'site', 'dossier'."),
        (["build", "extra"], "Dit argument hoort hier niet: extra"),
        (["new"], "Er ontbreekt een argument: 'MAP'."),
        (["-C", "/nergens", "check"], "Map '/nergens' bestaat niet."),
        (["-C"], "Bij de optie '-C' hoort een waarde."),
        (["serve", "--port", "0x50"], "'0x50' is geen goede waarde"),
        (["serve", "--port", "70000"], "een poort ligt tussen 0 en 65535."),
        ([], "Opdrachten:"),
    ],
)
def test_wrong_use_is_explained_and_ends_with_2(arguments: list[str], said: str) -> None:
    result = run(*arguments)

    assert said in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")


# --- What a person wrote: 1


def test_check_of_a_good_project_says_so(project: Path) -> None:
    result = run("-C", project, "check")

    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == "Goed gelezen: 1 rubric en 1 afname van 1 ib-er. Alles klopt."
    assert result.exit_code == 0


def test_check_prints_one_problem_a_line_and_ends_with_1(project: Path) -> None:
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')
    put(project, "rubrics/leeg.yml", "# later\n")
    edit(project, "scores/register.yml", "aanstelling: taak", "aanstelling: vast")

    result = run("-C", project, "check")

    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == [
        "rubrics/leeg.yml",
        f"{SCORE_FILE}:10",
        "scores/register.yml:3",
    ]
    assert "Gevonden: 3 fouten." in result.stderr
    assert result.exit_code == 1


def test_a_let_op_is_told_and_is_no_fault(project: Path) -> None:
    (project / "scores/register.yml").unlink()

    result = run("-C", project, "check")

    assert "let op: er is geen register" in result.stdout
    assert "Gevonden: 1 aandachtspunt." in result.stderr
    assert result.exit_code == 0


def test_check_tells_which_folders_a_build_would_refuse(project: Path) -> None:
    put(project, "dossier/brief.txt", "van een mens")

    result = run("-C", project, "check")

    assert result.stdout.startswith("dossier: deze map is niet leeg en niet door kijkwijzer gemaakt")
    assert result.exit_code == 1


@pytest.mark.parametrize("name", ["check", "build", "schema"])
def test_a_folder_that_is_no_project_is_told_how_to_become_one(tmp_path: Path, name: str) -> None:
    result = run("-C", tmp_path, name)

    assert "'kijkwijzer new MAP'" in result.output
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_build_with_faults_lists_them_and_makes_nothing(project: Path) -> None:
    before = sorted(project.rglob("*"))
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')

    result = run("-C", project, "build")

    assert f"{SCORE_FILE}:10: 'D' is geen" in result.stderr
    assert "Er is niets gemaakt: 1 fout." in result.stderr
    assert (result.exit_code, result.stdout) == (1, "")
    assert sorted(project.rglob("*")) == before


def test_an_output_that_is_read_no_further_is_no_trouble(project: Path) -> None:
    for number in range(50):
        put(project, f"scores/jb-7/los-{number}.txt", "")
    script = "from generator.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", script, "-C", str(project), "check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()

    assert "Traceback" not in said


# --- The surroundings: 3; a bug: its traceback; Ctrl-C: short


def test_what_the_surroundings_refuse_ends_with_3(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise SurroundingsError("de schijf is vol")

    monkeypatch.setattr(builder, "build", full)

    result = run("-C", project, "build")

    assert result.stderr.splitlines()[-1] == "Dit lukt niet: de schijf is vol"
    assert result.exit_code == 3


def test_a_bug_shows_its_traceback(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(builder, "build", broken)

    assert isinstance(run("-C", project, "build").exception, ZeroDivisionError)


def test_ctrl_c_ends_with_a_short_message(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "build", stopped)

    result = run("-C", project, "build")

    assert result.stderr.splitlines()[-1] == "Gestopt. Wat er al was, is niet veranderd."
    assert result.exit_code == 130


# --- Colour


def test_colour_is_for_terminals_and_may_be_refused(project: Path) -> None:
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": D')
    arguments = ["-C", str(project), "check"]

    on_a_terminal = CliRunner().invoke(main, arguments, color=True)
    refused = CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": "1"})

    assert "\x1b[" in on_a_terminal.stdout
    assert "\x1b[" not in refused.output
    assert "\x1b[" not in run(*arguments).output
