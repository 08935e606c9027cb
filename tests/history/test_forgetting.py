"""The commands that take files out of history do so, and leave the rest."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from generator.history.forgetting import steps, steps_for_remote
from tests.projects import REGISTER_FILE, SCORE_FILE, edit, put
from tests.repository import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path


def typed(root: Path, *commands: str) -> None:
    """As a person does, in a shell at the top of the repository."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    quiet = clean | {"FILTER_BRANCH_SQUELCH_WARNING": "1"}
    for command in commands:
        subprocess.run(command, shell=True, cwd=root, check=True, capture_output=True, env=quiet)  # noqa: S602


def everything(root: Path) -> bytes:
    """Every object that git still has, whatever leads to it."""
    ids = git(root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    return b"".join(git(root, "cat-file", "-p", id.decode()) for id in ids)


def with_a_past(project: Path) -> Path:
    """The register in several commits, on two branches, under a tag and in a stash; its path has a space and a quote."""
    edit(project, "mkdocs.yml", "site_name: Proefproject", "site_name: Ons proefproject")
    root = repository(project)
    put(root, "namen van 'nu'/register.yml", "ib_ers:\n  jb-7: {naam: Jo Blaak}\n")
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

    typed(root, *steps([REGISTER_FILE, "namen van 'nu'/register.yml"]))

    assert b"Blaak" not in everything(root)
    assert git(root, "show", f"anders:{SCORE_FILE}") == git(root, "show", f"v1:{SCORE_FILE}") != b""
    assert len(git(root, "log", "--format=%H", "hoofd").split()) == 3


def test_a_copy_elsewhere_gets_the_new_history(project: Path, tmp_path: Path) -> None:
    root = with_a_past(project)
    git(tmp_path, "init", "--quiet", "--bare", "samen.git")
    git(root, "remote", "add", "samen", str(tmp_path / "samen.git"))
    git(root, "push", "--quiet", "--all", "samen")
    git(root, "push", "--quiet", "--tags", "samen")

    typed(root, *steps([REGISTER_FILE, "namen van 'nu'/register.yml"]), *steps_for_remote("samen"))

    git(tmp_path, "clone", "--quiet", "--no-local", "samen.git", "kopie")
    assert b"Blaak" not in everything(tmp_path / "kopie")


def test_a_folder_goes_with_all_that_is_in_it(project: Path) -> None:
    root = repository(project)

    typed(root, *steps(["scores/jb-7"]))

    assert git(root, "log", "--all", "--format=%H", "--", "scores/jb-7") == b""
    assert git(root, "log", "--all", "--format=%H", "--", REGISTER_FILE) != b""
