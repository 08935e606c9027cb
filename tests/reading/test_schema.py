"""The schemas for editors say what the readers say.

Each example is put through every small mistake there is: a key less, a key more, another kind of value in each place. Then the
schema and the reader must agree, but for what a schema cannot know (see BEYOND).
"""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from generator.problems import Notebook
from generator.reading.afname import read_afname
from generator.reading.nodes import Mapping, Sequence
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.project import read_public
from generator.reading.register import read_register
from generator.reading.rubric import read_rubric
from generator.reading.schema import register_schema
from generator.reading.schema_rubric import rubric_schema
from generator.reading.schema_scores import scores_schema
from generator.reading.values import LINE_LIMIT, TEXT_LIMIT
from tests.projects import REGISTER, RUBRIC, SCORES, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.rubric import Rubric
    from generator.reading.nodes import Tree

ROOT = Path(__file__).parents[2]

BEYOND = (
    # two places in one file that must agree
    r"bestaat al",
    r"staat (twee keer|al in|voor de tweede keer)",
    r"staat er al",
    r"is van deze rubric zelf",
    r"verschillen alleen in hoofdletters",
    r"hoort geen enkele rij",
    r"is niet gezegd bij welke kijkwijzer",
    r"punt '.*' bestaat niet in de schaal",
    r"kan niet bij '(kijkwijzer|voldoende_vanaf|hier)'",
    r"zou uit dienst gaan voor",
    # the name of the file and its folder
    r"maar het bestand heet naar",
    r"maar het bestand staat in de map",
    # the day on which one looks
    r"ligt in de toekomst",
    # how a number was spelled: an editor sees 3 and 3.0 as one
    r"'\d+\.0' (is geen|bestaat niet)",
    r"bestaat geen versie '\d+\.0'",
)
"""Messages of the readers that a schema cannot give."""

FULL_RUBRIC = """\
id: alles
versie: 2.1
titel: Met alles erop en eraan
afkorting: ALLES
taal: nl-BE
omschrijving: |
  Twee regels
  van ons.
bron: {titel: T, auteur: A, uitgever: U, jaar: 2015, url: "HTTPS://example.org/a?b=c", rechten: R}
niveaus: {taakgebied: Competentie, indicator: Groep, vaardigheid: Gedrag}
schaal:
  - {waarde: 1, kort: nee, label: niet gezien, uitleg: Niets.}
  - {waarde: "2", label: gezien}
  - {waarde: A+, label: meer dan gezien}
voldoende_vanaf: 2
kijkwijzers:
  - {id: basis, titel: Basis, voor: iedereen, ondertekening: nee}
  - {id: extra, titel: Extra}
taakgebieden:
  - id: een
    titel: Eerste
    omschrijving: Om te beginnen.
    afgeleid: nee
    kijkwijzer: basis
    bewijsstukken: [een verslag, 7]
    indicatoren:
      - id: 1
        titel: Groep
        bewijsstukken: [een ander verslag]
        cursus: Een cursus
        kijkwijzer: basis
        afgeleid: ja
        vaardigheden:
          - {id: 1.1, tekst: Doet iets., kijkwijzer: basis, afgeleid: true, waarneembaar: [observatie, gesprek], kaders: [inspectie], bewijsstukken: [plan], beschrijvingen: {1: Niet., A+: Heel goed.}}
          - {id: "1.10", tekst: Doet meer.}
      - {id: 2, titel: Regel, waarneembaar: [bewijsstuk], kaders: [], beschrijvingen: {1: null}, vaardigheden: []}
  - id: twee
    titel: Tweede
    kijkwijzer: extra
    indicatoren: []
    vaardigheden:
      - {id: z, tekst: Iets heel anders.}
sluit_aan_bij:
  - {hier: een, daar: ergens/anders}
"""

FULL_SCORES = """\
fictief: ja
rubric: alles
versie: "2.1"
kijkwijzers: [basis, extra]
ib_er: ib-7
waarnemer: {rol: adviseur, naam: R. Bakker}
datum: 2026-05-12
aanleiding: groepsbespreking
doel: ontwikkeling
status: concept
scores:
  "1.1": 1
  "1.10": {score: 2, bron: gesprek, aantekening: Kort., bewijsstukken: [een, twee], taak: samen}
  "2": null
  z: nvt
afspraken:
  - {wat: Doen, wie: ib-er, voor: 2026-12-01, bij: [1.1, "1.10"], nagekomen: nee, opmerking: Te druk.}
samenvatting: |
  Goed gesprek.
zienswijze: Mee eens.
"""

NEW_VALUES: tuple[object, ...] = (
    None, "", "tekst", "nvt", "ja", "3", "../x", "a/b", "con", "twee\nregels", "2026-02-30", "2026-05-12", "12-05-2026",
    -1, 0, 2, 2.0, 3.0, 3.5, True, False, [], {}, ["a"], [None], [["a"]], [{}], {"a": "b"}, {"a": {}},
    "x" * (LINE_LIMIT + 1), "x" * (TEXT_LIMIT + 2),
)  # fmt: skip


# --- As an editor reads YAML: the core schema of YAML 1.2

NUMBERS = re.compile(r"[-+]?(\d+|(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?)")


def seen_by_an_editor(tree: Tree) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    if isinstance(tree, Sequence):
        return [seen_by_an_editor(item) for item in tree.items]
    if isinstance(tree, Mapping):
        return {key: seen_by_an_editor(node) for key, (_, node) in tree.entries.items()}
    if tree.is_null:
        return None
    if tree.plain and tree.text in ("true", "false"):
        return tree.text == "true"
    if tree.plain and NUMBERS.fullmatch(tree.text):
        return int(tree.text) if tree.text.isdecimal() else float(tree.text)
    return tree.text


# --- The two judges


def parsed(text: str) -> tuple[Any, Part]:
    mapping, problems = parse("bestand.yml", text.encode())
    assert mapping is not None, problems
    return seen_by_an_editor(mapping), Part(mapping, Notebook("bestand.yml"))


def rubric_of(text: str) -> Rubric:
    part = parsed(text)[1]
    rubric = read_rubric(part, expected_id=part.id("id"))
    assert rubric, part.notebook.problems
    return rubric


def judge_rubric(part: Part) -> None:
    read_rubric(part, expected_id="alles")


def judge_register(part: Part) -> None:
    read_register(part)


def judge_scores(rubrics: list[Rubric]) -> Callable[[Part], None]:
    known = {(rubric.id, rubric.version): rubric for rubric in rubrics}

    def judge(part: Part) -> None:
        read_afname(part, folder="ib-7", rubrics=known, today=TODAY)

    return judge


def complaints(judge: Callable[[Part], None], part: Part) -> list[str]:
    judge(part)
    return [problem.message for problem in part.notebook.problems if problem.severity == "fout"]


def validator(schema: dict[str, Any]) -> jsonschema.Draft7Validator:
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


# --- Every small mistake


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for key, child in value.items():
            yield from places(child, (*path, key))
    elif isinstance(value, list):
        for number, child in enumerate(value):
            yield from places(child, (*path, number))


def at(document: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for step in path:
        document = document[step]
    return document


def mistakes(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was done, and the document after it."""
    for path in places(document):
        found = at(document, path)
        if isinstance(found, dict):
            changed = copy.deepcopy(document)
            at(changed, path)["onbekend"] = "x"
            yield f"{path} + onbekend", changed
        if not path:
            continue
        changed = copy.deepcopy(document)
        del at(changed, path[:-1])[path[-1]]
        yield f"{path} weg", changed
        for value in NEW_VALUES:
            changed = copy.deepcopy(document)
            at(changed, path[:-1])[path[-1]] = copy.deepcopy(value)
            yield f"{path} = {value!r:.40}", changed


@pytest.mark.parametrize(
    ("text", "schema", "judge"),
    [
        pytest.param(FULL_RUBRIC, rubric_schema(), judge_rubric, id="rubric"),
        pytest.param(REGISTER, register_schema(), judge_register, id="register"),
        pytest.param(
            FULL_SCORES,
            scores_schema([rubric_of(FULL_RUBRIC), rubric_of(RUBRIC)]),
            judge_scores([rubric_of(FULL_RUBRIC), rubric_of(RUBRIC)]),
            id="scores",
        ),
        pytest.param(
            SCORES.replace("jb-7", "ib-7"),
            scores_schema([rubric_of(RUBRIC)]),
            judge_scores([rubric_of(RUBRIC)]),
            id="other scores",
        ),
    ],
)
def test_schema_and_reader_judge_every_small_mistake_alike(
    text: str, schema: dict[str, Any], judge: Callable[[Part], None]
) -> None:
    checker = validator(schema)
    document, part = parsed(text)
    assert complaints(judge, part) == []
    assert [error.message for error in checker.iter_errors(document)] == []
    differences, number = [], 0
    for what, changed in mistakes(document):
        number += 1
        said = complaints(judge, parsed(json.dumps(changed))[1])
        expected = [message for message in said if not any(re.search(known, message) for known in BEYOND)]
        accepted = checker.is_valid(changed)
        if expected if accepted else not said:
            differences.append(f"{what}: schema {'goed' if accepted else 'fout'}, lezer {said or 'goed'}")

    assert "\n".join(differences[:40]) == ""
    assert number > 100


@pytest.mark.parametrize("path", sorted(ROOT.glob("rubrics/*.yml")), ids=lambda path: path.name)
def test_the_shipped_rubrics_are_good_by_the_schema(path: Path) -> None:
    document, _ = parsed(path.read_text(encoding="utf-8"))

    assert [error.message for error in validator(rubric_schema()).iter_errors(document)] == []


def test_the_example_scores_and_register_are_good_by_the_schema() -> None:
    project, _ = read_public(ROOT)
    checker = validator(scores_schema((*project.older_rubrics, *project.rubrics)))
    paths = sorted(ROOT.glob("scores/*/*.yml"))
    wrong = [
        f"{path}: {error.message}"
        for path in paths
        for error in checker.iter_errors(parsed(path.read_text(encoding="utf-8"))[0])
    ]
    register = parsed((ROOT / "scores/register.yml").read_text(encoding="utf-8"))[0]

    assert paths
    assert wrong == []
    assert validator(register_schema()).is_valid(register)


def descriptionless(schema: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401
    """Keys that an editor has nothing to say of."""
    if isinstance(schema, dict):
        for key, child in schema.get("properties", {}).items():
            if isinstance(child, dict) and not child.get("description"):
                yield f"{path}/{key}"
        for key, child in schema.items():
            if key not in ("if", "then", "oneOf"):
                yield from descriptionless(child, f"{path}/{key}")
    elif isinstance(schema, list):
        for child in schema:
            yield from descriptionless(child, path)


@pytest.mark.parametrize("schema", [rubric_schema(), register_schema(), scores_schema([rubric_of(FULL_RUBRIC)])])
def test_every_key_is_explained_to_the_writer(schema: dict[str, Any]) -> None:
    assert list(descriptionless(schema)) == []


def test_an_editor_offers_the_vaardigheden_and_points_of_the_rubric_that_is_named() -> None:
    schema = scores_schema([rubric_of(RUBRIC)])
    (rule,) = [rule for rule in schema["allOf"] if "scores" in rule["then"]["properties"]]
    rows = rule["then"]["properties"]["scores"]["properties"]

    assert list(rows) == ["a.1", "a.2", "b", "c.1"]
    assert rows["a.1"]["description"] == "De lesgever ziet alle kinderen."
    assert rows["a.1"]["anyOf"][0]["enum"] == ["C", "B", "A", "nvt", None]
    assert rows["a.1"]["anyOf"][0]["enumDescriptions"][0] == "nog niet gezien"


def test_a_project_without_rubrics_still_has_a_schema() -> None:
    checker = validator(scores_schema([]))

    assert not checker.is_valid({})
    assert checker.is_valid(parsed(SCORES)[0])


def test_an_unquoted_number_may_name_a_vaardigheid_or_versie() -> None:
    checker = validator(scores_schema([rubric_of(FULL_RUBRIC)]))
    document, _ = parsed(FULL_SCORES)

    assert checker.is_valid({**document, "versie": 2.1, "afspraken": [{"wat": "x", "bij": [1.1, 2]}]})
    assert not checker.is_valid({**document, "versie": 2.2})
