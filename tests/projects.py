"""Small project folders for tests: one rubric unlike the shipped ones, one register, one score file, nothing wrong with any.

root = small_project(tmp_path)
put(root, "scores/jb-7/2026-05-12-coach.yml", change(SCORES, '"a.1": B', '"a.1": C'))
assert problems(root) == []
"""

from __future__ import annotations

import errno
import os
import shutil
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.reading.project import read_project

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from generator.model.project import Project

CASES = Path(__file__).parent / "cases"
"""Projects unlike ours; see test_cases.py."""

TODAY = date(2026, 11, 21)
"""The day on which all tests play."""

SETTINGS = """\
site_name: Proefproject
docs_dir: content
site_dir: site
use_directory_urls: false
theme:
  name: material
  font: false
plugins:
  - search
  - kijkwijzer
"""

HOME = """\
# Welkom

Dit is de startpagina van het proefproject.
"""

RUBRIC = """\
id: zwemles
versie: "3"
titel: Kijken naar een zwemles
schaal:
  - {waarde: C, label: nog niet gezien}
  - {waarde: B, label: deels gezien}
  - {waarde: A, label: helemaal gezien}
voldoende_vanaf: B
kijkwijzers:
  - {id: ondiep, titel: Ondiep bad}
  - {id: diep, titel: Diep bad}
taakgebieden:
  - id: veilig
    titel: Veiligheid
    kijkwijzer: ondiep
    indicatoren:
      - id: a
        titel: Toezicht
        cursus: Toezicht houden
        vaardigheden:
          - {id: a.1, tekst: De lesgever ziet alle kinderen.}
          - {id: a.2, tekst: 'De lesgever telt: voor en na de les.'}
      - {id: b, titel: Redden}
  - id: lesgeven
    titel: Lesgeven
    kijkwijzer: diep
    vaardigheden:
      - {id: c.1, tekst: De lesgever doet de slag voor.}
"""

SCORES = """\
rubric: zwemles
versie: "3"
kijkwijzers: [ondiep, diep]
ib_er: jb-7
waarnemer: {rol: adviseur, naam: R. Bakker}
datum: 2026-05-12
doel: ontwikkeling
status: vastgesteld
scores:
  "a.1": B
  "a.2": {score: C, bron: observatie, aantekening: "Telde #niet: te druk."}
  "b": nvt
afspraken:
  - {wat: Bij elke les hardop tellen, wie: lesgever, voor: 2026-12-01, bij: [a.2]}
samenvatting: |
  Rustige les.
"""

REGISTER = """\
stichting: Zwembaden Oost
ib_ers:
  jb-7: {naam: Jo Blaak, school: De Plons, aanstelling: taak, in_dienst: 2021-08-01}
"""

SCORE_FILE = "scores/jb-7/2026-05-12-adviseur.yml"
RUBRIC_FILE = "rubrics/zwemles.yml"
REGISTER_FILE = "scores/register.yml"
FILES = {"mkdocs.yml": SETTINGS, RUBRIC_FILE: RUBRIC, SCORE_FILE: SCORES, REGISTER_FILE: REGISTER}
"""What is read of the small project, by path."""


def small_project(root: Path) -> Path:
    """A whole project in a folder that need not exist yet."""
    for path, text in {**FILES, "content/index.md": HOME}.items():
        put(root, path, text)
    return root


def project_of_cases(root: Path) -> Path:
    """One project with the rubrics and scores of every folder in tests/cases."""
    put(root, "mkdocs.yml", SETTINGS)
    put(root, "content/index.md", HOME)
    for case in sorted(CASES.iterdir()):
        for folder in ("rubrics", "scores"):
            shutil.copytree(case / folder, root / folder, dirs_exist_ok=True)
    return root


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write a file, and the folders it stands in."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def change(text: str, old: str, new: str) -> str:
    """The text with one piece of it replaced; that piece must be there, so that no test passes by changing nothing."""
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in the text"
    return text.replace(old, new)


def edit(root: Path, path: str, old: str, new: str) -> Path:
    """Change one piece of a file."""
    return put(root, path, change((root / path).read_text(encoding="utf-8"), old, new))


def put_out_of_reach(patch: pytest.MonkeyPatch, piece: str) -> None:
    """Every path with this in it may not be looked into, as on a disk of somebody else; root would be let in anywhere."""
    for name in ("open", "lstat", "stat"):
        patch.setattr(os, name, partial(_refuse, piece, getattr(os, name)))


def _refuse(piece: str, real: Callable[..., object], path: object, *more: object, **named: object) -> object:
    if piece in str(path):
        raise PermissionError(errno.EACCES, "Permission denied")
    return real(path, *more, **named)


def problems(root: Path) -> list[str]:
    """What `kijkwijzer check` would print, a line each."""
    return [str(problem) for problem in read_project(root, today=TODAY)[1]]


def project_of(root: Path) -> Project:
    """The project in a folder that must be free of faults."""
    project, found = read_project(root, today=TODAY)
    assert not found, "\n".join(map(str, found))
    return project
