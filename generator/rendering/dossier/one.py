"""One page or sheet of the private site when somebody asks for it: the same as among all the others, which are not made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from generator.rendering.dossier import afspraken, index, overzicht, site, taken, words
from generator.rendering.dossier.desk import Desk
from generator.rendering.page import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.dossier import Dossier


class _Part(Protocol):
    """What makes one kind of page."""

    def files(self, desk: Desk) -> Iterator[tuple[str, bytes]]: ...

    def sheets(self, desk: Desk) -> Iterator[Sheet]: ...


ABOUT_ALL: tuple[_Part, ...] = (index, overzicht, afspraken, taken)
"""Of the parts those that also make pages about more than one ib-er."""
HOMES = ("index.html", "afspraken.html", "taken.html", "look/", "overzicht/", "scholen/")
"""How the paths of those begin: nowhere else has to be looked."""


@dataclass(frozen=True)
class OneDesk(Desk):
    """A desk at which one path is made; of all others nothing but the path."""

    path: str = ""
    about: tuple[Dossier, ...] = ()

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        return self.about

    def page(self, template: str, path: str, *, about: tuple[Dossier, ...], **values: object) -> tuple[str, bytes]:
        return super().page(template, path, about=about, **values) if path == self.path else (path, b"")

    def sheet(
        self, template: str, path: str, *, about: tuple[Dossier, ...], style: str = "", **values: object
    ) -> Sheet:
        if path != self.path:
            return Sheet(path, "")
        return super().sheet(template, path, about=about, style=style, **values)


class OneByOne:
    """The private site of one project, of which each page and sheet is made when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def by_folder(self) -> Mapping[str, Dossier]:
        return {f"{words.folder(dossier)}/": dossier for dossier in self.desk.scored}

    def file(self, path: str) -> bytes | None:
        """None when there is no such page."""
        desk = self._desk(path)
        shared = site._look(desk)  # noqa: SLF001  it belongs to no part
        made = chain(shared, *(part.files(desk) for part in self._parts(path)))
        return next((content for found, content in made if found == path), None)

    def sheet(self, path: str) -> Sheet | None:
        desk = self._desk(path)
        made = chain.from_iterable(part.sheets(desk) for part in self._parts(path))
        return next((sheet for sheet in made if sheet.path == path), None)

    def _desk(self, path: str) -> OneDesk:
        own = self._whose(path)
        same = {field.name: getattr(self.desk, field.name) for field in fields(Desk)}
        return OneDesk(**same, path=path, about=(own,) if own else self.desk.dossiers)

    def _parts(self, path: str) -> tuple[_Part, ...]:
        if self._whose(path):
            return site.PARTS
        return ABOUT_ALL if path.startswith(HOMES) else ()

    def _whose(self, path: str) -> Dossier | None:
        return self.by_folder.get("/".join([*path.split("/")[:2], ""]))
