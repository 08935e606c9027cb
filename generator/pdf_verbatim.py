"""What each line of a PDF stands for, to the letter.

A page cannot say all by itself: a tab, a soft hyphen or the end of a paragraph leaves no trace in it, one shape may stand for
several characters, and some have no shape at all. So what a person wrote goes along with the lines in which it is set.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LETTER_BY_LETTER = "pre-wrap"
"""The `white-space` of what a person wrote: our own texts are set in another."""
HYPHENS = "-\u2010"
PLAIN = re.compile(r"[!-~¡-¬®-ÿ‘’“”–—…€•]+(?: [!-~¡-¬®-ÿ‘’“”–—…€•]+)*")
"""Each of these has a shape of its own, so that the shapes tell the text as it is."""
TWINS = {
    "\u00a0": " ",
    "\u00ad": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u03bc": "\u00b5",
    "\u02bb": "\u2018",
    "\u02bc": "\u2019",
}
"""Has the shape of another, plain character, which that shape then stands for: else one hard space makes all spaces hard."""
BETTER_BY_SHAPE = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\ufffd\U00010000-\U0010ffff]")
"""Told of a line, poppler turns what runs from right to left around, and PDFium leaves out what needs more than 16 bits."""


class Verbatim:
    """Hands out what was written in the elements of a document, line by line as they are set."""

    def __init__(self, elements: Iterable[Any] = ()) -> None:
        self.written: dict[Any, str] = {
            element: element.text for element in elements if not len(element) and element.text
        }
        self.places: dict[Any, int] = {}

    def line(self, element: Any, shown: str) -> str:  # noqa: ANN401  an element of weasyprint, which has no types
        """What was written of the line that shows this, with all that is not seen before it, and behind the last; "" when unknown."""
        written = self.written.get(element, "")
        start = self.places.get(element, 0)
        end = _end(written, start, shown) if written else 0
        if not end:
            return ""
        if not written[end:].strip():
            end = len(written)
        self.places[element] = end % len(written)  # what stands on each page begins anew
        return written[start:end]


def _end(text: str, start: int, shown: str) -> int:
    """Where in a text ends what is shown of it; 0 when it shows something else."""
    place = start
    for number, char in enumerate(shown, start=1):
        while place < len(text) and text[place] != char and not _is_seen(text[place]):
            place += 1
        if place < len(text) and text[place] == char:
            place += 1
        elif not (number == len(shown) and char in HYPHENS):
            return 0
    return place


def _is_seen(char: str) -> bool:
    return char.isprintable() and not char.isspace()


def is_told_by_shapes(written: str) -> bool:
    """Whether programs that read the shapes of a line find there what was written, or would be told worse."""
    return bool(PLAIN.fullmatch(written.strip(" \n")) or BETTER_BY_SHAPE.search(written))


@contextmanager
def told(stream_class: Any, verbatim: Verbatim) -> Iterator[None]:  # noqa: ANN401
    """As long as this lasts, a PDF that weasyprint writes tells with each line what was written there."""
    marked = stream_class.marked

    @contextmanager
    def marked_and_told(stream: Any, box: Any, tag: str) -> Iterator[None]:  # noqa: ANN401
        with marked(stream, box, tag):
            if box.style["white_space"] == LETTER_BY_LETTER and (
                written := verbatim.line(box.element, getattr(box, "text", ""))
            ):
                stream.stream[-2]["ActualText"] = f"<{(BOM_UTF16_BE + written.encode('utf-16-be')).hex()}>"
            yield

    stream_class.marked = marked_and_told
    try:
        yield
    finally:
        stream_class.marked = marked
