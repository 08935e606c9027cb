"""From a sheet to a tagged PDF/UA-1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import category

from generator.pdf_boxes import Borrowed, to_be_boxed
from generator.pdf_finish import PdfError, finished, page_count
from generator.pdf_libraries import environment
from generator.press import NoPrinterError, Press, remarks, unseen
from generator.problems import Location, Problem, quoted
from generator.rendering.page import AFTER_FRONT, PIECE
from generator.surroundings import SurroundingsError
from generator.workers import Died, Limits, run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from generator.rendering.page import Sheet

LIMITS = Limits()
MOST_REMARKS = 3
PX_PER_MM = 96 / 25.4
LINE = 4 * PX_PER_MM
"""What a line of the front takes."""

__all__ = ["NoPrinterError", "PdfError", "Place", "make_pdfs", "page_count", "pdf_bytes", "places"]


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
        for page in Press(is_fillable=sheet.is_fillable).document(sheet.html).pages
    )


def _place(left: float, top: float, right: float, bottom: float) -> Place:
    return Place(left, top, right - left, bottom - top)


# --- Setting the type


def _printed(sheet: Sheet) -> bytes:
    """With our own fonts alone. For a character that they lack: those of this computer behind them, else a box in its place."""
    pdf, remarks = _typeset(sheet, with_system=False)
    if lacking := unseen(remarks):
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
    found = to_be_boxed(unseen(remarks), sheet.html)
    boxless = {char for char in found.intersection(missing).difference(silent) if category(char) == "Cf"}
    if boxless or found.difference(missing):
        return _typeset_with_boxes(sheet, found.union(missing), with_system=with_system, silent=boxless.union(silent))
    return pdf, remarks


def _typeset(
    sheet: Sheet, *, with_system: bool, missing: Collection[str] = (), silent: Collection[str] = ()
) -> tuple[bytes, list[str]]:
    """A raw PDF and what WeasyPrint had to remark, each thing once. What is missing from all fonts is shown as a box.

    What is silent is only told with its line, and leaves no trace on the page.
    """
    press = Press(with_system=with_system, missing=missing, silent=silent, is_fillable=sheet.is_fillable)
    draft = fitting_front(sheet, press) if sheet.drafts else 0
    with remarks() as found, environment("SOURCE_DATE_EPOCH", "0"):  # else each embedded font says when it was made
        pdf = press.pdf(_fitted(sheet, draft, press))
    return pdf, found.texts


def fitting_front(sheet: Sheet, press: Press) -> int:
    """The first draft of the front that is one page, or one that leaves less than a line of it empty.

    It is measured alone, as the rest may be long. What is left says by how many lines it is too long or too short, and so where
    to look next.
    """
    measured = _Measured(sheet, press)
    too_long, fits, tried = -1, len(sheet.drafts), sheet.likely_draft
    while fits - too_long > 1:
        lines = measured.left(sheet.drafts[tried]) / LINE
        if lines < 0:
            too_long = tried
        else:
            fits = tried
        if 0 <= lines < 1:
            break
        tried = max(too_long + 1, min(fits - 1, tried - int(lines // 1)))
    return fits


class _Measured:
    """How high the pieces of a front are, each measured once: the drafts have many in common."""

    def __init__(self, sheet: Sheet, press: Press) -> None:
        self.sheet, self.press = sheet, press
        self.heights: dict[str, float] = {}
        self.room = 0.0

    def left(self, draft: tuple[str, ...]) -> float:
        """What a draft leaves of its page, in pixels; what it is too long is less than nothing."""
        new = [piece for piece in dict.fromkeys(draft) if piece not in self.heights]
        if new:
            self._measure(new)
        return self.room - sum(self.heights[piece] for piece in draft)

    def _measure(self, pieces: list[str]) -> None:
        endless, *_, real = self.press.document(self.sheet.measuring(pieces)).pages
        edges = (endless.anchors[f"{PIECE}{number}"] for number in range(len(pieces)))
        self.heights |= {piece: bottom - top for piece, (_, top, _, bottom) in zip(pieces, edges, strict=True)}
        page = endless._page_box  # noqa: SLF001  nothing else tells its margins
        self.room = real.height - page.margin_top - page.margin_bottom


def _fitted(sheet: Sheet, draft: int, press: Press) -> Any:  # noqa: ANN401  weasyprint has no types
    """The whole, with a front of one page. Real page numbers may take more room than they had when the front stood alone."""
    if not sheet.drafts:
        return press.document(sheet.html)
    for front in sheet.drafts[draft:]:
        document = press.document(sheet.with_draft(front))
        if _is_one_page(document):
            return document
    raise PdfError("het eerste blad past niet op één bladzijde; kort de namen en titels in die erop staan")


def _is_one_page(document: Any) -> bool:  # noqa: ANN401  weasyprint has no types
    """Whether the front is: what comes after it then begins the second page."""
    return len(document.pages) > 1 and AFTER_FRONT in document.pages[1].anchors
