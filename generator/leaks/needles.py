"""All that is looked for at once: names, schools and pseudonyms by one automaton each, notes by their runs of words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ahocorasick import Automaton  # type: ignore[import-not-found]

from generator.leaks.folding import bare, plain, spaced, words
from generator.leaks.own import ordinary_texts
from generator.leaks.runs import runs_in
from generator.model.naam import BEGINS_A_SENTENCE, naamvormen, orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.leaks.secret import Secret, Secrets

LONG_PSEUDONYM = 6
"""Characters, and one fewer with a digit among them; a shorter one stands by chance, or as a word, in bytes that are no text."""


class Needles:
    """What is looked for, made ready once for all texts."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        named = [each for each in secrets.named if each.kind != "pseudoniem"]
        written = [(form, each) for each in named for form in forms(each)]
        self.named = _automaton([*written, *((form, each) for each in named for form in other_forms(each))])
        self.pseudonyms = _automaton((plain(each.text), each) for each in secrets.named if each.kind == "pseudoniem")

    def found(self, text: str, *, is_junk: bool = False) -> Iterator[tuple[Secret, int]]:
        """Each secret that a text holds, once, with the line on which it first stands."""
        simple = plain(text)
        told: set[Secret] = set()
        for secret, pattern in self.hits(simple, text, is_junk=is_junk):
            if secret not in told:
                told.add(secret)
                place = re.search(pattern, simple)
                yield secret, simple.count("\n", 0, place.start() if place else 0) + 1

    def hits(self, simple: str, text: str, *, is_junk: bool = False) -> Iterator[tuple[Secret, str]]:
        """Everything that a text holds, with what its place in the plain text is known by; the same thing may come more than once."""
        for end, (form, secret) in _iter(self.pseudonyms, simple):
            is_whole = _is_edge(simple, end - len(form)) and _is_edge(simple, end + 1)
            if is_whole and not (is_junk and _is_short(form)):
                yield secret, rf"(?<![^\W_]){re.escape(form)}(?![^\W_])"
        found = words(simple)
        for _, (form, secret) in _iter(self.named, spaced(found)):
            if _stands_as_written(secret, text):
                yield secret, _pattern(form.split())
        for run in runs_in(found, self.secrets.runs):
            yield self.secrets.note(run), _pattern(run)


def forms(secret: Secret) -> set[str]:
    """The ways in which a name is written as it stands in the register."""
    parts = words(plain(secret.text))
    if secret.kind == "school" or len(parts) == 1:
        return {spaced(parts)}
    return set(map(spaced, _orders(parts)))


def other_forms(secret: Secret) -> set[str]:
    """The same of a name without its title, with each first name, and with each half of a double surname."""
    names = [form.text for form in naamvormen(secret.text) if form.soort == "naam"] if secret.kind == "naam" else []
    parts = [words(plain(name)) for name in names]
    return {spaced(order) for each in parts if len(each) > 1 and not _is_ordinary(each) for order in _orders(each)}


def _orders(parts: list[str]) -> set[tuple[str, ...]]:
    return orders(parts, initial_last=not _is_ordinary(parts[1:]))


def _is_ordinary(parts: Iterable[str]) -> bool:
    """'wil groot', out of Wil Bakker-Groot, is no name."""
    return _ordinary_words().issuperset(parts)


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(words("\n".join(map(plain, (*ordinary_texts(), *BEGINS_A_SENTENCE)))))


def _automaton(named: Iterable[tuple[str, Secret]]) -> Automaton | None:
    made = Automaton()
    for form, secret in named:
        if form not in made:  # the name that somebody has goes before what another may be called
            made.add_word(form, (form, secret))
    made.make_automaton()
    return made if len(made) else None


def _iter(automaton: Automaton | None, text: str) -> Iterable[tuple[int, tuple[str, Secret]]]:
    return automaton.iter(text) if automaton else ()


def _is_edge(text: str, index: int) -> bool:
    return not 0 <= index < len(text) or not text[index].isalnum()


def _is_short(pseudonym: str) -> bool:
    return len(pseudonym) + any(map(str.isdigit, pseudonym)) < LONG_PSEUDONYM


def _pattern(parts: Iterable[str]) -> str:
    return r"[\W_]+".join(map(re.escape, parts))


def _stands_as_written(secret: Secret, text: str) -> bool:
    """A name of one word, and a school of two, only count with their capitals: 'de regenboog' is no school."""
    parts = words(bare(secret.text))
    if len(parts) > (1 if secret.kind == "naam" else 2):
        return True
    either = f"{_pattern(parts)}|{_pattern(map(str.upper, parts))}"
    return bool(re.search(rf"(?<![^\W_])(?:{either})(?![^\W_])", bare(text)))


def masked(path: str, needles: Needles) -> str:
    """A path with only the first letter of each name and note in it, so that a message about a leak is no leak."""
    letters = [plain(char) for char in path]
    for secret, pattern in needles.hits("".join(letters), path):
        place = re.search(pattern, "".join(letters))
        if secret.kind != "pseudoniem" and place:
            path = _without(path, letters, place)
            letters = [plain(char) for char in path]
    return path


def _without(path: str, letters: list[str], place: re.Match[str]) -> str:
    """A character may be several letters in its simplest form, or none."""
    ends = list(accumulate(map(len, letters)))
    first = bisect_right(ends, place.start())
    last = bisect_left(ends, place.end())
    return f"{path[: first + 1]}…{path[last + 1 :]}"
