"""The private PDFs by Typst: the same words, headings, lists and tables in a plain layout of its own, as PDF/UA-1."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.bench.measure import Spent
from tests.bench.typst_form import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.rendering.page import Sheet

LOOK = """#set page(width: 210mm, height: 297mm, margin: 16mm, footer: context align(center, counter(page).display("1 / 1", both: true)))
#set text(font: "Kijkwijzer Sans", size: 9.4pt, lang: "nl")
#set table(stroke: .5pt + rgb("#6f8289"), inset: 1.4mm)
#show heading: set text(font: "Kijkwijzer Serif")
"""
ICON = "#box(width: 3mm, height: 3mm, stroke: .5pt)"
HEADINGS = ("h1", "h2", "h3", "h4")
LISTS = {"ul": "list", "ol": "enum"}
BOLD, INLINE = ("b", "strong"), ("span", "bdi", "a", "b", "strong", "i")


def typst_texts(sheets: Iterable[Sheet]) -> tuple[Spent, list[bytes]]:
    """Seconds for all, warm and in one process, and the PDFs. Each is given what to set, of which the making is not counted."""
    import typst
    import weasyprint

    sources = [Source(weasyprint.HTML(string=sheet.html).etree_element).text() for sheet in sheets]
    with TemporaryDirectory(prefix="kijkwijzer-") as folder:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        file = Path(folder, "tekst.typ")
        file.write_text(sources[0], encoding="utf-8")
        press: Any = typst.Compiler(str(file), root=folder, font_paths=fonts)
        press.compile(format="pdf", pdf_standards="ua-1")
        start, begin = time.monotonic(), time.process_time()
        made = [press.compile(source.encode(), format="pdf", pdf_standards="ua-1") for source in sources]
        return Spent(time.monotonic() - start, time.process_time() - begin), made


@dataclass
class Source:
    """A document of ours, to be written as Typst has it."""

    root: Any
    level: int = 0

    def text(self) -> str:
        title = next(self.root.iter("title")).text
        return f"#set document(title: {json.dumps(title, ensure_ascii=False)})\n{LOOK}" + "".join(
            self._blocks(self.root.find("body"))
        )

    def _blocks(self, element: Any) -> Iterator[str]:  # noqa: ANN401  an element of weasyprint
        """Each block on its own; loose text is one too."""
        loose = _words(element.text)
        for child in element:
            if child.tag in INLINE:
                loose += self._inline(child)
            else:
                yield from _paragraph(loose)
                loose = ""
                yield from self._block(child)
            loose += _words(child.tail)
        yield from _paragraph(loose)

    def _block(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        if element.tag in HEADINGS:
            self.level = min(HEADINGS.index(element.tag), self.level) + 1
            yield f"#heading(level: {self.level})[{''.join(self._content(element))}]\n"
        elif element.tag in LISTS:
            yield f"#{LISTS[element.tag]}({', '.join(f'[{self._whole(item)}]' for item in element)})\n"
        elif element.tag == "table":
            yield from self._table(element)
        else:
            yield from self._blocks(element)

    def _whole(self, element: Any) -> str:  # noqa: ANN401
        return "".join(self._blocks(element))

    def _content(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        yield _words(element.text)
        for child in element:
            yield self._inline(child)
            yield _words(child.tail)

    def _inline(self, element: Any) -> str:  # noqa: ANN401
        if element.tag == "i":
            return ICON
        content = "".join(self._content(element))
        return f"#strong[{content}]" if element.tag in BOLD else content

    def _table(self, element: Any) -> Iterator[str]:  # noqa: ANN401
        rows = list(element.iter("tr"))
        if not rows:
            return
        columns = max(sum(int(cell.get("colspan", 1)) for cell in row) for row in rows)
        head = [row for part in element.iter("thead") for row in part]
        header = f"table.header({', '.join(self._cells(head))}), " if head else ""
        yield f"#table(columns: (1fr,) * {columns}, {header}{', '.join(self._cells(rows[len(head) :]))})\n"

    def _cells(self, rows: Iterable[Any]) -> Iterator[str]:
        for row in rows:
            for cell in row:
                yield f"table.cell(colspan: {cell.get('colspan', 1)}, rowspan: {cell.get('rowspan', 1)})[{self._whole(cell)}]"


def _paragraph(content: str) -> Iterator[str]:
    if content.strip():
        yield f"{content}\n\n"


def _words(text: str | None) -> str:
    """As a string, in which nothing is a sign of Typst."""
    joined = " ".join((text or "").split())
    spaced = f"{' ' if text and text[0].isspace() else ''}{joined}{' ' if text and text[-1].isspace() else ''}"
    return f"#{json.dumps(spaced, ensure_ascii=False)};" if joined else (" " if text else "")
