"""A PDF that opens with a passphrase alone: looked through before it is locked, and tried after. AES-256, revision 6."""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, Any, Literal

import pikepdf

from generator.pdf_finish import PdfError, refuse_actions
from generator.workers import Died, run_limited

if TYPE_CHECKING:
    from generator.wachtzin import Wachtzin

REVISION: Literal[6] = 6
"""Of ISO 32000-2: the only one that no faster way is known to open than to try passphrases."""
AES_256 = "aesv3"
OWNER = 48
"""Random bytes of the password by which a PDF could be changed. It is thrown away: nobody has it."""
ALLOWED = pikepdf.Permissions(
    accessibility=True,
    extract=True,
    print_lowres=True,
    print_highres=True,
    modify_annotation=False,
    modify_assembly=False,
    modify_form=False,
    modify_other=False,
)
"""Reading, also by a screen reader, copying and printing. A viewer may ignore this; the lock itself is the passphrase."""


def look_through(pdf: bytes, whose: str) -> int:
    """The number of pages of a PDF that is fit to go out of the house. Raises PdfError that says why it is not.

    Its title must say whose it is: so that the report of one never goes out as that of another.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            refuse_actions(opened)
            _refuse_untagged(opened)
            _refuse_other(opened, whose)
            if opened.check_pdf_syntax():
                raise PdfError("het bestand is beschadigd")
            pages = len(opened.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise PdfError("het bestand is beschadigd of al vergrendeld") from error
    _refuse_empty(pdf, pages)
    return pages


def _refuse_untagged(pdf: pikepdf.Pdf) -> None:
    root: Any = pdf.Root
    is_marked = bool(root.get("/MarkInfo", {}).get("/Marked", False))
    if not (is_marked and root.get("/StructTreeRoot", {}).get("/K") and root.get("/Lang")):
        raise PdfError("er staat niet in wat kop, lijst en tabel is, dus een voorleesprogramma kan er niets mee")


def _refuse_other(pdf: pikepdf.Pdf, whose: str) -> None:
    title = str(pdf.docinfo.get("/Title", ""))
    if " ".join(whose.split()) not in " ".join(title.split()):
        raise PdfError("de titel zegt niet dat het over deze ib-er gaat")


def _refuse_empty(pdf: bytes, pages: int) -> None:
    """Read as a viewer does, in a process of its own."""
    ((_, texts),) = run_limited(page_texts, [pdf], workers=1)
    if isinstance(texts, Died) or len(texts) != pages:
        raise PdfError("het bestand is niet te lezen")
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            raise PdfError(f"op bladzijde {number} staat geen tekst")


def page_texts(pdf: bytes) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def locked(pdf: bytes, wachtzin: Wachtzin) -> bytes:
    """The same document, to be opened with this passphrase alone: its texts, its title and everything else in it.

    What stands in the open is not made from what is inside: the number by which a file is known is random.
    """
    made = io.BytesIO()
    lock = pikepdf.Encryption(
        owner=secrets.token_urlsafe(OWNER), user=wachtzin.told(), R=REVISION, aes=True, metadata=True, allow=ALLOWED
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.trailer.ID = pikepdf.Array([pikepdf.String(secrets.token_bytes(16))] * 2)
        opened.save(made, encryption=lock, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def is_shut(pdf: bytes, *tried: str) -> bool:
    """Whether it opens neither without a passphrase nor with any of these."""
    return not any(_opens(pdf, passphrase) for passphrase in ("", *tried))


def _opens(pdf: bytes, passphrase: str) -> bool:
    try:
        with pikepdf.open(io.BytesIO(pdf), password=passphrase):
            return True
    except pikepdf.PasswordError:
        return False


def is_same_inside(pdf: bytes, original: bytes, wachtzin: Wachtzin) -> bool:
    """Whether it opens with its passphrase, is locked as it should be, and then is the original, byte for byte."""
    if not _opens(pdf, wachtzin.told()):
        return False
    with pikepdf.open(io.BytesIO(pdf), password=wachtzin.told()) as opened, pikepdf.open(io.BytesIO(original)) as plain:
        return _is_strong(opened) and _plain(opened) == _plain(plain)


def _is_strong(pdf: pikepdf.Pdf) -> bool:
    """Over the title and the other data about the document too."""
    lock: Any = pdf.encryption
    ways = {way.name for way in (lock.stream_method, lock.string_method, lock.file_method)}
    return lock.R == REVISION and ways == {AES_256} and bool(pdf.trailer.Encrypt.get("/EncryptMetadata", True))


def _plain(pdf: pikepdf.Pdf) -> bytes:
    """All of a document, without a lock, without the note that its viewer must know this kind of lock, and without its number."""
    for holder, key in ((pdf.trailer, "/ID"), (pdf.Root, "/Extensions")):
        if key in holder:
            del holder[key]
    made = io.BytesIO()
    pdf.save(made, encryption=False, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()
