"""A project folder of one's own: it builds as it is, and nothing of a person's is ever touched."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import new
from generator.cli import main
from generator.history import NO_HISTORY
from generator.new import IB_ER, OWN, PRIVACY, Wish, example_scores, project_files, with_neighbours
from generator.reading.project import read_project
from generator.shipped import shipped
from tests.projects import TODAY, project_of, put, small_project

if TYPE_CHECKING:
    from click.testing import Result

EXAMPLE = f"scores/{IB_ER}/2026-05-12-adviseur.yml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def made(folder: Path, *arguments: str) -> Path:
    result = run("new", folder, *arguments)
    assert result.exit_code == 0, result.output
    return folder


# --- What is in it


def test_it_says_what_to_do_next(tmp_path: Path) -> None:
    result = run("new", tmp_path / "school")

    assert result.stdout.startswith(f"Gemaakt: {tmp_path}/school/\n")
    assert "kijkwijzer build" in result.stdout
    assert "README.md" in result.stdout


@pytest.mark.parametrize(
    "chosen", [[], ["--rubric", OWN], ["--rubric", "vhm-ib"], ["--rubric", "groepsbespreking", "--rubric", OWN]]
)
def test_it_has_no_fault_and_nothing_to_note(tmp_path: Path, chosen: list[str]) -> None:
    root = made(tmp_path / "school", *chosen)

    project, problems = read_project(root, today=TODAY)

    assert [str(problem) for problem in problems] == []
    assert [afname.path for afname in project.afnamen] == [EXAMPLE]
    assert project.afnamen[0].is_fictional
    assert project.register.is_fictional


def test_without_a_choice_all_shipped_rubrics_and_pages_come_along(tmp_path: Path) -> None:
    root = made(tmp_path / "school")

    for folder in ("rubrics", "content"):
        files = {path.relative_to(shipped(folder)) for path in shipped(folder).rglob("*") if path.is_file()}
        assert {path.relative_to(root / folder) for path in (root / folder).rglob("*") if path.is_file()} == files


def test_with_any_rubric_the_pages_about_privacy_come_along_and_lead_to_no_page_that_is_not_there(
    tmp_path: Path,
) -> None:
    content = made(tmp_path / "school", "--rubric", OWN) / "content"
    pages = {path.name: path.read_text(encoding="utf-8") for path in content.iterdir()}

    assert pages.keys() == {"index.md", *PRIVACY}
    assert pages["verwerkingsregister.md"] == (shipped("content") / "verwerkingsregister.md").read_text(
        encoding="utf-8"
    )
    assert {page for name in PRIVACY for page in re.findall(r"\(([^()#]+\.md)", pages[name])} == set(PRIVACY)
    assert "hoort de school niet te gebruiken om iemand te beoordelen.\n" in pages["privacy.md"]


def test_the_settings_that_are_only_named_are_good_when_the_sign_before_them_goes(tmp_path: Path) -> None:
    settings = made(tmp_path / "school", "--rubric", OWN) / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^(    )# (?=bewaartermijn:|openbaar:)", r"\1", text), encoding="utf-8")
    project, problems = read_project(settings.parent, today=TODAY)

    assert problems == []
    assert (project.settings.bewaartermijn, project.settings.openbaar) == (2, ("De Regenboog",))


def test_a_rubric_takes_along_those_that_its_crosswalk_names() -> None:
    assert with_neighbours(["vhm-ib"]) == ("vhm-ib", "competentieprofiel-vakbekwaam")
    assert with_neighbours(["groepsbespreking"]) == ("groepsbespreking",)


def test_the_name_of_a_school_stands_in_settings_and_register(tmp_path: Path) -> None:
    name = "Stichting \"De 'Peel'\": {{ scholen }} #1 & <b>"
    root = made(tmp_path / "school", "--naam", name)

    project = project_of(root)

    assert project.settings.name == f"Kijkwijzers van {name}"
    assert project.register.stichting == name


def test_register_and_dossier_stay_out_of_git(tmp_path: Path) -> None:
    ignored = (made(tmp_path / "school") / ".gitignore").read_text().splitlines()

    assert {"/site/", "/dossier/", "/scores/register.yml", ".*.nieuw-*"} <= set(ignored)


def test_the_register_is_for_its_owner_alone_before_a_name_is_in_it(tmp_path: Path) -> None:
    assert (made(tmp_path / "school") / "scores/register.yml").stat().st_mode & 0o777 == 0o600


def test_the_rights_are_spoken_of_where_the_texts_are_of_others(tmp_path: Path) -> None:
    assert "## Rechten" in (made(tmp_path / "een") / "README.md").read_text()
    assert "## Rechten" not in (made(tmp_path / "twee", "--rubric", OWN) / "README.md").read_text()


def test_an_editor_finds_the_schemas(tmp_path: Path) -> None:
    root = made(tmp_path / "school")
    schemas = json.loads((root / ".vscode/settings.json").read_text())["yaml.schemas"]

    assert all((root / path).is_file() for path in schemas)
    assert {pattern for pattern in schemas.values() for _ in root.glob(pattern)} == set(schemas.values())


def test_the_example_shows_a_score_nvt_and_an_open_row_of_every_rubric(project: Path) -> None:
    for rubric in (*project_of(project).rubrics, *read_project(shipped("mkdocs.yml").parent, today=TODAY)[0].rubrics):
        text = example_scores(rubric)
        assert all(f'"{id}":' in text for id in rubric.vaardigheden)
        if len(rubric.vaardigheden) > 6:
            assert ": nvt\n" in text
            assert '":\n' in text


def test_its_templates_hold_no_placeholder_in_the_end() -> None:
    for path, content in project_files(Wish(name="X")).items():
        if not path.startswith(("rubrics/", "content/", ".vscode/")):
            assert b"$" not in content.replace(b'"$schema"', b""), path


# --- Where it may come


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert (made(tmp_path) / "mkdocs.yml").is_file()


def test_it_is_made_from_where_minus_c_points(tmp_path: Path) -> None:
    assert run("-C", tmp_path, "new", "school").exit_code == 0
    assert (tmp_path / "school/mkdocs.yml").is_file()


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    assert (made(tmp_path / "een/twee/school") / "mkdocs.yml").is_file()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    put(tmp_path, ".verborgen", "")

    result = run("new", tmp_path)

    assert "is geen lege map; er is niets veranderd." in result.stderr
    assert result.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == [".verborgen"]


def test_a_name_that_no_disk_takes_is_told(tmp_path: Path) -> None:
    result = run("new", tmp_path / ("a" * 300))

    assert "het pad is te lang voor deze schijf" in result.stderr
    assert result.exit_code == 3


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    file = put(tmp_path, "school", "een brief")

    assert run("new", file).exit_code == 2
    assert file.read_text() == "een brief"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rubric", "vhm-bi"], "Bedoelde je 'vhm-ib'?"),
        (["--rubric", "../x"], "'../x' is er niet."),
        (["--naam", "x\ny"], "houd het bij één regel"),
        (["--naam", "x" * 101], "hoogstens 100 tekens"),
    ],
)
def test_a_wish_that_cannot_be_is_explained(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = run("new", tmp_path / "school", *arguments)

    assert said in result.stderr
    assert result.exit_code == 2
    assert not (tmp_path / "school").exists()


@pytest.mark.parametrize("was_there", [True, False])
def test_what_was_interrupted_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, was_there: bool
) -> None:
    def stopped(folder: Path, _: dict[str, bytes]) -> None:
        put(folder, "rubrics/half.yml", "")
        put(folder, "half", "")
        raise KeyboardInterrupt

    folder = tmp_path / "school"
    if was_there:
        folder.mkdir()
    files = project_files(Wish())
    monkeypatch.setattr(new, "project_files", lambda _: files)
    monkeypatch.setattr(new, "write_files", stopped)

    assert run("new", folder).exit_code == 130
    assert folder.exists() == was_there
    assert not was_there or not list(folder.iterdir())


# --- And it builds


@pytest.mark.parametrize("chosen", [[], ["--rubric", OWN]])
def test_it_builds_as_it_is(tmp_path: Path, chosen: list[str]) -> None:
    root = made(tmp_path / "school", *chosen)

    result = run("-C", root, "build")

    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[0] == NO_HISTORY
    assert (root / f"dossier/ib-ers/{IB_ER}/index.html").is_file()


# --- The schemas of a project


def test_schemas_and_settings_come_where_the_editor_looks(project: Path) -> None:
    result = run("-C", project, "schema")

    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (project / ".vscode").iterdir()) == [
        "register.schema.json",
        "rubric.schema.json",
        "scores.schema.json",
        "settings.json",
    ]
    assert "a.1" in (project / ".vscode/scores.schema.json").read_text()


def test_schemas_are_made_anew_and_settings_of_a_person_stay(project: Path) -> None:
    put(project, ".vscode/settings.json", '{"editor.fontSize": 14}')
    run("-C", project, "schema")

    result = run("-C", project, "schema")

    assert (project / ".vscode/settings.json").read_text() == '{"editor.fontSize": 14}'
    assert '"./.vscode/scores.schema.json": "scores/*/*.yml"' in result.stdout


def test_a_second_time_there_is_nothing_to_set(project: Path) -> None:
    run("-C", project, "schema")

    assert len(run("-C", project, "schema").stdout.splitlines()) == 1


def test_schemas_can_go_elsewhere_and_it_is_said_how_to_use_them(project: Path) -> None:
    result = run("-C", project, "schema", "--naar", project / "hulp")

    assert (project / "hulp/rubric.schema.json").is_file()
    assert not (project / ".vscode").exists()
    assert '"./hulp/rubric.schema.json": "rubrics/*.yml"' in result.stdout


def test_a_file_that_is_not_ours_is_not_written_over(project: Path) -> None:
    file = put(project, ".vscode/rubric.schema.json", '{"van": "mij"}')

    result = run("-C", project, "schema")

    assert "is niet door kijkwijzer gemaakt en blijft staan" in result.stderr
    assert result.exit_code == 3
    assert file.read_text() == '{"van": "mij"}'
    assert not (project / ".vscode/scores.schema.json").exists()


def test_a_rubric_with_a_fault_is_left_out_and_told(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    put(root, "rubrics/kapot.yml", "id: kapot\n")

    result = run("-C", root, "schema")

    assert "rubrics/kapot.yml" in result.stderr
    assert "Rubrics met een fout doen niet mee in de schema's." in result.stderr
    assert result.exit_code == 0
