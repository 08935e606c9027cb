"""What was scored for ontwikkeling is nowhere in what is made for beoordeling, and the other way round: all pages, sheets and calendars.

One project in which every text, name and date of one doel can be told from those of the other. Where a path, an id or a heading says
for which doel something is, nothing of the other may stand.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest

from generator.model.afname import Afname, Afspraak, Score
from generator.model.project import Project
from generator.model.register import InternBegeleider, Register
from generator.rendering.templates import Templates
from tests.dossiers import dossier_files, dossier_sheets
from tests.model.plain import afname
from tests.projects import TODAY

BOTH = ("basis", "functie")
DAYS = {"ontwikkeling": (date(2026, 5, 12), date(2025, 5, 13), date(2026, 10, 14)),
        "beoordeling": (date(2026, 4, 7), date(2025, 4, 8), date(2026, 9, 9))}  # fmt: skip
DUE = {"ontwikkeling": date(2026, 12, 1), "beoordeling": date(2027, 1, 15)}
WORD = {"ontwikkeling": "groeiwoord", "beoordeling": "oordeelwoord"}
OTHER = {"ontwikkeling": "beoordeling", "beoordeling": "ontwikkeling"}
NAMED = re.compile(r"(?<![a-z])(ontwikkeling|beoordeling)(?![a-z])")
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def dates(day: date) -> list[str]:
    """As people and as machines write it."""
    return [f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}", f"{day:%Y%m%d}"]


TRACES = {doel: [WORD[doel], *(text for day in (*DAYS[doel], DUE[doel]) for text in dates(day))] for doel in WORD}
"""What gives away that something of a doel was used."""


def takings(ib_er: str, doel: str) -> list[Afname]:
    word = WORD[doel]
    return [
        afname(
            rol,
            day,
            ib_er=ib_er,
            doel=doel,
            kijkwijzers=BOTH,
            name=f"{rol} {word}",
            occasion=f"aanleiding {word}",
            summary=f"samenvatting {word}",
            zienswijze=f"zienswijze {word}",
            status="concept" if day.month > 8 else "vastgesteld",
            scores={
                "1.1": Score(
                    "1" if rol == "zelf" else "4", f"notitie {word}", "gesprek", (f"stuk {word}",), "onduidelijk"
                ),
                "1.2": Score("2", f"notitie {word}", "observatie", (), "samen"),
                "1.3": Score(None, f"open {word}"),
            },
            afspraken=(
                Afspraak(f"afspraak {word} {day.year}", f"wie {word}", DUE[doel], ("1.2",), None, f"opmerking {word}"),
            ),
            path=f"scores/{ib_er}/{day}-{rol}-{word}.yml",
        )
        for day in DAYS[doel]
        for rol in ("adviseur", "directeur", "zelf")
    ]


@cache
def project() -> Project:
    """Two people at one school with both doelen, and one with only one."""
    people = {id: InternBegeleider(id, f"Naam {id}", "De Wilg") for id in ("ib-01", "ib-02", "ib-03")}
    made = [found for id in ("ib-01", "ib-02") for doel in WORD for found in takings(id, doel)]
    return Project(
        afnamen=(*made, *takings("ib-03", "beoordeling")), register=Register("De Gaard", people), today=TODAY
    )


@cache
def written() -> dict[str, str]:
    """Every page, calendar and sheet as text, by path."""
    files = dossier_files(project(), Templates())
    sheets = dossier_sheets(project(), Templates())
    texts = {path: data.decode() for path, data in files.items() if path.endswith((".html", ".ics"))}
    return texts | {sheet.path: sheet.html for sheet in sheets}


def traces(text: str, doel: str) -> list[str]:
    plain = re.sub(r"\r?\n[ \t]", "", text) if text.startswith("BEGIN:VCALENDAR") else text
    return [trace for trace in TRACES[doel] if trace in plain.replace("\u00a0", " ")]


# --- Reading a page


class Scopes(HTMLParser):
    """Gathers every piece of text with the doel that the parts around it, or the heading above it, are for."""

    VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "col", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.headings: list[tuple[int, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        said = " ".join(value or "" for name, value in attrs if name in ("id", "aria-labelledby", "href"))
        named = set(NAMED.findall(said))
        doel = named.pop() if len(named) == 1 else ""
        if re.fullmatch("h[1-6]", tag):
            level = int(tag[1])
            self.headings = [(other, above) for other, above in self.headings if other < level] + [(level, doel)]
        self.open.append((tag, doel if tag not in ("html", "body", "main") else ""))
        self.silent += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        self.silent -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        scope = [doel for _, doel in (*self.headings, *self.open) if doel]
        if scope and not self.silent:
            self.texts.append((scope[-1], data))


def mixed(html: str) -> list[str]:
    """Pieces of text that stand where the other doel is spoken of."""
    return [f"{doel}: {text.strip()[:80]}" for doel, text in Scopes(html).texts if traces(text, OTHER[doel])]


# --- What holds


def test_something_of_each_doel_is_everywhere_it_should_be() -> None:
    made = [path for path in written() if NAMED.search(path)]

    assert {NAMED.findall(path)[-1] for path in made} == set(WORD)
    assert any(path.endswith(".pdf") for path in made)
    for doel in WORD:
        assert any(traces(text, doel) for path, text in written().items() if doel in path)


@pytest.mark.parametrize("doel", WORD)
def test_what_is_made_for_one_doel_holds_nothing_of_the_other(doel: str) -> None:
    made = {path: text for path, text in written().items() if set(NAMED.findall(path)) == {doel}}

    assert {path: traces(text, OTHER[doel]) for path, text in made.items() if traces(text, OTHER[doel])} == {}


def test_no_sheet_and_no_calendar_holds_something_of_both() -> None:
    made = {path: text for path, text in written().items() if not path.endswith(".html")}

    assert [path for path, text in made.items() if all(traces(text, doel) for doel in WORD)] == []


def test_every_sheet_and_calendar_with_something_of_a_doel_says_so_in_its_name() -> None:
    made = {path: text for path, text in written().items() if not path.endswith(".html")}

    used = {path: {doel for doel in WORD if traces(text, doel)} for path, text in made.items()}
    assert [path for path, doelen in used.items() if not doelen <= set(NAMED.findall(path))] == []


def test_no_part_of_a_page_that_is_for_one_doel_holds_something_of_the_other() -> None:
    pages = {path: html for path, html in written().items() if path.endswith(".html")}

    assert {path: found for path, html in pages.items() if (found := mixed(html))} == {}


def test_these_checks_find_what_they_are_for() -> None:
    page = (
        '<main><section aria-labelledby="d:{}"><h2 id="d:{}">Kop</h2><div><p>een groeiwoord</p></div></section></main>'
    )

    assert mixed(page.format(*["ontwikkeling"] * 2)) == []
    assert mixed(page.format(*["beoordeling"] * 2)) == ["beoordeling: een groeiwoord"]
    assert mixed('<h2 id="x-beoordeling">K</h2><h3>Onder</h3><p>12 mei 2026</p>') == ["beoordeling: 12 mei 2026"]
    assert mixed('<h2 id="x-beoordeling">K</h2><h2>Verder</h2><p>12 mei 2026</p>') == []
