"""The whole build: what it makes, what it leaves alone, and that the old stays whole whatever happens."""

from __future__ import annotations

import hashlib
import resource
import shutil
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import output, pdf, site_pdfs
from generator.cli import main
from generator.live import Live
from generator.problems import Location, Problem
from generator.rendering.missing_pdfs import NOT_MADE
from generator.surroundings import SurroundingsError
from tests.projects import RUBRIC, RUBRIC_FILE, SCORE_FILE, SCORES, change, edit, put, small_project
from tests.sites import dead_links
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from click.testing import Result

    from generator.rendering.page import Sheet

COMMAND = [sys.executable, "-c", "from generator.cli import main; main()"]
MANY = 300


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(root), *arguments])


def process(root: Path, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """A build as a person starts it, in a process of its own."""
    return subprocess.Popen(
        [*COMMAND, "-C", str(root), "build", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509  (no threads here)
    )


def state(folder: Path) -> dict[str, str]:
    """Every file with what is in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def no_leftovers(root: Path) -> bool:
    return not list(root.glob(".*.nieuw-*"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with both sites in it, for tests that only look."""
    root = small_project(tmp_path_factory.mktemp("made") / "project")
    result = run(root, "build")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"Gemaakt: {root}/site/ met ")
    pages, pdfs = (len(list((root / "dossier").rglob(kind))) for kind in ("*.html", "*.pdf"))
    assert f"Gemaakt: {root}/dossier/ met {pages} pagina's en {pdfs} PDF's.\n" in result.stdout
    assert result.stdout.endswith(f"Dubbelklik op {root}/dossier/index.html om het te bekijken.\n")
    return root


@pytest.fixture
def built(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


# --- What it makes


@pytest.mark.parametrize(
    "path",
    [
        "site/index.html",
        "site/kijkwijzers/zwemles.pdf",
        "site/kijkwijzers/zwemles-ondiep.pdf",
        "site/kijkwijzers/zwemles-diep.pdf",
        "site/rubrics/zwemles/veilig.html",
        "dossier/index.html",
        "dossier/ib-ers/jb-7/index.html",
    ],
)
def test_others_rely_on_these_names(made: Path, path: str) -> None:
    assert (made / path).is_file()


def test_the_pdfs_of_an_ib_er_stand_beside_the_pages_and_say_what_they_are(made: Path) -> None:
    names = {path.name for path in (made / "dossier/ib-ers/jb-7").glob("*.pdf")}

    assert "jb-7-verslag-2025-2026-zwemles@3-ontwikkeling.pdf" in names
    assert all(name.startswith("jb-7-") for name in names)


def test_both_folders_are_marked_as_ours_and_nothing_else_is_left(made: Path) -> None:
    assert output.is_ours(made / "site")
    assert output.is_ours(made / "dossier")
    assert no_leftovers(made)


def test_a_site_of_plain_mkdocs_is_ours_too(project: Path) -> None:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(project / "mkdocs.yml")]
    subprocess.run(mkdocs, check=True, capture_output=True)

    assert output.is_ours(project / "site")
    assert not (project / "dossier").exists()
    assert run(project, "check").exit_code == 0


def test_git_passes_over_the_dossier_by_itself(made: Path) -> None:
    assert (made / "dossier/.gitignore").read_text() == "*\n"


def test_from_another_folder_everything_comes_in_the_project(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(built / "site")
    monkeypatch.chdir(tmp_path)

    result = run(Path("project"), "build", "--alleen", "site")

    assert result.stdout.startswith("Gemaakt: project/site/ met ")
    assert (built / "site/index.html").is_file()
    assert not (built / "project").exists()


def test_only_one_of_the_two_can_be_made(built: Path) -> None:
    shutil.rmtree(built / "site")
    before = state(built / "dossier")

    assert run(built, "build", "--alleen", "site").exit_code == 0
    assert (built / "site/index.html").is_file()
    assert state(built / "dossier") == before


def test_the_public_site_can_be_made_while_a_score_file_is_wrong(built: Path) -> None:
    edit(built, SCORE_FILE, '"a.1": B', '"a.1": D')

    assert run(built, "build", "--alleen", "site").exit_code == 0
    assert run(built, "build", "--alleen", "dossier").exit_code == 1


# --- Projects it has never seen


def test_a_project_with_nobody_in_scores(project: Path) -> None:
    shutil.rmtree(project / "scores/jb-7")
    (project / "scores/register.yml").unlink()

    result = run(project, "build", "--alleen", "dossier")

    assert result.exit_code == 0, result.output
    assert not list((project / "dossier").rglob("*.pdf"))
    assert (project / "dossier/overzicht/index.html").is_file()


def test_a_project_without_scores(project: Path) -> None:
    shutil.rmtree(project / "scores")

    result = run(project, "build", "--alleen", "dossier")

    assert result.exit_code == 0, result.output
    assert (project / "dossier/index.html").is_file()


def test_a_project_of_300_ib_ers(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages and all sheets; of those with one person one in fifty is set in type, and all that are about many."""
    shutil.rmtree(project / "scores/jb-7")
    people = "\n".join(
        f"  p-{number}: {{naam: Persoon {number}, school: School {number % 20}}}" for number in range(MANY)
    )
    put(project, "scores/register.yml", f"stichting: Groot\nib_ers:\n{people}\n")
    for number in range(MANY):
        day = date(2026, 1, 1) + timedelta(days=number)
        text = change(change(SCORES, "jb-7", f"p-{number}"), "2026-05-12", str(day))
        put(project, f"scores/p-{number}/{day}-adviseur.yml", text)
    paths: list[str] = []
    make = pdf.make_pdfs

    def some(wanted: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for sheet in wanted:
            paths.append(sheet.path)
            is_about_one = sheet.path.startswith("ib-ers/")
            yield from make([sheet], workers=1) if not is_about_one or len(paths) % 50 == 0 else [(sheet.path, b"%PDF")]

    monkeypatch.setattr(pdf, "make_pdfs", some)
    result = run(project, "build", "--alleen", "dossier")

    assert result.exit_code == 0, result.output
    assert len(set(paths)) == len(paths) > 4 * MANY
    assert len(list((project / "dossier/ib-ers").iterdir())) == MANY


# --- What goes wrong in it


def test_a_link_that_leads_nowhere_is_told_and_leaves_the_old_site(built: Path) -> None:
    before = state(built / "site")
    put(built, "content/index.md", "# Welkom\n\n[Lees verder](verder.md)\n")

    result = run(built, "build", "--alleen", "site")

    assert "content/index.md: de link 'verder.md' wijst naar een bestand dat er niet is" in result.stderr
    assert result.stderr.endswith("Er is niets gemaakt; wat er al was, staat er nog.\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert state(built / "site") == before


def test_a_pdf_that_fails_costs_only_itself_and_is_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(built, "scores/jb-8/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "jb-8"))

    def one_fails(sheets: Iterable[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        for sheet in sheets:
            bad = Problem(Location(sheet.path), "deze PDF is niet gemaakt: te lang")
            yield sheet.path, bad if "jb-7" in sheet.path else b"%PDF"

    monkeypatch.setattr(pdf, "make_pdfs", one_fails)

    result = run(built, "build", "--alleen", "dossier", "--no-cache")

    assert {path.name[:4] for path in (built / "dossier/ib-ers").rglob("*.pdf")} == {"jb-8"}
    assert "dossier/ib-ers/jb-7/jb-7" in result.stderr
    assert "deze PDF is niet gemaakt: te lang" in result.stderr
    failed = result.stderr.count("deze PDF is niet gemaakt: te lang")
    assert result.stderr.endswith(
        f"{failed} PDF's zijn niet gemaakt. De rest wel; op de pagina's staat wat er ontbreekt.\n"
    )
    assert not list((built / "dossier/ib-ers/jb-7").glob("*.pdf"))
    assert NOT_MADE in (built / "dossier/ib-ers/jb-7/index.html").read_text(encoding="utf-8")
    assert NOT_MADE not in (built / "dossier/ib-ers/jb-8/index.html").read_text(encoding="utf-8")
    assert [link for link in dead_links(built / "dossier") if ".pdf" in link] == []
    assert result.exit_code == 1


@pytest.fixture
def one_kijkwijzer_fails(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The PDF to print of the deep end cannot be made."""

    def made(sheets: list[Sheet]) -> Iterator[tuple[str, bytes | Problem]]:
        bad = [sheet for sheet in sheets if sheet.path == "kijkwijzers/zwemles-diep.pdf"]
        yield from ((sheet.path, Problem(Location(sheet.path), "deze PDF is niet gemaakt: te lang")) for sheet in bad)
        yield from pdf.make_pdfs([sheet for sheet in sheets if sheet not in bad])

    site_pdfs.forget()
    monkeypatch.setattr(site_pdfs, "make_pdfs", made)
    yield
    site_pdfs.forget()


@pytest.mark.usefixtures("one_kijkwijzer_fails")
def test_a_kijkwijzer_that_fails_costs_only_itself_and_its_links(built: Path) -> None:
    put(
        built,
        "content/index.md",
        "# Welkom\n\nPrint [het diepe](kijkwijzers/zwemles-diep.pdf) of [alles](kijkwijzers/zwemles.pdf).\n",
    )
    before = state(built / "site")

    result = run(built, "build", "--no-cache")

    after = state(built / "site")
    assert "site/kijkwijzers/zwemles-diep.pdf: deze PDF is niet gemaakt: te lang\n" in result.stderr
    assert f"Gemaakt: {built}/site/" in result.stdout
    assert f"Gemaakt: {built}/dossier/" in result.stdout
    assert result.exit_code == 1
    assert before.keys() - after.keys() == {"kijkwijzers/zwemles-diep.pdf"}
    assert dead_links(built / "site") == []
    home = (built / "site/index.html").read_text(encoding="utf-8")
    assert f"Print het diepe {NOT_MADE} of <a " in home
    assert NOT_MADE in (built / "site/kijkwijzers/index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("one_kijkwijzer_fails")
def test_while_showing_a_kijkwijzer_that_fails_is_told_and_the_rest_is_shown(built: Path) -> None:
    shutil.rmtree(built / "site")
    live = Live(built)
    live.refresh()

    assert live.public_file("kijkwijzers/zwemles.pdf") is not None
    assert live.public_file("kijkwijzers/zwemles-diep.pdf") is None
    assert [str(problem.location) for problem in live.stand.problems] == ["kijkwijzers/zwemles-diep.pdf"]


@pytest.mark.parametrize(
    ("path", "part", "text", "line"),
    [
        ("site_templates/dossier/index.html", "dossier", "<p>\n{{ onbekend }}\n", 2),
        ("site_templates/dossier/index.html", "dossier", "<p>\n\n{% if %}\n", 3),
        ("site_templates/site/rubrics.html", "site", "{{ rubrics | vreemd }}\n", 1),
    ],
)
def test_a_template_of_ones_own_that_is_wrong_is_a_fault_with_its_line(
    built: Path, path: str, part: str, text: str, line: int
) -> None:
    before = state(built / part)
    put(built, path, text)

    result = run(built, "build", "--alleen", part)

    assert f"{path}:{line}: dit sjabloon klopt niet: " in result.stderr
    assert (result.exit_code, result.stdout) == (1, "")
    assert state(built / part) == before


def test_without_pango_the_package_is_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise pdf.NoPrinterError("op Debian: apt-get install libpangoft2-1.0-0")

    monkeypatch.setattr(pdf, "make_pdfs", missing)
    before = state(built / "dossier")

    result = run(built, "build", "--alleen", "dossier")

    assert "apt-get install libpangoft2-1.0-0" in result.stderr
    assert result.exit_code == 3
    assert state(built / "dossier") == before


# --- The old stays whole


@pytest.mark.parametrize("part", ["site", "dossier"])
def test_a_full_disk_is_told_and_leaves_what_there_was(built: Path, part: str) -> None:
    before = state(built / part)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    with process(built, "--alleen", part, "--no-cache", before=small_disk) as build:
        _, said = build.communicate()

    assert "Dit lukt niet: schrijven in " in said
    assert "de schijf is vol" in said
    assert build.returncode == 3
    assert state(built / part) == before
    assert no_leftovers(built)


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130), (signal.SIGTERM, 130)])
def test_a_build_that_is_stopped_half_way_leaves_the_old_dossier(built: Path, sign: signal.Signals, code: int) -> None:
    before = state(built / "dossier")

    with process(built, "--alleen", "dossier", "--no-cache") as build:
        until(lambda: any(built.glob(".dossier.nieuw-*/.gitignore")))
        build.send_signal(sign)
        _, said = build.communicate()

    assert build.returncode == code
    assert state(built / "dossier") == before
    assert "Traceback" not in said
    assert ("neemt de volgende build over" in said) == (sign != signal.SIGKILL)


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_what_a_stopped_build_leaves_is_private_and_goes_at_the_next_build(built: Path, sign: signal.Signals) -> None:
    with process(built, "--alleen", "dossier", "--no-cache") as build:
        until(lambda: any(ignored.read_text() for ignored in built.glob(".dossier.nieuw-*/.gitignore")))
        build.send_signal(sign)
        build.communicate()
    (left,) = built.glob(".dossier.nieuw-*")
    assert left.stat().st_mode & 0o777 == 0o700
    assert (left / ".gitignore").read_text() == "*\n"

    assert run(built, "build", "--alleen", "dossier").exit_code == 0
    assert no_leftovers(built)


def test_after_a_killed_build_is_cleared_up_also_when_nothing_can_be_made_now(built: Path) -> None:
    before = state(built / "site")
    (built / "site").rename(built / f".site{output.BESIDE}0{output.ASIDE}")
    shutil.copytree(built / "dossier", built / f".dossier{output.BESIDE}0")
    edit(built, SCORE_FILE, '"a.1": B', '"a.1": D')

    assert run(built, "build").exit_code == 1
    assert state(built / "site") == before
    assert no_leftovers(built)


def test_when_one_folder_cannot_be_put_in_place_the_other_goes_back(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(built, RUBRIC_FILE, "De lesgever doet de slag voor.", "De lesgever doet de slag na.")
    before = state(built)
    swap = output.swap

    def refuse_dossier(new: Path, target: Path) -> Callable[[], object]:
        if target.name == "dossier":
            raise SurroundingsError("nee")
        return swap(new, target)

    monkeypatch.setattr(output, "swap", refuse_dossier)

    result = run(built, "build")

    assert (result.exit_code, result.stdout) == (3, "")
    assert state(built) == before


def test_plain_mkdocs_leaves_the_old_site_whole_when_something_is_wrong(built: Path) -> None:
    before = state(built / "site")
    put(built, "content/index.md", "# Welkom\n\n[Lees verder](verder.md)\n")

    done = plain_mkdocs(built, "--strict")

    assert done.returncode == 1
    assert state(built / "site") == before
    assert no_leftovers(built)


def test_plain_mkdocs_puts_a_new_site_in_place_whole(built: Path) -> None:
    put(built, "content/index.md", "# Nieuw\n")
    inode = (built / "site").stat().st_ino

    assert plain_mkdocs(built).returncode == 0
    assert (built / "site").stat().st_ino != inode
    assert "<h1" in (built / "site/index.html").read_text(encoding="utf-8")
    assert (built / "site/search/search_index.json").is_file()
    assert no_leftovers(built)


def test_plain_mkdocs_keeps_what_it_always_kept(built: Path) -> None:
    put(built, "site/.nojekyll", "")

    assert plain_mkdocs(built).returncode == 0
    assert (built / "site/.nojekyll").is_file()


def test_plain_mkdocs_names_a_pdf_that_fails(built: Path) -> None:
    code = (
        "from generator import site_pdfs; from generator.problems import Location, Problem; from mkdocs.__main__ import cli\n"
        "plain, bad = site_pdfs.make_pdfs, Problem(Location('kijkwijzers/zwemles-diep.pdf'), 'deze PDF is niet gemaakt: te lang')\n"
        "site_pdfs.make_pdfs = lambda sheets: ((path, bad if path == bad.location.path else made) for path, made in plain(sheets))\n"
        "cli()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, "build", "-f", built / "mkdocs.yml"], capture_output=True, text=True, check=False
    )

    assert "kijkwijzers/zwemles-diep.pdf: deze PDF is niet gemaakt: te lang" in done.stderr
    assert not (built / "site/kijkwijzers/zwemles-diep.pdf").exists()
    assert dead_links(built / "site") == []


def plain_mkdocs(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--config-file", str(root / "mkdocs.yml"), *words]
    return subprocess.run(mkdocs, capture_output=True, text=True, check=False)


def test_a_rubric_without_scores_gives_its_forms(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    shutil.rmtree(root / "scores")
    put(root, "rubrics/tweede.yml", change(RUBRIC, "id: zwemles", "id: tweede"))

    assert run(root, "build", "--alleen", "site").exit_code == 0
    assert (root / "site/kijkwijzers/tweede-diep.pdf").is_file()
