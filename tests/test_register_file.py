"""Writing the register: whole or not at all, for its owner alone, and never what reads otherwise than was meant."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from generator import one_file, output, register_file
from generator.model.project import Settings
from generator.model.register import InternBegeleider, Register
from generator.register_file import RegisterFaultError, add, load, remove
from generator.surroundings import SurroundingsError
from tests.projects import REGISTER, REGISTER_FILE, edit, put

NEW = InternBegeleider("ib-4k7w2", "Noor Quispelaar")


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


def test_the_first_one_makes_the_register_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "register.yml"
    usual = os.umask(0)

    add(file, NEW)
    os.umask(usual)

    assert load(tmp_path, Settings(register="register.yml")) == Register(ib_ers={NEW.id: NEW})
    assert file.read_text(encoding="utf-8").startswith("# Wie er achter elk pseudoniem zit.")
    assert mode(file) == 0o600
    assert hidden(tmp_path) == []


def test_one_more_and_one_less_leaves_the_same_bytes_and_rights(project: Path) -> None:
    file = put(project, REGISTER_FILE, REGISTER.replace("\n", "\r\n"))
    file.chmod(0o640)
    before = file.read_bytes()

    add(file, NEW)
    between = file.read_bytes()

    assert remove(file, NEW.id)
    assert (file.read_bytes(), mode(file)) == (before, 0o640)
    assert between.startswith(before)
    assert hidden(file.parent) == []


def test_nobody_is_removed_twice_or_from_a_register_that_is_not_there(project: Path) -> None:
    file = project / REGISTER_FILE

    assert not remove(file, "ib-9")
    assert not remove(project / "elders.yml", "jb-7")
    assert file.read_text(encoding="utf-8") == REGISTER


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("taak", "tak", "'tak' kan niet bij 'aanstelling'"),
        ("ib_ers:", "ib_ers: null\nx:", "de sleutel 'x' kan hier niet"),
        ("stichting:", "<<<<<<< HEAD\nstichting:", "samenvoegconflict"),
        (REGISTER, "# leeg\n", "het bestand is leeg"),
        (REGISTER, "ib_ers: ~\n", "dit lukt niet vanzelf"),
        (REGISTER, "{stichting: Y}\n", "dit lukt niet vanzelf"),
    ],
)
def test_a_register_that_cannot_be_read_or_added_to_stays_as_it_is(
    project: Path, old: str, new: str, said: str
) -> None:
    file = edit(project, REGISTER_FILE, old, new)
    before = file.read_bytes()

    with pytest.raises(RegisterFaultError, match=said):
        add(file, NEW)

    assert file.read_bytes() == before
    assert hidden(file.parent) == []


def test_also_removing_asks_for_a_good_register_first(project: Path) -> None:
    file = edit(project, REGISTER_FILE, "taak", "tak")

    with pytest.raises(RegisterFaultError, match="'tak' kan niet"):
        remove(file, "jb-7")


def test_who_is_there_is_not_added_again_in_other_capitals(project: Path) -> None:
    with pytest.raises(RegisterFaultError, match="'JB-7' staat al in het register"):
        add(project / REGISTER_FILE, InternBegeleider("JB-7"))


@pytest.mark.parametrize("name", ["Noor\nRoos", "Noor\u2028Roos", "x" * 301, "\ufeff"])
def test_a_name_that_would_read_otherwise_is_not_written(project: Path, name: str) -> None:
    with pytest.raises(RegisterFaultError):
        add(project / REGISTER_FILE, InternBegeleider("ib-2", name))

    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == REGISTER


def test_a_link_is_not_followed(project: Path, tmp_path: Path) -> None:
    file = project / REGISTER_FILE
    other = file.rename(tmp_path / "van-een-ander.yml")
    file.symlink_to(other)

    for change in (lambda: add(file, NEW), lambda: remove(file, "jb-7")):
        with pytest.raises(SurroundingsError, match="snelkoppeling"):
            change()

    assert file.is_symlink()
    assert other.read_text(encoding="utf-8") == REGISTER


def test_a_register_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="nergens"):
        add(tmp_path / "nergens" / "register.yml", NEW)


def test_what_an_editor_saves_meanwhile_is_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project / REGISTER_FILE
    swap = output.exchange

    def late(*names: object) -> bool:
        monkeypatch.setattr(one_file, "exchange", swap)
        edit(project, REGISTER_FILE, "Jo Blaak", "Jo Blaak-Vis")
        return swap(*names)  # type: ignore[arg-type]

    monkeypatch.setattr(one_file, "exchange", late)

    with pytest.raises(SurroundingsError, match="intussen door een ander veranderd"):
        add(file, NEW)

    assert "Jo Blaak-Vis" in file.read_text(encoding="utf-8")
    assert NEW.id not in file.read_text(encoding="utf-8")
    assert hidden(file.parent) == []


def test_a_full_disk_leaves_the_register(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(SurroundingsError, match="de schijf is vol"):
        add(project / REGISTER_FILE, NEW)

    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == REGISTER
    assert hidden(project / "scores") == []


def _killed(file: Path, step: str) -> None:
    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(os if step == "fsync" else one_file, step, kill)
    add(file, NEW)


@pytest.mark.parametrize("step", ["fsync", "exchange"])
def test_killed_half_way_the_register_is_whole_and_the_next_one_tidies(project: Path, step: str) -> None:
    file = project / REGISTER_FILE
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(file, step))
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    assert file.read_text(encoding="utf-8") == REGISTER
    assert [name.startswith(".register.yml.nieuw-") for name in hidden(file.parent)] == [True]

    add(file, NEW)

    assert hidden(file.parent) == []
    assert NEW.id in file.read_text(encoding="utf-8")


def test_what_others_left_in_the_folder_of_the_register_stays(tmp_path: Path) -> None:
    left = put(tmp_path, ".brief.odt.nieuw-0123abcd", "van een ander")

    add(tmp_path / "register.yml", NEW)

    assert left.exists()


def test_loading_a_link_from_the_project_to_elsewhere_is_a_fault(project: Path, tmp_path: Path) -> None:
    file = project / REGISTER_FILE
    file.symlink_to(file.rename(tmp_path / "elders.yml"))

    with pytest.raises(RegisterFaultError, match="snelkoppeling"):
        load(project, Settings())


def test_a_project_without_a_register_has_an_empty_one(tmp_path: Path) -> None:
    assert load(tmp_path, Settings()) == Register()


def test_new_bytes_are_proven_before_anything_is_written(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register_file, "with_entry", lambda text, _ib_er: text.replace("Blaak", "Blak"))

    with pytest.raises(RegisterFaultError, match="dit lukt niet vanzelf"):
        add(project / REGISTER_FILE, NEW)

    assert (project / REGISTER_FILE).read_text(encoding="utf-8") == REGISTER
