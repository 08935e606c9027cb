"""What rendering gives to the edges: pages for a screen and sheets for a printer."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True)
class Sheet:
    """A document to be made into a PDF: path as in the output, and a whole HTML document that holds its own styles."""

    path: str
    html: str
