"""The templates, with escaping always on. The only module that knows jinja2."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from generator.rendering.woorden import FILTERS
from generator.shipped import shipped
from generator.tree import below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FONTS = "look/fonts/"
"""What stands among the templates and is none."""


class TemplateFault(Exception):  # noqa: N818  a mistake of an author's, as SiteFault is
    """A template that a person wrote for this project cannot be used: where, and what the engine says of it."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


def own_code(text: str) -> Markup:
    """A style or script of our own, to stand in a page as it is. Never for what came out of rubrics or scores."""
    return Markup(text)  # nosec B704 # noqa: S704  files of our own


class _Loader(jinja2.FileSystemLoader):
    """One to which a file that is not UTF-8 is a template that is wrong, as any other, and that lists what links lead to."""

    def list_templates(self) -> list[str]:
        folders = map(Path, self.searchpath)
        return sorted(
            {path.relative_to(folder).as_posix() for folder in folders for path in below(folder) if path.is_file()}
        )

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            file = next(file for folder in self.searchpath if (file := Path(folder, template)).is_file())
            raise jinja2.TemplateSyntaxError(str(error), 1, template, str(file)) from error


class _Kept(jinja2.BaseLoader):
    """Templates as they were at one moment, by name; one that could not be read is wrong when it is asked for."""

    def __init__(self, environment: jinja2.Environment) -> None:
        self.sources: dict[str, tuple[str, str | None]] = {}
        self.faults: dict[str, jinja2.TemplateError | OSError] = {}
        for name in environment.list_templates(filter_func=lambda name: not name.startswith(FONTS)):
            try:
                source, file, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
            except (jinja2.TemplateError, OSError) as error:
                self.faults[name] = error
            else:
                self.sources[name] = source, file

    def is_as(self, other: _Kept) -> bool:
        return self.sources == other.sources and not self.faults and not other.faults

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, Callable[[], bool]]:  # noqa: ARG002  (as its parent has it)
        if template in self.faults:
            raise self.faults[template]
        if template not in self.sources:
            raise jinja2.TemplateNotFound(template)
        return *self.sources[template], lambda: True


class Templates:
    """The templates of a project: its own where it has them, the shipped ones otherwise."""

    def __init__(self, *folders: Path, filters: dict[str, Callable[..., Any]] | None = None) -> None:
        self.folders = folders
        self.environment = jinja2.Environment(
            loader=_Loader([*folders, shipped("site_templates")]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update({**FILTERS, **(filters or {})})

    def kept(self, before: Templates | None = None) -> Templates:
        """As they are now, whatever is written on the disk after this; the ones of `before` when they are still the same."""
        loader = _Kept(self.environment)
        if (
            before is not None
            and isinstance(before.environment.loader, _Kept)
            and loader.is_as(before.environment.loader)
        ):
            return before
        made = copy(self)
        made.environment = self.environment.overlay(loader=loader)
        return made

    def render(self, name: str, **values: object) -> str:
        with self._faults():
            return self.environment.get_template(name).render(**values)

    def part(self, name: str, macro: str, *values: object) -> Markup:
        """What one macro of a template makes of these."""
        with self._faults():
            made: Markup = getattr(self.environment.get_template(name).module, macro)(*values)
        return made

    def source(self, name: str) -> str:
        """A style or script as it stands in its file."""
        with self._faults():
            return self.environment.loader.get_source(self.environment, name)[0]  # type: ignore[union-attr]

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What goes wrong in a template of a person's own is that person's to mend; in one of ours it is a bug."""
        try:
            yield
        except (jinja2.TemplateError, RecursionError) as error:
            for folder in self.folders:
                if place := _place(error, folder):
                    raise TemplateFault(*place, str(error)) from error
            raise


def _place(error: Exception, folder: Path) -> tuple[str, int] | None:
    """Where in a folder of templates it went wrong; None when it went wrong elsewhere."""
    steps = [(step.filename, step.lineno or 0) for step in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        steps.append((error.filename or "", error.lineno))
    inside = [(Path(name), line) for name, line in steps if Path(name).is_relative_to(folder)]
    return (inside[-1][0].relative_to(folder.parent).as_posix(), inside[-1][1]) if inside else None
