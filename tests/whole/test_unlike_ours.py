"""Both sites of a project with rubrics unlike the shipped ones: a long one, a wide one, one in English, one of two rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests import sites
from tests.projects import project_of_cases
from tests.whole.conftest import run_build

if TYPE_CHECKING:
    from pathlib import Path


def test_rubrics_unlike_ours_build_into_good_sites(tmp_path: Path) -> None:
    root = project_of_cases(tmp_path / "project")

    result = run_build(root)

    assert result.returncode == 0, result.stdout + result.stderr
    for name in ("site", "dossier"):
        assert sites.dead_links(root / name) == []
        assert sites.html_errors(root / name) == []
