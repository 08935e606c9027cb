"""What git still holds of one ib-er, wherever in the history it is."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from generator.history.git import Git
from generator.history.holding import GitTraces, holding
from tests.projects import REGISTER_FILE, SCORE_FILE, edit, put, small_project
from tests.repository import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("scores/jb-7", "dossier")


def held(root: Path, id: str = "jb-7", name: str = "Jo Blaak") -> GitTraces:
    found = holding(Git(root), FOLDERS, id, name)
    assert found is not None
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(small_project(tmp_path / "project"))


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").decode().strip()


def test_a_folder_without_git_tells_nothing(project: Path) -> None:
    assert holding(Git(project), FOLDERS, "jb-7", "Jo Blaak") is None


def test_every_commit_that_touched_this_person_is_counted_and_no_other(root: Path) -> None:
    first = head(root)
    put(root, "content/nieuws.md", "# Nieuws\n")
    commit(root)
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root)
    changed = head(root)
    (root / SCORE_FILE).unlink()
    commit(root)

    assert sorted(held(root).commits) == sorted([first, changed, head(root)])
    assert held(root).paths == (SCORE_FILE,)
    assert held(root).branches == ("hoofd",)
    assert held(root).has_reflog
    assert held(root).is_complete


def test_what_is_ready_for_a_first_commit_is_told(project: Path) -> None:
    git(project, "init", "--quiet")
    put(project, "brief.txt", "Beste Jo  Blaak,\n")
    put(project, "content/nieuws.md", "# Nieuws\n")
    git(project, "add", "--all")
    (project / SCORE_FILE).unlink()

    assert held(project).staged == ("brief.txt", "scores/jb-7/", REGISTER_FILE)
    assert held(project).commits == ()
    assert held(project).is_complete


def test_what_is_ready_for_the_next_commit_is_told_and_what_is_in_one_is_not(root: Path) -> None:
    put(root, "brief.txt", "Beste lezer,\n")
    put(root, "dossier/jb.txt", "B")
    git(root, "add", "brief.txt", "-f", "dossier/jb.txt")

    assert held(root).staged == ("dossier/",)


def test_git_that_does_not_speak_of_a_repository_is_no_folder_without_one(project: Path, tmp_path: Path) -> None:
    assert not Git(project).is_hidden
    put(tmp_path, ".git/HEAD", "van een ander\n")

    assert Git(project).is_hidden
    assert not Git(repository(small_project(tmp_path / "ander"))).is_hidden


def test_an_empty_repository_holds_nobody(project: Path) -> None:
    git(project, "init", "--quiet")

    assert held(project) == GitTraces()


def test_a_pseudonym_that_is_the_start_of_another_is_not_that_other(root: Path) -> None:
    put(root, "scores/jb-71/2026-01-01-zelf.yml", "ib_er: jb-71\n")
    commit(root)

    assert held(root, "jb-7", "").commits == held(root).commits
    assert held(root).paths == (SCORE_FILE,)
    other = holding(Git(root), ["scores/b-7"], "b-7")
    assert other is not None
    assert other.commits == ()


def test_what_no_branch_leads_to_any_more_is_found_as_long_as_the_reflog_knows_it(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "zijtak")
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root)
    lost = head(root)
    git(root, "checkout", "--quiet", "hoofd")
    git(root, "branch", "--quiet", "-D", "zijtak")

    assert lost in held(root).commits
    assert held(root).branches == ("hoofd",)


def test_a_stash_a_tag_a_remote_and_another_worktree_are_told(root: Path) -> None:
    git(root, "tag", "versie-1")
    git(root, "worktree", "add", "--quiet", str(root.parent / "elders"), "-b", "elders")
    git(root, "clone", "--quiet", "--bare", str(root), str(root.parent / "kopie.git"))
    git(root, "remote", "add", "kopie", str(root.parent / "kopie.git"))
    git(root, "push", "--quiet", "kopie", "hoofd")
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    git(root, "stash", "push", "--quiet")

    found = held(root)

    assert sorted(found.branches) == ["elders", "hoofd", "kopie/hoofd", "stash", "versie-1"]
    assert found.remotes == ("kopie",)
    assert found.stashes == 1
    assert found.worktrees == (str(root.parent / "elders"),)


def test_a_name_in_a_file_is_told_apart_from_the_pseudonym(root: Path) -> None:
    assert held(root).with_name == 1
    assert held(root, name="An Weg").with_name == 0
    assert held(root, name="").with_name == 0

    put(root, "notitie.txt", "gesproken met  jo\tblaak\n")
    commit(root)
    assert held(root).with_name == 2


def test_a_name_with_signs_of_a_regular_expression_is_taken_as_it_is(root: Path) -> None:
    put(root, REGISTER_FILE, "ib_ers:\n  jb-7: {naam: 'J. (Jo) B*aak+'}\n")
    commit(root)

    assert held(root, name="J. (Jo) B*aak+").with_name == 1
    assert held(root, name="J. (Jo) Baaak").with_name == 0
    assert held(root).is_complete


def test_who_made_a_commit_or_is_named_in_its_message_is_found(root: Path) -> None:
    put(root, "content/nieuws.md", "# Nieuws\n")
    commit(root, by="Jo Blaak")
    put(root, "content/nieuws.md", "# Meer\n")
    git(root, "commit", "--quiet", "--all", "--message", "scores van jb-7 nagekeken")

    assert held(root).with_words == 2
    assert len(held(root).commits) == 3


def test_what_stands_in_a_merge_alone_is_found(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "zijtak")
    put(root, "content/a.md", "# a\n")
    commit(root)
    git(root, "checkout", "--quiet", "hoofd")
    put(root, "content/b.md", "# b\n")
    commit(root)
    git(root, "merge", "--quiet", "--no-commit", "zijtak")
    put(root, "content/c.md", "Jo Blaak\n")
    commit(root)

    assert head(root) in held(root).commits


def test_what_of_ours_was_ever_put_in_git_is_named_also_when_it_is_packed(root: Path) -> None:
    put(root, "dossier/index.html", "<p>iemand</p>\n")
    put(root, "oud/JB-7-kijkwijzer.pdf", b"\0\1\2")
    commit(root)

    assert held(root).paths == ("dossier/index.html", "oud/JB-7-kijkwijzer.pdf", SCORE_FILE)
    assert held(root).places == ("dossier/", "oud/JB-7-kijkwijzer.pdf", "scores/jb-7/")


def test_a_project_below_the_top_of_its_repository_is_asked_for_from_the_top(tmp_path: Path) -> None:
    small_project(tmp_path / "alles/project")
    top = repository(tmp_path / "alles")
    found = holding(Git(top / "project"), ["project/scores/jb-7"], "jb-7")

    assert found is not None
    assert found.paths == (f"project/{SCORE_FILE}",)


def test_that_git_had_no_answer_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Git.ask
    monkeypatch.setattr(Git, "ask", lambda git, *asked: None if "--raw" in asked else ask(git, *asked))

    assert not held(root).is_complete


def test_a_content_that_cannot_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.history.spoken.LARGEST", 100)

    assert not held(root).is_complete
    assert held(root).commits == (head(root),)


def test_nobody_can_see_of_whom_git_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a program is started with is seen in the list of processes."""
    asked: list[str] = []
    start = subprocess.Popen.__init__

    def heard(process: object, command: list[str], *rest: object, **more: object) -> None:
        asked.extend(command)
        start(process, command, *rest, **more)  # type: ignore[call-overload]

    put(root, "scores/jb-7/Jo Blaak.txt", "Jo Blaak\n")
    commit(root)
    monkeypatch.setattr(subprocess.Popen, "__init__", heard)

    assert held(root).with_name == 2
    assert "log" in asked
    assert [word for word in asked if "Blaak" in word or "jb-7" in word] == []


@pytest.mark.parametrize("said", ["Jose\u0301 A\u0308lva", "JOSÉ ÄLVA", "josé\n    älva", "“José Älva”"])
def test_a_name_is_found_however_its_letters_are_written(root: Path, said: str) -> None:
    put(root, "notitie.txt", f"met {said}.\n")
    commit(root)

    assert held(root, name="José Älva").with_name == 1
    assert held(root, name="José Älvar").with_name == 0


def test_what_a_link_says_is_found_and_a_repository_within_is_passed_over(root: Path) -> None:
    (root / "koppeling").symlink_to("Jo Blaak.txt")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{head(root)},anders")
    commit(root)

    assert held(root).with_name == 2
    assert held(root).is_complete
