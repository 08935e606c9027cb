"""Where an export goes: what may be overwritten, and what a kill leaves."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from generator.export_files import RECORD, in_the_way, write
from generator.print_files import Target
from tests.killing import is_killed

OLD, NEW = ({"a.csv": text, "b.csv": text} for text in (b"oud", b"nieuw"))

EXPORT = """
from pathlib import Path
from generator.export_files import Target, write

write(Target(Path(sys.argv[1])), {"a.csv": b"nieuw", "b.csv": b"nieuw"})
"""


def names_in_the_way(folder: Path) -> list[str]:
    return [problem.location.path for problem in in_the_way(Target(folder), OLD)]


def test_what_we_wrote_may_be_written_again_and_what_was_changed_since_not(tmp_path: Path) -> None:
    write(Target(tmp_path), OLD)
    assert names_in_the_way(tmp_path) == []

    (tmp_path / "b.csv").write_bytes(b"van een mens")

    assert names_in_the_way(tmp_path) == ["b.csv"]


def test_what_was_changed_once_is_not_taken_for_ours_later(tmp_path: Path) -> None:
    write(Target(tmp_path), OLD)
    (tmp_path / "b.csv").write_bytes(b"van een mens")
    write(Target(tmp_path), {"a.csv": b"nieuw"})

    assert names_in_the_way(tmp_path) == ["b.csv"]


def test_the_record_does_not_grow(tmp_path: Path) -> None:
    for number in range(5):
        write(Target(tmp_path), {"a.csv": str(number).encode(), "b.csv": b"x"})

    assert len((tmp_path / RECORD).read_text().splitlines()) == 3


def test_killed_at_any_step_each_file_is_whole_and_the_next_export_is_not_refused(tmp_path: Path) -> None:
    for step in count():
        folder = tmp_path / str(step)
        write(Target(folder), OLD)

        killed = is_killed(step, EXPORT, folder)

        assert all((folder / name).read_bytes() in (b"oud", b"nieuw") for name in OLD)
        assert names_in_the_way(folder) == []
        write(Target(folder), NEW)
        assert sorted(path.name for path in folder.iterdir()) == [".gitignore", RECORD, "a.csv", "b.csv"]
        if not killed:
            break
