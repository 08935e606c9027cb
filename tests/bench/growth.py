"""What grows with the number of ib-ers, at several sizes.

python -m tests.bench.growth 250 1000 4000

The private PDFs are not set in type: each costs the same whoever else there is.
"""

# ruff: noqa: T201  tables for a person to read

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.measure import cost
from tests.bench.people import LAST_YEAR, make_project, score_file
from tests.projects import edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.bench.measure import Cost

MB = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.growth", description="What grows with the number of ib-ers."
    )
    parser.add_argument("people", type=int, nargs="+", help="how many ib-ers, of each size that is measured")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each (default 3)")
    asked = parser.parse_args()
    tell({people: _costs(people, asked.rounds) for people in asked.people}, asked.rounds)


def _costs(people: int, rounds: int) -> dict[str, Cost]:
    with TemporaryDirectory(prefix="kijkwijzer-bench-") as folder:
        root = make_project(Path(folder, "project"), people, rounds)
        costs = {"cold": cost(root, "build", has_type=False), "nothing changed": cost(root, "build", has_type=False)}
        edit(root, score_file(0, LAST_YEAR), "samenvatting: ", 'zienswijze: "Zo is het."\nsamenvatting: ')
        return {**costs, "one score file": cost(root, "build", has_type=False)}


def tell(found: dict[int, dict[str, Cost]], rounds: int) -> None:
    colds = {people: costs["cold"] for people, costs in found.items()}
    steps = {step: [cold.steps[step].cpu for cold in colds.values()] for step in next(iter(colds.values())).steps}
    builds = {f"**{name}**": [costs[name].whole.cpu for costs in found.values()] for name in next(iter(found.values()))}
    each = [cold.whole.cpu / people * 1000 for people, cold in colds.items()]
    print(f"| processor, s; {rounds} rounds each, no private PDFs |{_row(f'{people} ib-ers' for people in found)}")
    print(f"|---|{'---:|' * len(found)}")
    for name, numbers in {**steps, **builds}.items():
        print(f"| {name} |{_row(f'{number:.1f}' for number in numbers)}")
    print(f"| cold, ms an ib-er |{_row(f'{number:.0f}' for number in each)}")
    print(f"| most memory, MB |{_row(f'{cold.memory / MB:.0f}' for cold in colds.values())}\n")


def _row(cells: Iterable[str]) -> str:
    return "".join(f" {cell} |" for cell in cells)


if __name__ == "__main__":
    main()
