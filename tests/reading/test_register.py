"""What is remarked about a register that is good by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import register_file
from generator.leaks.registered import as_read
from generator.model.register import InternBegeleider, Register
from generator.reading.checks import Places, check_register
from generator.reading.room import FOR_REGISTER, ORDINARY
from tests.model.plain import afname
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


COUNTRY = "fictief: ja\nstichting: Alle scholen\nib_ers:\n  jb-7: {naam: Jo Blaak}\n" + "".join(
    f"  ib-{number:05}:\n    naam: Anna-Sophie van der Verzonnen-{number}\n    school: Brede school De Verzonnen Horizon {number}\n"
    "    aanstelling: functie\n    in_dienst: 2019-08-01\n    uit_dienst: null\n"
    for number in range(7000)
)


def test_a_register_of_the_whole_country_is_read_written_and_searched(project: Path) -> None:
    """More than fits in any other file."""
    assert len(COUNTRY) > ORDINARY.bytes
    put(project, REGISTER_FILE, COUNTRY)

    assert problems(project) == []
    register_file.add(project / REGISTER_FILE, InternBegeleider("ib-nieuw", "Mies Linde", "De Horizon", "functie"))
    there = (project / REGISTER_FILE).read_text(encoding="utf-8")
    assert there.startswith(COUNTRY)
    assert list(register_file.read(REGISTER_FILE, there.encode()).ib_ers)[-2:] == ["ib-06999", "ib-nieuw"]
    read, unsure = as_read(REGISTER_FILE, there.encode())
    assert (len(read) > 7001 * 5, unsure) == (True, [])


def test_a_register_has_an_end_too(project: Path) -> None:
    put(project, REGISTER_FILE, "stichting: x\n" + "#" * FOR_REGISTER.bytes)

    assert problems(project) == [f"{REGISTER_FILE}: het bestand is groter dan 4000 kB; kort het in"]


def test_of_many_who_are_not_in_it_all_are_told_and_nobody_looks_whose_pseudonym_was_meant() -> None:
    listed = {f"ib-{number:05}": InternBegeleider(f"ib-{number:05}") for number in range(1000)}
    few, many = ([afname(ib_er=f"ib-x{number:04}") for number in range(size)] for size in (100, 5000))

    assert all("Bedoelde je" in said.message for said in check_register(Register(ib_ers=listed), few, Places()))
    told = list(check_register(Register(ib_ers=listed), many, Places()))
    assert [said.message for said in told] == [
        f"'ib-x{number:04}' staat niet in het register; het verslag komt onder dit pseudoniem."
        for number in range(5000)
    ]
