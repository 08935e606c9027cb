"""The JSON Schema of a rubric."""

from __future__ import annotations

from generator.model.afname import BRONNEN
from generator.model.rubric import NVT
from generator.reading.rubric import FEWEST_PUNTEN, LANGUAGE, WAARDE_LIMIT
from generator.reading.schema import (
    Schema,
    choices,
    described,
    document,
    group,
    long_text,
    many,
    optional,
    safe_id,
    text,
    whole,
    yes_no,
)
from generator.reading.values import TEXT_LIMIT

LINK = "^(?:[hH][tT][tT][pP][sS]?://[^\\s<>\"'\\\\]+)?$"


def rubric_schema() -> Schema:
    body = group(
        {
            "id": safe_id("De korte naam van de rubric, gelijk aan de bestandsnaam zonder .yml."),
            "versie": safe_id(
                "De versie van de teksten. Verandert een tekst, geef dan een nieuwe versie en bewaar de oude als ID@VERSIE.yml."
            ),
            "titel": text("De volledige naam van de rubric."),
            "afkorting": text("De korte naam, voor plekken met weinig ruimte.", limit=40),
            "taal": text("De taal van de teksten, als code: nl, en, de. Zonder deze sleutel is het nl.", limit=35)
            | {
                "type": ["string", "boolean"],
                "pattern": whole(f"{LANGUAGE.pattern}|"),
                "patternErrorMessage": "Schrijf een taalcode, zoals nl, en of de-AT.",
            },
            "omschrijving": long_text("Waar de rubric voor is."),
            "bron": _bron(),
            "niveaus": _niveaus(),
            "schaal": _schaal(),
            "voldoende_vanaf": text(
                "De waarde van het punt vanaf waar een vaardigheid voldoende is waargenomen. Daaronder is het een ontwikkelpunt.",
                limit=WAARDE_LIMIT,
            ),
            "kijkwijzers": _kijkwijzers(),
            "taakgebieden": many("De taakgebieden, in de volgorde van de rubric.", _taakgebied(), fewest=1),
            "sluit_aan_bij": many(
                "Welk taakgebied hier over hetzelfde werk gaat als een taakgebied in een andere rubric.", _aansluiting()
            ),
        },
        required=("id", "versie", "titel", "schaal", "voldoende_vanaf", "kijkwijzers", "taakgebieden"),
    )
    return document("Rubric", "Een rubric: taakgebieden met vaardigheden, een schaal en kijkwijzers.", body)


def _bron() -> Schema:
    link = text("Een webadres waar de bron te vinden is.") | {
        "type": "string",
        "pattern": LINK,
        "patternErrorMessage": "Een link begint met https:// of http://.",
    }
    body = group(
        {
            "titel": text("De titel van de bron."),
            "auteur": text("Wie de bron schreef."),
            "uitgever": text("Wie de bron uitgaf."),
            "jaar": text("Het jaar waarin de bron uitkwam.", limit=40),
            "url": link,
            "rechten": long_text("Van wie de teksten zijn en wat ermee mag."),
        }
    )
    return described(body, "Waar de rubric vandaan komt.")


def _niveaus() -> Schema:
    words = {
        name: text(f"Hoe deze rubric een {name} noemt, in het enkelvoud.", limit=40)
        for name in ("taakgebied", "indicator", "vaardigheid")
    }
    return described(group(words), "Hoe deze rubric de drie niveaus noemt.")


def _schaal() -> Schema:
    value = text("Wat er bij een score wordt opgeschreven, bijvoorbeeld 1 of ja.", limit=WAARDE_LIMIT)
    punt = group(
        {
            "waarde": value | {"not": {"const": NVT}},
            "kort": text("Een kort woord, voor boven een smalle kolom.", limit=40),
            "label": text("Wat dit punt betekent."),
            "uitleg": long_text("Wanneer je dit punt kiest."),
        },
        required=("waarde", "label"),
    )
    return many("De punten van de schaal, van laag naar hoog.", punt, fewest=FEWEST_PUNTEN)


def _kijkwijzers() -> Schema:
    kijkwijzer = group(
        {
            "id": safe_id("De korte naam van de kijkwijzer; hij komt in de naam van de PDF."),
            "titel": text("De naam op het formulier."),
            "voor": text("Voor wie deze kijkwijzer is."),
            "ondertekening": yes_no(
                "Zet hier nee als het formulier niet over de persoon gaat: dan staan er geen zienswijze en geen ondertekening op."
            ),
        },
        required=("id", "titel"),
    )
    return many(
        "De formulieren die van deze rubric te maken zijn. Elke rij hoort bij één kijkwijzer.", kijkwijzer, fewest=1
    )


def _inherited() -> Schema:
    return {
        "afgeleid": yes_no(
            "Zet hier ja als dit niet in de bron staat, maar eruit is afgeleid. Het geldt ook voor alles eronder."
        ),
        "kijkwijzer": text("Bij welke kijkwijzer dit hoort, en alles eronder."),
        "bewijsstukken": many(
            "Voorbeelden van bewijsstukken die dit kunnen laten zien, en alles eronder. Wat lager staat, gaat voor. "
            "Het zijn voorbeelden en geen deel van het instrument.",
            text("Een voorbeeld, bijvoorbeeld: observatieverslag."),
        )
        | {"uniqueItems": True},
    }


def _row() -> Schema:
    return {
        "waarneembaar": choices("Waar dit aan te zien is.", BRONNEN),
        "kaders": many("Met welke kaders dit te maken heeft, bijvoorbeeld inspectie.", text("Een kader.")),
        "beschrijvingen": {
            "description": "Per punt van de schaal: hoe het er bij deze vaardigheid uitziet.",
            "type": "object",
            "additionalProperties": optional(long_text("Hoe het er bij dit punt uitziet.")),
        },
    }


def _vaardigheid() -> Schema:
    properties = {
        "id": safe_id("Het nummer of de korte naam van de vaardigheid. Zet nummers als 1.10 tussen aanhalingstekens."),
        "tekst": text("De vaardigheid, letter voor letter zoals in de bron.", limit=TEXT_LIMIT),
        **_inherited(),
        **_row(),
    }
    return group(properties, required=("id", "tekst"))


def _indicator() -> Schema:
    """Without vaardigheden it is a row itself; with them, what belongs to a row stands there."""
    properties = {
        "id": safe_id("Het nummer of de korte naam van de indicator."),
        "titel": text("De indicator.", limit=TEXT_LIMIT),
        "cursus": text("De cursus die hierbij past."),
        "vaardigheden": many(
            "De vaardigheden. Zonder deze sleutel wordt de indicator zelf als één rij gescoord.", _vaardigheid()
        ),
        **_inherited(),
        **_row(),
    }
    return {
        **group(properties, required=("id", "titel")),
        "if": _holds("vaardigheden"),
        "then": {"properties": dict.fromkeys(_row(), False)},
    }


def _taakgebied() -> Schema:
    properties = {
        "id": safe_id("De korte naam van het taakgebied; hij komt in het webadres."),
        "titel": text("De naam van het taakgebied."),
        "omschrijving": long_text("Waar dit taakgebied over gaat."),
        **_inherited(),
        "indicatoren": many("De indicatoren van dit taakgebied.", _indicator()),
        "vaardigheden": many("De vaardigheden, als de rubric geen indicatoren kent.", _vaardigheid()),
    }
    return {
        **group(properties, required=("id", "titel")),
        "oneOf": [_holds("indicatoren"), _holds("vaardigheden")],
    }


def _holds(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"type": "array", "minItems": 1}}}


def _aansluiting() -> Schema:
    return group(
        {
            "hier": safe_id("De id van een taakgebied in deze rubric."),
            "daar": text("Het andere taakgebied, als RUBRIC/TAAKGEBIED.")
            | {
                "type": "string",
                "pattern": "^[^/]+/.+$",
                "patternErrorMessage": "Schrijf RUBRIC/TAAKGEBIED.",
            },
        },
        required=("hier", "daar"),
    )
