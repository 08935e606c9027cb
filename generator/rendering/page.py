"""What rendering gives to the edges: pages for a screen and sheets for a printer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str
    level: int


@dataclass(frozen=True)
class Page:
    """A page of the public site: what stands between header and footer, as HTML. Path as in the site, ending in .html."""

    path: str
    title: str
    """Plain text; whoever places it escapes it."""
    content: str
    headings: tuple[Heading, ...] = ()
    description: str = ""


AFTER_FRONT = "bijlage"
"""The id of what comes after a front page, at the head of a page of its own."""

PAGE_NUMBERS = ("target-counter(attr(href), page)", "counter(pages)")
"""How a style writes the numbers that are only known at the end."""


PIECE = "stuk-"
"""The beginning of the id of a piece that is measured; its number follows."""
ENDLESS = "@page :first { size: 210mm 9000mm } .stuk { display: flow-root } .los { break-before: page }"


@dataclass(frozen=True)
class Sheet:
    """A document to be made into a PDF: path as in the output, and a whole HTML document that holds its own styles."""

    path: str
    html: str
    drafts: tuple[tuple[str, ...], ...] = ()
    """When its front must be exactly one page: forms of that front, from generous to spare, each in pieces that are joined.

    The document holds the first of them.
    """
    likely_draft: int = 0
    """The draft that is one page more often than the ones before it."""
    is_fillable: bool = False
    """Whether its fields are to be filled in on a computer."""

    def with_draft(self, draft: tuple[str, ...]) -> str:
        """The whole document with another form of its front."""
        return self.html.replace("".join(self.drafts[0]), "".join(draft), 1)

    def measuring(self, pieces: Sequence[str]) -> str:
        """Pieces of a front alone, on a page without end, each in an element of its own; then a page as the first one really is.

        Behind them stands something for every place that they link to.
        """
        before = self.html.partition("".join(self.drafts[0]))[0]
        for number in PAGE_NUMBERS:  # else all pages are set anew for each
            before = before.replace(number, '"888"')
        head, end, body = before.partition("</head>")
        apart = "".join(f'<div class="stuk" id="{PIECE}{place}">{piece}</div>' for place, piece in enumerate(pieces))
        places = dict.fromkeys(re.findall(r'href="#([^"]+)"', apart))
        behind = "".join(f'<div id="{place}"></div>' for place in places)
        return f'{head}<style>{ENDLESS}</style>{end}{body}{apart}{behind}<div class="stuk los">'
