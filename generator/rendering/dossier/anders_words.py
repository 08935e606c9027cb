"""How a comparison speaks: why to talk about a row, and how what each said of it stands on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.rendering.dossier import words
from generator.rendering.woorden import capital, counted, listed, long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model.afname import Afname
    from generator.model.ronde import Ronde
    from generator.model.rubric import Rubric
    from generator.model.vergelijking import Vergelijking, Verschil
    from generator.model.verslag import Rij, Waarneming
    from generator.rendering.dossier.anders import Compared

BRONNEN = {"observatie": "een observatie", "gesprek": "een gesprek", "bewijsstuk": "een bewijsstuk"}
FAR_APART = 28
"""Days after which a difference may as well be a change."""
MOST_NAMES = 4
"""How many are named in one sentence."""
WIDEST = 4
"""Columns that fit beside each other on paper."""
ROOMY = 300
"""Characters of a note that double the width of its column."""
LONGEST_COLUMN = 700
"""Characters of a text beside which the other columns stay empty for too long."""
LONG = 1200
"""Characters from which a row may run over the end of a page."""

Who = dict[int, Markup]
"""What to call each afname within a sentence, by its identity: two may be equal."""


def who(ronde: Ronde) -> Who:
    """De adviseur, de ib-er zelf; by label where a rol is there more than once."""
    return {
        id(afname): escape(words.BY[afname.waarnemer.rol])
        if label == capital(afname.waarnemer.rol)
        else Markup("<bdi>{}</bdi>").format(label)
        for afname, label in zip(ronde.afnamen, words.labels(ronde), strict=True)
    }


def named(ronde: Ronde, seen: Waarneming) -> Markup:
    return who(ronde)[id(seen.afname)]


def _all(names: Who, seen: Sequence[Waarneming]) -> Markup:
    """By name, or how many when that would be a long list."""
    if len(seen) > MOST_NAMES:
        return Markup("{} waarnemers").format(len(seen))
    return safe_list(names[id(waarneming.afname)] for waarneming in seen)


def safe_list(parts: Iterable[Markup]) -> Markup:
    """The sentence of a list, where each part is safe already."""
    sentence = listed(parts)
    return Markup(sentence)  # nosec B704 # noqa: S704  Babel makes plain text of what was safe


def punt(rubric: Rubric, value: str) -> Markup:
    """A point between quotes, in the language of the rubric."""
    language = Markup(' lang="{}"').format(rubric.language) if rubric.language != "nl" else ""
    return Markup("<span{}>‘{}’</span>").format(language, words.punt_words(rubric, value))


def reasons(ronde: Ronde, verschil: Verschil) -> list[Markup]:
    """Why this row is worth a talk, a sentence each."""
    names = who(ronde)
    parts = (_size, _edge, _outlier, _nvt, _open, _bronnen, _silence)
    return [sentence for part in parts if (sentence := part(ronde.rubric, names, verschil))]


def _size(rubric: Rubric, _: Who, verschil: Verschil) -> Markup | None:
    if not verschil.places:
        return None
    punten = len(rubric.schaal.punten)
    if punten == 2:  # noqa: PLR2004  nee and ja
        return Markup("Beide punten van de schaal zijn gekozen.")
    size = Markup("{} verschil").format("1 punt" if verschil.places == 1 else f"{verschil.places} punten")
    return size + (": de hele schaal." if verschil.places == punten - 1 else ".")


def _edge(rubric: Rubric, names: Who, verschil: Verschil) -> Markup | None:
    if not verschil.is_on_the_edge or len(rubric.schaal.punten) == 2:  # noqa: PLR2004
        return None
    above = [seen for seen in verschil.scored if not seen.is_low]
    return Markup("Onder {} bij {}, niet bij {}.").format(
        punt(rubric, rubric.schaal.sufficient_from), _all(names, verschil.below), _all(names, above)
    )


def _outlier(_: Rubric, names: Who, verschil: Verschil) -> Markup | None:
    """When all but one agree, and the edge has not said so already."""
    if len(verschil.scored) < 3 or not verschil.places or verschil.is_on_the_edge:  # noqa: PLR2004
        return None
    for seen in verschil.scored:
        if len({other.rank for other in verschil.scored if other is not seen}) == 1:
            return Markup("Alleen {} scoort anders; de anderen scoren gelijk.").format(names[id(seen.afname)])
    return None


def _nvt(_: Rubric, names: Who, verschil: Verschil) -> Markup | None:
    if not verschil.is_about_nvt:
        return None
    return Markup("Niet van toepassing (nvt) volgens {}, wel gescoord door {}.").format(
        _all(names, verschil.nvt), _all(names, verschil.scored)
    )


def _open(_: Rubric, names: Who, verschil: Verschil) -> Markup | None:
    return Markup("Nog open bij {}.").format(_all(names, verschil.open)) if verschil.open else None


def open_at(ronde: Ronde, verschil: Verschil) -> Markup | None:
    return _open(ronde.rubric, who(ronde), verschil)


def _bronnen(_: Rubric, names: Who, verschil: Verschil) -> Markup | None:
    """What each went by, when that was not the same."""
    bronnen = [(seen, seen.score.bron) for seen in verschil.scored if seen.score and seen.score.bron]
    if len({bron for _, bron in bronnen}) < 2 or len(bronnen) > MOST_NAMES:  # noqa: PLR2004
        return None
    each = (Markup("bij {} op {}").format(names[id(seen.afname)], BRONNEN[bron]) for seen, bron in bronnen)
    return Markup("De score rust niet op hetzelfde: {}.").format(safe_list(each))


def _silence(_: Rubric, __: Who, verschil: Verschil) -> Markup | None:
    if any(seen.score and seen.score.aantekening for seen in verschil.asked):
        return None
    return Markup("Niemand schreef er iets bij.")


Cell = tuple[int, "Waarneming", str]
"""The place of an afname in its round, what it says of a row, and what the rubric writes at that point."""


def columns(rij: Rij) -> list[list[Cell]]:
    """What each afname says of a row, in lines of what fits beside each other."""
    described = {number: description for number, _, description in words.notes(rij)}
    cells = [(number, seen, described.get(number, "")) for number, seen in enumerate(rij.waarnemingen)]
    width = width_of(len(cells))
    return [cells[start : start + width] for start in range(0, len(cells), width)]


def width_of(number: int) -> int:
    """In how many columns to put this many: all on one line where they fit, and else lines that are about as long."""
    lines = -(-number // WIDEST)
    return -(-number // lines)


def widths(line: list[Cell]) -> list[int]:
    """On paper, in percents: more room for who wrote more, and never less than half of an equal share."""
    shares = [1 + min(2, _length(seen, description) / ROOMY) for _, seen, description in line]
    return [round(100 * share / sum(shares)) for share in shares]


def has_texts(line: list[Cell]) -> bool:
    return any(seen.has_remarks or description for _, seen, description in line)


def stacked(rij: Rij) -> list[Cell]:
    """On paper: the texts of this row, when one of them is too long to stand in a column. Then they run over the whole width."""
    cells = [cell for line in columns(rij) for cell in line if has_texts([cell])]
    return cells if any(_length(seen, description) > LONGEST_COLUMN for _, seen, description in cells) else []


def is_long(verschil: Verschil) -> bool:
    cells = (cell for line in columns(verschil.rij) for cell in line)
    return sum(_length(seen, description) for _, seen, description in cells) + len(verschil.rij.vaardigheid.text) > LONG


def _length(seen: Waarneming, description: str) -> int:
    score = seen.score
    return len(description) + (len(score.aantekening) + sum(map(len, score.bewijsstukken)) if score else 0)


# What stands beside no other


def singles(found: Iterable[Afname]) -> Iterator[Markup]:
    """De adviseur, op 12 november 2025: for each afname without another of that moment."""
    for afname in found:
        yield Markup("{}, {}").format(words.BY[afname.waarnemer.rol], long_date(afname.date))


def is_far_apart(vergelijking: Vergelijking) -> bool:
    return vergelijking.days > FAR_APART


def moment(vergelijking: Vergelijking) -> str:
    """12 mei 2026, or the first and the last day of it."""
    days = sorted({afname.date for afname in vergelijking.ronde.afnamen})
    return long_date(days[0]) if len(days) == 1 else f"{long_date(days[0])} tot en met {long_date(days[-1])}"


def in_short(compared: Compared) -> str:
    """What a folded round holds."""
    if not compared.vergelijkingen:
        return "niets om te vergelijken"
    return counted(sum(len(found.verschillen) for found in compared.vergelijkingen), "verschil", "verschillen")
