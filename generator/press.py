"""Sets the type of a document. The only module that knows weasyprint.

Nothing is fetched: a document holds all it shows, and the fonts come from our own folders. What is the same for many documents
is made once in a process: fonts, and the rules of a style.
"""

from __future__ import annotations

import io
import logging
import re
from collections import defaultdict
from contextlib import contextmanager, redirect_stdout
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import output
from generator.lean_style import lean, named_in
from generator.pdf_boxes import box_style
from generator.pdf_libraries import environment, libraries_by_name
from generator.pdf_verbatim import Verbatim, told
from generator.quicker import Kept, quicker, quicker_written
from generator.rendering.fonts import font_config
from generator.surroundings import SurroundingsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from weasyprint.text.fonts import FontConfiguration

LETTERS = "kijkwijzer-letters"
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
FOR_NOTES = re.compile(r"^::(?:foot)?note-.*$", re.MULTILINE)
"""Rules for the notes below a page, which our documents do not have. Each makes a style for every element."""
FOR_MARKERS = re.compile(r"^(?=::marker)", re.MULTILINE)
STYLES_KEPT = 32
MISSING_GLYPH = re.compile(r"\.notdef glyph.*\(U\+([0-9A-F]+)\)$", re.DOTALL)
OF_A_CHARACTER = ".notdef glyph"
RESOURCES = ("ExtGState", "XObject", "Pattern", "Shading")


class NoPrinterError(SurroundingsError):
    """The libraries that set the type are not on this computer; says in Dutch what to install."""


class Piece(NamedTuple):
    """A part of a page as a PDF says it, its lengths in pixels."""

    content: bytes
    shapes: Mapping[str, frozenset[int]]
    """By the name of a font, the numbers of its shapes that are used."""
    resources: frozenset[str]
    """The names of all else that is used and stands elsewhere in the document."""


class Press:
    """Sets the type, and knows what is written in what it has set last."""

    def __init__(
        self,
        *,
        with_system: bool = False,
        missing: Collection[str] = (),
        silent: Collection[str] = (),
        is_fillable: bool = False,
    ) -> None:
        self.is_fillable = is_fillable
        self.silent = dict.fromkeys(map(ord, silent))
        self.fonts = _new_fonts(with_system=with_system) if missing else _fonts(with_system=with_system)
        self.styles = [_engine().CSS(string=box_style(missing), font_config=self.fonts)] if missing else []
        self.verbatim = Verbatim()

    def document(self, html: str) -> Any:  # noqa: ANN401  weasyprint has no types
        html, style = _apart(html)
        rules, remarks, kept = _rules(style, named_in(html))
        for remark in remarks:
            _engine().LOGGER.warning("%s", remark)
        source = _reader()(string=html, url_fetcher=_fetcher(), media_type="print")
        self.verbatim = Verbatim(source.etree_element.iter())
        for element in source.etree_element.iter() if self.silent else ():
            element.text = (element.text or "").translate(self.silent)
            element.tail = (element.tail or "").translate(self.silent)
        with _forgetting_faults(), quicker(Kept() if self.styles else kept[self.fonts]):
            return source.render(
                pdf_variant="pdf/ua-1",
                font_config=self.fonts,
                pdf_forms=self.is_fillable,
                stylesheets=[rules, *self.styles],
            )

    def pdf(self, document: Any) -> bytes:  # noqa: ANN401
        """Of what it has set last."""
        stream = _engine().pdf.stream.Stream
        with _forgetting_faults(), told(stream, self.verbatim), quicker_written():
            made: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=self.is_fillable)
        return made

    def pieces(self, document: Any) -> Iterator[Piece]:  # noqa: ANN401
        """Each block of a page by itself; all of them stand in its top left corner, so that none depends on what else there is."""
        from weasyprint.draw import draw_stacking_context
        from weasyprint.pdf.stream import Stream
        from weasyprint.stacking import StackingContext

        page = document.pages[0]._page_box  # noqa: SLF001  nothing else has the blocks
        root = page.children[0]
        body = root.children[0]
        for placed in body.children:
            block = placed._box  # noqa: SLF001
            resources: dict[str, dict[str, Any]] = {kind: {} for kind in RESOURCES}
            fonts: dict[Any, Any] = {}
            stream = Stream(fonts, (0, 0, page.width, page.height), resources, {}, {}, {}, None)
            draw_stacking_context(stream, StackingContext.from_box(block, page))
            yield Piece(
                stream.data.partition(b"stream\n")[2].removesuffix(b"\nendstream"),
                {font.hash: frozenset(font.to_unicode) for font in fonts.values()},
                frozenset(name for kind in RESOURCES for name in resources[kind]),
            )


# --- Styles


def _apart(html: str) -> tuple[str, str]:
    """A document without the styles in its head, and those styles. One that brings fonts along stays where it is."""
    head, end, body = html.partition("</head>")
    styles = STYLE.findall(head) if end else []
    if not styles or "@font-face" in head:
        return html, ""
    return f"{STYLE.sub('', head)}{end}{body}", "\n".join(styles)


@lru_cache(STYLES_KEPT)
def _rules(style: str, named: frozenset[str]) -> tuple[Any, tuple[str, ...], defaultdict[Any, Kept]]:
    """What a style says, and what was to be remarked of it. The document gives some names a value of its own."""
    with remarks() as found:
        rules = _engine().CSS(string=lean(style, named), media_type="print", url_fetcher=_fetcher())
    return rules, tuple(found.texts), defaultdict(Kept)


@contextmanager
def _forgetting_faults() -> Iterator[None]:
    """A fault in a style is remarked once, when it is worked out: then it is read anew for the next document."""
    with remarks() as found:
        yield
    if not all(text.startswith(OF_A_CHARACTER) for text in found.texts):
        _rules.cache_clear()


@cache
def _reader() -> Any:  # noqa: ANN401
    """Reads HTML, with as few rules of the engine itself as our documents need: else a fifth of the time goes there."""
    engine = _engine()
    own = (files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
    lean = engine.CSS(string=FOR_MARKERS.sub("li", FOR_NOTES.sub("", own)))

    class Reader(engine.HTML):  # type: ignore[misc, name-defined]
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002  as it is called
            return [lean, *super()._ua_stylesheets(forms)[1:]]

    return Reader


# --- The engine


@contextmanager
def remarks() -> Iterator[Remarks]:
    """Listen to WeasyPrint for a while."""
    logger = _engine().LOGGER
    remarks = Remarks()
    logger.addHandler(remarks)
    try:
        yield remarks
    finally:
        logger.removeHandler(remarks)


class Remarks(logging.Handler):
    """Gathers what WeasyPrint logs as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.found[record.getMessage()] = None

    @property
    def texts(self) -> list[str]:
        return list(self.found)


def unseen(remarks: Iterable[str]) -> set[str]:
    """The characters that no font had."""
    return {chr(int(match[1], 16)) for remark in remarks if (match := MISSING_GLYPH.search(remark))}


@cache
def _engine() -> Any:  # noqa: ANN401  weasyprint has no types
    try:
        with libraries_by_name(), redirect_stdout(io.StringIO()):  # where it tells in English what is missing
            import weasyprint
    except OSError as error:
        raise NoPrinterError(
            "om PDF's te maken zijn Pango en HarfBuzz nodig, en die ontbreken op deze computer; "
            "op Debian: apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from error
    weasyprint.LOGGER.propagate = False
    return weasyprint


def _fetcher() -> Any:  # noqa: ANN401
    """Reads what is inside the sheet itself, and nothing else."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False)


@cache
def _fonts(*, with_system: bool) -> FontConfiguration:
    """The fonts for all sheets of this process that need no boxes."""
    return _new_fonts(with_system=with_system)


def _new_fonts(*, with_system: bool) -> FontConfiguration:
    """Fontconfig is told of them by a file that it reads only now. A folder of that kind goes too when we were killed meanwhile."""
    _engine()  # says what is missing, when it is
    from weasyprint.text.fonts import FontConfiguration

    with output.beside(Path(gettempdir(), LETTERS), private=True) as folder:
        file = folder / "fonts.conf"
        file.write_text(font_config(folder / "cache", with_system=with_system), encoding="utf-8")
        with environment("FONTCONFIG_FILE", str(file)):
            return FontConfiguration()
