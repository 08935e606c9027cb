"""What each reader of PDFs makes of a locked one: the text of its pages, or None when it does not open with this passphrase."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as api

from tests.engines.poppler import SYSTEM_PYTHON
from tests.verapdf import engine

PROGRAM = Path(__file__).parent / "poppler_text.py"


def poppler(file: Path, passphrase: str) -> str | None:
    """The viewer of GNOME and KDE."""
    command = [SYSTEM_PYTHON, str(PROGRAM), str(file)]
    result = subprocess.run(command, check=False, input=passphrase, capture_output=True, text=True)
    assert result.returncode in (0, 1), result.stderr
    return None if result.returncode else result.stdout


def pdfium(file: Path, passphrase: str) -> str | None:
    """The viewer of Chrome, Edge and Android."""
    try:
        with pypdfium2.PdfDocument(file, password=passphrase or None) as opened:
            return "\n".join(page.get_textpage().get_text_bounded() for page in opened)
    except pypdfium2.PdfiumError as error:
        if error.err_code == api.FPDF_ERR_PASSWORD:
            return None
        raise


def qpdf(file: Path, passphrase: str) -> str | None:
    """The library behind many tools; it gives no text, so what it unlocks is read by another."""
    try:
        with pikepdf.open(file, password=passphrase) as opened:
            made = io.BytesIO()
            opened.save(made, encryption=False)
    except pikepdf.PasswordError:
        return None
    with pypdfium2.PdfDocument(made.getvalue()) as plain:
        return "\n".join(page.get_textpage().get_text_bounded() for page in plain)


def vera(file: Path, passphrase: str) -> str | None:
    """The reader of veraPDF, in Java, with nothing in common with the others."""
    command = ["java", "-Xmx512m", "-jar", str(engine()), "--format", "text", "--to-stdout"]
    given = ["--password", passphrase] if passphrase else []
    result = subprocess.run([*command, *given, file], check=False, capture_output=True, text=True)
    if not result.stdout.startswith("Error:"):
        return result.stdout
    assert "assword" in result.stdout
    return None


READERS = {"poppler": poppler, "PDFium": pdfium, "qpdf": qpdf, "veraPDF": vera}
"""Beside these pdf.js, which runs in a browser; see test_locked.py."""
