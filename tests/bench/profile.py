"""Where the time of a PDF goes: each step of WeasyPrint, and what we do after it."""

from __future__ import annotations

from importlib import import_module
from inspect import isgeneratorfunction
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from generator import pdf
from tests.bench.child import Clock, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.rendering.page import Sheet

STEPS = (
    ("parse HTML", "weasyprint.HTML", "__init__"),
    ("parse CSS", "weasyprint.CSS", "__init__"),
    ("cascade", "weasyprint.document", "get_all_computed_styles"),
    ("boxes", "weasyprint.document", "build_formatting_structure"),
    ("layout", "weasyprint.document", "layout_document"),  # gives its pages one by one
    ("draw", "weasyprint.document.Page", "paint"),
    ("write", "pydyf.PDF", "write"),
    ("our finishing", "generator.pdf", "finished"),
)
"""What each step is called, and the function that does it. A step inside another counts for itself alone."""
REST = "fonts, tags and rest"


def shares(sheets: Iterable[Sheet]) -> dict[str, float]:
    """Of the processor's time, by step. The first sheet is made once before, so that nothing is loaded meanwhile."""
    first, *others = sheets
    pdf.pdf_bytes(first)
    clock = Clock()
    patches = [_timed(clock, *step) for step in STEPS]
    for one in patches:
        one.start()
    begin = now()[1]
    try:
        for sheet in (first, *others):
            pdf.pdf_bytes(sheet)
    finally:
        whole = now()[1] - begin
        for one in patches:
            one.stop()
    spent = {step: clock.spent[step][1] for step, *_ in STEPS}
    spent[REST] = whole - sum(spent.values())
    return {step: seconds / whole for step, seconds in spent.items()}


def _timed(clock: Clock, step: str, place: str, name: str) -> Any:  # noqa: ANN401  unittest.mock names this type nowhere
    holder = _found(place)
    function = getattr(holder, name)
    return patch.object(holder, name, clock.of(step, _at_once(function) if isgeneratorfunction(function) else function))


def _at_once(function: Callable[..., Iterator[object]]) -> Callable[..., object]:
    return lambda *values, **named: list(function(*values, **named))


def _found(place: str) -> object:
    """A module, or a class in one."""
    module, _, name = place.rpartition(".")
    return getattr(import_module(module), name) if name[0].isupper() else import_module(place)
