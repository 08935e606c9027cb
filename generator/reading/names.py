"""Whether a score file holds a name of the register: names belong in the register alone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ahocorasick import Automaton  # type: ignore[import-not-found]

from generator.model.naam import BEGINS_A_SENTENCE, folded, naamvormen
from generator.problems import Location, Problem
from generator.reading.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.naam import Soort
    from generator.model.register import Register
    from generator.reading.part import Part

SAID: dict[Soort, str] = {
    "naam": "hier staat een naam uit het register ({})",
    "achternaam": "hier staat een achternaam uit het register ({})",
    "voornaam": "hier staat de voornaam van {}, over wie dit bestand gaat",
}
"""What tells most about who it is comes first. The name itself is not repeated: beside its pseudonym it would be a leak too."""
RANK = [*SAID]
TODO = "schrijf het pseudoniem of 'de ib-er'"
ENOUGH = 20
"""Lines with a name that are told of one file."""
MOST = 10_000
"""Names that are looked at in one file."""
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[nt])")
SENTENCE = re.compile(r"(?:^|[.!?:;\n\"'(|>•*-])\s*$")
"""What stands before the first word of a sentence."""
NEAR = 10


@dataclass
class Needle:
    """One text to look for, and whose name it is; nobody's when it is the name of a school."""

    text: str
    is_school: bool = False
    ids: dict[Soort, list[str]] = field(default_factory=lambda: defaultdict(list))


class Names:
    """All names of a register, looked for in one go: many people and many files cost no more than both together."""

    def __init__(self, register: Register) -> None:
        self.needles = Automaton()
        for needle in _needles(register):
            self.needles.add_word(needle.text, needle)
        self.needles.make_automaton()

    def in_file(self, data: bytes, part: Part, ib_er: str) -> Iterator[Problem]:
        """One problem a line, of what is in a score file, its comments too: those are in git as well.

        A first name alone counts in the file of its own person: elsewhere it is mostly somebody else's.
        """
        if not len(self.needles):
            return
        text = folded(_as_read(data, part))
        lines = self._lines(text, ib_er)
        path = part.notebook.path
        for line, whose in list(lines.items())[:ENOUGH]:
            yield from (Problem(Location(path, line), said, "let op") for said in _said(whose))
        if len(lines) > ENOUGH:
            message = f"op nog meer regels van dit bestand staan namen uit het register; {TODO}"
            yield Problem(Location(path), message, "let op")

    def _lines(self, text: str, ib_er: str) -> dict[int, dict[str, Soort]]:
        """By line the people who are named there, each in the way that tells most."""
        lines: dict[int, dict[str, Soort]] = defaultdict(dict)
        line, counted = 1, 0
        for start, end, needle in self._found(text):
            line, counted = line + text.count("\n", counted, end), end
            for soort, id in _whose(needle, text[max(0, start - NEAR) : start], ib_er):
                rank = min(RANK.index(soort), RANK.index(lines[line].get(id, "voornaam")))
                lines[line][id] = RANK[rank]
        return lines

    def _found(self, text: str) -> Iterator[tuple[int, int, Needle]]:
        """Whole words; what is part of a whole name or of the name of a school is nobody else's name."""
        found = ((last + 1 - len(needle.text), last + 1, needle) for last, needle in self.needles.iter(text))
        words = [*islice((hit for hit in found if _is_whole(text, *hit[:2])), MOST)]
        around: dict[int, int] = defaultdict(int)
        for start, end, _ in (hit for hit in words if hit[2].is_school or "naam" in hit[2].ids):
            for place in range(start, end):
                around[place] = max(around[place], end - start)
        yield from ((start, end, needle) for start, end, needle in words if end - start >= around.get(start, 0))


def is_about_a_name(problem: Problem) -> bool:
    """Whether a problem was told here."""
    return problem.message.endswith(TODO)


def _needles(register: Register) -> Iterable[Needle]:
    needles: dict[str, Needle] = {}
    for ib_er in register.ib_ers.values():
        for form in naamvormen(ib_er.name):
            needles.setdefault(form.text, Needle(form.text)).ids[form.soort].append(ib_er.id)
    for school in {folded(ib_er.school) for ib_er in register.ib_ers.values()} - {""}:
        needles.setdefault(school, Needle(school)).is_school = True
    return needles.values()


def _as_read(data: bytes, part: Part) -> str:
    """The text of a file that could be read, line for line, with its escapes worked out and without the name of the waarnemer."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if (waarnemer := _waarnemer(part)) is not None:
        lines = text.split("\n")
        lines[waarnemer.line - 1] = lines[waarnemer.line - 1].replace(waarnemer.text, "", 1)
        text = "\n".join(lines)
    return ESCAPE.sub(_character, text) if "\\" in text else text


def _waarnemer(part: Part) -> Scalar | None:
    """The name of who observed. Of who scored herself it would tell who the pseudonym is."""
    _, waarnemer = part.mapping.entries.get("waarnemer", (None, None))
    if not isinstance(waarnemer, Mapping):
        return None
    (_, rol), (_, name) = (waarnemer.entries.get(key, (None, None)) for key in ("rol", "naam"))
    is_self = isinstance(rol, Scalar) and rol.text == "zelf"
    return name if isinstance(name, Scalar) and name.text and not is_self else None


def _character(escape: re.Match[str]) -> str:
    number = int(next(filter(None, escape.groups()), "20"), 16)
    return chr(number) if number < 0x110000 and chr(number).isprintable() else " "  # noqa: PLR2004


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1]))


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _whose(needle: Needle, before: str, ib_er: str) -> Iterator[tuple[Soort, str]]:
    if needle.text in BEGINS_A_SENTENCE and SENTENCE.search(before):
        return
    for soort, ids in needle.ids.items():
        yield from ((soort, id) for id in ids if soort != "voornaam" or id == ib_er)


def _said(whose: dict[str, Soort]) -> Iterator[str]:
    for soort, message in SAID.items():
        ids = [id for id, found in whose.items() if found == soort]
        if ids:
            yield f"{message.format(', '.join(ids))}; {TODO}"
