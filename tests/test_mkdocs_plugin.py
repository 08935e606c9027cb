"""The public site as MkDocs makes it, from project folders of many kinds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.mkdocs_plugin import SiteFault, build_site
from generator.reading.text import NOT_UTF8
from tests.projects import RUBRIC_FILE, SETTINGS, edit, put, small_project
from tests.sites import dead_links, html_errors


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


FORMS = ("zwemles", "zwemles-ondiep", "zwemles-diep")


def test_the_site_has_a_page_for_each_taakgebied_and_every_kijkwijzer_in_each_form(small_site: Path) -> None:
    paths = {path.relative_to(small_site).as_posix() for path in small_site.rglob("*")}

    assert {path for path in paths if path.endswith((".html", ".pdf", ".xlsx"))} == {
        "index.html",
        "kruisverwijzing.html",
        "kijkwijzers/index.html",
        *(f"kijkwijzers/{name}.pdf" for name in FORMS),
        *(f"kijkwijzers/invulbaar/{name}.pdf" for name in FORMS),
        *(f"kijkwijzers/spreadsheet/{name}.xlsx" for name in FORMS),
        *(f"scoren/{name}.html" for name in FORMS),
        "rubrics/index.html",
        "rubrics/zwemles/index.html",
        "rubrics/zwemles/veilig.html",
        "rubrics/zwemles/lesgeven.html",
        "startbijeenkomst.html",
        "startbijeenkomst/zwemles-gesprekskaarten.pdf",
        "startbijeenkomst/zwemles-presentatie.pdf",
        "startbijeenkomst/zwemles-twee-waarnemers.pdf",
        "startbijeenkomst/zwemles-voorbereiding.pdf",
    }


def test_all_links_work_and_the_html_is_sound(small_site: Path) -> None:
    assert dead_links(small_site) == []
    assert html_errors(small_site) == []


def test_each_kijkwijzer_leads_to_all_its_forms(small_site: Path) -> None:
    page = (small_site / "kijkwijzers" / "index.html").read_text(encoding="utf-8")

    for name in FORMS:
        assert f'href="{name}.pdf"' in page
        assert f'href="invulbaar/{name}.pdf"' in page
        assert f'href="spreadsheet/{name}.xlsx"' in page
        assert f'href="../scoren/{name}.html"' in page


def test_it_is_dutch_and_names_no_program_that_made_it(small_site: Path) -> None:
    home = (small_site / "index.html").read_text(encoding="utf-8")

    assert '<html lang="nl"' in home
    assert 'name="generator"' not in home
    assert "squidfunk" not in home


def test_without_a_navigation_of_its_own_all_pages_are_in_it(small_site: Path) -> None:
    home = (small_site / "index.html").read_text(encoding="utf-8")

    assert 'href="kijkwijzers/index.html"' in home
    assert 'href="rubrics/zwemles/veilig.html"' in home


def test_the_site_goes_where_it_is_told_and_nowhere_else(project: Path, tmp_path: Path) -> None:
    before = sorted(project.rglob("*"))
    build_site(project, tmp_path / "elders")

    assert sorted(project.rglob("*")) == before


def test_faults_in_scores_and_register_do_not_hinder_the_public_site(project: Path, tmp_path: Path) -> None:
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


def test_a_page_that_is_not_utf8_is_told(project: Path, tmp_path: Path) -> None:
    (project / "content/onze-school.md").write_bytes("# Bij ons in de Ijmondé".encode("latin-1"))

    assert faults(project, tmp_path / "site") == [f"content/onze-school.md: {NOT_UTF8}"]


def test_a_page_that_the_navigation_names_and_is_not_there_is_told(project: Path, tmp_path: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS + "nav: [index.md, weg.md]\n")

    assert faults(project, tmp_path / "site") == ["mkdocs.yml: 'nav' noemt 'weg.md', en dat bestand is er niet"]


def test_settings_without_our_plugin_or_our_theme_are_told(project: Path, tmp_path: Path) -> None:
    edit(project, "mkdocs.yml", "  - kijkwijzer\n", "")
    without_plugin = faults(project, tmp_path / "site")
    put(project, "mkdocs.yml", SETTINGS.replace("name: material", "name: readthedocs"))
    other_theme = faults(project, tmp_path / "site")

    assert without_plugin == ["mkdocs.yml: zet 'kijkwijzer' in de lijst bij 'plugins'; die plugin maakt de pagina's"]
    assert other_theme == ["mkdocs.yml: zet bij 'theme' als 'name' material; de pagina's zijn voor dat thema gemaakt"]


def test_plain_mkdocs_says_the_same_and_exits_with_1(project: Path) -> None:
    edit(project, RUBRIC_FILE, "voldoende_vanaf: B", "voldoende_vanaf: Z")
    result = mkdocs(project)

    assert result.returncode == 1
    assert "rubrics/zwemles.yml:" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize("folder", ["scores", "scores/jb-7", "rubrics", "site_templates"])
def test_plain_mkdocs_does_not_empty_a_folder_that_a_person_filled(project: Path, folder: str) -> None:
    edit(project, "mkdocs.yml", "site_dir: site", f"site_dir: {folder}")
    put(project, "site_templates/note.txt", "van mij")
    before = sorted(path for path in project.rglob("*") if path.is_file())

    result = mkdocs(project)

    assert result.returncode == 1
    assert "mogen niet in elkaar liggen" in result.stdout + result.stderr
    assert sorted(path for path in project.rglob("*") if path.is_file()) == before


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
