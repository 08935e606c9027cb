"""Both sites as they are now, held in memory and made anew when a file changes. Nothing private touches the disk."""

from __future__ import annotations

import secrets
import threading
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from generator.build import PARTS, Part, check, make_site, template_problem, templates_of
from generator.kept_pdfs import keeper, key
from generator.model.project import Project
from generator.pdf import make_pdfs
from generator.problems import Location, Problem, has_faults
from generator.rendering.dossier import dossier_files, dossier_sheets
from generator.rendering.templates import TemplateFault
from generator.surroundings import SurroundingsError
from generator.terminal import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.rendering.page import Sheet

T = TypeVar("T")


@dataclass(frozen=True)
class Stand:
    """What a page that is open has to know: which edition of the pages is shown, and what stands in the way of a newer one."""

    number: str
    editions: Mapping[Part, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Shown:
    """One edition of the private site. What is to be printed is worked out when somebody first asks for a PDF."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    make_sheets: Callable[[], Iterable[Sheet]] = tuple
    project: Project = field(default_factory=Project)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        return {sheet.path: sheet for sheet in self.make_sheets()}


class Live:
    """What is shown of one project folder. A fault in it leaves the last good pages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shown = Shown()
        self.public: Mapping[str, bytes] | None = None
        self.pdfs: dict[str, bytes | Problem] = {}
        self.run = secrets.token_hex(4)
        self.number = 0
        self.editions: dict[Part, int] = dict.fromkeys(PARTS, 0)
        self.problems: tuple[Problem, ...] = ()
        self.changed = threading.Condition()
        self.site_lock, self.pdf_lock = threading.Lock(), threading.Lock()

    # --- Making

    def refresh(self) -> None:
        """Read the project again and show it, when there is no fault in it. Pages that stay the same are no new edition."""
        made, problems = self._guarded(self._made)
        if has_faults(problems):
            self._tell(problems)
            return
        before, self.shown = self.shown, made or Shown()
        self._tell(problems, *(() if self.shown.files == before.files else ("dossier",)))
        with self.site_lock:
            if self.public is not None:
                self._refresh_site(problems)

    def _refresh_site(self, problems: list[Problem]) -> None:
        public, faults = self._guarded(self._public)
        self.public = public or self.public or {}
        self._tell([*problems, *faults], *(("site",) if public else ()))

    def _made(self) -> tuple[Shown | None, list[Problem]]:
        checked = check(self.root, today=date.today())  # noqa: DTZ011  (the day on the wall where the person is)
        if not checked.is_good:
            return None, checked.problems
        made_from = checked.project, templates_of(self.root, checked.project), checked.past.record
        shown = Shown(dossier_files(*made_from), partial(dossier_sheets, *made_from), checked.project)
        return shown, checked.problems

    def _public(self) -> tuple[Mapping[str, bytes] | None, list[Problem]]:
        """The public site passes over the disk: MkDocs knows no other way, and nothing in it is private."""
        with TemporaryDirectory(prefix="kijkwijzer-") as folder:
            old = keeper(self.root / self.shown.project.settings.site)
            faults, failed = make_site(self.root, Path(folder), Progress(quiet=True), old)
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
        """What stands at a path of the private site; a PDF is made when somebody asks for it."""
        if not path.endswith(".pdf"):
            return self.shown.files.get(path)
        with self.pdf_lock:
            made, faults = self._guarded(partial(self._pdf, path))
        return faults[0] if faults else made

    def _pdf(self, path: str) -> tuple[bytes | None, list[Problem]]:
        """Made once for as long as it stays the same."""
        sheets = self.shown.sheets
        if path not in sheets:
            return None, []
        made_from = key(sheets[path])
        if made_from not in self.pdfs:
            wanted = set(map(key, sheets.values()))
            self.pdfs = {old: pdf for old, pdf in self.pdfs.items() if old in wanted}
            self.pdfs[made_from] = self._kept(sheets[path]) or dict(make_pdfs([sheets[path]], workers=1))[path]
        made = self.pdfs[made_from]
        return (None, [made]) if isinstance(made, Problem) else (made, [])

    def _kept(self, sheet: Sheet) -> bytes | None:
        """As the last build made it."""
        return keeper(self.root / self.shown.project.settings.dossier).take(sheet)

    def public_file(self, path: str) -> bytes | None:
        """What stands at a path of the public site, which is made when somebody first asks for it."""
        with self.site_lock:
            if self.public is None:
                self._refresh_site(list(self.problems))
        return (self.public or {}).get(path)

    # --- Telling

    @property
    def stand(self) -> Stand:
        editions = {part: f"{self.run}-{number}" for part, number in self.editions.items()}
        return Stand(f"{self.run}-{self.number}", editions, self.problems)

    def _tell(self, problems: list[Problem], *new: Part) -> None:
        """There is news, and perhaps a new edition of some part."""
        with self.changed:
            self.problems = tuple(problem for problem in problems if problem.severity == "fout")
            self.number += 1
            self.editions |= dict.fromkeys(new, self.number)
            self.changed.notify_all()

    def wait(self, number: str, seconds: float) -> Stand:
        """The stand as soon as it is another one than this, or after so many seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.stand.number != number, timeout=seconds)
            return self.stand
