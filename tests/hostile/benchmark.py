"""What every hostile input takes when its command is started as a person starts it: `make hostile`.

Each must end as the table says, without a traceback, within 2 seconds and 300 MB. Seconds on the clock grow with what else the
machine is doing, so the seconds of processor stand beside them. Ends with 1 when an input does not do as it must.
"""

# ruff: noqa: T201  a table for a person to read

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.hostile.child import MOST_MEMORY, Children, Outcome, faults
from tests.hostile.table import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from tests.hostile.entry import Entry

    Result: TypeAlias = tuple[Entry, Outcome]

MOST_SECONDS = 2
SHOWN = 10
MB = 1_000_000


def main() -> int:
    with ExitStack() as stack:
        children = Children(stack)
        results = [(entry, _run(children, entry)) for entry in TABLE]
    wrong = {entry.name: found for entry, outcome in results if (found := faults(entry, outcome))}
    _tell_worst("slowest", results, lambda outcome: outcome.seconds)
    _tell_worst("largest", results, lambda outcome: outcome.memory)
    for name, found in wrong.items():
        print(f"\nNOT AS EXPECTED: {name}", *found, sep="\n    ")
    _tell_sums([outcome for _, outcome in results], len(wrong))
    return int(bool(wrong) or any(_is_too_much(outcome) for _, outcome in results))


def _run(children: Children, entry: Entry) -> Outcome:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{entry.name[:70]}", end="", file=sys.stderr, flush=True)
    return children.run(entry, "start")


def _tell_worst(word: str, results: Iterable[Result], key: Callable[[Outcome], float]) -> None:
    print(f"\nThe ten {word}:\n   clock     cpu  memory  exit")
    for entry, outcome in sorted(results, key=lambda result: -key(result[1]))[:SHOWN]:
        print(
            f"{outcome.seconds:6.2f} s{outcome.cpu:6.2f} s{outcome.memory / MB:5.0f} MB{outcome.exit:6}"
            f"  {entry.command[0]}: {entry.name[:60]}"
        )


def _tell_sums(outcomes: list[Outcome], wrong: int) -> None:
    number = len(outcomes)
    print(f"\n{number} inputs, {number - wrong} as expected")
    print(f"{sum('Traceback' in outcome.out + outcome.err for outcome in outcomes)} tracebacks")
    print(f"{_within(outcome.seconds < MOST_SECONDS for outcome in outcomes)} within {MOST_SECONDS} s on the clock")
    print(f"{_within(outcome.cpu < MOST_SECONDS for outcome in outcomes)} within {MOST_SECONDS} s of processor")
    print(f"{_within(outcome.memory < MOST_MEMORY for outcome in outcomes)} within {MOST_MEMORY / MB:.0f} MB")


def _within(found: Iterable[bool]) -> str:
    each = [*found]
    return f"{sum(each)} of {len(each)}"


def _is_too_much(outcome: Outcome) -> bool:
    return outcome.cpu >= MOST_SECONDS or outcome.memory >= MOST_MEMORY


if __name__ == "__main__":
    sys.exit(main())
