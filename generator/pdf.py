"""From a sheet to a tagged PDF/UA-1. The only module that knows weasyprint.

Nothing is fetched: a sheet holds all it shows, and the fonts come from our own folders.
"""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_left
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any
from unicodedata import category

from generator import output
from generator.pdf_boxes import Borrowed, box_style, to_be_boxed
from generator.pdf_finish import PdfError, finished, page_count
from generator.pdf_libraries import environment, libraries_by_name
from generator.pdf_verbatim import Verbatim, told
from generator.problems import Location, Problem, quoted
from generator.rendering.fonts import font_config
from generator.rendering.page import AFTER_FRONT
from generator.surroundings import SurroundingsError
from generator.workers import Died, Limits, run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from weasyprint.text.fonts import FontConfiguration

    from generator.rendering.page import Sheet

LIMITS = Limits()
MOST_REMARKS = 3
LETTERS = "kijkwijzer-letters"
MISSING_GLYPH = re.compile(r"\.notdef glyph.*\(U\+([0-9A-F]+)\)$", re.DOTALL)
PX_PER_MM = 96 / 25.4

__all__ = ["NoPrinterError", "PdfError", "Place", "make_pdfs", "page_count", "pdf_bytes", "places"]


class NoPrinterError(SurroundingsError):
    """The libraries that set the type are not on this computer; says in Dutch what to install."""


def pdf_bytes(sheet: Sheet) -> bytes:
    """The PDF of one sheet, made here and now and without limits. Raises PdfError."""
    raw = _printed(sheet)
    return type(raw)(finished(raw, is_fillable=sheet.is_fillable))


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
    for sheet, made in run_limited(attempt, sheets, workers=workers or usable_cores(), limits=limits):
        done(sheet.path)
        yield sheet.path, _death(sheet, made) if isinstance(made, Died) else made


def attempt(sheet: Sheet) -> bytes | Problem:
    """The PDF, or why there is none: what a worker does."""
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
    except SurroundingsError:
        raise
    except Exception as error:  # noqa: BLE001  whatever the typesetter trips over costs this PDF alone
        stopped = f"het maken liep vast ({type(error).__name__}: {quoted(str(error))})"
        return _problem(
            sheet, f"{stopped}; de teksten erop zijn goed gelezen, dus meld dit aan wie het programma beheert"
        )


def _death(sheet: Sheet, died: Died) -> Problem:
    if died.is_out_of_time:
        return _problem(sheet, "het maken duurt te lang en is afgebroken; kort de teksten in die erop staan")
    return _problem(
        sheet, f"het maken is halverwege afgebroken (code {died.exit_code}), waarschijnlijk door geheugengebrek"
    )


def _problem(sheet: Sheet, message: str) -> Problem:
    return Problem(Location(sheet.path), f"deze PDF is niet gemaakt: {message}")


@dataclass(frozen=True)
class Place:
    """Where something is on a page, in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float


def places(sheet: Sheet) -> tuple[dict[str, Place], ...]:
    """Of each page, where everything with an id is; what runs on over a page end has a place on both."""
    return tuple(
        {id: _place(*(edge / PX_PER_MM for edge in edges)) for id, edges in page.anchors.items()}
        for page in _Press(is_fillable=sheet.is_fillable).document(sheet.html).pages
    )


def _place(left: float, top: float, right: float, bottom: float) -> Place:
    return Place(left, top, right - left, bottom - top)


# --- Setting the type


def _printed(sheet: Sheet) -> bytes:
    """With our own fonts alone. For a character that they lack: those of this computer behind them, else a box in its place."""
    pdf, remarks = _typeset(sheet, with_system=False)
    if lacking := _missing(remarks):
        pdf, remarks = _typeset_with_boxes(sheet, set(), with_system=True)
        if remarks:  # a font of this computer cannot be used
            pdf, remarks = _typeset_with_boxes(sheet, lacking, with_system=False)
        pdf = Borrowed(pdf)
    if remarks:
        raise PdfError("; ".join(quoted(remark) for remark in remarks[:MOST_REMARKS]))
    return pdf


def _typeset_with_boxes(
    sheet: Sheet, missing: Collection[str], *, with_system: bool, silent: Collection[str] = ()
) -> tuple[bytes, list[str]]:
    """What stands beside a box can turn out to be missing only then. Pango takes no box for some marks that are never seen."""
    pdf, remarks = _typeset(sheet, with_system=with_system, missing=missing, silent=silent)
    found = to_be_boxed(_missing(remarks), sheet.html)
    boxless = {char for char in found.intersection(missing).difference(silent) if category(char) == "Cf"}
    if boxless or found.difference(missing):
        return _typeset_with_boxes(sheet, found.union(missing), with_system=with_system, silent=boxless.union(silent))
    return pdf, remarks


def _missing(remarks: list[str]) -> set[str]:
    """The characters that no font had."""
    return {chr(int(match[1], 16)) for remark in remarks if (match := MISSING_GLYPH.search(remark))}


def _typeset(
    sheet: Sheet, *, with_system: bool, missing: Collection[str] = (), silent: Collection[str] = ()
) -> tuple[bytes, list[str]]:
    """A raw PDF and what WeasyPrint had to remark, each thing once. What is missing from all fonts is shown as a box.

    What is silent is only told with its line, and leaves no trace on the page.
    """
    press = _Press(with_system=with_system, missing=missing, silent=silent, is_fillable=sheet.is_fillable)
    fronts = _fitting_fronts(sheet, press)
    with _remarks() as remarks, environment("SOURCE_DATE_EPOCH", "0"):  # else each embedded font says when it was made
        document = _fitted(sheet, fronts, press)
        with told(_engine().pdf.stream.Stream, press.verbatim):
            pdf = document.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=sheet.is_fillable)
    return pdf, remarks.texts


def _fitting_fronts(sheet: Sheet, press: _Press) -> tuple[tuple[str, ...], ...]:
    """The drafts of the front that are one page, the most generous first. It is set alone, as the rest may be long."""

    def fits(draft: tuple[str, ...]) -> int:
        return _is_one_page(press.document(sheet.front(draft)))

    if not sheet.drafts or fits(sheet.drafts[0]):
        return sheet.drafts
    return sheet.drafts[bisect_left(sheet.drafts, 1, lo=1, key=fits) :]


def _fitted(sheet: Sheet, fronts: tuple[tuple[str, ...], ...], press: _Press) -> Any:  # noqa: ANN401  weasyprint has no types
    """The whole, with a front of one page. Real page numbers may take more room than they had when the front stood alone."""
    if not sheet.drafts:
        return press.document(sheet.html)
    for draft in fronts:
        document = press.document(sheet.with_draft(draft))
        if _is_one_page(document):
            return document
    raise PdfError("het eerste blad past niet op één bladzijde; kort de namen en titels in die erop staan")


def _is_one_page(document: Any) -> bool:  # noqa: ANN401  weasyprint has no types
    """Whether the front is: what comes after it then begins the second page."""
    return len(document.pages) > 1 and AFTER_FRONT in document.pages[1].anchors


class _Press:
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
        source = _engine().HTML(string=html, url_fetcher=_fetcher(), media_type="print")
        self.verbatim = Verbatim(source.etree_element.iter())
        for element in source.etree_element.iter() if self.silent else ():
            element.text = (element.text or "").translate(self.silent)
            element.tail = (element.tail or "").translate(self.silent)
        return source.render(
            pdf_variant="pdf/ua-1", font_config=self.fonts, pdf_forms=self.is_fillable, stylesheets=self.styles
        )


@contextmanager
def _remarks() -> Iterator[_Remarks]:
    """Listen to WeasyPrint for a while."""
    logger = _engine().LOGGER
    remarks = _Remarks()
    logger.addHandler(remarks)
    try:
        yield remarks
    finally:
        logger.removeHandler(remarks)


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
