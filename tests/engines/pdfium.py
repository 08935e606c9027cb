"""PDFium, the viewer of Chrome: clicked and typed in through the calls by which a browser hands it the mouse and the keys."""

from __future__ import annotations

import ctypes
import io
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as api

from tests.engines.widgets import to_do, widgets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.engines.widgets import Widget

ENTER = "\r"


def fill(form: bytes, answers: Mapping[str, str], *, keys: int = 3) -> bytes:
    """What is saved. The first `keys` texts are typed key by key, the others are pasted."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    handle = document.formenv.raw
    widgets = widgets_of(form)
    todo = list(to_do(widgets, answers))
    for number in sorted({widget.page for widget in widgets}):
        page = document[number]
        api.FORM_OnAfterLoadPage(page.raw, handle)
        for widget, answer in todo:
            if widget.page == number:
                _answer(handle, page, widget, answer, by_key=keys > 0)
                keys -= widget.kind == "/Tx"
        api.FORM_ForceToKillFocus(handle)
        api.FORM_OnBeforeClosePage(page.raw, handle)
    made = io.BytesIO()
    document.save(made)
    document.close()
    return made.getvalue()


def _answer(handle: Any, page: Any, widget: Widget, answer: str, *, by_key: bool) -> None:  # noqa: ANN401  no types
    api.FORM_OnMouseMove(handle, page.raw, 0, *widget.centre)
    api.FORM_OnLButtonDown(handle, page.raw, 0, *widget.centre)
    api.FORM_OnLButtonUp(handle, page.raw, 0, *widget.centre)
    if widget.kind == "/Ch":
        for index, option in enumerate(widget.options):
            api.FORM_SetIndexSelected(handle, page.raw, index, option == answer)
    elif widget.kind == "/Tx" and by_key:
        for char in answer.replace("\n", ENTER):
            for unit in _units(char):
                api.FORM_OnChar(handle, page.raw, unit, 0)
    elif widget.kind == "/Tx":
        text = ctypes.create_string_buffer((answer + "\0").encode("utf-16-le"))
        api.FORM_ReplaceSelection(handle, page.raw, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))


def _units(char: str) -> list[int]:
    """The numbers by which Windows tells of a key: two for what lies beyond 16 bits."""
    raw = char.encode("utf-16-le")
    return [int.from_bytes(raw[at : at + 2], "little") for at in range(0, len(raw), 2)]
