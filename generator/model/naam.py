"""The ways in which a text may hold somebody's name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Soort = Literal["naam", "achternaam", "voornaam"]

BETWEEN = """
van von v. vd v.d. v/d de den der del della di da do dos du la le les los het 't 's ten ter te tot
op in aan bij onder over uit voor el al ben bin
"""
TUSSENVOEGSELS = frozenset(BETWEEN.split())
SHORT = ("vd", "v.d.", "v/d")
SPELLINGS = (("van", "v."), ("van de", *SHORT), ("van den", *SHORT), ("van der", *SHORT))
TITLE = re.compile(r"(?:[\w.]*\.|dhr|mevr?|mw|drs?|ir|prof|meneer|mevrouw|juf|meester)", re.IGNORECASE)
"""What stands before a name and is none: a title or initials, mostly with a dot."""
SHORTEST = 3
"""A surname of fewer letters stands for something else too often."""
INITIALLED = 4
"""Letters from which a last name with an initial is told from other words."""
GENITIVE = "s"
"""The bakker's is not Sanne Bakker."""
ORDINARY = """
Augustus Ben Best Beste Blij Boven Door Echt Enkel Goed Groot Hoog Jong Klein Kort Kunst Laat Lang Licht Loop Maart Mei Mooi
Nieuw Oud Recht Rustig Snel Stel Sterk Stil Vast Veel Vlot Vraag Vrij Vroeg Werk Wil Zacht Zomer
"""
BEGINS_A_SENTENCE = frozenset(ORDINARY.split())
"""Names that are also a word with which a short note may begin: there they are taken for that word."""

MARKS = re.compile(r"[\u0300-\u036f]+")
APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'")


@dataclass(frozen=True, order=True)
class Naamvorm:
    """Form of a name: one spelling under which somebody can be found in a text that went through `folded`."""

    text: str
    soort: Soort

    @property
    def is_distinct(self) -> bool:
        """Long enough, and with a capital."""
        return len(self.text) >= (1 if self.soort == "voornaam" else SHORTEST) and self.text.lower() != self.text


def folded(text: str) -> str:
    """The same text without accents, so that they may be forgotten, and with one apostrophe; capitals and lines stay."""
    if text.isascii():
        return text.replace("`", "'")
    return MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(APOSTROPHES)


def naamvormen(name: str) -> frozenset[Naamvorm]:
    """All of them. Who is known by one word is found by that word."""
    first, last = _split(_words(name))
    surnames = {form for part in _surnames(" ".join(last)) for form in _written(part.split())}
    called = [word for word in first if word != word.lower()]  # in 'van der Berg' nobody is called 'van'
    wholes = {f"{word} {form}" for word in called for form in surnames} | {" ".join([*first, *last])}
    found: dict[Soort, set[str]] = {
        "naam": wholes,
        "achternaam": surnames - wholes,
        "voornaam": {*called, *(f"{word}s" for word in called)},
    }
    forms = (Naamvorm(text, soort) for soort, texts in found.items() for text in texts)
    return frozenset(form for form in forms if form.is_distinct)


def orders(words: Sequence[str], *, initial_last: bool = True) -> set[tuple[str, ...]]:
    """Those in which the words of a whole name are written: Anna van den Berg; Berg, Anna van den; annavandenberg; A. van den Berg; Van den Berg, A."""
    first, *rest = words
    *between, last = rest
    found = {tuple(words), (*rest, first), (last, first, *between), ("".join(words),)}
    if len(last) >= INITIALLED:
        found.add((first[0], *rest))
        if initial_last and first[0] != GENITIVE:
            found |= {(*rest, first[0]), (last, first[0], *between)}
    return found


def gives_away(id: str, name: str) -> bool:
    """Whether a pseudonym has a word of the name in it."""
    words = re.findall(r"[a-z]+", folded(name).lower())
    return any(len(word) >= SHORTEST and word not in TUSSENVOEGSELS and word in id.lower() for word in words)


def _words(name: str) -> list[str]:
    """From first name to surname, without titles and initials. Lists often have it as `Berg, Jan van der`."""
    surname, comma, rest = re.sub(r"\s*-\s*", "-", folded(name)).partition(",")
    words = [word for word in re.split(r"[\s()]+", f"{rest} {surname}" if comma else surname) if word]
    named = [word for word in words if _is_between(word) or not TITLE.fullmatch(word)]
    is_shouted = name.isupper() or name.islower()
    return [word.title() if is_shouted and not _is_between(word) else word for word in named]


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """First names, and the surname with what stands before it."""
    starts = (place for place, word in enumerate(words) if place and _is_between(word.rpartition("-")[2]))
    place = next(starts, len(words) - 1)
    return words[:place], words[place:]


def _surnames(last: str) -> list[str]:
    """A surname and, of a double one, each half; in Ten-Cate there is only one."""
    return [last, *(half for half in last.split("-") if not all(map(_is_between, half.split())))]


def _written(surname: list[str]) -> Iterator[str]:
    """As it stands in the register and as others spell what comes before it: van der, Van der, v.d."""
    size = next((place for place, word in enumerate(surname) if not _is_between(word)), len(surname))
    before, name = " ".join(surname[:size]), " ".join(surname[size:])
    spelled = {before.lower(), *(word for words in SPELLINGS if before.lower() in words for word in words)} - {""}
    yield " ".join(surname)
    yield from (f"{form} {name}" for word in spelled for form in (word, word[:1].upper() + word[1:]) if name)


def _is_between(word: str) -> bool:
    return word.lower() in TUSSENVOEGSELS
