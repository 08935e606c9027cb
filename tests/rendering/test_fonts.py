"""The fonts that go along with a site, and those for paper."""

from __future__ import annotations

from itertools import chain

import pytest
from fontTools.ttLib import TTFont

from generator.rendering.fonts import WEB_FONTS, font_faces, web_fonts
from generator.shipped import shipped
from tests.make_fonts import LATIN, PAPER

FONTS = shipped("site_templates") / "look" / "fonts"
WEB = [FONTS / "web" / font.file for font in WEB_FONTS]
ON_PAPER = [FONTS / "paper" / font.file for font, _ in PAPER]
EVERY = pytest.mark.parametrize("file", [*WEB, *ON_PAPER], ids=lambda file: file.name)
ALLOWED_SIZE = 60_000
DUTCH = {ord(char) for char in "aZ0\u00e9\u00eb\u00ef\u2019\u201c\u2013\u20ac\u2026\u2192"}


def test_nothing_else_lies_among_the_fonts() -> None:
    found = {file.name for file in chain((FONTS / "web").iterdir(), (FONTS / "paper").iterdir())}

    assert found == {file.name for file in (*WEB, *ON_PAPER)}


@EVERY
def test_a_font_holds_what_dutch_needs(file: object) -> None:
    assert set(TTFont(file).getBestCmap()) >= DUTCH


@pytest.mark.parametrize("file", WEB, ids=lambda file: file.name)
def test_a_web_font_is_small(file: object) -> None:
    assert len(web_fonts()[getattr(file, "name", "")]) < ALLOWED_SIZE


@EVERY
def test_a_font_has_a_name_of_ours_and_keeps_its_licence(file: object) -> None:
    names = TTFont(file)["name"]

    assert all("Source" not in (names.getDebugName(number) or "") for number in (1, 3, 4, 6, 16, 25))
    assert "SIL Open Font License" in names.getDebugName(13)
    assert "Adobe" in names.getDebugName(0)


@pytest.mark.parametrize("file", ON_PAPER, ids=lambda file: file.name)
def test_a_font_for_paper_has_one_weight_so_that_nothing_is_worked_out_for_each_pdf(file: object) -> None:
    font = TTFont(file)

    assert "fvar" not in font
    assert str(font["OS/2"].usWeightClass) in getattr(file, "stem", "")


def test_each_web_font_has_its_rule_and_each_rule_its_file() -> None:
    rules = font_faces("fonts/")

    assert rules.count("@font-face") == len(web_fonts())
    assert all(f'url("fonts/{name}")' in rules for name in web_fonts())


def test_ranges_of_characters_go_up() -> None:
    edges = [edge for pair in LATIN for edge in pair]

    assert edges == sorted(edges)
