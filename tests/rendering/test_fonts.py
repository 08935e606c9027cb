"""The fonts that go along with a site."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from generator.rendering.fonts import LATIN, WEB_FONTS, font_faces, web_fonts

ALLOWED_SIZE = 60_000


@pytest.mark.parametrize("name", [font.file for font in WEB_FONTS])
def test_a_web_font_holds_what_dutch_needs_and_not_much_more(name: str) -> None:
    data = web_fonts()[name]
    characters = TTFont(io.BytesIO(data)).getBestCmap()

    assert {ord(char) for char in "aZ0\u00e9\u00eb\u00ef\u2019\u201c\u2013\u20ac\u2026\u2192"} <= set(characters)
    assert len(data) < ALLOWED_SIZE


@pytest.mark.parametrize("name", [font.file for font in WEB_FONTS])
def test_a_web_font_has_a_name_of_ours_and_keeps_its_licence(name: str) -> None:
    names = TTFont(io.BytesIO(web_fonts()[name]))["name"]

    assert all("Source" not in (names.getDebugName(number) or "") for number in (1, 3, 4, 6, 16, 25))
    assert "SIL Open Font License" in names.getDebugName(13)
    assert "Adobe" in names.getDebugName(0)


def test_each_web_font_has_its_rule_and_each_rule_its_file() -> None:
    rules = font_faces("fonts/")

    assert rules.count("@font-face") == len(web_fonts())
    assert all(f'url("fonts/{name}")' in rules for name in web_fonts())


def test_ranges_of_characters_go_up() -> None:
    edges = [edge for pair in LATIN for edge in pair]

    assert edges == sorted(edges)
