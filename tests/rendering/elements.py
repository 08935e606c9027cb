"""A page as the elements it has, without any of its text: what stays the same whatever an author writes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TOLD = ("href", "src", "id", "class", "lang", "for")
"""The attributes of which the value does something; of the others only the name counts."""


class Elements(HTMLParser):
    """Gathers the tags of some HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(html)
        self.close()

    @staticmethod
    def of(page: Path) -> list[object]:
        return Elements(page.read_text(encoding="utf-8")).found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value if name in TOLD else "") for name, value in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")
