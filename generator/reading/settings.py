"""What mkdocs.yml says about the project: our own part strictly, the rest only where we need it."""

from __future__ import annotations

import os
import re
from itertools import product
from typing import TYPE_CHECKING

from generator.model.project import Settings
from generator.problems import quoted
from generator.reading.nodes import Mapping, Scalar
from generator.reading.part import Part, as_part
from generator.reading.values import RESERVED

if TYPE_CHECKING:
    from pathlib import Path

FILE = "mkdocs.yml"
REGISTER = "KIJKWIJZER_REGISTER"
"""The variable of the surroundings that goes before the setting, so that each computer has its own place and git knows of none."""

FEWEST = 3
"""Among two, each knows of the other what they scored together."""
NUMBER = re.compile(r"0|[1-9][0-9]{0,2}", re.ASCII)
LONGEST_TERM = 99
"""Years; longer is a slip of the hand."""

FOLDER_NAME = re.compile(r"(?![-. ])[^\\:*?\"<>|/]{1,100}(?<![. ])")


def read_settings(part: Part, root: Path) -> Settings:
    """The settings of the project in `root`; a fault in one of them leaves its default."""
    own = _own(part)
    settings = Settings(
        name=part.text("site_name") or Settings.name,
        content=_folder(part, "docs_dir", "docs"),
        site=_folder(part, "site_dir", Settings.site),
        rubrics=_folder(own, "rubrics", Settings.rubrics),
        scores=_folder(own, "scores", Settings.scores),
        dossier=_folder(own, "dossier", Settings.dossier),
        templates=_folder(own, "templates", Settings.templates),
        register=_register(own, root),
        anoniem_vanaf=_number(own, "anoniem_vanaf", Settings.anoniem_vanaf, range(FEWEST, 1000)),
        bewaartermijn=_number(own, "bewaartermijn", Settings.bewaartermijn, range(LONGEST_TERM + 1)),
        openbaar=own.texts("openbaar", each_once=True),
    )
    own.done()
    _kept_private(own, settings, root)
    return settings


def _own(part: Part) -> Part:
    """extra.kijkwijzer: every key is ours, so an unknown one is a problem."""
    nothing = Part(Mapping(part.line_of("extra")), part.notebook)
    extra = part.take("extra")
    if not isinstance(extra, Mapping):
        return nothing
    _, node = extra.entries.get("kijkwijzer", (None, None))
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return nothing
    return as_part(node, "kijkwijzer", part.notebook) or nothing


def _folder(part: Part, key: str, default: str) -> str:
    """A folder inside the project, with a name that any computer can have."""
    text = part.text(key)
    names = text.removeprefix("./").removesuffix("/").split("/")
    if text and not all(_is_folder_name(name) for name in names):
        part.fault(key, f"{quoted(text)} kan geen map binnen het project zijn; schrijf 'naam' of 'map/naam'")
        return default
    return "/".join(names) if text else default


def _register(own: Part, root: Path) -> str:
    """Where the register is, also outside the project; `~` is the home of who asks. Inside it is seen from the project root."""
    written = own.text("register") or Settings.register
    text = os.path.expanduser(os.environ.get(REGISTER) or written)  # noqa: PTH111 - Path raises where nobody has a home
    if text.startswith("~") or not text.isprintable():
        own.fault("register", f"{_said()}{quoted(text)} is geen plek op deze computer; schrijf het hele pad")
        return Settings.register
    folder, name = os.path.split(os.path.normpath(root / text))
    real = root / os.path.realpath(folder) / name
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else text


def _said() -> str:
    """Who looks for a fault in mkdocs.yml that is not there, has to know where it is."""
    return f"de omgevingsvariabele {REGISTER}: " if os.environ.get(REGISTER) else ""


def _number(part: Part, key: str, default: int, allowed: range) -> int:
    """A number that cannot be meant is a fault, and the default stays."""
    text = part.text(key).strip()
    if not text:
        return default
    if not NUMBER.fullmatch(text) or int(text) not in allowed:
        part.fault(key, f"{quoted(text)} kan niet; schrijf een heel getal van {allowed[0]} tot en met {allowed[-1]}")
        return default
    return int(text)


def _is_folder_name(name: str) -> bool:
    return bool(FOLDER_NAME.fullmatch(name)) and name.isprintable() and name.partition(".")[0].lower() not in RESERVED


def _kept_private(own: Part, settings: Settings, root: Path) -> None:
    """MkDocs publishes all that is in the content folder, and much of the templates, so scores and register may not be there."""
    for public, (key, path) in product(
        (settings.content, settings.templates), (("scores", settings.scores), ("register", settings.register))
    ):
        folder = os.path.realpath(root / public).lower()
        if f"{os.path.realpath(root / path)}/".lower().startswith(f"{folder}/"):
            source = _said() if key == "register" else ""
            own.fault(
                key,
                f"{source}{quoted(path)} ligt in {quoted(public)}, en alles daarin komt op de openbare site; zet het ergens anders",
            )
