"""The same PDFs by a plain loop over WeasyPrint: read the document, set it, write it, one after the other in one process.

It is given the document as it is at the end: the form of the front that fits is found by us, and costs the loop nothing.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.pdf import fitting_front
from generator.press import Press
from tests.bench.measure import Spent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.rendering.page import Sheet


def as_set(sheet: Sheet) -> Sheet:
    """The same sheet with nothing left to choose."""
    if not sheet.drafts:
        return sheet
    front = sheet.drafts[fitting_front(sheet, Press())]
    return replace(sheet, html=sheet.with_draft(front), drafts=())


def plain_loop(sheets: Iterable[Sheet]) -> Spent:
    """Seconds for all together."""
    import weasyprint

    start, begin = time.monotonic(), time.process_time()
    for sheet in sheets:
        weasyprint.HTML(string=sheet.html).write_pdf(pdf_variant="pdf/ua-1", pdf_forms=sheet.is_fillable)
    return Spent(time.monotonic() - start, time.process_time() - begin)
