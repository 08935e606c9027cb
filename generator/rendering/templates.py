"""The templates, with escaping always on. The only module that knows jinja2."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from generator.rendering.woorden import FILTERS
from generator.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable


class TemplateFault(Exception):  # noqa: N818  a mistake of an author's, as SiteFault is
    """A template that a person wrote for this project cannot be used: where, and what the engine says of it."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class Templates:
    """The templates of a project: its own where it has them, the shipped ones otherwise."""

    def __init__(self, *folders: Path, filters: dict[str, Callable[..., Any]] | None = None) -> None:
        self.folders = folders
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*folders, shipped("site_templates")]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update({**FILTERS, **(filters or {})})

    def render(self, name: str, **values: object) -> str:
        try:
            return self.environment.get_template(name).render(**values)
        except jinja2.TemplateError as error:
            for folder in self.folders:
                if place := _place(error, folder):
                    raise TemplateFault(*place, str(error)) from error
            raise

    def source(self, name: str) -> str:
        """A style or script as it stands in its file."""
        return self.environment.loader.get_source(self.environment, name)[0]  # type: ignore[union-attr]


def _place(error: jinja2.TemplateError, folder: Path) -> tuple[str, int] | None:
    """Where in a folder of templates it went wrong; None when it went wrong elsewhere."""
    steps = [(step.filename, step.lineno or 0) for step in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        steps.append((error.filename or "", error.lineno))
    inside = [(Path(name), line) for name, line in steps if Path(name).is_relative_to(folder)]
    return (inside[-1][0].relative_to(folder.parent).as_posix(), inside[-1][1]) if inside else None
