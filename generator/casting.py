"""A mould of pre-printed forms, set in type once: what is in it, and where its places are."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary

from generator.pdf_finish import TAGGED, finished, saved
from generator.pdf_libraries import environment
from generator.press import Press, remarks, unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pikepdf import Object, Pdf

    from generator.rendering.mould import Mould

MOULDS_KEPT = 8
LETTERS = "\t:"
"""Before the letters that the fonts of a mould must have."""
TOGETHER = "ffi ffl fi fl fj ff tt …-"
"""Letters that a font may set as one shape, and what stands for the rest of a text or of a word."""
IN_A_LINE = 60
SHAPES = re.compile(rb"^<([0-9a-f]{4})> <", re.MULTILINE)
WHOLE = re.compile(TAGGED.pattern + rb".*?\sEMC", re.DOTALL)
NUMBERED = re.compile(r"/s\d+")
"""A state of drawing that has another meaning in each document."""
BOLD = ' style="font-weight: 700"'


class Room(NamedTuple):
    """Where a place is, in pixels from the top left corner of its page, and how large; pages are counted from 0."""

    page: int
    x: float
    y: float
    width: float
    height: float


class Tag(NamedTuple):
    """Something in the tree of tags: its page, and its number among what is tagged there."""

    page: int
    place: int


@dataclass(frozen=True)
class Cast:
    """A mould that is set in type."""

    pdf: bytes
    style: str
    rooms: Mapping[str, tuple[Room, ...]]
    """By the id of what is there."""
    tags: Mapping[str, Tag]
    """By the name of a place."""
    shapes: Mapping[str, frozenset[int]]
    resources: frozenset[str]


@lru_cache(MOULDS_KEPT)
def cast_of(mould: Mould, letters: str) -> Cast | None:
    """Nothing when its own texts cannot be set with our own fonts alone."""
    press = Press()
    with remarks() as found, environment("SOURCE_DATE_EPOCH", "0"):
        document = press.document(mould.html.replace("</body>", _shown(letters) + "</body>"))
        rooms = _rooms(page.anchors for page in document.pages)
        raw = press.pdf(document)
    if found.texts:
        lacking = unseen(found.texts)
        if lacking.isdisjoint(letters):
            return None
        return cast_of(mould, "".join(letter for letter in letters if letter not in lacking))
    with pikepdf.open(io.BytesIO(finished(raw))) as pdf:
        tags = dict(_emptied(pdf, mould.names))
        resources = pdf.pages[0].obj.Resources
        states = frozenset(
            str(name)[1:] for name in resources.get("/ExtGState", {}) if not NUMBERED.fullmatch(str(name))
        )
        return Cast(saved(pdf), mould.style, rooms, tags, dict(_shapes(resources.Font)), states)


def _shown(letters: str) -> str:
    """All of them, plain and bold, in lines that take no room."""
    lines = [letters[start : start + IN_A_LINE] for start in range(0, len(letters), IN_A_LINE)]
    lines += TOGETHER.split()
    return "".join(f'<div class="letters"{bold}>{LETTERS}{escape(line)}</div>' for line in lines for bold in ("", BOLD))


def _rooms(pages: Iterable[Mapping[str, tuple[float, float, float, float]]]) -> dict[str, tuple[Room, ...]]:
    found = defaultdict[str, list[Room]](list)
    for page, anchors in enumerate(pages):
        for id, (left, top, right, bottom) in anchors.items():
            found[id].append(Room(page, left, top, right - left, bottom - top))
    return {id: tuple(rooms) for id, rooms in found.items()}


def _emptied(pdf: Pdf, names: Sequence[str]) -> Iterator[tuple[str, Tag]]:
    """Takes the samples out, and says which tag each had; that now leads to the element around the place."""
    for number, page in enumerate(pdf.pages):
        owners, gone = owners_of(pdf, number), set()
        for place, leaf in enumerate(owners):
            said = str(leaf.get("/ActualText", "")) if isinstance(leaf, Dictionary) else ""
            if not said.startswith("\t"):
                continue
            gone.add(place)
            around = _around(leaf)
            if said.startswith(LETTERS):
                around.P.K = Array([kid for kid in around.P.K if kid.objgen != around.objgen])
                owners[place] = None
            else:
                around.K = Array()
                owners[place] = around
                yield names[int(said)], Tag(number, place)
        content = page.obj.Contents.read_bytes()
        kept = WHOLE.sub(lambda found, gone=gone: b"" if int(found[2]) in gone else found[0], content)  # type: ignore[misc]
        page.obj.Contents = pdf.make_stream(kept)


def _around(leaf: Object) -> Object:
    """The block that a piece of text stands in."""
    while leaf.S != "/Div":
        leaf = leaf.P
    return leaf


def owners_of(pdf: Pdf, page: int) -> Any:  # noqa: ANN401  an array, which iterates
    """The element of each tag of a page, by its number."""
    return pdf.Root.StructTreeRoot.ParentTree.Nums[2 * page + 1]


def _shapes(fonts: Object) -> Iterator[tuple[str, frozenset[int]]]:
    for name, font in fonts.items():
        yield name[1:], frozenset(int(shape, 16) for shape in SHAPES.findall(font.ToUnicode.read_bytes()))
