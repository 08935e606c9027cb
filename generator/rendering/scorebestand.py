"""An afname as the text of its score file: one fixed order, one spelling, whichever way it came in.

Notes stand as blocks and every vaardigheid on a line of its own, so that a change shows as a change of just that. The form in
the browser writes the same in site_templates/scoren/scorebestand.js; a test compares the two byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.afname import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.afname import Afname, Afspraak, Score, Waarnemer

PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ](?:[A-Za-zÀ-ÖØ-öø-ÿ0-9 ./()_-]*[A-Za-zÀ-ÖØ-öø-ÿ0-9.)])?")
"""What reads as the same text without quotes, on a line and between brackets, also for other readers of YAML."""
WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Words that YAML or one of its readers takes for something else."""
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
IN_BLOCK = re.compile(r"(?! *\t)(?!\s*[<>]{7}(?:\s|$))")
"""The start of a line that may stand in a block: without a tab before it, and no mark of a merge conflict."""


def scorebestand(afname: Afname) -> str:
    """The whole file. Reading it gives the same afname."""
    return "".join(f"{line}\n" for line in _lines(afname))


def _lines(afname: Afname) -> Iterator[str]:
    if afname.is_fictional:
        yield "fictief: ja"
    yield f"rubric: {inline(afname.rubric.id)}"
    yield f"versie: {quoted(afname.rubric.version)}"
    yield f"kijkwijzers: {_listed(map(inline, afname.kijkwijzers))}"
    yield f"ib_er: {inline(afname.ib_er)}"
    yield f"waarnemer: {_waarnemer(afname.waarnemer)}"
    yield f"datum: {afname.date.isoformat()}"
    if afname.occasion:
        yield f"aanleiding: {inline(afname.occasion)}"
    yield f"doel: {afname.doel}"
    yield f"status: {afname.status}"
    yield from _scores(afname)
    yield from _afspraken(afname.afspraken)
    yield from _block("samenvatting", afname.summary)
    yield from _block("zienswijze", afname.zienswijze)


def _waarnemer(waarnemer: Waarnemer) -> str:
    name = f", naam: {inline(waarnemer.name)}" if waarnemer.name else ""
    return f"{{rol: {waarnemer.rol}{name}}}"


def _scores(afname: Afname) -> Iterator[str]:
    """In the order of the rubric; a row of which nothing was said does not stand here."""
    said = [(id, score) for id in afname.rubric.vaardigheden if (score := afname.score(id)) != OPEN]
    if said:
        yield "scores:"
    for id, score in said:
        yield from _score(quoted(id), score)


def _score(key: str, score: Score) -> Iterator[str]:
    value = "null" if score.value is None else _value(score.value)
    if not (score.aantekening or score.bewijsstukken):
        more = [f"{name}: {said}" for name, said in (("bron", score.bron), ("taak", score.taak)) if said]
        yield f"  {key}: {{{', '.join([f'score: {value}', *more])}}}" if more else f"  {key}: {value}"
        return
    yield f"  {key}:"
    yield f"    score: {value}"
    if score.bron:
        yield f"    bron: {score.bron}"
    if score.taak:
        yield f"    taak: {score.taak}"
    if score.bewijsstukken:
        yield "    bewijsstukken:"
        yield from (f"      - {inline(bewijsstuk)}" for bewijsstuk in score.bewijsstukken)
    yield from _block("aantekening", score.aantekening, "    ")


def _afspraken(afspraken: Iterable[Afspraak]) -> Iterator[str]:
    for number, afspraak in enumerate(afspraken):
        if number == 0:
            yield "afspraken:"
        first, *rest = _afspraak(afspraak)
        yield f"  - {first.strip()}"
        yield from rest


def _afspraak(afspraak: Afspraak) -> Iterator[str]:
    if "\n" in afspraak.what:
        yield from _block("wat", afspraak.what, "    ")
    else:
        yield f"    wat: {inline(afspraak.what)}"
    if afspraak.who:
        yield f"    wie: {inline(afspraak.who)}"
    if afspraak.due:
        yield f"    voor: {afspraak.due.isoformat()}"
    if afspraak.vaardigheden:
        yield f"    bij: {_listed(map(quoted, afspraak.vaardigheden))}"
    if afspraak.kept is not None:
        yield f"    nagekomen: {'ja' if afspraak.kept else 'nee'}"
    yield from _block("opmerking", afspraak.remark, "    ")


# --- Values


def _value(value: str) -> str:
    """A point of the schaal; a number is written as one."""
    return value if WHOLE_NUMBER.fullmatch(value) else inline(value)


def inline(text: str) -> str:
    """A text on one line, between quotes where it must be."""
    return text if PLAIN.fullmatch(text) and text.lower() not in NOT_TEXT else quoted(text)


def quoted(text: str) -> str:
    return '"' + "".join(ESCAPED.get(char, char) for char in text) + '"'


def _listed(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _block(key: str, text: str, indent: str = "") -> Iterator[str]:
    """A text with its own lines, below its key; one that cannot stand so is put between quotes."""
    if not text:
        return
    lines = text.split("\n")
    if not all(IN_BLOCK.match(line) for line in lines):
        yield f"{indent}{key}: {quoted(text)}"
        return
    starts_blank = not lines[0] or lines[0].startswith(" ")
    yield f"{indent}{key}: |{'2' if starts_blank else ''}"
    yield from (f"{indent}  {line}" if line else "" for line in lines)
