"""The counts of a report against a count of the YAML itself, by a reader that shares no code with ours."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.rendering.dossier import verslag
from generator.rendering.dossier.desk import Desk
from generator.rendering.templates import Templates
from tests.projects import SETTINGS, project_of, put
from tests.rendering.tables import Tables

TEMPLATES = Templates()
YEARS = {"2026-05-12": "2025-2026", "2025-05-12": "2024-2025"}
ROLLEN = ("adviseur", "directeur", "zelf")
FORMS = {"k": "Kijkwijzer K", "m": "Kijkwijzer M"}
ROWS = {"1.1": ("A", "k"), "1.2": ("A", "m"), "1.10": ("A", "k"), "2": ("B", "k"), "3.1": ("C", "m"), "3.2": ("C", "m")}
"""Of each row its taakgebied and kijkwijzer: a taakgebied with both, one of a single row, and one of the other alone."""

RUBRIC = """\
id: proef
versie: "1"
titel: Proef
schaal: [{waarde: 1, label: niet}, {waarde: 2, label: soms}, {waarde: 3, label: vaak}]
voldoende_vanaf: 2
kijkwijzers: [{id: k, titel: Kijkwijzer K}, {id: m, titel: Kijkwijzer M}]
taakgebieden:
  - id: a
    titel: Gebied A
    vaardigheden:
      - {id: "1.1", tekst: Een, kijkwijzer: k}
      - {id: "1.2", tekst: Twee, kijkwijzer: m}
      - {id: "1.10", tekst: Tien, kijkwijzer: k}
  - {id: b, titel: Gebied B, kijkwijzer: k, vaardigheden: [{id: "2", tekst: Drie}]}
  - {id: c, titel: Gebied C, kijkwijzer: m, vaardigheden: [{id: "3.1", tekst: Vier}, {id: "3.2", tekst: Vijf}]}
"""

REGISTER = "ib_ers: {ib-1: {naam: Jo}}"
VALUES = st.sampled_from(["1", "2", "3", "nvt", "{score: 1, aantekening: nvt}", "{aantekening: open}", ""])


@st.composite
def score_files(draw: st.DrawFn) -> dict[str, str]:
    """The text of some score files of one ib-er, by their path."""
    found = {}
    whole = st.tuples(st.sampled_from(sorted(YEARS)), st.sampled_from(ROLLEN))
    for day, rol in draw(st.lists(whole, min_size=1, max_size=6, unique=True)):
        forms = draw(st.sampled_from([["k"], ["m"], ["k", "m"]]))
        values = {row: draw(VALUES) for row, (_, form) in ROWS.items() if form in forms}
        lines = [f'  "{row}": {value}' for row, value in values.items() if value]
        found[f"scores/ib-1/{day}-{rol}.yml"] = "\n".join(
            [
                f'rubric: proef\nversie: "1"\nkijkwijzers: [{", ".join(forms)}]\nib_er: ib-1',
                f"waarnemer: {{rol: {rol}}}\ndatum: {day}\ndoel: ontwikkeling\nstatus: vastgesteld",
                "scores:" if lines else "scores: {}",
                *lines,
                "",
            ]
        )
    return found


@settings(max_examples=200)
@given(score_files())
def test_the_counts_on_page_and_sheet_are_those_of_the_yaml(files: dict[str, str]) -> None:
    page, sheets = made_from(files)

    for year in sorted({YEARS[day_of(path)] for path in files}):
        expected = counted(files, year)
        html = sheets[year]
        assert list_of_counts(html.partition('id="bijlage"')[2]) == expected
        assert without_brackets(front_counts(html)) == without_brackets(expected)
        assert {cell for row in front_counts(html).values() for cell in row} <= {
            said for row in expected.values() for cell in row for said in (cell, cell.partition(" ")[0])
        }
        assert list_of_counts(part_of(page, year)) == expected


def made_from(files: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The page of the ib-er, and the sheet of each school year."""
    with TemporaryDirectory() as folder:
        for path, text in {
            "mkdocs.yml": SETTINGS,
            "rubrics/proef.yml": RUBRIC,
            "scores/register.yml": REGISTER,
            **files,
        }.items():
            put(Path(folder), path, text)
        desk = Desk(project_of(Path(folder)), TEMPLATES)
    ((_, page),) = verslag.files(desk)
    sheets = {sheet.path.partition("-verslag-")[2][:9]: sheet.html for sheet in verslag.sheets(desk)}
    return page.decode(), sheets


def part_of(page: str, year: str) -> str:
    """What the page says of one round: from its heading up to that of the next."""
    start = page.index(f"schooljaar {year}</h")
    end = page.find("schooljaar 2024-2025</h", start + 1)
    return page[start : end if end > 0 else None]


# An independent count

Counts = dict[tuple[str, str, str], list[str]]
"""By kijkwijzer, taakgebied (or Samen) and who: the cells of the points, nvt and open; with between brackets those of the time before."""


def counted(files: dict[str, str], year: str) -> Counts:
    said = {(YEARS[day_of(path)], path[-12:]): yaml.load(text, yaml.BaseLoader) for path, text in files.items()}  # noqa: S506  it knows text alone
    found = {}
    for (taken_in, _), now in said.items():
        if taken_in != year:
            continue
        rol = now["waarnemer"]["rol"]
        before = next(
            (
                other
                for (other_year, _), other in said.items()
                if other_year < year and other["waarnemer"]["rol"] == rol
            ),
            None,
        )
        for form in now["kijkwijzers"]:
            for gebied, rows in parts(form):
                was = tally(before, rows) if before and form in before["kijkwijzers"] else None
                found[FORMS[form], gebied, rol.capitalize()] = cells(tally(now, rows), was)
    return found


def parts(form: str) -> list[tuple[str, list[str]]]:
    """The taakgebieden of a kijkwijzer with their rows, and then all of its rows when those are of more than one."""
    mine = {row: gebied for row, (gebied, of) in ROWS.items() if of == form}
    gebieden = [
        (f"Gebied {gebied}", [row for row in mine if mine[row] == gebied]) for gebied in dict.fromkeys(mine.values())
    ]
    return [*gebieden, ("Totaal", list(mine))]


def tally(said: dict[str, Any], rows: list[str]) -> list[int]:
    scores = said["scores"] or {}
    values = [scores.get(row, "open") for row in rows]
    plain = Counter(value.get("score", "open") if isinstance(value, dict) else value for value in values)
    assert set(plain) <= {"1", "2", "3", "nvt", "open"}
    return [plain[value] for value in ("1", "2", "3", "nvt", "open")]


def cells(now: list[int], was: list[int] | None) -> list[str]:
    return [
        f"{count} ({was[number]})" if was and (count or was[number]) else str(count) for number, count in enumerate(now)
    ]


def day_of(path: str) -> str:
    return path.rpartition("/")[2][:10]


def without_brackets(counts: Counts) -> dict[tuple[str, str, str], list[str]]:
    return {key: [cell.partition(" ")[0] for cell in row] for key, row in counts.items()}


# Reading back what was made


def list_of_counts(html: str) -> Counts:
    """The balans that has a line for each waarnemer, below the heading of kijkwijzer and taakgebied."""
    table = next(table for table in Tables(html).tables if table[0][0] == "Taakgebied en waarnemer")
    found: Counts = {}
    form = next((form for form in FORMS.values() if [form] in table), "")
    gebied = ""
    for row in table[1:]:
        if len(row) == 1:
            form, gebied = (row[0], gebied) if row[0] in FORMS.values() else (form, row[0])
            continue
        who, *numbers = row
        assert number(numbers[3]) == sum(map(number, numbers[:3])), "what is scored is what stands on a point"
        title = gebied if gebied.startswith("Gebied") else "Totaal"
        found[form, title, who] = numbers[:3] + numbers[4:]
    return complete(found)


def front_counts(html: str) -> Counts:
    """The balans with the waarnemers beside each other."""
    table = next(table for table in Tables(html).tables if table[0][0] == "Taakgebied")
    found: Counts = {}
    form = ""
    for row in table[2:]:
        title, *rest = row
        if not rest:
            form = title
            continue
        filled = iter([cell for cell in rest if cell])
        for who in table[0][1:]:
            first = next(filled)
            if first != "niet in deze kijkwijzer":
                found[form, title, who] = [first, *(next(filled) for _ in range(4))]
    return complete(found)


def complete(found: Counts) -> Counts:
    """With the name of the only kijkwijzer, where it needs no telling."""
    only = "Kijkwijzer M" if any(gebied == "Gebied C" for _, gebied, _ in found) else "Kijkwijzer K"
    return {(form or only, gebied, who): row for (form, gebied, who), row in found.items()}


def number(cell: str) -> int:
    return int(re.sub(r" \(.*", "", cell))
