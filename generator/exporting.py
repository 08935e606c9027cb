"""An export as files: one workbook, and each table as CSV for a Dutch Excel. No cell of any of them is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from generator.export_tables import Table, Value, tables
from generator.workbook import Book, letter, set_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.project import Project

WORKBOOK = "scores.xlsx"
BOM = "\ufeff"
"""By which Excel knows UTF-8."""
SEPARATOR = ";"
"""What a Dutch Excel takes for the end of a cell, as a comma stands in a number there."""
STARTS_FORMULA = re.compile(r"""(\A|[;,|\t\r\n])([ \u00a0"]*)(?='*[=+\-@\t\r＝＋－＠])""")
"""At the start of a cell, or where a program that takes another sign for the end of a cell sees one start.

Also before an apostrophe that stands there itself: then whoever takes one away has what was written.
"""

WIDE = {"aantekening", "samenvatting", "zienswijze", "vaardigheid", "wat", "opmerking", "bewijsstukken"}
WIDTHS = {"afname": 30, "taakgebied": 30, "indicator": 30, "betekenis": 26, "naam": 24, "school": 28, "aanleiding": 28}
WIDEST, USUAL = 60, 14

ABOUT = (
    ("Wat dit is", "Een export uit de scorebestanden, om zelf mee te tellen. Inlezen kan niet: wat je hier verandert, komt niet in het dossier."),
    ("Tellen", "Tel hoe vaak een punt voorkomt en neem geen gemiddelde: punten hebben een volgorde en geen afstand."),
    ("nvt en open", "Nvt is niet van toepassing. Open is nog niet bekeken of gevraagd. Geen van beide is een punt: laat ze buiten het totaal."),
    ("Vertrouwelijk", "Dit gaat over mensen. In aantekeningen, afspraken en andere teksten kunnen namen staan, ook zonder --met-namen."),
    ("CSV", "De CSV-bestanden zijn UTF-8 met ; tussen de cellen. Een ' voor een teken als = of + zorgt dat een spreadsheet de tekst niet als formule leest. Neem liever scores.xlsx: uit een CSV maakt een spreadsheet van rij 1.10 soms een getal of een datum."),
)  # fmt: skip


def export(project: Project, *, with_names: bool) -> dict[str, bytes]:
    """The files by name."""
    found = tables(project, with_names=with_names)
    return {WORKBOOK: _workbook(found)} | {f"{table.name.lower()}.csv": csv_of(table) for table in found}


# --- CSV


def csv_of(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(table.head)
    writer.writerows([_in_csv(value) for value in line] for line in table.lines)
    return (BOM + text.getvalue()).encode()


def _in_csv(value: Value) -> str:
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def harmless(text: str) -> str:
    """The same text with an apostrophe wherever a spreadsheet could begin to see a formula."""
    return STARTS_FORMULA.sub(r"\1\2'", text)


# --- The workbook


def _workbook(found: Sequence[Table]) -> bytes:
    book = Book()
    for table in found:
        _sheet(book, table)
    _explanation(book, found)
    return book.finished("Export van scores", "Alle afnamen, scores en afspraken")


def _sheet(book: Book, table: Table) -> None:
    sheet = book.sheet(table.name)
    for column, name in enumerate(table.head):
        sheet.set_column(column, column, WIDEST if name in WIDE else WIDTHS.get(name, USUAL))
        book.write(sheet, 0, column, name, "kop")
    for number, line in enumerate(table.lines, start=1):
        for column, value in enumerate(line):
            book.write(sheet, number, column, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(table.lines)), len(table.head) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{letter(len(table.head))}{len(table.lines) + 1}"})
    set_page(sheet, f"{table.name} · vertrouwelijk", (0, 0))


def _explanation(book: Book, found: Sequence[Table]) -> None:
    sheet = book.sheet("Toelichting")
    for column, width in enumerate((16, 18, 100)):
        sheet.set_column(column, column, width)
    for number, (look, texts) in enumerate(_explained(found)):
        for column, text in enumerate(texts):
            book.write(sheet, number, column, text, look)
    set_page(sheet, "Toelichting", (0, 0))


def _explained(found: Sequence[Table]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "kop", ("Onderwerp", "", "Uitleg")
    for subject, text in ABOUT:
        yield "tekst", (subject, "", text)
    yield "kop", ("Blad", "Kolom", "Betekenis")
    for table in found:
        for name, meaning in table.columns:
            yield "tekst", (table.name, name, meaning)
