"""The package as it is installed elsewhere: everything it needs comes along."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with just our own package in it, from a wheel; what it depends on is already here."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps"]
    subprocess.run(
        [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(folder / "wheel"), str(REPO)], check=True
    )
    (wheel,) = (folder / "wheel").glob("*.whl")
    subprocess.run([*pip, "install", *offline, "--target", str(folder / "lib"), str(wheel)], check=True)
    return folder / "lib"


def run(lib: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(lib), "PYTHONSAFEPATH": "1"}
    code = f"import generator, sys; assert generator.__file__.startswith({str(lib)!r}); from generator.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_a_new_project_of_an_installed_package_builds(installed: Path, tmp_path: Path) -> None:
    made = run(installed, tmp_path, "new", "school")
    assert made.returncode == 0, made.stderr

    built = run(installed, tmp_path, "-C", "school", "build")

    assert built.returncode == 0, built.stderr
    assert built.stdout.startswith(f"Gemaakt: school{os.sep}site{os.sep} met ")
    assert (tmp_path / "school/site/kijkwijzers/vhm-ib-basis.pdf").is_file()
    assert (tmp_path / "school/dossier/index.html").is_file()


def test_the_words_of_passphrases_come_along(installed: Path) -> None:
    assert (installed / "generator/woordenlijst.txt").read_bytes() == (REPO / "generator/woordenlijst.txt").read_bytes()
