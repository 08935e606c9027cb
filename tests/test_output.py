"""The folders that we write to: which may be, and how the new takes the place of the old."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import output
from generator.model.project import Settings
from generator.refusals import refusals
from generator.surroundings import SurroundingsError
from tests.killing import is_killed
from tests.projects import put

if TYPE_CHECKING:
    from collections.abc import Iterator


def refused(root: Path, **settings: str) -> list[str]:
    return [str(problem) for problem in refusals(root, Settings(**settings))]  # type: ignore[arg-type]


def made(folder: Path, text: str) -> Path:
    """A folder of ours with one file in it."""
    put(folder, "index.html", text)
    output.mark(folder)
    return folder


def test_new_folders_and_empty_ones_may_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    assert refused(tmp_path) == []


def test_folders_that_we_made_before_may_be_replaced(tmp_path: Path) -> None:
    made(tmp_path / "site", "oud")
    made(tmp_path / "dossier", "oud")

    assert refused(tmp_path) == []


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"site": "content"}, ["'site_dir' en 'docs_dir'"]),
        ({"site": "content/site"}, ["'site_dir' en 'docs_dir'"]),
        ({"dossier": "content/dossier"}, ["'dossier' en 'docs_dir'"]),
        ({"dossier": "scores"}, ["'dossier' en 'scores'", "'dossier' en 'register'"]),
        ({"dossier": "scores/ib-01"}, ["'dossier' en 'scores'"]),
        ({"site": "rubrics"}, ["'site_dir' en 'rubrics'"]),
        ({"site": "in", "content": "in/content"}, ["'site_dir' en 'docs_dir'"]),
        ({"dossier": "namen", "register": "namen/register.yml"}, ["'dossier' en 'register'"]),
        ({"site": "site_templates"}, ["'site_dir' en 'templates'"]),
        ({"dossier": "site"}, ["de besloten map 'site' en de openbare map 'site'"]),
        ({"dossier": "site/dossier"}, ["de besloten map 'site/dossier' en de openbare map 'site'"]),
        ({"site": "dossier/site"}, ["de besloten map 'dossier' en de openbare map 'dossier/site'"]),
        ({"site": "."}, ["'site_dir' en"] * 5 + ["de besloten map 'dossier'"]),
    ],
)
def test_a_folder_inside_or_around_another_one_is_refused(
    tmp_path: Path, settings: dict[str, str], named: list[str]
) -> None:
    found = refused(tmp_path, **settings)

    assert len(found) == len(named)
    assert all(name in line for name, line in zip(named, found, strict=True))
    assert all(line.startswith("mkdocs.yml: ") for line in found)


def test_a_folder_with_files_that_we_did_not_make_is_refused_and_stays(tmp_path: Path) -> None:
    file = put(tmp_path, "site/vakantie.txt", "foto's")

    (line,) = refused(tmp_path)

    assert line.startswith("site: deze map is niet leeg en niet door kijkwijzer gemaakt")
    assert file.read_text() == "foto's"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "dossier", "een gewoon bestand")

    (line,) = refused(tmp_path)

    assert line.startswith("dossier: hier moet een map komen")


@pytest.mark.parametrize("place", ["site", "uit/site"])
def test_a_link_is_refused_even_when_it_leads_to_a_folder_of_ours(tmp_path: Path, place: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    made(tmp_path / "elders" / "site", "oud")
    (root / place).parent.mkdir(exist_ok=True)
    if place == "site":
        (root / place).symlink_to(tmp_path / "elders" / "site")
    else:
        (root / "uit").rmdir()
        (root / "uit").symlink_to(tmp_path / "elders")

    (line,) = refused(root, site=place)

    assert line.startswith(f"{place}: deze map loopt via een snelkoppeling")


def test_a_marker_that_is_a_link_does_not_count(tmp_path: Path) -> None:
    put(tmp_path, "ergens", "")
    put(tmp_path, "site/brief.txt", "")
    (tmp_path / "site" / output.MARKER).symlink_to(tmp_path / "ergens")

    assert len(refused(tmp_path)) == 1


def test_home_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "uit" / "jan"))

    (line,) = refused(tmp_path, site="uit")

    assert line.startswith("uit: dit is geen map om in te schrijven")


def test_a_machine_that_knows_no_home_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", unknown)

    assert refused(tmp_path) == []


def test_a_disk_that_knows_no_locks_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    left = made(tmp_path / ".site.nieuw-1", "half")

    with output.beside(tmp_path / "site") as new:
        output.swap(new, tmp_path / "site")

    assert left.exists()


def test_the_folder_of_git_is_refused(tmp_path: Path) -> None:
    assert len(refused(tmp_path, site=".git/site")) == 1


def test_a_build_is_made_beside_and_swapped_in_whole(tmp_path: Path) -> None:
    target = made(tmp_path / "site", "oud")

    with output.beside(target) as new:
        output.write_files(new, {"index.html": b"nieuw", "a/b.html": b"b"})
        assert (target / "index.html").read_text() == "oud"
        output.swap(new, target)

    assert (target / "index.html").read_text() == "nieuw"
    assert output.is_ours(target)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_works_on_a_disk_that_cannot_exchange_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "exchange", lambda _one, _other: False)
    target = made(tmp_path / "site", "oud")

    with output.beside(target) as new:
        output.write_files(new, {"index.html": b"nieuw"})
        output.swap(new, target)

    assert (target / "index.html").read_text() == "nieuw"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


BUILD = """
from pathlib import Path
from generator import output

plain = output.exchange
output.exchange = lambda one, other: sys.argv[2] == "exchange" and plain(one, other)
target = Path(sys.argv[1])
with output.beside(target) as new:
    output.write_files(new, {"index.html": b"nieuw", "a.html": b"nieuw"})
    output.swap(new, target)
"""


@pytest.mark.parametrize("disk", ["exchange", "plain"])
def test_killed_at_any_step_the_old_or_the_new_is_there_whole_at_the_next_command(tmp_path: Path, disk: str) -> None:
    old, new = {"index.html": "oud", "weg.html": "oud"}, {"index.html": "nieuw", "a.html": "nieuw"}
    outcomes = []
    for step in count():
        root = tmp_path / str(step)
        for name, text in old.items():
            put(root, f"site/{name}", text)
        output.mark(root / "site")

        killed = is_killed(step, BUILD, root / "site", disk)

        outcomes.append(contents(root / "site"))
        output.restore(root / "site")
        assert contents(root / "site") in (old, new)
        with output.beside(root / "site"):
            pass
        assert [path.name for path in root.iterdir()] == ["site"]
        if not killed:
            break

    assert old in outcomes
    assert new in outcomes
    assert ({} in outcomes) == (disk == "plain"), "the moment that has to be mended was not among the steps"


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.glob("[!.]*")}


def test_what_was_laid_aside_comes_not_back_over_what_is_there(tmp_path: Path) -> None:
    target = made(tmp_path / "site", "nieuw")
    made(tmp_path / f".site{output.BESIDE}1{output.ASIDE}", "oud")

    output.restore(target)

    assert contents(target) == {"index.html": "nieuw"}


def test_a_swap_can_be_undone(tmp_path: Path) -> None:
    target, first = made(tmp_path / "site", "oud"), tmp_path / "dossier"
    with output.beside(target) as new, output.beside(first) as other:
        output.write_files(new, {"index.html": b"nieuw"})
        for back in (output.swap(new, target), output.swap(other, first)):
            back()

    assert contents(target) == {"index.html": "oud"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_not_yet_on_the_disk_takes_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output, "settle", full)
    target = made(tmp_path / "site", "oud")

    with pytest.raises(SurroundingsError, match="de schijf is vol"), output.beside(target) as new:
        output.swap(new, target)

    assert contents(target) == {"index.html": "oud"}


def test_a_build_that_fails_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    target = made(tmp_path / "site", "oud")

    with suppress(ZeroDivisionError), output.beside(target) as new:
        output.write_files(new, {"index.html": b"half"})
        raise ZeroDivisionError

    assert (target / "index.html").read_text() == "oud"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_behind_goes_at_the_next_one(tmp_path: Path) -> None:
    left = made(tmp_path / ".site.nieuw-1", "half")
    somebody_elses = put(tmp_path, ".site.nieuw-2/brief.txt", "van een mens")

    with output.beside(tmp_path / "site"):
        pass

    assert not left.exists()
    assert somebody_elses.exists()


def test_what_another_build_is_busy_with_stays(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator import output\n"
        "with output.beside(Path(sys.argv[1])) as new: print(new, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "site")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        theirs = Path(other.stdout.readline().strip())
        with output.beside(tmp_path / "site"):
            assert theirs.exists()
        other.communicate("")

    assert not theirs.exists()


def test_builds_that_begin_at_the_same_time_do_not_take_each_other_for_leftovers(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator import output\n"
        "for number in range(300):\n"
        "    with output.beside(Path(sys.argv[1])) as new: (new / 'x').write_text(''); assert output.is_ours(new)"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "site")]
    builds = [subprocess.Popen(words, stderr=subprocess.PIPE) for _ in range(3)]

    said = [build.communicate()[1].decode() for build in builds]

    assert said == ["", "", ""]
    assert list(tmp_path.iterdir()) == []


def test_the_private_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    with output.beside(tmp_path / "dossier", private=True) as new:
        output.write_files(new, {"ib-ers/ib-01/index.html": b""}, private=True)
        output.swap(new, tmp_path / "dossier")

    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "dossier").rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in [tmp_path / "dossier", *(tmp_path / "dossier").glob("**/")]}
    assert modes == {0o600}
    assert folders == {0o700}


def test_the_public_folder_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    with output.beside(tmp_path / "site") as new:
        output.write_files(new, {"index.html": b""})
        output.swap(new, tmp_path / "site")

    assert (tmp_path / "site").stat().st_mode & 0o055 == 0o055
    assert (tmp_path / "site" / "index.html").stat().st_mode & 0o044 == 0o044


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nobody may write, and a user whom that stops."""
    folder = tmp_path / "vast"
    folder.mkdir(mode=0o555)
    was_root = os.geteuid() == 0
    if was_root:
        for parent in (tmp_path, *tmp_path.parents[:2]):
            parent.chmod(0o755)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)


def test_a_disk_that_refuses_is_told_in_dutch(read_only: Path) -> None:
    with (
        pytest.raises(SurroundingsError, match="daar mag dit programma niet schrijven"),
        output.beside(read_only / "site"),
    ):
        pass
