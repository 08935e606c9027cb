"""Where the settings say that the register is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.reading.project import read_public
from generator.reading.settings import REGISTER
from tests.projects import REGISTER_FILE, problems, project_of, put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    return tmp_path / "thuis"


def say(project: Path, place: str) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f'extra:\n  kijkwijzer:\n    register: "{place}"\n')


def register_of(project: Path) -> str:
    public, found = read_public(project)
    assert found == []
    return public.settings.register


def away(project: Path, to: Path) -> Path:
    """The register, gone from the project to another place."""
    file = put(to.parent, to.name, (project / REGISTER_FILE).read_bytes())
    (project / REGISTER_FILE).unlink()
    return file


def test_a_tilde_is_the_home_of_who_asks(project: Path, home: Path) -> None:
    away(project, home / "personeel/register.yml")
    say(project, "~/personeel/register.yml")

    assert register_of(project) == str(home / "personeel/register.yml")
    assert project_of(project).register.ib_ers["jb-7"].name == "Jo Blaak"


def test_the_variable_goes_before_the_setting(project: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away(project, home / "register.yml")
    say(project, "ergens/anders.yml")
    monkeypatch.setenv(REGISTER, "~/register.yml")

    assert register_of(project) == str(home / "register.yml")
    assert project_of(project).register.ib_ers["jb-7"].name == "Jo Blaak"


def test_an_empty_variable_says_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REGISTER, "")

    assert register_of(project) == REGISTER_FILE


@pytest.mark.parametrize("place", ["../elders/register.yml", "./scores/../../elders/register.yml"])
def test_a_place_beside_the_project_is_seen_from_the_project(project: Path, place: str) -> None:
    away(project, project.parent / "elders/register.yml")
    say(project, place)

    assert (project / register_of(project)).resolve() == project.parent / "elders/register.yml"
    assert project_of(project).register.stichting == "Zwembaden Oost"


def test_a_place_inside_the_project_is_named_as_such_however_it_was_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (str(project / REGISTER_FILE), f"./{REGISTER_FILE}", "scores/../scores/register.yml"):
        monkeypatch.setenv(REGISTER, place)

        assert register_of(project) == REGISTER_FILE


@pytest.mark.parametrize("place", ["~niemand-die-zo-heet/register.yml", "~/x\u202ey.yml"])
def test_a_place_that_cannot_be_is_a_fault(project: Path, place: str) -> None:
    say(project, place)

    assert [line for line in problems(project) if "is geen plek op deze computer; schrijf het hele pad" in line]


def test_a_fault_in_the_variable_says_where_it_comes_from(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(REGISTER, "content/register.yml")

    assert [
        line
        for line in problems(project)
        if f"de omgevingsvariabele {REGISTER}: 'content/register.yml' ligt in" in line
    ]


def test_a_fault_in_a_register_elsewhere_is_told_with_its_place(project: Path, home: Path) -> None:
    file = away(project, home / "register.yml")
    file.write_text(file.read_text(encoding="utf-8").replace("taak", "tak"), encoding="utf-8")
    say(project, "~/register.yml")

    assert problems(project)[0].startswith(f"{file}:3: 'tak' kan niet bij 'aanstelling'")
