"""What an editor is told: which schema holds for which file."""

from __future__ import annotations

import pytest

from generator.model.project import Settings
from generator.schema_files import REGISTER, editor_settings


@pytest.mark.parametrize(
    ("register", "pattern"),
    [
        ("scores/register.yml", "scores/register.yml"),
        ("/mnt/personeel/namen.yml", "**/namen.yml"),
        ("../elders/namen.yml", "**/namen.yml"),
    ],
)
def test_where_on_a_computer_the_register_is_does_not_go_into_the_settings_of_the_editor(
    register: str, pattern: str
) -> None:
    settings = editor_settings("./.vscode", Settings(register=register))["yaml.schemas"]

    assert settings[f"./.vscode/{REGISTER}"] == pattern
