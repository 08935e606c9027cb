"""What every page of one private site has at hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.dossier import Dossier, School, by_school, dossiers
from generator.rendering.dossier import vastgelegd, words
from generator.rendering.page import Sheet
from generator.rendering.policy import dossier_policy
from generator.rendering.templates import own_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.model.vastlegging import Vastlegging
    from generator.rendering.templates import Templates

SCREEN_STYLES = ("screen", "anders", "gesprek", "jaren", "afspraken", "taken", "vastlegging", "overzicht")
"""The styles of the pages, by their name in site_templates/dossier; all of them go into one file."""


@dataclass(frozen=True)
class Desk:
    """One project with its templates and what git knows of it, ready to be made into pages and sheets."""

    project: Project
    templates: Templates
    record: Mapping[str, Vastlegging] = field(default_factory=dict)
    """What git knows of each score file, by path; empty without git."""
    alone: str = ""
    """The folder for the pages of one person that stand apart from all others; nothing in the dossier itself."""

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
    def school_folders(self) -> Mapping[str, str]:
        """Where the pages and PDFs of each school stand, by its name ('' for those of whom no school is known)."""
        return {school.name: f"scholen/{slug}" for school, slug in zip(self.schools, self._slugs(), strict=True)}

    def _slugs(self) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for school in self.schools:
            slug = words.slug(school.name) or "zonder-naam"
            seen[slug] += 1
            yield slug if seen[slug] == 1 else f"{slug}.{seen[slug]}"

    def is_fictional(self, *found: Dossier) -> bool:
        """A made-up name makes a page as fictional as a made-up score does."""
        return self.project.register.is_fictional or any(dossier.is_fictional for dossier in found)

    def page(self, template: str, path: str, *, about: tuple[Dossier, ...], **values: object) -> tuple[str, bytes]:
        """A page of the site, with its path there; `about` is whose it is."""
        html = self.templates.render(
            f"dossier/{template}",
            **self._common(about),
            here=path,
            root="../" * path.count("/"),
            paper=False,
            script=own_code(self.script),
            policy=dossier_policy(self.script),
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

    @cached_property
    def script(self) -> str:
        """The one script of every page, which stands in it."""
        return self.templates.source("dossier/dossier.js")

    @cached_property
    def screen_styles(self) -> str:
        sources = (self.templates.source(f"dossier/{name}.css") for name in SCREEN_STYLES)
        return "\n".join([self.templates.source("look/tokens.css"), *sources, self._marks("screen")])

    def _paper_styles(self, own: str) -> str:
        return f"{self._shared_paper_styles}\n{self.templates.source(f'dossier/{own}.css') if own else ''}"

    @cached_property
    def _shared_paper_styles(self) -> str:
        names = ("look/tokens.css", "dossier/paper.css")
        return "\n".join([*map(self.templates.source, names), self._marks("paper")])

    def _marks(self, medium: str) -> str:
        """A rule for each point of each schaal in use."""
        sizes = sorted({len(afname.rubric.schaal.punten) for afname in self.project.afnamen})
        return self.templates.render(f"dossier/{medium}_marks.css", sizes=sizes)
