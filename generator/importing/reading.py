"""Reads files that a stranger filled in: what kind each is follows from its content, and all of it happens in child processes with limits."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.importing.files import content, fault
from generator.model.velden import Ingevuld
from generator.problems import Notebook, Problem
from generator.reading.files import shown
from generator.reading.parsing import parse
from generator.reading.text import decoded
from generator.reading.values import TEXT_LIMIT
from generator.workers import Died, Limits, run_limited, usable_cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.importing.files import Source
    from generator.reading.nodes import Mapping

LIMITS = Limits(memory=256 << 20, seconds=20)
"""Far more than our own forms take: 50 MB and a tenth of a second."""

YAML_NAMES = (".yml", ".yaml")
GRID_NAMES = (".csv", ".txt", ".tsv")
YAML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n|---\s*\n)*+"
    rb"[\"']?(?:fictief|rubric|versie|kijkwijzers|ib_er|waarnemer|datum|aanleiding|doel|status|scores)[\"']?\s*:"
)
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.IGNORECASE)
PICTURE = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|RIFF....WEBP|....ftyp(?:heic|mif1|avif)", re.DOTALL)
MOST_FIELDS = 10_000
LONGEST = 5 * TEXT_LIMIT
"""Characters in one field; what is longer than a text may be but not this long is told by its reader."""
LIKE_A_PDF = 1024
"""A PDF may have other bytes before its start, at most so many."""

OUT_OF_TIME = "dit bestand lezen duurt te lang; er zit meer in dan een ingevuld formulier nodig heeft"
TOO_MUCH = (
    "dit bestand is te groot of te ingewikkeld om te lezen; er zit meer in dan een ingevuld formulier nodig heeft"
)
UNFORESEEN = "dit bestand is niet te lezen; open het in het programma waarin het is ingevuld en bewaar het opnieuw"
OTHER = "dit is geen formulier dat hier gelezen kan worden; dat zijn een invulbare PDF, .xlsx, .csv en een scorebestand (.yml)"


@dataclass(frozen=True)
class Written:
    """A score file, as its parser gives it."""

    path: str
    text: str
    mapping: Mapping
    problems: tuple[Problem, ...]


Reading: TypeAlias = Ingevuld | Written | Problem
Job: TypeAlias = tuple[int, str, bytes]


def read_sources(
    sources: Sequence[Source | Problem], done: Callable[[str], None] = lambda _: None
) -> list[list[Reading]]:
    """What is in each of them; a file that cannot be read costs itself alone. `done` hears of each that was read."""
    found: list[list[Reading]] = [[source] if isinstance(source, Problem) else [] for source in sources]

    def jobs() -> Iterator[Job]:
        for number, source in enumerate(sources):
            if not isinstance(source, Problem):
                data = content(source)
                if isinstance(data, Problem):
                    found[number].append(data)
                    done(source.typed)
                else:
                    yield number, shown(source.typed), data

    for (number, path, _), readings in run_limited(
        read_file, jobs(), workers=min(usable_cores(), len(sources)), limits=LIMITS
    ):
        found[number] = [_died(path, readings)] if isinstance(readings, Died) else readings
        done(path)
    return found


def _died(path: str, died: Died) -> Problem:
    return fault(path, OUT_OF_TIME if died.is_out_of_time else TOO_MUCH)


def read_file(job: Job) -> list[Reading]:
    """The work of a child. What a library says on the way is not for a person, so it says that to nobody."""
    _hush()
    _, path, data = job
    try:
        return [each for reading in _read(path, data) for each in _bounded(reading)]
    except (MemoryError, RecursionError):
        return [fault(path, TOO_MUCH)]
    except Exception as error:  # noqa: BLE001  a stranger's file finds what nobody thought of; it may not cost the others
        return [fault(path, f"{UNFORESEEN} ({type(error).__name__})")]


def _bounded(reading: Reading) -> list[Reading]:
    """No more than a form can hold goes on from here."""
    if not isinstance(reading, Ingevuld):
        return [reading]
    if len(reading.fields) > MOST_FIELDS:
        return [fault(reading.path, TOO_MUCH)]
    found: list[Reading] = [
        fault(
            reading.path, f"{veld.label}: hier staan {len(veld.value)} tekens; het mogen er hoogstens {TEXT_LIMIT} zijn"
        )
        for veld in reading.fields.values()
        if len(veld.value) > LONGEST
    ]
    return found or [reading]


def _hush() -> None:
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, 1)
    os.dup2(nobody, 2)
    os.close(nobody)


def _read(path: str, data: bytes) -> list[Reading]:
    if b"%PDF-" in data[:LIKE_A_PDF]:
        from generator.pdf_fields import read_pdf

        return [*read_pdf(path, data)]
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):  # also of old workbooks and of those with a password
        return _grid(path, data)
    name = path.lower()
    if why := _not_ours(name, data):
        return [fault(path, why)]
    if YAML_START.match(data) or name.endswith(YAML_NAMES):
        return _written(path, data)
    return _grid(path, data) if name.endswith(GRID_NAMES) else [fault(path, OTHER)]


def _grid(path: str, data: bytes) -> list[Reading]:
    from generator.spreadsheet_fields import read_spreadsheet

    return [*read_spreadsheet(path, data)]


def _not_ours(name: str, data: bytes) -> str:
    """What it is instead, and what to do, where that can be known."""
    if PICTURE.match(data):
        return "dit is een foto of scan; neem de scores over in een formulier, of typ ze in de browser"
    if PAGE.match(data):
        return "dit is een webpagina; open hem, kies 'bewaar scorebestand' en neem het bestand dat je dan krijgt"
    if name.endswith(".pdf"):
        return "dit is geen PDF, al heet het bestand zo; bewaar het formulier opnieuw als PDF"
    if name.endswith(".xlsx"):
        return "dit is geen spreadsheet, al heet het bestand zo; bewaar het formulier opnieuw als .xlsx"
    return ""


def _written(path: str, data: bytes) -> list[Reading]:
    mapping, problems = parse(path, data)
    if mapping is None:
        return [*problems]
    return [Written(path, decoded(data, Notebook(path)) or "", mapping, tuple(problems))]
