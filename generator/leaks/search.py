"""Looks in every byte of a folder for what may not be there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.leaks.needles import Needles, masked
from generator.leaks.unpack import texts
from generator.leaks.unpacked import Shut, Text
from generator.reading.files import shown, why
from generator.workers import Died, Limits, run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.leaks.secret import Kind, Secrets
    from generator.problems import Location

LIMITS = Limits(memory=2 << 30, seconds=120)
NOT_DONE: Literal["niet nagekeken"] = "niet nagekeken"

OUT_OF_TIME = "het nakijken duurt te lang"
TOO_MUCH = "het bestand is te groot of te ingewikkeld om na te kijken"
DAMAGED = "het bestand is beschadigd"
LINK = "het is een snelkoppeling naar een map"
NO_FILE = "het is geen gewoon bestand"


@dataclass(frozen=True)
class Leak:
    """Something that was found, without the thing itself; or a file that could not be looked into."""

    path: str
    """From the folder that was searched, with a name or note in it made unreadable."""
    kind: Kind | Literal["niet nagekeken"]
    where: str
    """The part of the file: a page, an attachment, its data. Of a file that could not be looked into the reason."""
    line: int = 0
    """Of a text, and 0 elsewhere."""
    source: Location | None = None
    """Where it is written in register or scores."""
    ib_er: str = ""


Job = tuple[str, str]


def search(
    folder: Path,
    secrets: Secrets,
    *,
    done: Callable[[str], None] = lambda _: None,
    skip: Sequence[Path] = (),
) -> list[Leak]:
    """All leaks in the files of a folder (or in one file), by path. `done` hears of each file that was searched.

    Folders and files in `skip` are passed over.
    """
    needles = Needles(secrets)
    top = folder if folder.is_dir() else folder.parent
    jobs = [(str(path), shown(os.path.relpath(path, top))) for path in files_in(folder, skip)]
    found: list[Leak] = []
    for (_, path), said in run_limited(read, jobs, workers=min(usable_cores(), len(jobs)), limits=LIMITS):
        found += _leaks(path, said, needles)
        done(path)
    return sorted(found, key=lambda leak: (leak.path, leak.line, leak.where, leak.kind, leak.ib_er))


def files_in(folder: Path, skip: Sequence[Path] = ()) -> list[Path]:
    """Every name in a folder that is not a folder, by path; hidden ones too."""
    if not folder.is_dir():
        return [folder]
    passed = {path.resolve() for path in skip}
    return sorted(_walk(folder, passed))


def _walk(folder: Path, passed: set[Path]) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if passed and path.resolve() in passed:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(path, passed)
            else:
                yield path


def read(job: Job) -> list[Text | Shut]:
    """The work of a child: everything that one file says."""
    full, path = job
    try:
        if not stat.S_ISREG(Path(full).stat().st_mode):
            return [Text(path), Shut(LINK if Path(full).is_dir() else NO_FILE)]
        return list(texts(path, Path(full).read_bytes()))
    except OSError as error:
        return [Text(path), Shut(f"het kan niet gelezen worden: {why(error)}")]
    except (MemoryError, RecursionError):
        return [Text(path), Shut(TOO_MUCH)]
    except Exception:  # noqa: BLE001 - files come from anywhere: one that breaks its reader is told by name, and stops no other
        return [Text(path), Shut(DAMAGED)]


def _leaks(path: str, said: list[Text | Shut] | Died, needles: Needles) -> Iterator[Leak]:
    """What a file should not say: each thing once, at the first place where it stands."""
    if isinstance(said, Died):
        said = [Text(path), Shut(OUT_OF_TIME if said.is_out_of_time else TOO_MUCH)]
    place = masked(path, needles)
    told = set()
    for piece in said:
        if isinstance(piece, Shut):
            yield Leak(place, NOT_DONE, ": ".join(filter(None, (piece.where, piece.why))))
            continue
        for secret, line in needles.found(piece.text, is_junk=piece.is_junk):
            if secret not in told:
                told.add(secret)
                number = line if piece.has_lines and not piece.where else 0
                yield Leak(place, secret.kind, piece.where, number, secret.source, secret.ib_er)
