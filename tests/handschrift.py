"""Score files as people type them: every way to write an afname down that our readers take for the same.

@given(st.data())
def test_it_reads_the_same(data):
    afname = data.draw(afnamen())
    text = data.draw(handwritten(afname))
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from generator.model.afname import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

    from generator.model.afname import Afname, Afspraak, Score

# What is to be written, before anything is said of how


class Word(NamedTuple):
    """One value. As `bare` it may stand without quotes; `spellings` are all that mean the same."""

    spellings: tuple[str, ...]
    is_text: bool = False


class Group(NamedTuple):
    """Keys and what belongs to them."""

    entries: tuple[tuple[str, Node], ...]


class Row(NamedTuple):
    """A list."""

    items: tuple[Node, ...]


Node = Word | Group | Row
Entries = list[tuple[str, Node]]
NOTHING = Word(("null", "~", ""))

SAFE = re.compile(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9 _./+()-]*(?<! )")
"""What stands for itself without quotes, also between brackets."""
IN_QUOTES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def word(text: str) -> Word:
    """What is no free text: an id, a date, a choice."""
    return Word((text,))


def free(text: str) -> Word:
    return Word((text,), is_text=True)


def score_of(draw: DrawFn, score: Score) -> Node:
    value = NOTHING if score.value is None else word(score.value)
    said: Entries = [
        ("score", value),
        ("aantekening", free(score.aantekening)),
        ("bron", word(score.bron)),
        ("taak", word(score.taak)),
        ("bewijsstukken", Row(tuple(map(free, score.bewijsstukken)))),
    ]
    group = grouped(draw, said)
    is_bare = not (score.aantekening or score.bron or score.taak or score.bewijsstukken)
    return value if is_bare and draw(st.booleans()) else group


def empty(node: Node) -> bool:
    return node in (Word(("",)), Word(("",), is_text=True), Row(()), NOTHING)


def grouped(draw: DrawFn, entries: Entries) -> Group:
    """In any order; what is empty is there or not."""
    kept = [
        (key, NOTHING if empty(node) else node) for key, node in entries if not empty(node) or draw(st.integers(0, 4)) == 0
    ]  # fmt: skip
    return Group(tuple(draw(st.permutations(kept))) or (("score", NOTHING),))


def afspraak_of(draw: DrawFn, afspraak: Afspraak) -> Group:
    kept = {None: NOTHING, True: Word(("ja", "true")), False: Word(("nee", "false"))}[afspraak.kept]
    return grouped(
        draw,
        [
            ("wat", free(afspraak.what)),
            ("wie", free(afspraak.who)),
            ("voor", word(afspraak.due.isoformat() if afspraak.due else "")),
            ("bij", Row(tuple(map(word, afspraak.vaardigheden)))),
            ("nagekomen", kept),
            ("opmerking", free(afspraak.remark)),
        ],
    )


def whole(draw: DrawFn, afname: Afname) -> Group:
    rows = draw(st.permutations(list(afname.selection.vaardigheden)))
    said = [(id, afname.score(id)) for id in rows if afname.score(id) != OPEN or draw(st.integers(0, 3)) == 0]
    waarnemer: Entries = [("rol", word(afname.waarnemer.rol)), ("naam", free(afname.waarnemer.name))]
    entries: Entries = [
        (
            "fictief",
            Word(("ja", "true")) if afname.is_fictional else draw(st.sampled_from((NOTHING, Word(("nee", "false"))))),
        ),
        ("rubric", word(afname.rubric.id)),
        ("versie", word(afname.rubric.version)),
        ("kijkwijzers", Row(tuple(map(word, draw(st.permutations(afname.kijkwijzers)))))),
        ("ib_er", word(afname.ib_er)),
        ("waarnemer", grouped(draw, waarnemer)),
        ("datum", word(afname.date.isoformat())),
        ("aanleiding", free(afname.occasion)),
        ("doel", word(afname.doel)),
        ("status", word(afname.status)),
        ("scores", Group(tuple((id, score_of(draw, score)) for id, score in said)) if said else NOTHING),
        ("afspraken", Row(tuple(afspraak_of(draw, afspraak) for afspraak in afname.afspraken))),
        ("samenvatting", free(afname.summary)),
        ("zienswijze", free(afname.zienswijze)),
    ]
    if len(afname.rubric.kijkwijzers) == 1 and draw(st.booleans()):
        del entries[3]
    return grouped(draw, entries)


# How it is written


class Hand(NamedTuple):
    """Somebody's way of writing."""

    draw: DrawFn
    step: int

    def inline(self, node: Node) -> str:
        """On one line, between brackets."""
        if isinstance(node, Word):
            return self.value(self.draw(st.sampled_from(node.spellings)), is_null=node is NOTHING)
        space = self.draw(st.sampled_from(("", " ")))
        if isinstance(node, Row):
            return f"[{space}{', '.join(map(self.inline, node.items))}{space}]"
        inside = ", ".join(f"{self.value(key)}: {self.inline(value)}" for key, value in node.entries)
        return f"{{{space}{inside}{space}}}"

    def value(self, text: str, *, is_null: bool = False) -> str:
        if is_null or (SAFE.fullmatch(text) and text.lower() not in ("null", "") and self.draw(st.booleans())):
            return text or "null"
        if text in ("null", "") and not is_null:
            return '""' if not text else '"null"'
        if "\n" not in text and self.draw(st.booleans()):
            return "'" + text.replace("'", "''") + "'"
        if self.draw(st.integers(0, 3)) == 0:
            return json.dumps(text, ensure_ascii=False)
        return '"' + "".join(IN_QUOTES.get(char, char) for char in text) + '"'

    def under(self, node: Node, indent: int) -> list[str] | None:
        """On the lines below its key, or behind the key when it begins with a space."""
        if isinstance(node, Word):
            return self.bar(node, indent)
        if self.draw(st.integers(0, 3)) == 0:
            return None
        if isinstance(node, Row):
            return [line for item in node.items for line in self.item(item, indent)] if node.items else None
        return [line for key, value in node.entries for line in self.entry(key, value, indent)]

    def bar(self, node: Word, indent: int) -> list[str] | None:
        """A text under |, when it can be."""
        text = node.spellings[0]
        lines = text.split("\n")
        if not node.is_text or not text or any(re.match(r" *\t|\s*[<>]{7}(\s|$)", line) for line in lines):
            return None
        if self.draw(st.integers(0, 3)) == 0:
            return None
        sign = self.draw(st.sampled_from(("|", "|-", "|+")))
        if self.step < 10 and (not lines[0] or lines[0].startswith(" ") or self.draw(st.booleans())):
            sign = f"|{self.step}{sign[1:]}"
        pad = " " * indent
        return [f" {sign}", *(f"{pad}{line}" if line else self.draw(st.sampled_from(("", pad))) for line in lines)]

    def entry(self, key: str, value: Node, indent: int) -> Iterator[str]:
        pad = " " * indent
        if isinstance(value, Row) and value.items and self.draw(st.booleans()):
            yield f"{pad}{self.value(key)}:"  # the dashes may stand right below the key
            yield from (line for item in value.items for line in self.item(item, indent))
            return
        below = self.under(value, indent + self.step)
        if value is NOTHING and self.draw(st.booleans()):
            yield f"{pad}{self.value(key)}:"
        elif below is None:
            space = " " * self.draw(st.sampled_from((1, 1, 3)))
            yield f"{pad}{self.value(key)}:{space}{self.inline(value)}"
        elif below and below[0][:2] == " |":
            yield f"{pad}{self.value(key)}:{below[0]}"
            yield from below[1:]
        else:
            yield f"{pad}{self.value(key)}:"
            yield from below

    def item(self, item: Node, indent: int) -> Iterator[str]:
        pad = " " * indent
        if not isinstance(item, Group) or self.draw(st.integers(0, 3)) == 0:
            yield f"{pad}- {self.inline(item)}"
            return
        deeper = indent + self.draw(st.sampled_from((2, 2, 4)))
        first, *rest = [line for key, value in item.entries for line in self.entry(key, value, deeper)]
        if self.draw(st.integers(0, 3)) == 0:
            yield f"{pad}-"
            yield first
        else:
            yield f"{pad}-{first[indent + 1 :]}"
        yield from rest


@st.composite
def handwritten(draw: DrawFn, afname: Afname) -> str:
    """One of the texts that say just this, with the line ends of a Mac, a Windows computer or ours."""
    group = whole(draw, afname)
    hand = Hand(draw, draw(st.sampled_from((1, 2, 4))))
    if draw(st.integers(0, 9)) == 0:
        return hand.inline(group)
    lines = [line for key, value in group.entries for line in hand.entry(key, value, 0)]
    return "\n".join(
        [*draw(st.sampled_from(((), ("---",), ("",)))), *lines, *draw(st.sampled_from(((), ("",), ("...", ""))))]
    )


def as_bytes(text: str) -> SearchStrategy[bytes]:
    """With and without a mark before it, and with any line ends."""
    ends = st.sampled_from(("\n", "\n", "\r\n", "\r"))
    marks = st.sampled_from((b"", b"", b"\xef\xbb\xbf"))
    return st.builds(lambda end, mark: mark + text.replace("\n", end).encode(), ends, marks)
