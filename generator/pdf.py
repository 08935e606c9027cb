"""From a sheet to a tagged PDF/UA-1. The only module that knows weasyprint and pikepdf.

Nothing is fetched: a sheet holds all it shows, and the fonts come from our own folders. What is made holds no action but a
link to the web or to a place in itself; anything else is refused, as links are not fetched and so not filtered on the way in.
"""

from __future__ import annotations

import io
import logging
import os
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from generator.problems import Location, Problem, quoted
from generator.rendering.fonts import font_config
from generator.workers import Died, Limits, run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pikepdf import Object, Pdf
    from weasyprint.text.fonts import FontConfiguration

    from generator.rendering.page import Sheet

LIMITS = Limits()
MOST_WARNINGS = 3
PRINT_FLAG = 4
UNPRINTABLE = "\u25a1"
"""Stands for a character that no font has; a PDF/UA may not hold a character without a shape."""

MISSING_GLYPH = re.compile(r"\.notdef glyph.*\(U\+([0-9A-F]+)\)$", re.DOTALL)
WEB_ADDRESS = re.compile(rb"https?://", re.IGNORECASE)
ACTIVE_KEYS = ("/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent")


class PdfError(Exception):
    """A sheet that cannot be made into a PDF; says why in Dutch, for the person who wrote it."""


class NoPrinterError(Exception):
    """The libraries that set the type are not on this computer; says in Dutch what to install."""


def pdf_bytes(sheet: Sheet) -> bytes:
    """The PDF of one sheet, made here and now and without limits. Raises PdfError."""
    return _finished(_printed(sheet.html))


def make_pdfs(
    sheets: Iterable[Sheet],
    *,
    workers: int | None = None,
    done: Callable[[str], None] = lambda _: None,
    limits: Limits = LIMITS,
) -> Iterator[tuple[str, bytes | Problem]]:
    """Each sheet's path with its PDF, or with why there is none, in the order in which they are ready.

    They are made in child processes with limits, so that one bad sheet costs only itself. `done` hears each path.
    """
    for sheet, made in run_limited(_attempt, sheets, workers=workers or usable_cores(), limits=limits):
        done(sheet.path)
        yield sheet.path, _death(sheet, made) if isinstance(made, Died) else made


def _attempt(sheet: Sheet) -> bytes | Problem:
    try:
        return pdf_bytes(sheet)
    except PdfError as error:
        return _problem(sheet, str(error))
    except MemoryError:
        return _problem(sheet, "het maken kost te veel geheugen; kort de teksten in die erop staan")
    except RecursionError:
        return _problem(sheet, "de inhoud zit te diep in elkaar genest; maak de opbouw eenvoudiger")
    except UnicodeEncodeError as error:
        return _problem(
            sheet, f"er staat een teken in dat niet bestaat: {quoted(error.object[error.start : error.end])}"
        )


def _death(sheet: Sheet, died: Died) -> Problem:
    if died.is_out_of_time:
        return _problem(sheet, "het maken duurt te lang en is afgebroken; kort de teksten in die erop staan")
    return _problem(
        sheet, f"het maken is halverwege afgebroken (code {died.exit_code}), waarschijnlijk door geheugengebrek"
    )


def _problem(sheet: Sheet, message: str) -> Problem:
    return Problem(Location(sheet.path), f"deze PDF is niet gemaakt: {message}")


def page_count(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


# --- Setting the type


def _printed(html: str) -> bytes:
    """With our own fonts; else with those of this computer behind them; else with a box for each character that has none."""
    pdf, warnings = _typeset(html, with_system=False)
    missing = {chr(int(match[1], 16)) for warning in warnings if (match := MISSING_GLYPH.search(warning))}
    if missing:
        pdf, warnings = _typeset(html, with_system=True)
    if missing and warnings:
        boxed = html.translate({ord(char): UNPRINTABLE for char in missing})
        pdf, warnings = _typeset(boxed, with_system=False)
    if warnings:
        raise PdfError("; ".join(quoted(warning) for warning in warnings[:MOST_WARNINGS]))
    return pdf


def _typeset(html: str, *, with_system: bool) -> tuple[bytes, list[str]]:
    """A raw PDF and what WeasyPrint had to remark, each thing once."""
    engine = _engine()
    remarks = _Remarks()
    engine.LOGGER.addHandler(remarks)
    try:
        document = engine.HTML(string=html, url_fetcher=_fetcher(), media_type="print")
        fonts = _fonts(with_system=with_system)
        with _environment("SOURCE_DATE_EPOCH", "0"):  # else each embedded font says when it was made
            return document.write_pdf(pdf_variant="pdf/ua-1", font_config=fonts), remarks.texts
    finally:
        engine.LOGGER.removeHandler(remarks)


class _Remarks(logging.Handler):
    """Gathers what WeasyPrint logs as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.found[record.getMessage()] = None

    @property
    def texts(self) -> list[str]:
        return list(self.found)


@cache
def _engine() -> Any:  # noqa: ANN401  weasyprint has no types
    try:
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
    """The fonts for all sheets of this process. Fontconfig is told of them by a file that it reads only now."""
    from weasyprint.text.fonts import FontConfiguration

    with TemporaryDirectory(prefix="kijkwijzer-") as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(font_config(Path(folder, "cache"), with_system=with_system), encoding="utf-8")
        with _environment("FONTCONFIG_FILE", str(file)):
            return FontConfiguration()


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Tell a library something that it hears only this way, and take it back."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


# --- Finishing and checking


def _finished(raw: bytes) -> bytes:
    """The same document with what PDF/UA asks and WeasyPrint leaves out; without a date, so that the same sheet gives the same bytes."""
    import pikepdf

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        refuse_actions(pdf)
        _say_scopes(pdf.Root.StructTreeRoot)
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                annotation.F = PRINT_FLAG
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def refuse_actions(pdf: Pdf) -> None:
    """Raises PdfError when anything in the document can do more than lead to the web or to a place in itself."""
    for found in _dictionaries(pdf):
        for key in ACTIVE_KEYS:
            if key in found:
                raise PdfError(f"er zit iets in dat uit zichzelf iets doet ({key})")
        if found.get("/Type") == "/Annot" and found.get("/Subtype") not in ("/Link", "/Widget"):
            raise PdfError(f"er zit iets in dat niet op papier hoort ({found.get('/Subtype')})")
        if action := _action(found):
            _refuse_action(action)


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary of the document, also those inside others."""
    import pikepdf

    todo = [*pdf.objects, pdf.trailer]
    while todo:
        found = todo.pop()
        if isinstance(found, pikepdf.Array):
            todo += [child for child in found if _is_inside(child)]
        elif isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            yield found
            todo += [child for _, child in found.items() if _is_inside(child)]


def _is_inside(child: Any) -> bool:  # noqa: ANN401
    """Written in place, so not reached as an object of its own."""
    import pikepdf

    return isinstance(child, (pikepdf.Array, pikepdf.Dictionary)) and not child.is_indirect


def _action(found: Object) -> Object | None:
    """The action that this dictionary holds or is. An attribute of a structure element has the same key, but no /S."""
    import pikepdf

    if found.get("/Type") == "/Action":
        return found
    held = found.get("/A")
    return held if isinstance(held, pikepdf.Dictionary) and "/S" in held else None


def _refuse_action(action: Object) -> None:
    if action.S == "/GoTo":
        return
    if action.S != "/URI":
        raise PdfError(f"er zit een opdracht in die niet mag ({action.S})")
    if not WEB_ADDRESS.match(bytes(action.URI)):
        raise PdfError(f"de link {quoted(str(action.URI))} is geen webadres; een link begint met https:// of http://")


def _say_scopes(root: Object) -> None:
    """Of each TH: a heading of its column when it stands in the table's head or spans columns, else of its row."""
    import pikepdf

    todo = [(root, False)]
    while todo:
        element, in_head = todo.pop()
        if element.get("/S") == "/TH":
            spans = in_head or element.A.get("/ColSpan", 1) != 1
            element.A.Scope = pikepdf.Name.Column if spans else pikepdf.Name.Row
        todo += [(kid, in_head or element.get("/S") == "/THead") for kid in _elements(element)]


def _elements(element: Object) -> Iterator[Object]:
    import pikepdf

    kids: Any = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
