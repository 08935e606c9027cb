"""The whole build: read, check, make both sites beside the old ones, put them in their place."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from generator import history, output, wis_begonnen
from generator.history import Past
from generator.problems import Location, Problem, has_faults, quoted
from generator.reading.project import read_project, read_public
from generator.refusals import refusals
from generator.register_place import in_the_open
from generator.surroundings import writing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from pathlib import Path

    from generator.kept_pdfs import Keeper
    from generator.model.project import Project, Settings
    from generator.reading.memory import Memory
    from generator.rendering.templates import TemplateFault, Templates
    from generator.terminal import Progress

Part = Literal["site", "dossier"]
PARTS: tuple[Part, ...] = ("site", "dossier")


@dataclass(frozen=True)
class Checked:
    """A project with everything that is to be said of it before anything is made."""

    project: Project
    problems: list[Problem]
    past: Past = field(default_factory=Past)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was not looked at, and why; nobody has to mend it."""
        return self.past.remarks

    @property
    def is_good(self) -> bool:
        return not has_faults(self.problems)


@dataclass(frozen=True)
class Made:
    """A folder that was put in its place, and how much is in it."""

    folder: Path
    pages: int
    pdfs: int


@dataclass
class Built:
    """What came of a build. With a fault in the check nothing was made; a PDF that failed is missing, and named."""

    checked: Checked
    made: list[Made] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)


def check(root: Path, *, today: date, parts: Collection[Part] = PARTS, memory: Memory | None = None) -> Checked:
    """For the public site alone, scores need not be right: what is made is only searched for what they and the register hold."""
    git = history.Git(root)
    older = partial(history.lost_rubric, git)
    is_whole = "dossier" in parts
    project, problems = read_project(root, today=today, older=older, memory=memory) if is_whole else read_public(root)
    past = history.look_back(root, project, git)
    refused = refusals(root, project.settings)
    names = in_the_open(root, project.settings, project.register) if "dossier" in parts else []
    unfinished = wis_begonnen.unfinished(root)
    return Checked(project, sorted({*problems, *past.problems, *refused, *names, *unfinished}), past)


def build(
    checked: Checked, root: Path, progress: Progress, parts: Collection[Part] = PARTS, *, cached: bool = True
) -> Built:
    """Makes the parts asked for of a good project. Until all are done, the old folders stay as they are.

    Where `cached`, what would come out the same is taken over from the old folders.
    """
    from generator.rendering.templates import TemplateFault

    built = Built(checked)
    try:
        _build(built, root, progress, parts, cached=cached)
    except TemplateFault as fault:
        built.failed.append(template_problem(fault))
    return built


def _build(built: Built, root: Path, progress: Progress, parts: Collection[Part], *, cached: bool) -> None:
    from generator.kept_pdfs import Keeper, keeper
    from generator.leaks.public import leaks_in
    from generator.leftovers import leftovers

    project = built.checked.project
    settings = project.settings
    swaps: list[tuple[Path, Path]] = []
    with ExitStack() as stack:
        left = stack.enter_context(leftovers(root / settings.dossier)) if "dossier" in parts else []
        if "site" in parts:
            target = root / settings.site
            folder = stack.enter_context(output.beside(target))
            faults, failed = make_site(root, folder, progress, keeper(target) if cached else Keeper())
            faults = faults or leaks_in(root, folder, settings.site, settings, progress)
            built.failed += faults or _placed(failed, settings.site)
            if faults:
                return
            swaps.append((folder, target))
        if "dossier" in parts:
            target = root / settings.dossier
            folder = stack.enter_context(output.beside(target, private=True, is_taken_over=True))
            old = keeper(target, *left) if cached else Keeper()
            built.failed += make_dossier(built.checked, templates_of(root, project), folder, progress, old)
            swaps.append((folder, target))
        put_in_place(swaps)
    built.made += [counted(target) for _, target in swaps]


def put_in_place(swaps: Iterable[tuple[Path, Path]]) -> None:
    """All of them or none, also when one is refused or somebody stops it. Killed in between, each is the old or the new, whole."""
    with ExitStack() as undo:
        for folder, target in swaps:
            undo.callback(output.swap(folder, target))
        undo.pop_all()


def recover(root: Path, settings: Settings, to_make: Collection[Part] = ()) -> None:
    """Clears up after builds that were killed, also when nothing can be made now: what they left may be private.

    Of a dossier that is to be made now only what was laid aside comes back: the build takes over the rest, and clears it up.
    """
    with writing(root / settings.site):
        output.tidy(root / settings.site)
    with writing(root / settings.dossier):
        (output.restore if "dossier" in to_make else output.tidy)(root / settings.dossier)


def templates_of(root: Path, project: Project) -> Templates:
    from generator.rendering.templates import Templates

    return Templates(root / project.settings.templates)


def make_site(
    root: Path, folder: Path, progress: Progress, keeper: Keeper | None = None
) -> tuple[list[Problem], list[Problem]]:
    """Writes the public site; gives what stands in its way, and then the folder is no site, and else the PDFs that failed."""
    from generator.mkdocs_plugin import SiteFault, build_site

    progress.say("De openbare site maken")
    try:
        with writing(folder):
            return [], build_site(root, folder, keeper)
    except SiteFault as fault:
        return list(fault.problems), []


def make_dossier(
    checked: Checked, templates: Templates, folder: Path, progress: Progress, keeper: Keeper
) -> list[Problem]:
    """Writes the private site; gives the PDFs that failed."""
    from generator.dossier_folder import fill
    from generator.rendering.dossier import dossier_units

    progress.say("Het dossier maken")
    output.write_files(folder, {".gitignore": b"*\n"}, private=True)
    record = dict(checked.past.record)  # of everybody, so that git is asked once
    units = dossier_units(checked.project, templates, record)
    return _placed(fill(folder, units, keeper, progress), checked.project.settings.dossier)


def _placed(problems: list[Problem], folder: str) -> list[Problem]:
    """With the folder that their PDF would have been in."""
    return [replace(problem, location=Location(f"{folder}/{problem.location.path}")) for problem in problems]


def template_problem(fault: TemplateFault) -> Problem:
    return Problem(Location(fault.path, fault.line), f"dit sjabloon klopt niet: {quoted(fault.reason)}")


def counted(folder: Path) -> Made:
    files = [path.suffix for path in folder.rglob("*") if path.is_file()]
    return Made(folder, files.count(".html"), files.count(".pdf"))
