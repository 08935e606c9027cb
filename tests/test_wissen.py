"""Destroying all there is about one ib-er: nothing of it is left, nothing else is touched, and a kill at any step is mended."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import export_files, output, vernietigingen, wis_begonnen, wissen
from generator.build import check
from generator.reading.project import read_project
from generator.register_file import RegisterFaultError
from generator.surroundings import SurroundingsError
from tests.destroyed import NAME, OTHER_SCORE_FILE, at_once, holding, two_people, with_outputs
from tests.projects import REGISTER_FILE, SCORE_FILE, TODAY, edit, put, put_out_of_reach

if TYPE_CHECKING:
    from generator.wissen import Plan

STAYS = ("mkdocs.yml", "content/index.md", "rubrics/zwemles.yml", OTHER_SCORE_FILE)
CHANGES = {"os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link"}
"""What Python tells its audit hooks before the disk is changed."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.traces.run_limited", at_once)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return with_outputs(two_people(tmp_path / "project"))


def plan(root: Path, id: str = "jb-7") -> Plan:
    return wissen.plan(root, read_project(root, today=TODAY)[0], id)


def wipe(root: Path) -> bool:
    """All but the dossier anew; gives whether nothing is left to do."""
    made = plan(root)
    wissen.destroy(made, wissen.begin(made, TODAY, "verzoek"))
    return wissen.finish(wissen.left(made, read_project(root, today=TODAY)[0]))


def bytes_of(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in STAYS}


def test_nothing_is_left_of_one_and_everything_of_the_other(root: Path) -> None:
    before = bytes_of(root)
    assert len(holding(root)) > 20

    assert wipe(root)

    assert holding(root) == []
    assert bytes_of(root) == before
    assert "An Weg" in (root / REGISTER_FILE).read_text(encoding="utf-8")
    assert (root / "inzage/jb-8-inzage-2026-11-22.zip").is_file()
    assert (root / "elders/ander.xlsx").is_file()
    assert not (root / "scores/jb-7").exists()
    assert not (root / "dossier").exists()


def test_what_is_recorded_says_how_much_and_why_and_of_whom_it_does_not(root: Path) -> None:
    wipe(root)
    text = (root / vernietigingen.FILE).read_text(encoding="utf-8")

    assert "  datum: 2026-11-21\n  reden: verzoek\n" in text
    assert (
        "vernietigd: {scorebestand: 1, register: 1, dossier: 3, kijkwijzer: 3, export: 1, inzage: 1, gedeeld: 1, restant: 2}"
        in text
    )
    assert "jb" not in text
    assert "Blaak" not in text


def test_a_second_one_is_added_below_the_first_and_what_a_person_wrote_there_stays(root: Path) -> None:
    wipe(root)
    with (root / vernietigingen.FILE).open("a", encoding="utf-8") as record:
        record.write("# Gezien door de FG")
    second = plan(root, "jb-8")
    wissen.destroy(second, wissen.begin(second, TODAY, "bewaartermijn"))
    text = (root / vernietigingen.FILE).read_text(encoding="utf-8")

    assert "# Gezien door de FG\n- nummer: v-" in text
    assert text.count("- nummer: ") == 2


def test_what_we_did_not_make_stays(root: Path) -> None:
    filled = root / "kijkwijzers-om-te-printen/jb-7-kijkwijzer.pdf"
    filled.write_bytes(filled.read_bytes() + b"\n% ingevuld")
    letter = put(root, "scores/jb-7/brief.txt", f"Beste {NAME}\n")

    assert wipe(root)

    assert filled.is_file()
    assert letter.is_file()
    assert not (root / SCORE_FILE).exists()


def test_a_form_that_is_filled_in_while_a_person_thinks_is_kept(root: Path) -> None:
    made = plan(root)
    form = root / "kijkwijzers-om-te-printen/jb-7-kijkwijzer.pdf"
    form.write_bytes(form.read_bytes() + b"\n% ingevuld")
    (root / "elders/formulier.xlsx").unlink()
    wissen.destroy(made, wissen.begin(made, TODAY, "verzoek"))
    left = wissen.left(made, read_project(root, today=TODAY)[0])

    assert [trace.path for trace in left.traces.of("genoemd")] == [form]
    assert " kijkwijzer: 2," in (root / vernietigingen.FILE).read_text(encoding="utf-8")
    assert wissen.finish(left)


def test_the_record_of_exports_forgets_the_names_of_what_is_gone(root: Path) -> None:
    wipe(root)

    assert not (root / "export/.kijkwijzer-export").exists()
    assert "jb-8-inzage" in (root / "inzage/.kijkwijzer-export").read_text(encoding="utf-8")


def test_an_export_that_was_killed_is_cleared_away_with_its_record(root: Path) -> None:
    leftover = f"export/.export{output.BESIDE}0a1b2c3d"
    put(root, f"{leftover}/{export_files.RECORD}", "abc  jb-7-inzage-2026-11-22.zip\n")
    put(root, f"oud/{export_files.RECORD}", "abc  jb-7-inzage-2025-01-01.zip\n")

    assert wipe(root)
    assert holding(root) == []
    assert not (root / leftover).exists()
    assert not (root / "oud" / export_files.RECORD).exists()


@pytest.mark.parametrize("is_inside", [True, False])
def test_what_a_killed_writer_of_the_register_left_goes_too(root: Path, tmp_path: Path, *, is_inside: bool) -> None:
    if not is_inside:
        place = put(tmp_path, "thuis/namen.yml", (root / REGISTER_FILE).read_bytes())
        (root / REGISTER_FILE).unlink()
        edit(root, "mkdocs.yml", "site_name:", f"extra: {{kijkwijzer: {{register: {place}}}}}\nsite_name:")
    register = root / REGISTER_FILE if is_inside else tmp_path / "thuis/namen.yml"
    left = put(register.parent, f".{register.name}{output.BESIDE}0a1b2c3d", register.read_bytes())

    assert wipe(root)
    assert not left.exists()
    assert NAME not in register.read_text(encoding="utf-8")


def test_who_is_only_in_the_register_is_taken_out_of_it(root: Path) -> None:
    put(root, REGISTER_FILE, (root / REGISTER_FILE).read_text(encoding="utf-8") + "  jb-9: {naam: Cas Oud}\n")
    made = plan(root, "jb-9")
    wissen.destroy(made, wissen.begin(made, TODAY, "verzoek"))

    assert "Cas Oud" not in (root / REGISTER_FILE).read_text(encoding="utf-8")
    assert (root / "dossier/index.html").is_file()


def test_a_project_without_scores_or_register_can_be_wiped_too(root: Path) -> None:
    shutil.rmtree(root / "scores")

    assert wipe(root)
    assert [found for found in holding(root) if NAME not in found] == []
    assert not (root / "scores").exists()


def test_a_score_file_that_came_meanwhile_is_not_destroyed_unseen(root: Path) -> None:
    made = plan(root)
    new = put(root, "scores/jb-7/2026-06-01-zelf.yml", "ib_er: jb-7\n")
    wissen.destroy(made, wissen.begin(made, TODAY, "verzoek"))
    left = wissen.left(made, read_project(root, today=TODAY)[0])

    assert new.is_file()
    assert [trace.path for trace in left.traces.of("scorebestand")] == [new]
    assert not wissen.finish(left)
    assert wis_begonnen.read(root) is not None


def test_what_is_written_in_a_score_file_while_a_person_thinks_is_kept(root: Path) -> None:
    made = plan(root)
    file = root / SCORE_FILE
    file.write_bytes(file.read_bytes() + b"# nog iets\n")
    wissen.destroy(made, wissen.begin(made, TODAY, "verzoek"))
    left = wissen.left(made, read_project(root, today=TODAY)[0])

    assert file.read_bytes().endswith(b"# nog iets\n")
    assert [trace.path for trace in left.traces.of("scorebestand")] == [file]
    assert not wissen.finish(left)


def test_what_others_say_of_this_person_in_the_new_dossier_does_not_keep_it_unfinished(root: Path) -> None:
    made = plan(root)
    wissen.destroy(made, wissen.begin(made, TODAY, "verzoek"))
    put(root, "dossier/ib-ers/jb-8/index.html", f"keek mee met {NAME}")
    output.mark(root / "dossier")

    assert wissen.finish(wissen.left(made, read_project(root, today=TODAY)[0]))


def test_a_register_that_cannot_be_written_leaves_it_unfinished_and_the_next_time_finishes_it(root: Path) -> None:
    made = plan(root)
    begonnen = wissen.begin(made, TODAY, "verzoek")
    good = (root / REGISTER_FILE).read_bytes()
    put(root, REGISTER_FILE, "ib_ers: [\n")
    with pytest.raises(RegisterFaultError):
        wissen.destroy(made, begonnen)
    assert not (root / vernietigingen.FILE).exists()

    put(root, REGISTER_FILE, good)
    assert wipe(root)
    assert holding(root) == []


def test_everybody_who_left_a_trace_is_known(root: Path) -> None:
    put(root, "dossier/ib-ers/jb-9/index.html", "")
    project = read_project(root, today=TODAY)[0]
    assert wissen.known_ib_ers(root, project) == {"jb-7": NAME, "jb-8": "An Weg", "jb-9": ""}

    wissen.begin(plan(root), TODAY, "verzoek")
    shutil.rmtree(root / "scores")
    shutil.rmtree(root / "dossier")
    assert wissen.known_ib_ers(root, read_project(root, today=TODAY)[0]) == {"jb-7": NAME}


def test_what_was_begun_is_for_its_owner_alone_and_kept_out_of_git(root: Path) -> None:
    begonnen = wissen.begin(plan(root), TODAY, "verzoek")
    folder = root / wis_begonnen.FOLDER

    assert wis_begonnen.read(root) == begonnen
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / wis_begonnen.FILE).stat().st_mode & 0o777 == 0o600
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_every_check_tells_that_it_is_not_finished_until_it_is(root: Path) -> None:
    def told() -> list[str]:
        return [str(problem) for problem in check(root, today=TODAY).problems if "vernietigen" in problem.message]

    assert told() == []
    wissen.begin(plan(root), TODAY, "verzoek")
    assert [line.partition(": het")[0] for line in told()] == [".kijkwijzer-wis/begonnen.json: let op"]
    assert wipe(root)
    assert told() == []


def test_what_was_begun_and_cannot_be_read_is_told(root: Path) -> None:
    put(root, f"{wis_begonnen.FOLDER}/{wis_begonnen.FILE}", "{")

    with pytest.raises(SurroundingsError, match="niet te lezen"):
        plan(root)


def test_taken_up_again_it_counts_what_there_was_at_the_start(root: Path) -> None:
    begonnen = wissen.begin(plan(root), TODAY, "verzoek")
    shutil.rmtree(root / "dossier")
    put(root, "scores/jb-7/2026-06-01-zelf.yml", "ib_er: jb-7\n")
    again = wissen.begin(plan(root), TODAY.replace(year=2027), "bewaartermijn")

    assert (again.number, again.day, again.reason) == (begonnen.number, TODAY, "verzoek")
    assert {**again.paths, "scorebestand": ()} == {**begonnen.paths, "scorebestand": ()}
    assert again.paths["scorebestand"] == (SCORE_FILE, "scores/jb-7/2026-06-01-zelf.yml")
    assert again.had_dossier


# --- Killed


def _killed_at(step: int, root: Path) -> None:
    """Dies before it changes the disk for so many times."""
    left = step

    def counted(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        is_write = event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        if event in CHANGES or (is_write and arguments[0] != os.devnull):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(counted)
    wipe(root)


def _is_killed(step: int, root: Path) -> bool:
    process = multiprocessing.get_context("fork").Process(target=_killed_at, args=(step, root))
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def test_killed_before_any_change_of_the_disk_the_next_time_finishes_it(root: Path, tmp_path: Path) -> None:
    copy, step = tmp_path / "kopie", 0
    before = bytes_of(root)
    while True:
        shutil.copytree(root, copy)
        is_killed = _is_killed(step, copy)
        assert bytes_of(copy) == before
        assert "An Weg" in (copy / REGISTER_FILE).read_text(encoding="utf-8")
        if is_killed and "jb-7" in wissen.known_ib_ers(copy, read_project(copy, today=TODAY)[0]):
            assert wipe(copy)
        assert holding(copy) == []
        assert (copy / vernietigingen.FILE).read_text(encoding="utf-8").count("nummer: ") == 1
        shutil.rmtree(copy)
        if not is_killed:
            break
        step += 1

    assert step > 30


def test_what_may_not_be_looked_for_is_not_counted_as_destroyed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = "scores/jb-7/is-er-niet.yml"
    begonnen = wis_begonnen.Begonnen("jb-7", "", "1", TODAY, "verzoek", {"scorebestand": (SCORE_FILE, gone)})
    assert begonnen.gone(root) == {"scorebestand": 1}

    put_out_of_reach(monkeypatch, "is-er-niet")

    assert begonnen.gone(root) == {}
