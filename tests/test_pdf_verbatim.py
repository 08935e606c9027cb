"""What a person wrote goes along with the lines of a PDF, to the letter; and what its shapes say is right too."""

from __future__ import annotations

import io
import subprocess
from html import escape
from pathlib import Path
from xml.etree.ElementTree import Element

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from generator.pdf import pdf_bytes
from generator.pdf_boxes import box_font
from generator.pdf_verbatim import PLAIN, TWINS, Verbatim
from generator.shipped import shipped
from tests.test_pdf import elements, sheet

STYLE = ".x { white-space: pre-wrap } body { overflow-wrap: anywhere } .smal { width: 40mm; hyphens: auto }"


def made(*texts: str, name: str = "x") -> bytes:
    return pdf_bytes(sheet("".join(f'<div class="{name}">{escape(text)}</div>' for text in texts), style=STYLE))


def told(pdf: bytes) -> list[str]:
    """What each line says that was written there."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = elements(opened.Root.StructTreeRoot)
        return [str(element.ActualText) for element in found if "/ActualText" in element]


def poppler(pdf: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", folder / "x.pdf", "-"], check=True, capture_output=True, text=True)
    return done.stdout


def pdfium(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


TEXTS = (
    "  ingesprongen, en erachter  ",
    "een\ttab en  twee  spaties",
    "regel een\n\n\nregel vier\n   \nregel zes",
    "\n\nbegint laat",
    "soft\u00adhyphen, hard\u00a0spatie, smal\u202fe",
    "e\u0301e\u0301n e\u0301n één",
    "\u200bonzichtbaar\u200d\u2060\ufe0f",
    "👩\u200d🏫 en 🏳\ufe0f\u200d🌈 \U0003fffd",
    "\u05e9\u05dc\u05d5\u05dd abc \u0645\u0631\u062d\u0628\u0627",
    "\u202eomgekeerd\u202c",
    "\u2126 is niet \u03a9, \u212b niet \u00c5, \u2011 niet -",
    "onderwijsachterstandenbeleid " * 12,
    "x" * 400,
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["x", "x smal"])
def test_the_lines_together_tell_what_was_written(text: str, name: str) -> None:
    assert "".join(told(made(text, name=name))) == text


def test_each_line_tells_its_own_part_and_no_hyphen_that_was_put_in() -> None:
    lines = told(made("onderwijsachterstandenbeleid " * 3, name="x smal"))

    assert len(lines) > 3
    assert not [line for line in lines if "-" in line]


def test_a_text_of_our_own_tells_itself() -> None:
    assert told(made("gewoon \t\n  tekst", name="y")) == []


def test_one_hard_space_does_not_make_all_spaces_hard(tmp_path: Path) -> None:
    pdf = made("10\u00a0mei \u2011 soft\u00adhyphen", "een gewone zin - met streep")

    assert "een gewone zin - met streep" in poppler(pdf, tmp_path)
    assert "een gewone zin - met streep" in pdfium(pdf)
    assert "10\u00a0mei \u2011 soft\u00adhyphen" in poppler(pdf, tmp_path)
    assert "10\u00a0mei \u2011 soft\u00adhyphen" in pdfium(pdf)


def test_what_no_font_has_can_be_copied(tmp_path: Path) -> None:
    pdf = made("van \U0003fffd\U0003fffc\U0003fffd tot \U000e0fff.")

    assert "van \U0003fffd\U0003fffc\U0003fffd tot" in poppler(pdf, tmp_path)
    assert "van \U0003fffd\U0003fffc\U0003fffd tot" in pdfium(pdf)


def test_hebrew_is_copied_from_first_to_last_letter() -> None:
    assert "\u05e9\u05dc\u05d5\u05dd" in pdfium(made("\u05e9\u05dc\u05d5\u05dd"))


def test_each_box_has_a_shape_of_its_own_and_always_the_same_file() -> None:
    chars = {"\U0003fffd", "\U0003fffc", "ก"}
    font = TTFont(io.BytesIO(box_font(chars)))
    shapes = {font.getBestCmap()[ord(char)] for char in chars}

    assert len(shapes) == 3
    assert box_font(chars) == box_font(sorted(chars))


@pytest.mark.parametrize("file", sorted((shipped("site_templates") / "look" / "fonts" / "paper").glob("*.ttf")), ids=lambda file: file.stem)  # fmt: skip
def test_no_other_character_has_the_shape_of_a_plain_one_unnoticed(file: Path) -> None:
    shapes: dict[str, list[str]] = {}
    for code, shape in TTFont(file).getBestCmap().items():
        shapes.setdefault(shape, []).append(chr(code))
    shared = {
        char for chars in shapes.values() if len(chars) > 1 and any(map(PLAIN.fullmatch, chars)) for char in chars
    }

    assert {char for char in shared if not PLAIN.fullmatch(char) and char != " "} <= set(TWINS)


def test_what_is_shown_but_was_never_written_tells_nothing() -> None:
    element = Element("p")
    element.text = "een twee"
    verbatim = Verbatim([element])

    assert verbatim.line(element, "drie") == ""
    assert verbatim.line(element, "een") == "een"
    assert verbatim.line(element, "twee") == " twee"
    assert verbatim.line(element, "een") == "een"
