"""MkDocs 1 is no longer looked after; ProperDocs continues it. The same project must give the same site under both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import SETTINGS, put, small_project

NAV = "nav:\n  - index.md\n  - Rubrics: rubrics/index.md\n"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One project, built strictly by each of the two; they run apart, as ProperDocs answers to the name of mkdocs."""
    folder = tmp_path_factory.mktemp("twice")
    root = small_project(folder / "project")
    put(root, "mkdocs.yml", SETTINGS.replace("  - kijkwijzer\n", "  - kijkwijzer\n  - offline\n") + NAV)
    return {name: _built(name, root, folder / name) for name in ("mkdocs", "properdocs")}


def _built(program: str, root: Path, into: Path) -> Path:
    command = [sys.executable, "-m", program, "build", "--strict", "--site-dir", str(into)]
    result = subprocess.run(
        command, cwd=root, check=False, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return into


def test_both_make_the_same_files_byte_for_byte(sites: dict[str, Path]) -> None:
    mkdocs, properdocs = (_files(sites[name]) for name in ("mkdocs", "properdocs"))

    assert "rubrics/zwemles/veilig.html" in mkdocs
    assert properdocs.keys() == mkdocs.keys()
    assert [path for path in mkdocs if mkdocs[path] != properdocs[path]] == []


def test_our_pages_are_in_both(sites: dict[str, Path]) -> None:
    for site in sites.values():
        assert "De lesgever ziet alle kinderen." in (site / "rubrics/zwemles/veilig.html").read_text(encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
