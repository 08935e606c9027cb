"""The JSON Schema of a score file, which knows the rubrics of the project: their vaardigheden, points and kijkwijzers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.afname import BRONNEN, DOELEN, ROLLEN, STATUSSEN, TAKEN
from generator.model.rubric import NVT
from generator.reading.schema import (
    Schema,
    choice,
    day,
    described,
    document,
    group,
    long_text,
    many,
    optional,
    safe_id,
    text,
    yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.rubric import Rubric, Vaardigheid

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
REQUIRED = ("rubric", "versie", "ib_er", "waarnemer", "datum", "doel", "status")


def scores_schema(rubrics: Sequence[Rubric]) -> Schema:
    """For all versions of all rubrics of a project."""
    body = group(
        {
            "fictief": yes_no("Zet hier ja als dit een verzonnen voorbeeld is; dat staat dan op elke pagina."),
            "rubric": _known("De rubric waarmee gescoord is.", {rubric.id: rubric.title for rubric in rubrics}),
            "versie": text("De versie van de rubric waarmee gescoord is. Zet er aanhalingstekens om."),
            "kijkwijzers": {"description": "Welke kijkwijzers zijn ingevuld."},
            "ib_er": safe_id("Het pseudoniem van de intern begeleider, gelijk aan de naam van de map."),
            "waarnemer": _waarnemer(),
            "datum": day("De dag van de afname."),
            "aanleiding": text("Welke bespreking het was, zonder namen; bijvoorbeeld: groepsbespreking groep 5."),
            "doel": choice("Waar de afname voor is. Meng die twee niet.", DOELEN),
            "status": choice("Is er nog aan gewerkt, of staat het vast?", STATUSSEN),
            "scores": {"description": "Per vaardigheid de score. Een vaardigheid die er niet staat, is nog open."},
            "afspraken": many("Wat er is afgesproken.", _afspraak()),
            "samenvatting": long_text("Het gesprek in het kort."),
            "zienswijze": long_text("Wat de intern begeleider er zelf van vindt."),
        },
        required=REQUIRED,
    )
    rules = [*_versions(rubrics), *(_rule(rubric) for rubric in rubrics)]
    return document(
        "Scorebestand",
        "Eén afname: de scores van één waarnemer, over één intern begeleider, op één dag.",
        body | ({"allOf": rules} if rules else {}),
    )


def _waarnemer() -> Schema:
    body = group({"rol": choice("Wie er keek.", ROLLEN), "naam": text("De naam van de waarnemer.")}, required=("rol",))
    return described(body, "Wie de scores gaf.")


def _afspraak() -> Schema:
    return group(
        {
            "wat": long_text("Wat er is afgesproken."),
            "wie": text("Wie het doet."),
            "voor": day("Wanneer het klaar is."),
            "bij": many("Bij welke vaardigheden het hoort.", text("De id van een vaardigheid.")),
            "nagekomen": yes_no("Of de afspraak is nagekomen; leeg zolang dat niet bekend is."),
            "opmerking": long_text("Wat er daarna van terechtkwam."),
        },
        required=("wat",),
    )


def _versions(rubrics: Iterable[Rubric]) -> list[Schema]:
    """Of each rubric the versions that exist."""
    versions: dict[str, list[str]] = {}
    for rubric in rubrics:
        versions.setdefault(rubric.id, []).append(rubric.version)
    return [
        {
            "if": _is("rubric", [id]),
            "then": {
                "properties": {"versie": {"enum": _spellings(known), "errorMessage": f"Er is: {', '.join(known)}."}}
            },
        }
        for id, known in versions.items()
    ]


def _rule(rubric: Rubric) -> Schema:
    """What holds for a score file of this very rubric and versie."""
    several = len(rubric.kijkwijzers) > 1
    return {
        "if": {"allOf": [_is("rubric", [rubric.id]), _is("versie", [rubric.version])]},
        "then": {
            "required": ["kijkwijzers"] if several else [],
            "properties": {
                "kijkwijzers": _kijkwijzers(rubric),
                "scores": _scores(rubric),
                "afspraken": {"items": {"properties": {"bij": {"items": _row_ids(rubric)}}}},
            },
            **({"allOf": [_left_out(rubric, kijkwijzer.id) for kijkwijzer in rubric.kijkwijzers]} if several else {}),
        },
    }


def _kijkwijzers(rubric: Rubric) -> Schema:
    titles = {kijkwijzer.id: f"{kijkwijzer.title} {kijkwijzer.audience}".strip() for kijkwijzer in rubric.kijkwijzers}
    body = many("Welke kijkwijzers zijn ingevuld.", _known("Een kijkwijzer.", titles), fewest=1)
    return {**body, "uniqueItems": True}


def _left_out(rubric: Rubric, kijkwijzer: str) -> Schema:
    """Without its kijkwijzer a vaardigheid has no score."""
    rows = [row.id for row in rubric.vaardigheden.values() if row.kijkwijzer == kijkwijzer]
    return {
        "if": {"properties": {"kijkwijzers": {"not": {"contains": {"enum": _spellings([kijkwijzer])}}}}},
        "then": {"properties": {"scores": {"propertyNames": {"not": {"enum": rows}}}}},
    }


def _scores(rubric: Rubric) -> Schema:
    score = _score(rubric)
    rows = {row.id: {"description": _shown(row), **score} for row in rubric.vaardigheden.values()}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": rows}


def _shown(row: Vaardigheid) -> str:
    lines = [row.text, *(f"{value}: {meaning}" for value, meaning in row.descriptions.items())]
    return "\n\n".join(lines)


def _score(rubric: Rubric) -> Schema:
    """A bare value, or a group with what was noted."""
    value = _value(rubric)
    detailed = group(
        {
            "score": value,
            "aantekening": long_text("Wat er te zien of te horen was."),
            "bron": choice("Waar de score op rust.", BRONNEN),
            "bewijsstukken": many("De stukken waar de score op rust, met hun naam.", text("Een bewijsstuk.")),
            "taak": choice("Wiens taak dit volgens het gesprek is.", TAKEN),
        }
    )
    return {"anyOf": [*value["anyOf"], {**detailed, "minProperties": 1}]}


def _value(rubric: Rubric) -> Schema:
    meanings: dict[str, str] = {punt.value: punt.label for punt in rubric.schaal.punten}
    body = _known("De score.", {**meanings, NVT: "niet van toepassing"})
    offered = optional(body["anyOf"][0])
    offered["enumDescriptions"] = [*offered["enumDescriptions"], "nog open: niet bekeken of gevraagd"]
    return {"anyOf": [offered, *body["anyOf"][1:]]}


def _row_ids(rubric: Rubric) -> Schema:
    return _known("Een vaardigheid.", {row.id: row.text for row in rubric.vaardigheden.values()})


def _known(description: str, meanings: dict[str, str]) -> Schema:
    """One of these names. Offered as a person writes them; the other spelling of a number is let by in silence."""
    if not meanings:
        return text(description)
    plain = [_number(name) if str(_number(name)) == name else name for name in meanings]
    offered: Schema = {
        "enum": plain,
        "enumDescriptions": list(meanings.values()),
        "errorMessage": f"Kies uit: {', '.join(meanings)}.",
    }
    others = [spelling for spelling in _spellings(meanings) if spelling not in plain]
    return {"description": description, "anyOf": [offered, *_silent(others)]}


def _silent(others: list[str | float]) -> list[Schema]:
    """Allowed, in ways that an editor does not offer."""
    words = [re.escape(other) for other in others if isinstance(other, str)]
    numbers = [other for other in others if not isinstance(other, str)]
    return [
        *([{"type": "string", "pattern": f"^(?:{'|'.join(words)})$"}] if words else []),
        *([{"not": {"not": {"enum": numbers}}}] if numbers else []),
    ]


def _spellings(names: Iterable[str]) -> list[str | float]:
    """What an editor may make of these texts when they are written without quotes."""
    return [spelling for name in names for spelling in dict.fromkeys((name, _number(name)))]


def _number(name: str) -> str | float:
    if not NUMBER.fullmatch(name):
        return name
    return float(name) if "." in name else int(name)


def _is(key: str, names: list[str]) -> Schema:
    return {"required": [key], "properties": {key: {"enum": _spellings(names)}}}
