"""One edition of the private site. Each page and sheet in it is made when somebody first asks for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from generator.kept_pdfs import key
from generator.rendering.dossier.desk import Desk
from generator.rendering.dossier.one import OneByOne

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.problems import Problem
    from generator.rendering.page import Sheet
    from generator.rendering.templates import Templates

T = TypeVar("T")
MOST = 64
"""Pages, sheets or PDFs that are held; what is asked for beyond that is made again."""


class Held(OrderedDict[str, T]):
    """What was made last, by path."""

    def of(self, path: str, make: Callable[[], T]) -> T:
        if path not in self:
            self[path] = make()
        self.move_to_end(path)
        while len(self) > MOST:
            self.popitem(last=False)
        return self[path]


class Shown:
    """The project as it was read, and the pages and sheets that were made of it so far."""

    def __init__(self, project: Project, templates: Templates, record: Mapping[str, Vastlegging]) -> None:
        self.project = project
        self.templates = templates
        self.record = record
        self.pages: Held[bytes | None] = Held()
        self.sheets: Held[tuple[Sheet, str] | None] = Held()
        self.failed: dict[str, Problem] = {}
        """Why a page cannot be made."""
        self.lock = threading.RLock()

    def is_as(self, other: Shown) -> bool:
        """Whether the same was read. Git is not asked: what it tells is on pages that were there already."""
        return self.templates is other.templates and self.project == other.project

    @cached_property
    def site(self) -> OneByOne:
        return OneByOne(Desk(self.project, self.templates, self.record))

    def page(self, path: str) -> bytes | None:
        """None when there is none at this path."""
        with self.lock:
            return self.pages.of(path, lambda: self.site.file(path))

    def sheet(self, path: str) -> tuple[Sheet, str] | None:
        """What is printed at this path, and the key of what it is made from."""
        with self.lock:
            return self.sheets.of(path, lambda: self._sheet(path))

    def _sheet(self, path: str) -> tuple[Sheet, str] | None:
        sheet = self.site.sheet(path)
        return None if sheet is None else (sheet, key(sheet))
