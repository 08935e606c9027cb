"""Where the register stands: git that has it or would take it, and a move that loses nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from generator import one_file
from generator.build import check
from generator.model.project import Settings
from generator.model.register import Register
from generator.reading.room import FOR_REGISTER
from generator.register_place import InGit, in_git, in_the_open, is_for_others, move, refusal, target_of
from generator.surroundings import SurroundingsError
from tests.projects import REGISTER, REGISTER_FILE, TODAY, edit, put
from tests.repository import commit, git, repository

LOOSE = "let op: het register ligt in een map van git en komt bij de volgende 'git add' mee"
TRACKED = "let op: het register zit in git: wie de repository heeft, heeft de namen"


def told(root: Path, settings: Settings | None = None, register: Register | None = None) -> list[str]:
    said = in_the_open(root, settings or Settings(), register or Register())
    return [str(problem).partition(". ")[0] for problem in said]


def test_a_register_in_git_is_told_by_check_and_not_for_the_public_site(project: Path) -> None:
    root = repository(project)

    whole, public = check(root, today=TODAY), check(root, today=TODAY, parts=["site"])

    assert [str(problem).partition(". ")[0] for problem in whole.problems] == [f"{REGISTER_FILE}: {TRACKED}"]
    assert (whole.is_good, public.problems) == (True, [])


def test_a_register_that_git_would_take_along_is_told(project: Path) -> None:
    (project / REGISTER_FILE).rename(project / "straks.yml")
    root = repository(project)
    (project / "straks.yml").rename(project / REGISTER_FILE)

    assert told(root) == [f"{REGISTER_FILE}: {LOOSE}"]


def test_a_register_that_git_leaves_out_is_fine(project: Path) -> None:
    put(project, ".gitignore", f"/{REGISTER_FILE}\n")

    assert told(repository(project)) == []


def test_leaving_it_out_does_not_help_once_git_has_it(project: Path) -> None:
    root = repository(project)
    put(root, ".gitignore", f"/{REGISTER_FILE}\n")

    assert told(root) == [f"{REGISTER_FILE}: {TRACKED}"]


def test_made_up_people_may_be_in_git(project: Path) -> None:
    assert told(repository(project), register=Register(is_fictional=True)) == []


def test_without_git_or_without_a_register_there_is_nothing_to_tell(project: Path, tmp_path: Path) -> None:
    assert told(project) == []
    assert told(tmp_path) == []


def test_a_register_elsewhere_in_another_repository_is_told_too(project: Path, tmp_path: Path) -> None:
    file = put(tmp_path, "personeel/register.yml", REGISTER)
    repository(file.parent)

    assert told(project, Settings(register=str(file))) == [f"{file}: {TRACKED}"]


def test_git_is_asked_for_this_very_file_however_it_is_called(project: Path) -> None:
    put(project, "scores/namen*.yml", REGISTER)
    put(project, ".gitignore", "/scores/namenx.yml\n")
    root = repository(project)
    put(root, "scores/namenx.yml", REGISTER)

    assert in_git(root / "scores/namenx.yml") == InGit(path="scores/namenx.yml")
    assert told(root, Settings(register="scores/namenx.yml")) == []
    assert in_git(root / "scores/namen*.yml").is_tracked


def test_what_git_has_of_it_is_counted_over_all_branches(project: Path) -> None:
    root = repository(project)
    git(root, "switch", "--quiet", "--create", "anders")
    edit(root, REGISTER_FILE, "Jo Blaak", "Jo Bot")
    commit(root)
    git(root, "switch", "--quiet", "hoofd")
    git(root, "remote", "add", "samen", "../samen.git")

    assert in_git(root / REGISTER_FILE) == InGit(is_tracked=True, path=REGISTER_FILE, commits=2, remotes=("samen",))

    edit(root, REGISTER_FILE, "Jo Blaak", "Jo Vis")
    git(root, "stash", "push", "--quiet")
    assert in_git(root / REGISTER_FILE).has_stash


@pytest.mark.parametrize(("mode", "expected"), [(0o600, False), (0o640, True), (0o604, True), (0o700, False)])
def test_others_who_may_read_it_are_noticed(project: Path, mode: int, expected: bool) -> None:  # noqa: FBT001
    (project / REGISTER_FILE).chmod(mode)

    assert is_for_others(project / REGISTER_FILE) is expected


# --- To another place


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("../veilig/namen.yml", "veilig/namen.yml"),
        ("../veilig/namen.YAML", "veilig/namen.YAML"),
        ("../veilig", "veilig/register.yml"),
        ("../map.yml", "map.yml/register.yml"),
        ("~/register.yml", "thuis/register.yml"),
    ],
)
def test_a_place_is_a_file_or_the_folder_for_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str
) -> None:
    (tmp_path / "map.yml").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))

    assert target_of(project, Path(typed)) == tmp_path / expected


@pytest.mark.parametrize("place", ["content", "site", "dossier", "scores", "rubrics", "site_templates", "content/diep"])
def test_the_register_may_not_go_where_it_would_be_published_or_overwritten(project: Path, place: str) -> None:
    assert f"in '{place.partition('/')[0]}' horen de namen niet" in refusal(
        project, Settings(), project / place / "register.yml"
    )


def test_a_way_around_through_a_link_is_seen(project: Path, tmp_path: Path) -> None:
    (tmp_path / "om").symlink_to(project / "content")

    assert "in 'content' horen de namen niet" in refusal(project, Settings(), tmp_path / "om" / "register.yml")


def test_the_register_goes_out_of_the_project(project: Path) -> None:
    assert refusal(project, Settings(), project / "apart" / "r.yml").startswith("dat is in de projectmap")
    assert refusal(project, Settings(), project / "r.yml").startswith("dat is in de projectmap")


def test_the_register_does_not_go_into_another_repository(project: Path, tmp_path: Path) -> None:
    put(tmp_path, "ander/lees.md", "x")
    repository(tmp_path / "ander")

    assert refusal(project, Settings(), tmp_path / "ander/diep/r.yml").startswith("daar zou git de namen meenemen")


def test_nothing_is_overwritten_but_what_a_killed_move_left_is_finished(project: Path, tmp_path: Path) -> None:
    other, same = put(tmp_path, "ander.yml", "x"), put(tmp_path, "zelfde.yml", REGISTER)
    (tmp_path / "link.yml").symlink_to(same)

    assert "is er al; er wordt niets overschreven" in refusal(project, Settings(), other)
    assert "is er al; er wordt niets overschreven" in refusal(project, Settings(), tmp_path / "link.yml")
    assert refusal(project, Settings(), same) == ""


def test_the_place_where_it_is_already_is_no_other_place(project: Path, tmp_path: Path) -> None:
    source = (project / REGISTER_FILE).rename(tmp_path / "r.yml")
    (tmp_path / "zelfde.yml").hardlink_to(source)

    for target in (source, tmp_path / "zelfde.yml"):
        assert "is er al; er wordt niets overschreven" in refusal(project, Settings(register=str(source)), target)
        with pytest.raises(SurroundingsError, match="hetzelfde bestand"):
            move(source, target)

    assert source.read_text(encoding="utf-8") == REGISTER


def test_what_is_too_large_to_be_read_whole_is_not_moved(project: Path, tmp_path: Path) -> None:
    source = put(project, REGISTER_FILE, b"#" * (FOR_REGISTER.bytes + 2))

    with pytest.raises(SurroundingsError, match="te groot"):
        move(source, tmp_path / "r.yml")

    assert source.stat().st_size == FOR_REGISTER.bytes + 2
    assert not (tmp_path / "r.yml").exists()


def test_a_move_takes_every_byte_along_for_its_owner_alone(project: Path, tmp_path: Path) -> None:
    source, target = project / REGISTER_FILE, tmp_path / "prive/diep/namen.yml"
    source.write_bytes(b"\xff\x00 geen register")

    move(source, target)

    assert not source.exists()
    assert target.read_bytes() == b"\xff\x00 geen register"
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.parent.stat().st_mode & 0o777 == 0o700


def test_also_what_a_killed_addition_left_beside_it_goes(project: Path, tmp_path: Path) -> None:
    left = put(project, "scores/.register.yml.nieuw-0123abcd", REGISTER)

    move(project / REGISTER_FILE, tmp_path / "r.yml")

    assert not left.exists()


def test_a_link_is_not_moved(project: Path, tmp_path: Path) -> None:
    source = project / REGISTER_FILE
    source.symlink_to(source.rename(tmp_path / "elders.yml"))

    with pytest.raises(SurroundingsError, match="snelkoppeling"):
        move(source, tmp_path / "r.yml")

    assert not (tmp_path / "r.yml").exists()
    assert source.read_text(encoding="utf-8") == REGISTER


def test_what_changes_during_a_move_stays(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create = one_file.create

    def late(folder: int, name: str, data: bytes, mode: int | None = None) -> bool:
        edit(project, REGISTER_FILE, "Jo Blaak", "Jo Bot")
        return create(folder, name, data, mode)

    monkeypatch.setattr(one_file, "create", late)

    with pytest.raises(SurroundingsError, match="intussen veranderd en blijft staan"):
        move(project / REGISTER_FILE, tmp_path / "r.yml")

    assert "Jo Bot" in (project / REGISTER_FILE).read_text(encoding="utf-8")


def _killed(source: Path, target: Path) -> None:
    def kill(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    os.chmod = kill
    move(source, target)


def test_killed_between_writing_and_removing_both_are_whole_and_doing_it_again_finishes(
    project: Path, tmp_path: Path
) -> None:
    source, target = project / REGISTER_FILE, tmp_path / "r.yml"
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(source, target))
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    assert source.read_text(encoding="utf-8") == target.read_text(encoding="utf-8") == REGISTER
    assert refusal(project, Settings(), target) == ""

    move(source, target)

    assert (source.exists(), target.read_text(encoding="utf-8")) == (False, REGISTER)
