"""Several PDFs as one: their pages after each other, one tree of tags, one list of bookmarks."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pikepdf import Object


def piled(pdfs: Iterable[bytes], title: str, subject: str) -> bytes:
    """One PDF/UA-1 of several that are it themselves. Each becomes a part with the bookmarks and page numbers that it had.

    They must hold no links: names of places are not taken over, as two forms have the same ones.
    """
    first, *others = pdfs
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(first)) as pile:
        if "/Names" in pile.Root:
            del pile.Root.Names
        document = _as_parts(pile)
        for number, other in enumerate(others, start=1):
            with pikepdf.open(io.BytesIO(other)) as added:
                _add(pile, document, added, number)
        _name(pile, title, subject)
        pile.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _as_parts(pile: Pdf) -> Any:  # noqa: ANN401  pikepdf objects answer to any name
    """Puts a document above the one there is, which becomes its first part."""
    tree = pile.Root.StructTreeRoot
    (part,) = tree.K
    document = pile.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array([part])))
    part.S, part.P = Name.Part, document
    tree.K = Array([document])
    return document


def _add(pile: Pdf, document: Any, added: Pdf, number: int) -> None:  # noqa: ANN401
    start = len(pile.pages)
    _tell_headings_apart(added.Root.StructTreeRoot, number)
    pile.pages.extend(added.pages)  # first, so that what points to a page finds it
    tree = pile.copy_foreign(added.Root.StructTreeRoot)
    (part,) = tree.K
    part.S, part.P = Name.Part, document
    document.K.append(part)
    _renumber(pile, tree.ParentTree.Nums, start)
    _add_bookmarks(pile.Root.Outlines, pile.copy_foreign(added.Root.Outlines))


def _renumber(pile: Pdf, nums: Any, start: int) -> None:  # noqa: ANN401
    """Every page has a number under which the tags of its content are listed."""
    for page in list(pile.pages)[start:]:
        page.obj.StructParents = int(page.obj.StructParents) + start
    own: Any = pile.Root.StructTreeRoot.ParentTree.Nums
    entries = list(nums)
    for key, owners in zip(entries[::2], entries[1::2], strict=True):
        own.extend([int(key) + start, owners])


def _tell_headings_apart(tree: Object, number: int) -> None:
    """A cell names its headings by an id, and that must be the only one in the pile."""
    for element in _elements(tree):
        if "/ID" in element:
            element.ID = _numbered(element.ID, number)
        attributes = element.get("/A")
        if isinstance(attributes, Dictionary) and "/Headers" in attributes:
            attributes.Headers = Array([_numbered(id, number) for id in attributes.Headers])


def _numbered(id: Any, number: int) -> String:  # noqa: ANN401
    return String(f"{number}-{id}")


def _elements(root: Object) -> Iterator[Any]:
    todo: list[Any] = [root]
    while todo:
        element = todo.pop()
        yield element
        kids = element.get("/K", ())
        todo += [kid for kid in (kids if isinstance(kids, Array) else (kids,)) if isinstance(kid, Dictionary)]


def _add_bookmarks(outlines: Any, added: Any) -> None:  # noqa: ANN401
    """Both are lists of which each item points to the next."""
    outlines.Last.Next, added.First.Prev = added.First, outlines.Last
    item = added.First
    while item is not None:
        item.Parent = outlines
        item = item.get("/Next")
    outlines.Last = added.Last
    outlines.Count = int(outlines.Count) + int(added.Count)


def _name(pile: Pdf, title: str, subject: str) -> None:
    with pile.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:description"] = subject
    pile.docinfo["/Title"] = title
    pile.docinfo["/Subject"] = subject
