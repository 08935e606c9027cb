"""How git is asked: in few questions, and without anything that a repository has set to run."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from generator import history
from generator.build import check
from generator.history import record as record_module
from generator.model.vastlegging import GEWIJZIGD, VASTGELEGD
from generator.reading.project import read_project
from tests.projects import SCORE_FILE, SCORES, TODAY, change, edit, project_of, put
from tests.repository import commit, git, known, repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that git was asked."""
    found: list[str] = []
    real = subprocess.Popen

    class Counted(real):  # type: ignore[misc, valid-type]
        def __init__(self, command: list[str], *rest: object, **options: object) -> None:
            found.append(next(word for word in command[3:] if not word.startswith("-") and "=" not in word))
            super().__init__(command, *rest, **options)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    return found


@pytest.mark.parametrize("number", [1, 25])
def test_the_questions_do_not_grow_with_the_files(project: Path, asked: list[str], number: int) -> None:
    for day in range(1, number):
        put(project, f"scores/jb-7/2026-04-{day:02}-adviseur.yml", change(SCORES, "2026-05-12", f"2026-04-{day:02}"))
    repository(project)
    edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")
    read = project_of(project)
    asked.clear()

    assert len(dict(history.look_back(project, read).record)) == number
    assert asked == ["rev-parse", "log", "cat-file", "cat-file", "cat-file", "check-attr"]


def test_a_check_asks_for_no_older_versions_of_score_files(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a page that tells what became of them needs those."""
    repository(project)
    monkeypatch.setattr(record_module, "record", lambda *_: pytest.fail("worked out"))

    assert check(project, today=TODAY).is_good


def test_of_one_ib_er_no_other_is_worked_out(project: Path) -> None:
    put(project, "scores/jb-8/2026-05-12-adviseur.yml", SCORES.replace("jb-7", "jb-8"))
    repository(project)
    record = history.look_back(project, read_project(project, today=TODAY)[0]).record

    assert isinstance(record, record_module.Record)
    assert record[SCORE_FILE].stand == VASTGELEGD
    assert list(record.known) == [SCORE_FILE]
    assert len(dict(record)) == len(record) == 2


def test_the_public_site_asks_git_nothing(project: Path, asked: list[str]) -> None:
    repository(project)
    asked.clear()

    check(project, today=TODAY, parts=["site"])

    assert asked == []


def test_without_a_change_on_disk_nobody_asks_for_filters(project: Path, asked: list[str]) -> None:
    repository(project)
    read = project_of(project)
    asked.clear()

    history.look_back(project, read)

    assert asked == ["rev-parse", "log", "cat-file", "cat-file"]


TRAPS = (
    *("core.fsmonitor", "core.pager", "pager.log", "pager.cat-file", "diff.external", "gpg.program", "core.editor"),
    *("diff.val.textconv", "diff.val.command", "filter.val.clean", "filter.val.smudge", "filter.val.process"),
    *("core.sshCommand", "credential.helper", "core.askPass", "merge.val.driver", "core.alternateRefsCommand"),
)
HOOKS = ("post-checkout", "post-index-change", "pre-auto-gc", "fsmonitor-watchman", "reference-transaction")


def test_nothing_that_a_repository_has_set_is_run(project: Path, tmp_path: Path) -> None:
    repository(project)
    edit(project, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(project)
    trap = put(tmp_path, "val", f'#!/bin/sh\necho "$0 $@" >>{tmp_path}/gepakt\n')
    trap.chmod(0o755)
    for key in TRAPS:
        git(project, "config", key, str(trap))
    git(project, "config", "log.showSignature", "true")
    for hook in HOOKS:
        put(project, f".git/hooks/{hook}", trap.read_bytes()).chmod(0o755)
    put(project, ".gitattributes", "* diff=val filter=val merge=val\n")
    edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")
    (tmp_path / "gepakt").unlink(missing_ok=True)

    found = known(project)

    assert (found.stand, len(found.since)) == (GEWIJZIGD, 2)
    assert not (tmp_path / "gepakt").exists()


def test_these_traps_do_catch_a_git_that_is_not_careful(project: Path, tmp_path: Path) -> None:
    repository(project)
    trap = put(tmp_path, "val", f"#!/bin/sh\ntouch {tmp_path}/gepakt\ncat\n")
    trap.chmod(0o755)
    git(project, "config", "filter.val.clean", str(trap))
    put(project, ".gitattributes", "* filter=val\n")
    edit(project, SCORE_FILE, "Rustige les.", "Drukke les.")

    git(project, "add", "--update")

    assert (tmp_path / "gepakt").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("log.showRoot", "false"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.orderFile", "/nergens"),
        ("diff.noprefix", "true"),
        ("log.diffMerges", "separate"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
        ("log.abbrevCommit", "true"),
        ("i18n.logOutputEncoding", "latin1"),
    ],
)
def test_the_taste_of_who_made_the_repository_changes_nothing(project: Path, key: str, value: str) -> None:
    repository(project.parent)
    git(project, "mv", SCORE_FILE, "scores/jb-7/2026-05-12-adviseur-é.yml")
    commit(project, by="Zoë")
    git(project, "config", key, value)

    found = known(project, "scores/jb-7/2026-05-12-adviseur-é.yml")

    assert found.first is not None
    assert found.last is not None
    assert (found.first.author, found.last.author) == ("Test", "Zoë")


def test_a_repository_that_git_does_not_speak_of_is_seen_through_a_link_to_the_project_too(
    project: Path, tmp_path: Path
) -> None:
    put(project, ".git", "van een ander\n")
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders/link").symlink_to(project / "scores")

    assert history.Git(tmp_path / "elders/link").is_hidden
