"""Everything about one ib-er is found, by what it says and by our own seal, and nothing of ours is taken for somebody else's."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import IO

import pytest

from generator.leaks.secrets import secrets_of
from generator.reading.project import read_project
from generator.traces import Kind, Looking, Traces, find_traces
from tests.destroyed import NOTE, OTHER_SCORE_FILE, at_once, sheet, two_people, with_outputs
from tests.projects import REGISTER_FILE, SCORE_FILE, TODAY, edit, put
from tests.repository import repository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return two_people(tmp_path / "project")


@pytest.fixture(autouse=True)
def _at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "links" not in request.node.name:
        monkeypatch.setattr("generator.traces.run_limited", at_once)


def traces(root: Path, id: str = "jb-7", looking: Looking | None = None) -> Traces:
    return find_traces(root, read_project(root, today=TODAY)[0], id, looking)


def told(root: Path, *kinds: Kind, looking: Looking | None = None) -> list[str]:
    """Path, line and whether it is about others too, of each trace of these kinds."""
    return [
        f"{trace.path.relative_to(root)}{f':{trace.line}' if trace.line else ''}{' *' if trace.shared else ''}"
        for trace in traces(root, looking=looking).of(*kinds)
    ]


def test_the_sources_are_the_score_files_and_one_line_of_the_register(root: Path) -> None:
    assert told(root, "scorebestand", "register") == [SCORE_FILE, f"{REGISTER_FILE}:4 *"]
    assert [trace for trace in traces(root).traces if trace.kind not in ("scorebestand", "register")] == []


def test_every_output_is_known_by_what_it_is(root: Path) -> None:
    with_outputs(root)

    assert told(root, "dossier") == [
        "dossier/ib-ers/jb-7/index.html",
        "dossier/index.html *",
        "dossier/look/zoekindex.js *",
    ]
    assert told(root, "kijkwijzer") == [
        "elders/formulier.xlsx",
        "kijkwijzers-om-te-printen/jb-7-kijkwijzer.pdf",
        "kijkwijzers-om-te-printen/stapel.pdf *",
    ]
    assert told(root, "export") == ["export/scores.csv *"]
    assert told(root, "inzage") == ["inzage/jb-7-inzage-2026-11-22.zip"]
    assert told(root, "gedeeld") == ["delen/jb-7-verslag-2026-11-22.pdf"]
    assert told(root, "restant") == [
        ".dossier.nieuw-0a1b2c3d/ib-ers/jb-7/index.html",
        "scores/jb-7/.2026-05-12-adviseur.yml.nieuw-0a1b2c3d",
    ]
    assert told(root, "genoemd") == []
    assert traces(root).unread == ()


def test_what_somebody_changed_or_made_is_only_named(root: Path) -> None:
    with_outputs(root)
    filled = root / "kijkwijzers-om-te-printen/jb-7-kijkwijzer.pdf"
    filled.write_bytes(filled.read_bytes() + b"\n% ingevuld")
    put(root, "export/scores.csv", "jb-7;zelf geteld\n")
    put(root, "inzage/brief.txt", "Beste Jo Blaak,\n\ngroet\nJo  Blaak\n")
    put(root, "scores/jb-7/foto.txt", "iets\n")
    put(root, "scores/jb-7/oud/2020-01-01-zelf.yml", "rubric: [\n")

    assert told(root, "genoemd") == [
        "export/scores.csv:1",
        "inzage/brief.txt:1",
        "inzage/brief.txt:4",
        "kijkwijzers-om-te-printen/jb-7-kijkwijzer.pdf",
        "scores/jb-7/foto.txt",
        "scores/jb-7/oud/2020-01-01-zelf.yml",
    ]
    assert told(root, "export") == []


def test_a_dossier_without_our_mark_is_not_ours(root: Path) -> None:
    put(root, "dossier/index.html", "jb-7\n")

    assert told(root, "dossier") == []
    assert told(root, "genoemd") == ["dossier/index.html:1"]


def test_a_score_file_of_another_is_named_with_each_line_that_names_this_one(root: Path) -> None:
    edit(root, OTHER_SCORE_FILE, "  Rustige les.\n", "  Rustige les.\n  Blaak keek mee.\n  Ook Jo vond het goed.\n")
    edit(root, OTHER_SCORE_FILE, "naam: R. Bakker", "naam: Jo Blaak")

    assert told(root, "genoemd") == [f"{OTHER_SCORE_FILE}:{line} *" for line in (5, 17, 18)]


def test_a_first_name_alone_counts_in_score_files_only(root: Path) -> None:
    put(root, "notitie.txt", "Jo was er\n")

    assert told(root, "genoemd") == []


def test_own_score_files_that_hold_the_name_are_told_with_the_line(root: Path) -> None:
    edit(root, SCORE_FILE, "naam: R. Bakker", "naam: Jo Blaak")

    assert [(trace.path.name, trace.line) for trace in traces(root).naming] == [("2026-05-12-adviseur.yml", 5)]


def test_a_note_is_found_where_neither_name_nor_pseudonym_stands(root: Path) -> None:
    put(root, "vergadering.txt", f"Genoteerd: {NOTE}\n")

    assert told(root, "genoemd") == []
    assert told(root, "genoemd", looking=Looking(notes=secrets_of(root).about("jb-7"))) == ["vergadering.txt:1"]


def test_a_pseudonym_that_begins_like_another_is_not_that_one(root: Path) -> None:
    put(root, "notitie.txt", "jb-71 en xjb-7 en jb-7b\n")
    assert told(root, "genoemd") == []

    put(root, "notitie.txt", "zie (JB-7).\n")
    assert told(root, "genoemd") == ["notitie.txt:1"]


def test_a_comment_in_the_register_stays_and_is_named(root: Path) -> None:
    edit(root, REGISTER_FILE, "ib_ers:\n", "# Jo Blaak heet ook wel Johan\nib_ers:\n")

    assert told(root, "register", "genoemd") == [f"{REGISTER_FILE}:2", f"{REGISTER_FILE}:5 *"]


def test_a_score_file_that_names_another_stays_and_is_named(root: Path) -> None:
    astray = put(root, "scores/jb-7/2026-06-01-zelf.yml", "rubric: zwemles\nib_er: jb-8\ndoel: ontwikkeling\n")
    put(root, "scores/jb-7/2026-06-02-zelf.yml", "ib_er: JB-7\n")

    assert told(root, "scorebestand") == [SCORE_FILE, "scores/jb-7/2026-06-02-zelf.yml"]
    assert [trace.path for trace in traces(root).of("genoemd")] == [astray]


def test_a_comment_in_a_register_elsewhere_is_named_too(root: Path, tmp_path: Path) -> None:
    edit(root, REGISTER_FILE, "ib_ers:\n", "# Jo Blaak heet ook wel Johan\nib_ers:\n")
    (root / REGISTER_FILE).rename(tmp_path / "namen.yml")
    edit(root, "mkdocs.yml", "site_name:", f"extra: {{kijkwijzer: {{register: {tmp_path / 'namen.yml'}}}}}\nsite_name:")

    assert [(trace.path, trace.line) for trace in traces(root).of("genoemd")] == [(tmp_path / "namen.yml", 2)]


@pytest.mark.parametrize("path", ["scores/jb-7/2026-06-01-zelf.yml", "export/jb-7.xlsx"])
def test_a_file_that_cannot_be_read_by_then_is_named_and_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    shut = put(root, path, "jb-7\n")
    real = Path.open

    def refused(self: Path, *how: str, **options: str) -> IO[str]:
        if self == shut:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(self, *how, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(Path, "open", refused)
    found = traces(root)

    assert [trace.path for trace in found.of("genoemd")] == [shut]
    assert found.unread == (shut,)


def test_a_register_elsewhere_is_found_there(root: Path, tmp_path: Path) -> None:
    (root / REGISTER_FILE).rename(tmp_path / "namen.yml")
    edit(root, "mkdocs.yml", "site_name:", f"extra: {{kijkwijzer: {{register: {tmp_path / 'namen.yml'}}}}}\nsite_name:")

    assert [(trace.path, trace.line) for trace in traces(root).of("register")] == [(tmp_path / "namen.yml", 4)]


def test_who_is_in_no_register_is_found_by_the_name_that_is_given(root: Path) -> None:
    (root / REGISTER_FILE).unlink()
    put(root, "notitie.txt", "Jo Blaak\n")

    assert told(root, "genoemd") == []
    assert told(root, "genoemd", looking=Looking("Jo Blaak")) == ["notitie.txt:1"]


def test_two_people_with_one_name_are_both_found_by_it(root: Path) -> None:
    edit(root, REGISTER_FILE, "naam: An Weg", "naam: Jo Blaak")
    put(root, "notitie.txt", "Jo Blaak\n")

    assert told(root, "genoemd") == ["notitie.txt:1 *", f"{REGISTER_FILE}:3"]
    assert [trace.path.name for trace in traces(root, "jb-8").of("genoemd")] == ["notitie.txt", "register.yml"]


def test_links_and_what_cannot_be_read_are_told_and_not_followed(root: Path, tmp_path: Path) -> None:
    outside = put(tmp_path, "buiten/geheim.txt", "jb-7\n")
    (root / "scores/jb-7/koppeling.yml").symlink_to(outside)
    (root / "jb-7-map").symlink_to(outside.parent)
    (root / "map-elders").symlink_to(outside.parent)
    put(root, "op-slot.zip", b"PK\x03\x04 kapot")
    os.mkfifo(root / "pijp")

    assert told(root, "genoemd") == ["jb-7-map", "scores/jb-7/koppeling.yml:1"]
    assert {path.name for path in traces(root).unread} == {"map-elders", "op-slot.zip", "pijp"}


def test_a_project_with_faults_is_searched_all_the_same(root: Path) -> None:
    put(root, "scores/jb-7/2026-06-01-zelf.yml", "rubric: [\n")
    put(root, OTHER_SCORE_FILE, "[")

    assert told(root, "scorebestand") == [SCORE_FILE, "scores/jb-7/2026-06-01-zelf.yml"]


def test_what_others_have_in_the_dossier_is_only_opened_for_a_proof(root: Path) -> None:
    with_outputs(root)
    put(root, "dossier/ib-ers/jb-8/blad.pdf", sheet("Jo Blaak"))

    assert "dossier/ib-ers/jb-8/blad.pdf *" not in told(root, "dossier")
    assert "dossier/ib-ers/jb-8/blad.pdf *" in told(root, "dossier", looking=Looking(is_thorough=True))


def test_what_git_holds_goes_along(root: Path) -> None:
    repository(root)
    found = traces(root)

    assert found.git is not None
    assert len(found.git.commits) == 1
    assert found.git.places == ("scores/jb-7/",)
