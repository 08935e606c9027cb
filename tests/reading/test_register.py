"""What is remarked about a register that is good by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.projects import REGISTER_FILE, edit, problems, put

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "ib_ers:\n  jb-7: {naam: Jo Blaak}\n  ib-blaak: {naam: Mies Blaak}\n"


def test_a_pseudonym_with_a_piece_of_the_name_is_told_with_its_line(project: Path) -> None:
    put(project, REGISTER_FILE, PEOPLE)

    (said,) = problems(project)

    assert said == (
        f"{REGISTER_FILE}:3: let op: in het pseudoniem 'ib-blaak' zit een stuk van de naam; "
        "kies een ander ('kijkwijzer register add' loot er een)"
    )


def test_of_made_up_people_it_does_not_matter(project: Path) -> None:
    put(project, REGISTER_FILE, PEOPLE)
    edit(project, REGISTER_FILE, "ib_ers:", "fictief: ja\nib_ers:")

    assert problems(project) == []
