"""What a person would forget: the arrows between the parts, the words, the sizes, and that nothing of a workplace slips in."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.model.vastlegging import VASTGELEGD, Vastlegging
from generator.reading.project import read_project
from generator.rendering.formulier import fillable_sheets, form_sheets
from generator.rendering.scoren import scoren_files
from generator.rendering.site import site_pages
from generator.rendering.startbijeenkomst import kit_sheets
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.projects import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "generator").rglob("*.py"))
LONGEST = 300

KNOWN_TO = {
    "model": {"model"},
    "reading": {"model", "reading", "problems"},
    "rendering": {"model", "rendering", "shipped", "tree"},
}
"""Which parts of ours each part may import; whatever is not named here is an edge and may import all."""

ONLY = {
    "yaml": {"reading/parsing.py"},
    "jinja2": {"rendering/templates.py"},
    "weasyprint": {"press.py", "quicker.py", "quicker_text.py"},
    "icalendar": {"rendering/agenda.py"},
    "mkdocs": {"mkdocs_plugin.py"},
    "xlsxwriter": {"workbook.py"},
    "python_calamine": {"spreadsheet_grid.py"},
    "click": {
        "cli.py",
        "cli_bewaartermijn.py",
        "cli_build.py",
        "cli_deel.py",
        "cli_export.py",
        "cli_format.py",
        "cli_import.py",
        "cli_inzage.py",
        "cli_leakcheck.py",
        "cli_parts.py",
        "cli_print.py",
        "cli_register.py",
        "cli_register_questions.py",
        "cli_wis.py",
        "terminal.py",
    },
}
"""The only modules that may know a library that may have to be replaced one day."""


def name_of(module: Path) -> str:
    return str(module.relative_to(ROOT / "generator"))


def imports(module: Path) -> Iterator[str]:
    """Everything a module imports, also within a function and for types only."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("part", KNOWN_TO)
def test_arrows_point_one_way(part: str) -> None:
    modules = [module for module in MODULES if name_of(module).startswith(f"{part}/")]
    ours = {
        (name_of(module), name.split(".")[1])
        for module in modules
        for name in imports(module)
        if name.startswith("generator.")
    }

    assert modules
    assert {(module, known) for module, known in ours if known not in KNOWN_TO[part]} == set()


def test_the_model_needs_nothing_but_python() -> None:
    modules = [module for module in MODULES if name_of(module).startswith("model/")]
    roots = {name.split(".")[0] for module in modules for name in imports(module)}

    assert roots - {"generator"} <= sys.stdlib_module_names
    assert roots & {"os", "io", "pathlib", "shutil", "subprocess", "time"} == set()


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_in_one_place(library: str) -> None:
    knowing = {name_of(module) for module in MODULES for name in imports(module) if name.split(".")[0] == library}

    assert knowing == ONLY[library]


def test_no_module_is_longer_than_fits_in_a_head() -> None:
    lengths = {name_of(module): len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_module_opens_with_a_line_that_says_what_it_owns() -> None:
    texts = {module: ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "" for module in MODULES}

    assert [name_of(module) for module, text in texts.items() if not text.splitlines()[:1]] == []


# The words


@cache
def glossary() -> dict[str, str]:
    """The table below '## Woorden' in the README: the name of a class by its Dutch word, and the English beside it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Woorden\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE)
    return {dutch.partition(",")[0].title().replace(" ", ""): english for dutch, english in rows[1:]}


def every_class() -> list[tuple[str, type]]:
    """The domain: every public class in the model."""
    modules = [
        importlib.import_module(f"generator.model.{module.stem}") for module in MODULES if "model/" in name_of(module)
    ]
    return [
        (name, found)
        for module in modules
        for name, found in inspect.getmembers(module, inspect.isclass)
        if found.__module__ == module.__name__
    ]


def classes() -> dict[str, type]:
    return dict(every_class())


def test_a_word_of_the_domain_means_one_thing() -> None:
    names = [name for name, _ in every_class()]

    assert sorted(set(names)) == sorted(names)


def test_a_class_is_explained_by_the_words_of_the_glossary() -> None:
    explained = {name: (found.__doc__ or "").partition(":")[0].lower() for name, found in classes().items()}
    expected = {name: english for name, english in glossary().items() if name in explained}

    assert len(expected) >= 14
    assert expected == {name: explained[name] for name in expected}


def test_every_class_of_the_domain_says_what_it_is() -> None:
    assert [name for name, found in classes().items() if not re.match(r"[A-Z].{20}", found.__doc__ or "")] == []
    assert [name for name, found in classes().items() if (found.__doc__ or "").startswith(f"{name}(")] == []


def test_every_word_of_the_glossary_is_used() -> None:
    texts = "\n".join(module.read_text(encoding="utf-8") for module in MODULES).lower()

    words = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split()[0].lower() for name in glossary()]

    assert words
    assert [word for word in words if word not in texts] == []


# Templates


def test_every_template_is_rendered() -> None:
    project, _ = read_project(ROOT, today=TODAY)
    templates = Templates()
    form_sheets(project, templates)
    fillable_sheets(project, templates)
    kit_sheets(project, templates)
    site_pages(project, templates)
    scoren_files(project, templates)
    record = {afname.path: Vastlegging(VASTGELEGD) for afname in project.afnamen}
    dossier_files(project, templates, record)
    dossier_sheets(project, templates, record)
    cache = templates.environment.cache
    assert cache is not None
    rendered = {name for _, name in cache.keys()}  # noqa: SIM118 - it is no dict
    ours = {str(file.relative_to(ROOT / "site_templates")) for file in (ROOT / "site_templates").rglob("*.html")}

    elsewhere = {name for name in ours if name.startswith(("overrides/", "serve/", "new/", "inzage/"))}
    assert sorted(ours - elsewhere - rendered) == []


# Nothing of a workplace

WORKPLACES = re.compile("|".join(["/" + "work/", "/" + "root/", "/" + "home/[a-z]"]))
HOSTS = re.compile("index-" + "url|artifact" + "ory|/simple" + "/|localhost:[0-9]{4,}/py" + "pi")
MAKERS = re.compile(
    r"\b("
    + "|".join(["Clau" + "de", "Anthro" + "pic", "Chat" + "GPT", "Co" + "pilot", "Open" + "AI", "LL" + "M"])
    + r")\b"
)


def shipped_files() -> list[Path]:
    """Everything that is not made by a command."""
    made = {
        ".git",
        ".venv",
        "site",
        "dossier",
        "kijkwijzers-om-te-printen",
        "__pycache__",
        ".hypothesis",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        "dist",
    }
    return [file for file in sorted(ROOT.rglob("*")) if file.is_file() and not made & set(file.relative_to(ROOT).parts)]


@pytest.mark.parametrize("traces", [WORKPLACES, HOSTS, MAKERS], ids=["paths", "hosts", "makers"])
def test_nothing_of_a_workplace_is_left_in_the_files(traces: re.Pattern[str]) -> None:
    found = []
    for file in shipped_files():
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        found += [
            f"{file.relative_to(ROOT)}:{number}: {line.strip():.80}"
            for number, line in enumerate(lines, start=1)
            if traces.search(line)
        ]

    assert found == []
