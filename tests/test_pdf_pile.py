"""Several forms as one PDF: still tagged, each with its own page numbers and bookmarks."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

import pikepdf

from generator.pdf import pdf_bytes
from generator.pdf_pile import piled
from generator.rendering.page import Sheet
from tests.verapdf import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("Jo", "Bo", "An")
HTML = """\
<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{name}</title>
<style>@page {{ size: A5; @bottom-left {{ content: "{name} " counter(page) " van " counter(pages) }} }}
h2 {{ break-before: page }}</style></head>
<body><h1 id="top">{name}</h1><table><tr><th scope="col">Wat</th><th scope="col">Wie</th></tr>
<tr><td>Bellen</td><td>{name}</td></tr></table><h2>Rest</h2><p>Einde</p></body></html>
"""


@cache
def parts() -> tuple[bytes, ...]:
    return tuple(pdf_bytes(Sheet(name, HTML.format(name=name))) for name in NAMES)


@cache
def pile() -> bytes:
    return piled(parts(), "Drie formulieren", "Vertrouwelijk.")


def opened() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pile()))


def elements(element: Any) -> Iterator[Any]:  # noqa: ANN401  pikepdf objects answer to any name
    yield element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


def test_a_pile_is_pdf_ua_1(tmp_path: Path) -> None:
    (tmp_path / "pile.pdf").write_bytes(pile())

    assert complaints([tmp_path / "pile.pdf"]) == {}


def test_each_form_keeps_its_own_page_numbers(tmp_path: Path) -> None:
    (tmp_path / "pile.pdf").write_bytes(pile())
    text = subprocess.run(["pdftotext", tmp_path / "pile.pdf", "-"], check=True, capture_output=True, text=True).stdout

    feet = [line for page in text.split("\f") for line in page.splitlines() if " van " in line]
    assert feet == [f"{name} {page} van 2" for name in NAMES for page in (1, 2)]


def test_each_form_has_its_bookmarks_below_its_own() -> None:
    with opened() as pdf, pdf.open_outline() as outline:
        found = [(item.title, [child.title for child in item.children]) for item in outline.root]
        pages = [pdf.pages.index(pikepdf.Page(item.destination[0])) for item in outline.root]  # type: ignore[index]

    assert found == [(name, ["Rest"]) for name in NAMES]
    assert pages == [0, 2, 4]


def test_a_reader_hears_the_forms_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "pile.pdf").write_bytes(pile())
    command = ["pdfinfo", "-struct-text", str(tmp_path / "pile.pdf")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    places = [told.index(f'"{name}"') for name in NAMES]
    assert places == sorted(places)
    assert told.count('"Einde"') == len(NAMES)


def test_one_document_holds_a_part_for_each_form_and_each_tag_is_on_a_page_of_the_pile() -> None:
    with opened() as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        pages = {page.objgen for page in pdf.pages}
        found = list(elements(document))

        assert [str(element.S) for element in document.K] == ["/Part"] * len(NAMES)
        assert {element.Pg.objgen for element in found if "/Pg" in element} == pages


def test_each_page_finds_its_own_tags() -> None:
    with opened() as pdf:
        numbers = [int(page.obj.StructParents) for page in pdf.pages]
        nums: Any = pdf.Root.StructTreeRoot.ParentTree.Nums
        entries = list(nums)
        owners = dict(zip(map(int, entries[::2]), entries[1::2], strict=True))

        assert numbers == sorted(owners) == list(range(2 * len(NAMES)))
        for page, number in zip(pdf.pages, numbers, strict=True):
            assert {owner.Pg.objgen for owner in owners[number] if isinstance(owner, pikepdf.Dictionary)} == {
                page.objgen
            }


def test_the_bookmarks_are_counted() -> None:
    """With what lies open below them."""
    with opened() as pdf:
        alone = [pikepdf.open(io.BytesIO(part)) for part in parts()]

        assert int(pdf.Root.Outlines.Count) == sum(int(part.Root.Outlines.Count) for part in alone)


def test_a_cell_names_the_headings_of_its_own_table() -> None:
    with opened() as pdf:
        for number, part in enumerate(pdf.Root.StructTreeRoot.K[0].K):
            ids = [str(element.ID) for element in elements(part) if "/ID" in element]
            headers = [
                str(id) for element in elements(part) if element.S == "/TD" for id in element.A.get("/Headers", ())
            ]
            assert len(ids) == len(set(headers)) == 2
            assert set(headers) == set(ids)
            assert number == 0 or all(id.startswith(f"{number}-") for id in ids)


def test_it_has_a_name_of_its_own() -> None:
    with opened() as pdf, pdf.open_metadata() as metadata:
        assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Subject"])) == ("Drie formulieren", "Vertrouwelijk.")
        assert (metadata["dc:title"], metadata["dc:description"]) == ("Drie formulieren", "Vertrouwelijk.")


def test_the_same_forms_give_the_same_bytes() -> None:
    assert piled(parts(), "Drie formulieren", "Vertrouwelijk.") == pile()
