"""Spreadsheets as if somebody filled them in: by openpyxl, which writes a file anew as Excel does, and by LibreOffice itself.

data = typed(workbook_of([form_for(afname)]), fields_of(afname))
"""

from __future__ import annotations

import io
import json
import re
import subprocess
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from generator.model.afname import BRONNEN, TAKEN, Afname, Afspraak, Score, Waarnemer
from generator.model.register import InternBegeleider
from generator.model.rubric import NVT
from generator.model.velden import STEMPEL
from generator.model.voordruk import Voordruk
from generator.printing import Form
from generator.reading.values import LINE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from generator.model.rubric import Rubric

TYPIST = Path(__file__).parent / "tools" / "libreoffice.py"
XLSX = ("Calc MS Excel 2007 XML", "")
DUTCH_CSV = ("Text - txt - csv (StarCalc)", "59,34,76,1,,1043,false,true,false")
"""Semicolons, quotes where needed, UTF-8, Dutch, as shown in the cells."""


def form_for(afname: Afname) -> Form:
    """The form on which this afname is filled in."""
    ib_er = InternBegeleider(afname.ib_er)
    voordruk = Voordruk(ib_er, is_fictional=True) if afname.is_fictional else None
    return Form(afname.selection, afname.rubric, voordruk)


def places(sheet: Worksheet) -> dict[str, str]:
    """The cell of each field, found as our reader must find it and by other code."""
    lines = [["" if value is None else str(value) for value in line] for line in sheet.iter_rows(values_only=True)]
    maps = {line[0].removeprefix("kolommen:"): line for line in lines if line[0].startswith("kolommen:")}
    found = {}
    for number, line in enumerate(lines, start=1):
        kind, _, name = line[0].partition(":")
        for letter, what in zip("ABCDEFGHIJ", maps.get(kind, []), strict=False):
            if what and letter != "A" and what != "vorige":
                field = {"veld": name, "rij": f"{what}:{name}"}.get(kind, f"{kind}:{name}:{what}")
                found[field] = f"{letter}{number}"
    return found


def typed(data: bytes, said: Mapping[str, str], sheet: str = "", *, dates: bool = False) -> bytes:
    """The file after somebody filled in these fields; with `dates` a day is a real one."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book[sheet] if sheet else book.worksheets[0]
    cells = places(page)
    for field, text in said.items():
        if field in cells and field != STEMPEL:
            put(page, cells[field], as_typed(field, text, dates=dates))
    return saved(book)


def as_typed(field: str, text: str, *, dates: bool) -> str | date:
    """Excel counts a 29 February in 1900, so that days before it are not told alike by everybody."""
    is_day = text and (field == "datum" or field.endswith(":voor"))
    return date.fromisoformat(text) if dates and is_day and text > "1900-03-01" else text


def put(sheet: Any, place: str, value: object) -> None:  # noqa: ANN401
    """In one cell; a text stays one, whatever it begins with."""
    cell = sheet[place]
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value) or None
    if value:
        cell.data_type = "s"


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def libreoffice(folder: Path, jobs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lets LibreOffice open files, type and save; see tests/tools/libreoffice.py."""
    asked = json.dumps({"profile": str(folder / "profile"), "jobs": jobs})
    command = ["/usr/bin/python3", str(TYPIST)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout[done.stdout.index("[") :])
    return told


def job(folder: Path, name: str, data: bytes, said: Mapping[str, str], sheet: str = "") -> dict[str, Any]:
    """What LibreOffice is asked: to type these fields, and to save as .xlsx and as .csv."""
    file = folder / f"{name}.xlsx"
    file.write_bytes(data)
    page = openpyxl.load_workbook(file)[sheet or openpyxl.load_workbook(file).sheetnames[0]]
    typing = [
        [page.title, place, said[field], "typed" if is_picked(field) else "text"]
        for field, place in places(page).items()
        if said.get(field) and field != STEMPEL
    ]
    saved = {str(folder / f"{name}-lo.xlsx"): XLSX, str(folder / f"{name}-lo.csv"): DUTCH_CSV}
    return {"file": str(file), "typed": typing, "saved": saved}


def is_picked(field: str) -> bool:
    """Whether a person picks it from a list or types it as a day; the rest is text that stays as it is."""
    kind = field.partition(":")[0]
    return (
        field in ("rol", "doel", "status", "datum")
        or kind in ("bron", "taak")
        or field.endswith((":voor", ":nagekomen"))
    )


HARD = (
    "=1+1", "+31 6", "-3 punten", "@SOM(A1)", "1.10", "3", "01", "12-5", "1e5", "WAAR", "nvt", "groep #7: onrustig", "'citaat' en \"citaat\"", " spatie vooraf",
    "tab\teinde", "a;b,c", "één 👩‍🏫", "_x0041_ en _x000D_", "<b>&amp;</b>", "Regel een\n\n  regel drie", "- lijst\n- lijst", "#N/A", "\u00a0hard", "x" * 3_900,
)  # fmt: skip
"""Texts that a program for spreadsheets would gladly make something else of."""


def full_afname(rubric: Rubric, *, is_fictional: bool = False) -> Afname:
    """An afname in which every field of the form says something, and each point and each text stands somewhere."""
    texts, values = cycle(HARD), cycle([*rubric.schaal.ranks, NVT, None])
    lines = cycle([text for text in HARD if "\n" not in text and len(text) < LINE_LIMIT])
    scores = {
        row: Score(next(values), next(texts), bron, (next(lines), next(lines)), taak)
        for row, bron, taak in zip(rubric.vaardigheden, cycle(BRONNEN), cycle(TAKEN), strict=False)
    }
    rows = [*rubric.vaardigheden]
    afspraken = tuple(
        Afspraak(next(texts), next(lines), date(2026, number, 12), (rows[number % len(rows)],), kept, next(texts))
        for number, kept in zip(range(1, 9), cycle((None, True, False)), strict=False)
    )
    kijkwijzers = tuple(kijkwijzer.id for kijkwijzer in rubric.kijkwijzers)
    return Afname(
        "ib-01", rubric, kijkwijzers, Waarnemer("adviseur", next(lines)), date(2025, 12, 5), "ontwikkeling", "vastgesteld", scores,
        next(lines), afspraken, next(texts), next(texts), is_fictional, "scores/ib-01/2025-12-05-adviseur.yml",
    )  # fmt: skip
