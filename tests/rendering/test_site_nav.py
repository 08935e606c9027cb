"""The rubrics come where mkdocs.yml names their page, and nowhere else."""

from __future__ import annotations

from generator.rendering.site_nav import with_rubrics
from tests.model.plain import VHM

SECTION = {
    "Vaardigheidsmeter": [
        {"Overzicht": "rubrics/vhm/index.md"},
        "rubrics/vhm/begeleiden.md",
        "rubrics/vhm/innoveren.md",
    ]
}


def test_after_the_page_of_all_rubrics_comes_a_section_for_each() -> None:
    nav = [{"Start": "index.md"}, {"Rubrics": ["rubrics/index.md", "kruisverwijzing.md"]}]

    assert with_rubrics(nav, (VHM,)) == [
        {"Start": "index.md"},
        {"Rubrics": ["rubrics/index.md", SECTION, "kruisverwijzing.md"]},
    ]


def test_a_single_entry_for_all_rubrics_becomes_a_section() -> None:
    assert with_rubrics([{"Rubrics": "rubrics/index.md"}], (VHM,)) == [{"Rubrics": ["rubrics/index.md", SECTION]}]


def test_a_navigation_without_rubrics_and_no_navigation_at_all_stay_as_they_are() -> None:
    assert with_rubrics(["index.md"], (VHM,)) == ["index.md"]
    assert with_rubrics(None, (VHM,)) is None
