"""The shipped project, built once for all tests of the whole."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
PROJECT = ["mkdocs.yml", "content", "rubrics", "scores", "site_templates"]


def copy_project(into: Path) -> Path:
    """The files of a project folder, without the program and without git."""
    into.mkdir(parents=True)
    for name in PROJECT:
        source = REPO / name
        if source.is_dir():
            shutil.copytree(source, into / name)
        else:
            shutil.copy(source, into / name)
    return into


def run_build(root: Path, *before: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`kijkwijzer build` as a person gives it, after the words in `before` and in a changed environment."""
    command = [*before, str(Path(sys.executable).with_name("kijkwijzer")), "-C", str(root), "build"]
    return subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with site/ and dossier/ in it; made by whichever worker comes first, read by all."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "whole"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            result = run_build(copy_project(shared))
            assert result.returncode == 0, result.stdout + result.stderr
    return shared


@pytest.fixture(scope="session")
def pdfs(built: Path) -> list[Path]:
    return sorted([*(built / "site").rglob("*.pdf"), *(built / "dossier").rglob("*.pdf")])
