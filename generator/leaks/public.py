"""The check of a folder that others get to see, and the words for what it finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.leaks.own import PRIVATE
from generator.leaks.search import NOT_DONE, files_in, search
from generator.leaks.secrets import secrets_of
from generator.problems import Location, Problem, has_faults
from generator.reading.settings import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.leaks.search import Leak
    from generator.leaks.secret import Secrets
    from generator.model.project import Settings
    from generator.terminal import Progress

LABEL = "Nakijken op namen en aantekeningen"
REMEDY = f"haal het weg, of zet de tekst bij 'openbaar' in {FILE} als iedereen hem mag lezen"


@dataclass(frozen=True)
class Nagekeken:
    """What came of a check: the problems, how many files were searched, and what for."""

    problems: list[Problem]
    files: int
    secrets: Secrets

    @property
    def counts(self) -> Counter[str]:
        """How many of each kind were looked for."""
        kinds = Counter[str](secret.kind for secret in self.secrets.named)
        kinds["aantekening"] = len(set(self.secrets.runs.values()))
        return kinds


def check(root: Path, folder: Path, name: str, settings: Settings, progress: Progress) -> Nagekeken:
    """Looks through a folder, that a person knows by this name, for everything that a project has to keep to itself."""
    secrets = secrets_of(root, settings)
    files = files_in(folder)
    with progress.count(LABEL, len(files)) as done:
        leaks = search(folder, secrets, done=done)
    problems = [_problem(leak, name if folder.is_dir() else "") for leak in leaks]
    if any(leak.kind != NOT_DONE for leak in leaks):
        problems += _origins(root, settings, secrets)
    return Nagekeken(sorted({*problems, *secrets.remarks}), len(files), secrets)


def leaks_in(root: Path, folder: Path, name: str, settings: Settings, progress: Progress) -> list[Problem]:
    """What stands in the way of showing a public site to anybody; what was not looked for is only said."""
    problems = check(root, folder, name, settings, progress).problems
    if has_faults(problems):
        return problems
    for problem in problems:
        progress.say(str(problem))
    return []


def _problem(leak: Leak, folder: str) -> Problem:
    place = Location("/".join(filter(None, (folder, leak.path))), leak.line)
    if leak.kind == NOT_DONE:
        return Problem(place, f"dit kon niet worden nagekeken: {leak.where}; vervang het of haal het weg")
    where = f" ({leak.where})" if leak.where else ""
    return Problem(place, f"hier staat {_what(leak)}{where}")


def _origins(root: Path, settings: Settings, secrets: Secrets) -> Iterator[Problem]:
    """Where it stands in what a person wrote and comes on the site: that is what has to be mended."""
    private = [root / settings.templates / name for name in PRIVATE]
    for name in (settings.content, settings.rubrics, settings.templates, FILE):
        if (root / name).exists():
            for leak in search(root / name, secrets, skip=private):
                if leak.kind != NOT_DONE:
                    place = Location("/".join(dict.fromkeys((name, leak.path))), leak.line)
                    yield Problem(place, f"hier staat {_what(leak)}, en dit komt op de openbare site; {REMEDY}")


def _what(leak: Leak) -> str:
    """What it is, without saying it."""
    of = f"van {leak.ib_er}" if leak.ib_er else "van een waarnemer"
    words = {
        "naam": f"de naam {of}",
        "school": f"de school {of}",
        "pseudoniem": f"het pseudoniem {leak.ib_er}",
        "aantekening": f"een tekst over {leak.ib_er or 'een ib-er'}",
    }
    return f"{words[leak.kind]}, uit {leak.source}"
