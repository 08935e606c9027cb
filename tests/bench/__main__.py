"""`make bench`: what a build costs, cold and after one edit, and what a PDF costs beside a plain loop. Ratios count, not seconds.

python -m tests.bench --people 10 --rounds 3
"""

# ruff: noqa: T201  a table for a person to read

from __future__ import annotations

import argparse
import platform
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator import pdf
from generator.build import check, templates_of
from generator.workers import usable_cores
from tests.bench.measure import Spent, cost
from tests.bench.more import TODAY, tell_forms, tell_profile, tell_starts
from tests.bench.people import LAST_YEAR, RUBRIC, make_project, score_file
from tests.bench.plain import as_set, plain_loop
from tests.bench.serving import tell as tell_served
from tests.bench.typst_text import typst_texts
from tests.dossiers import dossier_sheets
from tests.projects import edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.rendering.page import Sheet
    from tests.bench.measure import Cost

MB = 1_000_000
MOST_PROFILED = 3


def main() -> None:
    asked = _asked()
    print(f"{asked.people} ib-ers x {asked.rounds} rounds, one afname each. {_machine()}\n")
    with TemporaryDirectory(prefix="kijkwijzer-bench-") as folder:
        root = make_project(Path(folder, "project"), asked.people, asked.rounds)
        _tell_builds(_builds(root))
        _tell_pdfs(root, asked.sample, asked.forms)
    tell_served(asked.served)
    tell_starts()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="What the program costs.")
    parser.add_argument("--people", type=int, default=10, help="how many ib-ers (default 10)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each (default 3)")
    parser.add_argument(
        "--sample", type=int, default=2, help="of how many the PDFs are also made by a plain loop (default 2)"
    )
    parser.add_argument(
        "--forms", type=int, default=100, help="how many pre-printed kijkwijzers, also by Typst (default 100)"
    )
    parser.add_argument("--served", type=int, default=300, help="of how many ib-ers the pages are served (default 300)")
    return parser.parse_args()


def _machine() -> str:
    return f"{usable_cores()} cores, {platform.machine()}, Python {platform.python_version()}, {TODAY:%Y}"


# --- Builds


def _builds(root: Path) -> dict[str, Cost]:
    """Each after the one before it."""
    rubric, scores = f"rubrics/{RUBRIC}.yml", score_file(0, LAST_YEAR)
    steps: dict[str, Callable[[], object]] = {
        "cold": lambda: None,
        "nothing changed": lambda: None,
        "one score file": lambda: edit(root, scores, "samenvatting: ", 'zienswijze: "Zo is het."\nsamenvatting: '),
        "one rubric": lambda: edit(root, rubric, "titel: Vaardigheidsmeter", "titel: De vaardigheidsmeter"),
    }
    costs = {}
    for name, change in steps.items():
        change()
        _wait(f"building: {name}")
        costs[name] = cost(root, "build")
    return costs


def _tell_builds(costs: dict[str, Cost]) -> None:
    cold = costs["cold"].whole
    steps = dict.fromkeys(step for found in costs.values() for step in found.steps)
    print(f"| seconds on the wall (of processor) | {' | '.join(costs)} |")
    print(f"|---|{'---:|' * len(costs)}")
    for step in steps:
        print(f"| {step} | {' | '.join(_spent(found.steps.get(step)) for found in costs.values())} |")
    print(f"| **all** | {' | '.join(_spent(found.whole) for found in costs.values())} |")
    print(f"| **part of cold** | {' | '.join(f'{found.whole.wall / cold.wall:.1%}' for found in costs.values())} |")
    print(f"| most memory, MB | {' | '.join(f'{found.memory / MB:.0f}' for found in costs.values())} |")
    print(f"| files written | {' | '.join(str(found.written) for found in costs.values())} |\n")


def _spent(spent: Spent | None) -> str:
    return f"{spent.wall:.2f} ({spent.cpu:.2f})" if spent else ""


# --- PDFs


def _tell_pdfs(root: Path, people: int, forms: int) -> None:
    """Of a few people: ours with all cores, and the plain loop."""
    checked = check(root, today=TODAY)
    sheets = dossier_sheets(checked.project, templates_of(root, checked.project), checked.past.record)
    sample = _of(sheets, people)
    _wait("PDFs: ours")
    ours = _ours(sample)
    _wait("PDFs: choosing fronts for the plain loop")
    ready = [as_set(sheet) for sheet in sample]
    _wait("PDFs: the plain loop")
    plain = plain_loop(ready)
    _wait("PDFs: Typst")
    typst, _ = typst_texts(ready)
    print(f"| {len(sample)} PDFs | PDFs a second | processor a PDF, s | throughput | processor |")
    print("|---|---:|---:|---:|---:|")
    for name, spent in {"plain loop": plain, "ours": ours, "Typst, the same words, plainly": typst}.items():
        number = len(sample)
        print(
            f"| {name} | {number / spent.wall:.2f} | {spent.cpu / number:.2f} "
            f"| {plain.wall / spent.wall:.2f} x | {spent.cpu / plain.cpu:.2f} x |"
        )
    print()
    with TemporaryDirectory(prefix="kijkwijzer-bench-") as folder:
        tell_forms(make_project(Path(folder, "project"), forms), forms)
    tell_profile([sheet for sheet in sample if "-verslag-" in sheet.path][:MOST_PROFILED])


def _of(sheets: list[Sheet], people: int) -> list[Sheet]:
    folders = sorted({sheet.path.split("/")[1] for sheet in sheets if sheet.path.startswith("ib-ers/")})[:people]
    return [sheet for sheet in sheets if sheet.path.startswith(tuple(f"ib-ers/{folder}/" for folder in folders))]


def _ours(sheets: list[Sheet]) -> Spent:
    from tests.bench.child import now

    begin = now()
    for path, made in pdf.make_pdfs(sheets):
        assert isinstance(made, bytes), (path, made)
    return Spent(*(end - start for end, start in zip(now(), begin, strict=True)))


def _wait(what: str) -> None:
    if sys.stderr.isatty():
        print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr)


if __name__ == "__main__":
    main()
