"""What can stand in a project folder besides good files: links, pipes, devices, odd names. Nothing hangs, nothing outside is read."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.projects import (
    REGISTER,
    REGISTER_FILE,
    RUBRIC,
    RUBRIC_FILE,
    SCORE_FILE,
    SCORES,
    SETTINGS,
    change,
    edit,
    problems,
    project_of,
    put,
    small_project,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
OTHER = "scores/jb-7/2026-06-01-adviseur.yml"


def test_a_link_to_a_file_outside_is_refused(project: Path, tmp_path: Path) -> None:
    (project / OTHER).symlink_to(put(tmp_path, "secret.yml", SCORES))

    assert problems(project) == [
        f"{OTHER}: dit is een snelkoppeling naar een map of naar iets buiten het project; zet het zelf hier"
    ]


@pytest.mark.parametrize("path", ["mkdocs.yml", RUBRIC_FILE, REGISTER_FILE])
def test_no_file_of_the_project_may_be_a_link_to_outside(project: Path, tmp_path: Path, path: str) -> None:
    (project / path).rename(tmp_path / "moved.yml")
    (project / path).symlink_to(tmp_path / "moved.yml")

    said = problems(project)

    assert said
    assert all(line.startswith((f"{path}: dit is een snelkoppeling", "rubrics: hier staat geen")) for line in said)


def test_a_rubric_that_is_refused_is_not_missed_again_by_its_scores(project: Path, tmp_path: Path) -> None:
    put(project, "rubrics/duiken.yml", change(RUBRIC, "id: zwemles", "id: duiken"))
    (project / RUBRIC_FILE).rename(tmp_path / "moved.yml")
    (project / RUBRIC_FILE).symlink_to(tmp_path / "moved.yml")

    assert [line.partition(": ")[0] for line in problems(project)] == [RUBRIC_FILE]


@pytest.mark.parametrize("folder", ["rubrics", "scores/jb-7"])
def test_no_folder_of_the_project_may_be_a_link_to_outside(project: Path, tmp_path: Path, folder: str) -> None:
    (project / folder).rename(tmp_path / "moved")
    (project / folder).symlink_to(tmp_path / "moved")

    assert [line.partition(": dit is een snelkoppeling")[0] for line in problems(project)] == [folder]


def test_scores_and_register_behind_a_link_to_outside_are_both_refused(project: Path, tmp_path: Path) -> None:
    (project / "scores").rename(tmp_path / "moved")
    (project / "scores").symlink_to(tmp_path / "moved")

    assert [line.partition(": dit is een snelkoppeling")[0] for line in problems(project)] == ["scores", REGISTER_FILE]


def test_a_link_within_the_project_reads_as_the_file_it_points_to(project: Path) -> None:
    (project / SCORE_FILE).rename(project / "elsewhere.yml")
    (project / SCORE_FILE).symlink_to("../../elsewhere.yml")

    assert len(project_of(project).afnamen) == 1


def test_a_folder_of_an_ib_er_may_not_be_a_link_to_that_of_another(project: Path) -> None:
    (project / "scores/jb-8").symlink_to("jb-7")

    assert problems(project) == [
        "scores/jb-8: dit is een snelkoppeling naar een map of naar iets buiten het project; zet het zelf hier"
    ]


@pytest.mark.parametrize("target", [OTHER.rpartition("/")[2], "nowhere.yml"])
def test_a_link_to_itself_or_to_nothing_is_named(project: Path, target: str) -> None:
    (project / OTHER).symlink_to(target)

    said = problems(project)

    assert len(said) == 1
    assert said[0].startswith(f"{OTHER}: dit bestand kan niet gelezen worden: het is ")


@pytest.mark.parametrize("path", [OTHER, "rubrics/pipe.yml", "mkdocs.yml", REGISTER_FILE])
def test_a_pipe_is_refused_without_waiting_for_it(project: Path, path: str) -> None:
    (project / path).unlink(missing_ok=True)
    os.mkfifo(project / path)

    assert f"{path}: dit is geen gewoon bestand; haal het weg of zet er een gewoon bestand neer" in problems(project)


def test_a_socket_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "scores/jb-7")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yml")

        assert [line.split(": ")[0] for line in problems(project)] == ["scores/jb-7/socket.yml"]


def test_a_register_that_is_a_device_is_refused(project: Path) -> None:
    put(project, "mkdocs.yml", SETTINGS + "extra: {kijkwijzer: {register: /dev/zero}}\n")
    (project / REGISTER_FILE).unlink()

    assert problems(project) == [
        "/dev/zero: dit is geen gewoon bestand; haal het weg of zet er een gewoon bestand neer"
    ]


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read everything, so here root is somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize(
    "path", [SCORE_FILE, "scores/jb-7", "scores", "rubrics", RUBRIC_FILE, REGISTER_FILE, "mkdocs.yml"]
)
def test_what_may_not_be_read_is_named(path: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = small_project(Path(folder) / "project")
        (root / path).chmod(0)
        with as_nobody():
            said = problems(root)

    shut = [path, REGISTER_FILE] if path == "scores" else [path]  # what is in it may be there: that is not none
    assert [line.partition(": ")[0] for line in said] == shut
    assert all("je hebt er geen rechten voor" in line for line in said)


@pytest.mark.parametrize("path", ["scores/jb-7", "scores", "rubrics"])
def test_a_folder_that_gives_its_names_and_nothing_else_is_named(path: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = small_project(Path(folder) / "project")
        (root / path).chmod(0o444)
        with as_nobody():
            said = problems(root)

    assert f"{path}: deze map kan niet gelezen worden: je hebt er geen rechten voor" in said


def test_folders_that_differ_only_in_capitals_are_refused(project: Path) -> None:
    put(project, "scores/JB-7/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "JB-7"))

    assert problems(project) == [
        "scores/JB-7/2026-05-12-adviseur.yml:4: let op: 'JB-7' staat niet in het register; het verslag komt onder dit pseudoniem. Bedoelde je 'jb-7'?",
        "scores/jb-7: deze map en scores/JB-7 verschillen alleen in hoofdletters; geef een van de twee een andere naam",
    ]


@pytest.mark.parametrize("name", ["j b", "con", "-rf", "jb-7 ", "élan", "a\\b", "C:x", "jb."])
def test_a_folder_that_cannot_be_an_ib_er_is_refused_and_not_looked_into(project: Path, name: str) -> None:
    put(project, f"scores/{name}/2026-05-12-adviseur.yml", "dit is: geen: yaml")

    assert problems(project) == [
        f"scores/{name}: deze map kan niet naar een ib-er heten: gebruik alleen letters zonder accent, cijfers, punten en streepjes"
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff.yml", "�.yml"),
        (b"a\nb.yml", "a\\u000ab.yml"),
        (b"\x1b[2J.yml", "\\u001b[2J.yml"),
        ("a\u202eb.yml".encode(), "a\\u202eb.yml"),
    ],
)
def test_a_name_that_cannot_be_shown_is_refused_and_shown_harmlessly(project: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(project / "scores/jb-7"), name))).write_bytes(SCORES.encode())  # noqa: PTH118

    assert problems(project) == [
        f"scores/jb-7/{shown}: in deze naam staat een teken dat niet te tonen is; geef het een andere naam"
    ]


def test_hidden_files_and_folders_are_passed_over(project: Path) -> None:
    for path in ("scores/.git/x.yml", "scores/jb-7/.2026.yml.swp", "rubrics/.DS_Store", ".env", "scores/.x.yml"):
        put(project, path, "geen: [yaml")

    assert problems(project) == []


def test_a_readme_may_stand_anywhere(project: Path) -> None:
    for folder in ("scores", "scores/jb-7", "rubrics", "."):
        put(project, f"{folder}/README.md", "Uitleg\n")

    assert problems(project) == []


def test_a_file_that_is_not_read_is_named(project: Path) -> None:
    for path in ("scores/jb-7/verslag.pdf", "rubrics/oud.bak", "scores/jb-7/2026-05-12-adviseur.yml~"):
        put(project, path, "")

    assert problems(project) == [
        f"{path}: let op: dit bestand wordt niet gelezen; alleen .yml telt mee"
        for path in ("rubrics/oud.bak", "scores/jb-7/2026-05-12-adviseur.yml~", "scores/jb-7/verslag.pdf")
    ]


def test_a_score_file_that_an_editor_saved_as_text_is_not_lost_in_silence(project: Path) -> None:
    put(project, f"{OTHER}.txt", SCORES)

    assert problems(project) == [f"{OTHER}.txt: dit bestand wordt niet gelezen door .txt achter de naam; haal dat weg"]


def test_score_files_a_folder_too_deep_are_not_lost_in_silence(project: Path) -> None:
    put(project, "scores/jb-7/2025/2025-05-12-adviseur.yml", SCORES)
    put(project, "scores/jb-7/foto/bord.jpg", b"")

    assert problems(project) == [
        "scores/jb-7/2025: bestanden in deze map worden niet gelezen; zet ze een map hoger",
        "scores/jb-7/foto: let op: deze map wordt niet gelezen",
    ]


def test_a_score_file_beside_the_folders_is_not_lost_in_silence(project: Path) -> None:
    put(project, "scores/2026-05-12-adviseur.yml", SCORES)

    assert problems(project) == [
        "scores/2026-05-12-adviseur.yml: een scorebestand hoort in de map van een ib-er: scores/IB-ER/DATUM-ROL.yml"
    ]


@pytest.mark.parametrize("name", ["2026-06-01-adviseur.yaml", "2026-06-01-adviseur.YML"])
def test_other_spellings_of_the_ending_are_read_too(project: Path, name: str) -> None:
    put(project, f"scores/jb-7/{name}", change(SCORES, "2026-05-12", "2026-06-01"))

    assert len(project_of(project).afnamen) == 2


def test_a_folder_with_the_name_of_a_file_is_named(project: Path) -> None:
    put(project, "rubrics/extra.yml/extra.yml", RUBRIC)
    (project / OTHER).mkdir()

    assert problems(project) == [
        "rubrics/extra.yml: bestanden in deze map worden niet gelezen; zet ze een map hoger",
        f"{OTHER}: let op: deze map wordt niet gelezen",
    ]


def test_a_pseudonym_may_look_like_a_file_name(project: Path) -> None:
    put(project, "scores/jb-8.yml/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "jb-8.yml"))
    edit(project, REGISTER_FILE, "  jb-7:", "  jb-8.yml: {naam: Ka}\n  jb-7:")

    assert [afname.ib_er for afname in project_of(project).afnamen] == ["jb-7", "jb-8.yml"]


def test_scores_as_a_file_is_refused(project: Path) -> None:
    (project / "scores").rename(project / "moved")
    put(project, "scores", "")

    assert problems(project) == ["scores: deze map kan niet gelezen worden: het is geen map"]


def test_a_register_may_live_outside_the_project(project: Path, tmp_path: Path) -> None:
    (project / REGISTER_FILE).unlink()
    put(tmp_path, "elsewhere/register.yml", REGISTER)
    for path in (f"{tmp_path}/elsewhere/register.yml", "../elsewhere/register.yml"):
        put(project, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer:\n    register: {path}\n")

        assert project_of(project).register.ib_er("jb-7").name == "Jo Blaak"


def test_a_folder_that_is_no_project_is_said_to_be_none(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        assert problems(root) == [
            "mkdocs.yml: dit bestand is er niet, dus dit is geen projectmap; maak er een met 'kijkwijzer new MAP' of wijs de goede map aan met -C"
        ]


def test_a_project_may_be_reached_over_a_link(tmp_path: Path) -> None:
    small_project(tmp_path / "project")
    (tmp_path / "link").symlink_to("project")

    assert problems(tmp_path / "link") == []
