"""Writing score files: whole or not at all, never over what somebody else wrote, never outside the folder."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from generator import one_file, output, score_folder
from generator.score_folder import ScoreFolder, opened
from generator.surroundings import SurroundingsError
from tests.projects import put

NAME = "2026-05-12-adviseur.yml"
OLD, NEW = b"rubric: oud\n", b"rubric: nieuw\n"


def hidden(root: Path) -> list[Path]:
    return [path for path in root.rglob(".*") if path.is_file()]


def create(root: Path, ib_er: str = "ib-1", data: bytes = NEW) -> bool:
    with opened(root, "scores") as folder:
        return folder.create(ib_er, NAME, data)


def replace(root: Path, data: bytes = NEW, known: bytes = OLD) -> bool:
    with opened(root, "scores") as folder:
        return folder.replace("ib-1", NAME, data, known=known)


def test_a_new_file_is_written_in_a_new_folder(tmp_path: Path) -> None:
    assert create(tmp_path)
    assert (tmp_path / "scores/ib-1" / NAME).read_bytes() == NEW
    assert hidden(tmp_path) == []


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)

    assert not create(tmp_path)
    assert file.read_bytes() == OLD
    assert hidden(tmp_path) == []


def test_a_file_that_is_still_known_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    file.chmod(0o640)

    assert replace(tmp_path)
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o640
    assert hidden(tmp_path) == []


def test_a_file_that_somebody_changed_or_removed_is_left_as_it_is(tmp_path: Path) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", b"anders\n")
    assert not replace(tmp_path)
    assert file.read_bytes() == b"anders\n"

    file.unlink()
    assert not replace(tmp_path)
    assert not file.exists()


def test_a_file_that_was_made_read_only_is_left_so(tmp_path: Path) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    file.chmod(0o440)

    with pytest.raises(SurroundingsError, match="niet schrijven"):
        replace(tmp_path)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (OLD, 0o440)


def test_an_edit_at_the_very_last_moment_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    exchange = output.exchange

    def late(one: str, other: str, folder: int) -> bool:
        if file.read_bytes() == OLD:
            file.write_bytes(b"net bewaard\n")
        return exchange(one, other, folder)

    monkeypatch.setattr(one_file, "exchange", late)

    assert not replace(tmp_path)
    assert file.read_bytes() == b"net bewaard\n"
    assert hidden(tmp_path) == []


def test_a_disk_that_cannot_exchange_or_link_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no")

    monkeypatch.setattr(one_file, "exchange", lambda *_: False)
    monkeypatch.setattr(os, "link", no_link)

    assert create(tmp_path, data=OLD)
    assert not create(tmp_path)
    assert replace(tmp_path)
    assert (tmp_path / "scores/ib-1" / NAME).read_bytes() == NEW


@pytest.mark.parametrize("where", ["scores", "scores/ib-1"])
def test_no_link_leads_out_of_the_folder(tmp_path: Path, where: str) -> None:
    outside = tmp_path / "outside"
    (outside / "ib-1").mkdir(parents=True)
    root = tmp_path / "project"
    (root / where).parent.mkdir(parents=True)
    (root / where).symlink_to(outside)

    with pytest.raises(SurroundingsError):
        create(root)
    with pytest.raises(SurroundingsError):
        replace(root)
    assert [path for path in outside.rglob("*") if path.is_file()] == []


def test_a_link_in_the_place_of_a_file_is_neither_read_nor_written(tmp_path: Path) -> None:
    target = put(tmp_path, "buiten.yml", OLD)
    link = tmp_path / "scores/ib-1" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(target)

    with opened(tmp_path, "scores") as folder:
        assert folder.read("ib-1", NAME) is None
    assert not create(tmp_path)
    assert not replace(tmp_path)
    assert target.read_bytes() == OLD


def test_a_pipe_or_folder_in_the_place_of_a_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "scores/ib-1/map.yml").mkdir(parents=True)
    os.mkfifo(tmp_path / "scores/ib-1/pijp.yml")

    with opened(tmp_path, "scores") as folder:
        assert folder.read("ib-1", "map.yml") is None
        assert folder.read("ib-1", "pijp.yml") is None
        assert folder.read("ib-1", "weg.yml") is None
        assert folder.read("ib-2", NAME) is None


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "schijf is vol"), (errno.EROFS, "alleen-lezen")])
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)

    def refuse(_descriptor: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(SurroundingsError, match=told):
        replace(tmp_path)
    with pytest.raises(SurroundingsError, match=told):
        create(tmp_path, "ib-2")

    assert file.read_bytes() == OLD
    assert [path.name for path in (tmp_path / "scores").rglob("*") if path.is_file()] == [NAME]


def test_a_file_of_somebody_else_is_not_removed_when_ours_could_not_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    plain = os.open

    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no")

    def no_more_files(path: str, *rest: int, **named: int) -> int:
        if path == NAME:
            raise OSError(errno.EMFILE, "Too many open files")
        return plain(path, *rest, **named)

    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr(os, "open", no_more_files)

    with pytest.raises(SurroundingsError, match="Too many open files"):
        create(tmp_path)
    assert file.read_bytes() == OLD


def test_a_file_that_others_may_not_read_is_not_theirs_while_it_is_written_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, f"scores/ib-1/{NAME}", OLD).chmod(0o600)
    seen: list[int] = []
    fchmod = os.fchmod

    def watched(descriptor: int, mode: int) -> None:
        seen.append(os.fstat(descriptor).st_mode & 0o777)
        fchmod(descriptor, mode)

    monkeypatch.setattr(os, "fchmod", watched)

    assert replace(tmp_path)
    assert seen == [0o600]


def test_a_file_that_may_not_be_read_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    plain = os.open

    def refuse(path: str, *rest: int, **named: int) -> int:
        if path == NAME:
            raise PermissionError(errno.EACCES, "Permission denied")
        return plain(path, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)

    with opened(tmp_path, "scores") as folder, pytest.raises(SurroundingsError, match="je hebt er geen rechten voor"):
        folder.read("ib-1", NAME)


def test_only_a_file_that_is_still_known_is_taken_away(tmp_path: Path) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    with opened(tmp_path, "scores") as folder:
        folder.remove_empty("ib-1")
        assert not folder.remove("ib-1", NAME, known=NEW)
        assert file.read_bytes() == OLD
        assert folder.remove("ib-1", NAME, known=OLD)
        assert not folder.remove("ib-1", NAME, known=OLD)
        assert file.parent.is_dir()
        folder.remove_empty("ib-1")
    assert not file.parent.exists()


def test_nothing_is_taken_away_by_way_of_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, other = put(tmp_path, f"scores/ib-1/{NAME}", OLD), put(tmp_path, f"buiten/{NAME}", OLD)
    read = ScoreFolder.read

    def and_swap(folder: ScoreFolder, ib_er: str, name: str) -> bytes | None:
        data = read(folder, ib_er, name)
        ours.parent.rename(tmp_path / "weg")
        ours.parent.symlink_to(other.parent)
        return data

    monkeypatch.setattr(ScoreFolder, "read", and_swap)

    with opened(tmp_path, "scores") as folder, pytest.raises(SurroundingsError):
        folder.remove("ib-1", NAME, known=OLD)
    assert other.read_bytes() == OLD


def _killed(root: Path, step: str) -> None:
    """Dies in the middle of a replacement."""
    kill = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    setattr(os if step in ("fsync", "fchmod") else one_file, step, kill)
    replace(root)


@pytest.mark.parametrize("step", ["fchmod", "fsync", "exchange"])
def test_a_program_that_is_killed_leaves_the_old_file_and_the_next_one_clears_up(tmp_path: Path, step: str) -> None:
    file = put(tmp_path, f"scores/ib-1/{NAME}", OLD)
    process = multiprocessing.get_context("fork").Process(target=_killed, args=(tmp_path, step))
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    assert file.read_bytes() == OLD
    assert hidden(tmp_path) != []
    assert replace(tmp_path)
    assert file.read_bytes() == NEW
    assert hidden(tmp_path) == []


def test_of_many_who_create_the_same_file_one_wins(tmp_path: Path) -> None:
    won: list[int] = []

    def attempt(number: int) -> None:
        if create(tmp_path, data=f"{number}\n".encode()):
            won.append(number)

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert (tmp_path / "scores/ib-1" / NAME).read_text() == f"{won[0]}\n"


def test_another_program_that_is_writing_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scores").mkdir()
    monkeypatch.setattr(score_folder, "PATIENCE", 0.1)
    descriptor = os.open(tmp_path / "scores", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        with pytest.raises(SurroundingsError, match="een ander programma"):
            create(tmp_path)
    finally:
        os.close(descriptor)
    assert create(tmp_path)


def test_a_folder_that_is_a_link_is_no_folder_of_an_ib_er(tmp_path: Path) -> None:
    (tmp_path / "scores/ib-1").mkdir(parents=True)
    (tmp_path / "scores/ib-2").symlink_to("ib-1")
    put(tmp_path, "scores/ib-3", b"")
    with opened(tmp_path, "scores") as folder:
        assert [id for id in ("ib-1", "ib-2", "ib-3", "ib-4") if folder.has(id)] == ["ib-1"]
        assert isinstance(folder, ScoreFolder)
