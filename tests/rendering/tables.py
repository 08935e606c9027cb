"""The tables of some HTML as rows of cells, each the text that is in it; read without any code of ours."""

from __future__ import annotations

from html.parser import HTMLParser


class Tables(HTMLParser):
    """Gathers tables in order: rows of cells, a cell as its words with one space between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            row = self.tables[-1][-1]
            row[-1] = f"{row[-1]} {data}".strip() if data.strip() else row[-1]
