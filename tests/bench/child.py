"""One command of the program, with a clock on each step: python -m tests.bench.child TIMES.json [--no-type] COMMAND...

A step that is done inside another counts for itself alone. Without type the private PDFs hold just a hash of their sheet: what is
left is all that could grow faster than the number of ib-ers, as one PDF knows nothing of another.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = (
    ("read", "generator.build", "read_project"),
    ("history", "generator.history", "look_back"),
    ("check", "generator.build", "check"),
    ("public site", "generator.build", "make_site"),
    ("leak check", "generator.leaks.public", "leaks_in"),
    ("pages and PDFs", "generator.dossier_folder", "fill"),
    ("write", "generator.output", "write_files"),
    ("write", "generator.build", "put_in_place"),
)
"""What each step is called, and the function that does it."""
NO_TYPE = "--no-type"


class Clock:
    """Seconds on the wall and of the processor, of ourselves and of workers that have ended, by step."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.inside: list[list[float]] = []

    def of(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*values: object, **named: object) -> object:
            self.inside.append([0.0, 0.0])
            begin = now()
            try:
                return function(*values, **named)
            finally:
                whole = [end - start for end, start in zip(now(), begin, strict=True)]
                inner = self.inside.pop()
                for place in (0, 1):
                    self.spent[step][place] += whole[place] - inner[place]
                    if self.inside:
                        self.inside[-1][place] += whole[place]

        return timed


def now() -> tuple[float, float]:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic(), time.process_time() + children.ru_utime + children.ru_stime


def main(times: str, *command: str) -> None:
    begin = now()
    clock = Clock()
    if command[0] == NO_TYPE:
        command = command[1:]
        _set_no_type()
    for step, module, name in STEPS:
        place = import_module(module)
        setattr(place, name, clock.of(step, getattr(place, name)))
    from generator.cli import main as kijkwijzer

    try:
        kijkwijzer(list(command), standalone_mode=False)
    finally:
        whole = [end - start for end, start in zip(now(), begin, strict=True)]
        rest = [whole[place] - sum(spent[place] for spent in clock.spent.values()) for place in (0, 1)]
        Path(times).write_text(json.dumps({**clock.spent, "start and rest": rest}), encoding="utf-8")


def _set_no_type() -> None:
    from generator import pdf, site_pdfs  # noqa: F401  what is public has its own hold on what sets type
    from tests.units import quick

    pdf.make_pdfs = quick  # type: ignore[assignment]


if __name__ == "__main__":
    main(*sys.argv[1:])
