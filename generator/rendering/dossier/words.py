"""How the dossier names things: who scored, what a score is called, where a round and its rows are found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model import vervolg
from generator.model.afname import DOELEN
from generator.model.rubric import NVT
from generator.rendering.dossier.sinds import shifts
from generator.rendering.pen import LONGEST_WHOLE
from generator.rendering.woorden import capital, long_date, school_year, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.afname import Afname, Score
    from generator.model.balans import Balans
    from generator.model.dossier import Dossier
    from generator.model.ronde import Ronde
    from generator.model.rubric import Indicator, Rubric, Taakgebied
    from generator.model.verslag import Rij, Verslag, Waarneming
    from generator.model.vervolg import Vervolg

LONGEST_LABEL = 40
"""Characters of what stands at the head of a column."""
LABEL_WITH_ROOM = 16
"""Characters of a label that still stands beside each score."""
LONGEST_SLUG = 60
"""Characters of a folder that is named after something."""
HALF_LINE = 56
"""Characters on a line of half a page."""
LINE = 80
"""Characters in a column of a sheet."""
ROOM_FOR_BOXES = 54
WIDEST_BOX = 3
NARROWEST_BOX = 0.2
GAP = 0.3
BY = {"adviseur": "de adviseur", "directeur": "de directeur", "zelf": "de ib-er zelf"}
TAKEN = {"ib": "ib-er", "directeur": "directeur", "samen": "ib-er en directeur samen", "onduidelijk": "onduidelijk"}


def title(ronde: Ronde) -> str:
    """VHM-IB, schooljaar 2025-2026; with the doel where it is a beoordeling."""
    return f"{ronde.rubric.name}, schooljaar {school_year(ronde.school_year)}{for_doel(ronde.doel)}"


def for_doel(doel: str) -> str:
    """Behind a title: which doel it is about, where that is not the usual one."""
    return f", voor {doel}" if doel != DOELEN[0] else ""


def anchor(ronde: Ronde) -> str:
    """The id of a round on its page. The parts are safe ids, and none of them holds a colon."""
    return f"ronde:{ronde.school_year}:{ronde.rubric.id}:{ronde.rubric.version}:{ronde.doel}"


def row_anchor(ronde: Ronde, vaardigheid: str) -> str:
    return f"{anchor(ronde)}:{vaardigheid}"


def folder(dossier: Dossier) -> str:
    """Where everything of one ib-er stands in the private site."""
    return person_folder(dossier.ib_er.id)


def person_folder(ib_er: str) -> str:
    return f"ib-ers/{ib_er}"


def slug(name: str) -> str:
    """A name as part of a path: De Oefenakker becomes de-oefenakker. A long one is cut: no disk has room for more."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(char))
    return "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_SLUG].rstrip("-")


def page_path(dossier: Dossier) -> str:
    return f"{folder(dossier)}/index.html"


PERSON_PAGES: tuple[tuple[str, str], ...] = (
    ("index.html", "Verslag"),
    ("anders.html", "Waar keken wij anders?"),
    ("gesprek.html", "Voor het gesprek"),
    ("jaren.html", "Over de jaren"),
    ("afspraken.html", "Afspraken"),
    ("taken.html", "Wie doet wat?"),
    ("vastlegging.html", "Vastlegging"),
)
"""The pages in the folder of an ib-er, with what a reader calls them. Everybody with an afname has all of them."""

MAIN_PAGES: tuple[tuple[str, str], ...] = (
    ("index.html", "Alle ib-ers"),
    ("overzicht/index.html", "Overzichten"),
    ("afspraken.html", "Afspraken"),
    ("taken.html", "Wie doet wat?"),
)
"""The pages that are about more than one ib-er."""


def pdf_name(ronde: Ronde, kind: str = "verslag", who: str = "") -> str:
    """A saved file says whose it is, without the name, which round it is about, what that was for and perhaps for whom it is."""
    ib_er, year, rubric = ronde.afnamen[0].ib_er, school_year(ronde.school_year), ronde.rubric
    parts = (ib_er, kind, year, f"{rubric.id}@{rubric.version}", ronde.doel, who)
    return f"{'-'.join(filter(None, parts))}.pdf"


def labels(ronde: Ronde) -> tuple[str, ...]:
    """What to call each afname of a round: its rol, and where that is not enough its waarnemer or its date."""
    rollen = Counter(afname.waarnemer.rol for afname in ronde.afnamen)
    named = tuple(_label(afname, "name", rollen) for afname in ronde.afnamen)
    dated = tuple(_label(afname, "date", rollen) for afname in ronde.afnamen)
    if len(set(named)) == len(named) and max(map(len, named)) <= LONGEST_LABEL:
        return named
    if len(set(dated)) == len(dated):
        return dated
    return tuple(f"{label} ({number})" for number, label in enumerate(dated, start=1))


def _label(afname: Afname, by: str, rollen: Counter[str]) -> str:
    rol, name = capital(afname.waarnemer.rol), afname.waarnemer.name
    if rollen[afname.waarnemer.rol] == 1:
        return rol
    return f"{rol} {name}".strip() if by == "name" else f"{rol}, {short_date(afname.date)}"


def stays_whole(texts: Iterable[str]) -> bool:
    """Whether a row of a table with these texts may be kept from breaking: one taller than a page would push all else aside."""
    return sum(LINE + len(text) for text in texts) < LONGEST_WHOLE


def has_room_for_scores(ronde: Ronde) -> bool:
    """Whether everybody's score fits on one line of half a page."""
    longest = max(len(punt.value) for punt in ronde.rubric.schaal.punten)
    return sum(len(label) + longest + 4 for label in labels(ronde)) <= HALF_LINE


def only_observer(ronde: Ronde) -> str:
    """The rol of the one who looked on, when that was one person once."""
    found = [afname.waarnemer.rol for afname in ronde.afnamen if not afname.waarnemer.is_self]
    return found[0] if len(found) == 1 else ""


def cursus(rij: Rij) -> str:
    """The course to offer at a row, unless it turned out to be the task of the director."""
    return vervolg.cursus_of(rij)


def next_steps(verslag: Verslag, rubrics: Sequence[Rubric]) -> tuple[Vervolg, ...]:
    """What can follow from the ontwikkelpunten, per taakgebied."""
    return vervolg.next_steps(verslag, rubrics)


def score_words(rubric: Rubric, score: Score | None) -> str:
    """3 voldoende, nvt, open; and for a row that was not asked that it was not."""
    if score is None:
        return "niet in deze kijkwijzer"
    if score.value is None:
        return "open"
    return "nvt" if score.value == NVT else _value_words(rubric, score.value)


def score_value(score: Score | None) -> str:
    """3, nvt, open, or a dash for a row that was not asked: for places with little room."""
    if score is None:
        return "–"
    return "open" if score.value is None else score.value


def _value_words(rubric: Rubric, value: str) -> str:
    """Beside a name: the whole label where there is room for it, so that nobody has to guess what 'niet' means."""
    label = rubric.schaal.punt(value).label
    return f"{value} {label}" if value != label and len(label) <= LABEL_WITH_ROOM else punt_words(rubric, value)


def punt_words(rubric: Rubric, value: str) -> str:
    short = rubric.schaal.punt(value).short
    return value if short in ("", value) else f"{value} {short}"


def mark(rubric: Rubric, score: Score | None) -> str:
    """The class of the little box that shows a score: as full as its point is high."""
    if score is None:
        return "m-geen"
    if score.value is None:
        return "m-open"
    return "m-nvt" if score.value == NVT else punt_mark(rubric, rubric.schaal.ranks[score.value])


def punt_mark(rubric: Rubric, rank: int) -> str:
    return f"m-{rank}-{len(rubric.schaal.punten)}"


def box_width(verslag: Verslag) -> float:
    """On paper, in millimetres: one box per score, with the longest bar of the balans still on one line."""
    most = max(
        telling.scored for balans in verslag.balansen for telling in (balans.total, balans.previous_total) if telling
    )
    return round(max(NARROWEST_BOX, min(WIDEST_BOX, ROOM_FOR_BOXES / max(1, most) - GAP)), 2)


def notes(rij: Rij) -> list[tuple[int, Waarneming, str]]:
    """Of each afname that has more to say than its score: its place in the round, and what the rubric writes at that point."""
    return [
        (number, seen, description)
        for number, seen in enumerate(rij.waarnemingen)
        if (description := _description(rij, seen)) or seen.has_remarks
    ]


def _description(rij: Rij, seen: Waarneming) -> str:
    value = seen.score.value if seen.score else None
    return rij.vaardigheid.descriptions.get(value, "") if value else ""


def taking(rol: str) -> str:
    """What an afname in this rol is called."""
    return "zelfafname" if rol == "zelf" else f"afname door een {rol}"


def compared_with(balans: Balans) -> str:
    """Which afname the counts from before come from, and what makes it harder to compare them."""
    afname, previous = balans.afname, balans.previous
    if previous is None:
        return f"er is geen eerdere ronde met een {taking(afname.waarnemer.rol)}, dus ook geen vergelijking."
    facts = [f"de vorige keer was op {long_date(previous.date)}", *_differences(balans, previous), *shifts(balans)]
    return "; ".join(facts) + "."


def _differences(balans: Balans, previous: Afname) -> Iterable[str]:
    if balans.other_waarnemer:
        yield f"toen keek {previous.waarnemer.name or 'een waarnemer van wie geen naam is genoteerd'}"
    if balans.other_kijkwijzers:
        names = " + ".join(kijkwijzer.title for kijkwijzer in previous.selection.kijkwijzers)
        yield f"toen met andere kijkwijzers ({names})"
    if balans.other_versie:
        yield f"toen met versie {previous.rubric.version}, waarvan de teksten kunnen verschillen"
    if balans.other_schaal:
        yield "toen met een andere schaal, dus de aantallen per punt zijn niet naast elkaar te zetten"


Group = tuple["Taakgebied", list[tuple["Indicator | None", list["Rij"]]]]


def grouped(rijen: Iterable[Rij]) -> list[Group]:
    """Rows under their taakgebied and indicator, in the order they come in.

    The indicator is None where there is nothing to put above the rows: no middle level, or indicatoren that are rows themselves.
    """
    return [
        (taakgebied, [(indicator, list(rows)) for indicator, rows in groupby(part, key=_heading)])
        for taakgebied, part in groupby(rijen, key=lambda rij: rij.taakgebied)
    ]


def _heading(rij: Rij) -> Indicator | None:
    return rij.indicator if rij.indicator.is_heading else None
