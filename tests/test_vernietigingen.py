"""The record of what was destroyed: it says when, why and how much, and can hold no name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator import vernietigingen
from generator.reading.parsing import parse
from generator.surroundings import SurroundingsError
from generator.vernietigingen import FILE, HEAD, entry, fresh_number, note
from tests.projects import put

if TYPE_CHECKING:
    from pathlib import Path

TEXT = entry("v-1", date(2026, 11, 22), "verzoek", {"scorebestand": 2, "register": 1})


def test_an_entry_is_yaml_with_the_day_the_reason_and_the_counts() -> None:
    assert (
        TEXT == "- nummer: v-1\n  datum: 2026-11-22\n  reden: verzoek\n  vernietigd: {scorebestand: 2, register: 1}\n"
    )


def test_the_file_is_made_with_what_it_is_for(tmp_path: Path) -> None:
    note(tmp_path, "v-1", TEXT)

    assert (tmp_path / FILE).read_text(encoding="utf-8") == HEAD + TEXT


def test_a_second_entry_comes_below_and_all_that_was_there_stays(tmp_path: Path) -> None:
    put(tmp_path, FILE, "# van de FG\r\n- nummer: v-0")
    note(tmp_path, "v-1", TEXT)

    assert (tmp_path / FILE).read_bytes() == b"# van de FG\r\n- nummer: v-0\n" + TEXT.encode()


def test_the_same_entry_is_written_once(tmp_path: Path) -> None:
    for _ in range(2):
        note(tmp_path, "v-1", TEXT)

    assert (tmp_path / FILE).read_text(encoding="utf-8").count("v-1") == 1


def test_a_number_that_begins_like_another_is_another(tmp_path: Path) -> None:
    note(tmp_path, "v-12", entry("v-12", date(2026, 1, 1), "verzoek", {}))
    note(tmp_path, "v-1", TEXT)

    assert (tmp_path / FILE).read_text(encoding="utf-8").count("nummer: ") == 2


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to("elders.yml")])
def test_what_is_no_plain_file_is_not_written_over(tmp_path: Path, make: object) -> None:
    make(tmp_path / FILE)  # type: ignore[operator]

    with pytest.raises(SurroundingsError):
        note(tmp_path, "v-1", TEXT)
    assert not (tmp_path / "elders.yml").exists()


def test_what_a_killed_program_left_beside_it_is_cleared_away(tmp_path: Path) -> None:
    put(tmp_path, f".{FILE}.nieuw-0a1b2c3d", "half")
    note(tmp_path, "v-1", TEXT)

    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_numbers_are_not_alike_and_say_nothing() -> None:
    numbers = {fresh_number() for _ in range(100)}

    assert len(numbers) == 100


def test_the_head_says_that_no_name_belongs_here() -> None:
    assert parse(FILE, (HEAD + "a: b\n").encode())[0] is not None
    assert "geen naam of pseudoniem" in vernietigingen.HEAD
