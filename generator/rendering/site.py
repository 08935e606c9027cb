"""The pages of the public site that are made from rubrics. Hand-written pages stand beside them, in content/."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.model.crosswalk import Kruisverwijzing, kruisverwijzingen, linked_taakgebieden
from generator.rendering import site_links as links
from generator.rendering.page import Heading, Page
from generator.rendering.startbijeenkomst import KIT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.model.project import Project
    from generator.model.rubric import Indicator, Rubric, Taakgebied
    from generator.rendering.templates import Templates

TOC_LENGTH = 70
"""Characters of a vaardigheid that are shown in the table of contents."""


def site_pages(
    project: Project, templates: Templates, *, sheets: Mapping[str, int] | None = None, written: Collection[str] = ()
) -> list[Page]:
    """Every generated page. `sheets` says how many pages of paper each PDF has, as far as that is known.

    `written` holds the addresses of the pages that a person wrote, to which a generated one may lead.
    """
    return list(_Site(project, templates, sheets or {}, written).pages())


def in_reading_order(rubrics: Iterable[Rubric]) -> tuple[Rubric, ...]:
    """The rubric that refers to the others first: that is where a reader starts."""
    return tuple(sorted(rubrics, key=lambda rubric: (-len(rubric.aansluitingen), rubric.id)))


class _Site:
    """What every page of one site has at hand."""

    def __init__(
        self, project: Project, templates: Templates, sheets: Mapping[str, int], written: Collection[str]
    ) -> None:
        self.rubrics = in_reading_order(project.rubrics)
        self.templates = templates
        self.sheets = sheets
        self.written = written

    def pages(self) -> Iterator[Page]:
        yield self.rubrics_page()
        for rubric in self.rubrics:
            yield self.rubric_page(rubric)
            yield from self.taakgebied_pages(rubric)
        yield self.kruisverwijzing_page()
        yield self.kijkwijzers_page()
        yield self.startbijeenkomst_page()

    def render(self, template: str, path: str, **values: object) -> str:
        return self.templates.render(
            f"site/{template}", links=links, to=partial(links.relative, path), sheets=self.sheets, **values
        )

    def rubrics_page(self) -> Page:
        return Page(
            links.RUBRICS,
            "Alle rubrics",
            self.render("rubrics.html", links.RUBRICS, rubrics=self.rubrics),
            tuple(Heading(links.rubric_anchor(rubric), rubric.title, 2) for rubric in self.rubrics),
            "Waar je naar kijkt: alle rubrics van deze site, met hun schaal en hun kijkwijzers.",
        )

    def rubric_page(self, rubric: Rubric) -> Page:
        path = links.rubric_path(rubric)
        linked = [other for other in kruisverwijzingen(self.rubrics) if other.source is rubric]
        return Page(
            path,
            rubric.title,
            self.render("rubric.html", path, rubric=rubric, linked=linked),
            tuple(_rubric_headings(rubric, has_links=bool(linked))),
            f"{rubric.title}: waar je naar kijkt, de schaal, de kijkwijzers en de bron.",
        )

    def taakgebied_pages(self, rubric: Rubric) -> Iterator[Page]:
        around = (None, *rubric.taakgebieden, None)
        for number, taakgebied in enumerate(rubric.taakgebieden, start=1):
            path = links.taakgebied_path(rubric, taakgebied)
            content = self.render(
                "taakgebied.html",
                path,
                rubric=rubric,
                taakgebied=taakgebied,
                number=number,
                linked=linked_taakgebieden(rubric, taakgebied.id, self.rubrics),
                previous=around[number - 1],
                next=around[number + 1],
            )
            yield Page(
                path,
                taakgebied.title,
                content,
                tuple(_taakgebied_headings(taakgebied)),
                f"{rubric.niveaus.taakgebied} {number} van {rubric.name}: {taakgebied.title}.",
            )

    def kruisverwijzing_page(self) -> Page:
        directions = kruisverwijzingen(self.rubrics)
        return Page(
            links.KRUISVERWIJZING,
            "Kruisverwijzing",
            self.render("kruisverwijzing.html", links.KRUISVERWIJZING, directions=directions),
            tuple(
                Heading(links.direction_anchor(direction.source, direction.target), _arrow(direction), 2)
                for direction in directions
            ),
            "Welk onderdeel van de ene rubric over hetzelfde werk gaat als welk onderdeel van de andere.",
        )

    def kijkwijzers_page(self) -> Page:
        return Page(
            links.KIJKWIJZERS,
            "Kijkwijzers",
            self.render("kijkwijzers.html", links.KIJKWIJZERS, rubrics=self.rubrics, written=self.written),
            (
                *(Heading(links.rubric_anchor(rubric), rubric.title, 2) for rubric in self.rubrics),
                Heading("zo-print-je", "Zo print je", 2),
                Heading("zo-vul-je-in", "Zo vul je in op een scherm", 2),
            ),
            "Alle kijkwijzers: om te printen op A4, of om in te vullen op een scherm.",
        )

    def startbijeenkomst_page(self) -> Page:
        titles = (
            ("waarvoor", "Waar is het voor?"),
            ("programma", "Het programma"),
            ("printen", "Print dit"),
            ("afspreken", "Wat spreek je af?"),
        )
        return Page(
            links.STARTBIJEENKOMST,
            "Startbijeenkomst",
            self.render("startbijeenkomst.html", links.STARTBIJEENKOMST, rubrics=self.rubrics, kit=KIT),
            tuple(Heading(id, title, 2) for id, title in titles),
            "Een eerste bijeenkomst met alle directeuren en ib-ers: waar het voor is, hoe je het doet en wat je print.",
        )


def _arrow(direction: Kruisverwijzing) -> str:
    return f"{direction.source.name} → {direction.target.name}"


def _rubric_headings(rubric: Rubric, *, has_links: bool) -> Iterator[Heading]:
    yield Heading("kijkwijzers", "Kijkwijzers", 2)
    yield Heading("taakgebieden", "Waar kijk je naar?", 2)
    yield Heading("schaal", "De schaal", 2)
    if rubric.has_afgeleid:
        yield Heading("afgeleid", "Wat is afgeleid?", 2)
    if has_links:
        yield Heading("kruisverwijzing", "Kruisverwijzing", 2)
    yield Heading("bron", "Bron en rechten", 2)


def _taakgebied_headings(taakgebied: Taakgebied) -> Iterator[Heading]:
    for indicator in taakgebied.indicatoren:
        if indicator.title:
            yield Heading(links.indicator_anchor(indicator.id), f"{indicator.id} {indicator.title}", 2)
        if not indicator.is_row:
            yield from _row_headings(indicator)


def _row_headings(indicator: Indicator) -> Iterator[Heading]:
    level = 3 if indicator.title else 2
    for row in indicator.vaardigheden:
        yield Heading(links.vaardigheid_anchor(row.id), f"{row.id} {_shortened(row.text)}", level)


def _shortened(text: str) -> str:
    if len(text) <= TOC_LENGTH:
        return text
    start = text[:TOC_LENGTH]
    return (start.rpartition(" ")[0] or start) + " …"
