"""What a person may write, by mistake or on purpose, and that they are told so: each problem once, at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.table import FILES
from tests.projects import problems

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.corpus import Hostile


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("hostile", FILES, ids=lambda hostile: hostile.name)
def test_every_problem_is_told_once_and_at_its_line(project: Path, hostile: Hostile) -> None:
    hostile.put(project)

    said = problems(project)
    expected = hostile.expected()
    assert [place for place, _ in expected] == [line.split(": ")[0] for line in said], "\n".join(said)
    assert [piece for (_, piece), line in zip(expected, said, strict=True) if piece not in line] == [], "\n".join(said)
