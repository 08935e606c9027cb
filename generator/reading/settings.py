"""What mkdocs.yml says about the project: our own part strictly, the rest only where we need it."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from generator.model.project import Settings
from generator.problems import quoted
from generator.reading.nodes import Mapping, Scalar
from generator.reading.part import Notebook, Part, as_part

FILE = "mkdocs.yml"


def read_settings(part: Part) -> Settings:
    return Settings(
        name=part.text("site_name") or Settings.name,
        content=_folder(part, "docs_dir", "docs"),
        site=_folder(part, "site_dir", Settings.site),
        **_own(part),
    )


def _own(part: Part) -> dict[str, str]:
    """extra.kijkwijzer: every key is ours, so an unknown one is a problem."""
    extra = part.take("extra")
    entry = extra.entries.get("kijkwijzer") if isinstance(extra, Mapping) else None
    if entry is None or (isinstance(entry[1], Scalar) and entry[1].is_null):
        return {}
    own = as_part(entry[1], "kijkwijzer", part.notebook)
    if own is None:
        return {}
    found = {
        "rubrics": _folder(own, "rubrics", Settings.rubrics),
        "scores": _folder(own, "scores", Settings.scores),
        "dossier": _folder(own, "dossier", Settings.dossier),
        "templates": _folder(own, "templates", Settings.templates),
        "register": own.text("register") or Settings.register,
    }
    own.done()
    return found


def _folder(part: Part, key: str, default: str) -> str:
    """A folder inside the project."""
    text = part.text(key)
    path = PurePosixPath(text)
    if text and (
        path.is_absolute() or PureWindowsPath(text).drive or "\\" in text or ".." in path.parts or str(path) == "."
    ):
        part.fault(key, f"{quoted(text)} moet een map binnen het project zijn, geschreven zoals 'naam' of 'map/naam'")
        return default
    return str(path) if text else default


def settings_of(mapping: Mapping | None, notebook: Notebook) -> Settings:
    return read_settings(Part(mapping, notebook)) if mapping is not None else Settings()
