"""What git knows of a score file, in real repositories."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.model.vastlegging import GEWIJZIGD, NIEUW, ONBEKEND, VASTGELEGD, Vastlegging
from tests.projects import SCORE_FILE, SCORES, change, edit, put, small_project
from tests.repository import NOON, commit, differences, git, known, past, repository

TO_C = ('"a.1": B', '"a.1": C')
NEW_FOLDER = "scores/jb-8/2026-05-12-adviseur.yml"
LATER = "2026-05-14T09:00:00+02:00"


@pytest.fixture
def committed(project: Path) -> Path:
    """The small project, with everything in it committed; its one afname is vastgesteld."""
    return repository(project)


def rewrite(root: Path, old: str, new: str, *, by: str = "Test", at: str = LATER) -> str:
    edit(root, SCORE_FILE, old, new)
    return commit(root, by=by, at=at)


# Where it stands


def test_an_afname_that_was_committed_says_when_and_by_whom(project: Path) -> None:
    git(project.parent, "init", "--quiet", str(project))
    id = commit(project, by="Jo Blaak", at="2026-05-13T10:00:00+02:00")

    found = known(project)

    assert (found.stand, found.since) == (VASTGELEGD, ())
    assert found.vastgesteld == found.first == found.last
    assert found.last is not None
    assert (found.last.short, found.last.author, found.last.day) == (id, "Jo Blaak", date(2026, 5, 13))


def test_a_day_is_that_of_who_made_the_commit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(project.parent, "init", "--quiet", str(project))
    commit(project, at="2026-05-13T23:30:00-09:00")
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    found = known(project)

    assert found.last is not None
    assert found.last.day == date(2026, 5, 13)


@pytest.mark.parametrize("is_staged", [False, True])
def test_a_file_without_a_commit_is_new_also_when_it_is_staged(committed: Path, is_staged: bool) -> None:  # noqa: FBT001
    path = "scores/jb-7/2026-05-13-adviseur.yml"
    put(committed, path, change(SCORES, "2026-05-12", "2026-05-13"))
    if is_staged:
        git(committed, "add", "--all")

    assert known(committed, path) == Vastlegging(NIEUW)


@pytest.mark.parametrize("is_staged", [False, True])
def test_an_edit_without_a_commit_is_told_with_what_it_is(committed: Path, is_staged: bool) -> None:  # noqa: FBT001
    edit(committed, SCORE_FILE, *TO_C)
    if is_staged:
        git(committed, "add", "--all")

    found = known(committed)

    (now,) = found.since
    assert (found.stand, now.commit) == (GEWIJZIGD, None)
    assert differences(now) == ["scores a.1 score: B > C"]


def test_an_edit_of_a_concept_is_told_as_long_as_it_is_not_committed(project: Path) -> None:
    edit(project, SCORE_FILE, "status: vastgesteld", "status: concept")
    repository(project)
    rewrite(project, *TO_C)
    edit(project, SCORE_FILE, '"b": nvt', '"b": A')

    found = known(project)

    assert (found.stand, found.vastgesteld) == (GEWIJZIGD, None)
    assert differences(*found.since) == ["scores b score: nvt > A"]


def test_a_repository_without_a_commit_has_only_new_files(project: Path) -> None:
    git(project.parent, "init", "--quiet", str(project))

    assert past(project).record == {SCORE_FILE: Vastlegging(NIEUW)}


def test_a_project_without_git_has_no_record(project: Path) -> None:
    assert past(project).record == {}


def test_other_line_ends_are_no_edit(committed: Path) -> None:
    put(committed, SCORE_FILE, SCORES.replace("\n", "\r\n"))

    assert (known(committed).stand, known(committed).since) == (VASTGELEGD, ())


def test_another_lay_out_is_an_edit_that_changes_nothing_of_what_it_says(committed: Path) -> None:
    rewrite(committed, "doel:", "# over doelen\ndoel:")

    (edit_,) = known(committed).since

    assert (edit_.changes, edit_.counts) == ((), False)


def test_a_repository_with_longer_ids_is_read_as_well(project: Path) -> None:
    repository(project, "--object-format=sha256")
    assert known(project).stand == VASTGELEGD

    edit(project, SCORE_FILE, *TO_C)
    assert differences(*known(project).since) == ["scores a.1 score: B > C"]


# What changed since it was vastgesteld


def test_a_changed_score_is_told_with_when_and_by_whom(committed: Path) -> None:
    id = rewrite(committed, *TO_C, by="Jo Blaak")

    found = known(committed)

    (edit_,) = found.since
    assert edit_.commit is not None
    assert (edit_.commit.short, edit_.commit.author, edit_.commit.day) == (id, "Jo Blaak", date(2026, 5, 14))
    assert differences(edit_) == ["scores a.1 score: B > C"]
    assert found.last == edit_.commit != found.vastgesteld


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Telde #niet", "Telde wel", ["scores a.2 aantekening: Telde #niet: te druk. > Telde wel: te druk."]),
        ("bron: observatie", "bron: gesprek", ["scores a.2 bron: observatie > gesprek"]),
        ("bron: observatie", "taak: samen", ["scores a.2 taak: - > samen", "scores a.2 bron: observatie > -"]),
        ('  "b": nvt\n', "", ["scores b score: nvt > -"]),
        ('"b": nvt', '"b": {bewijsstukken: [x, y]}', ["scores b bewijsstukken: - > x, y", "scores b score: nvt > -"]),
        ("Rustige les.", "Drukke les.", ["samenvatting: Rustige les. > Drukke les."]),
        ("datum: 2026-05-12", "datum: 2026-05-11", ["datum: 2026-05-12 > 2026-05-11"]),
        ("naam: R. Bakker", "naam: S. Bakker", ["waarnemer naam: R. Bakker > S. Bakker"]),
        ("status: vastgesteld", "status: concept", ["status: vastgesteld > concept"]),
        ("samenvatting:", "zienswijze: Mooi.\nsamenvatting:", ["zienswijze: - > Mooi."]),
        (
            "voor: 2026-12-01",
            "voor: 2027-01-01",
            ["afspraken Bij elke les hardop tellen voor: 2026-12-01 > 2027-01-01"],
        ),
    ],
)
def test_whatever_changed_is_told_from_and_to(committed: Path, old: str, new: str, expected: list[str]) -> None:
    rewrite(committed, old, new)

    found = known(committed)

    assert differences(*found.since) == expected
    assert found.edits == found.since


def test_following_up_an_afspraak_is_told_and_is_no_edit(committed: Path) -> None:
    rewrite(committed, "bij: [a.2]", "bij: [a.2], nagekomen: ja, opmerking: Elke les.")

    found = known(committed)

    assert differences(*found.since) == [
        "afspraken Bij elke les hardop tellen nagekomen: - > ja",
        "afspraken Bij elke les hardop tellen opmerking: - > Elke les.",
    ]
    assert found.edits == ()


def test_a_new_afspraak_is_one_difference(committed: Path) -> None:
    rewrite(committed, "afspraken:\n", "afspraken:\n  - {wat: Zwemmen, wie: lesgever, voor: 2026-12-01}\n")

    assert differences(*known(committed).since) == ["afspraken Zwemmen: - > Zwemmen"]


def test_what_changed_in_a_concept_is_nobodys_concern(project: Path) -> None:
    edit(project, SCORE_FILE, "status: vastgesteld", "status: concept")
    repository(project)
    rewrite(project, *TO_C)
    final = rewrite(project, "status: concept", "status: vastgesteld")
    rewrite(project, '"b": nvt', '"b": A')

    found = known(project)

    assert found.vastgesteld is not None
    assert found.vastgesteld.short == final
    assert differences(*found.since) == ["scores b score: nvt > A"]


def test_back_to_concept_and_final_again_counts_from_the_first_time(committed: Path) -> None:
    rewrite(committed, "status: vastgesteld", "status: concept")
    rewrite(committed, *TO_C)
    rewrite(committed, "status: concept", "status: vastgesteld")

    assert differences(*known(committed).since) == [
        "status: concept > vastgesteld",
        "scores a.1 score: B > C",
        "status: vastgesteld > concept",
    ]


@pytest.mark.parametrize(
    "broken", [b"scores: [\n", b"\xff\xfe", b"titel: iets anders\n", b"a: &x [*x]\n", b"x" * 1_000_001]
)
def test_an_old_version_that_nobody_can_read_is_said_to_be_one(committed: Path, broken: bytes) -> None:
    put(committed, SCORE_FILE, broken)
    commit(committed)
    put(committed, SCORE_FILE, change(SCORES, *TO_C))
    commit(committed)

    after, lost = known(committed).since

    assert lost.is_unreadable
    assert differences(after) == ["scores a.1 score: B > C"]


def test_a_file_that_went_and_came_back_keeps_its_past(committed: Path) -> None:
    (committed / SCORE_FILE).unlink()
    commit(committed)
    put(committed, SCORE_FILE, change(SCORES, *TO_C))
    commit(committed)

    back, gone = known(committed).since

    assert gone.is_removal
    assert differences(back) == ["scores a.1 score: B > C"]


def test_of_another_doel_only_is_told_that_it_was_another(project: Path) -> None:
    edit(project, SCORE_FILE, "doel: ontwikkeling", "doel: beoordeling")
    repository(project)
    rewrite(project, "Rustige les.", "Geheim van toen.")
    edit(project, SCORE_FILE, *TO_C)
    rewrite(project, "doel: beoordeling", "doel: ontwikkeling")
    rewrite(project, '"b": nvt', '"b": A')

    found = known(project)

    assert differences(*found.since) == ["scores b score: nvt > A", "doel: beoordeling > ontwikkeling"]
    assert [edit_.is_other_doel for edit_ in found.since] == [False, True, True]


# Renames


@pytest.mark.parametrize("new", ["scores/jb-7/2026-05-12-adviseur-b.yml", "scores/jb-7/x.yaml"])
def test_a_renamed_file_keeps_its_past(committed: Path, new: str) -> None:
    rewrite(committed, *TO_C)
    git(committed, "mv", SCORE_FILE, new)
    commit(committed)

    moved, edit_ = known(committed, new).since

    assert (moved.moved_from, moved.changes, moved.counts) == (SCORE_FILE, (), False)
    assert differences(edit_) == ["scores a.1 score: B > C"]


def test_a_renamed_folder_of_an_ib_er_keeps_the_past_of_what_is_in_it(committed: Path) -> None:
    rewrite(committed, *TO_C)
    git(committed, "mv", "scores/jb-7", "scores/jb-8")
    edit(committed, NEW_FOLDER, "ib_er: jb-7", "ib_er: jb-8")
    commit(committed)

    found = known(committed, NEW_FOLDER)

    assert differences(*found.since) == ["ib_er: jb-7 > jb-8", "scores a.1 score: B > C"]
    assert found.since[0].moved_from == SCORE_FILE


def test_another_folder_for_all_scores_is_followed_too(committed: Path) -> None:
    rewrite(committed, *TO_C)
    git(committed, "mv", "scores", "afnamen")
    edit(
        committed,
        "mkdocs.yml",
        "docs_dir",
        "extra:\n  kijkwijzer:\n    scores: afnamen\n    register: afnamen/register.yml\ndocs_dir",
    )
    commit(committed)

    found = known(committed, SCORE_FILE.replace("scores", "afnamen"))

    assert differences(*found.since) == ["scores a.1 score: B > C"]


def test_a_project_that_moved_into_a_folder_is_followed_too(committed: Path) -> None:
    rewrite(committed, *TO_C)
    (committed / "hier").mkdir()
    for name in ("scores", "rubrics", "content", "mkdocs.yml"):
        git(committed, "mv", name, f"hier/{name}")
    commit(committed)

    found = known(committed / "hier")

    assert (found.stand, differences(*found.since)) == (VASTGELEGD, ["scores a.1 score: B > C"])
    assert found.since[0].moved_from == SCORE_FILE


def test_two_files_that_swapped_names_keep_each_their_own_past(committed: Path) -> None:
    other = "scores/jb-7/2026-05-13-adviseur.yml"
    put(
        committed,
        other,
        "\n".join([f"# {number}" for number in range(40)]) + "\n" + change(SCORES, "2026-05-12", "2026-05-13"),
    )
    commit(committed)
    rewrite(committed, *TO_C)
    one, two = (committed / SCORE_FILE).read_bytes(), (committed / other).read_bytes()
    put(committed, SCORE_FILE, two)
    put(committed, other, one)
    commit(committed)

    found = past(committed).record

    assert "scores a.1 score: B > C" in differences(*found[SCORE_FILE].since, *found[other].since)
    assert all(vastlegging.stand == VASTGELEGD for vastlegging in found.values())


def test_a_date_put_right_and_the_name_of_the_file_with_it_is_the_same_afname(committed: Path) -> None:
    new = SCORE_FILE.replace("12", "11")
    git(committed, "mv", SCORE_FILE, new)
    edit(committed, new, "datum: 2026-05-12", "datum: 2026-05-11")
    commit(committed)

    assert differences(*known(committed, new).since) == ["datum: 2026-05-12 > 2026-05-11"]


def test_what_another_ib_er_had_is_never_shown_as_ones_own_past(committed: Path) -> None:
    (committed / SCORE_FILE).unlink()
    put(committed, NEW_FOLDER, change(change(SCORES, "jb-7", "jb-8"), *TO_C))
    id = commit(committed)

    found = known(committed, NEW_FOLDER)

    assert found.first is not None
    assert (found.first.short, found.since) == (id, ())


def test_last_years_afname_is_not_the_past_of_this_years(committed: Path) -> None:
    new = SCORE_FILE.replace("2026", "2025")
    text = change(change(change(SCORES, "2026-05-12", "2025-05-12"), *TO_C), '"b": nvt', '"b": A')
    (committed / SCORE_FILE).unlink()
    put(committed, new, text)
    id = commit(committed)

    found = known(committed, new)

    assert found.vastgesteld is not None
    assert (found.vastgesteld.short, found.since) == (id, ())


# Branches and merges


def branch(root: Path, old: str, new: str, *, by: str = "Tak") -> None:
    """A branch with one edit; back on the main one."""
    git(root, "checkout", "--quiet", "-b", "tak")
    rewrite(root, old, new, by=by)
    git(root, "checkout", "--quiet", "hoofd")


def merge(root: Path, *options: str) -> None:
    git(root, "merge", "--quiet", "--no-ff", "-m", "samen", *options, "tak", by="Samenvoeger")


def test_a_change_on_a_branch_is_told_once_at_its_own_commit(committed: Path) -> None:
    branch(committed, *TO_C)
    merge(committed)

    (edit_,) = known(committed).since

    assert edit_.commit is not None
    assert (edit_.commit.author, differences(edit_)) == ("Tak", ["scores a.1 score: B > C"])


def test_two_sides_that_both_changed_the_file_are_told_and_their_merge_is_not(committed: Path) -> None:
    branch(committed, *TO_C, by="Tak")
    rewrite(committed, "Rustige les.", "Drukke les.", by="Hoofd")
    merge(committed)

    found = known(committed)

    assert {edit_.commit.author for edit_ in found.since if edit_.commit} == {"Tak", "Hoofd"}
    assert sorted(differences(*found.since)) == [
        "samenvatting: Rustige les. > Drukke les.",
        "scores a.1 score: B > C",
    ]
    assert found.stand == VASTGELEGD


def test_what_a_merge_changed_by_itself_is_told_as_that(committed: Path) -> None:
    branch(committed, *TO_C)
    git(committed, "merge", "--quiet", "--no-ff", "--no-commit", "tak")
    edit(committed, SCORE_FILE, '"b": nvt', '"b": A')
    commit(committed, by="Samenvoeger")

    evil, edit_ = known(committed).since

    assert (evil.is_merge, differences(evil)) == (True, ["scores b score: nvt > A"])
    assert (edit_.is_merge, differences(edit_)) == (False, ["scores a.1 score: B > C"])


def test_a_change_that_a_merge_left_out_never_happened(committed: Path) -> None:
    branch(committed, *TO_C)
    rewrite(committed, "Rustige les.", "Drukke les.")
    merge(committed, "--strategy=ours")

    assert differences(*known(committed).since) == ["samenvatting: Rustige les. > Drukke les."]


def test_a_file_that_came_from_a_branch_has_the_past_it_had_there(committed: Path) -> None:
    path = "scores/jb-7/2026-05-13-adviseur.yml"
    git(committed, "checkout", "--quiet", "-b", "tak")
    put(committed, path, change(SCORES, "2026-05-12", "2026-05-13"))
    id = commit(committed, by="Tak")
    git(committed, "checkout", "--quiet", "hoofd")
    rewrite(committed, *TO_C)
    merge(committed)

    found = known(committed, path)

    assert found.vastgesteld is not None
    assert (found.vastgesteld.short, found.since) == (id, ())


def test_a_rename_on_a_branch_is_followed_through_its_merge(committed: Path) -> None:
    git(committed, "checkout", "--quiet", "-b", "tak")
    git(committed, "mv", "scores/jb-7", "scores/jb-8")
    edit(committed, NEW_FOLDER, "ib_er: jb-7", "ib_er: jb-8")
    commit(committed, by="Tak")
    git(committed, "checkout", "--quiet", "hoofd")
    rewrite(committed, *TO_C, by="Hoofd")
    merge(committed)

    found = known(committed, NEW_FOLDER)

    assert sorted(differences(*found.since)) == ["ib_er: jb-7 > jb-8", "scores a.1 score: B > C"]


# Odd repositories


def test_a_shallow_clone_says_where_its_past_begins(committed: Path, tmp_path: Path) -> None:
    rewrite(committed, *TO_C, at="2026-05-14T09:00:00+02:00")
    rewrite(committed, '"b": nvt', '"b": A', at="2026-05-15T09:00:00+02:00")
    git(tmp_path, "clone", "--quiet", "--depth", "2", committed.as_uri(), "ondiep")

    found = known(tmp_path / "ondiep")

    assert found.history_from is not None
    assert found.history_from == found.vastgesteld == found.first
    assert found.history_from.day == date(2026, 5, 14)
    assert differences(*found.since) == ["scores b score: nvt > A"]


def test_what_was_added_after_the_past_was_left_behind_is_whole(committed: Path, tmp_path: Path) -> None:
    path = "scores/jb-7/2026-05-13-adviseur.yml"
    put(committed, path, change(SCORES, "2026-05-12", "2026-05-13"))
    commit(committed)
    rewrite(committed, *TO_C)
    git(tmp_path, "clone", "--quiet", "--depth", "3", committed.as_uri(), "ondiep")
    git(tmp_path, "clone", "--quiet", "--depth", "2", committed.as_uri(), "ondieper")

    assert known(tmp_path / "ondiep", path).history_from is None
    assert known(tmp_path / "ondieper", path).history_from is not None


def test_a_detached_head_and_a_second_working_tree_are_read_like_any_other(committed: Path, tmp_path: Path) -> None:
    git(committed, "worktree", "add", "--quiet", "--detach", str(tmp_path / "naast"))
    rewrite(committed, *TO_C)

    assert (known(tmp_path / "naast").stand, known(tmp_path / "naast").since) == (VASTGELEGD, ())
    assert (tmp_path / "naast/.git").is_file()


def test_a_project_that_is_a_submodule_has_its_own_past(committed: Path, tmp_path: Path) -> None:
    outer = tmp_path / "buiten"
    outer.mkdir()
    git(tmp_path, "init", "--quiet", str(outer))
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", committed.as_uri(), "binnen")
    commit(outer)

    assert known(outer / "binnen").stand == VASTGELEGD


def test_a_link_to_a_score_file_has_the_past_of_what_it_leads_to(committed: Path) -> None:
    (committed / SCORE_FILE).rename(committed / "scores/jb-7/.echt.yml")
    (committed / SCORE_FILE).symlink_to(".echt.yml")
    commit(committed)
    edit(committed, "scores/jb-7/.echt.yml", *TO_C)

    assert differences(*known(committed).since) == ["scores a.1 score: B > C"]


def test_a_file_that_git_keeps_encrypted_cannot_be_compared(project: Path) -> None:
    git(project.parent, "init", "--quiet", str(project))
    git(project, "config", "filter.geheim.clean", "tr a-y b-z")
    put(project, ".gitattributes", "scores/** filter=geheim\n")
    commit(project)

    found = known(project)

    assert (found.stand, found.vastgesteld, found.since) == (ONBEKEND, None, ())


def test_a_clone_without_its_old_files_tells_what_it_can_and_fetches_nothing(committed: Path, tmp_path: Path) -> None:
    rewrite(committed, *TO_C)
    rewrite(committed, '"b": nvt', '"b": A')
    git(committed, "config", "uploadpack.allowFilter", "true")
    trap = put(tmp_path, "val", f"#!/bin/sh\ntouch {tmp_path}/gepakt\n")
    trap.chmod(0o755)
    clone = tmp_path / "deels"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", committed.as_uri(), str(clone))
    git(clone, "config", "remote.origin.uploadpack", str(trap))

    found = known(clone)

    assert (found.stand, found.is_incomplete) == (VASTGELEGD, True)
    assert found.last is not None
    assert not (tmp_path / "gepakt").exists()


def test_a_damaged_repository_is_said_to_be_unreadable(committed: Path) -> None:
    shutil.rmtree(committed / ".git/objects")
    (committed / ".git/objects").mkdir()

    assert (past(committed).record, len(past(committed).remarks)) == ({}, 1)


# Names and days of strangers


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        ("a\u202eb\tc", "a b c"),
        ("\x01:100644", "100644"),
        ("x" * 5000, "x" * 79 + "…"),
        ("é 山", "é 山"),
    ],
)
def test_the_name_of_an_author_is_one_short_line_without_what_cannot_be_seen(
    project: Path, by: str, shown: str
) -> None:
    git(project.parent, "init", "--quiet", str(project))
    commit(project, by=by)

    found = known(project)

    assert found.last is not None
    assert found.last.author == shown


@pytest.mark.parametrize(
    ("who", "author", "day"),
    [
        (b"\xff\xfe <x@y> 1747000000 +0200", "\ufffd\ufffd", date(2025, 5, 11)),
        (b" <x@y> 1747000000 +0200", "", date(2025, 5, 11)),
        (b"Jo <x@y> 99999999999999 +0000", "Jo", None),
        (b"Jo <x@y> 0 +9959", "Jo", date(1970, 1, 5)),
    ],
)
def test_a_commit_that_no_program_would_make_is_still_told(
    committed: Path, who: bytes, author: str, day: date | None
) -> None:
    tree = git(committed, "rev-parse", "HEAD^{tree}")
    head = b"tree " + tree + b"author " + who + b"\ncommitter Jo <x@y> 1747000000 +0200\n\nvreemd\n"
    made = put(committed.parent, "vreemd", head)
    id = git(committed, "hash-object", "-t", "commit", "--literally", "-w", str(made)).decode().strip()
    git(committed, "reset", "--quiet", "--hard", id)

    found = known(committed)

    assert found.last is not None
    assert (found.last.author, found.last.day) == (author, day)


def test_a_file_whose_name_git_would_quote_is_found(tmp_path: Path) -> None:
    root = repository(small_project(tmp_path / "met spatie é"))
    path = 'scores/jb-7/2026-05-12-adviseur-"é" :x.yml'
    git(root, "mv", SCORE_FILE, path)
    commit(root, at=NOON)

    assert known(root, path).stand == VASTGELEGD


def test_what_cannot_be_shown_in_an_old_text_is_shown_as_a_mark(committed: Path) -> None:
    before = r'aantekening: "a\u0007\u2028b\ud800"'
    put(committed, SCORE_FILE, change(SCORES, 'aantekening: "Telde #niet: te druk."', before))
    commit(committed)
    put(committed, SCORE_FILE, SCORES)
    commit(committed)

    after, _ = known(committed).since

    assert differences(after) == ["scores a.2 aantekening: a\ufffd\ufffdb\ufffd > Telde #niet: te druk."]
