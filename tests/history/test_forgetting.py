"""The commands that take files out of history do so, and leave the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.history.forgetting import WIDTH, steps
from tests.projects import REGISTER_FILE, SCORE_FILE, edit, put
from tests.repository import commit, everything, git, repository, typed

if TYPE_CHECKING:
    from pathlib import Path


def with_a_past(project: Path) -> Path:
    """The register in several commits, on two branches, under a tag and in a stash; its path has a space and a quote."""
    edit(project, "mkdocs.yml", "site_name: Proefproject", "site_name: Ons proefproject")
    root = repository(project)
    put(root, "namen van 'nu'/register.yml", "ib_ers:\n  jb-7: {naam: Jo Blaak}\n")
    put(root, "content/nieuws.md", "# Nieuws\n")
    commit(root)
    git(root, "tag", "--annotate", "--message", "oud", "v1")
    git(root, "switch", "--quiet", "--create", "anders")
    edit(root, REGISTER_FILE, "Jo Blaak", "Jo Blaak-Vis")
    commit(root)
    git(root, "switch", "--quiet", "hoofd")
    edit(root, REGISTER_FILE, "Jo Blaak", "Jo Blaak-Bot")
    git(root, "stash", "push", "--quiet")
    git(root, "rm", "--quiet", "--cached", REGISTER_FILE, "namen van 'nu'/register.yml")
    git(root, "commit", "--quiet", "--message", "weg")
    return root


def test_after_the_steps_no_object_holds_the_name_and_the_rest_is_there(project: Path) -> None:
    root = with_a_past(project)
    assert b"Blaak" in everything(root)

    typed(root, *steps([REGISTER_FILE, "namen van 'nu'/register.yml"], has_stash=True))

    assert b"Blaak" not in everything(root)
    assert git(root, "show", f"anders:{SCORE_FILE}") == git(root, "show", f"v1:{SCORE_FILE}") != b""
    assert git(root, "show", "v1:content/nieuws.md") == b"# Nieuws\n"
    assert len(git(root, "log", "--format=%H", "hoofd").split()) == 2


@pytest.mark.parametrize("remote", ["samen", "origin"])
def test_a_copy_elsewhere_gets_the_new_history(project: Path, tmp_path: Path, remote: str) -> None:
    root = with_a_past(project)
    git(tmp_path, "init", "--quiet", "--bare", "samen.git")
    git(root, "remote", "add", remote, str(tmp_path / "samen.git"))
    git(root, "push", "--quiet", "--all", remote)
    git(root, "push", "--quiet", "--tags", remote)

    said = steps([REGISTER_FILE, "namen van 'nu'/register.yml"], [remote], has_stash=True)
    typed(root, *(line.replace("ADRES", "../samen.git") for line in said))

    git(tmp_path, "clone", "--quiet", "--no-local", "samen.git", "kopie")
    assert b"Blaak" not in everything(root)
    assert b"Blaak" not in everything(tmp_path / "kopie")
    assert git(tmp_path / "kopie", "show", f"origin/anders:{SCORE_FILE}") != b""


def test_a_folder_goes_with_all_that_is_in_it(project: Path) -> None:
    root = repository(project)

    typed(root, *steps(["scores/jb-7"]))

    assert git(root, "log", "--all", "--format=%H", "--", "scores/jb-7") == b""
    assert git(root, "log", "--all", "--format=%H", "--", REGISTER_FILE) != b""


def test_a_file_and_a_copy_can_have_any_name_and_what_is_said_fits_a_terminal() -> None:
    said = [*steps(["een 'map'/a.yml", "b\x1b.yml"], ["een twee"], has_stash=True)]

    assert (
        "      git filter-repo --force --invert-paths --path 'een '\"'\"'map'\"'\"'/a.yml' --path 'b\\u001b.yml'"
        in said
    )
    assert "      git push --force --tags 'een twee'" in said
    assert [line for line in said if len(line) > WIDTH and not line.startswith("      git ")] == []


def test_nothing_is_asked_that_does_not_apply() -> None:
    said = "\n".join(steps([], more=["      iets anders"]))

    assert "iets anders" in said
    assert [word for word in ("stash", "filter-repo --", "push", "remote add") if word in said] == []
