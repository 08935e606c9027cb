"""Every PDF that the shipped project gives."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.verapdf import complaints


def test_every_pdf_is_pdf_ua_1(pdfs: list[Path]) -> None:
    assert len(pdfs) > 10

    assert complaints(pdfs) == {}


def test_no_pdf_can_do_anything_but_follow_a_link_to_the_web_or_to_itself(pdfs: list[Path]) -> None:
    found = {pdf.name: sorted(set(_abilities(pdf))) for pdf in pdfs}

    assert {name: abilities for name, abilities in found.items() if abilities} == {}


def test_every_pdf_says_what_it_is_and_in_which_language(pdfs: list[Path]) -> None:
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            assert pdf.Root.Lang == "nl"
            assert str(pdf.docinfo["/Title"])
            assert str(pdf.docinfo["/Subject"])


def test_a_pdf_brings_its_own_fonts(pdfs: list[Path]) -> None:
    names = {name for pdf in pdfs for name in _fonts(pdf)}

    assert names
    assert {name.lstrip("/").rpartition("+")[2].replace("-", "").replace(" ", "")[:14] for name in names} <= {
        "KijkwijzerSans",
        "KijkwijzerSeri",
    }


def _abilities(path: Path) -> list[str]:
    """Everything in a PDF that acts, carries or points, other than our two kinds of link."""
    with pikepdf.open(path) as pdf:
        kinds = [kind for item in pdf.objects if isinstance(item, pikepdf.Dictionary) for kind in _kinds(item)]
        return [kind for kind in kinds if kind]


def _kinds(item: pikepdf.Object) -> list[str]:
    found = [key for key in ("/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA") if key in item]
    if item.get("/Subtype") == "/FileAttachment":
        found.append("attachment")
    if "/S" in item and item.get("/S") in (
        "/URI",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/Named",
        "/Rendition",
    ):
        is_web = item.S == "/URI" and str(item.get("/URI")).startswith(("https://", "http://"))
        found += [] if is_web else [str(item.S)]
    return found


def _fonts(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        if any("/FontFile2" not in font and "/FontFile3" not in font for font in fonts):
            pytest.fail(f"{path} has a font that is not embedded")
        return [str(font.FontName) for font in fonts]
