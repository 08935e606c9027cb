"""From a sheet to a PDF: what it holds, what it refuses, and what a bad sheet costs."""

from __future__ import annotations

import io
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

from generator import output, press
from generator import pdf as making
from generator.pdf import PdfError, make_pdfs, page_count, pdf_bytes, places
from generator.pdf_finish import refuse_actions
from generator.problems import Problem
from generator.rendering.page import Sheet
from generator.workers import Limits

ROOT = Path(__file__).parents[1]

TABLE = """
<h1>Verslag</h1>
<p>Zie <a href="https://example.org/">de bron</a> of <a href="#onder">hieronder</a>.</p>
<table>
  <thead><tr><th scope="col">Vaardigheid</th><th scope="col">Score</th></tr></thead>
  <tbody>
    <tr><th scope="rowgroup" colspan="2">Begeleiden</th></tr>
    <tr><th scope="row">1.1</th><td>3</td></tr>
  </tbody>
</table>
<p id="onder">Onder</p>
"""


def sheet(body: str, *, style: str = "", name: str = "proef.pdf") -> Sheet:
    return Sheet(
        name,
        '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Een proef</title>'
        '<meta name="description" content="Waar het over gaat">'
        f'<style>body {{ font-family: "Kijkwijzer Sans" }} h1 {{ font: 600 20pt "Kijkwijzer Serif" }} {style}</style>'
        f"</head><body>{body}</body></html>",
    )


@cache
def table() -> bytes:
    return pdf_bytes(sheet(TABLE, style="@page { @bottom-left { content: 'pagina ' counter(page) } }"))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of(data: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(data)
    return subprocess.run(
        ["pdftotext", "-layout", folder / "x.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout


def elements(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Every element of a tag tree, in reading order."""
    kids: Any = element.get("/K", ())
    found = [
        kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
    ]
    return [element, *(below for kid in found for below in elements(kid))]


# What is made


def test_a_pdf_is_pdf_ua_1() -> None:
    report = page_validation.validate_pdf_bytes(table(), profile=page_validation.ValidationProfile.PDF_UA_1)

    assert report.is_compliant, report.failures


def test_a_pdf_says_its_title_subject_and_language_and_holds_no_date() -> None:
    with opened(table()) as pdf:
        assert pdf.docinfo["/Title"] == "Een proef"
        assert pdf.docinfo["/Subject"] == "Waar het over gaat"
        assert pdf.Root.Lang == "nl"
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_each_heading_cell_says_of_what_it_is_the_heading() -> None:
    with opened(table()) as pdf:
        scopes = [str(found.A.Scope) for found in elements(pdf.Root.StructTreeRoot) if found.get("/S") == "/TH"]

    assert scopes == ["/Column", "/Column", "/Column", "/Row"]


def test_links_are_printed_too() -> None:
    with opened(table()) as pdf:
        annotations = [annotation for page in pdf.pages for annotation in page.obj.Annots.as_list()]

        assert len(annotations) == 2
        assert all(annotation.F == 4 for annotation in annotations)


def test_what_stands_in_the_margin_is_an_artifact_and_no_part_of_the_text() -> None:
    with opened(table()) as pdf:
        (page,) = pdf.pages
        content = page.obj.Contents.read_bytes()
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1].as_list()
        read = {found.objgen for found in elements(pdf.Root.StructTreeRoot)}

    tagged = [owner for owner in owners if isinstance(owner, pikepdf.Dictionary)]
    assert content.count(b"/MCID") == len(tagged) == len(owners) - 1
    assert all(owner.objgen in read for owner in tagged)


def test_only_our_own_fonts_are_used() -> None:
    with opened(table()) as pdf:
        names = fonts_of(pdf)

    assert names
    assert all(name.partition("+")[2].startswith(("Kijkwijzer-Sans", "Kijkwijzer-Serif")) for name in names)


def fonts_of(pdf: pikepdf.Pdf) -> list[str]:
    return [str(found.FontName) for found in pdf.objects if is_font(found)]


def is_font(found: pikepdf.Object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"


def test_the_serif_is_one_drawing_at_all_sizes() -> None:
    sizes = "".join(f'<h1 style="font-size: {size}pt">Kop</h1>' for size in (8, 12, 30))
    with opened(pdf_bytes(sheet(sizes))) as pdf:
        assert len({str(found.FontName) for found in pdf.objects if is_font(found)}) == 1


def test_the_same_sheet_gives_the_same_bytes() -> None:
    again = pdf_bytes(sheet(TABLE, style="@page { @bottom-left { content: 'pagina ' counter(page) } }"))

    assert again == table()


def test_a_character_that_no_font_has_is_a_box_to_look_at_and_itself_to_copy(tmp_path: Path) -> None:
    made = pdf_bytes(sheet("<p>v\u00f3\u00f3r \U0003fffd na</p>"))

    assert "v\u00f3\u00f3r \U0003fffd na" in text_of(made, tmp_path)
    with opened(made) as pdf:
        assert [name for name in fonts_of(pdf) if name.endswith("+Kijkwijzer-Vakjes")]
    assert page_validation.is_pdf_compliant_bytes(made, profile=page_validation.ValidationProfile.PDF_UA_1)


def test_a_character_that_is_taken_apart_before_it_is_set_is_a_box_too(tmp_path: Path) -> None:
    made = pdf_bytes(sheet("<p>v\u00f3\u00f3r \u0e33 na</p>"))

    assert text_of(made, tmp_path).split()[:1] == ["v\u00f3\u00f3r"]
    with opened(made) as pdf:
        assert [name for name in fonts_of(pdf) if name.endswith("+Kijkwijzer-Vakjes")]


def test_a_mark_that_steers_and_has_no_shape_costs_no_pdf(tmp_path: Path) -> None:
    made = pdf_bytes(sheet("<p>v\u00f3\u00f3r \U0001bca3 na, en \U0003fffd</p>"))

    assert "v\u00f3\u00f3r" in text_of(made, tmp_path)
    assert "na, en \U0003fffd" in text_of(made, tmp_path)
    assert page_validation.is_pdf_compliant_bytes(made, profile=page_validation.ValidationProfile.PDF_UA_1)


def test_pages_are_counted() -> None:
    assert page_count(pdf_bytes(sheet('<p>een</p><p style="break-before: page">twee</p>'))) == 2


def test_the_place_of_what_has_an_id_is_known_in_millimetres() -> None:
    style = "@page { size: A4; margin: 20mm } body, p { margin: 0 } #vak { width: 6mm; height: 7mm; margin: 5mm }"

    (ids,) = places(sheet('<div id="vak"></div>', style=style))

    assert [round(side, 3) for side in (ids["vak"].x, ids["vak"].y, ids["vak"].width, ids["vak"].height)] == [
        25,
        25,
        6,
        7,
    ]


# A front of one page


def fronted(*heights: int) -> Sheet:
    """Drafts of a front, each so many millimetres high, before an annex."""
    drafts = tuple(
        (f'<p style="height: {height}mm">Hoog: {height}</p>', '<p><a href="#b">blad</a></p>') for height in heights
    )
    made = sheet(
        "".join(drafts[0]) + '<div id="bijlage" style="break-before: page"><p id="b">Bijlage</p></div>',
        style="@page { size: A4 }",
    )
    return Sheet(made.path, made.html, drafts)


def test_the_most_generous_front_that_is_one_page_is_taken(tmp_path: Path) -> None:
    made = pdf_bytes(fronted(900, 500, 180, 100, 20))

    assert page_count(made) == 2
    assert "Hoog: 180" in text_of(made, tmp_path)


def test_a_front_that_fits_is_left_as_it_is(tmp_path: Path) -> None:
    assert "Hoog: 200" in text_of(pdf_bytes(fronted(200, 180)), tmp_path)


def test_a_front_of_which_no_draft_is_one_page_is_refused() -> None:
    with pytest.raises(PdfError, match="past niet op één bladzijde"):
        pdf_bytes(fronted(900, 800))


# What is refused


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "mailto:x@example.org",
        "verslag.html",
        "//host/x",
    ],
)
def test_a_link_that_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(PdfError, match="geen webadres"):
        pdf_bytes(sheet(f'<p><a href="{address}">x</a></p>'))


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="x.png">',
        '<object data="file:///etc/hostname"></object>',
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        '<style>@font-face { font-family: x; src: url("file:///etc/hostname") } p { font-family: x }</style><p>x</p>',
        '<link rel="stylesheet" href="file:///etc/hostname">',
    ],
)
def test_nothing_is_fetched(body: str) -> None:
    with pytest.raises(PdfError):
        pdf_bytes(sheet(body))


def test_an_attachment_is_refused() -> None:
    with pytest.raises(PdfError, match="uit zichzelf"):
        pdf_bytes(sheet('<link rel="attachment" href="data:text/plain,x"><p>x</p>'))


def test_a_style_that_is_not_understood_is_refused() -> None:
    with pytest.raises(PdfError, match="kleur"):
        pdf_bytes(sheet('<p style="kleur: rood">x</p>'))


@pytest.mark.parametrize(
    "action",
    [
        "<< /S /JavaScript /JS (app.alert) >>",
        "<< /S /Launch /F (x.exe) >>",
        "<< /S /GoToR /F (x.pdf) >>",
        "<< /S /SubmitForm /F (https://example.org) >>",
        "<< /Type /Action /S /URI /URI (javascript:x) >>",
    ],
)
@pytest.mark.parametrize("place", ["annotation", "document", "page"])
def test_no_action_gets_through_wherever_it_hides(action: str, place: str) -> None:
    with opened(table()) as pdf:
        held = pikepdf.Object.parse(action.encode())
        if place == "annotation":
            pdf.pages[0].obj.Annots[0].A = held
        elif place == "document":
            pdf.Root.OpenAction = held
        else:
            pdf.pages[0].obj.AA = pikepdf.Dictionary(O=held)

        with pytest.raises(PdfError):
            refuse_actions(pdf)


# In child processes


def test_a_bad_sheet_costs_only_itself_and_is_named() -> None:
    sheets = [
        sheet("<p>goed</p>", name="a.pdf"),
        sheet('<p><a href="javascript:x">x</a></p>', name="link.pdf"),
        sheet("<p>\ud800</p>", name="teken.pdf"),
        sheet("<div>" * 2000, name="diep.pdf"),
        sheet("<p>x</p>" * 100_000, name="lang.pdf"),
        sheet("<p>goed</p>", name="b.pdf"),
    ]
    heard: list[str] = []

    made = dict(make_pdfs(sheets, workers=2, done=heard.append, limits=Limits(seconds=3)))

    assert sorted(heard) == sorted(made) == sorted(sheet.path for sheet in sheets)
    assert made["a.pdf"] == made["b.pdf"] == pdf_bytes(sheets[0])
    said = {path: str(problem) for path, problem in made.items() if isinstance(problem, Problem)}
    assert sorted(said) == ["diep.pdf", "lang.pdf", "link.pdf", "teken.pdf"]
    assert all(line.startswith(f"{path}: deze PDF is niet gemaakt: ") for path, line in said.items())
    assert "te lang" in said["lang.pdf"]
    assert "geen webadres" in said["link.pdf"]


EXPLOSIONS = {
    "breed.pdf": '<table><tr><td colspan="100000000">x</td></tr></table>',
    "hoog.pdf": "<table>" + "<tr><td>x</td><td>y</td></tr>" * 100_000 + "</table>",
    "diep.pdf": "<div style='display: flex'>" * 30,
    "veel.pdf": "<p>" + "woord " * 1_700_000,
}
"""A table too wide for the memory; a table, a nesting and 10 MB of text that take too long."""


def test_a_sheet_that_explodes_is_stopped_by_the_limits_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    sheets = [sheet(body, name=name) for name, body in EXPLOSIONS.items()]

    made = dict(make_pdfs([*sheets, sheet("<p>goed</p>", name="goed.pdf")], limits=Limits(memory=1 << 30, seconds=2)))

    assert isinstance(made.pop("goed.pdf"), bytes)
    said = {path: str(problem).removeprefix(f"{path}: deze PDF is niet gemaakt: ") for path, problem in made.items()}
    assert said.keys() == EXPLOSIONS.keys()
    assert all(
        line.startswith(("het maken kost te veel geheugen; kort", "het maken duurt te lang en is"))
        for line in said.values()
    )
    assert list(tmp_path.iterdir()) == []


def test_what_the_typesetter_trips_over_costs_that_pdf_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def trips(*_: object, **__: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr(making, "_printed", trips)

    problem = making.attempt(sheet("<p>x</p>", name="x.pdf"))

    assert "x.pdf: deze PDF is niet gemaakt: het maken liep vast (IndexError: 'list index out of range'); " in str(
        problem
    )


def test_a_killed_worker_leaves_no_letters_behind_for_longer_than_until_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    left = tmp_path / f".{press.LETTERS}{output.BESIDE}1"
    left.mkdir()
    output.mark(left)

    list(make_pdfs([sheet("<p>x</p>")]))

    assert list(tmp_path.iterdir()) == []


def test_no_library_is_looked_for_with_a_compiler() -> None:
    code = (
        "import subprocess, os\n"
        "def started(*_, **__): raise SystemExit('something was started')\n"
        "subprocess.Popen.__init__ = os.popen = started\n"
        "from generator.pdf import pdf_bytes; from generator.rendering.page import Sheet\n"
        "print(len(pdf_bytes(Sheet('x.pdf', '<html lang=nl><title>x</title><p style=\\'font-family: Kijkwijzer Sans\\'>x'))))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_no_sheets_give_no_pdfs() -> None:
    assert list(make_pdfs([])) == []
