"""One command at a time in a project folder: who is refused, who is not, and what it is told."""

from __future__ import annotations

import errno
import fcntl
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.alone import NO_LOCKS, alone
from generator.cli import main
from generator.surroundings import SurroundingsError
from tests.projects import SCORE_FILE, change, put

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLD = (
    "import sys; from pathlib import Path; from generator.alone import alone\n"
    "with alone(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
)
BUILD = ["build", "--alleen", "site"]
WRITING = [BUILD, ["print", "--alle"], ["export"], ["format"], ["import", SCORE_FILE]]


@contextmanager
def held(root: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A project that another process has, started with these words behind its program."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_what_writes_is_refused_while_another_command_is_busy(project: Path, words: list[str]) -> None:
    before = sorted(project.rglob("*"))

    with held(project):
        result = CliRunner().invoke(main, ["-C", str(project), *words])

    assert result.exit_code == 3
    assert f"er is al een opdracht van kijkwijzer bezig in {project}; er is niets veranderd. Wacht" in result.stderr
    assert sorted(project.rglob("*")) == before


def test_the_other_command_is_named_without_what_it_is_about(project: Path) -> None:
    with (
        held(project, "/opt/bin/kijkwijzer", "-C", "ergens", "wis", "jo-blaak") as other,
        pytest.raises(SurroundingsError) as refused,
        alone(project),
    ):
        pass

    assert f"bezig in {project} (kijkwijzer wis, proces {other.pid}); er is niets veranderd" in str(refused.value)


@pytest.mark.parametrize("words", [["check"], ["format", "--controleer"], ["import", "--proef", SCORE_FILE]])
def test_what_only_looks_need_not_wait(project: Path, words: list[str]) -> None:
    with held(project):
        result = CliRunner().invoke(main, ["-C", str(project), *words])

    assert "er is al een opdracht" not in result.stderr
    assert result.exit_code in (0, 1)


def test_plain_mkdocs_is_refused_too(project: Path) -> None:
    with held(project):
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(project / "mkdocs.yml")]
        done = subprocess.run(mkdocs, capture_output=True, text=True, check=False)

    assert "er is al een opdracht van kijkwijzer bezig" in done.stdout
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert not (project / "site").exists()


def test_another_project_is_not_held(tmp_path: Path) -> None:
    with held(tmp_path), alone(Path(put(tmp_path, "ander/mkdocs.yml", "").parent)):
        pass


def test_the_lock_goes_with_the_process_however_it_ends(tmp_path: Path) -> None:
    with held(tmp_path) as other:
        other.kill()
        other.wait()

        with alone(tmp_path):
            pass

    assert list(tmp_path.iterdir()) == []


def test_who_holds_a_project_may_ask_for_it_again(tmp_path: Path) -> None:
    with alone(tmp_path):
        with alone(tmp_path / "x" / ".."):
            pass
        with pytest.raises(SurroundingsError):
            in_another_process(tmp_path)

    in_another_process(tmp_path)


def in_another_process(root: Path) -> None:
    words = [sys.executable, "-c", HOLD, str(root)]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise SurroundingsError(done.stderr.decode())


def test_the_project_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path):
        raise ZeroDivisionError

    in_another_process(tmp_path)


def test_a_disk_that_knows_no_locks_is_gone_on_with_and_that_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    put(project, SCORE_FILE, change((project / SCORE_FILE).read_text(), '"a.1": B', '"a.1":   B'))
    monkeypatch.setattr(fcntl, "flock", no_locks)

    result = CliRunner().invoke(main, ["-C", str(project), "format"])

    assert NO_LOCKS in result.stderr
    assert result.exit_code == 0
    assert '"a.1": B' in (project / SCORE_FILE).read_text()
