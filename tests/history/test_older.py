"""Every version of the files about one ib-er: of all branches, over renames, and never of anybody else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.history import Git
from generator.history.log import Change, Entry, History
from generator.history.older import Search, search_of
from generator.model.register import InternBegeleider
from generator.model.vastlegging import Commit
from tests.projects import REGISTER_FILE, SCORE_FILE, SCORES, change, edit, put, small_project
from tests.repository import commit, differences, git, repository

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.inzage import Verleden, Versie

OTHER = "scores/wk-2/2026-05-12-adviseur.yml"
OTHERS = change(change(SCORES, "jb-7", "wk-2"), "Rustige les.", "Zingt onder water.")


def of(root: Path, id: str = "jb-7", *others: str, name: str = "") -> Verleden:
    found = Git(root)
    with found.blobs() as blobs:
        return search_of(found, blobs, InternBegeleider(id, name), {"wk-2", *others} - {id}, "scores").verleden()


def told(versies: tuple[Versie, ...]) -> list[str]:
    """One line for each version, the newest first."""
    return [f"{versie.path} {what(versie)}" for versie in versies]


def what(versie: Versie) -> str:
    wijziging = versie.wijziging
    if wijziging.is_removal:
        return "weg"
    if wijziging.is_unreadable:
        return "onleesbaar"
    moved = [f"was {wijziging.moved_from}"] if wijziging.moved_from else []
    return ", ".join([*(["eerste"] if versie.is_first else []), *moved, *differences(wijziging)]) or "niets"


def everything(verleden: Verleden) -> bytes:
    return b"\n".join(versie.data or b"" for file in (*verleden.files, verleden.register) for versie in file)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """One repository with two people in it."""
    project = small_project(tmp_path / "project")
    put(project, OTHER, OTHERS)
    return repository(project)


def test_each_version_is_told_with_who_when_and_what_changed(root: Path) -> None:
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root, by="Jo Blaak", at="2026-05-14T09:00:00+02:00")
    [versies] = of(root).files

    assert told(versies) == [f"{SCORE_FILE} scores a.1 score: B > C", f"{SCORE_FILE} eerste"]
    latest = versies[0].wijziging.commit
    assert latest is not None
    assert (latest.author, latest.day) == ("Jo Blaak", date(2026, 5, 14))
    assert versies[1].data == SCORES.encode()


def test_nothing_of_somebody_else_is_in_it(root: Path) -> None:
    found = of(root)

    assert (b"wk-2" in everything(found), b"Zingt onder water" in everything(found)) == (False, False)
    assert b"Zingt onder water" in everything(of(root, "wk-2"))


def test_a_file_that_is_gone_is_there_up_to_its_end(root: Path) -> None:
    (root / SCORE_FILE).unlink()
    commit(root)
    [versies] = of(root).files

    assert told(versies) == [f"{SCORE_FILE} weg", f"{SCORE_FILE} eerste"]
    assert versies[1].data == SCORES.encode()


def test_a_file_that_got_another_name_is_one_file(root: Path) -> None:
    git(root, "mv", SCORE_FILE, "scores/jb-7/nieuw.yml")
    commit(root)
    [versies] = of(root).files

    assert told(versies) == [f"scores/jb-7/nieuw.yml was {SCORE_FILE}", f"{SCORE_FILE} eerste"]


def test_what_stood_under_an_older_pseudonym_comes_along(root: Path) -> None:
    moved(root, "jb-7", "k3mz")
    found = of(root, "k3mz")

    assert found.pseudoniemen == ("jb-7",)
    assert told(found.files[0]) == [
        f"scores/k3mz/2026-05-12-adviseur.yml was {SCORE_FILE}, ib_er: jb-7 > k3mz",
        f"{SCORE_FILE} eerste",
    ]


def moved(root: Path, old: str, new: str) -> None:
    """All of somebody goes to another pseudonym, as a person would do it."""
    git(root, "mv", f"scores/{old}", f"scores/{new}")
    for file in (root / "scores" / new).iterdir():
        file.write_text(change(file.read_text(encoding="utf-8"), f"ib_er: {old}", f"ib_er: {new}"), encoding="utf-8")
    commit(root)


def test_what_was_filed_under_another_person_by_mistake_is_left_for_a_person_to_look_at(root: Path) -> None:
    wrong = "scores/wk-2/2026-06-01-adviseur.yml"
    put(root, wrong, change(change(SCORES, "2026-05-12", "2026-06-01"), "jb-7", "wk-2"))
    commit(root)
    git(root, "mv", wrong, "scores/jb-7/2026-06-01-adviseur.yml")
    edit(root, "scores/jb-7/2026-06-01-adviseur.yml", "wk-2", "jb-7")
    commit(root)
    found = of(root)

    assert found.pseudoniemen == ()
    assert found.left_out == (wrong,)
    assert b"wk-2" not in everything(found)


def test_the_pseudonym_of_somebody_who_is_known_is_never_taken_for_an_older_one(root: Path) -> None:
    moved(root, "jb-7", "k3mz")
    found = of(root, "k3mz", "jb-7")

    assert (found.pseudoniemen, found.left_out) == ((), (SCORE_FILE,))
    assert b"ib_er: jb-7" not in everything(found)


def test_an_older_pseudonym_of_which_not_all_came_along_may_have_been_somebody_else(root: Path) -> None:
    put(root, "scores/oud/2025-05-12-adviseur.yml", change(change(SCORES, "2026-05-12", "2025-05-12"), "jb-7", "oud"))
    commit(root)
    put(root, "scores/oud/2024-05-12-adviseur.yml", change(change(OTHERS, "2026-05-12", "2024-05-12"), "wk-2", "oud"))
    commit(root)
    (root / "scores/oud/2024-05-12-adviseur.yml").unlink()
    git(root, "mv", "scores/oud/2025-05-12-adviseur.yml", "scores/jb-7/2025-05-12-adviseur.yml")
    edit(root, "scores/jb-7/2025-05-12-adviseur.yml", "ib_er: oud", "ib_er: jb-7")
    commit(root)
    found = of(root)

    assert found.pseudoniemen == ()
    assert found.left_out == ("scores/oud/2025-05-12-adviseur.yml",)
    assert b"Zingt" not in everything(found)


def test_a_file_in_the_own_folder_that_is_about_somebody_else_is_left_out(root: Path) -> None:
    put(root, "scores/jb-7/2026-07-01-adviseur.yml", change(OTHERS, "2026-05-12", "2026-07-01"))
    commit(root)
    found = of(root)

    assert found.left_out == ("scores/jb-7/2026-07-01-adviseur.yml",)
    assert b"Zingt" not in everything(found)


def test_other_branches_what_was_put_aside_and_what_was_left_behind_are_searched_too(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "zijtak")
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root)
    git(root, "checkout", "-q", "hoofd")
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": A')
    git(root, "stash", "-q")
    edit(root, SCORE_FILE, "Rustige les.", "Drukke les.")
    commit(root)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    versions = {versie.data for versie in of(root).files[0]}

    for old, new in (('"a.1": B', '"a.1": C'), ('"a.1": B', '"a.1": A'), ("Rustige les.", "Drukke les.")):
        assert change(SCORES, old, new).encode() in versions


def test_a_merge_that_only_brings_together_tells_nothing_twice(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "zijtak")
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root)
    git(root, "checkout", "-q", "hoofd")
    put(root, "content/meer.md", "# Meer\n")
    commit(root)
    git(root, "merge", "-q", "--no-ff", "--no-edit", "zijtak", by="Wie samenvoegt")
    [versies] = of(root).files

    assert told(versies) == [f"{SCORE_FILE} scores a.1 score: B > C", f"{SCORE_FILE} eerste"]


def test_a_version_that_cannot_be_read_is_there_as_it_was(root: Path) -> None:
    put(root, SCORE_FILE, "dit: [is geen yaml")
    commit(root)
    [versies] = of(root).files

    assert told(versies) == [f"{SCORE_FILE} onleesbaar", f"{SCORE_FILE} eerste"]
    assert versies[0].data == b"dit: [is geen yaml"


def test_of_the_register_only_the_own_entry_is_told_and_only_when_it_became_another(root: Path) -> None:
    edit(root, REGISTER_FILE, "jb-7: {", "wk-2: {naam: Wil Kok}\n  jb-7: {")
    commit(root)
    edit(root, REGISTER_FILE, "Jo Blaak", "Jo Blauw")
    commit(root)
    edit(
        root,
        REGISTER_FILE,
        "  jb-7: {naam: Jo Blauw, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}\n",
        "",
    )
    commit(root)
    entries = of(root).register

    assert [(versie.data or b"weg").decode().splitlines()[:2] for versie in entries] == [
        ["weg"],
        ["pseudoniem: jb-7", "naam: Jo Blauw"],
        ["pseudoniem: jb-7", "naam: Jo Blaak"],
    ]
    assert b"Kok" not in everything(of(root))


def test_a_project_below_the_top_of_its_repository_is_searched_too(tmp_path: Path) -> None:
    small_project(tmp_path / "alles" / "project")
    repository(tmp_path / "alles")

    assert told(of(tmp_path / "alles" / "project").files[0]) == [f"{SCORE_FILE} eerste"]


def test_a_folder_of_scores_that_got_another_name_is_followed(root: Path) -> None:
    git(root, "mv", "scores", "afnamen")
    commit(root)
    git(root, "mv", "afnamen", "scores")
    commit(root)

    assert [what(versie) for versie in of(root).files[0]] == [
        "was afnamen/jb-7/2026-05-12-adviseur.yml",
        f"was {SCORE_FILE}",
        "eerste",
    ]


# A pseudonym that was somebody else's before

ENTRY = "  jb-7: {naam: Jo Blaak, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}\n"
NEWER = SCORES.replace("Rustige les.", "Vlot begonnen.").replace("te druk", "te stil")


def taken_over(root: Path, name: str = "Zebedeus Kwast", path: str = SCORE_FILE) -> None:
    """Who had the pseudonym goes, and somebody else gets it by hand."""
    (root / SCORE_FILE).unlink()
    edit(root, REGISTER_FILE, ENTRY, "  wk-2: {naam: Wil Kok}\n")
    commit(root)
    put(root, path, NEWER)
    edit(root, REGISTER_FILE, "  wk-2:", f"  jb-7: {{naam: {name}}}\n  wk-2:")
    commit(root)


def seen(found: Verleden) -> tuple[bool, bool, bool]:
    """Whether there is anything of who had it before, and anything of who has it now."""
    given = everything(found)
    return b"Rustige les." in given, b"Blaak" in given, b"Vlot begonnen." in given


@pytest.mark.parametrize("name", ["Zebedeus Kwast", "Jo Blaak"])
@pytest.mark.parametrize("path", [SCORE_FILE, "scores/jb-7/2026-09-01-zelf.yml"])
def test_of_who_had_the_pseudonym_before_nothing_is_there_and_that_is_told(root: Path, name: str, path: str) -> None:
    taken_over(root, name, path)
    found = of(root, name=name)

    assert seen(found)[::2] == (False, True)
    assert (b"De Plons" in everything(found), found.is_reused) == (False, True)
    assert found.left_out == (SCORE_FILE, REGISTER_FILE)
    assert [what(versie) for versie in found.files[0]] == ["eerste"]
    assert len(found.register) == 1


def test_a_name_with_no_word_in_common_is_somebody_else(root: Path) -> None:
    edit(root, REGISTER_FILE, "Jo Blaak", "Zebedeus Kwast")
    put(root, SCORE_FILE, NEWER)
    commit(root)

    assert seen(of(root, name="Zebedeus Kwast")) == (False, False, True)
    assert seen(of(root)) == (False, False, True)


def test_a_name_that_git_does_not_have_yet_is_held_against_the_last_one_that_it_has(root: Path) -> None:
    found = of(root, name="Zebedeus Kwast")

    assert (everything(found), found.is_reused) == (b"", True)
    assert found.left_out == (SCORE_FILE, REGISTER_FILE)


def test_with_the_register_outside_git_files_that_were_all_gone_and_came_back_are_another_s(root: Path) -> None:
    edit(root, REGISTER_FILE, ENTRY, "  wk-2: {naam: Wil Kok}\n")
    commit(root)
    assert seen(of(root, name="Jo Blaak")) == (True, True, False)
    (root / SCORE_FILE).unlink()
    commit(root)
    put(root, "scores/jb-7/2026-09-01-zelf.yml", NEWER)
    commit(root)

    assert seen(of(root)) == seen(of(root, name="Zebedeus Kwast")) == (False, False, True)


def test_what_git_takes_for_a_renamed_file_of_another_begins_anew_as_well(root: Path) -> None:
    (root / REGISTER_FILE).unlink()
    (root / SCORE_FILE).unlink()
    commit(root)
    git(root, "mv", OTHER, "scores/jb-7/2026-09-01-zelf.yml")
    edit(root, "scores/jb-7/2026-09-01-zelf.yml", "wk-2", "jb-7")
    commit(root)

    assert b"Rustige les." not in everything(of(root))


def test_what_was_done_beside_it_on_another_branch_is_not_taken_for_newer(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "oud")
    git(root, "checkout", "-q", "hoofd")
    taken_over(root, path="scores/jb-7/2026-09-01-zelf.yml")
    git(root, "checkout", "-q", "oud")
    edit(root, SCORE_FILE, "Rustige les.", "Rustige les. Nog steeds.")
    commit(root, at="2026-11-01T12:00:00+01:00")

    assert seen(of(root, name="Zebedeus Kwast")) == (False, False, True)


def test_who_stays_in_the_register_keeps_a_past_without_files_in_between(root: Path) -> None:
    (root / SCORE_FILE).unlink()
    edit(root, REGISTER_FILE, "Jo Blaak", "Jo de Wit-Blaak")
    commit(root)
    put(root, SCORE_FILE, NEWER)
    commit(root)
    found = of(root, name="Jo de Wit-Blaak")

    assert (seen(found), found.is_reused, found.left_out) == ((True, True, True), False, ())


def test_a_register_that_could_not_be_read_for_a_while_ends_nothing(root: Path) -> None:
    good = (root / REGISTER_FILE).read_text(encoding="utf-8")
    for text in ("ib_ers: [kapot", good):
        put(root, REGISTER_FILE, text)
        commit(root)

    assert seen(of(root, name="Jo Blaak"))[:2] == (True, True)


# The law: whatever happens, what is told of one person is all of it, and nothing of anybody else


@dataclass
class Blobs:
    """Contents by id, as git would give them."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def read(self, id: str) -> bytes | None:
        return self.contents.get(id)

    def keep(self, data: bytes) -> str:
        id = f"{len(self.contents) + 1:040x}"
        self.contents[id] = data
        return id


@st.composite
def pasts(draw: st.DrawFn) -> tuple[History, Blobs]:
    """A line of commits in which files of three people come, change and go."""
    files: dict[str, str] = {}
    blobs, entries = Blobs(), []
    for number in range(draw(st.integers(1, 12))):
        who, day = draw(st.sampled_from(["aa", "ab", "b.a"])), draw(st.integers(1, 2))
        path = f"p/scores/{who}/2026-05-0{day}-zelf.yml"
        was = files.get(path, "")
        blob = "" if was and draw(st.booleans()) else blobs.keep(_scored(draw, who, number))
        files[path] = blob
        changed = Change(path, path, blob, is_new=not was, was=was)
        entries.append(Entry(Commit(f"{number:07}", "Test"), (f"{number - 1:07}",) if number else (), (changed,)))
    return History(tuple(reversed(entries))), blobs


def _scored(draw: st.DrawFn, who: str, number: int) -> bytes:
    note = f"van {who}, keer {number}"
    good = f"ib_er: {who}\nstatus: concept\nsamenvatting: {note}\n"
    return draw(
        st.sampled_from([good, f"samenvatting: [{note}\n", f'"ib\\x5fer": {who}\nsamenvatting: {note}\n'])
    ).encode()


@settings(max_examples=80)
@given(pasts())
def test_all_of_one_person_is_told_and_nothing_of_another(made: tuple[History, Blobs]) -> None:
    history, blobs = made
    for id in ("aa", "ab", "b.a"):
        search = Search(history, blobs, id, {"aa", "ab", "b.a"} - {id}, "p/scores/", "p/")  # type: ignore[arg-type]
        found = search.verleden()
        told = sorted(versie.data for file in found.files for versie in file if versie.data)
        now, before = lived(history, blobs, id)

        assert told == sorted(now)
        assert (found.is_reused, bool(found.left_out)) == (bool(before), bool(before))


def lived(history: History, blobs: Blobs, id: str) -> tuple[list[bytes], list[bytes]]:
    """What stood in the folder of a pseudonym since it was last empty, and before that."""
    now: list[bytes] = []
    before: list[bytes] = []
    files: set[str] = set()
    for each in (each for entry in reversed(history.entries) for each in entry.changes if f"/{id}/" in each.path):
        if each.blob and not files:
            before, now = before + now, []
        files = files | {each.path} if each.blob else files - {each.path}
        now += [blobs.contents[each.blob]] if each.blob else []
    return now, before
