"""The JSON Schemas of a project as files, and what makes an editor use them."""

from __future__ import annotations

import json
import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from generator import output
from generator.model.project import Settings
from generator.print_files import put_in_place
from generator.reading.schema import OURS, register_schema
from generator.reading.schema_rubric import rubric_schema
from generator.reading.schema_scores import scores_schema
from generator.surroundings import SurroundingsError, writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model.project import Project
    from generator.model.rubric import Rubric

FOLDER = ".vscode"
SETTINGS = f"{FOLDER}/settings.json"
EXTENSIONS = f"{FOLDER}/extensions.json"
RUBRIC, SCORES, REGISTER = "rubric.schema.json", "scores.schema.json", "register.schema.json"


def schema_files(rubrics: Iterable[Rubric]) -> dict[str, str]:
    """By file name."""
    schemas = {RUBRIC: rubric_schema(), SCORES: scores_schema(tuple(rubrics)), REGISTER: register_schema()}
    return {name: as_json(schema) for name, schema in schemas.items()}


def editor_settings(folder: str, settings: Settings) -> dict[str, dict[str, str]]:
    """Which schema VS Code holds against which files; `folder` as seen from the project."""
    register = PurePath(settings.register)
    is_outside = (
        register.is_absolute() or ".." in register.parts
    )  # where exactly is nobody's business who gets these settings
    files = {
        RUBRIC: f"{settings.rubrics}/*.yml",
        SCORES: f"{settings.scores}/*/*.yml",
        REGISTER: f"**/{register.name}" if is_outside else settings.register,
    }
    return {"yaml.schemas": {f"{folder}/{name}": pattern for name, pattern in files.items()}}


def editor_files(rubrics: Iterable[Rubric]) -> dict[str, str]:
    """All that a new project has for VS Code, by path in the project."""
    return {
        **{f"{FOLDER}/{name}": text for name, text in schema_files(rubrics).items()},
        SETTINGS: as_json(editor_settings(f"./{FOLDER}", Settings())),
        EXTENSIONS: as_json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def write(root: Path, project: Project, folder: Path | None) -> list[str]:
    """Puts the schemas in a folder, by default that of the editor; gives what there is to say of it."""
    into = folder or root / FOLDER
    files = schema_files((*project.older_rubrics, *project.rubrics))
    refuse_others(into / name for name in files)
    with writing(into):
        into.mkdir(parents=True, exist_ok=True)
    with output.beside(into / "schema") as new, writing(into):
        output.write_files(new, {name: text.encode() for name, text in files.items()})
        put_in_place(new, into, [*files])
    seen_from_root = PurePath(os.path.relpath(into.resolve(), root.resolve())).as_posix()
    settings = as_json(editor_settings(f"./{seen_from_root}", project.settings))
    return [
        f"Gemaakt: {', '.join(files)} in {os.path.relpath(into)}",
        *_connected(root, settings, is_asked=folder is None),
    ]


def refuse_others(files: Iterable[Path]) -> None:
    for file in files:
        if os.path.lexists(file) and (
            not file.is_file() or OURS not in file.read_text(encoding="utf-8", errors="replace")
        ):
            raise SurroundingsError(
                f"{os.path.relpath(file)} is niet door kijkwijzer gemaakt en blijft staan; kies met --naar een andere map"
            )


def _connected(root: Path, settings: str, *, is_asked: bool) -> list[str]:
    """Tells the editor of the schemas, or a person how to; a file of a person's is never changed."""
    file = root / SETTINGS
    if is_asked and not os.path.lexists(file):
        with writing(file):
            file.write_text(settings, encoding="utf-8")
        return [
            f"Gemaakt: {SETTINGS}. Visual Studio Code met de uitbreiding YAML (van Red Hat) gebruikt ze nu vanzelf."
        ]
    if file.is_file() and file.read_text(encoding="utf-8", errors="replace") == settings:
        return []
    return [
        f"Zet dit in {SETTINGS}, dan gebruikt Visual Studio Code met de uitbreiding YAML (van Red Hat) ze:",
        settings.rstrip(),
    ]


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
