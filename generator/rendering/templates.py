"""The templates, with escaping always on. The only module that knows jinja2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2

from generator.rendering.woorden import FILTERS
from generator.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Templates:
    """The templates of a project: its own where it has them, the shipped ones otherwise."""

    def __init__(self, *folders: Path, filters: dict[str, Callable[..., Any]] | None = None) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*folders, shipped("site_templates")]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update({**FILTERS, **(filters or {})})

    def render(self, name: str, **values: object) -> str:
        return self.environment.get_template(name).render(**values)

    def source(self, name: str) -> str:
        """A style or script as it stands in its file."""
        return self.environment.loader.get_source(self.environment, name)[0]  # type: ignore[union-attr]
