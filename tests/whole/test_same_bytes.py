"""Same files in, same bytes out: in any time zone where it is the same day, with any hash seed, with no network at all."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.whole.conftest import copy_project, run_build

WITHOUT_NETWORK = [["unshare", "--map-root-user", "--net"], ["unshare", "--net"]]
"""As anybody, and, where that is not allowed (in a chroot), as root."""
FAR_AWAY = {"NZST-12": timedelta(hours=12), "HST+10": timedelta(hours=-10)}
"""Between them it is the same day as here at any hour: time zone as POSIX writes it, and what it is ahead of UTC."""


def test_a_second_build_elsewhere_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "een andere map")
    made_on = date.fromtimestamp((built / "dossier" / "index.html").stat().st_mtime)  # noqa: DTZ012  (the day on the wall)
    zone = next(zone for zone, ahead in FAR_AWAY.items() if (datetime.now(UTC) + ahead).date() == made_on)
    result = run_build(root, PYTHONHASHSEED="4711", TZ=zone, LC_ALL="C", LANG="C")

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
