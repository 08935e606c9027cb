"""The words of last time on a pre-printed form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.woorden import counted, long_date, school_year

if TYPE_CHECKING:
    from generator.model.afname import Afspraak
    from generator.model.rubric import Rubric
    from generator.model.voordruk import Voordruk

LINES = 4
"""The afspraken that have a line on the first page, on every form: so everything below them is in the same place for everybody."""

EDGE = "Een dunne rand om een vakje: zo stond het toen."
BY = {"adviseur": "adviseur", "directeur": "directeur", "zelf": "de ib-er zelf"}


class Vorige:
    """What a form tells of last time."""

    def __init__(self, voordruk: Voordruk) -> None:
        self.voordruk = voordruk

    def mark(self, row: str) -> str:
        """The value of last time in this row, to show at its box; nothing when it was open or another row."""
        score = self.voordruk.scores.get(row)
        return (score.value or "") if score else ""

    def words(self, row: str) -> str:
        """The same in words, with what has no box."""
        if row in self.voordruk.changed:
            return "vorige keer: anders gevraagd"
        score = self.voordruk.scores.get(row)
        if score is None:
            return ""
        return f"vorige keer: {score.value or 'open'}"

    @property
    def source(self) -> str:
        """Where the scores of last time come from."""
        previous = self.voordruk.previous
        if previous is None:
            return "Op dit formulier staan geen scores van een vorige keer."
        concept = ", nog concept" if previous.status == "concept" else ""
        return f"Vorige keer: {long_date(previous.date)}, {BY[previous.waarnemer.rol]}{concept}."

    @property
    def meaning(self) -> str:
        """How to read them."""
        previous = self.voordruk.previous
        if previous is None or not self.voordruk.changed:
            return EDGE if self.has_edges else ""
        rows = counted(len(self.voordruk.changed), "rij", "rijen")
        changed = f"Bij {rows} is de tekst of de schaal sinds versie {previous.rubric.version} veranderd: daar staat geen score."
        return f"{EDGE} {changed}" if self.has_edges else changed

    @property
    def has_edges(self) -> bool:
        return any(score.value is not None for score in self.voordruk.scores.values())

    @property
    def afspraken(self) -> tuple[Afspraak | None, ...]:
        """One for each line; None leaves it empty, to write on."""
        shown = [toezegging.afspraak for toezegging in self.voordruk.afspraken[:LINES]]
        return (*shown, *[None] * (LINES - len(shown)))

    @property
    def remark(self) -> str:
        """Of which year they are, and what is not there."""
        if not self.voordruk.rondes:
            return "geen vorige keer bekend; weet je er een, schrijf die dan op"
        year = f"schooljaar {school_year(self.voordruk.rondes[0].school_year)}"
        if not self.voordruk.afspraken:
            return f"{year}: geen vastgelegd"
        more = len(self.voordruk.afspraken) - LINES
        return f"{year}; en nog {more}, zie het verslag" if more > 0 else year


def summary(rubric: Rubric, whole: Rubric, voordruk: Voordruk | None) -> str:
    """What a form shows of last time, on one line and without a name."""
    kijkwijzers = [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]
    named = [" + ".join(kijkwijzers)]
    if len(rubric.taakgebieden) < len(whole.only(kijkwijzers).taakgebieden):
        named += [taakgebied.id for taakgebied in rubric.taakgebieden]
    what = f"{rubric.id} ({', '.join(named)})"
    if voordruk is None:
        return f"Leeg formulier: {what}"
    last = Vorige(voordruk)
    doel = f"doel {voordruk.doel}" if voordruk.doel else "nog zonder doel"
    afspraken = counted(len(voordruk.afspraken), "afspraak", "afspraken")
    scores = last.source.removesuffix(".") if voordruk.previous else "geen scores van vorige keer"
    return f"{voordruk.ib_er.id}: {what}, {doel}; {scores[0].lower()}{scores[1:]}; {afspraken}"
