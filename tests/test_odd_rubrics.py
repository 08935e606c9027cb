"""Rubrics unlike ours give a whole site without a change of code."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mkdocs_plugin import build_site
from tests.json_rubric import rows, rubric
from tests.projects import put, small_project
from tests.sites import dead_links, html_errors, visit

ODD = {
    "twintig": rubric(
        "twintig",
        [{"id": f"t{number}", "titel": f"Taakgebied {number}", "vaardigheden": rows([number])} for number in range(20)],
    ),
    "zestig": rubric("zestig", [{"id": "README", "titel": "Alles", "vaardigheden": rows(range(60))}]),
    "vijf.punten": rubric(
        "vijf.punten",
        [{"id": "A-1_b.c", "titel": "Descriptoren", "vaardigheden": rows([1, 2], beschrijvingen={f"{point}": "Omschrijving. " * 40 for point in range(1, 6)})}],
        schaal=[{"waarde": point, "label": f"punt {point}", "uitleg": "Eerste alinea.\n\nTweede alinea."} for point in range(1, 6)],
        voldoende_vanaf=3,
    ),
    "english": rubric(
        "english",
        [{"id": "teaching", "titel": "Teaching", "vaardigheden": [{"id": "1.10", "tekst": "Explains the aim of the lesson."}]}],
        taal="en-GB",
        niveaus={"taakgebied": "Domain", "vaardigheid": "Skill"},
    ),
    "lang": rubric(
        "lang",
        [{"id": "t", "titel": "Woordzonderspatie" * 10, "indicatoren": [{"id": "a" * 64, "titel": "Heel lang " * 28, "vaardigheden": [{"id": "b" * 60 + ".1", "tekst": "x" * 600}]}]}],
        titel="Een naam die maar doorgaat " * 10,
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    root = small_project(folder / "project")
    for id, text in ODD.items():
        put(root, f"rubrics/{id}.yml", text)
    build_site(root, folder / "site")
    return folder / "site"


def test_rubrics_unlike_ours_build_without_a_warning_and_all_their_links_work(odd_site: Path) -> None:
    assert dead_links(odd_site) == []
    assert html_errors(odd_site) == []


def test_even_the_longest_words_fit_on_a_phone_and_everybody_can_read_them(odd_site: Path) -> None:
    pages = [
        "rubrics/lang/t.html",
        "rubrics/lang/index.html",
        "rubrics/vijf.punten/A-1_b.c.html",
        "kijkwijzers/index.html",
    ]
    seen = visit(odd_site, schemes=["light"], pages=pages)

    assert seen.overflowing == []
    assert seen.violations == []


def test_twenty_taakgebieden_are_twenty_pages(odd_site: Path) -> None:
    assert len(list((odd_site / "rubrics" / "twintig").glob("t*.html"))) == 20


def test_a_taakgebied_called_readme_is_a_page_of_its_own(odd_site: Path) -> None:
    page = (odd_site / "rubrics" / "zestig" / "README.html").read_text(encoding="utf-8")

    assert page.count('class="rij"') == 60
    assert "Waar kijk je naar?" in (odd_site / "rubrics" / "zestig" / "index.html").read_text(encoding="utf-8")


def test_another_language_is_said_where_it_is_written(odd_site: Path) -> None:
    page = (odd_site / "rubrics" / "english" / "teaching.html").read_text(encoding="utf-8")

    assert 'lang="en-GB">Explains the aim of the lesson.</p>' in page
