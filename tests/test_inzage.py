"""What is handed over to who asks what is kept about them: all of it, and nothing of anybody else."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.inzage import UnknownError, UnreadableError, gatherer
from generator.inzage_files import zipped
from generator.leaks.search import search
from generator.leaks.secrets import secrets_of
from generator.problems import Location, Problem
from generator.rendering.dossier import ALONE, person_sheets
from generator.rendering.templates import Templates
from generator.terminal import Progress
from tests.dossiers import dossier_sheets
from tests.projects import (
    REGISTER_FILE,
    RUBRIC_FILE,
    SCORE_FILE,
    SCORES,
    SETTINGS,
    TODAY,
    change,
    edit,
    project_of,
    put,
    small_project,
)
from tests.repository import commit, git, repository
from tests.sites import visit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.inzage import Bundle
    from generator.rendering.page import Sheet

OTHER = "scores/wk-2/2026-05-12-adviseur.yml"
OTHERS = (
    SCORES.replace("jb-7", "wk-2")
    .replace("Rustige les.", "Zong tijdens de hele les een zeemanslied voor de kinderen.")
    .replace("Telde #niet: te druk.", "Liep langs de rand van het diepe bad en vergat de reddingshaak.")
)
LINK = re.compile(r'(?:href|src)="([^"]+)"')
STUBBED = b"%PDF-1.7 niets"


def two_people(root: Path) -> Path:
    """One project with two people, whose files say different things, in git."""
    small_project(root)
    put(root, OTHER, OTHERS)
    edit(
        root,
        REGISTER_FILE,
        "  jb-7:",
        "  wk-2: {naam: Wil van der Kolk, school: De Golf, uit_dienst: 2024-07-31}\n  jb-7:",
    )
    return repository(root)


def bundle(root: Path, who: str = "jb-7") -> Bundle:
    return gatherer(root, who, TODAY, Progress(quiet=True)).bundle()


@pytest.fixture
def _no_type_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting the type takes seconds; where the PDFs do not matter, something stands for each."""
    monkeypatch.setattr("generator.pdf.make_pdfs", stubbed)


def stubbed(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, bytes]]:
    yield from ((sheet.path, STUBBED) for sheet in sheets)


quick = pytest.mark.usefixtures("_no_type_is_set")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return two_people(tmp_path / "project")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bundle]:
    """One bundle for all tests that only look: of a file that was changed once."""
    root = two_people(tmp_path_factory.mktemp("gedeeld") / "project")
    edit(root, SCORE_FILE, "Rustige les.", "Een rustige les.")
    commit(root, by="R. Bakker")
    before = contents_of(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.pdf.make_pdfs", stubbed)
        yield bundle(root)
    assert contents_of(root) == before


def contents_of(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".git/" not in str(path)}


def text(made: Bundle, path: str = "LEESMIJ.html") -> str:
    """A page as the words on it."""
    html = re.sub(r"<style>.*?</style>", "", made.files[path].decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def put_down(files: dict[str, bytes] | Bundle, folder: Path) -> Path:
    """Unpacked as a person would."""
    made = files if isinstance(files, dict) else dict(files.files)
    with zipfile.ZipFile(io.BytesIO(zipped(made))) as archive:
        archive.extractall(folder)
    return folder


# --- All of it, and nothing else


def test_nothing_of_anybody_else_is_in_it_also_not_in_a_pdf(root: Path, tmp_path: Path) -> None:
    edit(root, OTHER, '"a.1": B', '"a.1": A')
    commit(root, by="Een waarnemer")
    folder = put_down(bundle(root), tmp_path / "uit")
    others, own = (secrets_of(root).about(id) for id in ("wk-2", "jb-7"))

    assert [(leak.path, leak.kind, leak.where) for leak in search(folder, others)] == []
    assert {leak.path.rpartition(".")[2] for leak in search(folder, own)} >= {"html", "pdf", "yml", "txt"}


@quick
@settings(max_examples=6)
@given(notes=st.tuples(st.text(min_size=4, max_size=60), st.text(min_size=4, max_size=60)))
def test_whatever_was_written_of_two_people_each_gets_only_their_own(
    tmp_path_factory: pytest.TempPathFactory, notes: tuple[str, str]
) -> None:
    root = small_project(tmp_path_factory.mktemp("project"))
    marked = [
        f"{mark}{''.join(char for char in note if char.isprintable())}{mark}"
        for mark, note in zip("ΩЖ", notes, strict=True)
    ]
    for id, note in zip(("jb-7", "wk-2"), marked, strict=True):
        written = SCORES.replace("jb-7", id).replace('"Telde #niet: te druk."', "'" + note.replace("'", "''") + "'")
        put(root, f"scores/{id}/2026-05-12-adviseur.yml", written)
    made = b"\n".join(bundle(root).files.values()).decode("utf-8", "replace")

    assert ("Ω" in made, "Ж" in made, "wk-2" in made) == (True, "Ж" in notes[0], False)


def test_all_that_is_kept_is_in_it(made: Bundle) -> None:
    assert b"Een rustige les." in made.files["scorebestanden/2026-05-12-adviseur.yml"]
    assert SCORES.encode() in made.files.values()
    entry = made.files["register.txt"].decode().splitlines()
    assert entry[:3] == ["pseudoniem: jb-7", "naam: Jo Blaak", "school: De Plons"]
    assert {"verslag/index.html", "verslag/vastlegging.html", "geschiedenis.html"} <= made.files.keys()
    assert len([path for path in made.files if path.endswith(".pdf")]) >= 4
    assert "Een rustige les." in text(made, "verslag/index.html")
    assert "Samenvatting gewijzigd Eerst Rustige les. Daarna Een rustige les." in text(made, "geschiedenis.html")
    assert "R. Bakker" in text(made)


@quick
def test_two_pdfs_with_one_title_are_told_apart(root: Path) -> None:
    for rol in ("adviseur", "directeur"):
        concept = change(change(SCORES, "status: vastgesteld", "status: concept"), "rol: adviseur", f"rol: {rol}")
        put(root, f"scores/jb-7/2026-05-12-{rol}.yml", concept)
    said = [title for _, title in bundle(root).inzage.pdfs if "Gesprekswijzer" in title]

    assert ["nog open is voor adviseur" in said[0], "nog open is voor directeur" in said[1], len(said)] == [
        True,
        True,
        2,
    ]


def test_every_link_leads_to_something_that_goes_along(made: Bundle) -> None:
    pages = {path: content.decode() for path, content in made.files.items() if path.endswith(".html")}
    links = [(path, unescape(link)) for path, html in pages.items() for link in LINK.findall(html)]
    places = {
        (path, unquote(urljoin(path, link).partition("#")[0]))
        for path, link in links
        if not link.startswith(("#", "data:"))
    }

    assert len(places) > 30
    assert [place for place in places if place[1] not in made.files] == []


def test_what_is_handed_over_can_be_read_by_everybody_on_a_phone_from_disk(made: Bundle, tmp_path: Path) -> None:
    folder = put_down(made, tmp_path)
    seen = visit(folder, widths=[360], pages=["LEESMIJ.html", "geschiedenis.html", "verslag/index.html"])

    assert (seen.violations, seen.overflowing, seen.errors, seen.foreign) == ([], [], [], [])


def test_the_reports_are_those_of_the_dossier(root: Path) -> None:
    project, templates = project_of(root), Templates()
    own = [sheet for sheet in dossier_sheets(project, templates) if sheet.path.startswith("ib-ers/jb-7/")]

    assert [replace(sheet, path=sheet.path.replace("ib-ers/jb-7/", f"{ALONE}/")) for sheet in own] == person_sheets(
        project.only("jb-7"), templates
    )


@quick
def test_the_same_files_on_the_same_day_give_the_same_bytes(root: Path) -> None:
    once = zipped(bundle(root).files)
    put(root, f"inzage/jb-7-inzage-{TODAY}.zip", once)

    assert zipped(dict(reversed(list(bundle(root).files.items())))) == once


def test_every_file_in_the_zip_is_for_who_unpacks_it_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"b": b"2", "a": b"1"}))) as archive:
        infos = archive.infolist()

    assert [(info.filename, info.date_time[0], info.external_attr >> 16) for info in infos] == [
        ("a", 1980, 0o600),
        ("b", 1980, 0o600),
    ]


# --- Whatever state it is in


@quick
def test_a_file_with_a_fault_goes_along_as_it_is_and_that_is_said(root: Path) -> None:
    put(root, "scores/jb-7/2026-06-01-directeur.yml", change(SCORES, '"a.1": B', '"a.1": Q'))
    put(root, "scores/jb-7/kapot.yml", b"dit: [is \xff geen yaml")
    made = bundle(root)

    assert made.files["scorebestanden/kapot.yml"] == b"dit: [is \xff geen yaml"
    assert b'"a.1": Q' in made.files["scorebestanden/2026-06-01-directeur.yml"]
    assert text(made).count("hier zit een fout in of het is geen scorebestand") == 2
    assert "Rustige les." in text(made, "verslag/index.html")


@quick
def test_a_rubric_with_a_fault_keeps_nobody_from_their_files(root: Path) -> None:
    edit(root, RUBRIC_FILE, "voldoende_vanaf: B", "voldoende_vanaf: Z")
    made = bundle(root)

    assert made.files["scorebestanden/2026-05-12-adviseur.yml"] == SCORES.encode()
    assert not made.inzage.has_pages
    assert "Bekijk je verslag" not in text(made)


@quick
def test_what_else_lies_in_the_own_folder_goes_along_whole(root: Path) -> None:
    put(root, "scores/jb-7/brief.pdf", b"x" * 1_500_000)
    put(root, "scores/jb-7/.kladje.txt", "nog iets over Jo Blaak")
    made = bundle(root)

    assert len(made.files["scorebestanden/brief.pdf"]) == 1_500_000
    assert made.files["scorebestanden/kladje.txt"] == b"nog iets over Jo Blaak"
    assert (made.to_check.left_out, made.to_check.unread) == ((), ())


@quick
def test_who_is_only_in_the_register_sees_that(root: Path) -> None:
    edit(root, REGISTER_FILE, "  jb-7:", "  nw-1: {naam: Nel Wit}\n  jb-7:")
    made = bundle(root, "nw-1")

    assert set(made.files) == {"LEESMIJ.html", "register.txt"}
    assert "Nel Wit" in text(made)
    assert "Er is geen afname gevonden" in text(made)


@quick
def test_who_is_not_in_the_register_gets_all_under_the_pseudonym(root: Path) -> None:
    (root / REGISTER_FILE).unlink()
    made = bundle(root)

    assert "Er was hier geen register toen dit gemaakt werd" in text(made)
    assert "Wat er over jb-7 is vastgelegd" in text(made)
    assert "verslag/index.html" in made.files


@quick
def test_who_is_gone_but_for_git_still_gets_what_git_has(root: Path) -> None:
    (root / SCORE_FILE).unlink()
    (root / SCORE_FILE).parent.rmdir()
    edit(
        root,
        REGISTER_FILE,
        "  jb-7: {naam: Jo Blaak, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}\n",
        "",
    )
    commit(root)
    made = bundle(root)

    assert SCORES.encode() in made.files.values()
    assert "Het bestand is verwijderd." in text(made, "geschiedenis.html")
    assert "Je regel is weggehaald." in text(made, "geschiedenis.html")


@quick
def test_a_register_that_cannot_be_read_is_not_taken_for_an_empty_one(root: Path) -> None:
    put(root, REGISTER_FILE, "ib_ers: [geen register")
    made = bundle(root)

    assert made.inzage.register_state == "onleesbaar"
    assert "Het register kon niet gelezen worden" in text(made)


@quick
def test_a_register_that_may_be_there_but_cannot_be_reached_is_not_taken_for_none(root: Path, tmp_path: Path) -> None:
    (tmp_path / "rond").symlink_to("rond")
    put(root, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer:\n    register: {tmp_path}/rond/register.yml\n")
    made = bundle(root)

    assert made.inzage.register_state == "onleesbaar"
    assert "Het register kon niet gelezen worden" in text(made)


@quick
def test_without_git_that_is_said(tmp_path: Path) -> None:
    made = bundle(small_project(tmp_path / "project"))

    assert "geen geschiedenis in git. Er zijn dus geen oude versies." in text(made)
    assert "geschiedenis.html" not in made.files


@quick
def test_where_git_is_not_there_or_refuses_it_is_said_that_there_is_a_history(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    made = bundle(root)

    assert "De geschiedenis in git kon niet gelezen worden." in text(made)
    assert "geen geschiedenis in git" not in text(made)


@quick
def test_of_a_shallow_clone_it_is_said_that_there_may_be_more(root: Path, tmp_path: Path) -> None:
    edit(root, SCORE_FILE, '"a.1": B', '"a.1": C')
    commit(root)
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "kopie"))
    made = bundle(tmp_path / "kopie")

    assert "is op deze computer maar een deel" in text(made)


def test_nobody_by_that_name_is_told_with_who_there_are(root: Path) -> None:
    with pytest.raises(UnknownError, match=r"'jb-8' is geen ib-er van dit project\. Kies uit: jb-7, wk-2$"):
        gatherer(root, "jb-8", TODAY, Progress(quiet=True))


def test_a_name_will_do(root: Path) -> None:
    assert gatherer(root, "jo blaak", TODAY, Progress(quiet=True)).id == "jb-7"


def test_with_a_fault_in_the_settings_nothing_is_promised(root: Path) -> None:
    edit(root, "mkdocs.yml", "site_dir: site", "site_dir: ../buiten")

    with pytest.raises(UnreadableError):
        gatherer(root, "jb-7", TODAY, Progress(quiet=True))


@quick
def test_a_pdf_that_cannot_be_made_costs_only_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(sheets: Iterable[Sheet], **_: object) -> Iterator[tuple[str, bytes | Problem]]:
        for number, sheet in enumerate(sheets):
            yield sheet.path, Problem(Location(sheet.path), "deze PDF is niet gemaakt: vol") if number == 0 else STUBBED

    monkeypatch.setattr("generator.pdf.make_pdfs", failing)
    made = bundle(root)

    assert len(made.failed) == 1
    assert "1 pdf kon niet gemaakt worden" in text(made)
    assert "(deze keer niet gemaakt)" in text(made, "verslag/index.html")
    assert made.failed[0].location.path not in made.files


# --- What a person has to look at


@quick
def test_what_others_wrote_about_this_person_is_told_by_place_and_counted_but_not_handed_over(root: Path) -> None:
    edit(root, OTHER, "reddingshaak.", "reddingshaak. Jo Blaak zag dat.")
    made = bundle(root)

    assert made.to_check.left_out == (f"{OTHER}:11",)
    assert "1 ander bestand waarin je voorkomt" in text(made)
    assert b"reddingshaak" not in b"".join(made.files.values())


@quick
def test_an_own_file_that_names_somebody_else_goes_along_and_is_told(root: Path) -> None:
    edit(root, SCORE_FILE, "Rustige les.", "Rustige les, samen met Wil van der Kolk.")
    made = bundle(root)

    assert made.to_check.named == (f"{SCORE_FILE}:16 (wk-2)",)
    assert "samen met Wil van der Kolk" in text(made, "verslag/index.html")


@quick
def test_a_page_that_names_somebody_else_where_no_file_of_this_person_does_is_told_too(root: Path) -> None:
    edit(root, REGISTER_FILE, "Zwembaden Oost", "Stichting Wil van der Kolk")

    assert bundle(root).to_check.named == ("LEESMIJ.html (wk-2)",)


@quick
def test_of_a_file_that_was_once_filed_under_somebody_else_no_page_says_under_whom(root: Path) -> None:
    wrong, right = "scores/wk-2/2026-06-01-adviseur.yml", "scores/jb-7/2026-06-01-adviseur.yml"
    put(root, wrong, change(SCORES.replace("jb-7", "wk-2"), "2026-05-12", "2026-06-01"))
    commit(root)
    git(root, "mv", wrong, right)
    edit(root, right, "wk-2", "jb-7")
    commit(root)
    made = bundle(root)

    assert made.to_check.left_out == (f"{wrong} (in git)",)
    assert made.to_check.named == ()
    assert b"wk-2" not in b"".join(made.files.values())
    assert "Vastgelegd als vastgesteld" in text(made, "verslag/vastlegging.html")


@quick
def test_who_had_the_pseudonym_before_is_nowhere_in_it_and_that_is_told(root: Path) -> None:
    (root / SCORE_FILE).unlink()
    edit(
        root,
        REGISTER_FILE,
        "  jb-7: {naam: Jo Blaak, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}\n",
        "",
    )
    commit(root)
    put(root, SCORE_FILE, change(SCORES, "Rustige les.", "Vlot begonnen."))
    edit(root, REGISTER_FILE, "  wk-2:", "  jb-7: {naam: Zebedeus Kwast}\n  wk-2:")
    commit(root)
    edit(root, SCORE_FILE, "Vlot begonnen.", "Vlot begonnen en geëindigd.")
    commit(root)
    made = bundle(root)
    given = b"".join(made.files.values())

    assert (b"Blaak" in given, b"Rustige" in given, b"Vlot begonnen en" in given) == (False, False, True)
    assert made.to_check.left_out == (f"{SCORE_FILE} (in git)", f"{REGISTER_FILE} (in git)")
    assert "Dit pseudoniem kan eerder van een ander zijn geweest." in text(made)


@quick
def test_of_a_file_that_was_there_before_the_name_changed_no_page_tells_who_recorded_it_then(root: Path) -> None:
    edit(root, SCORE_FILE, "Rustige les.", "Onrustige les.")
    commit(root, by="Wie Toen Keek")
    edit(root, REGISTER_FILE, "Jo Blaak", "Zebedeus Kwast")
    commit(root)
    made = bundle(root)

    assert b"Wie Toen Keek" not in b"".join(made.files.values())
    assert "geen geschiedenis in git" not in text(made, "verslag/vastlegging.html")


@quick
def test_a_file_in_the_own_folder_that_is_about_somebody_else_does_not_go_along(root: Path) -> None:
    put(root, "scores/jb-7/2026-07-01-adviseur.yml", OTHERS)
    made = bundle(root)

    assert "scores/jb-7/2026-07-01-adviseur.yml" in made.to_check.left_out
    assert b"zeemanslied" not in b"".join(made.files.values())


@quick
def test_what_cannot_be_read_is_told(root: Path) -> None:
    (root / "scores/jb-7/weg.yml").symlink_to("/etc/hostname")

    assert "scores/jb-7/weg.yml" in bundle(root).to_check.unread


@quick
def test_a_folder_that_may_not_be_looked_into_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "scores/jb-7/oud/brief.txt", "iets")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("jb-7/oud"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)

    assert bundle(root).to_check.unread == ("scores/jb-7/oud",)


# --- What is told about it


@quick
def test_how_long_it_is_kept_follows_from_the_register(root: Path) -> None:
    assert "was voorbij op 31 juli 2026" in text(bundle(root, "wk-2"))


def test_which_rights_there_are_and_where_to_go_is_told(made: Bundle) -> None:
    said = text(made)

    for word in (
        "Tot 2 jaar na je laatste werkdag.",
        "rectificatie",
        "zienswijze",
        "Wissen",
        "Beperken",
        "als het bestuur zich beroept op een algemeen of een gerechtvaardigd belang",
        "Het kost je in het algemeen niets.",
        "buiten de EER",
        "losse resten in git",
        "Autoriteit Persoonsgegevens",
        "Zwembaden Oost",
    ):
        assert word in said
    assert "12 mei 2026 : adviseur , R. Bakker" in said
