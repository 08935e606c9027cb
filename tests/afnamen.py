"""Rubrics and afnamen of every shape, made by hypothesis, for what must hold for all of them.

    @given(afnamen())
    def test_what_was_filled_in_comes_back(afname): ...

    rubric = data.draw(rubrics())
    root = project_with(rubric, tmp_path)                  # a whole project on disk, with this rubric
    assert reread(scorebestand(afname), afname) == (afname, [])

Everything here is accepted by every reader: no text that is only white space or ends in a line end, none that is too long,
none with a character that cannot be seen, and no row of which nothing was said.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from generator.model.afname import BRONNEN, DOELEN, OPEN, ROLLEN, STATUSSEN, TAKEN, Afname, Afspraak, Score, Waarnemer
from generator.model.rubric import NVT, Indicator, Kijkwijzer, Punt, Rubric, Schaal, Taakgebied, Vaardigheid
from generator.problems import Notebook, Problem
from generator.reading.afname import read_afname
from generator.reading.parsing import parse
from generator.reading.part import Part
from generator.reading.values import LINE_LIMIT, TEXT_LIMIT
from tests.projects import HOME, SETTINGS, TODAY, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

# Texts

SEEN = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff")
"""Characters that a person can have typed; the rest is refused."""

PIECES = (
    "groep #7 was onrustig", "Doel: helder", "- lijst", "* punt", "? vraag", "zo'n \"citaat\"", "a\\nb", "C:\\map\\", "{{7*7}}", "{a: b}", "[x, y]",
    "=1+1", "@SOM(A1)", "+31", "-3", "<script>alert(1)</script>", "&amp; & co", "*ster", "!tag", "%YAML 1.2", "| balk", "> pijl", "`code`", "# kop",
    "a: |", "nvt", "null", "~", "ja", "nee", "no", "3", "1.10", "2026-05-12", "1:30", "e\u0301e\u0301n", "één", "👩‍🏫 🏫", "\u202eomgekeerd", "a\u200db",
    "  vooraf", "achteraf  ", "a \t b", "tab\t", "\u00a0hard", "'", '"', "''", "---", "...", "score: 4", "a,b;c", "x" * 90, "Dit is een gewone zin.",
)  # fmt: skip
LINES = (
    "", "   ", "\t", "\tingesprongen", "  \t", "  twee spaties", "<<<<<<< HEAD", "=======", ">>>>>>> tak", "  <<<<<<<", "- wat: niets", "# opmerking?",
    "    diep", "aantekening: |", "}", "]", "'", '"',
)  # fmt: skip

PHRASE = st.one_of(st.sampled_from(PIECES), st.text(SEEN, max_size=40))


def is_said(text: str, limit: int) -> bool:
    return bool(text.strip()) and not text.endswith("\n") and len(text) <= limit


def phrases(limit: int = LINE_LIMIT) -> SearchStrategy[str]:
    """A text on one line."""
    longest = st.integers(limit - 2, limit).map(lambda length: ("lang woord é👩" * length)[: length - 1] + "x")
    short = st.lists(PHRASE, min_size=1, max_size=3).map(" ".join)
    return st.one_of(short, short, short, short, longest).filter(lambda text: is_said(text, limit))


@st.composite
def notes(draw: DrawFn) -> str:
    """A text that may have lines, any of which may look like something else."""
    lines = draw(st.lists(st.one_of(PHRASE, st.sampled_from(LINES)), min_size=1, max_size=7))
    if draw(st.integers(0, 19)) == 7:
        lines.append(draw(SEEN) * draw(st.integers(3_000, 3_500)))
    text = "\n".join(lines)[:TEXT_LIMIT].rstrip("\n")
    return text if is_said(text, TEXT_LIMIT) else f"{text}\nEn verder."


def maybe(texts: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.one_of(st.just(""), texts)


# Rubrics

ODD_IDS = (
    "1", "1.1", "1.2", "1.10", "1.1.1", "2", "10", "010", "1e3", "0x1F", "1_0", "a_b", "a.b", "a__b", "a-b", "A-1", "no", "on", "y", "null", "true",
    "score", "datum", "2026-05-12", "3-4", "x" * 64, "b7.c_d-e",
)  # fmt: skip
MORE_IDS = tuple(
    f"{start}{sign}{end}" for start in ("1", "12", "c", "D7", "on") for sign in "._-" for end in ("3", "30", "x", "e5")
)
IDS = st.sampled_from((*ODD_IDS, *MORE_IDS))
SCALES = (
    ("1", "2", "3", "4"), ("nee", "ja"), ("nee", "ja, mits", "ja"), ("0", "5", "10"), ("C", "B", "A"), ("1", "2", "3", "4", "5", "6", "7"),
    ("zeer onvoldoende", "onvoldoende", "voldoende", "goed", "zeer goed"), ("no", "yes"), ("--", "-", "+/-", "+", "++"), ("1", "01", "1.0", "1e0"),
    ("on: off", "a #b", "[c]", "'d'", '"e"'), ("false", "true"), ("niet gezien", "*", "?", "=1+1"), ("é", "👍"), ("1/2", "a/b", "(c)", "d\\e"),
)  # fmt: skip
TITLES = st.sampled_from(
    ("Begeleiden", 'Kijken & "luisteren"', "Toezicht: voor <b>en</b> na", "Één # twee", "Een lange titel over het werk " * 4)
).map(str.strip)  # fmt: skip


def some_ids(least: int, most: int) -> SearchStrategy[list[str]]:
    """Different ids in any order; by one number, as drawing them one by one takes long."""
    pool = (*ODD_IDS, *MORE_IDS)
    sizes = st.integers(least, most)
    return st.builds(lambda size, seed: Random(seed).sample(pool, size), sizes, st.integers(0, 9_999))  # noqa: S311


@st.composite
def schalen(draw: DrawFn) -> Schaal:
    values = draw(st.sampled_from(SCALES))
    punten = tuple(
        Punt(value, draw(st.sampled_from((value[:40], "kort"))), f"zo gezien: {value}", draw(maybe(TITLES)))
        for value in values
    )
    return Schaal(punten, draw(st.sampled_from(values)))


class _Tree:
    """Gives out ids and kijkwijzers while a rubric is drawn; every kijkwijzer gets a row."""

    def __init__(self, draw: DrawFn, schaal: Schaal, kijkwijzers: Sequence[str]) -> None:
        self.draw, self.schaal, self.kijkwijzers = draw, schaal, kijkwijzers
        self.ids = iter(draw(some_ids(60, 60)))
        self.rows = 0

    def taakgebied(self, id: str) -> Taakgebied:
        afgeleid = self.draw(st.booleans())
        title, description = self.draw(TITLES), self.draw(maybe(TITLES))
        if self.draw(st.integers(0, 3)) == 0:
            rows = tuple(self.row(next(self.ids), TITLES) for _ in range(self.draw(st.integers(1, 3))))
            return Taakgebied(id, title, (Indicator(id, "", rows, afgeleid),), description, afgeleid)
        indicatoren = tuple(self.indicator(next(self.ids)) for _ in range(self.draw(st.integers(1, 3))))
        return Taakgebied(id, title, indicatoren, description, afgeleid)

    def indicator(self, id: str) -> Indicator:
        title, cursus, afgeleid = self.draw(TITLES), self.draw(maybe(TITLES)), self.draw(st.booleans())
        if self.draw(st.integers(0, 3)) == 0:
            row = self.row(id, st.just(title), is_indicator=True, afgeleid=afgeleid)
            return Indicator(id, title, (row,), afgeleid, cursus)
        rows = tuple(self.row(next(self.ids), TITLES) for _ in range(self.draw(st.integers(1, 3))))
        return Indicator(id, title, rows, afgeleid, cursus)

    def row(
        self, id: str, text: SearchStrategy[str], *, is_indicator: bool = False, afgeleid: bool = False
    ) -> Vaardigheid:
        kijkwijzer = self.kijkwijzers[self.rows % len(self.kijkwijzers)]
        self.rows += 1
        described = self.draw(st.integers(0, 4)) == 0
        return Vaardigheid(
            id,
            self.draw(text),
            kijkwijzer,
            afgeleid,
            is_indicator=is_indicator,
            observable=tuple(self.draw(st.lists(st.sampled_from(BRONNEN), max_size=2, unique=True))),
            bewijsstukken=tuple(self.draw(st.lists(TITLES, max_size=2, unique=True))),
            descriptions={punt.value: f"Bij {punt.value}." for punt in self.schaal.punten} if described else {},
        )


@st.composite
def rubrics(draw: DrawFn, most: int = 5) -> Rubric:
    """Of at most so many taakgebieden. Values, ids and titles are unlike ours; with and without a middle level."""
    schaal = draw(schalen())
    kijkwijzers = tuple(
        Kijkwijzer(id, draw(TITLES), draw(maybe(TITLES)), draw(st.booleans())) for id in draw(some_ids(1, 3))
    )
    tree = _Tree(draw, schaal, [kijkwijzer.id for kijkwijzer in kijkwijzers])
    taakgebieden = tuple(tree.taakgebied(id) for id in draw(some_ids(1, most)))
    used = tuple(kijkwijzers[: tree.rows])
    return Rubric(
        draw(IDS), draw(IDS), draw(TITLES), schaal, used, taakgebieden, draw(maybe(st.just("Kort"))), draw(st.sampled_from(("nl", "en-GB")))
    )  # fmt: skip


# Afnamen


@st.composite
def scores(draw: DrawFn, rubric: Rubric) -> Score:
    value = st.sampled_from([*rubric.schaal.ranks, *rubric.schaal.ranks, NVT, None])
    if draw(st.booleans()):
        return Score(draw(value))
    return Score(
        draw(value),
        draw(maybe(notes())),
        draw(st.sampled_from(("", *BRONNEN))),
        tuple(draw(st.lists(phrases(), max_size=3))),
        draw(st.sampled_from(("", *TAKEN))),
    )


@st.composite
def afspraken(draw: DrawFn, rubric: Rubric, day: date) -> Afspraak:
    rows = st.lists(st.sampled_from(sorted(rubric.vaardigheden)), max_size=3, unique=True)
    return Afspraak(
        draw(notes()),
        draw(maybe(phrases())),
        draw(st.one_of(st.none(), st.dates(day, date(2199, 12, 31)))),
        tuple(draw(rows)),
        draw(st.sampled_from((None, True, False))),
        draw(maybe(notes())),
    )


@st.composite
def afnamen(draw: DrawFn, rubric: Rubric | None = None) -> Afname:
    """Of this rubric, or of any. The path is where the file belongs, from the root of a project."""
    rubric = draw(rubrics()) if rubric is None else rubric
    known = [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]
    chosen = draw(st.sets(st.sampled_from(known), min_size=1))
    kijkwijzers = tuple(id for id in known if id in chosen)
    day = draw(st.one_of(st.dates(date(2020, 1, 1), TODAY), st.dates(date(1900, 1, 1), TODAY)))
    said = {id: draw(scores(rubric)) for id in rubric.only(kijkwijzers).vaardigheden if draw(st.integers(0, 3))}
    ib_er, rol = draw(IDS), draw(st.sampled_from(ROLLEN))
    return Afname(
        ib_er,
        rubric,
        kijkwijzers,
        Waarnemer(rol, draw(maybe(phrases()))),
        day,
        draw(st.sampled_from(DOELEN)),
        draw(st.sampled_from(STATUSSEN)),
        {id: score for id, score in said.items() if score != OPEN},
        draw(maybe(phrases())),
        tuple(draw(st.lists(afspraken(rubric, day), max_size=4))),
        draw(maybe(notes())),
        draw(maybe(notes())),
        draw(st.booleans()),
        f"scores/{ib_er}/{day.isoformat()}-{rol}.yml",
    )


# On disk and back


def reread(text: str | bytes, afname: Afname) -> tuple[Afname | None, list[Problem]]:
    """What the reader of score files makes of a text, at the place and with the rubric of this afname."""
    data = text if isinstance(text, bytes) else text.encode()
    mapping, problems = parse(afname.path, data)
    if mapping is None:
        return None, problems
    part = Part(mapping, Notebook(afname.path, problems))
    rubric = afname.rubric
    read = read_afname(part, folder=afname.ib_er, rubrics={(rubric.id, rubric.version): rubric}, today=TODAY)
    return read, part.notebook.problems


def project_with(rubric: Rubric, folder: Path) -> Path:
    """A whole project in a folder that need not exist yet, with this rubric and no scores."""
    put(folder, "mkdocs.yml", SETTINGS)
    put(folder, "content/index.md", HOME)
    put(folder, f"rubrics/{rubric.id}.yml", rubric_text(rubric))
    return folder


def rubric_text(rubric: Rubric) -> str:
    """The file of a rubric: as JSON, which is YAML too and quotes everything."""
    schaal = [
        {"waarde": punt.value, "kort": punt.short, "label": punt.label, "uitleg": punt.explanation}
        for punt in rubric.schaal.punten
    ]
    kijkwijzers = [
        {"id": form.id, "titel": form.title, "voor": form.audience, "ondertekening": _yes_no(form.is_signed)}
        for form in rubric.kijkwijzers
    ]
    whole = {
        "id": rubric.id,
        "versie": rubric.version,
        "titel": rubric.title,
        "afkorting": rubric.short_title,
        "taal": rubric.language,
        "schaal": schaal,
        "voldoende_vanaf": rubric.schaal.sufficient_from,
        "kijkwijzers": kijkwijzers,
        "taakgebieden": [_taakgebied(taakgebied) for taakgebied in rubric.taakgebieden],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _yes_no(value: bool) -> str:  # noqa: FBT001
    return "ja" if value else "nee"


def _taakgebied(taakgebied: Taakgebied) -> dict[str, object]:
    said: dict[str, object] = {
        "id": taakgebied.id,
        "titel": taakgebied.title,
        "omschrijving": taakgebied.description,
        "afgeleid": _yes_no(taakgebied.afgeleid),
    }
    if not taakgebied.indicatoren[0].title:
        return {**said, "vaardigheden": [_row(row) for row in taakgebied.vaardigheden]}
    return {**said, "indicatoren": [_indicator(indicator) for indicator in taakgebied.indicatoren]}


def _indicator(indicator: Indicator) -> dict[str, object]:
    said: dict[str, object] = {"id": indicator.id, "titel": indicator.title, "cursus": indicator.cursus}
    if indicator.is_row:
        row = _row(indicator.vaardigheden[0])
        del row["tekst"]
        return {**row, **said}
    rows = [_row(row) for row in indicator.vaardigheden]
    return {**said, "afgeleid": _yes_no(indicator.afgeleid), "vaardigheden": rows}


def _row(row: Vaardigheid) -> dict[str, object]:
    return {
        "id": row.id,
        "tekst": row.text,
        "kijkwijzer": row.kijkwijzer,
        "afgeleid": _yes_no(row.afgeleid),
        "waarneembaar": row.observable,
        "bewijsstukken": row.bewijsstukken,
        "beschrijvingen": dict(row.descriptions),
    }
