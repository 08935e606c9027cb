"""The record of a pseudonym that was used again: it tells nothing of who had it before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator import history
from generator.history.older import Search
from generator.model.vastlegging import ONBEKEND, VASTGELEGD, Vastlegging
from generator.reading.project import read_project
from generator.reading.room import FOR_REGISTER, ORDINARY
from generator.rendering.dossier import person_files
from generator.rendering.templates import Templates
from tests.projects import REGISTER_FILE, SCORE_FILE, SCORES, TODAY, change, edit, put, small_project
from tests.repository import commit, differences, git, known, past

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.vastlegging import Commit

ENTRY = "  jb-7: {naam: Jo Blaak, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}\n"
NEWER = SCORES.replace("Rustige les.", "Vlot begonnen.").replace("te druk", "te stil")
AGAIN = ("Vlot begonnen.", "Vlot begonnen en geëindigd.")
EARLIER, NOW = "Wie Toen Keek", "Wie Nu Keek"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One repository; what is in it was recorded by somebody who saw the first person that had the pseudonym."""
    project = small_project(tmp_path / "project")
    git(tmp_path, "init", "--quiet", "--initial-branch=hoofd", str(project))
    commit(project, by=EARLIER)
    return project


def leaves(root: Path) -> None:
    """The first person goes, with everything of theirs."""
    (root / SCORE_FILE).unlink()
    if ENTRY in (root / REGISTER_FILE).read_text(encoding="utf-8"):
        edit(root, REGISTER_FILE, ENTRY, "  wk-2: {naam: Wil Kok}\n")
    commit(root, by=EARLIER)


def comes(root: Path, name: str = "Zebedeus Kwast", path: str = SCORE_FILE) -> None:
    """Somebody else gets the pseudonym by hand."""
    put(root, path, NEWER)
    if name:
        edit(root, REGISTER_FILE, "  wk-2:", f"  jb-7: {{naam: {name}}}\n  wk-2:")
    commit(root, by=NOW)


def authors(found: Vastlegging) -> set[str]:
    told: tuple[Commit | None, ...] = (
        found.first,
        found.last,
        found.vastgesteld,
        *(each.commit for each in found.since),
    )
    return {commit.author for commit in told if commit}


@pytest.mark.parametrize("name", ["Zebedeus Kwast", "Jo Blaak"])
def test_of_a_file_at_the_path_of_an_earlier_person_only_the_own_record_is_told(root: Path, name: str) -> None:
    leaves(root)
    comes(root, name)
    edit(root, SCORE_FILE, *AGAIN)
    commit(root, by=NOW)
    found = known(root)

    assert (found.stand, authors(found)) == (VASTGELEGD, {NOW})
    assert differences(*found.since) == ["samenvatting: Vlot begonnen. > Vlot begonnen en geëindigd."]


def test_with_the_register_outside_git_files_that_were_all_gone_and_came_back_tell_nothing_of_before(
    root: Path,
) -> None:
    git(root, "rm", "--quiet", "--cached", REGISTER_FILE)
    put(root, ".gitignore", f"{REGISTER_FILE}\n")
    commit(root, by=EARLIER)
    leaves(root)
    comes(root, name="")

    assert authors(known(root)) == {NOW}


def test_of_a_file_that_was_there_before_the_name_changed_nothing_is_told(root: Path) -> None:
    edit(root, REGISTER_FILE, "Jo Blaak", "Zebedeus Kwast")
    commit(root, by=NOW)

    assert known(root) == Vastlegging(ONBEKEND)


def test_also_in_a_register_as_large_as_one_may_be_another_name_is_seen(root: Path) -> None:
    others = "".join(
        f"  ib-{number:05}: {{naam: Verzonnen {number}, school: De Horizon}}\n" for number in range(25_000)
    )
    put(root, REGISTER_FILE, f"ib_ers:\n{ENTRY}{others}")
    git(root, "commit", "--quiet", "--all", "--amend", "--no-edit", by=EARLIER)
    assert ORDINARY.bytes < (root / REGISTER_FILE).stat().st_size < FOR_REGISTER.bytes
    edit(root, REGISTER_FILE, "Jo Blaak", "Zebedeus Kwast")
    commit(root, by=NOW)

    assert known(root) == Vastlegging(ONBEKEND)


def test_a_file_that_was_written_over_under_another_name_tells_only_what_came_since(root: Path) -> None:
    put(root, SCORE_FILE, NEWER)
    edit(root, REGISTER_FILE, "Jo Blaak", "Zebedeus Kwast")
    commit(root, by=NOW)
    found = known(root)

    assert (authors(found), found.since) == ({NOW}, ())


def test_what_is_brought_back_as_it_was_is_not_told_of(root: Path) -> None:
    leaves(root)
    comes(root)
    put(root, SCORE_FILE, SCORES)
    commit(root, by=NOW)

    assert known(root) == Vastlegging(ONBEKEND)


def test_a_file_that_got_another_name_since_keeps_what_is_its_own(root: Path) -> None:
    new = SCORE_FILE.replace("adviseur", "adviseur-b")
    leaves(root)
    comes(root)
    git(root, "mv", SCORE_FILE, new)
    commit(root, by=NOW)
    found = known(root, new)

    assert ([each.moved_from for each in found.since], authors(found)) == ([SCORE_FILE], {NOW})
    assert found.first == found.vastgesteld != found.last


def test_another_file_of_who_has_it_now_and_of_others_keeps_its_past(root: Path) -> None:
    other, own = "scores/wk-2/2026-05-12-adviseur.yml", SCORE_FILE.replace("12", "13")
    put(root, other, change(SCORES, "jb-7", "wk-2"))
    commit(root, by=EARLIER)
    leaves(root)
    comes(root)
    put(root, own, change(NEWER, "2026-05-12", "2026-05-13"))
    commit(root, by=NOW)
    found = past(root).record

    assert {path: authors(each) for path, each in found.items()} == {SCORE_FILE: {NOW}, own: {NOW}, other: {EARLIER}}


@pytest.mark.parametrize("edits", [False, True])
def test_a_file_that_one_side_removed_and_a_merge_put_back_keeps_the_past_of_the_same_person(
    root: Path,
    edits: bool,  # noqa: FBT001
) -> None:
    git(root, "checkout", "--quiet", "-b", "tak")
    if edits:
        edit(root, SCORE_FILE, "Rustige les.", "Rustig.")
        commit(root, by="Tak")
    git(root, "checkout", "--quiet", "hoofd")
    (root / SCORE_FILE).unlink()
    commit(root, by="Hoofd")
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", "--strategy=ours", "tak") if edits else None
    git(root, "checkout", "tak", "--", SCORE_FILE)
    commit(root, by="Samenvoeger")

    assert EARLIER in authors(known(root))
    assert ("samenvatting: Rustige les. > Rustig." in differences(*known(root).since)) is edits


def test_what_a_merge_brings_in_of_the_earlier_person_is_not_told_of(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "tak")
    edit(root, SCORE_FILE, "Rustige les.", "Rustig.")
    commit(root, by="Tak")
    git(root, "checkout", "--quiet", "hoofd")
    leaves(root)
    comes(root)
    git(root, "merge", "--quiet", "--no-ff", "--strategy=ours", "-m", "samen", "tak", by=NOW)
    edit(root, SCORE_FILE, *AGAIN)
    commit(root, by=NOW)
    found = known(root)

    assert authors(found) == {NOW}
    assert differences(*found.since) == ["samenvatting: Vlot begonnen. > Vlot begonnen en geëindigd."]


def test_no_page_of_the_dossier_names_who_recorded_the_earlier_person(root: Path) -> None:
    leaves(root)
    comes(root)
    project = read_project(root, today=TODAY)[0]
    pages = person_files(project, Templates(root / project.settings.templates), history.look_back(root, project).record)

    made = b"".join(pages.values()).decode()
    assert (EARLIER in made, "Rustige les." in made, NOW in made) == (False, False, True)


def test_without_a_reason_to_doubt_nothing_is_searched(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Search, "own_moments", property(lambda _: pytest.fail("searched")))
    edit(root, SCORE_FILE, "Rustige les.", "Rustig.")
    commit(root, by=NOW)

    assert authors(known(root)) == {EARLIER, NOW}
