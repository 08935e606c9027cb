"""What git knows: a rubric that changed without a new versie since it was scored with."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import history
from generator.reading.project import read_project
from tests.projects import RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, TODAY, change, edit, put

if TYPE_CHECKING:
    from generator.history import Past

OTHER_TEXT = ("De lesgever ziet alle kinderen.", "De lesgever kijkt.")


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "vastgelegd")


@pytest.fixture
def committed(project: Path) -> Path:
    """The small project, with everything in it committed."""
    git(project.parent, "init", "--quiet", str(project))
    commit(project)
    return project


def past(root: Path) -> Past:
    return history.look_back(root, read_project(root, today=TODAY)[0])


def told(root: Path) -> list[str]:
    return [str(problem) for problem in past(root).problems]


def test_a_rubric_that_stayed_the_same_is_not_spoken_of(committed: Path) -> None:
    assert told(committed) == []


def test_a_changed_text_without_a_new_versie_is_told_at_the_score_file(committed: Path) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)

    assert "\n".join(told(committed)) == (
        f"{SCORE_FILE}:2: let op: rubric 'zwemles' is veranderd sinds dit bestand werd vastgelegd ('a.1'), maar heet nog steeds versie '3'."
        " Geef de rubric een nieuwe versie en bewaar de oude als zwemles@3.yml"
    )


def test_it_does_not_matter_whether_the_change_was_committed_too(committed: Path) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    commit(committed)
    edit(committed, SCORE_FILE, "Rustige les.", "Een rustige les.")
    commit(committed)

    assert len(told(committed)) == 1


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("label: deels gezien", "label: half gezien", "'schaal'"),
        ("      - {id: b, titel: Redden}\n", "", "'b'"),
        ("{id: b, titel: Redden}", "{id: b, titel: Redden}\n      - {id: d, titel: Duiken}", "'d'"),
    ],
)
def test_points_and_rows_that_come_or_go_count_as_a_change(committed: Path, old: str, new: str, named: str) -> None:
    edit(committed, SCORE_FILE, '  "b": nvt\n', "")
    commit(committed)
    edit(committed, RUBRIC_FILE, old, new)

    (line,) = told(committed)

    assert f"({named})" in line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titel: Toezicht\n", "titel: Toezicht\n        afgeleid: ja\n"),
        ("cursus: Toezicht houden", "cursus: Beter toezicht houden"),
        ("titel: Kijken naar een zwemles", "titel: Kijken bij een zwemles"),
        ("titel: Toezicht\n", "titel: Toezicht\n        bewijsstukken: [rooster van de badmeesters]\n"),
    ],
)
def test_what_does_not_change_how_one_scores_is_no_change(committed: Path, old: str, new: str) -> None:
    edit(committed, RUBRIC_FILE, old, new)

    assert told(committed) == []


def test_a_new_versie_with_the_old_one_kept_is_how_it_should_be(committed: Path) -> None:
    put(committed, "rubrics/zwemles@3.yml", RUBRIC)
    put(committed, RUBRIC_FILE, change(change(RUBRIC, *OTHER_TEXT), 'versie: "3"', 'versie: "4"'))

    assert told(committed) == []


def test_a_kept_versie_is_compared_too(committed: Path) -> None:
    put(committed, "rubrics/zwemles@3.yml", change(RUBRIC, *OTHER_TEXT))
    put(committed, RUBRIC_FILE, change(RUBRIC, 'versie: "3"', 'versie: "4"'))

    assert len(told(committed)) == 1


def test_a_row_outside_the_kijkwijzers_of_the_afname_is_not_its_concern(committed: Path) -> None:
    edit(committed, SCORE_FILE, "kijkwijzers: [ondiep, diep]", "kijkwijzers: [ondiep]")
    edit(committed, RUBRIC_FILE, "De lesgever doet de slag voor.", "De lesgever doet het voor.")

    assert told(committed) == []


def test_many_score_files_with_one_cause_give_one_line(committed: Path) -> None:
    for day in ("13", "14"):
        put(committed, f"scores/jb-7/2026-05-{day}-adviseur.yml", change(SCORES, "2026-05-12", f"2026-05-{day}"))
    commit(committed)
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)

    (line,) = told(committed)

    assert "Dat geldt ook voor 2 andere scorebestanden." in line


def test_a_score_file_that_was_never_committed_has_no_past(committed: Path) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    commit(committed)
    put(committed, "scores/jb-7/2026-05-13-adviseur.yml", change(SCORES, "2026-05-12", "2026-05-13"))

    assert all("andere" not in line and SCORE_FILE in line for line in told(committed))


def test_a_project_inside_a_larger_repository_is_found(tmp_path: Path, project: Path) -> None:
    git(tmp_path, "init", "--quiet", str(tmp_path))
    commit(tmp_path)
    edit(project, RUBRIC_FILE, *OTHER_TEXT)

    assert len(told(project)) == 1


def test_an_old_rubric_that_nobody_can_read_is_passed_over(project: Path) -> None:
    git(project.parent, "init", "--quiet", str(project))
    put(project, RUBRIC_FILE, "titel: [\n")
    commit(project)
    put(project, RUBRIC_FILE, RUBRIC)

    assert told(project) == []


def test_without_a_repository_that_is_said(project: Path) -> None:
    assert past(project) == history.Past(remarks=(history.NO_HISTORY,))


def test_without_git_that_is_said(committed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nergens")

    assert past(committed) == history.Past(remarks=(history.NO_HISTORY,))


def test_a_repository_without_a_commit_has_nothing_to_tell(project: Path) -> None:
    git(project.parent, "init", "--quiet", str(project))

    assert (past(project).problems, past(project).remarks) == ((), ())


def test_a_shallow_clone_is_said_to_be_one(committed: Path, tmp_path: Path) -> None:
    edit(committed, SCORE_FILE, "Rustige les.", "Een rustige les.")
    commit(committed)
    git(tmp_path, "clone", "--quiet", "--depth", "1", committed.as_uri(), "ondiep")

    assert (told(tmp_path / "ondiep"), past(tmp_path / "ondiep").remarks) == ([], (history.SHALLOW,))


def test_nothing_that_the_repository_has_set_is_run(committed: Path, tmp_path: Path) -> None:
    trap = put(tmp_path, "val", f"#!/bin/sh\ntouch {tmp_path}/gepakt\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program", "diff.x.textconv"):
        git(committed, "config", key, str(trap))
    git(committed, "config", "log.showSignature", "true")
    put(committed, ".gitattributes", "*.yml diff=x\n")
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    (tmp_path / "gepakt").unlink(missing_ok=True)

    assert len(told(committed)) == 1
    assert not (tmp_path / "gepakt").exists()


def test_the_git_of_a_hook_does_not_lead_astray(
    committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", "nergens")

    assert len(told(committed)) == 1
