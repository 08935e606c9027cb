"""How alike two people looked, in words: counts, a kappa with its n, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from markupsafe import Markup, escape

from generator.rendering.dossier.anders_words import safe_list, who
from generator.rendering.woorden import LOCALE, capital, counted, listed

if TYPE_CHECKING:
    from generator.model.overeenstemming import Overeenstemming
    from generator.model.ronde import Ronde
    from generator.model.rubric import Rubric
    from generator.rendering.dossier.anders import Compared


def pair(ronde: Ronde, found: Overeenstemming) -> Markup:
    """Adviseur en directeur."""
    names = who(ronde)
    return _capital(safe_list(names[id(ronde.afnamen[place])] for place in found.places))


def counts(rubric: Rubric, found: Overeenstemming) -> str:
    """12 van 20 rijen gelijk, 19 van 20 hoogstens 1 punt verschil."""
    size = len(found.scored)
    if not size:
        return "Er is nog geen rij die beiden op een punt van de schaal zetten."
    equal = f"{found.equal} van {counted(size, 'rij', 'rijen')} gelijk"
    if len(rubric.schaal.punten) == 2:  # noqa: PLR2004  then all are within one
        return f"{equal}."
    return f"{equal}, {found.within_one} van {size} hoogstens 1 punt verschil."


def not_counted(found: Overeenstemming) -> str:
    """Which rows both were asked and are not in the counts."""
    parts = [
        f"{counted(number, 'rij', 'rijen')} {what}"
        for number, what in (
            (found.one_nvt, "met nvt bij één van beiden"),
            (found.both_nvt, "met nvt bij allebei"),
            (found.open, "die nog open is" if found.open == 1 else "die nog open zijn"),
        )
        if number
    ]
    return f"Niet meegeteld: {listed(parts)}." if parts else ""


def kappa(ronde: Ronde, found: Overeenstemming) -> Markup | None:
    """The value with its n, or why there is none."""
    size = len(found.scored)
    if not size:
        return None
    if (value := found.kappa) is not None:
        return Markup("Kappa {}, over {} rijen.").format(format_decimal(value, "0.00", locale=LOCALE), size)
    if size < found.needed:
        return Markup("Geen kappa: daarvoor zijn hier minstens {} gescoorde rijen nodig.").format(found.needed)
    names = who(ronde)
    verb = "gebruikte" if len(found.constant) == 1 else "gebruikten elk"
    constant = safe_list(names[id(ronde.afnamen[place])] for place in found.constant)
    return Markup("Geen kappa: {} {} maar één punt van de schaal.").format(constant, verb)


def _capital(sentence: Markup) -> Markup:
    return escape(capital(sentence))  # it stays what it was: safe


def has_kappa(compared: Compared) -> bool:
    return any(
        found.kappa is not None for vergelijking in compared.vergelijkingen for found in vergelijking.overeenstemmingen
    )
