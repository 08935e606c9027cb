"""The pre-printed form as a mould: what is the same for everybody, and what is set in its places for one ib-er."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from generator.model.register import InternBegeleider
from generator.model.voordruk import Voordruk
from generator.rendering.voordruk import Vorige

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model.afname import Afspraak
    from generator.model.rubric import Rubric
    from generator.rendering.templates import Templates

SOMEBODY = "\uf8ff"
"""Whose form it is, in a mould; a character that nothing else has, as it means nothing."""
PLACE = "plek="
"""The beginning of the id of a place; its name follows."""
IN_MARGIN = "hoofd"
"""The one place that returns in the margin of each page."""
CONTENTS = "form/voordruk.html"


@dataclass(frozen=True)
class Mould:
    """A whole HTML document with a sample in each place, and the names of the places in the order of their numbers."""

    html: str
    style: str
    """Its style, as far as the places need it."""
    names: tuple[str, ...]


@dataclass(frozen=True)
class Filling:
    """What one form says that another of its mould does not."""

    whose: str
    contents: Mapping[str, str]
    """HTML by the name of its place; a place that is not here is left empty."""
    edges: tuple[str, ...]
    """The ids of the boxes of last time."""


class Preprint(NamedTuple):
    """What a form is given to say beforehand: about whom, and what to set in its places."""

    voordruk: Voordruk
    contents: Mapping[str, str]


class Samples(defaultdict[str, Markup]):
    """What stands in the places of a mould: a tab and a number, to be found again by in the PDF."""

    def __missing__(self, name: str) -> Markup:
        if name == IN_MARGIN:
            return Markup("")
        self[name] = Markup('<span class="staal">\t{}</span>').format(len(self))
        return self[name]


def nobody(*, is_fictional: bool) -> Voordruk:
    """The pre-print of a mould."""
    return Voordruk(InternBegeleider(SOMEBODY), is_fictional=is_fictional)


def contents_of(
    rubric: Rubric, voordruk: Voordruk, templates: Templates, *, lang: str, is_fillable: bool = False
) -> Mapping[str, str]:
    """What stands in each place, empty where nothing does. `lang` is the attribute that tells the language of the rubric."""

    def part(macro: str, *values: object) -> Markup:
        return templates.part(CONTENTS, macro, *values)

    return defaultdict(str, _contents(rubric, voordruk, part, lang=lang, is_fillable=is_fillable))


def _contents(
    rubric: Rubric, voordruk: Voordruk, part: Callable[..., Markup], *, lang: str, is_fillable: bool
) -> Iterator[tuple[str, Markup]]:
    ib_er, last = voordruk.ib_er, Vorige(voordruk)
    yield "label", part("label", "" if is_fillable or not ib_er.name else ib_er.id)
    yield "ib-er", part("known", ib_er.shown)
    yield "school", part("known", ib_er.school)
    yield "hoofd", part("running", ib_er.shown)
    yield f"rol={voordruk.rol}", part("tick")
    yield f"doel={voordruk.doel}", part("tick")
    yield "wanneer", part("when", last.remark)
    for number, afspraak in enumerate(last.afspraken, start=1):
        yield f"vorige-{number}=nagekomen", part("kept", number, afspraak and afspraak.kept)
        for name, content in _said(afspraak, part) if afspraak else ():
            yield f"vorige-{number}={name}", content
    yield "bron", part("source", last)
    for row in rubric.vaardigheden:
        if words := last.words(row):
            yield f"{row}=vorige", part("last", words, lang)


def _said(afspraak: Afspraak, part: Callable[..., Markup]) -> Iterator[tuple[str, Markup]]:
    yield "wat", part("what", afspraak)
    yield "wie", part("who", afspraak)
    if afspraak.due:
        yield "voor", part("due", afspraak)
