"""Pre-printed forms of one mould: the mould is set in type once, and what differs is set by itself and stamped in its places.

What a stamp cannot do exactly as the whole form would have it, is not done: that form is to be made by itself.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.casting import MOULDS_KEPT, cast_of, owners_of
from generator.pdf_finish import PdfError, saved
from generator.press import Press, remarks
from generator.quicker import is_known
from generator.rendering.mould import IN_MARGIN, PLACE, SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

    from generator.casting import Cast, Room, Tag
    from generator.press import Piece
    from generator.rendering.mould import Filling, Mould

PT_PER_PX = 0.75
PIECES_KEPT = 4000
TAG = re.compile(r"<[^>]*>")
MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
CORNER = "@page { margin: 0 } body > .plek, body > .rand { position: absolute; left: 0; top: 0 }"
PIECES = """<!doctype html><html lang="nl"><head><style>{style} {corner}</style></head><body>{blocks}</body></html>"""


class Unfit(Exception):  # noqa: N818  no error: the form is made in another way
    """This form cannot be stamped."""


class Stamp(NamedTuple):
    """A block to be drawn somewhere; without a tag it is decoration."""

    room: Room
    html: str
    tag: Tag | None = None


class Job(NamedTuple):
    """One form to stamp, and all letters that the forms of its mould need."""

    path: str
    mould: Mould
    filling: Filling
    letters: str


def attempt(job: Job) -> bytes | None:
    """The PDF, or nothing when this form must be made by itself: what a worker does."""
    try:
        return stamped(job.mould, job.filling, job.letters)
    except (Unfit, PdfError, MemoryError, RecursionError, UnicodeEncodeError):
        return None


def stamped(mould: Mould, filling: Filling, letters: str) -> bytes:
    """The PDF of one form. `letters` are all that the forms of this mould need. Raises Unfit."""
    if not is_known():
        raise Unfit
    cast = cast_of(mould, letters)
    if cast is None:
        raise Unfit
    with pikepdf.open(io.BytesIO(cast.pdf)) as pdf:
        _fill(pdf, cast, filling)
        return saved(pdf)


def letters_of(filling: Filling) -> set[str]:
    """What is seen in the places, letter by letter."""
    texts = (unescape(TAG.sub("", content)) for content in filling.contents.values())
    return {letter for text in texts for letter in text if letter.isprintable()}


# --- What differs


def _fill(pdf: Pdf, cast: Cast, filling: Filling) -> None:
    stamps = list(_stamps(cast, filling))
    pieces = _pieces(cast, [stamp.html for stamp in stamps])
    contents: list[list[bytes]] = [[] for _ in pdf.pages]
    empty = set(cast.tags.values())
    for stamp, piece in zip(stamps, pieces, strict=True):
        drawn = MARKED.sub(b"/Artifact BMC", piece.content)
        if stamp.tag and drawn != piece.content:
            drawn = _tagged(pdf, stamp.tag, piece.content)
            empty.remove(stamp.tag)
        x, y = (PT_PER_PX * place for place in (stamp.room.x, stamp.room.y))
        contents[stamp.room.page].append(b"q %g 0 0 %g %.5f %.5f cm\n%b\nQ" % (PT_PER_PX, PT_PER_PX, x, y, drawn))
    for tag in empty:
        owners_of(pdf, tag.page)[tag.place] = None
    for sheet, parts in zip(pdf.pages, contents, strict=True):
        sheet.obj.Contents = Array([sheet.obj.Contents, pdf.make_stream(b"\n".join(parts))])
    _name(pdf, filling.whose)


def _stamps(cast: Cast, filling: Filling) -> Iterator[Stamp]:
    for name, tag in cast.tags.items():
        if content := filling.contents.get(name):
            (room,) = cast.rooms[PLACE + name]
            yield Stamp(room, _block("plek", room, content), tag)
    if content := filling.contents.get(IN_MARGIN):
        for room in cast.rooms.get(PLACE + IN_MARGIN, ()):
            yield Stamp(room, _block("plek", room, content))
    for box in filling.edges:
        (room,) = cast.rooms[box]
        yield Stamp(room, _block("rand", room))


def _block(kind: str, room: Room, content: str = "") -> str:
    return f'<div class="{kind}" style="width: {room.width:.5f}px; height: {room.height:.5f}px">{content}</div>'


def _pieces(cast: Cast, blocks: list[str]) -> list[Piece]:
    """Each block drawn by itself; one that was drawn before is not drawn again."""
    kept = kept_pieces(cast.style)
    if len(kept) > PIECES_KEPT:
        kept.clear()
    new = [block for block in dict.fromkeys(blocks) if block not in kept]
    if new:
        press = Press()
        with remarks() as found:
            document = press.document(PIECES.format(style=cast.style, corner=CORNER, blocks="".join(new)))
            kept.update(zip(new, press.pieces(document), strict=True))
        if found.texts:
            for block in new:
                del kept[block]
            raise Unfit
    pieces = [kept[block] for block in blocks]
    if not all(_is_at_hand(piece, cast) for piece in pieces):
        raise Unfit
    return pieces


@lru_cache(MOULDS_KEPT)
def kept_pieces(style: str) -> dict[str, Piece]:  # noqa: ARG001  for each style its own
    return {}


def _is_at_hand(piece: Piece, cast: Cast) -> bool:
    """Whether the mould has all that the piece needs."""
    return piece.resources <= cast.resources and all(
        shapes <= cast.shapes.get(font, frozenset()) for font, shapes in piece.shapes.items()
    )


def _tagged(pdf: Pdf, tag: Tag, content: bytes) -> bytes:
    """The content with numbers of its own page, and in the tree of tags an element that has them."""
    owners = owners_of(pdf, tag.page)
    around = owners[tag.place]
    leaf = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Span, K=Array(), Pg=pdf.pages[tag.page].obj, P=around)
    )
    around.K = Array([leaf])
    owners[tag.place] = leaf

    def numbered(_: re.Match[bytes]) -> bytes:
        place = tag.place
        if len(leaf.K):
            owners.append(leaf)
            place = len(owners) - 1
        leaf.K.append(place)
        return b"/Span <</MCID %d>> BDC" % place

    return MARKED.sub(numbered, content)


def _name(pdf: Pdf, whose: str) -> None:
    """In what is told of the whole document, and in its first bookmark."""
    for told, key in ((pdf.docinfo, "/Title"), (pdf.Root.Outlines.First, "/Title")):
        told[key] = str(told[key]).replace(SOMEBODY, whose)
    more = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(more.replace(SOMEBODY.encode(), escape(whose, quote=False).encode()))
