"""What SECURITY.md says of how to report and of what is promised, as far as a test can know it."""

from __future__ import annotations

import re
from pathlib import Path

from generator.cli import main
from generator.leaks import runs

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / ".github/SECURITY.md").read_text(encoding="utf-8")


def test_it_names_no_address_that_somebody_would_have_to_keep_up() -> None:
    assert re.findall(r"\S+@\S+|https?://\S+", TEXT) == []


def test_every_command_in_it_exists() -> None:
    assert set(re.findall(r"`kijkwijzer ([a-z]+)", TEXT)) <= set(main.commands)


def test_every_file_in_it_exists() -> None:
    assert [name for name in re.findall(r"`([\w.]+(?:/|\.yml))`", TEXT) if not (ROOT / name).exists()] == []


def test_it_tells_from_how_many_words_a_note_is_looked_for() -> None:
    assert "notes of five words or more" in TEXT
    assert runs.SHORT == 5
