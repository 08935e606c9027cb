"""The public site as MkDocs makes it, from project folders of many kinds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.mkdocs_plugin import SiteFault, build_site
from tests.projects import RUBRIC_FILE, SETTINGS, change, edit, put, small_project
from tests.rendering.elements import Elements
from tests.sites import browser, dead_links, html_errors, served

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Dialog

ATTACK = (
    "<script>alert(1)</script>\"><svg onload=alert(1)>' {{7*7}} [x](javascript:alert(1)){: onclick=alert(1) } </title>"
)
SHORT_ATTACK = '"><svg onload=alert(1)>'


def made(root: Path, into: Path) -> Path:
    build_site(root, into)
    return into


def faults(root: Path, into: Path) -> list[str]:
    with pytest.raises(SiteFault) as caught:
        build_site(root, into)
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    return made(small_project(folder / "project"), folder / "site")


# --- What is made


def test_the_site_has_a_page_for_each_taakgebied_and_every_kijkwijzer(small_site: Path) -> None:
    names = {
        path.relative_to(small_site).as_posix() for path in small_site.rglob("*") if path.suffix in (".html", ".pdf")
    }

    assert names == {
        "index.html",
        "kruisverwijzing.html",
        "kijkwijzers/index.html",
        "kijkwijzers/zwemles.pdf",
        "kijkwijzers/zwemles-ondiep.pdf",
        "kijkwijzers/zwemles-diep.pdf",
        "rubrics/index.html",
        "rubrics/zwemles/index.html",
        "rubrics/zwemles/veilig.html",
        "rubrics/zwemles/lesgeven.html",
    }


def test_all_links_work_and_the_html_is_sound(small_site: Path) -> None:
    assert dead_links(small_site) == []
    assert html_errors(small_site) == []


def test_it_is_dutch_and_names_no_program_that_made_it(small_site: Path) -> None:
    home = (small_site / "index.html").read_text(encoding="utf-8")

    assert '<html lang="nl"' in home
    assert 'name="generator"' not in home
    assert "squidfunk" not in home


def test_the_site_goes_where_it_is_told_and_nowhere_else(project: Path, tmp_path: Path) -> None:
    before = sorted(project.rglob("*"))
    build_site(project, tmp_path / "elders")

    assert sorted(project.rglob("*")) == before


def test_scores_and_register_are_not_even_read(project: Path, tmp_path: Path) -> None:
    put(project, "scores/jb-7/2026-05-12-adviseur.yml", "dit: [is, kapot")
    put(project, "scores/register.yml", b"\xff\xfe")

    assert (made(project, tmp_path / "site") / "index.html").is_file()


def test_a_hand_written_page_takes_the_place_of_a_generated_one(project: Path, tmp_path: Path) -> None:
    put(project, "content/kruisverwijzing.md", "# Onze eigen kruisverwijzing\n")
    page = made(project, tmp_path / "site") / "kruisverwijzing.html"

    assert "Onze eigen kruisverwijzing" in page.read_text(encoding="utf-8")


def test_hand_written_pages_can_link_to_any_row_and_any_form(project: Path, tmp_path: Path) -> None:
    put(
        project,
        "content/index.md",
        "# Welkom\n\n[a.2](rubrics/zwemles/veilig.md#v-a.2) en [pdf](kijkwijzers/zwemles-diep.pdf)\n",
    )
    site = made(project, tmp_path / "site")

    assert dead_links(site) == []
    assert 'href="rubrics/zwemles/veilig.html#v-a.2"' in (site / "index.html").read_text(encoding="utf-8")


def test_without_an_address_there_is_no_page_that_needs_one(small_site: Path) -> None:
    assert not (small_site / "404.html").exists()
    assert not list(small_site.glob("sitemap*"))


def test_with_an_address_the_page_for_what_is_missing_is_dutch(project: Path, tmp_path: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS + "site_url: https://example.org/kijk/\n")
    page = made(project, tmp_path / "site") / "404.html"

    assert "Deze pagina is er niet" in page.read_text(encoding="utf-8")


# --- What is refused


def test_a_fault_in_a_rubric_stops_the_build_with_all_problems(project: Path, tmp_path: Path) -> None:
    edit(project, RUBRIC_FILE, "voldoende_vanaf: B", "voldoende_vanaf: Z")
    edit(project, RUBRIC_FILE, 'versie: "3"', 'versie: "3"\ntaal: 12')
    found = faults(project, tmp_path / "site")

    assert len(found) == 2
    assert all(problem.startswith("rubrics/zwemles.yml:") for problem in found)


@pytest.mark.parametrize("key", ["scores", "register"])
def test_scores_inside_the_hand_written_pages_are_refused(project: Path, tmp_path: Path, key: str) -> None:
    put(project, "mkdocs.yml", SETTINGS + f"extra: {{kijkwijzer: {{{key}: content/besloten}}}}\n")

    assert "alles daarin komt op de openbare site" in "".join(faults(project, tmp_path / "site"))


def test_a_dossier_inside_the_hand_written_pages_is_not_published(project: Path, tmp_path: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS + "extra: {kijkwijzer: {dossier: content/dossier}}\n")
    put(project, "content/dossier/index.html", "besloten")

    assert faults(project, tmp_path / "site") == [
        "content/dossier/index.html: dit is besloten en mag niet op de openbare site; zet het in een andere map"
    ]


@pytest.mark.parametrize("target", ["scores", "rubrics"])
def test_a_shortcut_among_the_hand_written_pages_is_refused(project: Path, tmp_path: Path, target: str) -> None:
    (project / "content" / "map").symlink_to(project / target)
    found = faults(project, tmp_path / "site")

    assert found
    assert all(problem.startswith("content/map/") for problem in found)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[x](weg.md)", "content/index.md: de link 'weg.md' wijst naar een bestand dat er niet is; verbeter het adres"),
        (
            "[x](rubrics/zwemles/veilig.md#v-9)",
            "content/index.md: de link 'rubrics/zwemles/veilig.md#v-9' wijst naar een plek die niet op die pagina staat; verbeter wat achter # staat",
        ),
        (
            "[x](#weg)",
            "content/index.md: de link '#weg' wijst naar een plek die niet op die pagina staat; verbeter wat achter # staat",
        ),
    ],
)
def test_a_broken_link_is_told_in_dutch(project: Path, tmp_path: Path, text: str, problem: str) -> None:
    put(project, "mkdocs.yml", SETTINGS + "validation: {links: {anchors: warn}}\n")
    put(project, "content/index.md", f"# Welkom\n\n{text}\n")

    assert faults(project, tmp_path / "site") == [problem]


def test_a_page_that_the_navigation_names_and_is_not_there_is_told(project: Path, tmp_path: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS + "nav: [index.md, weg.md]\n")

    assert faults(project, tmp_path / "site") == ["mkdocs.yml: 'nav' noemt 'weg.md', en dat bestand is er niet"]


def test_plain_mkdocs_says_the_same_and_exits_with_1(project: Path) -> None:
    edit(project, RUBRIC_FILE, "voldoende_vanaf: B", "voldoende_vanaf: Z")
    result = mkdocs(project)

    assert result.returncode == 1
    assert "rubrics/zwemles.yml:" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_plain_mkdocs_makes_the_public_site_only(project: Path) -> None:
    result = mkdocs(project)

    assert result.returncode == 0, result.stderr
    assert (project / "site" / "kijkwijzers" / "zwemles.pdf").is_file()
    assert not (project / "dossier").exists()


def mkdocs(root: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(
        command, cwd=root, check=False, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )


# --- Rubrics unlike ours


def rubric(id: str, taakgebieden: list[object], **fields: object) -> str:
    """JSON is YAML too, and quotes everything."""
    return json.dumps(
        {
            "id": id,
            "versie": "1",
            "titel": f"Rubric {id}",
            "schaal": [{"waarde": "nee", "label": "nee"}, {"waarde": "ja", "label": "ja"}],
            "voldoende_vanaf": "ja",
            "kijkwijzers": [{"id": "k", "titel": "Kijkwijzer"}],
            "taakgebieden": taakgebieden,
            **fields,
        }
    )


def rows(numbers: Iterable[int], **fields: object) -> list[dict[str, object]]:
    return [
        {"id": f"{number}", "tekst": f"Rij {number}. " + "Een lange zin over het werk. " * (number % 4), **fields}
        for number in numbers
    ]


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
}  # fmt: skip


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    root = small_project(folder / "project")
    for id, text in ODD.items():
        put(root, f"rubrics/{id}.yml", text)
    return made(root, folder / "site")


def test_rubrics_unlike_ours_build_without_a_warning_and_all_their_links_work(odd_site: Path) -> None:
    assert dead_links(odd_site) == []
    assert html_errors(odd_site) == []


def test_twenty_taakgebieden_are_twenty_pages(odd_site: Path) -> None:
    assert len(list((odd_site / "rubrics" / "twintig").glob("t*.html"))) == 20


def test_a_taakgebied_called_readme_is_a_page_of_its_own(odd_site: Path) -> None:
    page = (odd_site / "rubrics" / "zestig" / "README.html").read_text(encoding="utf-8")

    assert page.count('class="rij"') == 60
    assert "Waar kijk je naar?" in (odd_site / "rubrics" / "zestig" / "index.html").read_text(encoding="utf-8")


def test_another_language_is_said_where_it_is_written(odd_site: Path) -> None:
    page = (odd_site / "rubrics" / "english" / "teaching.html").read_text(encoding="utf-8")

    assert 'lang="en-GB">Explains the aim of the lesson.</p>' in page


# --- Texts that attack


def attacked(root: Path, text: str, short: str) -> Path:
    """The small project with a text wherever a person can write one: in settings, in front of a page and in a rubric."""
    quoted = json.dumps(text)
    title = json.dumps(text.replace("'", ""))
    settings = change(SETTINGS, "site_name: Proefproject", f"site_name: {quoted}\nsite_description: {quoted}")
    put(
        root,
        "mkdocs.yml",
        f"{settings}nav: [{{{title}: index.md}}, {{{title}: [{{{title}: rubrics/index.md}}, kruisverwijzing.md]}}, kijkwijzers/index.md]\n",
    )
    put(root, "content/index.md", f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n\n# Welkom\n")
    row = {
        "id": "1.1",
        "tekst": text,
        "kaders": [text],
        "waarneembaar": ["gesprek"],
        "beschrijvingen": {"1": text},
        "kijkwijzer": "k",
    }
    (root / RUBRIC_FILE).unlink()
    put(
        root,
        "rubrics/r.yml",
        rubric(
            "r",
            [
                {
                    "id": "t",
                    "titel": text,
                    "omschrijving": text,
                    "afgeleid": True,
                    "indicatoren": [{"id": "1", "titel": text, "cursus": text, "vaardigheden": [row]}],
                }
            ],
            titel=text,
            afkorting=short,
            omschrijving=text,
            bron={
                "titel": text,
                "auteur": text,
                "uitgever": text,
                "jaar": short,
                "url": "https://example.org/",
                "rechten": text,
            },
            niveaus={"taakgebied": short, "indicator": short, "vaardigheid": short},
            schaal=[
                {"waarde": "1", "kort": short, "label": text, "uitleg": text},
                {"waarde": "2", "kort": short, "label": text},
            ],
            voldoende_vanaf="1",
            kijkwijzers=[{"id": "k", "titel": text, "voor": text}],
        ),
    )
    return root


@pytest.fixture(scope="module")
def attacked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    return made(attacked(small_project(folder / "project"), ATTACK, SHORT_ATTACK), folder / "site")


def test_no_text_of_an_author_becomes_part_of_a_page(attacked_site: Path, tmp_path: Path) -> None:
    plain = made(attacked(small_project(tmp_path / "project"), "x " * (len(ATTACK) // 2), "x"), tmp_path / "site")
    pages = [path.relative_to(plain) for path in sorted(plain.rglob("*.html"))]

    assert pages
    for page in pages:
        assert Elements.of(attacked_site / page) == Elements.of(plain / page), page


def test_a_browser_runs_nothing_of_it_not_even_in_the_search(attacked_site: Path) -> None:
    opened: list[str] = []

    def close(dialog: Dialog) -> None:
        opened.append(dialog.message)
        dialog.dismiss()

    with served(attacked_site) as base, browser() as chromium:
        page = chromium.new_page()
        page.on("dialog", close)
        page.goto(f"{base}rubrics/r/t.html")
        page.locator(".md-search__input").press_sequentially("onload")
        page.wait_for_selector(".md-search-result__item")

        assert "<svg onload=alert(1)>" in page.inner_text(".md-search-result__list")
        assert page.locator("[onload], [onclick], [onmouseover], .md-search-result script").count() == 0
    assert opened == []
