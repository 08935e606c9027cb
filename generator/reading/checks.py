"""What is found only when all files have been read: two that claim the same, and what points to nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.formulier import selections
from generator.problems import Location, Problem, nearest, quoted
from generator.reading.files import stem
from generator.reading.nodes import Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.model.afname import Afname
    from generator.model.register import Register
    from generator.model.rubric import Aansluiting, Rubric
    from generator.reading.part import Part

MOST_COMPARED = 100_000
"""Pairs of a pseudonym in a score file and one in the register: half a second. With more of them all is told but what was meant."""
SCORE_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([a-z]+)(?:-.*)?")


class Places:
    """Where the keys on top of a file stand, and the items of a list there, kept for when the file itself is gone."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, str, int | None], int] = {}

    def of(self, path: str, key: str, number: int | None = None) -> Location:
        return Location(path, self.lines.get((path, key, number), 0))


def lines_of(part: Part) -> dict[tuple[str, str, int | None], int]:
    """By path, key and number in a list."""
    path = part.notebook.path
    found: dict[tuple[str, str, int | None], int] = {}
    for text, (key, node) in part.mapping.entries.items():
        found[path, text, None] = key.line
        for number, item in enumerate(node.items if isinstance(node, Sequence) else ()):
            found[path, text, number] = item.line
    return found


def check_rubrics(versions: Mapping[str, Rubric], unread: Collection[str], places: Places) -> Iterator[Problem]:
    """What is wrong between rubrics, given by path. `unread` are the ids of those with faults of their own."""
    current = {path: rubric for path, rubric in versions.items() if "@" not in stem(path)}
    yield from _same_version(versions, places)
    yield from _same_form(current, places)
    yield from _crosswalk(current, unread, places)


def _same_version(versions: Mapping[str, Rubric], places: Places) -> Iterator[Problem]:
    owners: dict[tuple[str, str], str] = {}
    for path, rubric in versions.items():
        first = owners.setdefault(_edition(rubric), path)
        if first != path:
            yield Problem(
                places.of(path, "versie"),
                f"rubric {quoted(rubric.id)} versie {quoted(rubric.version)} staat ook in {first}; geef een van de twee een andere versie of haal hem weg",
            )


def _edition(rubric: Rubric) -> tuple[str, str]:
    """Id and versie, without capitals: what only one file may hold."""
    return rubric.id.lower(), rubric.version.lower()


def _same_form(current: Mapping[str, Rubric], places: Places) -> Iterator[Problem]:
    """RUBRIC.pdf and RUBRIC-KIJKWIJZER.pdf may not be the same file for two rubrics."""
    owners: dict[str, str] = {}
    for path, rubric in current.items():
        for name in selections(rubric):
            owner = owners.setdefault(name.lower(), path)
            if owner != path and _edition(current[owner]) != _edition(rubric):  # else _same_version has told it
                yield Problem(
                    places.of(path, "id"),
                    f"de kijkwijzer {name}.pdf zou ook bij {owner} horen; geef de rubric of de kijkwijzer een andere id, of noem een oude versie ID@VERSIE.yml",
                )


def _crosswalk(current: Mapping[str, Rubric], unread: Collection[str], places: Places) -> Iterator[Problem]:
    by_id = {rubric.id: rubric for rubric in current.values()}
    for path, rubric in current.items():
        for number, aansluiting in enumerate(rubric.aansluitingen):
            message = "" if aansluiting.rubric in unread else _points_nowhere(aansluiting, by_id)
            if message:
                yield Problem(places.of(path, "sluit_aan_bij", number), message)


def _points_nowhere(there: Aansluiting, by_id: Mapping[str, Rubric]) -> str:
    if there.rubric not in by_id:
        return f"'daar' wijst naar de rubric {quoted(there.rubric)}, en die is er niet.{nearest(there.rubric, by_id)} Kies uit: {', '.join(by_id)}"
    known = [taakgebied.id for taakgebied in by_id[there.rubric].taakgebieden]
    if there.taakgebied not in known:
        hint = f"{nearest(there.taakgebied, known)} Kies uit: {', '.join(known)}"
        return f"'daar' wijst naar {quoted(there.taakgebied)}, en dat is er niet in de rubric {quoted(there.rubric)}.{hint}"
    return ""


def check_afnamen(afnamen: Iterable[Afname], places: Places) -> Iterator[Problem]:
    """What is odd about score files that are good by themselves."""
    seen: dict[object, str] = {}
    for afname in afnamen:
        yield from _other_name(afname)
        first = seen.setdefault((afname.ib_er, afname.waarnemer, afname.rubric.id, afname.date), afname.path)
        if first != afname.path:
            yield Problem(
                places.of(afname.path, "datum"),
                f"ib-er, waarnemer, rubric en datum zijn gelijk aan die in {first}; beide blijven staan. Is er een te veel, haal die dan weg",
                "let op",
            )


def _other_name(afname: Afname) -> Iterator[Problem]:
    said = SCORE_NAME.fullmatch(stem(afname.path))
    if said is None or said.groups() != (afname.date.isoformat(), afname.waarnemer.rol):
        name = f"{afname.date.isoformat()}-{afname.waarnemer.rol}.yml"
        yield Problem(
            Location(afname.path), f"de inhoud telt, en die past bij de naam {name}; kijk na wat klopt", "let op"
        )


def check_register(register: Register, afnamen: Iterable[Afname], places: Places) -> Iterator[Problem]:
    """Who has scores and no name; once for each person. Of many the register was not kept, and no one name is meant by each."""
    unknown = {afname.ib_er: afname.path for afname in afnamen if afname.ib_er not in register.ib_ers}
    is_looked_for = len(unknown) * len(register.ib_ers) <= MOST_COMPARED
    for id, path in unknown.items():
        hint = nearest(id, register.ib_ers) if is_looked_for else ""
        yield Problem(
            places.of(path, "ib_er"),
            f"{quoted(id)} staat niet in het register; het verslag komt onder dit pseudoniem.{hint}",
            "let op",
        )
