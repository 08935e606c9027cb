"""The parser's complaint about a file in plain Dutch, at the line where the author has to look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Last:
    """The last value before it went wrong: how it was written (plain is ''), its lines, and whether a comment cut it off."""

    style: str
    start: int
    end: int
    is_cut: bool


@dataclass(frozen=True)
class Complaint:
    """What PyYAML said, and where; lines and columns from 0, as it counts them."""

    said: str
    line: int
    column: int
    opened: int
    """Where the thing began that it was reading."""
    lines: list[str]
    last: Last | None = None

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.lines[self.line][: self.column].strip()

    @property
    def char(self) -> str:
        return self.lines[self.line][self.column : self.column + 1]


Answer = tuple[int, str]
"""A line, from 0, and what to do there."""

GLUED = re.compile(r"\s*(- )?(\"[^\"]*\"|'[^']*'|[^\s:#\"']+):[^\s:/]")
"""A key and its value without a space between them."""

UNDER_BAR = "zet de tekst op een nieuwe regel onder |"
QUOTES = "zet tekst tussen aanhalingstekens"
DIRECTIVE = "een regel kan niet met % beginnen; haal deze regel weg"
SPACE = "na de dubbele punt hoort een spatie"


def explained(complaint: Complaint) -> Answer:
    """The line, from 1, and what to do there."""
    for sign, explain in EXPLANATIONS:
        if sign in complaint.said and (answer := explain(complaint)):
            line, message = answer
            return min(line + 1, len(complaint.lines)), message
    return (
        complaint.line + 1,
        "hier staat iets dat niet past; controleer de aanhalingstekens, de haakjes en het inspringen",
    )


def _cut(complaint: Complaint) -> Answer | None:
    if complaint.last is None or not complaint.last.is_cut:
        return None
    return complaint.last.end, f"na ' #' is het een opmerking, en dan hoort de rest er niet meer bij; {UNDER_BAR}"


def _block_text(complaint: Complaint) -> Answer | None:
    last = complaint.last
    if last is None or last.style not in ("|", ">") or last.end != complaint.line:
        return None
    return complaint.line, "deze regel springt minder ver in dan de eerste regel onder |; zet ze allemaal even ver"


def _closed_too_late(complaint: Complaint) -> Answer | None:
    last = complaint.last
    if last is None or last.style not in ("'", '"') or last.end != complaint.line or last.start == last.end:
        return None
    message = f"het aanhalingsteken dat hier opent, sluit pas op regel {last.end + 1}; sluit het eerder, of {UNDER_BAR}"
    return last.start, message


def _closed_too_soon(complaint: Complaint) -> Answer | None:
    last = complaint.last
    if last is None or last.style not in ("'", '"') or last.end != complaint.line or "<scalar>" not in complaint.said:
        return None
    if complaint.char == ":":
        return complaint.line, SPACE
    return complaint.line, f"na het sluitende aanhalingsteken staat nog tekst; {UNDER_BAR}"


def _bracket(complaint: Complaint) -> Answer:
    """The line of the opening bracket says most, as the parser notices only where the next thing begins."""
    bracket = "{" if "mapping" in complaint.said else "["
    if complaint.opened == complaint.line:
        return complaint.line, f"na het haakje {bracket} ontbreekt een komma of een haakje; controleer deze regel"
    until = f"controleer tot en met regel {complaint.line + 1}"
    return complaint.opened, f"het haakje {bracket} wordt niet goed gesloten, of er ontbreekt een komma; {until}"


def _indent(complaint: Complaint) -> Answer:
    if complaint.char in ("]", "}"):
        return complaint.line, f"hier staat een haakje {complaint.char} te veel; haal het weg"
    if complaint.char == ":" and not complaint.before:
        return complaint.line, "voor de dubbele punt ontbreekt de sleutel; vul die in"
    if complaint.before:
        return complaint.line, "op deze regel staat iets te veel; controleer de haakjes en de aanhalingstekens"
    return (
        complaint.line,
        "het inspringen klopt niet: zet deze regel even ver naar rechts als de regels waar hij bij hoort",
    )


def _bad_start(complaint: Complaint) -> Answer:
    if complaint.char == "\t":
        return complaint.line, "hier staat een tab; gebruik alleen spaties"
    return complaint.line, f"een waarde kan niet met {complaint.char} beginnen; {QUOTES}"


def _unclosed(complaint: Complaint) -> Answer:
    return complaint.opened, f"het aanhalingsteken dat hier opent, wordt niet gesloten; sluit het, of {UNDER_BAR}"


def _colon(complaint: Complaint) -> Answer:
    """A colon where none can be: in the text, or because this line was taken for more of the line above."""
    last = complaint.last
    if last is None or last.style or last.start == last.end or last.end != complaint.line:
        return complaint.line, f"er staat een dubbele punt midden in de tekst; {QUOTES}, of zet de aantekening onder |"
    if GLUED.match(complaint.lines[last.start]):
        return last.start, SPACE
    return complaint.line, f"deze regel springt te ver in voor een nieuwe sleutel; is het meer tekst, {UNDER_BAR}"


def _no_colon(complaint: Complaint) -> Answer:
    if GLUED.match(complaint.lines[complaint.opened]):
        return complaint.opened, SPACE
    more = f"hoort hij bij de tekst erboven, {UNDER_BAR} en spring alle regels in"
    return complaint.opened, f"op deze regel ontbreekt 'sleutel:'; {more}"


def _no_document(complaint: Complaint) -> Answer:
    """Only a line with % may stand before the beginning, and only dots may end it."""
    directive = next(
        (number for number, line in enumerate(complaint.lines[: complaint.line]) if line.startswith("%")), None
    )
    if directive is not None:
        return directive, DIRECTIVE
    return complaint.line, "dit hoort niet bij wat ervoor staat; haal weg wat er te veel is"


def _here(message: str) -> Callable[[Complaint], Answer]:
    return lambda complaint: (complaint.line, message)


EXPLANATIONS: tuple[tuple[str, Callable[[Complaint], Answer | None]], ...] = (
    # By a piece of what the parser says. The first that fits and has an answer counts, so the order matters.
    ("cannot start any token", _bad_start),
    (
        "escape",
        _here(r"een \ tussen dubbele aanhalingstekens heeft een eigen betekenis; gebruik enkele aanhalingstekens"),
    ),
    ("while scanning a double-quoted scalar", _unclosed),
    ("while scanning a quoted scalar", _unclosed),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("while parsing a", _cut),
    ("while parsing a", _block_text),
    ("while parsing a", _closed_too_late),
    ("while parsing a", _closed_too_soon),
    ("while parsing a flow mapping", _bracket),
    ("while parsing a flow sequence", _bracket),
    ("expected the node content", _here(f"hier hoort een waarde te staan; is dit tekst, {QUOTES}")),
    ("while parsing a block", _indent),
    ("sequence entries are not", _here(f"een lijst met '- ' begint op een nieuwe regel; is dit tekst, {QUOTES}")),
    ("mapping keys are not", _here(f"een waarde kan niet met '? ' beginnen; {QUOTES}")),
    ("while scanning an alias", _here(f"een waarde kan niet met * beginnen; {QUOTES}")),
    ("while scanning an anchor", _here(f"een waarde kan niet met & beginnen; {QUOTES}")),
    ("while scanning a tag", _here(f"een waarde kan niet met ! beginnen; {QUOTES}")),
    ("undefined tag", _here(f"een waarde kan niet met ! beginnen; {QUOTES}")),
    ("while scanning a directive", _here(DIRECTIVE)),
    ("incompatible YAML", _here(DIRECTIVE)),
    ("<document start>", _no_document),
    ("while scanning a block scalar", _here("na | of > hoort niets te staan; begin de tekst op de volgende regel")),
)
