"""What git knows of rubrics: one that changed without a new versie since it was scored with, and one that is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import history
from generator.build import check
from generator.reading.project import read_project
from tests.projects import REGISTER_FILE, RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, TODAY, change, edit, put
from tests.repository import commit, git, past, repository, told

if TYPE_CHECKING:
    from generator.model.project import Project

OTHER_TEXT = ("De lesgever ziet alle kinderen.", "De lesgever kijkt.")


@pytest.fixture
def committed(project: Path) -> Path:
    """The small project, with everything in it committed."""
    return repository(project)


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


def test_the_git_of_a_hook_does_not_lead_astray(
    committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", "nergens")

    assert len(told(committed)) == 1


# A versie that is kept nowhere else


NEW_VERSION = change(change(RUBRIC, *OTHER_TEXT), 'versie: "3"', 'versie: "4"')


def read(root: Path) -> tuple[Project, list[str]]:
    """The project, with what is lost taken from git."""
    project, problems = read_project(root, today=TODAY, older=partial(history.lost_rubric, history.Git(root)))
    return project, [str(problem) for problem in problems]


def test_a_versie_that_is_gone_is_read_from_git_and_said_to_be(committed: Path) -> None:
    id = git(committed, "rev-parse", "HEAD").decode()[:7]
    put(committed, RUBRIC_FILE, NEW_VERSION)

    project, problems = read(committed)

    assert "\n".join(problems) == (
        f"{SCORE_FILE}:2: let op: versie '3' van rubric 'zwemles' staat niet meer bij de rubrics; gelezen uit git, commit {id};"
        " bewaar hem als zwemles@3.yml"
    )
    assert [(rubric.id, rubric.version) for rubric in project.older_rubrics] == [("zwemles", "3")]
    assert project.afnamen[0].rubric.vaardigheden["a.1"].text == "De lesgever ziet alle kinderen."


def test_it_is_told_once_at_the_first_of_many_score_files(committed: Path) -> None:
    put(committed, "scores/jb-7/2026-05-13-adviseur.yml", change(SCORES, "2026-05-12", "2026-05-13"))
    put(committed, RUBRIC_FILE, NEW_VERSION)

    project, problems = read(committed)

    assert (len(project.afnamen), len(project.older_rubrics), len(problems)) == (2, 1, 1)


def test_the_newest_readable_text_of_a_lost_versie_counts(committed: Path) -> None:
    edit(committed, RUBRIC_FILE, "Kijken naar een zwemles", "Kijken bij een zwemles")
    commit(committed)
    put(committed, RUBRIC_FILE, 'id: zwemles\nversie: "3"\n')
    commit(committed)
    put(committed, RUBRIC_FILE, NEW_VERSION)
    commit(committed)

    assert read(committed)[0].older_rubrics[0].title == "Kijken bij een zwemles"


def test_a_versie_that_was_kept_as_an_older_one_and_thrown_away_is_found(committed: Path) -> None:
    git(committed, "mv", RUBRIC_FILE, "rubrics/zwemles@3.yml")
    put(committed, RUBRIC_FILE, NEW_VERSION)
    commit(committed)
    (committed / "rubrics/zwemles@3.yml").unlink()
    commit(committed)

    assert len(read(committed)[0].older_rubrics) == 1


def test_a_rubric_of_which_nothing_is_left_is_found_too(committed: Path) -> None:
    put(committed, "rubrics/duiken.yml", change(RUBRIC, "id: zwemles", "id: duiken"))
    (committed / RUBRIC_FILE).unlink()
    commit(committed)

    assert [rubric.id for rubric in read(committed)[0].older_rubrics] == ["zwemles"]


def test_a_versie_that_never_was_stays_a_fault(committed: Path) -> None:
    edit(committed, SCORE_FILE, 'versie: "3"', 'versie: "9"')

    (fault,) = read(committed)[1]

    assert "van rubric 'zwemles' bestaat geen versie '9', wel: 3" in fault


def test_without_git_a_versie_that_is_gone_stays_a_fault(project: Path) -> None:
    put(project, RUBRIC_FILE, NEW_VERSION)

    (fault,) = read(project)[1]

    assert "bestaat geen versie '3', wel: 4" in fault


@pytest.mark.parametrize("versie", ["../../x", "x y", "*", "3\\n3"])
def test_a_versie_that_can_be_none_is_not_looked_for(committed: Path, versie: str) -> None:
    edit(committed, SCORE_FILE, 'versie: "3"', f'versie: "{versie}"')

    (fault,) = read(committed)[1]

    assert "bestaat geen versie" in fault


def test_a_lost_versie_is_looked_for_in_the_build_and_not_for_the_public_site(committed: Path) -> None:
    put(committed, RUBRIC_FILE, NEW_VERSION)
    edit(committed, REGISTER_FILE, "stichting:", "fictief: ja\nstichting:")

    whole, public = check(committed, today=TODAY), check(committed, today=TODAY, parts=["site"])

    assert [str(problem).partition(";")[0] for problem in whole.problems] == [
        f"{SCORE_FILE}:2: let op: versie '3' van rubric 'zwemles' staat niet meer bij de rubrics"
    ]
    assert (whole.is_good, public.problems, public.project.older_rubrics) == (True, [], ())


def test_a_change_before_a_score_file_was_renamed_is_still_found(committed: Path) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    commit(committed)
    git(committed, "mv", SCORE_FILE, "scores/jb-7/2026-05-12-adviseur-b.yml")
    commit(committed)

    assert len(told(committed)) == 1


def test_a_change_before_the_whole_project_moved_is_still_found(committed: Path) -> None:
    edit(committed, RUBRIC_FILE, *OTHER_TEXT)
    commit(committed)
    (committed / "hier").mkdir()
    for name in ("scores", "rubrics", "content", "mkdocs.yml"):
        git(committed, "mv", name, f"hier/{name}")
    commit(committed)

    assert len(told(committed / "hier")) == 1
