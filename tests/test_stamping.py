"""Pre-printed forms that are stamped: what is seen, read and told is what the whole form would have, and nothing of anybody else."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from generator import quicker, stamping
from generator.model.register import InternBegeleider
from generator.pdf import pdf_bytes
from generator.rendering.formulier import filling_of, form_html, mould_of
from generator.rendering.mould import SOMEBODY
from generator.rendering.page import Sheet
from generator.rendering.templates import Templates
from generator.stamping import Job, attempt, letters_of, stamped
from tests.verapdf import complaints
from tests.voordrukken import PEOPLE, rubrics, voordruk

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from generator.model.voordruk import Voordruk
    from generator.rendering.mould import Mould

OURS = "vhm-ib"
LATIN = [name for name in PEOPLE if name not in ("another script", "a letter on each line")]
UNSEEN = 2
"""Of 255 steps of grey: what a rounding of the place of an edge may make of it."""


@cache
def mould(rubric: str) -> Mould:
    whole = rubrics()[rubric]
    return mould_of(whole, Templates(), whole=whole, is_fictional=False)


def job(rubric: str, made: Voordruk, letters: str = "") -> Job:
    filling = filling_of(rubrics()[rubric], Templates(), made)
    return Job("form.pdf", mould(rubric), filling, letters or alphabet(rubric))


@cache
def alphabet(rubric: str) -> str:
    fillings = [filling_of(rubrics()[rubric], Templates(), voordruk(name, rubrics()[rubric])) for name in PEOPLE]
    return "".join(sorted(set().union(*map(letters_of, fillings))))


def made_by_stamp(rubric: str, name: str) -> bytes:
    _, the_mould, filling, letters = job(rubric, voordruk(name, rubrics()[rubric]))
    return stamped(the_mould, filling, letters)


@cache
def made_whole(rubric: str, name: str) -> bytes:
    return pdf_bytes(
        Sheet("form.pdf", form_html(rubrics()[rubric], Templates(), voordruk=voordruk(name, rubrics()[rubric])))
    )


def pictures(pdf: bytes, folder: Path) -> list[NDArray[np.uint8]]:
    folder.mkdir()
    (folder / "form.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "100", "-gray", str(folder / "form.pdf"), str(folder / "page")], check=True)
    return [np.asarray(Image.open(page)) for page in sorted(folder.glob("page*"))]


def text(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True
    ).stdout.decode()


@pytest.mark.parametrize(
    ("rubric", "name"),
    [*((OURS, name) for name in LATIN), *((rubric, "long names") for rubric in rubrics() if rubric != OURS)],
)
def test_a_stamped_form_looks_and_reads_as_the_whole_one(rubric: str, name: str, tmp_path: Path) -> None:
    pdf, whole = made_by_stamp(rubric, name), made_whole(rubric, name)

    found, expected = pictures(pdf, tmp_path / "stamped"), pictures(whole, tmp_path / "whole")
    assert len(found) == len(expected)
    assert max(int(cv2.absdiff(one, other).max()) for one, other in zip(found, expected, strict=True)) <= UNSEEN
    assert text(pdf) == text(whole)


def test_it_is_pdf_ua_1(tmp_path: Path) -> None:
    files = [tmp_path / f"{place}.pdf" for place in range(len(LATIN))]
    for file, name in zip(files, LATIN, strict=True):
        file.write_bytes(made_by_stamp(OURS, name))

    assert complaints(files) == {}


def test_what_is_told_of_the_document_is_of_this_person() -> None:
    who = replace(voordruk("somebody", rubrics()[OURS]), ib_er=InternBegeleider("ib-01", 'Jo & <b>"Blaak"</b>', "x"))
    pdf = attempt(job(OURS, who, alphabet(OURS) + '&<>"/'))
    whole = pdf_bytes(Sheet("form.pdf", form_html(rubrics()[OURS], Templates(), voordruk=who)))

    assert pdf is not None
    assert told(pdf) == told(whole)
    assert told(pdf)[0].startswith('Jo & <b>"Blaak"</b>: ')


def told(pdf: bytes) -> tuple[str, str, list[str], bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        about = opened.docinfo
        return str(about.Title), str(about.Subject), list(bookmarks(opened)), opened.Root.Metadata.read_bytes()


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        todo, found = list(outline.root), []
        while todo:
            item = todo.pop(0)
            found.append(item.title)
            todo[:0] = item.children
        return found


def test_nothing_of_the_mould_or_of_anybody_else_is_in_it() -> None:
    made_by_stamp(OURS, "long names")  # in the same process, before
    pdf = made_by_stamp(OURS, "somebody else")

    assert "WWW" not in text(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for found in opened.objects:
            content = found.read_bytes() if isinstance(found, pikepdf.Stream) else b""
            assert SOMEBODY not in repr(found)
            assert SOMEBODY.encode() not in content
            assert b"ActualText" not in content


def test_each_tag_leads_to_an_element_that_has_it() -> None:
    with pikepdf.open(io.BytesIO(made_by_stamp(OURS, "somebody else"))) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        for page in range(len(pdf.pages)):
            content = b"".join(part.read_bytes() for part in pdf.pages[page].obj.Contents)
            drawn = sorted(int(found[1]) for found in stamping.MARKED.finditer(content))
            owners = nums[2 * page + 1]
            assert drawn == [place for place in range(len(owners)) if owners[place] is not None]
            assert all(place in list(owners[place].K) for place in drawn)


def test_it_makes_no_difference_who_was_stamped_before() -> None:
    stamping.kept_pieces.cache_clear()
    alone = made_by_stamp(OURS, "thirty afspraken")
    stamping.kept_pieces.cache_clear()
    for name in LATIN:
        made_by_stamp(OURS, name)

    assert made_by_stamp(OURS, "thirty afspraken") == alone


# --- What cannot be stamped


@pytest.mark.parametrize("name", [name for name in PEOPLE if name not in LATIN])
def test_what_has_no_letters_of_ours_is_made_by_itself(name: str) -> None:
    assert attempt(job(OURS, voordruk(name, rubrics()[OURS]))) is None


def test_a_letter_that_no_font_has_costs_only_the_form_it_stands_on() -> None:
    letters = alphabet(OURS) + "\u05e9\U0001f600\U0010fffd"

    assert attempt(job(OURS, voordruk("another script", rubrics()[OURS]), letters)) is None
    assert attempt(job(OURS, voordruk("somebody", rubrics()[OURS]), letters)) is not None


def test_a_letter_that_the_mould_was_not_told_of_is_not_lost() -> None:
    who = replace(voordruk("somebody", rubrics()[OURS]), ib_er=InternBegeleider("ib-01", "Jo Žižka", "De Plons"))

    assert attempt(job(OURS, who)) is None
    assert "Jo Žižka" in text(attempt(job(OURS, who, alphabet(OURS) + "Žž")) or b"")


def test_with_another_version_of_the_engine_nothing_is_stamped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quicker, "KNOWN", "1.0")

    assert attempt(job(OURS, voordruk("somebody", rubrics()[OURS]))) is None
