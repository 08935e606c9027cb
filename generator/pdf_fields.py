"""Reads what was filled in on a PDF. A stranger typed it: nothing in the file is taken to be as we made it.

Nothing is run, fetched or shown; the tree of fields is walked once. Where a file says two things of one field, the field is
refused: better a question than a wrong score.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from generator.model.velden import AFSPRAAK, ROW, STEMPEL, Ingevuld, Veld
from generator.pdf_names import OFF, name_of, value_of
from generator.pdf_tree import Field, TooMuch, fields_of
from generator.problems import Location, Problem, quoted

VORIGE = re.compile(r"vorige:(\d{1,3})")
OF_AFSPRAAK = re.compile(rf"afspraak:(\d{{1,3}}):({'|'.join(AFSPRAAK)})")
OF_ROW = re.compile(rf"({'|'.join(ROW)}):(.{{1,100}})")
UNREADABLE = re.compile(r"[\ue000-\uf8ff\ufffd]")
"""What a viewer leaves that cannot write a character: PDFium keeps the last sixteen bits of an emoji."""
CALLED = {"ib_er": "intern begeleider", STEMPEL: "kenmerk van het formulier"}
AGAIN = "open het bestand, vul dit veld opnieuw in en sla het op"
DAMAGED = "deze PDF is beschadigd en niet goed te lezen"
FROM_THE_START = "neem het bestand waarin je hebt getypt, of vul een nieuw formulier in"
NO_FIELDS = (
    "in deze PDF zit geen enkel veld. Is dit de kijkwijzer om te printen, een scan, of met 'afdrukken naar PDF' gemaakt? "
    "Neem dan de invulbare PDF waarin je hebt getypt, en sla die gewoon op"
)


def read_pdf(path: str, data: bytes) -> list[Ingevuld | Problem]:
    """The form in a PDF, or else all that is wrong with it."""
    if b"%PDF-" not in data[:1024]:
        return [_problem(path, "dit is geen PDF")]
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = _read(path, pdf)
            return [_problem(path, f"{DAMAGED}; {FROM_THE_START}")] if _is_mended(pdf) else found
    except pikepdf.PasswordError:
        return [_problem(path, "deze PDF zit op slot met een wachtwoord; bewaar hem zonder wachtwoord")]
    except (pikepdf.PdfError, TooMuch, RecursionError, ValueError) as error:
        reason = str(error) if isinstance(error, TooMuch) else DAMAGED
        return [_problem(path, f"{reason}; {FROM_THE_START}")]


def _is_mended(pdf: pikepdf.Pdf) -> bool:
    """Whether the library had to guess at what was lost."""
    return any("damaged" in str(warning) for warning in pdf.get_warnings())


def _read(path: str, pdf: pikepdf.Pdf) -> list[Ingevuld | Problem]:
    if pdf.is_encrypted:
        return [_problem(path, "deze PDF is beveiligd; bewaar hem zonder beveiliging")]
    form = pdf.Root.get("/AcroForm")
    fields = list(fields_of(pdf))
    if not fields:
        is_other = isinstance(form, pikepdf.Dictionary) and "/XFA" in form
        return [
            _problem(
                path, "dit is een ander soort formulier (XFA) en niet van dit programma" if is_other else NO_FIELDS
            )
        ]
    reading = _Reading()
    for each in fields:
        reading.add(each)
    if reading.faults:
        return [_problem(path, fault) for fault in reading.faults]
    return [Ingevuld(path, reading.fields, tuple(reading.remarks))]


def _problem(path: str, message: str) -> Problem:
    return Problem(Location(path), message)


@dataclass
class _Reading:
    """What the fields say so far."""

    fields: dict[str, Veld] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def add(self, field: Field) -> None:
        name = name_of(field.name)
        label = label_of(name, field.page)
        if field.kind == "/Sig":
            self.remarks.append("er staat een digitale handtekening op; die is niet nagekeken")
            return
        try:
            value = _value(field)
        except _Doubt as doubt:
            self.faults.append(f"{label}: {doubt}")
            return
        if found := VORIGE.fullmatch(name):
            self._told(found[1], value)
        elif name not in self.fields:
            self.fields[name] = Veld(value, label)
            self._look_at(value, label)
        elif self.fields[name].value != value:
            self.faults.append(f"{label}: dit veld staat er twee keer in, met verschillende antwoorden; {AGAIN}")

    def _look_at(self, value: str, label: str) -> None:
        if UNREADABLE.search(value):
            self.remarks.append(
                f"{label}: hier staat een teken dat niet overal te lezen is, misschien een emoji; kijk na of de tekst klopt"
            )

    def _told(self, number: str, value: str) -> None:
        if value:
            self.remarks.append(
                f"bij regel {number} van de afspraken van vorige keer is aangekruist: nagekomen {quoted(value)}. "
                "Dat komt niet in dit scorebestand; zet het bij de afspraak zelf"
            )


def label_of(name: str, page: int) -> str:
    """Where a person finds a field."""
    where = [f"bladzijde {page}"] if page else []
    if found := OF_ROW.fullmatch(name):
        what = f"rij {_short(found[2])}, {found[1]}"
    elif found := OF_AFSPRAAK.fullmatch(name):
        what = f"afspraak {found[1]}, {found[2]}"
    elif found := VORIGE.fullmatch(name):
        what = f"afspraak van vorige keer {found[1]}"
    else:
        what = CALLED.get(name, _short(name))
    return ", ".join([*where, what])


def _short(name: str) -> str:
    return quoted(name)[1:-1]


# --- The value of one field


class _Doubt(Exception):  # noqa: N818  an author's mistake and no error of ours
    """A field of which it is not sure what was filled in; says why in Dutch."""


def _value(field: Field) -> str:
    if field.kind == "/Btn":
        return value_of(_state(field))
    said = [text for text in map(_text, field.values) if text is not None]
    if len(set(said)) > 1:
        raise _Doubt(f"dit veld heeft twee verschillende antwoorden; {AGAIN}")
    return said[0] if said else ""


def _text(value: Any) -> str | None:  # noqa: ANN401  anything can stand in a file
    if value is None:
        return None
    if isinstance(value, pikepdf.Array) and len(value) <= 1:  # what was chosen from a list
        value = value[0] if len(value) else pikepdf.String("")
    if isinstance(value, pikepdf.Stream):
        value = pikepdf.String(value.read_bytes())
    if isinstance(value, (pikepdf.String, str)):
        return _decoded(value)
    if isinstance(value, pikepdf.Name):
        return _name(value)
    raise _Doubt(f"wat hier staat, is geen tekst; {AGAIN}")


def _decoded(value: Any) -> str:  # noqa: ANN401
    try:
        return str(value)
    except UnicodeDecodeError as error:
        raise _Doubt(f"in deze tekst staat een teken dat niet te lezen is; {AGAIN}") from error


def _state(field: Field) -> str:
    """The one box that is on. The field and its boxes must say the same; a field that says nothing leaves it to its boxes."""
    on = {state for state in field.states if state not in (None, OFF)}
    said = {_plain_state(value) for value in field.values if value is not None} - {OFF}
    if len(on) > 1 or len(said) > 1:
        raise _Doubt(f"hier staan twee vakjes aan; {AGAIN}")
    is_told = any(state is not None for state in field.states)
    if said and is_told and said != on:
        raise _Doubt(f"het is niet zeker welk vakje hier aan staat; {AGAIN}")
    return next(iter(on | said), OFF) or OFF


def _plain_state(value: Any) -> str:  # noqa: ANN401
    """A name, which some programs write as a text."""
    if isinstance(value, (pikepdf.Name, pikepdf.String, str)):
        return _name(value)
    raise _Doubt(f"wat hier staat, is geen keuze; {AGAIN}")


def _name(name: Any) -> str:  # noqa: ANN401
    return str(name).removeprefix("/")
