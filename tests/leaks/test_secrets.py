"""What a project has to keep to itself: all of it, whatever state its files are in, and no ordinary words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.leaks.own import PRIVATE
from generator.leaks.secrets import secrets_of
from tests.projects import REGISTER_FILE, SCORE_FILE, SETTINGS, edit, put, put_out_of_reach

ROOT = Path(__file__).parents[2]
NOTE = "Kiest zelf de moeilijkste groep en vraagt daarna door"


def named(root: Path) -> set[tuple[str, str]]:
    return {(secret.kind, secret.text) for secret in secrets_of(root).named}


def remarks(root: Path) -> list[str]:
    return list(map(str, secrets_of(root).remarks))


def allow(root: Path, *texts: str) -> None:
    lines = "".join(f"      - {text}\n" for text in texts)
    put(root, "mkdocs.yml", f"{SETTINGS}extra:\n  kijkwijzer:\n    openbaar:\n{lines}")


def test_everybody_is_looked_for_by_name_school_and_pseudonym(project: Path) -> None:
    assert named(project) == {
        ("pseudoniem", "jb-7"),
        ("naam", "Jo Blaak"),
        ("school", "De Plons"),
        ("naam", "R. Bakker"),
    }
    assert remarks(project) == []


def test_of_the_shipped_project_everybody_is_looked_for() -> None:
    secrets = secrets_of(ROOT)

    assert secrets.remarks == ()
    assert {secret.text for secret in secrets.named if secret.kind == "pseudoniem"} == {
        path.name for path in (ROOT / "scores").iterdir() if path.is_dir()
    }
    assert {"Wietske Hagelwerf", "Meryem Çiçekdal", "Berber Lindewever"} <= {secret.text for secret in secrets.named}
    assert len(secrets.runs) > 400


def test_each_secret_says_where_it_is_written(project: Path) -> None:
    places = {secret.text: str(secret.source) for secret in secrets_of(project).named}

    assert places["Jo Blaak"] == f"{REGISTER_FILE}:3"
    assert places["R. Bakker"] == f"{SCORE_FILE}:5"


def test_a_note_is_known_by_a_few_runs_of_its_words(project: Path) -> None:
    put(project, SCORE_FILE, f"samenvatting: |\n  {NOTE}\n")
    secrets = secrets_of(project)

    assert {" ".join(run) for run in secrets.runs} == {
        "kiest zelf de moeilijkste groep en vraagt daarna",
        "zelf de moeilijkste groep en vraagt daarna door",
    }
    assert {str(secrets.note(run).source) for run in secrets.runs} == {f"{SCORE_FILE}:1"}


def test_the_foundation_and_what_the_site_is_called_are_no_secrets(project: Path) -> None:
    put(project, REGISTER_FILE, "stichting: De Plons\nib_ers:\n  jb-7: {naam: Jo Blaak, school: De Plons}\n")

    assert ("school", "De Plons") not in named(project)


def test_what_is_listed_as_openbaar_is_not_looked_for(project: Path) -> None:
    put(project, SCORE_FILE, f"waarnemer: {{naam: R. Bakker}}\nsamenvatting: |\n  {NOTE}\n")
    allow(project, "jo blaak", "De Plons te Oost", NOTE)

    assert named(project) == {("pseudoniem", "jb-7"), ("naam", "R. Bakker")}
    assert secrets_of(project).runs == {}


def test_a_note_that_repeats_the_rubric_or_a_template_tells_nothing(project: Path) -> None:
    put(project, "site_templates/overrides/extra.html", f"<p>{NOTE}</p>")
    put(project, SCORE_FILE, f"samenvatting: |\n  {NOTE}\nzienswijze: De lesgever ziet alle kinderen.\n")

    assert secrets_of(project).runs == {}


def test_a_note_that_stands_in_a_page_that_somebody_wrote_is_still_looked_for(project: Path) -> None:
    put(project, "content/index.md", NOTE)
    put(project, SCORE_FILE, f"samenvatting: |\n  {NOTE}\n")

    assert secrets_of(project).runs


def test_of_each_folder_of_templates_it_is_known_whether_it_makes_public_pages() -> None:
    """A new one has to be put in either list."""
    public = {"form", "look", "overrides", "scoren", "site", "startbijeenkomst"}

    assert {folder.name for folder in (ROOT / "site_templates").iterdir()} == public | PRIVATE


@pytest.mark.parametrize(("old", "new"), [("Jo Blaak", "De directeur"), ("jb-7:", "basis:"), ("jb-7:", "b-7:")])
def test_what_cannot_be_told_from_ordinary_words_is_not_looked_for_and_that_is_said(
    old: str, new: str, project: Path
) -> None:
    edit(project, REGISTER_FILE, old, new)

    assert new.removesuffix(":") not in {text for _, text in named(project)}
    (remark,) = remarks(project)
    assert remark.startswith(f"{REGISTER_FILE}:3: let op: ")
    assert "te kort of te gewoon" in remark


@pytest.mark.parametrize(
    "register",
    [
        "ib_ers:\n  jb-7: {naam: Jo Blaak, school: De Plons\n",
        "ib_ers:\n  jb-7:\n    naam: Jo Blaak\n    naam: Jo Blaak\n    school: De Plons\n    leeftijd: 40\n",
        "<<<<<<< HEAD\nib_ers:\n  jb-7: {naam: Jo Blaak, school: De Plons}\n",
    ],
)
def test_a_register_with_faults_is_known_as_well(register: str, project: Path) -> None:
    put(project, REGISTER_FILE, register)

    assert {("pseudoniem", "jb-7"), ("naam", "Jo Blaak"), ("school", "De Plons")} <= named(project)


@pytest.mark.parametrize(
    "register",
    [
        '{"ib_ers":{"jb-7":{"naam":"Jo Blaak","school":"De Plons"}}}',
        '{"ib_ers": {\n "jb-7": {\n  "n\\u0061am":"Jo Bla\\x61k",\n  "school":"De Plons"\n}}}',
        "ib_ers:\n  ? jb-7\n  : ? naam\n    : Jo Blaak\n    ? school\n    : De Plons\n",
        'ib_ers:\n  jb-7: {naam: "Jo\n    Blaak", school: De\n    Plons}\n',
    ],
    ids=["JSON", "codes in a key", "keys with a question mark", "over two lines"],
)
def test_a_register_is_known_in_every_way_that_it_can_be_written(register: str, project: Path) -> None:
    put(project, REGISTER_FILE, register)

    assert {("pseudoniem", "jb-7"), ("naam", "Jo Blaak"), ("school", "De Plons")} <= named(project)
    assert [remark for remark in remarks(project) if "let op" not in remark] == []


@pytest.mark.parametrize("start", ['{"waarnemer":{"naam":"R. Bakker"}}', "waarnemer:\n  ? naam\n  : R. Bakker\n"])
def test_who_scored_is_known_in_every_way_that_it_can_be_written(start: str, project: Path) -> None:
    put(project, SCORE_FILE, start)

    assert ("naam", "R. Bakker") in named(project)


@pytest.mark.parametrize(
    ("register", "line"),
    [
        ("ib_ers:\n  jb-7: {naam: Jo Blaak, school: De Plons\n", 2),
        ("ib_ers:\n  jb-7:\n    nam: Jo Blaak\n", 3),
        ("ib_ers:\n  jb-7:\n    naam: [Jo, Blaak]\n", 3),
    ],
)
def test_a_fault_in_the_register_says_that_a_name_may_be_unsearched_and_not_which(
    register: str, line: int, project: Path
) -> None:
    put(project, REGISTER_FILE, register)
    (remark,) = (each for each in remarks(project) if "let op" not in each)

    assert remark == (
        f"{REGISTER_FILE}:{line}: hier staat een fout ('kijkwijzer check' zegt welke); "
        "daarom is niet zeker dat naar elke naam is gezocht"
    )


@pytest.mark.parametrize("name", ["extra.yml", "kopie.yml~", "kopie.yml.txt", "map/dieper.yaml"])
def test_a_file_that_is_not_read_as_a_score_file_is_as_secret(name: str, project: Path) -> None:
    put(project, f"scores/jb-7/{name}", f"[{NOTE}".encode("utf-16"))

    assert secrets_of(project).runs


@pytest.mark.parametrize("kind", ["too large", "no rights", "link"])
def test_a_score_file_that_cannot_be_read_is_a_fault(kind: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project / SCORE_FILE
    if kind == "too large":
        path.write_bytes(b"a: b\n" * 300_000)
    elif kind == "link":
        path.unlink()
        path.symlink_to("/etc/hostname")
    else:
        real = os.open

        def refuse(name: str, *more: object) -> int:
            if str(name).endswith("adviseur.yml"):
                raise PermissionError(13, "Permission denied")
            return real(name, *more)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "open", refuse)
    (remark,) = remarks(project)

    assert remark.startswith(f"{SCORE_FILE}: ")
    assert remark.endswith("Wat hierin staat, is niet gezocht")


def test_without_a_register_no_name_of_an_ib_er_is_looked_for_and_that_is_said(project: Path) -> None:
    (project / REGISTER_FILE).unlink()

    assert "Jo Blaak" not in {text for _, text in named(project)}
    assert remarks(project) == [
        f"{REGISTER_FILE}: let op: hier is geen register; naar de namen en scholen van ib-ers is dus niet gezocht"
    ]


def test_a_register_that_is_named_elsewhere_and_is_not_there_is_said_also_without_scores(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(project / "scores")
    monkeypatch.setenv("KIJKWIJZER_REGISTER", "/mnt/stick/register.yml")

    assert remarks(project) == [
        "/mnt/stick/register.yml: let op: hier is geen register; naar de namen en scholen van ib-ers is dus niet gezocht"
    ]


def test_a_register_that_may_not_be_reached_is_a_fault_and_not_absent(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIJKWIJZER_REGISTER", "/mnt/stick/register.yml")
    put_out_of_reach(monkeypatch, "stick")
    (remark,) = remarks(project)

    assert remark == (
        "/mnt/stick/register.yml: dit bestand kan niet gelezen worden: je hebt er geen rechten voor. "
        "Wat hierin staat, is niet gezocht"
    )


def test_without_register_and_scores_there_is_nothing_to_look_for(project: Path) -> None:
    for path in (project / "scores").rglob("*.yml"):
        path.unlink()
    (project / "scores/jb-7").rmdir()

    assert named(project) == set()
    assert remarks(project) == []


def test_of_one_ib_er_only_what_is_about_nobody_else(project: Path) -> None:
    put(project, REGISTER_FILE, "ib_ers:\n  jb-7: {naam: Jo Blaak, school: De Plons}\n  kk-8: {naam: Kim Kool}\n")
    put(
        project, SCORE_FILE, f"waarnemer: {{naam: R. Bakker}}\na: |\n  {NOTE}\nb: Deze tekst staat ook bij een ander.\n"
    )
    put(project, "scores/kk-8/x.yml", "b: Deze tekst staat ook bij een ander.\n")
    own = secrets_of(project).about("jb-7")

    assert {secret.text for secret in own.named} == {"jb-7", "Jo Blaak"}
    assert {run[0] for run in own.runs} == {"kiest", "zelf"}
