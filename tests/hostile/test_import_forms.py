"""Filled forms that went wrong or were made to go wrong: each is refused by name, costs itself alone, and touches nothing."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing import reading
from generator.importing.bringing import Import, bring_in
from generator.importing.files import Source
from generator.importing.reading import Written, read_sources
from generator.model.velden import Ingevuld
from generator.problems import Problem, has_faults
from generator.reading.velden import read_velden
from generator.rendering.scorebestand import scorebestand
from tests.afnamen import reread
from tests.filled import fields_of, form_with, known
from tests.hostile.forms_corpus import grids, made, pdf_with, pdfs, score_files, workbook
from tests.projects import REGISTER_FILE, SCORE_FILE, SCORES, TODAY, change, problems, project_of, put, small_project
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.afname import Afname

JUNE = "scores/jb-7/2026-06-01-adviseur.yml"
FOLDER = "in"


def good_afname(project: Path) -> Afname:
    found = project_of(project).afnamen[0]
    return replace(found, date=found.date.replace(month=6, day=1), path=JUNE)


def state(project: Path) -> dict[str, tuple[bytes, int]]:
    """All that is in the folder of the scores, hidden or not: content and time of the last change."""
    return {
        str(file.relative_to(project)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted((project / "scores").rglob("*"))
        if file.is_file()
    }


# --- All of them at once, with one good form among them


def test_every_form_that_cannot_be_taken_is_refused_by_field_and_the_good_one_comes_in(project: Path) -> None:
    afname = good_afname(project)
    cases = pdfs(fields_of(afname)) | grids() | score_files()
    for name, (content, _) in cases.items():
        put(project, f"{FOLDER}/{name}", made(content))
    put(project, f"{FOLDER}/goed.pdf", pdf_with(fields_of(afname)))
    before = state(project)

    result = run("-C", project, "import", FOLDER)

    after = state(project)
    lines = [line for line in result.stderr.splitlines() if not line.startswith("Formulieren lezen: ")]
    told = [line.removeprefix(f"{FOLDER}/") for line in lines[:-1]]
    assert f"Formulieren lezen: {len(cases) + 1} van {len(cases) + 1}" in result.stderr
    assert {name: of(name, told) for name in cases} == {name: said for name, (_, said) in cases.items()}
    assert len(told) == sum(len(said) for _, said in cases.values())
    assert result.stdout == (
        f"{FOLDER}/goed.pdf: jb-7, 1 juni 2026, adviseur, zwemles 3: vastgesteld, 2 van de 4 rijen gescoord, 1 nvt, 1 open, 1 afspraak -> {JUNE}\n"
    )
    assert result.exit_code == 1
    assert after.pop(JUNE)[0] == scorebestand(afname).encode()
    assert after == before
    assert problems(project) == []


def of(name: str, told: list[str]) -> list[str]:
    """What was said of one file, from the line number on."""
    return [line.removeprefix(f"{name}:").strip() for line in told if line.startswith(f"{name}:")]


# --- Slips of any kind

ANY_TEXT = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(), max_size=30),
    st.sampled_from(
        [
            "",
            " ",
            "\r",
            "nvt",
            "NVT ",
            "31-2-2026",
            "1,2",
            "x" * 5_000,
            "\ud800",
            "\x00",
            "a\u2028b",
            "=1+1",
            "jb-7",
            "../x",
            "ja",
        ]
    ),
)


@given(data=st.data())
@settings(max_examples=100)
def test_a_form_with_any_slip_is_read_or_refused_and_what_is_read_can_be_written(
    project: Path, data: st.DataObject
) -> None:
    afname = good_afname(project)
    fields = fields_of(afname)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(fields)))
        match data.draw(st.integers(0, 3)):
            case 0:
                del fields[name]
            case 1:
                fields[data.draw(ANY_TEXT)] = fields.pop(name)
            case _:
                fields[name] = data.draw(ANY_TEXT)

    found, said = read_velden(form_with(fields, JUNE), known(afname))

    assert (found is None) == has_faults(said)
    assert all(str(problem).isprintable() for problem in said)
    if found is not None:
        assert reread(scorebestand(found), found) == (found, [])


def good_files() -> list[tuple[str, bytes]]:
    fields = {"formulier": "zwemles@3;ondiep;KW", "score:a.1": "B", "samenvatting": "Één.\nTwee."}
    return [
        ("a.pdf", pdf_with(fields, deterministic_id=True)),
        ("a.xlsx", workbook()),
        ("a.csv", "formulier;x\nveld;é\n".encode()),
        ("a.yml", SCORES.encode()),
    ]


@given(file=st.sampled_from(good_files()), data=st.data())
@settings(max_examples=150)
def test_a_file_with_any_byte_changed_is_read_or_refused(file: tuple[str, bytes], data: st.DataObject) -> None:
    name, content = file
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_hush", lambda: None)
        for _ in range(data.draw(st.integers(1, 5))):
            place = data.draw(st.integers(0, len(content)))
            content = (
                content[:place] + data.draw(st.binary(max_size=4)) + content[place + data.draw(st.integers(0, 30)) :]
            )

        found = reading.read_file((0, name, content))

    assert found
    assert all(isinstance(each, Ingevuld | Written | Problem) for each in found)
    assert all(
        str(each).isprintable() and reading.UNFORESEEN not in str(each) for each in found if isinstance(each, Problem)
    )


# --- What is no file


def test_pipes_links_and_devices_are_refused_without_waiting(project: Path, tmp_path: Path) -> None:
    secret = put(tmp_path, "geheim.yml", change(SCORES, "2026-05-12", "2026-06-01"))
    (project / FOLDER).mkdir()
    os.mkfifo(project / FOLDER / "buis.pdf")
    (project / FOLDER / "link.yml").symlink_to(secret)
    (project / FOLDER / "zelf.csv").symlink_to("zelf.csv")
    before = state(project)

    result = run("-C", project, "import", FOLDER, "/dev/zero", "/dev/null")

    assert result.exit_code == 1
    assert result.stderr.splitlines()[:-1] == [
        f"{FOLDER}/buis.pdf: dit is geen gewoon bestand",
        f"{FOLDER}/link.yml: dit is een snelkoppeling; noem het bestand zelf",
        f"{FOLDER}/zelf.csv: dit is een snelkoppeling; noem het bestand zelf",
        "/dev/zero: dit is geen gewoon bestand",
        "/dev/null: dit is geen gewoon bestand",
    ]
    assert state(project) == before


def test_a_folder_of_scores_that_leads_outside_is_not_written_in(project: Path, tmp_path: Path) -> None:
    (tmp_path / "buiten").mkdir()
    put(project, REGISTER_FILE, (project / REGISTER_FILE).read_text() + "  jb-8: {naam: An Weg}\n")
    (project / "scores/jb-8").symlink_to(tmp_path / "buiten")
    put(project, "b.yml", change(SCORES, "jb-7", "jb-8"))

    result = run("-C", project, "import", "b.yml")

    assert result.exit_code == 3
    assert result.stderr.endswith("scores/jb-8 is niet gelukt: daar staat geen gewone map\n")
    assert list((tmp_path / "buiten").iterdir()) == []


# --- A machine that stops


def many_forms(project: Path) -> list[Ingevuld]:
    afname = good_afname(project)
    return [form_with(fields_of(afname) | {"datum": f"2026-06-{day:02}"}, f"{day}.pdf") for day in range(1, 6)]


def test_a_computer_that_stops_at_any_moment_leaves_only_whole_files(project: Path, tmp_path: Path) -> None:
    """Killed at each call to the disk in turn: what has a name then is whole, and doing it again finishes the work."""
    forms = many_forms(project)
    whole = {
        f"2026-06-{day:02}-adviseur.yml": scorebestand(
            replace(good_afname(project), date=TODAY.replace(month=6, day=day))
        )
        for day in range(1, 6)
    }
    stopped = 0
    while True:
        root = small_project(tmp_path / str(stopped))
        if not dies_at_call(stopped + 1, root, forms):
            break
        stopped += 1
        left = {file.name: file.read_text(encoding="utf-8") for file in (root / "scores/jb-7").glob("2026-06*")}
        assert left.items() <= whole.items()
        assert (root / SCORE_FILE).read_text(encoding="utf-8") == SCORES
        assert problems(root) == []
        bring_in(Import(root, TODAY), [[form] for form in forms])
        assert {file.name for file in (root / "scores/jb-7").iterdir()} == {*whole, "2026-05-12-adviseur.yml"}
    assert stopped > 20


def dies_at_call(number: int, project: Path, forms: list[Ingevuld]) -> bool:
    """Import in a process that is killed before its so many-th change on the disk; False when it came to its end."""
    pid = os.fork()
    if pid == 0:
        count = 0

        def counted(call: object) -> object:
            def called(*arguments: object, **named: object) -> object:
                nonlocal count
                count += 1
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*arguments, **named)  # type: ignore[operator]

            return called

        for name in ("mkdir", "link", "unlink", "fsync", "rename", "fchmod", "rmdir"):
            setattr(os, name, counted(getattr(os, name)))
        try:
            bring_in(Import(project, TODAY), [[form] for form in forms])
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_a_command_that_is_killed_at_any_moment_leaves_only_whole_files(project: Path) -> None:
    for day in range(1, 29):
        put(project, f"{FOLDER}/{day}.yml", change(SCORES, "2026-05-12", f"2026-06-{day:02}"))
    before = state(project)
    start = time.monotonic()
    assert killed_after(None, project, "--proef") == 0
    takes = time.monotonic() - start

    for part in (0.3, 0.6, 0.8, 0.9, 0.95, 1.0, 1.05):
        killed_after(takes * part, project)

        assert problems(project) == []
        assert before.items() <= state(project).items()
    assert killed_after(None, project) == 0
    assert len(list((project / "scores/jb-7").iterdir())) == 29


def killed_after(seconds: float | None, project: Path, *options: str) -> int:
    """The exit code of an import that gets so much time."""
    words = [
        sys.executable,
        "-c",
        "from generator.cli import main; main()",
        "-C",
        str(project),
        "import",
        FOLDER,
        *options,
    ]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def test_two_imports_at_once_write_each_form_once(project: Path) -> None:
    """The second is refused, or comes when the first is done."""
    for day in range(1, 12):
        put(project, f"{FOLDER}/{day}.yml", change(SCORES, "2026-05-12", f"2026-06-{day:02}"))
    words = [sys.executable, "-c", "from generator.cli import main; main()", "-C", str(project), "import", FOLDER]

    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for _ in range(2)]
    told = "".join(process.communicate()[0] for process in both)
    codes = sorted(process.returncode for process in both)

    assert codes in ([0, 0], [0, 3])
    assert told.count("->") == 11
    assert told.count("staat er al") == 11 * codes.count(0) - 11
    assert len(list((project / "scores/jb-7").iterdir())) == 12


def test_a_new_file_can_be_read_by_git_and_by_whoever_could_read_the_others(project: Path) -> None:
    put(project, "b.yml", change(SCORES, "2026-05-12", "2026-06-01"))
    umask = os.umask(0o022)
    try:
        run("-C", project, "import", "b.yml")
    finally:
        os.umask(umask)

    assert stat.S_IMODE((project / JUNE).stat().st_mode) == 0o644


def test_a_form_that_eats_all_memory_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    spaces = put(tmp_path, "a.yml", "rubric: x\n" + "a: [" * 200_000)
    good = put(tmp_path, "b.yml", SCORES)

    found = read_sources([Source(spaces, "a.yml"), Source(good, "b.yml")])

    assert [type(each[0]).__name__ for each in found] == ["Problem", "Written"]
