"""A page as text, the way a person would copy it out: a block a line, cells with a bar between them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
        "br",
        "hr",
        "label",
    ]
)
SILENT = frozenset({"script", "style", "head", "template"})
MARKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "td": " | ", "th": " | ", "dd": "  "}


def html_text(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    lines = (re.sub(r"[ \t\n]+", " ", line).strip().removeprefix("| ") for line in "".join(reader.pieces).split("\r"))
    return "".join(f"{line}\n" for line in lines if line.strip("|-# "))


class _Reader(HTMLParser):
    """Gathers text; a carriage return stands for the end of a block."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.pieces.append("\r")
        self.pieces.append(MARKS.get(tag, ""))
        self.silence += tag in SILENT
        if tag == "img":
            self.pieces.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        self.silence -= tag in SILENT
        if tag in BLOCKS:
            self.pieces.append("\r")

    def handle_data(self, data: str) -> None:
        if not self.silence:
            self.pieces.append(data.replace("\r", " "))
