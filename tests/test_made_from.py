"""Whatever can be seen on a page of a unit is in its hash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator import made_from
from generator.made_from import MadeFrom
from generator.model.project import Project
from generator.model.vastlegging import VASTGELEGD, Commit, Plek, Vastlegging, Verandering, Wijziging
from generator.reading.project import read_project
from generator.rendering.dossier import dossier_units
from generator.rendering.templates import Templates
from tests.projects import SCORE_FILE, SCORES, TODAY, change, put, small_project

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMIT = Commit("0123456789", "Jo Blaak", date(2026, 5, 14))
CHANGED = Wijziging(COMMIT, (Verandering(Plek("scores", "a.1"), "B", "C"),))
RECORD = {SCORE_FILE: Vastlegging(VASTGELEGD, COMMIT, COMMIT, COMMIT, (CHANGED,))}
OWN = "ib-ers/jb-7"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """With two people of different schools, and something in every field that a score file has."""
    root = small_project(tmp_path / "project")
    put(root, SCORE_FILE, SCORES + 'zienswijze: "Zo is het."\naanleiding: Een les\n')
    put(root, "scores/wk-2/2026-05-12-adviseur.yml", change(SCORES, "jb-7", "wk-2"))
    return read_project(root, today=TODAY)[0]


def hashes(
    project: Project, record: Mapping[str, Vastlegging] = RECORD, templates: Templates | None = None
) -> dict[str, str]:
    """By the folder of each unit."""
    units = dossier_units(project, templates or Templates(), record)
    keys = MadeFrom(units[0].whole)
    return {unit.folder: keys.of(unit) for unit in units}


def variants(thing: Any, place: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  anything of the model
    """The same with one thing in it different, for each thing in it, with what that is."""
    if is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            for where, other in variants(getattr(thing, field.name), f"{place}.{field.name}"):
                yield where, replace(thing, **{field.name: other})
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from ((where, {**thing, key: other}) for where, other in variants(value, f"{place}[{key}]"))
    elif isinstance(thing, tuple):
        yield f"{place}[:-1]" if thing else f"{place}+", thing[:-1] if thing else ("x",)
        for number, value in enumerate(thing):
            for where, other in variants(value, f"{place}[{number}]"):
                yield where, _with(thing, number, other)
    else:
        yield place, other_than(thing)


def _with(thing: tuple[Any, ...], number: int, other: object) -> tuple[Any, ...]:
    pieces = [*thing[:number], other, *thing[number + 1 :]]
    return type(thing)(*pieces) if hasattr(thing, "_fields") else tuple(pieces)


def other_than(thing: Any) -> Any:  # noqa: ANN401
    if isinstance(thing, bool) or thing is None:
        return not thing
    if isinstance(thing, date):
        return thing + timedelta(days=1)
    return thing + (1 if isinstance(thing, int) else "x")


def test_everything_of_a_score_file_its_rubric_and_its_past_is_in_the_hash(project: Project) -> None:
    own = next(afname for afname in project.afnamen if afname.ib_er == "jb-7")
    others = [afname for afname in project.afnamen if afname is not own]
    before = hashes(project)
    made: dict[str, str] = {}
    for where, other in variants(own):
        if where not in (".ib_er", ".path"):
            after = hashes(replace(project, afnamen=(other, *others)))
            made[where] = after[OWN]
            is_of_all = where.startswith(".rubric.schaal.punten")  # how many there are is in the look of every page
            assert is_of_all or after["ib-ers/wk-2"] == before["ib-ers/wk-2"]
    for where, known in variants(RECORD[SCORE_FILE], "record"):
        made[where] = hashes(project, {SCORE_FILE: known})[OWN]

    assert len(made) > 150
    assert [where for where, found in made.items() if found == before[OWN]] == []
    assert len(set(made.values())) == len(made)


def test_who_somebody_is_is_in_the_hash_of_that_person_alone(project: Project) -> None:
    own, before = project.register.ib_ers["jb-7"], hashes(project)
    for where, other in variants(own):
        if where not in (".id", ".school"):
            after = hashes(replace(project, register=replace(project.register, ib_ers={"jb-7": other})))

            assert {folder for folder in before if before[folder] != after[folder]} == {"", OWN, "scholen/de-plons"}


def test_what_all_pages_share_is_in_the_hash_of_all(project: Project) -> None:
    shared = replace(project, afnamen=(), register=replace(project.register, ib_ers={}))
    before = hashes(project)
    for _, other in variants(shared):
        if other.afnamen == () and other.register.ib_ers == {}:
            register = replace(other.register, ib_ers=project.register.ib_ers)
            after = hashes(replace(other, afnamen=project.afnamen, register=register))

            assert [folder for folder in before if before[folder] == after[folder]] == []


def test_another_program_is_in_the_hash(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hashes(project)
    monkeypatch.setattr(made_from, "fingerprint", lambda: "een andere jinja")

    assert set(before.values()).isdisjoint(hashes(project).values())


def test_every_template_is_in_the_hash_also_where_a_link_leads(project: Project, tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "sjablonen", tmp_path / "elders"
    own.mkdir()
    found = [hashes(project)[OWN]]

    def look() -> None:
        found.append(hashes(project, templates=Templates(own))[OWN])

    look()
    put(own, "dossier/taken.html", "een")
    look()
    put(own, "dossier/taken.html", "twee")
    look()
    put(elsewhere, "deel.html", "een")
    (own / "gedeeld").symlink_to(elsewhere)
    look()
    put(elsewhere, "deel.html", "twee")
    look()
    (elsewhere / "rond").symlink_to(own)
    look()

    assert len(set(found)) == len(found)


def test_the_order_of_people_is_in_the_hash_of_what_is_about_all(project: Project) -> None:
    """A template of a project's own may show it."""
    turned = replace(project, afnamen=project.afnamen[::-1])
    before, after = hashes(project), hashes(turned)

    assert {folder for folder in before if before[folder] != after[folder]} == {""}
