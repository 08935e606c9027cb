"""A project with everything really made of it: after `kijkwijzer wis` no byte of what is left says anything of this person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.destroyed import GONE, holding, two_people
from tests.projects import REGISTER_FILE, put
from tests.repository import commit, git, repository
from tests.test_cli import command

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

COMMANDS = (
    ("build",),
    ("print", "--alle", "--stapel", "--doel", "ontwikkeling"),
    ("print", "--ib-er", "jb-7", "--vorm", "invulbaar"),
    ("print", "--alle", "--stapel", "--vorm", "spreadsheet"),
    ("print", "--ib-er", "jb-7", "--naar", "tafel/formulier.pdf"),
    ("export", "--met-namen"),
    ("export", "--naar", "tellen"),
    ("inzage", "jb-7"),
    ("inzage", "jb-8"),
    ("deel", "jb-7", "--toon-wachtzin"),
    ("schema",),
)
EVERYWHERE = ("dossier", "kijkwijzers-om-te-printen", "tafel", "export", "tellen", "inzage", "delen", "scores")
OTHERS = {
    "dossier/ib-ers/jb-8/index.html",
    "inzage/jb-8-inzage",
    "scores/jb-8/2026-05-13-adviseur.yml",
    "site/index.html",
}
"""What has nothing to do with who goes."""


def kijkwijzer(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = command("-C", root, *words)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wiped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """The folder afterwards, what was told, and what held this person before."""
    root = two_people(tmp_path_factory.mktemp("wis") / "project")
    put(root, ".gitignore", f"/{REGISTER_FILE}\n/dossier/\n/site/\n")
    repository(root)
    for words in COMMANDS:
        kijkwijzer(root, *words)
    before = holding(root)
    told = kijkwijzer(root, "wis", "jb-7", "--bevestig", "jb-7", "--reden", "verzoek").stdout
    return root, told, before


def test_before_it_stood_in_every_place_where_we_leave_something(wiped: tuple[Path, str, list[str]]) -> None:
    _, _, before = wiped

    assert {place for place in EVERYWHERE if any(found.startswith(f"{place}/") for found in before)} == {*EVERYWHERE}
    assert {needle for needle in GONE if any(found.endswith(f": {needle}") for found in before)} == {*GONE}


def test_afterwards_no_byte_says_anything_of_this_person(wiped: tuple[Path, str, list[str]]) -> None:
    root, told, _ = wiped

    assert holding(root) == []
    assert "Er is niets meer gevonden." in told


def test_what_is_of_others_is_still_there_or_there_again(wiped: tuple[Path, str, list[str]]) -> None:
    root, _, _ = wiped
    paths = [str(path.relative_to(root)) for path in root.rglob("*")]

    assert {other for other in OTHERS if not any(path.startswith(other) for path in paths)} == set()
    assert "An Weg" in (root / "dossier/ib-ers/jb-8/index.html").read_text(encoding="utf-8")


def test_it_says_that_git_still_holds_the_pseudonym_and_not_the_name(wiped: tuple[Path, str, list[str]]) -> None:
    _, told, _ = wiped

    assert "- Git: 1 commit gaat over jb-7" in told
    assert "De volledige naam staat niet in de geschiedenis." in told
    assert "git filter-repo --force --invert-paths --path scores/jb-7/" in told


def test_the_steps_that_need_no_other_program_take_it_out_of_git_too(wiped: tuple[Path, str, list[str]]) -> None:
    root, _, _ = wiped
    commit(root)
    git(root, "checkout", "--quiet", "--orphan", "nieuw")
    commit(root)
    git(root, "branch", "--quiet", "-D", "hoofd")
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "--quiet", "--prune=now")
    ids = [
        line.split()[0] for line in git(root, "cat-file", "--batch-all-objects", "--batch-check").decode().splitlines()
    ]

    assert [id for id in ids if b"jb-7" in git(root, "cat-file", "-p", id)] == []
