"""Filled forms that went wrong, or were made to go wrong: PDF, spreadsheet, CSV and YAML, by name, for the small project.

Each is small and is built here, so that what is odd about it can be read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from generator.pdf_fields import label_of
from generator.pdf_names import field_name
from tests.projects import SCORES, change

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    again = Dictionary(FT=Name.Tx, T=made["score:a.1"].T, V=String("A"))
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
    """A text of 8 MB in a few hundred bytes."""
    packed = zlib.compress(zlib.compress(b" " * (8 << 20), 9), 9)
    stream = pikepdf.Stream(pdf, packed)
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    return stream


def larger_bomb(pdf: Pdf) -> pikepdf.Stream:
    """The same of 4 GB: zeroes, packed three times."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(bytes(1 << 20)) for _ in range(4096)) + packer.flush()
    stream = pikepdf.Stream(pdf, zlib.compress(zlib.compress(once, 9), 9))
    stream.Filter = Array([Name.FlateDecode] * 3)
    return stream


def wide(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    """A million numbers where a text belongs."""
    made["samenvatting"].V = Array(range(1_000_000))
    del pdf


def nested(pdf: Pdf, made: Mapping[str, Dictionary]) -> None:
    value = Array([])
    for _ in range(400):
        value = Array([value])
    made["samenvatting"].V = value
    del pdf


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
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
BOOK = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="x" sheetId="1" r:id="rId1"/></sheets></workbook>'
LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
TOP = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'


def workbook(sheet: bytes = SHEET, **members: bytes) -> bytes:
    whole = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": TOP,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
    }
    return zipped({**whole, "xl/worksheets/sheet1.xml": sheet, **members})


DAMAGED = "deze PDF is beschadigd en niet goed te lezen; neem het bestand waarin je hebt getypt, of vul een nieuw formulier in"
TOO_MANY = "er zitten veel meer velden in deze PDF dan in een formulier van dit programma; neem het bestand waarin je hebt getypt, of vul een nieuw formulier in"
AGAIN = "open het bestand, vul dit veld opnieuw in en sla het op"
AFRESH = "is er aan het formulier zelf iets veranderd? Begin dan opnieuw met een leeg formulier"
SAVE = "open het in je spreadsheetprogramma en bewaar het als Excel-werkmap (.xlsx)"
BROKEN_BOOK = f"dit bestand is beschadigd of is geen werkmap; {SAVE}"
TOO_LARGE = "uitgepakt is dit bestand veel te groot; zo groot wordt een formulier nooit"
NOT_OURS = "dit is geen formulier van dit programma; neem een spreadsheet die hier gemaakt is"
BROKEN_CSV = "dit CSV-bestand is beschadigd: er staat een aanhalingsteken te veel of te weinig in"
NOT_UTF8 = "dit CSV-bestand is niet in UTF-8 bewaard, en dan kunnen tekens verloren zijn gegaan; bewaar de spreadsheet liever als .xlsx, of als 'CSV UTF-8'"
SAME = "let op: dit is hetzelfde formulier als in/goed.pdf; het telt één keer"


def letters(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def rows(lines: int, columns: int) -> bytes:
    """A sheet that is as full as it may be."""
    cells = [f'<c r="{letters(column)}{{0}}"><v>1</v></c>' for column in range(columns)]
    line = f'<row r="{{0}}">{"".join(cells)}</row>'
    body = "".join(line.format(number) for number in range(1, lines + 1))
    return SHEET[: SHEET.index(b"<row")] + body.encode() + SHEET[SHEET.index(b"</sheetData>") :]


Content: TypeAlias = bytes | Callable[[], bytes]
"""What takes long to make is made when it is asked for."""
Case: TypeAlias = tuple[Content, list[str]]
"""What is handed in, and what is said of it, without its name."""


def made(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content()


def at(name: str) -> str:
    """Where a field of our small PDFs, which are on no page, stands for a person."""
    return label_of(name, 0)


def no_forms(good: bytes) -> dict[str, Case]:
    """No PDF, or none in which something was filled in."""
    return {
        "tekst.pdf": (b"dit is tekst", ["dit is geen PDF, al heet het bestand zo; bewaar het formulier opnieuw als PDF"]),
        "leeg.pdf": (b"", ["dit bestand is leeg"]),
        "half.pdf": (good[: len(good) // 3], [DAMAGED]),
        "rommel.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 400, [DAMAGED]),
        "alleen-kop.pdf": (b"%PDF-1.7\n%%EOF", [DAMAGED]),
        "gescand.pdf": (
            bare(),
            [
                "in deze PDF zit geen enkel veld. Is dit de kijkwijzer om te printen, een scan, of met 'afdrukken naar PDF' gemaakt? Neem dan de invulbare PDF waarin je hebt getypt, en sla die gewoon op"
            ],
        ),
        "xfa.pdf": (bare(xfa), ["dit is een ander soort formulier (XFA) en niet van dit programma"]),
    }  # fmt: skip


def pdfs(fields: Mapping[str, str]) -> dict[str, Case]:
    """`fields` are those of a good form of the small project."""

    def pdf(edit: Edit | None = None, **how: object) -> bytes:
        return pdf_with(fields, edit, **how)

    def changed(name: str, text: str) -> bytes:
        return pdf_with({**fields, name: text})

    def without(name: str) -> bytes:
        return pdf_with({other: text for other, text in fields.items() if other != name})

    stamp = fields["formulier"]
    return no_forms(pdf()) | {
        "op-slot.pdf": (pdf(encryption=LOCKED), ["deze PDF zit op slot met een wachtwoord; bewaar hem zonder wachtwoord"]),
        "beveiligd.pdf": (pdf(encryption=GUARDED), ["deze PDF is beveiligd; bewaar hem zonder beveiliging"]),
        # Another form, or one that was edited
        "andere-rubric.pdf": (
            changed("formulier", stamp.replace("zwemles", "duikles")),
            ["dit formulier is van de rubric 'duikles 3', en die is er in dit project niet. Wel: zwemles"],
        ),
        "andere-versie.pdf": (
            changed("formulier", stamp.replace("@3", "@4")),
            ["dit formulier is van de rubric 'zwemles 4', en van die rubric is er in dit project alleen versie 3; neem de scores over in een formulier van die versie, of bewaar de oude rubric als zwemles@VERSIE.yml"],
        ),
        "andere-teksten.pdf": (
            changed("formulier", stamp.replace("KW", "KWX")),
            [
                "de teksten van de rubric zijn veranderd sinds dit formulier is gemaakt; neem de scores over in een nieuw formulier, of geef de veranderde rubric een nieuwe versie en bewaar de oude ernaast"
            ],
        ),
        "zonder-stempel.pdf": (without("formulier"), ["dit is geen formulier van dit programma: het veld 'formulier' zit er niet in"]),
        "stempel-anders.pdf": (changed("formulier", "zwemles 3"), [f"welk formulier dit is, staat er niet meer in; {AFRESH}"]),
        "rij-weg.pdf": (without("score:a.1"), [f"het veld 'score:a.1' ontbreekt; {AFRESH}"]),
        "rij-erbij.pdf": (changed("score:z.1", "A"), [f"{at('score:z.1')}: het veld 'score:z.1' hoort niet bij dit formulier; {AFRESH}"]),
        "veld-anders.pdf": (
            pdf(sets("score:a.1", String("punten"), "/T")),
            [f"het veld 'score:a.1' ontbreekt; {AFRESH}", f"{at('punten')}: het veld 'punten' hoort niet bij dit formulier; {AFRESH}"],
        ),
        "naamloos.pdf": (
            pdf(sets("score:a.1", Name.Up, "/T")),
            [f"het veld '' hoort niet bij dit formulier; {AFRESH}", f"het veld 'score:a.1' ontbreekt; {AFRESH}"],
        ),
        # Values
        "buiten-de-schaal.pdf": (
            changed("score:a.1", "5"),
            [f"{at('score:a.1')}: '5' is geen score van deze rubric. Kies uit: C, B, A, nvt; nog niet gescoord? Laat het dan leeg"],
        ),
        "twee-aan.pdf": (pdf(two_radios), [f"{at('score:a.1')}: hier staan twee vakjes aan; {AGAIN}"]),
        "twee-keer.pdf": (pdf(twice), [f"{at('score:a.1')}: dit veld staat er twee keer in, met verschillende antwoorden; {AGAIN}"]),
        "nul.pdf": (pdf(sets("score:a.1", Name("/A\0B"))), [f"{at('score:a.1')}: in deze tekst staat een onzichtbaar teken (U+0000); haal het weg"]),
        "getal.pdf": (pdf(sets("score:a.1", 3)), [f"{at('score:a.1')}: wat hier staat, is geen tekst; {AGAIN}"]),
        "lijst.pdf": (
            pdf(sets("aantekening:a.1", Array([String("x"), String("y")]))),
            [f"{at('aantekening:a.1')}: wat hier staat, is geen tekst; {AGAIN}"],
        ),
        "groep.pdf": (pdf(sets("aantekening:a.1", Dictionary(x=1))), [f"{at('aantekening:a.1')}: wat hier staat, is geen tekst; {AGAIN}"]),
        "stroom.pdf": (pdf(sets("samenvatting", lambda pdf: pikepdf.Stream(pdf, b"Rustige les."))), [SAME]),
        "bom.pdf": (partial(pdf, sets("samenvatting", bomb)), [f"{at('samenvatting')}: hier staan {8 << 20} tekens; het mogen er hoogstens 4000 zijn"]),
        "grotere-bom.pdf": (partial(pdf, sets("samenvatting", larger_bomb)), [DAMAGED]),
        "miljoen.pdf": (partial(pdf, wide), [f"{at('samenvatting')}: wat hier staat, is geen tekst; {AGAIN}"]),
        "haakjes.pdf": (partial(pdf, nested), [f"{at('samenvatting')}: wat hier staat, is geen tekst; {AGAIN}"]),
        "open-haakjes.pdf": (b"%PDF-1.7\n1 0 obj\n" + b"[" * 5_000_000, [DAMAGED]),
        "lang.pdf": (changed("samenvatting", "x" * 4001), [f"{at('samenvatting')}: 'samenvatting' is 4001 tekens lang; het mogen er hoogstens 4000 zijn"]),
        "regelscheiding.pdf": (
            pdf(sets("samenvatting", String("a\u2028b"))),
            [f"{at('samenvatting')}: in deze tekst staat een onzichtbare regelscheiding (U+2028); haal die weg en begin zo nodig een nieuwe regel"],
        ),
        "morgen.pdf": (changed("datum", "22-11-2126"), [f"{at('datum')}: de datum 2126-11-22 ligt in de toekomst; kijk het jaar na", f"let op: {at('afspraak:1:voor')}: deze afspraak is voor 2026-12-01, en dat is vóór de afname zelf; kijk beide datums na"]),
        "vreemde.pdf": (
            changed("ib_er", "../../etc"),
            [f"{at('ib_er')}: '../../etc' is geen ib-er van dit project. Kies uit: jb-7 (Jo Blaak). Is dit een nieuwe ib-er, zet die dan eerst in het register"],
        ),
        # The tree of fields
        "kring.pdf": (pdf(circle), [SAME]),
        "diep.pdf": (partial(pdf, deep), [TOO_MANY]),
        "honderdduizend.pdf": (partial(pdf, many), [TOO_MANY]),
    }  # fmt: skip


def grids() -> dict[str, Case]:
    """Workbooks and CSV files."""
    return {
        "geen-werkmap.xlsx": (zipped({"hallo.txt": b"hallo"}), [f"dit is geen Excel-werkmap; {SAVE}"]),
        "brief.xlsx": (zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<x/>"}), [f"dit is geen Excel-werkmap; {SAVE}"]),
        "half.xlsx": (workbook()[:300], [BROKEN_BOOK]),
        "tekst.xlsx": (b"a;b", ["dit is geen spreadsheet, al heet het bestand zo; bewaar het formulier opnieuw als .xlsx"]),
        "oud.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, [f"dit is een oud Excel-bestand (.xls); {SAVE}"]),
        "ods.xlsx": (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), [f"dit is een OpenDocument-bestand (.ods); {SAVE}"]),
        "zipbom.xlsx": (lambda: workbook(SHEET + b" " * (100 << 20)), [TOO_LARGE]),
        "veel-leden.xlsx": (lambda: workbook(**{f"x{number}": b"" for number in range(3_000)}), [TOO_LARGE]),
        "doctype.xlsx": (workbook(b'<!DOCTYPE x [<!ENTITY a "ha">]>' + SHEET), [BROKEN_BOOK]),
        "ver-weg.xlsx": (
            workbook(SHEET.replace(b'r="A1"', b'r="XFD1048576"')),
            ["er staat iets ver buiten het formulier (meer dan 5000 regels of 200 kolommen); haal dat weg"],
        ),
        "grote-maat.xlsx": (workbook(SHEET.replace(b"A1:B2", b"A1:XFD1048576")), [NOT_OURS]),
        "vreemd.xlsx": (workbook(), [NOT_OURS]),
        "vreemd.csv": (b"naam;leeftijd\nJan;3\n", [NOT_OURS]),
        "nul.csv": (b"formulier;\0\n", [NOT_UTF8]),
        "latin.csv": ("formulier;één\n".encode("latin-1"), [NOT_UTF8]),
        "utf16.csv": ("formulier;x\n".encode("utf-16"), [NOT_UTF8]),
        "veel-tekens.xlsx": (lambda: workbook(SHEET.replace(b"<sheetData>", b"<sheetData>" + b"<a/>" * 15_000_000)), [TOO_LARGE]),
        "quote.csv": (b'formulier;"open\n', [BROKEN_CSV]),
        "tien-miljoen-cellen.csv": (lambda: b"formulier;x\n" + b";" * 9_900_000, ["dit CSV-bestand is te groot; zo groot wordt een formulier nooit"]),
        "miljoen-regels.csv": (lambda: b"formulier;x\n" + b"a;b\n" * 1_000_000, ["dit CSV-bestand is te groot; zo groot wordt een formulier nooit"]),
        "een-regel-te-groot.csv": (lambda: b"formulier;x\n" + b"a" * 20_000_000, ["dit bestand is groter dan 20 MB; een ingevuld formulier is veel kleiner"]),
        "miljoen-cellen.xlsx": (lambda: workbook(rows(5_000, 200)), [TOO_LARGE]),
        "lange-cel.csv": (b"formulier;" + b"x" * 5_000_000 + b"\n", [BROKEN_CSV]),
    }  # fmt: skip


def score_files() -> dict[str, Case]:
    """YAML; most of what can be wrong with it is in yaml_corpus.py."""
    return {
        "lacht.yml": (LAUGHS.encode(), ["1: een waarde kan niet met & beginnen; zet tekst tussen aanhalingstekens"]),
        "tag.yml": (
            b"rubric: !!python/object/apply:os.system [ls]\n",
            ["1: een waarde kan niet met ! beginnen; zet tekst tussen aanhalingstekens"],
        ),
        "latin.yml": (
            change(SCORES, "Rustige les.", "Eén les.").encode("latin-1"),
            ["16: het bestand is niet in UTF-8 opgeslagen; open het in je tekstprogramma en bewaar als UTF-8"],
        ),
        "groot.yml": (SCORES.encode() + b"#" * 1_000_001, ["het bestand is groter dan 1000 kB; kort het in"]),
        "lijst.yml": (
            b"- a\n- b\n",
            ["1: hier horen regels met 'sleutel: waarde' te staan, geen losse tekst of lijst"],
        ),
        "diep.yml": (
            b"rubric: " + b"[" * 2_000,
            ["1: hier zitten meer dan 20 niveaus in elkaar; controleer de haakjes en het inspringen"],
        ),
        "pad.yml": (
            change(SCORES, "ib_er: jb-7", "ib_er: ../../etc").encode(),
            [
                "4: '../../etc' is geen ib-er van dit project. Kies uit: jb-7 (Jo Blaak). Is dit een nieuwe ib-er, zet die dan eerst in het register"
            ],
        ),
        "veel-streepjes.yml": (
            b"---\n\n\n\n" * 30 + b"x",
            ["5: hier begint een tweede document ('---'); maak er twee bestanden van"],
        ),
        "rubric-weg.yml": (
            change(SCORES, "rubric: zwemles", "rubric: duikles").encode(),
            ["1: de rubric 'duikles' bestaat niet. Kies uit: zwemles"],
        ),
    }
