"""Puts the comments of an older text of a score file into its new text."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from generator.reading.comments import Comment, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.reading.comments import Keys, Outline, Place, Side

FREE_TEXT = frozenset(
    {"naam", "aanleiding", "aantekening", "bewijsstukken", "wat", "wie", "opmerking", "samenvatting", "zienswijze"}
)
"""Keys of texts: behind one without quotes a comment could be more of the text, and is refused."""


def with_comments(new: str, old: str) -> str:
    """The new text, in the spelling of rendering/scorebestand.py, with the comments of the old one.

    Both are texts that are read without a fault. A comment on a line of its own goes above the same thing, one behind a value
    goes behind it or, where that can't be, above it. What fell away leaves its comments where it would have been.
    """
    old = plain(old)
    return _Keeper(outline(new), outline(old)).text() if "#" in old else new


def comments_of(text: str) -> list[str]:
    """In the order of the text. Most have none, and going through a text takes long."""
    return [comment.text for comment in outline(plain(text)).comments] if "#" in text else []


def has_comments_of(new: str, old: str) -> bool:
    """Whether a text holds all comments of another one, and no others."""
    return Counter(comments_of(new)) == Counter(comments_of(old))


def plain(text: str) -> str:
    """With the line ends that all our texts have."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Keeper:
    """Lays every comment at a line of the new text."""

    def __init__(self, new: Outline, old: Outline) -> None:
        self.new, self.old = new, old
        self.moved = _moved(new, old)
        self.above: dict[int, list[str]] = defaultdict(list)
        self.behind: dict[int, str] = {}
        self.below: dict[int, list[str]] = defaultdict(list)

    def text(self) -> str:
        for comment in self.old.comments:
            self.lay(comment)
        lines = self.new.lines[:-1]
        return "".join(f"{line}\n" for number in range(len(lines) + 1) for line in self.around(number, lines))

    def around(self, number: int, lines: list[str]) -> Iterator[str]:
        yield from self.above[number]
        if number < len(lines):
            behind = self.behind.get(number)
            yield f"{lines[number]} {behind}" if behind else lines[number]
        yield from self.below[number]

    def lay(self, comment: Comment) -> None:
        side, keys = self.found_again(comment)
        if side in ("top", "end"):
            self.above[0 if side == "top" else len(self.new.lines) - 1].append(comment.text)
            return
        place = self.new.places[keys]
        if side == "behind" and self.fits_behind(keys, place):
            self.lay_behind(place.first, comment.text)
        elif side in ("below", "inside") and not place.is_between_brackets:
            column = self.column_inside(keys) if side == "inside" and place.is_block else place.column
            self.below[place.last].append(f"{' ' * column}{comment.text}")
        else:
            self.lay_above(place.first, comment.text)

    def column_inside(self, keys: Keys) -> int:
        return self.new.places[self.new.inside[keys][0]].column

    def lay_above(self, number: int, text: str) -> None:
        line = self.new.lines[number]
        self.above[number].append(f"{line[: len(line) - len(line.lstrip(' '))]}{text}")

    def lay_behind(self, number: int, text: str) -> None:
        """There is room for one; those before it go above."""
        if number in self.behind:
            self.lay_above(number, self.behind[number])
        self.behind[number] = text

    def found_again(self, comment: Comment) -> tuple[Side, Keys]:
        """Where the thing is in the new text; else what stood after it, else before it, else what it was in."""
        keys = comment.keys
        if not keys:
            return ("end" if comment.side == "end" else "top"), ()
        while keys:
            if keys in self.moved:
                return comment.side, self.moved[keys]
            beside = self.old.inside[keys[:-1]]
            rank = beside.index(keys)
            after = next((self.moved[other] for other in beside[rank:] if other in self.moved), None)
            if after is not None:
                return "above", after
            before = next((self.moved[other] for other in beside[rank::-1] if other in self.moved), None)
            if before is not None:
                return "below", before
            keys = keys[:-1]
        return "end", ()

    def fits_behind(self, keys: Keys, place: Place) -> bool:
        if place.is_between_brackets or place.style in ("[]", "{}", '"'):
            return True
        if place.is_block:
            before = self.old.places.get(keys)
            return before is not None and before.is_block
        return not place.style and not FREE_TEXT.intersection(keys[-2:])


def _moved(new: Outline, old: Outline) -> dict[Keys, Keys]:
    """Of everything that is still there: its keys in the old text, and in the new one. Only items of a list get others."""
    moved: dict[Keys, Keys] = {}
    numbers: dict[Keys, dict[int, int]] = {}
    for keys in old.places:
        home = moved.get(keys[:-1]) if keys else ()
        if home is None:
            continue
        last = keys[-1:]
        if keys and isinstance(keys[-1], int):
            if home not in numbers:
                numbers[home] = dict(_same_items(_items(old, keys[:-1]), _items(new, home)))
            last = (numbers[home].get(keys[-1], -1),)
        if (*home, *last) in new.places:
            moved[keys] = (*home, *last)
    return moved


def _items(text: Outline, keys: Keys) -> list[str]:
    """What tells the items of a list apart: of an afspraak what was agreed."""
    return [text.places.get((*item, "wat"), text.places[item]).text for item in text.inside.get(keys, ())]


def _same_items(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """The number of each item that stayed, before and after; one that was put in the place of another counts as that one."""
    if old == new:  # comparing takes long where many are alike
        yield from zip(range(len(old)), range(len(new)), strict=True)
        return
    for kind, start, end, to, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            yield from zip(range(start, end), range(to, until), strict=False)
