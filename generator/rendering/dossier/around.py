"""What a page about one ib-er or one school shows of more than those: how every page looks, and what there is at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.rendering.dossier import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.dossier import School
    from generator.rendering.templates import Templates

SCREEN_STYLES = ("screen", "anders", "gesprek", "jaren", "afspraken", "taken", "vastlegging", "overzicht")
"""The styles of the pages, by their name in site_templates/dossier; all of them go into one file."""


@dataclass(frozen=True)
class Look:
    """The style and script that all pages share, and the style of all sheets."""

    templates: Templates
    sizes: tuple[int, ...]
    """How many points each schaal in use has: every point has a mark of its own."""

    @cached_property
    def script(self) -> str:
        """The one script of every page, which stands in it."""
        return self.templates.source("dossier/dossier.js")

    @cached_property
    def screen(self) -> str:
        sources = (self.templates.source(f"dossier/{name}.css") for name in SCREEN_STYLES)
        return "\n".join([self.templates.source("look/tokens.css"), *sources, self._marks("screen")])

    @cached_property
    def paper(self) -> str:
        names = ("look/tokens.css", "dossier/paper.css")
        return "\n".join([*map(self.templates.source, names), self._marks("paper")])

    def _marks(self, medium: str) -> str:
        """A rule for each point of each schaal in use."""
        return self.templates.render(f"dossier/{medium}_marks.css", sizes=self.sizes)


@dataclass(frozen=True)
class Around:
    """Of all ib-ers together, what the pages of each of them need."""

    look: Look
    has_git: bool
    has_schools: bool
    school_folders: Mapping[str, str]
    """Where the pages and PDFs of each school stand, by its name ('' for those of whom no school is known)."""


def school_folders(schools: tuple[School, ...]) -> Mapping[str, str]:
    return {school.name: f"scholen/{slug}" for school, slug in zip(schools, _slugs(schools), strict=True)}


def _slugs(schools: tuple[School, ...]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for school in schools:
        slug = words.slug(school.name) or "zonder-naam"
        seen[slug] += 1
        yield slug if seen[slug] == 1 else f"{slug}.{seen[slug]}"
