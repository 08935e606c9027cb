"""One page or sheet of the private site when somebody asks for it: the same as among all the others, which are not made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.rendering.dossier import site
from generator.rendering.dossier.units import units_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.rendering.dossier.desk import Desk
    from generator.rendering.dossier.units import Unit
    from generator.rendering.page import Sheet


class OneByOne:
    """The private site of one project, of which each page and sheet is made when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self.whole = desk

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        return {unit.folder: unit for unit in units_of(self.whole)}

    def file(self, path: str) -> bytes | None:
        """None when there is no such page."""
        return next((content for found, content in site.files(self._desk(path)) if found == path), None)

    def sheet(self, path: str) -> Sheet | None:
        return next((sheet for sheet in site.sheets(self._desk(path)) if sheet.path == path), None)

    def _desk(self, path: str) -> Desk:
        unit = self.units.get("/".join(path.split("/")[:2])) or self.units[""]
        return unit.desk(only=path)
