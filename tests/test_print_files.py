"""Where printed kijkwijzers go: nothing of anybody else is overwritten, and nobody else can read it."""

from __future__ import annotations

import stat
import subprocess
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator import output
from generator.model.project import Settings
from generator.print_files import (
    FOLDER,
    Target,
    in_the_way,
    is_open_to_git,
    is_sealed,
    refusal,
    sealed,
    target_of,
    write,
)
from generator.surroundings import SurroundingsError
from tests.killing import is_killed

if TYPE_CHECKING:
    from collections.abc import Iterator

PDF = b"%PDF-1.7 a form\n%%EOF\n"


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_new_folder_is_for_its_owner_alone_and_git_leaves_it_out(tmp_path: Path) -> None:
    write(target_of(tmp_path, None), {"ib-01.pdf": PDF}.items())
    folder = tmp_path / FOLDER

    assert sorted(contents(folder)) == [".gitignore", "ib-01.pdf"]
    assert [mode(path) for path in (folder, folder / ".gitignore", folder / "ib-01.pdf")] == ["0o700", "0o600", "0o600"]
    assert [path.name for path in tmp_path.iterdir()] == [FOLDER]


def test_git_sees_nothing_of_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    target = target_of(tmp_path, None)

    assert is_open_to_git(target)
    write(target, {"ib-01.pdf": PDF}.items())
    assert not is_open_to_git(target)
    status = subprocess.run(["git", "-C", tmp_path, "status", "--porcelain"], check=True, capture_output=True)
    assert status.stdout == b""


def test_a_folder_outside_git_is_not_open_to_it(tmp_path: Path) -> None:
    assert not is_open_to_git(Target(tmp_path))


def test_a_folder_that_was_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("van een mens", encoding="utf-8")
    tmp_path.chmod(0o755)

    write(Target(tmp_path), {"ib-01.pdf": PDF}.items())

    assert sorted(contents(tmp_path)) == ["brief.txt", "ib-01.pdf"]
    assert mode(tmp_path) == "0o755"
    assert mode(tmp_path / "ib-01.pdf") == "0o600"


def test_a_name_that_ends_in_pdf_is_a_file(tmp_path: Path) -> None:
    assert target_of(tmp_path, Path("hier/stapel.PDF")) == Target(tmp_path / "hier", "stapel.PDF")
    assert target_of(tmp_path, Path("hier")) == Target(tmp_path / "hier")
    assert target_of(tmp_path, Path("/tmp/x.pdf")) == Target(Path("/tmp"), "x.pdf")  # noqa: S108  nothing is written


@pytest.mark.parametrize(
    "name",
    [
        "site",
        "site/kijkwijzers",
        "content",
        "rubrics",
        "scores/ib-01",
        "dossier",
        "site_templates",
        ".git",
        "x/../site",
    ],
)
def test_where_others_read_or_write_no_form_may_come(tmp_path: Path, name: str) -> None:
    assert "kies een andere map" in refusal(tmp_path, Settings(), Target(tmp_path / name))


def test_a_shortcut_to_such_a_place_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "kort").symlink_to(tmp_path / "site")

    assert "'site'" in refusal(tmp_path, Settings(), Target(tmp_path / "kort"))


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")

    assert "is een bestand" in refusal(tmp_path, Settings(), Target(tmp_path / "x"))


def test_any_other_folder_will_do(tmp_path: Path) -> None:
    assert [refusal(tmp_path, Settings(), Target(tmp_path / name)) for name in ("site-2", ".", FOLDER)] == [""] * 3


# --- Nothing of anybody else


def test_what_we_made_may_be_made_again(tmp_path: Path) -> None:
    target = Target(tmp_path)
    write(target, {"a.pdf": PDF}.items())

    assert in_the_way(target, ["a.pdf", "b.pdf"]) == []
    write(target, {"a.pdf": PDF + b"anew"}.items())
    assert contents(tmp_path) == {"a.pdf": sealed(PDF + b"anew")}


@pytest.mark.parametrize("content", [b"", PDF, sealed(PDF) + b"a pen stroke", sealed(PDF).replace(b"form", b"farm")])
def test_what_we_did_not_make_or_what_was_changed_since_is_in_the_way(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(content)

    (problem,) = in_the_way(Target(tmp_path), ["a.pdf"])
    assert str(problem).startswith("a.pdf: in '")
    assert "niets overschreven" in str(problem)


def test_a_folder_or_a_shortcut_of_that_name_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    (tmp_path / "ours").write_bytes(sealed(PDF))
    (tmp_path / "b.pdf").symlink_to(tmp_path / "ours")
    (tmp_path / "c.pdf").symlink_to(tmp_path / "nergens")

    assert [problem.location.path for problem in in_the_way(Target(tmp_path), ["a.pdf", "b.pdf", "c.pdf"])] == [
        "a.pdf",
        "b.pdf",
        "c.pdf",
    ]


def test_the_seal_is_one_line_after_the_end_of_the_pdf() -> None:
    assert sealed(PDF).startswith(PDF + b"%kijkwijzer ")
    assert is_sealed(sealed(PDF))
    assert is_sealed(sealed(sealed(PDF)))
    assert not is_sealed(PDF)


# --- All or none


def test_when_one_cannot_be_put_in_place_all_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(Target(tmp_path), {"b.pdf": b"old"}.items())
    before = contents(tmp_path)
    replace = Path.replace

    def refuse_c(self: Path, target: Path) -> Path:
        if target == tmp_path / "c.pdf":
            raise PermissionError(13, "nee")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_c)
    with pytest.raises(SurroundingsError):
        write(Target(tmp_path), {"a.pdf": PDF, "b.pdf": PDF, "c.pdf": PDF}.items())

    assert contents(tmp_path) == before


WRITE = """
from itertools import count
from pathlib import Path
from generator.print_files import Target, write

write(Target(Path(sys.argv[1])), {"a.pdf": b"nieuw", "b.pdf": b"nieuw"}.items())
"""


def test_each_is_on_the_disk_before_the_next_is_made(tmp_path: Path) -> None:
    seen: list[str] = []

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a.pdf", PDF
        seen.extend(path.name for path in tmp_path.rglob("*.pdf"))
        yield "b.pdf", PDF

    assert write(Target(tmp_path), files()) == ["a.pdf", "b.pdf"]
    assert seen == ["a.pdf"]


def test_when_nothing_came_no_folder_is_left(tmp_path: Path) -> None:
    assert write(Target(tmp_path / "nieuw"), ()) == []
    assert list(tmp_path.iterdir()) == []


def test_killed_at_any_step_each_file_is_the_old_or_the_new_and_the_next_time_tidies_up(tmp_path: Path) -> None:
    for step in count():
        folder = tmp_path / str(step)
        write(Target(folder), {"a.pdf": b"oud", "b.pdf": b"oud"}.items())

        killed = is_killed(step, WRITE, folder)

        assert all(
            file.read_bytes() in (sealed(b"oud"), sealed(b"nieuw")) for file in (folder / "a.pdf", folder / "b.pdf")
        )
        assert in_the_way(Target(folder), ["a.pdf", "b.pdf"]) == []
        write(Target(folder), {"a.pdf": b"nieuw"}.items())
        assert sorted(path.name for path in folder.iterdir()) == [".gitignore", "a.pdf", "b.pdf"]
        if not killed:
            break


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "nee")

    monkeypatch.setattr(output, "write_files", refused)

    with pytest.raises(SurroundingsError, match="schrijven in"):
        write(Target(tmp_path / "nieuw"), {"a.pdf": PDF}.items())
    assert list(tmp_path.iterdir()) == []
