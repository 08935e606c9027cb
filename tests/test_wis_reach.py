"""What `wis` cannot reach is told as it is: nothing that is not so, and every step that a person can take."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.history.holding import GitTraces
from generator.leaks.secret import Secrets
from generator.model.project import Project
from generator.traces import Trace, Traces
from generator.wis_reach import out_of_reach
from generator.wissen import Plan

ROOT = Path("/stichting")
HELD = GitTraces(("c1", "c2"), branches=("hoofd",), places=("scores/jb-7/",), has_reflog=True)


def told(git: GitTraces | None, *, name: str = "Jo Blaak", naming: tuple[Trace, ...] = ()) -> str:
    """As one line, so that no test hangs on where a line ends."""
    plan = Plan(ROOT, Project(), Traces("jb-7", ask_git=lambda: git, naming=naming), name, Secrets())
    return " ".join(" ".join(out_of_reach(plan)).split())


@pytest.mark.parametrize(
    "word", ["klonen", "back-ups", "Papier", "mails", "exports", "Wis alles van dit apparaat", "schijf"]
)
def test_what_is_elsewhere_is_always_told(word: str) -> None:
    assert word in told(None)
    assert word in told(HELD)


def test_without_git_there_is_no_history_and_no_step() -> None:
    assert "deze map heeft geen geschiedenis in git" in told(None)
    assert "filter-repo" not in told(None)


def test_git_that_gives_no_answer_is_not_called_without_a_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.test_wis_reach.ROOT", tmp_path / "project")
    (tmp_path / ".git").mkdir()

    assert "er is een .git, maar git is hier niet te vragen. Ga ervan uit dat alles er nog in staat." in told(None)
    assert "geen geschiedenis" not in told(None)


def test_what_was_put_ready_for_a_commit_is_told_with_the_step() -> None:
    said = told(GitTraces(staged=("scores/jb-7/", "brief aan.txt")))

    assert "Klaargezet in git (git add) en nog niet vastgelegd: scores/jb-7/, brief aan.txt." in said
    assert "git reset --quiet -- :/scores/jb-7/ ':/brief aan.txt' git gc --prune=now" in said


def test_a_history_without_this_person_asks_for_nothing() -> None:
    assert "in de geschiedenis is niets over deze ib-er gevonden" in told(GitTraces())
    assert "filter-repo" not in told(GitTraces())


def test_a_history_that_could_not_be_read_is_never_called_clean() -> None:
    said = told(GitTraces(is_complete=False))

    assert "kon niet helemaal worden nagekeken. Ga ervan uit dat alles er nog in staat" in said
    assert "niets over deze ib-er gevonden" not in said


def test_only_without_the_name_in_the_history_the_link_is_called_broken() -> None:
    assert "De volledige naam staat niet in de geschiedenis." in told(HELD)
    assert "volledige naam staat niet" not in told(GitTraces(("c1",), with_name=1))
    assert "De naam staat ook in de geschiedenis (1 commit)" in told(GitTraces(("c1",), with_name=1))
    assert "volledige naam staat niet" not in told(GitTraces(("c1",), with_words=1))
    assert "volledige naam staat niet" not in told(GitTraces(("c1",), is_shallow=True))
    assert "volledige naam staat niet" not in told(GitTraces(("c1",), is_complete=False))
    assert "De naam is hier niet bekend, dus daar is niet naar gezocht." in told(HELD, name="")


def test_notes_that_hold_a_part_of_the_name_are_told() -> None:
    trace = Trace(ROOT / "scores/jb-7/2026-05-12-adviseur.yml", "scorebestand", 12)

    assert "stond in scores/jb-7/2026-05-12-adviseur.yml:12. Zat dat bestand in git" in told(HELD, naming=(trace,))
    assert "stond in" not in told(HELD)


def test_branches_stashes_remotes_and_worktrees_are_told_and_get_their_step() -> None:
    said = told(GitTraces(("c1",), ("hoofd", "kopie/hoofd"), ("kopie",), 2, worktrees=("/elders",)))

    assert "(takken en labels: hoofd, kopie/hoofd; 2 stashes; op afstand: kopie)" in said
    assert "De bestanden staan ook in: /elders." in said
    assert "git stash clear" in said
    assert "git push --force --all kopie" in said
    assert "git stash clear" not in told(HELD)
    assert "git push" not in told(HELD)


def test_a_part_of_the_history_is_told_as_a_part() -> None:
    assert "maar een deel" in told(GitTraces(("c1",), is_shallow=True))
    assert "maar een deel" in told(GitTraces(is_shallow=True))


def test_names_that_a_shell_would_read_otherwise_are_quoted() -> None:
    said = told(GitTraces(("c1",), places=("oud; rm -rf/jb-7.txt",), remotes=("een twee",)))

    assert "--path 'oud; rm -rf/jb-7.txt'" in said
    assert "git push --force --all 'een twee'" in said


def test_only_of_origin_the_address_is_asked_again() -> None:
    assert "git remote add origin ADRES" in told(GitTraces(("c1",), remotes=("origin",)))
    assert "git remote add" not in told(GitTraces(("c1",), remotes=("kopie",)))


def test_without_files_of_this_person_in_git_no_file_is_asked_to_go() -> None:
    assert "--invert-paths" not in told(GitTraces(("c1",)))
    assert "--replace-text" in told(GitTraces(("c1",)))
