"""The same PDFs by a plain loop over WeasyPrint: read the document, set it, write it, one after the other in one process.

It is given the document as it is at the end: the form of the front that fits is found by us, and costs the loop nothing.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.pdf import fitting_front
from generator.press import Press
from tests.bench.measure import ROOT, Spent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.rendering.page import Sheet

PAPER = ROOT / "site_templates" / "look" / "fonts" / "paper"
FAMILIES = {"sans": "Kijkwijzer Sans", "serif": "Kijkwijzer Serif"}


def as_set(sheet: Sheet) -> Sheet:
    """The same sheet with nothing left to choose."""
    if not sheet.drafts:
        return sheet
    front = sheet.drafts[fitting_front(sheet, Press())]
    return replace(sheet, html=sheet.with_draft(front), drafts=())


def plain_loop(sheets: Iterable[Sheet]) -> Spent:
    """Seconds for all together."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    styles = [weasyprint.CSS(string=font_faces(), font_config=fonts)]
    start, begin = time.monotonic(), time.process_time()
    for sheet in sheets:
        source = weasyprint.HTML(string=sheet.html, media_type="print")
        source.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=sheet.is_fillable, font_config=fonts, stylesheets=styles)
    return Spent(time.monotonic() - start, time.process_time() - begin)


def font_faces() -> str:
    """Our fonts as the documentation of WeasyPrint tells to name them: else the loop would set another type than we do."""
    return "\n".join(map(_font_face, sorted(PAPER.glob("*.ttf"))))


def _font_face(file: Path) -> str:
    family, weight = file.stem.split("-")
    return f'@font-face {{ font-family: "{FAMILIES[family]}"; font-weight: {weight}; src: url("{file.as_uri()}"); }}'
