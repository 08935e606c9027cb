"""Which kijkwijzers are printed for whom: what a person asked for, and for the rest what fits last time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.afname import DOELEN
from generator.model.dossier import by_school, dossiers
from generator.model.formulier import PAPIER, SPREADSHEET, selection
from generator.model.register import AANSTELLINGEN
from generator.model.voordruk import Voordruk, Wens, voordruk_of
from generator.problems import nearest, quoted
from generator.rendering.dossier.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from generator.model.dossier import Dossier
    from generator.model.project import Project
    from generator.model.rubric import Rubric

LONGEST = 40
"""Characters of each part of a file name that lists something."""


@dataclass(frozen=True)
class Order:
    """What is to be printed. What is left empty follows from last time; for nobody at all it is an empty form."""

    ib_ers: tuple[str, ...] = ()
    school: str = ""
    is_for_all: bool = False
    rubric: str = ""
    kijkwijzers: tuple[str, ...] = ()
    taakgebieden: tuple[str, ...] = ()
    doel: str = ""
    rol: str = ""
    has_scores: bool = True
    vorm: str = PAPIER

    @property
    def is_for_somebody(self) -> bool:
        return bool(self.ib_ers or self.school or self.is_for_all)


class OrderError(Exception):
    """What was asked for is not there; says in Dutch what is wrong with which option."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Form:
    """One form to print: a part of a rubric, blank or for one ib-er."""

    rubric: Rubric
    whole: Rubric
    voordruk: Voordruk | None = None
    vorm: str = PAPIER

    @property
    def doel(self) -> str:
        return self.voordruk.doel if self.voordruk else ""

    @property
    def name(self) -> str:
        """Its file, without .pdf or .xlsx; begins with whose it is."""
        last = [self.voordruk.rol, self.doel] if self.voordruk else ["leeg"]
        last += [] if self.vorm in (PAPIER, SPREADSHEET) else [self.vorm]
        parts = [self._whose, "kijkwijzer", f"{self.rubric.id}@{self.rubric.version}", *self._selected, *last]
        return "-".join(filter(None, parts))

    @property
    def _whose(self) -> str:
        return self.voordruk.ib_er.id if self.voordruk else ""

    @property
    def _selected(self) -> list[str]:
        """The kijkwijzers and the taakgebied, when they are not all."""
        kijkwijzers = [kijkwijzer.id for kijkwijzer in self.rubric.kijkwijzers]
        taakgebieden = self.rubric.taakgebieden
        named = [_joined(kijkwijzers, "kijkwijzers")] if len(kijkwijzers) < len(self.whole.kijkwijzers) else []
        if len(taakgebieden) < len(self.whole.only(kijkwijzers).taakgebieden):
            named.append(_joined([taakgebied.id for taakgebied in taakgebieden], "delen"))
        return named


def _joined(ids: Sequence[str], many: str) -> str:
    """As part of a file name, which may not become too long."""
    joined = "+".join(ids)
    return joined if len(joined) <= LONGEST else f"{len(ids)}-{many}"


@dataclass(frozen=True)
class Choice:
    """The forms of an order, and who got none."""

    forms: tuple[Form, ...]
    left_out: tuple[str, ...] = ()
    """The ib-ers of the school that are no longer employed."""


def choose(project: Project, order: Order) -> Choice:
    """Raises OrderError."""
    known = _possible(project, order)
    if not order.is_for_somebody:
        return Choice((_blank(project, order, known),))
    people = _people(project, order)
    left_out = () if order.ib_ers else tuple(person for person in people if person.ib_er.has_left(project.today))
    forms = [
        _form(project, order, person, rubric)
        for person in people
        if person not in left_out
        for rubric in _rubrics(project, order, person, known)
    ]
    if not forms:
        option = "--school" if order.school else "--alle"
        raise OrderError(option, "er is niemand die nu in dienst is; noem met --ib-er voor wie het formulier is.")
    return Choice(tuple(forms), tuple(person.ib_er.id for person in left_out))


# --- Who


def _people(project: Project, order: Order) -> list[Dossier]:
    every = [dossier for school in by_school(dossiers(project)) for dossier in school.dossiers]
    if order.is_for_all:
        return every
    if order.school:
        _must_know("--school", order.school, [person.ib_er.school for person in every], "er is geen school")
        return [person for person in every if _same(person.ib_er.school, order.school)]
    for id in order.ib_ers:
        _must_know("--ib-er", id, [person.ib_er.id for person in every], "er is geen ib-er")
    return [person for person in every if any(_same(person.ib_er.id, id) for id in order.ib_ers)]


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.strip().casefold()


def _must_know(option: str, asked: str, known: Iterable[str], message: str) -> None:
    options = sorted({one for one in known if one})
    if not any(_same(one, asked) for one in options):
        raise _unknown(option, asked, options, message)


def _unknown(option: str, asked: str, options: list[str], message: str) -> OrderError:
    hint = nearest(asked, options) or (f" Kies uit: {', '.join(options)}." if options else "")
    return OrderError(option, f"{message} {quoted(asked)}.{hint}")


# --- Which rubric


def _possible(project: Project, order: Order) -> tuple[Rubric, ...]:
    """The rubrics that hold what was asked for."""
    rubrics = project.rubrics
    if order.rubric:
        _must_know("--rubric", order.rubric, project.rubric, "er is geen rubric")
        rubrics = tuple(rubric for rubric in rubrics if _same(rubric.id, order.rubric))
    rubrics = _holding(rubrics, "--kijkwijzer", "er is geen kijkwijzer", order.kijkwijzers, _kijkwijzers)
    return _holding(rubrics, "--taakgebied", "er is geen taakgebied", order.taakgebieden, _taakgebieden)


def _kijkwijzers(rubric: Rubric) -> list[str]:
    return [kijkwijzer.id for kijkwijzer in rubric.kijkwijzers]


def _taakgebieden(rubric: Rubric) -> list[str]:
    return [taakgebied.id for taakgebied in rubric.taakgebieden]


def _holding(
    rubrics: tuple[Rubric, ...],
    option: str,
    message: str,
    asked: Iterable[str],
    ids: Callable[[Rubric], Collection[str]],
) -> tuple[Rubric, ...]:
    for id in asked:
        holding = tuple(rubric for rubric in rubrics if id in ids(rubric))
        if not holding:
            raise _unknown(option, id, sorted({known for rubric in rubrics for known in ids(rubric)}), message)
        rubrics = holding
    return rubrics


def _rubrics(project: Project, order: Order, person: Dossier, known: tuple[Rubric, ...]) -> list[Rubric]:
    """Those of last time: of the latest school year and one doel. For whoever has none: the one that is used most."""
    if len(known) == 1:
        return list(known)
    rondes = [ronde for ronde in person.rondes if order.doel in ("", ronde.doel)]
    used = {
        ronde.rubric.id
        for ronde in rondes
        if (ronde.school_year, ronde.doel) == (rondes[0].school_year, rondes[0].doel)
    }
    return [rubric for rubric in known if rubric.id in used] or [_most_used(project, known)]


def _most_used(project: Project, known: tuple[Rubric, ...]) -> Rubric:
    counts = Counter(afname.rubric.id for afname in project.afnamen)
    ordered = sorted(known, key=lambda rubric: -counts[rubric.id])
    if len(ordered) > 1 and counts[ordered[0].id] == counts[ordered[1].id]:
        names = ", ".join(rubric.id for rubric in known)
        raise OrderError("--rubric", f"kies welke rubric je wilt printen: {names}.")
    return ordered[0]


# --- Which part of it


def _blank(project: Project, order: Order, known: tuple[Rubric, ...]) -> Form:
    for option, value in (("--doel", order.doel), ("--rol", order.rol)):
        if value:
            raise OrderError(option, "dit hoort bij een ib-er; noem ook --ib-er, --school of --alle.")
    whole = known[0] if len(known) == 1 else _most_used(project, known)
    return Form(_part(whole, order, _kijkwijzers(whole)), whole, vorm=order.vorm)


def _form(project: Project, order: Order, person: Dossier, whole: Rubric) -> Form:
    rubric = _part(whole, order, _usual(person, whole))
    wens = Wens(order.doel or _usual_doel(person, whole), order.rol, order.has_scores)
    return Form(rubric, whole, voordruk_of(project, person, rubric, wens), order.vorm)


def _part(whole: Rubric, order: Order, usual: list[str]) -> Rubric:
    """What was asked for. When the usual kijkwijzers do not hold those taakgebieden, any kijkwijzer will do."""
    part = selection(whole, order.kijkwijzers or usual, order.taakgebieden)
    if not part.taakgebieden and not order.kijkwijzers:
        part = selection(whole, _kijkwijzers(whole), order.taakgebieden)
    if not part.taakgebieden:
        names = ", ".join(order.taakgebieden)
        raise OrderError("--taakgebied", f"in deze kijkwijzers staat niets van {names}; kies een andere kijkwijzer.")
    return part


def _usual(person: Dossier, rubric: Rubric) -> list[str]:
    """The kijkwijzers of last time. Else those that fit the aanstelling: what is named after another one is not for this person."""
    every = _kijkwijzers(rubric)
    last = next((ronde for ronde in person.rondes if ronde.rubric.id == rubric.id), None)
    if last and (used := [id for id in every if id in _kijkwijzers(last.selection)]):
        return used
    others = set(AANSTELLINGEN) - {person.ib_er.aanstelling} if person.ib_er.aanstelling else set()
    return [id for id in every if id not in others] or every


def _usual_doel(person: Dossier, rubric: Rubric) -> str:
    doelen = [ronde.doel for ronde in person.rondes if ronde.rubric.id == rubric.id] or list(person.doelen)
    return doelen[0] if doelen else ""


def pile_name(order: Order, doel: str) -> str:
    """The file of a pile, without .pdf or .xlsx."""
    whose = _joined(order.ib_ers, "ib-ers") if order.ib_ers else slug(order.school)[:LONGEST]
    part = _joined(order.taakgebieden, "delen")
    return "-".join(filter(None, ["stapel", whose, order.rubric, part, order.rol, doel]))


def piles(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """The forms by doel: what is for one never lies among what is for the other. Who has no doel yet lies with the first."""
    found: dict[str, list[Form]] = {}
    forms = list(forms)
    first = next((doel for doel in DOELEN if any(form.doel == doel for form in forms)), "")
    for form in forms:
        found.setdefault(form.doel or first, []).append(form)
    return found
