"""Both sites as they are now, held in memory and made anew when a file changes. Nothing private touches the disk."""

from __future__ import annotations

import secrets
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from generator import output
from generator.build import PARTS, Part, check, make_site, template_problem, templates_of
from generator.kept_pdfs import Keeper, keeper
from generator.model.project import Settings
from generator.pdf import make_pdfs
from generator.problems import Location, Problem, has_faults
from generator.public_inputs import inputs
from generator.reading.memory import Memory
from generator.rendering.page import Sheet
from generator.rendering.templates import TemplateFault
from generator.shown import Held, Shown
from generator.standby import Standby
from generator.surroundings import SurroundingsError
from generator.terminal import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


@dataclass(frozen=True)
class Stand:
    """What a page that is open has to know: which edition of the project is shown, and what stands in the way of a newer one."""

    number: str
    editions: Mapping[Part, str]
    problems: tuple[Problem, ...] = ()


class Live:
    """What is shown of one project folder. A fault in it leaves the last good pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.memory = Memory()
        self.shown: Shown | None = None
        self.before: Shown | None = None
        """What was shown until then."""
        self.watched: Counter[str] = Counter()
        """The pages of the private site that somebody has open."""
        self.public: Mapping[str, bytes] | None = None
        self.public_from: Mapping[Path, str] | None = None
        self.public_faults: list[Problem] = []
        self.standby: Standby[Sheet, bytes | Problem] = Standby(lambda sheets: make_pdfs(sheets, workers=1))
        self.pdfs: Held[tuple[str, bytes | Problem]] = Held()
        self.built: tuple[object, Keeper] = None, Keeper()
        """What the last build made, and by what it is known that there was none since."""
        self.run = secrets.token_hex(4)
        self.number = 0
        self.editions: dict[Part, int] = dict.fromkeys(PARTS, 0)
        self.problems: tuple[Problem, ...] = ()
        self.changed = threading.Condition()
        self.site_lock, self.pdf_lock = threading.Lock(), threading.Lock()

    @property
    def settings(self) -> Settings:
        return self.shown.project.settings if self.shown else Settings()

    # --- Making

    def refresh(self) -> None:
        """Read the project again and show it, when there is no fault in it nor in a page that somebody has open."""
        made, problems = self._guarded(self._made)
        if made is None or has_faults(problems):
            self._tell(problems)
            return
        is_new = self.shown is None or not made.is_as(self.shown)
        self.before, self.shown = self.shown, made
        self._tell([*problems, *self.public_faults], *(("dossier",) if is_new else ()))
        with self.site_lock:
            if self.public is not None:
                self._refresh_site(problems)

    def _made(self) -> tuple[Shown | None, list[Problem]]:
        """Of the pages only those that are open are made: the others wait until somebody asks for them."""
        checked = check(self.root, today=date.today(), memory=self.memory)  # noqa: DTZ011  (the day on the wall where the person is)
        if not checked.is_good:
            return None, checked.problems
        templates = templates_of(self.root, checked.project).kept(self.shown.templates if self.shown else None)
        made = Shown(checked.project, templates, checked.past.record)
        for path in filter(None, [*self.watched]):
            made.page(path)
        return made, checked.problems

    def _refresh_site(self, problems: Iterable[Problem]) -> None:
        """Made anew when something changed that it is made from; scores are not among that."""
        now = inputs(self.root, self.settings)
        if now == self.public_from:
            return
        public, self.public_faults = self._guarded(self._public)
        self.public_from = now if public else None
        self.public = public or self.public or {}
        self._tell([*problems, *self.public_faults], *(("site",) if public else ()))

    def _public(self) -> tuple[Mapping[str, bytes] | None, list[Problem]]:
        """The public site passes over the disk: MkDocs knows no other way, and nothing in it is private."""
        with TemporaryDirectory(prefix="kijkwijzer-") as folder:
            faults, failed = make_site(
                self.root, Path(folder), Progress(quiet=True), keeper(self.root / self.settings.site)
            )
            if faults:
                return None, faults
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}, failed

    def _guarded(self, make: Callable[[], tuple[T | None, list[Problem]]]) -> tuple[T | None, list[Problem]]:
        """A bug, or a template that is being written, must not end the showing: the terminal gets its traceback."""
        try:
            return make()
        except TemplateFault as fault:
            return None, [template_problem(fault)]
        except SurroundingsError as error:
            return None, [Problem(Location("kijkwijzer"), str(error))]
        except Exception as error:  # noqa: BLE001
            traceback.print_exc()
            told = f"het maken is misgegaan ({type(error).__name__}: {error}); in de terminal staat waar"
            return None, [Problem(Location("kijkwijzer"), told)]

    # --- Showing

    def file(self, path: str) -> bytes | Problem | None:
        """What stands at a path of the private site: made when somebody asks for it, as PDFs are."""
        if not path.endswith(".pdf"):
            return self._page(path)
        with self.pdf_lock:
            made, faults = self._guarded(partial(self._pdf, path))
        return faults[0] if faults else made

    def _page(self, path: str) -> bytes | Problem | None:
        """As it last could be made."""
        shown, before = self.shown, self.before
        if shown is None:
            return None
        if path not in shown.failed:
            made, faults = self._guarded(lambda: (shown.page(path), []))
            if not faults:
                return made
            shown.failed[path] = faults[0]
            if shown is self.shown:
                self._tell([*self.problems, *faults])
        older = self._guarded(lambda: (before.page(path), []))[0] if before else None
        return older or shown.failed[path]

    def _pdf(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """Made once for as long as it stays the same."""
        found = self.shown.sheet(path) if self.shown else None
        if found is None:
            return None, []
        sheet, made_from = found
        if path in self.pdfs and self.pdfs[path][0] != made_from:
            del self.pdfs[path]
        _, made = self.pdfs.of(path, lambda: (made_from, self._kept(sheet) or self.standby.do(sheet)))
        return (None, [made]) if isinstance(made, Problem) else (made, [])

    def _kept(self, sheet: Sheet) -> bytes | None:
        """As the last build made it. What that says of itself is read once: of many people it is long."""
        folder = self.root / self.settings.dossier
        told = _stamp(folder / output.MADE)
        if told != self.built[0]:
            self.built = told, keeper(folder)
        return self.built[1].take(sheet)

    def go_ahead(self) -> None:
        """Makes the PDF that was looked at last anew, when somebody has a page open: before one looks again."""
        with self.pdf_lock:
            path = next(reversed(self.pdfs), "") if self.watched else ""
        if path:
            self.file(path)

    def warm_up(self) -> None:
        """Have what makes PDFs ready before somebody asks for one."""
        self._guarded(lambda: (self.standby.do(Sheet("", "")), []))

    def public_file(self, path: str) -> bytes | None:
        """What stands at a path of the public site, which is made when somebody first asks for it."""
        with self.site_lock:
            if self.public is None:
                self._refresh_site(self.problems)
        return (self.public or {}).get(path)

    # --- Telling

    @property
    def stand(self) -> Stand:
        editions = {part: f"{self.run}-{number}" for part, number in self.editions.items()}
        return Stand(f"{self.run}-{self.number}", editions, self.problems)

    def _tell(self, problems: Iterable[Problem], *new: Part) -> None:
        """There is news, and perhaps a new edition of some part."""
        with self.changed:
            self.problems = tuple(problem for problem in problems if problem.severity == "fout")
            self.number += 1
            self.editions |= dict.fromkeys(new, self.number)
            self.changed.notify_all()

    def wait(self, number: str, seconds: float, page: str = "") -> Stand:
        """The stand as soon as it is another one than this, or after so many seconds; meanwhile somebody looks at this page."""
        with self.changed:
            self.watched[page] += 1
            try:
                self.changed.wait_for(lambda: self.stand.number != number, timeout=seconds)
            finally:
                self.watched -= Counter([page])
            return self.stand


def _stamp(file: Path) -> object:
    """What tells a file from the one that takes its place."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
