"""An afname from scores/IB-ER/DATUM-ROL.yml, checked against the rubric it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from generator.model.afname import DOELEN, ROLLEN, STATUSSEN, Afname, Afspraak, Waarnemer
from generator.model.rubric import Rubric
from generator.problems import has_faults, nearest, quoted
from generator.reading.scores import Rows
from generator.reading.values import is_safe_id

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.reading.part import Part


Rubrics = Mapping[tuple[str, str], Rubric]
"""Good versions of rubrics, by id and versie."""


def read_afname(
    part: Part, *, folder: str, rubrics: Rubrics, today: date, unread: Collection[str] = ()
) -> Afname | None:
    """The afname, or None when anything in it is wrong or its rubric is; the notebook of the part then says what.

    `unread` are ids of rubrics with faults of their own: those are told there, and not again at each score file. The same goes
    for a project without a single good rubric.
    """
    is_fictional = part.yes_no("fictief") is True
    rubric = _rubric(part, rubrics, unread)
    kijkwijzers = _chosen(part, rubric)
    rows = Rows(part, rubric, kijkwijzers)
    ib_er = _ib_er(part, folder)
    waarnemer = _waarnemer(part)
    day = _past(part, today)
    occasion = part.text("aanleiding")
    doel = part.choice("doel", DOELEN, required=True)
    status = part.choice("status", STATUSSEN, required=True)
    scores = rows.scores()
    afspraken = tuple(_afspraak(child, rows, day) for child in part.parts("afspraken"))
    summary = part.long_text("samenvatting")
    zienswijze = part.long_text("zienswijze")
    part.done()
    if rubric is None or has_faults(part.notebook.problems):
        return None
    return Afname(
        ib_er=ib_er,
        rubric=rubric,
        kijkwijzers=kijkwijzers,
        waarnemer=waarnemer,
        date=day,
        doel=doel,
        status=status,
        scores=scores,
        occasion=occasion,
        afspraken=afspraken,
        summary=summary,
        zienswijze=zienswijze,
        is_fictional=is_fictional,
        path=part.notebook.path,
    )


def _rubric(part: Part, rubrics: Rubrics, unread: Collection[str]) -> Rubric | None:
    """The very rubric and versie that the file names; other texts are never put in its place."""
    id, version = part.word("rubric", required=True), part.word("versie", required=True)
    versions = sorted(known_version for known_id, known_version in rubrics if known_id == id)
    if not id or not rubrics or id in unread:
        return rubrics.get((id, version))
    if not versions:
        ids = sorted({known_id for known_id, _ in rubrics})
        part.fault("rubric", f"de rubric {quoted(id)} bestaat niet.{nearest(id, ids)} Kies uit: {', '.join(ids)}")
    elif version and version not in versions:
        keep = f" Is het een oudere versie, bewaar die dan als {id}@{version}.yml" if is_safe_id(version) else ""
        part.fault(
            "versie",
            f"van rubric {quoted(id)} bestaat geen versie {quoted(version)}, wel: {', '.join(versions)}.{keep}",
        )
    return rubrics.get((id, version))


def _chosen(part: Part, rubric: Rubric | None) -> tuple[str, ...]:
    """The kijkwijzers that were used, in the order of the rubric."""
    if rubric is None:
        part.take("kijkwijzers")
        return ()
    options = [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]
    if len(options) == 1 and not part.has("kijkwijzers"):
        part.take("kijkwijzers")
        return tuple(options)
    chosen = part.choices("kijkwijzers", options, required=True)
    return tuple(option for option in options if option in chosen)


def _ib_er(part: Part, folder: str) -> str:
    ib_er = part.id("ib_er")
    if ib_er and ib_er != folder:
        part.fault(
            "ib_er",
            f"dit gaat over {quoted(ib_er)}, maar het bestand staat in de map {quoted(folder)}; kijk na welke van de twee klopt",
        )
    return ib_er


def _waarnemer(part: Part) -> Waarnemer:
    child = part.part("waarnemer", required=True)
    if child is None:
        return Waarnemer("")
    waarnemer = Waarnemer(child.choice("rol", ROLLEN, required=True), child.text("naam"))
    child.done()
    return waarnemer


def _past(part: Part, today: date) -> date:
    """A day that has been; the first of all days after a fault."""
    day = part.date("datum", required=True)
    if day is not None and day > today:
        part.fault("datum", f"de datum {day.isoformat()} ligt in de toekomst; kijk het jaar na")
    return day or date.min


def _afspraak(part: Part, rows: Rows, day: date) -> Afspraak:
    afspraak = Afspraak(
        what=part.long_text("wat", required=True),
        who=part.text("wie"),
        due=part.date("voor"),
        vaardigheden=tuple(dict.fromkeys(rows.known(node) for node in part.scalars("bij"))),
        kept=part.yes_no("nagekomen"),
        remark=part.long_text("opmerking"),
    )
    part.done()
    if afspraak.due is not None and afspraak.due < day:
        part.notebook.note(
            part.line_of("voor"),
            f"deze afspraak is voor {afspraak.due.isoformat()}, en dat is vóór de afname zelf; kijk beide datums na",
        )
    return afspraak
