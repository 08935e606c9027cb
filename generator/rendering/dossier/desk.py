"""What every page of one private site has at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from generator.model.dossier import Dossier, School, by_school, dossiers
from generator.rendering.dossier import vastgelegd, words
from generator.rendering.dossier.around import Around, Look, school_folders
from generator.rendering.page import Sheet
from generator.rendering.policy import dossier_policy
from generator.rendering.templates import own_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.templates import Templates

CROWD = 500
"""More people than this are counted on one page, and not told of one by one: it would be too large to open or to print."""
Scope = Literal["alles", "ib-ers", "scholen", "allen"]
"""What is made: every page and sheet, those about single ib-ers, those about single schools, or those about all together."""


@dataclass(frozen=True)
class Desk:
    """One project with its templates and what git knows of it, ready to be made into pages and sheets."""

    project: Project
    templates: Templates
    record: Mapping[str, Vastlegging] = field(default_factory=dict)
    """What git knows of each score file, by path; empty without git."""
    alone: str = ""
    """The folder for the pages of one person that stand apart from all others; nothing in the dossier itself."""
    scope: Scope = "alles"
    whole: Desk | None = None
    """The one that has everybody and all paths, when this one is for a unit."""
    only: str | None = None
    """The path of the one page or sheet that is made here; of all others nothing but the path."""

    @property
    def today(self) -> date:
        return self.project.today

    @cached_property
    def dossiers(self) -> tuple[Dossier, ...]:
        """Everybody, also who is only in the register."""
        return dossiers(self.project)

    @cached_property
    def scored(self) -> tuple[Dossier, ...]:
        """Everybody with at least one afname: who has a page."""
        return tuple(dossier for dossier in self.dossiers if dossier.afnamen)

    @cached_property
    def schools(self) -> tuple[School, ...]:
        return by_school(self.dossiers)

    @cached_property
    def people(self) -> tuple[Dossier, ...]:
        """Whose own pages are made here."""
        return self.scored if self.scope in ("alles", "ib-ers") else ()

    @cached_property
    def own_schools(self) -> tuple[School, ...]:
        """The schools of which the own pages are made here."""
        return self.schools if self.scope in ("alles", "scholen") else ()

    @property
    def is_about_all(self) -> bool:
        """Whether the pages about all together are made here."""
        return self.scope in ("alles", "allen")

    @cached_property
    def around(self) -> Around:
        if self.whole:
            return self.whole.around
        return Around(
            Look(self.templates, tuple(sorted({len(afname.rubric.schaal.punten) for afname in self.project.afnamen}))),
            has_git=bool(self.record),
            has_schools=any(school.name for school in self.schools),
            school_folders=school_folders(self.schools),
        )

    def makes(self, path: str) -> bool:
        return self.only in (None, path)

    def is_crowd(self, found: tuple[Dossier, ...]) -> bool:
        return len(found) > CROWD

    def is_fictional(self, *found: Dossier) -> bool:
        """A made-up name makes a page as fictional as a made-up score does."""
        return self.project.register.is_fictional or any(dossier.is_fictional for dossier in found)

    def page(self, template: str, path: str, *, about: tuple[Dossier, ...], **values: object) -> tuple[str, bytes]:
        """A page of the site, with its path there; `about` is whose it is."""
        if not self.makes(path):
            return path, b""
        html = self.templates.render(
            f"dossier/{template}",
            **self._common(about),
            here=path,
            root="../" * path.count("/"),
            paper=False,
            script=own_code(self.around.look.script),
            policy=dossier_policy(self.around.look.script),
            **values,
        )
        return path, html.encode()

    def person_page(self, template: str, dossier: Dossier, name: str, **values: object) -> tuple[str, bytes]:
        """One of the pages in the folder of an ib-er; its template extends dossier/persoon.html."""
        path = f"{self.alone or words.folder(dossier)}/{name}"
        return self.page(template, path, about=(dossier,), dossier=dossier, this_page=name, **values)

    def sheet(
        self, template: str, path: str, *, about: tuple[Dossier, ...], style: str = "", **values: object
    ) -> Sheet:
        """A document to print. `style` names a style of its own, after those that all sheets share."""
        if not self.makes(path):
            return Sheet(path, "")
        html = self.templates.render(
            f"dossier/{template}", **self._common(about), paper=True, styles=self._paper_styles(style), **values
        )
        return Sheet(path, html)

    def fragment(self, template: str, *, about: tuple[Dossier, ...], **values: object) -> str:
        """A piece of a document to print."""
        return self.templates.render(f"dossier/{template}", **self._common(about), paper=True, **values)

    def _common(self, about: tuple[Dossier, ...]) -> dict[str, object]:
        return {
            "project": self.project,
            "alone": self.alone,
            "today": self.today,
            "words": words,
            "recorded": self._recorded,
            "is_fictional": self.is_fictional(*about),
        }

    def _recorded(self, afname: Afname) -> str:
        """What git knows of an afname, on one line; nothing without git."""
        return vastgelegd.line(afname, self.record.get(afname.path))

    def _paper_styles(self, own: str) -> str:
        return f"{self.around.look.paper}\n{self.templates.source(f'dossier/{own}.css') if own else ''}"
