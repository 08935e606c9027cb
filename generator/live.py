"""Both sites as they are now, held in memory and made anew when a file changes. Nothing private touches the disk."""

from __future__ import annotations

import hashlib
import secrets
import threading
import traceback
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from generator.build import check, make_site, templates_of
from generator.pdf import make_pdfs
from generator.problems import Location, Problem, has_faults
from generator.rendering.dossier import dossier_files, dossier_sheets
from generator.surroundings import SurroundingsError
from generator.terminal import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.rendering.page import Sheet

T = TypeVar("T")


@dataclass(frozen=True)
class Stand:
    """What a page that is open has to know: which edition of the pages is shown, and what stands in the way of a newer one."""

    number: str
    edition: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Shown:
    """One edition of the private site."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)


class Live:
    """What is shown of one project folder. A fault in it leaves the last good pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shown = Shown()
        self.public: Mapping[str, bytes] | None = None
        self.pdfs: dict[str, bytes | Problem] = {}
        self.run = secrets.token_hex(4)
        self.number = self.edition = 0
        self.problems: tuple[Problem, ...] = ()
        self.changed = threading.Condition()
        self.site_lock, self.pdf_lock = threading.Lock(), threading.Lock()

    # --- Making

    def refresh(self) -> None:
        """Read the project again and show it, when there is no fault in it."""
        shown, problems = self._guarded(self._made)
        if has_faults(problems):
            self._tell(problems)
            return
        self.shown = shown or Shown()
        with self.pdf_lock:
            wanted = {digest(sheet) for sheet in self.shown.sheets.values()}
            self.pdfs = {key: pdf for key, pdf in self.pdfs.items() if key in wanted}
        with self.site_lock:
            if self.public is not None:
                public, faults = self._guarded(self._public)
                self.public = public or self.public
                problems = [*problems, *faults]
        self._tell(problems, is_new=True)

    def _made(self) -> tuple[Shown | None, list[Problem]]:
        checked = check(self.root, today=date.today())  # noqa: DTZ011  (the day on the wall where the person is)
        if not checked.is_good:
            return None, checked.problems
        templates = templates_of(self.root, checked.project)
        sheets = {sheet.path: sheet for sheet in dossier_sheets(checked.project, templates)}
        return Shown(dossier_files(checked.project, templates), sheets), checked.problems

    def _public(self) -> tuple[Mapping[str, bytes] | None, list[Problem]]:
        """The public site passes over the disk: MkDocs knows no other way, and nothing in it is private."""
        with TemporaryDirectory(prefix="kijkwijzer-") as folder:
            if faults := make_site(self.root, Path(folder), Progress(quiet=True)):
                return None, faults
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}, []

    def _guarded(self, make: Callable[[], tuple[T | None, list[Problem]]]) -> tuple[T | None, list[Problem]]:
        """A bug, or a template that is being written, must not end the showing: the terminal gets its traceback."""
        try:
            return make()
        except SurroundingsError as error:
            return None, [Problem(Location("kijkwijzer"), str(error))]
        except Exception as error:  # noqa: BLE001
            traceback.print_exc()
            told = f"het maken is misgegaan ({type(error).__name__}: {error}); in de terminal staat waar"
            return None, [Problem(Location("kijkwijzer"), told)]

    # --- Showing

    def file(self, path: str) -> bytes | Problem | None:
        """What stands at a path of the private site; a PDF is made when somebody asks for it."""
        sheet = self.shown.sheets.get(path)
        return self.shown.files.get(path) if sheet is None else self._pdf(sheet)

    def _pdf(self, sheet: Sheet) -> bytes | Problem:
        key = digest(sheet)
        with self.pdf_lock:
            if key not in self.pdfs:
                ((_, self.pdfs[key]),) = make_pdfs([sheet], workers=1)
            return self.pdfs[key]

    def public_file(self, path: str) -> bytes | None:
        """What stands at a path of the public site, which is made when somebody first asks for it."""
        with self.site_lock:
            if self.public is None:
                public, faults = self._guarded(self._public)
                self.public = public
                if faults:
                    self._tell([*self.problems, *faults])
        return (self.public or {}).get(path)

    # --- Telling

    @property
    def stand(self) -> Stand:
        return Stand(f"{self.run}-{self.number}", f"{self.run}-{self.edition}", self.problems)

    def _tell(self, problems: list[Problem], *, is_new: bool = False) -> None:
        with self.changed:
            self.problems = tuple(problem for problem in problems if problem.severity == "fout")
            self.number += 1
            self.edition += is_new
            self.changed.notify_all()

    def wait(self, number: str, seconds: float) -> Stand:
        """The stand as soon as it is another one than this, or after so many seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.stand.number != number, timeout=seconds)
            return self.stand


def digest(sheet: Sheet) -> str:
    return hashlib.sha256(sheet.html.encode("utf-8", "surrogatepass")).hexdigest()
