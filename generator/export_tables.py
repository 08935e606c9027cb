"""What an export tells: every afname, each of its rows and every afspraak, as tables with a meaning for each column.

Counts and no averages: points have an order and no distance. Nobody is called by name, unless that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.model.balans import Telling, count
from generator.model.ronde import school_year_of
from generator.model.verslag import Waarneming
from generator.rendering.woorden import school_year

if TYPE_CHECKING:
    from generator.model.afname import Afname, Afspraak, Score
    from generator.model.project import Project
    from generator.model.register import InternBegeleider
    from generator.model.rubric import Indicator, Taakgebied, Vaardigheid

Value = str | int | date | None
Item_contra = TypeVar("Item_contra", contravariant=True)

OPEN = "open"
UNKNOWN = "niet bekend"
"""Of an afspraak of which nobody has said whether it was kept."""


@dataclass(frozen=True)
class Column(Generic[Item_contra]):
    """A column: what it is called, what that means, and what it holds."""

    name: str
    meaning: str
    of: Callable[[Item_contra], Value]
    is_name: bool = False
    """Tells who somebody is: only there when names were asked for."""


@dataclass(frozen=True)
class Table:
    """One table, ready to be written: the columns with their meanings, and the lines."""

    name: str
    columns: Sequence[tuple[str, str]]
    lines: Sequence[Sequence[Value]]

    @property
    def head(self) -> list[str]:
        return [name for name, _ in self.columns]


@dataclass(frozen=True)
class OfAfname:
    """What one line of a table is about: an afname."""

    afname: Afname
    ib_er: InternBegeleider

    @property
    def telling(self) -> Telling:
        return count(self.afname, self.afname.selection.vaardigheden.values())


@dataclass(frozen=True)
class OfRow(OfAfname):
    """A row of an afname."""

    taakgebied: Taakgebied
    indicator: Indicator
    row: Vaardigheid

    @property
    def score(self) -> Score:
        return self.afname.score(self.row.id)

    @property
    def outcome(self) -> str:
        """What this score means for the balans, with nvt and open as such."""
        if not self.score.is_counted:
            return self.score.value or OPEN
        waarneming = Waarneming(self.afname, self.score)
        if waarneming.is_low:
            return "ontwikkelpunt"
        return "sterk punt" if waarneming.is_top else "voldoende"


@dataclass(frozen=True)
class OfAfspraak(OfAfname):
    """An afspraak of an afname."""

    number: int
    afspraak: Afspraak


def tables(project: Project, *, with_names: bool) -> tuple[Table, ...]:
    afnamen = [OfAfname(afname, project.register.ib_er(afname.ib_er)) for afname in project.afnamen]
    afnamen.sort(key=lambda item: (item.afname.ib_er, item.afname.date, item.afname.path))
    rows = [row for item in afnamen for row in _rows(item)]
    afspraken = [
        OfAfspraak(item.afname, item.ib_er, number, afspraak)
        for item in afnamen
        for number, afspraak in enumerate(item.afname.afspraken, start=1)
    ]
    return (
        _table("Afnamen", (*HEAD, *OF_AFNAME), afnamen, with_names=with_names),
        _table("Scores", (*HEAD, *OF_ROW), rows, with_names=with_names),
        _table("Afspraken", (*HEAD, *OF_AFSPRAAK), afspraken, with_names=with_names),
    )


def is_export(head: Sequence[object]) -> bool:
    """Whether a first line is that of a table of ours."""
    return [str(name) for name in head[:2]] == [column.name for column in HEAD[:2]]


def _rows(item: OfAfname) -> Iterator[OfRow]:
    for taakgebied in item.afname.selection.taakgebieden:
        for indicator in taakgebied.indicatoren:
            for row in indicator.vaardigheden:
                yield OfRow(item.afname, item.ib_er, taakgebied, indicator, row)


def _table(
    name: str, columns: Sequence[Column[Item_contra]], items: Sequence[Item_contra], *, with_names: bool
) -> Table:
    shown = [column for column in columns if with_names or not column.is_name]
    lines = [[column.of(item) for column in shown] for item in items]
    return Table(name, [(column.name, column.meaning) for column in shown], lines)


def _key(item: OfAfname) -> str:
    return f"{item.afname.ib_er}/{PurePosixPath(item.afname.path).stem}"


def _yes_no(value: bool) -> str:  # noqa: FBT001
    return "ja" if value else "nee"


def _kept(item: OfAfspraak) -> str:
    return UNKNOWN if item.afspraak.kept is None else _yes_no(item.afspraak.kept)


def _label(item: OfRow) -> str:
    return item.afname.rubric.schaal.punt(item.score.value or "").label if item.score.is_counted else ""


HEAD: tuple[Column[OfAfname], ...] = (
    Column("afname", "Welke afname dit is: de map en de naam van het scorebestand.", _key),
    Column("ib_er", "Het pseudoniem van de intern begeleider.", lambda item: item.afname.ib_er),
    Column("naam", "De naam volgens het register.", lambda item: item.ib_er.name, is_name=True),
    Column("school", "De school volgens het register.", lambda item: item.ib_er.school, is_name=True),
    Column("rubric", "Waarmee gescoord is.", lambda item: item.afname.rubric.id),
    Column("versie", "De versie van die rubric.", lambda item: item.afname.rubric.version),
    Column("datum", "De dag van de afname.", lambda item: item.afname.date),
    Column("schooljaar", "Het schooljaar van die dag.", lambda item: school_year(school_year_of(item.afname.date))),
    Column("rol", "Wie scoorde: adviseur, directeur of zelf (de ib-er).", lambda item: item.afname.waarnemer.rol),
    Column("waarnemer", "De naam van wie scoorde.", lambda item: item.afname.waarnemer.name, is_name=True),
    Column("doel", "Ontwikkeling of beoordeling. Tel die twee niet bij elkaar.", lambda item: item.afname.doel),
    Column("status", "Concept, of vastgesteld.", lambda item: item.afname.status),
    Column("fictief", "Ja: een verzonnen voorbeeld. Laat die weg.", lambda item: _yes_no(item.afname.is_fictional)),
)
OF_AFNAME: tuple[Column[OfAfname], ...] = (
    Column("kijkwijzers", "Welke kijkwijzers gebruikt zijn.", lambda item: ", ".join(item.afname.kijkwijzers)),
    Column("aanleiding", "Waarbij gekeken is.", lambda item: item.afname.occasion),
    Column("rijen", "Hoeveel rijen deze afname heeft.", lambda item: item.telling.size),
    Column("op_een_punt", "Hoeveel daarvan op een punt van de schaal staan.", lambda item: item.telling.scored),
    Column("nvt", "Hoeveel niet van toepassing zijn.", lambda item: item.telling.nvt),
    Column("open", "Hoeveel nog niet bekeken of gevraagd zijn.", lambda item: item.telling.open),
    Column("samenvatting", "De samenvatting.", lambda item: item.afname.summary),
    Column("zienswijze", "Hoe de ib-er het zelf ziet.", lambda item: item.afname.zienswijze),
)
OF_ROW: tuple[Column[OfRow], ...] = (
    Column("kijkwijzer", "Bij welke kijkwijzer de rij hoort. Tel per kijkwijzer.", lambda item: item.row.kijkwijzer),
    Column("taakgebied", "Het taakgebied.", lambda item: item.taakgebied.title),
    Column("indicator", "De indicator; leeg als de rubric die niet heeft.", lambda item: item.indicator.title),
    Column("rij", "Het nummer van de rij.", lambda item: item.row.id),
    Column("vaardigheid", "De tekst van de rij.", lambda item: item.row.text),
    Column("score", "Het punt, nvt, of open: nog niet bekeken of gevraagd.", lambda item: item.score.value or OPEN),
    Column("betekenis", "Wat dat punt betekent; leeg bij nvt en open.", _label),
    Column("indeling", "Ontwikkelpunt, voldoende of sterk punt; of nvt, of open.", lambda item: item.outcome),
    Column("bron", "Waar de score op rust: observatie, gesprek of bewijsstuk.", lambda item: item.score.bron),
    Column("taak", "Van wie deze taak bleek te zijn; leeg als dat niet gezegd is.", lambda item: item.score.taak),
    Column("bewijsstukken", "Elk op een eigen regel.", lambda item: "\n".join(item.score.bewijsstukken)),
    Column("aantekening", "Wat erbij geschreven is.", lambda item: item.score.aantekening),
)
OF_AFSPRAAK: tuple[Column[OfAfspraak], ...] = (
    Column("nummer", "De hoeveelste afspraak van deze afname.", lambda item: item.number),
    Column("wat", "Wat is afgesproken.", lambda item: item.afspraak.what),
    Column("wie", "Wie het doet.", lambda item: item.afspraak.who),
    Column("voor", "Voor wanneer.", lambda item: item.afspraak.due),
    Column("bij", "Bij welke rijen.", lambda item: ", ".join(item.afspraak.vaardigheden)),
    Column("nagekomen", f"Ja, nee, of {UNKNOWN}: dan heeft nog niemand dat gezegd.", _kept),
    Column("opmerking", "Wat erbij geschreven is.", lambda item: item.afspraak.remark),
)
