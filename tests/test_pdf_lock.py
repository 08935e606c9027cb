"""Locking a PDF: what is looked at before, what is locked, and that a lock that does not hold is seen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from generator.pdf import pdf_bytes
from generator.pdf_finish import PdfError
from generator.pdf_lock import is_same_inside, is_shut, locked, look_through
from generator.rendering.page import Sheet
from generator.wachtzin import Wachtzin

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Pdf

KEY = Wachtzin("molen", "regen", "fiets", "schouw", "appel")
OTHER = Wachtzin("molen", "regen", "fiets", "schouw", "peer")
TITLE = "Verslag van Jo  Blaak, VHM-IB"
HTML = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return made("<h1>Jo Blaak</h1><p>Telde niet: te druk.</p>")


def made(body: str) -> bytes:
    return pdf_bytes(Sheet("x.pdf", HTML.format(title=TITLE, body=body)))


def changed(pdf: bytes, change: Callable[[Pdf], object]) -> bytes:
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(result)
    return result.getvalue()


# --- Before


def test_a_good_report_passes_with_its_number_of_pages(pdf: bytes) -> None:
    assert look_through(pdf, "Jo Blaak") == 1
    assert look_through(made('<h1>Jo</h1><p style="break-before: page">Meer.</p>'), "Jo  Blaak") == 2


def untagged(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def with_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_attachment(pdf: Pdf) -> None:
    pdf.attachments["geheim.txt"] = b"geheim"


def with_blank_page(pdf: Pdf) -> None:
    pdf.add_blank_page()


FAULTS: dict[Callable[[Pdf], None], str] = {
    untagged: "een voorleesprogramma kan er niets mee",
    unmarked: "een voorleesprogramma kan er niets mee",
    without_language: "een voorleesprogramma kan er niets mee",
    with_script: "dat uit zichzelf iets doet",
    with_attachment: "dat uit zichzelf iets doet",
    with_blank_page: "op bladzijde 2 staat geen tekst",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_what_is_not_fit_to_go_out_is_refused(fault: Callable[[Pdf], None], pdf: bytes) -> None:
    with pytest.raises(PdfError, match=FAULTS[fault]):
        look_through(changed(pdf, fault), "Jo Blaak")


def test_the_report_of_somebody_else_is_refused(pdf: bytes) -> None:
    with pytest.raises(PdfError, match="de titel zegt niet dat het over deze ib-er gaat"):
        look_through(pdf, "Wil van der Kolk")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"geen pdf"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(PdfError, match="beschadigd"):
        look_through(data, "Jo Blaak")


def test_a_damaged_one_is_refused(pdf: bytes) -> None:
    with pytest.raises(PdfError, match="beschadigd"):
        look_through(pdf[:-200], "Jo Blaak")


def test_what_is_locked_already_is_refused(pdf: bytes) -> None:
    with pytest.raises(PdfError, match="beschadigd of al vergrendeld"):
        look_through(locked(pdf, KEY), "Jo Blaak")


# --- The lock


def test_it_opens_with_its_passphrase_alone_and_is_then_the_same(pdf: bytes) -> None:
    shut = locked(pdf, KEY)

    assert is_shut(shut, OTHER.told(), "")
    assert is_same_inside(shut, pdf, KEY)
    assert not is_shut(shut, KEY.told())
    assert not is_same_inside(shut, pdf, OTHER)


def test_it_is_aes_256_over_everything_and_a_screen_reader_may_read_it(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(locked(pdf, KEY)), password=KEY.told()) as opened:
        lock, allowed = opened.encryption, opened.allow
        dictionary = opened.trailer.Encrypt

        assert (lock.R, lock.V, lock.bits) == (6, 5, 256)
        assert {lock.stream_method.name, lock.string_method.name, lock.file_method.name} == {"aesv3"}
        assert dictionary.get("/EncryptMetadata", True) is True
        assert int(dictionary.P) & 1 << 9, "PDF/UA-1, 7.16"
        assert (allowed.accessibility, allowed.extract, allowed.print_highres) == (True, True, True)
        assert not any((allowed.modify_other, allowed.modify_annotation, allowed.modify_form, allowed.modify_assembly))
        assert not opened.owner_password_matched


def test_each_time_it_is_another_file(pdf: bytes) -> None:
    assert locked(pdf, KEY) != locked(pdf, KEY)


def relocked(pdf: bytes, **lock: object) -> bytes:
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(result, encryption=pikepdf.Encryption(owner="x", user=KEY.told(), **lock))  # type: ignore[arg-type]
    return result.getvalue()


def test_a_weaker_lock_is_seen(pdf: bytes) -> None:
    assert is_same_inside(relocked(pdf, R=6), pdf, KEY)
    assert not is_same_inside(relocked(pdf, R=4), pdf, KEY)
    assert not is_same_inside(relocked(pdf, R=6, metadata=False), pdf, KEY)


def test_another_document_behind_the_lock_is_seen(pdf: bytes) -> None:
    assert not is_same_inside(locked(made("<h1>Jo Blaak</h1><p>Telde wel.</p>"), KEY), pdf, KEY)
    assert not is_same_inside(locked(changed(pdf, with_blank_page), KEY), pdf, KEY)


def test_a_pdf_without_a_lock_is_not_shut(pdf: bytes) -> None:
    assert not is_shut(pdf)
