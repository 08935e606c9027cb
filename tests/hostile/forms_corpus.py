"""Filled forms that went wrong, or were made to go wrong: PDF, spreadsheet, CSV and YAML, by name, for the small project.

Each is small and is built here, so that what is odd about it can be read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.pdf_names import field_name
from tests.projects import SCORES, change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Edit = Callable[[Pdf, Mapping[str, Dictionary]], None]


def pdf_with(fields: Mapping[str, str], edit: Edit | None = None, **how: object) -> bytes:
    """A PDF with a text field for each, after somebody had a hand in it."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    made = {
        name: pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(field_name(name)), V=String(text)))
        for name, text in fields.items()
    }
    pdf.Root.AcroForm = Dictionary(Fields=Array(list(made.values())))
    if edit is not None:
        edit(pdf, made)
    out = io.BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def sets(name: str, value: object, key: str = "/V") -> Edit:
    """Puts something else in a field."""

    def edit(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
        made[name][key] = value(pdf) if callable(value) else value

    return edit


def two_radios(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    field = made["score:a.1"]
    field.FT, field.V = Name.Btn, Name("/B")
    field.Kids = Array([pdf.make_indirect(Dictionary(AS=Name(state))) for state in ("/B", "/C")])


def circle(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    one, other = (pdf.make_indirect(Dictionary(T=String(name))) for name in "xy")
    one.Kids, other.Kids = Array([other]), Array([one])
    pdf.Root.AcroForm.Fields.append(one)
    del made


def twice(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    again = (
        pdf.copy_foreign(made["score:a.1"])
        if made["score:a.1"].is_owned_by(Pdf.new())
        else Dictionary(made["score:a.1"])
    )
    again.V = String("A")
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(again))


def many(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    fields = [pdf.make_indirect(Dictionary(FT=Name.Tx, T=String(f"veld{number}"))) for number in range(100_000)]
    pdf.Root.AcroForm.Fields = Array(fields)
    del made


def deep(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    node = Dictionary(T=String("onder"))
    for _ in range(3_000):
        node = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([node])))
    pdf.Root.AcroForm.Fields.append(node)
    del made


def bomb(pdf: Pdf) -> pikepdf.Stream:
    """A text of 4 GB in a few kB."""
    packed = zlib.compress(zlib.compress(b" " * (64 << 20), 9), 9)
    stream = pikepdf.Stream(pdf, packed)
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    return stream


def bare(edit: Edit | None = None) -> bytes:
    """A page without any form, such as a printer driver makes."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    if edit:
        edit(pdf, {})
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def xfa(pdf: Pdf, _: Mapping[str, Dictionary]) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))


LOCKED = pikepdf.Encryption(owner="baas", user="geheim", R=6)
GUARDED = pikepdf.Encryption(owner="baas", user="", R=6)

LAUGHS = "rubric: &a [ha, ha]\nversie: [*a, *a, *a]\n" + "".join(
    f"x{number}: &b{number} [*a, *a, *a, *a]\n" for number in range(40)
)


def zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
BOOK = b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>'
LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'


def workbook(sheet: bytes = SHEET, **members: bytes) -> bytes:
    whole = {"[Content_Types].xml": TYPES, "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS}
    return zipped({**whole, "xl/worksheets/sheet1.xml": sheet, **members})


def forms(fields: Mapping[str, str]) -> dict[str, bytes]:
    """All of them, by file name. `fields` are those of a good form of the small project."""

    def pdf(edit: Edit | None = None, **how: object) -> bytes:
        return pdf_with(fields, edit, **how)

    def changed(**changes: str | None) -> bytes:
        asked = {name.replace("__", ":").replace("_1", ".1"): text for name, text in changes.items()}
        return pdf_with({name: text for name, text in (dict(fields) | asked).items() if text is not None})

    good = pdf()
    return {
        "goed.pdf": good,
        # No PDF, or none that was filled in
        "tekst.pdf": b"dit is tekst",
        "leeg.pdf": b"",
        "half.pdf": good[: len(good) // 3],
        "gescand.pdf": bare(),
        "xfa.pdf": bare(xfa),
        "op-slot.pdf": pdf(encryption=LOCKED),
        "beveiligd.pdf": pdf(encryption=GUARDED),
        "rommel.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 400,
        "alleen-kop.pdf": b"%PDF-1.7\n%%EOF",
        # Another form, or one that was edited
        "andere-rubric.pdf": changed(formulier=fields["formulier"].replace("zwemles", "duikles")),
        "andere-versie.pdf": changed(formulier=fields["formulier"].replace("@3", "@4")),
        "andere-teksten.pdf": changed(formulier=fields["formulier"].replace("KW", "KWX")),
        "zonder-stempel.pdf": changed(formulier=None),
        "rij-weg.pdf": changed(score__a_1=None),
        "rij-erbij.pdf": changed(score__z_1="A"),
        "veld-anders.pdf": pdf(sets("score:a.1", String("punten"), "/T")),
        # Values
        "buiten-de-schaal.pdf": changed(score__a_1="5"),
        "twee-aan.pdf": pdf(two_radios),
        "twee-keer.pdf": pdf(twice),
        "nul.pdf": pdf(sets("score:a.1", Name("/A\0B"))),
        "getal.pdf": pdf(sets("score:a.1", 3)),
        "lijst.pdf": pdf(sets("aantekening:a.1", Array([String("x"), String("y")]))),
        "groep.pdf": pdf(sets("aantekening:a.1", Dictionary(x=1))),
        "stroom.pdf": pdf(sets("samenvatting", lambda pdf: pikepdf.Stream(pdf, "Rustige les.".encode()))),
        "bom.pdf": pdf(sets("samenvatting", bomb)),
        "regelscheiding.pdf": pdf(sets("samenvatting", String("a\u2028b"))),
        "naam.pdf": pdf(sets("score:a.1", Name.Up, "/T")),
        # The tree
        "kring.pdf": pdf(circle),
        "diep.pdf": pdf(deep),
        "honderdduizend.pdf": pdf(many),
        # Spreadsheets
        "geen-werkmap.xlsx": zipped({"hallo.txt": b"hallo"}),
        "brief.xlsx": zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<x/>"}),
        "half.xlsx": workbook()[:300],
        "vreemd.xlsx": workbook(),
        "zipbom.xlsx": workbook(SHEET + b" " * (200 << 20)),
        "veel-leden.xlsx": workbook(**{f"x{number}": b"" for number in range(3_000)}),
        "ver-weg.xlsx": workbook(change(SHEET.decode(), 'r="A1"', 'r="XFD1048576"').encode()),
        "grote-maat.xlsx": workbook(change(SHEET.decode(), "A1:B2", "A1:XFD1048576").encode()),
        "doctype.xlsx": workbook(b'<!DOCTYPE x [<!ENTITY a "ha">]>' + SHEET),
        "ods.xlsx": zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "oud.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        # CSV
        "nul.csv": b"formulier;\0\n",
        "latin.csv": "formulier;één\n".encode("latin-1"),
        "utf16.csv": "formulier;x\n".encode("utf-16"),
        "quote.csv": b'formulier;"open\n',
        "vreemd.csv": b"naam;leeftijd\nJan;3\n",
        "lange-cel.csv": b"formulier;" + b"x" * 5_000_000 + b"\n",
        # YAML
        "lacht.yml": LAUGHS.encode(),
        "latin.yml": change(SCORES, "Rustige les.", "Eén les.").encode("latin-1"),
        "groot.yml": SCORES.encode() + b"#" * 1_000_001,
        "lijst.yml": b"- a\n- b\n",
        "diep.yml": b"rubric: " + b"[" * 2_000,
        "geknipt.yml": change(SCORES, 'aantekening: "Telde #niet: te druk."', "aantekening: Telde #niet").encode(),
        "pad.yml": change(SCORES, "ib_er: jb-7", "ib_er: ../../etc").encode(),
        "tag.yml": b"rubric: !!python/object/apply:os.system [ls]\n",
    }
