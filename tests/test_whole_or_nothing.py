"""Builds that are killed, that find another one busy, or a disk that is full or read-only: what there was is then still there, whole.

`make kills` kills 50 builds, and any other run of the tests 12.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.projects import RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, change, put, small_project
from tests.waiting import until

State = dict[str, tuple[int, bytes]]
"""Everything in a folder: its rights, and what is in it."""

ONE_KIJKWIJZER = change(
    change(RUBRIC, "  - {id: diep, titel: Diep bad}\n", ""), "kijkwijzer: diep", "kijkwijzer: ondiep"
)
TWO = {
    "oud": {RUBRIC_FILE: ONE_KIJKWIJZER, SCORE_FILE: change(SCORES, "[ondiep, diep]", "[ondiep]")},
    "nieuw": {
        RUBRIC_FILE: change(ONE_KIJKWIJZER, "doet de slag voor.", "doet de slag tweemaal voor."),
        SCORE_FILE: change(change(SCORES, "[ondiep, diep]", "[ondiep]"), "Rustige les.", "Een les met veel rust."),
    },
}
"""The same project twice, so that there is something to change."""
PARTS = ("site", "dossier")
KILLS = int(os.environ.get("KIJKWIJZER_KILLS", "12"))
MANY = 50
"""Kills from which on each of them is followed by a whole build; else one in four is."""

DISK = """
set -e
mount -t tmpfs -o size="$SIZE",mode=755 none "$DISK"
cp -a "$PROJECT/." "$DISK"
mount -o "remount,$RIGHTS" "$DISK"
"$@" && code=0 || code=$?
cp -a "$DISK/." "$LEFT"
exit $code
"""
"""A command on a disk of its own, which nobody else sees and which is gone when it ends, however it ends."""
MOUNTING = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
PAGE = 4096


@dataclass
class Project:
    """A project folder with what each of the two gives, and how long that takes."""

    root: Path
    made: dict[str, dict[str, State]]
    seconds: float

    def write(self, which: str) -> None:
        for path, text in TWO[which].items():
            put(self.root, path, text)

    def process(self) -> subprocess.Popen[bytes]:
        """A build as a person starts it, with all that it starts in a group of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", "from generator.cli import main; main()", "-C", self.root, "build"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(self.temporary)},
        )

    def build(self) -> None:
        with self.process() as build:
            _, said = build.communicate()
        assert build.returncode == 0, said.decode()

    def state(self) -> dict[str, State]:
        return {part: state(self.root / part) for part in PARTS}

    def which(self, part: str) -> str:
        """Which of the two this folder is, byte for byte; fails when it is neither."""
        found = state(self.root / part)
        same = [name for name, made in self.made.items() if made[part] == found]
        assert same, f"{part} is neither the old nor the new one: {differences(found, self.made['oud'][part])}"
        return same[0]

    @property
    def temporary(self) -> Path:
        return self.root.parent / "tmp"

    @property
    def leftovers(self) -> list[str]:
        return [path.name for path in (*self.root.glob(".*.nieuw-*"), *self.temporary.iterdir())]


def state(folder: Path) -> State:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mode, b"" if path.is_dir() else path.read_bytes())
        for path in sorted(folder.rglob("*"))
    }


def differences(one: State, other: State) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = small_project(tmp_path_factory.mktemp("kills") / "project")
    project = Project(root, {}, 0)
    project.temporary.mkdir()
    for which in ("nieuw", "oud"):
        begin = time.monotonic()
        project.write(which)
        project.build()
        project.made[which] = project.state()
        project.seconds = time.monotonic() - begin
    assert all(project.made["oud"][part] != project.made["nieuw"][part] for part in PARTS)
    return project


def is_at_the_end(project: Project) -> bool:
    """The pages of the dossier are written last; then both folders are put in their place."""
    return any(project.root.glob(".dossier.nieuw-*/index.html"))


def running(session: int) -> list[int]:
    """The processes that were started by this one, however long it has been gone."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, own = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(own) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def kill(project: Project, moment: float, *, is_alone: bool) -> None:
    """Once somewhere in a build: from 0 to 1 is its time as measured, above 1 a bit after its last work has begun."""
    with project.process() as build:
        if moment > 1:
            until(lambda: is_at_the_end(project) or build.poll() is not None)
            time.sleep((moment - 1) / 5)
        else:
            time.sleep(moment * project.seconds)
        (build.kill if is_alone else lambda: os.killpg(build.pid, signal.SIGKILL))()
        build.communicate()
    until(lambda: not running(build.pid))


def test_killed_at_any_moment_each_folder_is_the_old_or_the_new_whole(killed: Project) -> None:
    """Every other time all its processes are killed, and else itself alone. A third of the kills is aimed at the end."""
    chance = random.Random()  # noqa: S311  no secrets here
    for number in range(KILLS):
        moment = 1 + chance.random() if number % 3 == 2 else (number + chance.random()) / KILLS
        new = "nieuw" if killed.which("dossier") == "oud" else "oud"
        killed.write(new)

        kill(killed, moment, is_alone=number % 2 == 0)

        found, left = [killed.which(part) for part in PARTS], killed.leftovers
        sys.stdout.write(
            f"{number + 1:3}: at {moment:.2f} of {killed.seconds:.1f} s, {new} over {found}, left: {left}\n"
        )
        if number % 4 == 3 or KILLS >= MANY:
            killed.build()
            assert [killed.which(part) for part in PARTS] == [new, new]
            assert killed.leftovers == []


def test_two_builds_at_once_give_one_whole_result(killed: Project) -> None:
    killed.write("nieuw")
    with killed.process() as one:
        until(lambda: any(killed.root.glob(".site.nieuw-*")))
        with killed.process() as other:
            _, refused = other.communicate()
        _, said = one.communicate()

    assert one.returncode == 0, said.decode()
    assert other.returncode == 3
    assert "er is al een opdracht van kijkwijzer bezig in" in refused.decode()
    assert [killed.which(part) for part in PARTS] == ["nieuw", "nieuw"]
    assert killed.leftovers == []


# --- The disk


def kijkwijzer(*words: str | Path) -> list[str]:
    return [sys.executable, "-c", "from generator.cli import main; main()", *map(str, words)]


@pytest.fixture
def disk(killed: Project, tmp_path: Path) -> Disk:
    """A disk with the project on it; skips where nobody may have one."""
    killed.write("nieuw")
    return Disk(killed.root, tmp_path)


@dataclass
class Disk:
    project: Path
    folder: Path

    def run(self, *words: str, room: int = 0, rights: str = "rw") -> subprocess.CompletedProcess[str]:
        """A command in the project, on a disk with room for so many bytes more than there are."""
        place, left = self.folder / "disk", self.folder / "left"
        for made in (place, left):
            made.mkdir()
        named = {"DISK": place, "LEFT": left, "PROJECT": self.project, "SIZE": used(self.project) + room}
        return subprocess.run(
            [*MOUNTING, "sh", "-c", DISK, "sh", *kijkwijzer("-C", place, *words)],
            env={**os.environ, **{name: str(value) for name, value in named.items()}, "RIGHTS": rights},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def left(self) -> State:
        return state(self.folder / "left")


def used(folder: Path) -> int:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(-(-size // PAGE) * PAGE for size in sizes)


may_mount = pytest.mark.skipif(
    subprocess.run([*MOUNTING, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode
    != 0,
    reason="this machine lets nobody have a disk of their own",
)


@may_mount
@pytest.mark.parametrize("share", [0, 0.1, 0.5, 0.9])
def test_on_a_full_disk_nothing_changes_and_that_is_said(disk: Disk, share: float) -> None:
    before = state(disk.project)
    room = int(share * sum(used(disk.project / part) for part in PARTS))

    done = disk.run("build", "--no-cache", room=room)

    assert "de schijf is vol" in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (3, "")
    assert differences(disk.left, before) == []


@may_mount
@pytest.mark.parametrize("words", [["print", "--alle"], ["export"]], ids=lambda words: words[0])
def test_no_private_file_is_written_by_half(disk: Disk, words: list[str]) -> None:
    before = state(disk.project)

    done = disk.run(*words, room=3 * PAGE)

    assert "de schijf is vol" in done.stderr
    assert (done.returncode, done.stdout) == (3, "")
    assert differences(disk.left, before) == []


@may_mount
@pytest.mark.parametrize("words", [["build"], ["print", "--alle"], ["export"], ["format"]], ids=lambda words: words[0])
def test_on_a_read_only_disk_it_is_said(disk: Disk, words: list[str]) -> None:
    done = disk.run(*words, rights="ro")

    assert "die schijf is alleen-lezen" in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (3, "")
    assert differences(disk.left, state(disk.project)) == []


@may_mount
def test_a_disk_with_just_room_for_both_is_enough(disk: Disk) -> None:
    """So that the tests above are about the disk."""
    done = disk.run("build", room=2 * used(disk.project))

    assert done.returncode == 0, done.stderr
