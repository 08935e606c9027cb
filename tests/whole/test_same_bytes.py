"""Same files in, same bytes out: on any day, in any time zone, with any hash seed, with no network at all."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.whole.conftest import copy_project, run_build

WITHOUT_NETWORK = [["unshare", "--map-root-user", "--net"], ["unshare", "--net"]]
"""As anybody, and, where that is not allowed (in a chroot), as root."""


def test_a_second_build_elsewhere_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "een andere map")
    result = run_build(root, PYTHONHASHSEED="4711", TZ="Pacific/Auckland", LC_ALL="C", LANG="C")

    assert result.returncode == 0, result.stderr
    assert _digests(root / "site") == _digests(built / "site")
    assert _digests(root / "dossier") == _digests(built / "dossier")


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    unshare = next((command for command in WITHOUT_NETWORK if _works(command)), None)
    if unshare is None:
        pytest.skip("this system does not let us switch the network off")
    root = copy_project(tmp_path / "project")
    result = run_build(root, *unshare)

    assert result.returncode == 0, result.stderr
    assert (root / "dossier" / "index.html").is_file()


def _works(command: list[str]) -> bool:
    return (
        bool(shutil.which(command[0]))
        and not subprocess.run([*command, "true"], check=False, capture_output=True).returncode
    )


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
