"""From the raw PDF of WeasyPrint to the one we give: what PDF/UA asks and WeasyPrint leaves out. The only module that knows pikepdf.

Links are not fetched, and so not filtered on the way in. So what is made is looked through: it may lead to the web or to a
place in itself, and holds no other action, no script and no attachment. Anything else is refused.
"""

from __future__ import annotations

import io
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

import pikepdf

from generator.pdf_form import make_fields
from generator.pdf_verbatim import TWINS, is_told_by_shapes
from generator.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Page, Pdf

PRINT_FLAG = 4
WEB_ADDRESS = re.compile(rb"https?://", re.IGNORECASE)
ACTIVE_KEYS = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent"}
TAGGED = re.compile(rb"/(\w+)\s*<</MCID (\d+)(?:/ActualText <([0-9a-f]+)>)?>>\s*BDC")
"""Where content of the tag tree begins; WeasyPrint writes all text as hex, so it cannot look like this."""

SHAPE = re.compile(rb"(<[0-9a-f]{4}>) <([0-9a-f]{4})>")
"""A line of the list in which a font says what its shapes stand for, of a shape that stands for one character."""


class PdfError(Exception):
    """A sheet that cannot be made into a PDF; says why in Dutch, for the person who wrote it."""


def finished(raw: bytes, *, is_fillable: bool = False) -> bytes:
    """The same document, tagged to the end. It holds no date, so that the same sheet gives the same bytes. Raises PdfError."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        refuse_actions(pdf)
        _tidy_tags(pdf)
        _name_shapes(pdf)
        for annotation in chain.from_iterable(_annotations(page) for page in pdf.pages):
            annotation.F = PRINT_FLAG
        if is_fillable:
            make_fields(pdf)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def page_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _annotations(page: Page) -> Iterator[Object]:
    return iter(page.obj.get("/Annots", ()))


# --- Nothing that does something


def refuse_actions(pdf: Pdf) -> None:
    """Raises PdfError when anything in the document can do more than lead to the web or to a place in itself."""
    for found, held in _dictionaries(pdf):
        for key in sorted(ACTIVE_KEYS & held.keys()):
            raise PdfError(f"er zit iets in dat uit zichzelf iets doet ({key})")
        if held.get("/Type") == "/Annot" and held.get("/Subtype") not in ("/Link", "/Widget"):
            raise PdfError(f"er zit iets in dat niet op papier hoort ({held.get('/Subtype')})")
        if (action := _action(found, held)) is not None:
            _refuse_action(action)


def _dictionaries(pdf: Pdf) -> Iterator[tuple[Object, dict[str, Any]]]:
    """Every dictionary of the document, also those inside others, and what it holds."""
    todo: list[Object] = [*pdf.objects, pdf.trailer]
    while todo:
        found = todo.pop()
        if isinstance(found, pikepdf.Array):
            todo += [child for child in found if _is_inside(child)]
        elif isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            held = dict(found.items())
            yield found, held
            todo += [child for child in held.values() if _is_inside(child)]


def _is_inside(child: Any) -> bool:  # noqa: ANN401  a number or text is no pikepdf object
    """Written in place, so not reached as an object of its own."""
    return (
        isinstance(child, pikepdf.Object)
        and not child.is_indirect
        and isinstance(child, (pikepdf.Array, pikepdf.Dictionary))
    )


def _action(found: Object, held: dict[str, Any]) -> Object | None:
    """The action that this dictionary holds or is. An attribute of a structure element has the same key, but no /S."""
    if held.get("/Type") == "/Action":
        return found
    action = held.get("/A")
    return action if isinstance(action, pikepdf.Dictionary) and "/S" in action else None


def _refuse_action(action: Object) -> None:
    if action.S == "/GoTo":
        return
    if action.S != "/URI":
        raise PdfError(f"er zit een opdracht in die niet mag ({action.S})")
    if not WEB_ADDRESS.match(bytes(action.URI)):
        raise PdfError(f"de link {quoted(str(action.URI))} is geen webadres; een link begint met https:// of http://")


# --- Tags


def _tidy_tags(pdf: Pdf) -> None:
    """Says of each TH what it is the heading of, and makes what no reader meets in the tree an artifact: heads, feet and marks."""
    root = pdf.Root.StructTreeRoot
    met = set()
    for element, in_head in _elements(root):
        met.add(element.objgen)
        if element.get("/S") == "/TH":
            spans = in_head or element.A.get("/ColSpan", 1) != 1
            element.A.Scope = pikepdf.Name.Column if spans else pikepdf.Name.Row
    owners = dict(_pairs(root.ParentTree.Nums))
    for page in pdf.pages:
        _tag_content(pdf, page, owners[int(page.obj.StructParents)], met)


def _elements(root: Object) -> Iterator[tuple[Object, bool]]:
    """Every element below the root, and whether it stands in the head of a table."""
    todo = [(root, False)]
    while todo:
        element, in_head = todo.pop()
        yield element, in_head
        kids: Any = element.get("/K", ())
        todo += [
            (kid, in_head or element.get("/S") == "/THead")
            for kid in (kids if isinstance(kids, pikepdf.Array) else (kids,))
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem"
        ]


def _pairs(nums: Any) -> Iterator[tuple[int, Object]]:  # noqa: ANN401  an array, which iterates
    entries = list(nums)
    return zip(entries[::2], entries[1::2], strict=True)


def _tag_content(pdf: Pdf, page: Page, owners: Any, met: set[tuple[int, int]]) -> None:  # noqa: ANN401
    """`owners` holds the element of each piece of tagged content of the page, by its number. What was written goes to that element."""
    loose = {number for number, owner in enumerate(owners) if owner.objgen not in met}
    for number in loose:
        owners[number] = None

    def tag(start: re.Match[bytes]) -> bytes:
        number, told = int(start[2]), start[3]
        if number in loose:
            return b"/Artifact BMC"
        if not told:
            return start[0]
        written = bytes.fromhex(told.decode()).decode("utf-16")
        owners[number].ActualText = pikepdf.String(written)
        return b"/%b <</MCID %d>> BDC" % (start[1], number) if is_told_by_shapes(written) else start[0]

    content = page.obj.Contents.read_bytes()
    page.obj.Contents = pdf.make_stream(TAGGED.sub(tag, content))


# --- Shapes


def _name_shapes(pdf: Pdf) -> None:
    """A shape that several characters have stands for the plain one. What was written is told with the line."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Font" and "/ToUnicode" in found:
            found.ToUnicode.write(SHAPE.sub(_plain, found.ToUnicode.read_bytes()))


def _plain(named: re.Match[bytes]) -> bytes:
    char = chr(int(named[2], 16))
    return b"%b <%04x>" % (named[1], ord(TWINS.get(char, char)))
