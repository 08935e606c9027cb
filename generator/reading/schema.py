"""JSON Schemas of what a person writes, for editors: completion, explanation and red lines while typing.

They say what the readers say, and a test holds the two together. Draft 7, with the extra words that VS Code knows.
An editor sees values where the reader sees text, so an unquoted 3 may stand wherever a text may.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.model.register import AANSTELLINGEN
from generator.reading.values import ID, LINE_LIMIT, RESERVED, TEXT_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
OURS = "Gemaakt door 'kijkwijzer schema'. Niet zelf veranderen: de volgende keer is dat weg."
WORDS = ("string", "number", "boolean")
ONE_VALUE = "Hier hoort één tekst of getal."
LIST = "Hier hoort een lijst: elk onderdeel op een eigen regel met '- ' ervoor, of tussen [ en ]."
UNSAFE = "\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufffe\\uffff"
ONE_LINE = f"^[^\\n{UNSAFE}]*\\n*$"
LINES = f"^[^{UNSAFE}]*$"
DAY = "^\\d{4}-\\d{2}-\\d{2}$"


def _any_case(word: str) -> str:
    return "".join(f"[{char.lower()}{char.upper()}]" if char.isalpha() else char for char in word)


SAFE_ID = f"^(?!.*\\.\\.)(?!(?:{'|'.join(map(_any_case, sorted(RESERVED)))})(?:\\.|$)){ID.pattern}$"


# --- Pieces


def document(title: str, description: str, body: Schema) -> Schema:
    return {"$schema": DRAFT, "$comment": OURS, "title": title, "description": description, **body}


def group(properties: Schema, required: Iterable[str] = ()) -> Schema:
    """A mapping with these keys and no other."""
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": {key: said(value) if key in required else optional(value) for key, value in properties.items()},
    }


def said(schema: Schema) -> Schema:
    """The same, where an empty text is no answer."""
    return {**schema, "minLength": 1} if "maxLength" in schema else schema


def optional(schema: Schema) -> Schema:
    """The same, where an empty value means that nothing was said."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return {**schema, "type": [*kinds, "null"]}
    return schema


def text(description: str, *, limit: int = LINE_LIMIT) -> Schema:
    """Text on one line."""
    return {
        "description": description,
        "type": list(WORDS),
        "errorMessage": ONE_VALUE,
        "maxLength": limit,
        "pattern": ONE_LINE,
        "patternErrorMessage": "Dit moet op één regel passen, zonder onzichtbare stuurtekens.",
    }


def long_text(description: str) -> Schema:
    """Free text. A block under | ends in a newline, which the reader does not count."""
    return {
        "description": f"{description} Zet tekst van meer dan één regel onder |.",
        "type": list(WORDS),
        "errorMessage": ONE_VALUE,
        "maxLength": TEXT_LIMIT + 1,
        "pattern": LINES,
        "patternErrorMessage": "Er staat een onzichtbaar stuurteken in; haal het weg.",
    }


def safe_id(description: str) -> Schema:
    return {
        "description": description,
        "type": list(WORDS),
        "errorMessage": ONE_VALUE,
        "minimum": 0,
        "pattern": SAFE_ID,
        "patternErrorMessage": "Gebruik alleen letters, cijfers en . _ - (niet vooraan of achteraan, hoogstens 64 tekens).",
    }


def choice(description: str, options: Iterable[str]) -> Schema:
    options = list(options)
    return {"description": description, "enum": options, "errorMessage": f"Kies uit: {', '.join(options)}."}


def choices(description: str, options: Iterable[str]) -> Schema:
    return {**many(description, choice(description, options)), "uniqueItems": True}


def many(description: str, items: Schema, *, fewest: int = 0) -> Schema:
    return {"description": description, "type": "array", "errorMessage": LIST, "minItems": fewest, "items": items}


def yes_no(description: str) -> Schema:
    return choice(description, ["ja", "nee"]) | {"enum": ["ja", "nee", "true", "false", True, False]}


def day(description: str) -> Schema:
    return {
        "description": f"{description} Schrijf jaar-maand-dag, bijvoorbeeld 2026-05-12.",
        "type": "string",
        "format": "date",
        "pattern": DAY,
        "patternErrorMessage": "Schrijf een dag als jaar-maand-dag, bijvoorbeeld 2026-05-12.",
    }


def described(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


# --- The register


def register_schema() -> Schema:
    ib_er = group(
        {
            "naam": text("De naam van de intern begeleider."),
            "school": text("De school waar de intern begeleider werkt. Het overzicht is per school."),
            "aanstelling": choice(
                "Is intern begeleider zijn een taak naast een ander werk, of een functie?", AANSTELLINGEN
            ),
            "in_dienst": day("De eerste dag in dienst."),
            "uit_dienst": day("De laatste dag in dienst; leeg zolang iemand in dienst is."),
        }
    )
    ib_ers: Schema = {
        "description": "Per pseudoniem wie het is. Het pseudoniem is de naam van de map met de scorebestanden.",
        "type": "object",
        "propertyNames": {"pattern": SAFE_ID},
        "additionalProperties": ib_er,
    }
    return document(
        "Register",
        "Wie er achter elk pseudoniem zit.",
        group(
            {
                "fictief": yes_no("Zet hier ja als alles verzonnen is; dat staat dan op elke pagina."),
                "stichting": text("De naam van de stichting of het bestuur."),
                "ib_ers": ib_ers,
            }
        ),
    )
