"""The engine that sets the type, without anything of ours that saves time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import weasyprint

from generator import press, quicker
from generator.pdf import pdf_bytes

if TYPE_CHECKING:
    import pytest

    from generator.rendering.page import Sheet


def plainly(sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """As the engine itself does it: all its own rules, and the style read with the document."""

    def not_apart(html: str) -> tuple[str, str]:
        return html, ""

    def reader() -> Any:  # noqa: ANN401
        return weasyprint.HTML

    with monkeypatch.context() as patch:
        patch.setattr(press, "_apart", not_apart)
        patch.setattr(press, "_reader", reader)
        patch.setattr(quicker, "KNOWN", "")
        return pdf_bytes(sheet)
