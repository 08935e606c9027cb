"""Where each afname of an import goes: to a file of its own, or nowhere because it is there already. Nothing is ever overwritten."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from generator.importing.files import fault, note
from generator.problems import quoted
from generator.reading.files import stem
from generator.rendering.scorebestand import scorebestand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from generator.model.afname import Afname
    from generator.model.project import Project
    from generator.problems import Problem

SHORTLY = timedelta(days=92)
SURELY_NO_CHANCE = 5
"""Rows that are scored alike, on another day, before it looks like the same form once more."""
MANY = 12
"""Rows that are named one by one."""


class Found(NamedTuple):
    """A good afname, from which file, and the text of its score file."""

    source: str
    afname: Afname
    text: str
    remarks: tuple[str, ...] = ()


class Step(NamedTuple):
    """What becomes of it: a new file, or nothing because it is in this file already."""

    found: Found
    path: str
    is_new: bool


Key = tuple[object, ...]


def plan(found: Iterable[Found], project: Project, files: Mapping[str, Collection[str]]) -> Iterator[Step | Problem]:
    """In the same order. `files` are the names in the folder of each ib-er, good and bad."""
    places = _Places(project, files)
    forms: dict[Key, list[Found]] = defaultdict(list)
    found = list(found)
    for each in found:
        forms[key_of(each.afname)].append(each)
    for each in found:
        yield places.step(each, forms[key_of(each.afname)])


def key_of(afname: Afname) -> Key:
    """What makes it this afname and no other one."""
    return afname.ib_er, afname.waarnemer, afname.rubric.id, afname.date


class _Places:
    """Which names are taken, on the disk and by this import."""

    def __init__(self, project: Project, files: Mapping[str, Collection[str]]) -> None:
        self.folder = project.settings.scores
        self.afnamen: dict[Key, list[Afname]] = defaultdict(list)
        self.good = {afname.path.lower() for afname in project.afnamen}
        for afname in project.afnamen:
            self.afnamen[key_of(afname)].append(afname)
        self.taken = {
            f"{self.folder}/{ib_er}/{stem(name)}".lower(): f"{self.folder}/{ib_er}/{name}"
            for ib_er, names in files.items()
            for name in names
        }

    def step(self, each: Found, forms: list[Found]) -> Step | Problem:
        text = scorebestand(each.afname)
        there = self.afnamen[key_of(each.afname)]
        same = [afname for afname in there if scorebestand(afname) == text]
        if same:
            return Step(each, same[0].path, is_new=False)
        if there:
            return fault(each.source, _already(there[0], each.afname))
        others = [form for form in forms if scorebestand(form.afname) != text]
        if others:
            return fault(each.source, _contradicted(others[0], each.afname))
        if forms[0] is not each:
            return note(each.source, f"dit is hetzelfde formulier als {forms[0].source}; het telt één keer")
        return self.placed(self.compared(each))

    def compared(self, each: Found) -> Found:
        """With a remark when it may be one that is there already, under another name or another day."""
        every = (afname for same in self.afnamen.values() for afname in same)
        return each._replace(remarks=(*each.remarks, *doubts(every, each.afname)))

    def placed(self, each: Found) -> Step | Problem:
        """A new file under the first free name; never past a file of which nobody can say what is in it."""
        taken = None
        for path in self.names(each.afname):
            taken = self.taken.get(path.lower())
            if taken is None:
                self.taken[path.lower()] = f"{path}.yml"
                self.good.add(f"{path}.yml".lower())
                return Step(each, f"{path}.yml", is_new=True)
            if taken.lower() not in self.good:
                break
        return fault(
            each.source,
            f"het bestand {taken} staat er al en zit niet goed in elkaar, dus niet te zien is of het deze afname is; verbeter of verwijder dat bestand eerst",
        )

    def names(self, afname: Afname) -> Iterator[str]:
        """Without the ending: the short name, then one that says the rubric too, then numbers."""
        path = f"{self.folder}/{afname.ib_er}/{afname.date.isoformat()}-{afname.waarnemer.rol}"
        yield path
        yield f"{path}-{afname.rubric.id}"
        for number in range(2, len(self.taken) + 3):
            yield f"{path}-{afname.rubric.id}-{number}"


def doubts(every: Iterable[Afname], new: Afname) -> list[str]:
    """At most one remark: that a new afname may be one of these, under another name or another day."""
    return [remark for there in every if (remark := _doubt(there, new))][:1]


def _doubt(there: Afname, new: Afname) -> str:
    if key_of(there) == key_of(new):
        return ""
    if (there.ib_er, there.waarnemer.rol, there.rubric.id) != (new.ib_er, new.waarnemer.rol, new.rubric.id):
        return ""
    if there.date == new.date:
        return _other_name(there)
    is_alike = len(new.scores) >= SURELY_NO_CHANCE and there.scores == new.scores
    return _other_day(there) if is_alike and abs(there.date - new.date) <= SHORTLY else ""


def _other_name(there: Afname) -> str:
    name = f"de naam {quoted(there.waarnemer.name)}" if there.waarnemer.name else "geen naam"
    return f"in {there.path} staat van die dag ook een afname in de rol {there.waarnemer.rol}, met {name} erbij; is het dezelfde persoon, kijk dan na welke van de twee klopt"


def _other_day(there: Afname) -> str:
    return f"alle scores en aantekeningen zijn gelijk aan die in {there.path}, en alleen de datum is anders; is het dezelfde afname, haal dan een van de twee weg"


def _already(there: Afname, new: Afname) -> str:
    return (
        f"in {there.path} staat deze afname al (ib-er, waarnemer, rubric en datum zijn gelijk), maar met iets anders erin: {difference(there, new)}. "
        "Er is niets overschreven; klopt dit formulier, pas dan dat bestand aan of haal het weg"
    )


def _contradicted(other: Found, new: Afname) -> str:
    return (
        f"{other.source} is van dezelfde ib-er, waarnemer, rubric en datum, maar met iets anders erin: {difference(other.afname, new)}. "
        "Geen van beide is overgenomen; haal er een weg"
    )


def difference(one: Afname, other: Afname) -> str:
    """What is not the same in two afnamen, in a few words."""
    rows = [
        row for row in {**one.rubric.vaardigheden, **other.rubric.vaardigheden} if one.score(row) != other.score(row)
    ]
    pairs: dict[str, tuple[object, object]] = {
        "de versie van de rubric": (one.rubric.version, other.rubric.version),
        "de kijkwijzers": (one.kijkwijzers, other.kijkwijzers),
        "fictief": (one.is_fictional, other.is_fictional),
        "de aanleiding": (one.occasion, other.occasion),
        "het doel": (one.doel, other.doel),
        "de status": (one.status, other.status),
        _rows(rows): ([], rows),
        "de afspraken": (one.afspraken, other.afspraken),
        "de samenvatting": (one.summary, other.summary),
        "de zienswijze": (one.zienswijze, other.zienswijze),
    }
    return ", ".join(words for words, (here, there) in pairs.items() if here != there)


def _rows(rows: list[str]) -> str:
    named = ", ".join(rows[:MANY]) + (f" en nog {len(rows) - MANY}" if len(rows) > MANY else "")
    return f"1 rij ({named})" if len(rows) == 1 else f"{len(rows)} rijen ({named})"
