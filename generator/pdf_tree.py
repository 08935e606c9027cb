"""The tree of fields in a PDF, walked without trusting it: circles, wrong types, and far too much of anything end the walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

MOST_FIELDS, MOST_BOXES, MOST_PAGES, DEEPEST = 6_000, 30_000, 1_000, 8
"""A form of 85 rows has about 460 fields and 900 boxes."""
TOO_MANY = "er zitten veel meer velden in deze PDF dan in een formulier van dit programma"


class TooMuch(Exception):  # noqa: N818  an author's mistake and no error of ours
    """More than a form of ours can hold; says what in Dutch."""


@dataclass(frozen=True)
class Field:
    """One field as the file has it: its whole name, its kind, what it and its boxes say, and the page on which it begins."""

    name: str
    kind: str
    values: tuple[Any, ...]
    """Of the field itself and, where they say something of their own, of its boxes."""
    states: tuple[str | None, ...]
    """Of each box of a choice; None when the box does not say."""
    page: int


@dataclass(frozen=True)
class _Node:
    """A place in the tree, with what it inherits."""

    object: Any
    name: str = ""
    kind: str = ""
    value: Any = None
    depth: int = 0


def fields_of(pdf: Pdf) -> Iterator[Field]:
    """In the order of the file. Raises TooMuch."""
    walk = _Walk(pages_of(pdf))
    form = pdf.Root.get("/AcroForm")
    tops = form.get("/Fields") if isinstance(form, Dictionary) else None
    yield from walk.below([_Node(top) for top in reversed(_items(tops))])


def pages_of(pdf: Pdf) -> dict[tuple[int, int], int]:
    """The page of each box, counted from 1."""
    if len(pdf.pages) > MOST_PAGES:
        raise TooMuch(f"deze PDF heeft meer dan {MOST_PAGES} bladzijden")
    return {
        box.objgen: number
        for number, page in enumerate(pdf.pages, start=1)
        for box in _items(page.obj.get("/Annots"))
        if isinstance(box, Dictionary) and box.is_indirect
    }


class _Walk:
    """One walk through a tree; what was met before is not met again."""

    def __init__(self, pages: dict[tuple[int, int], int]) -> None:
        self.pages = pages
        self.met: set[tuple[int, int]] = set()
        self.fields = self.boxes = 0

    def below(self, todo: list[_Node]) -> Iterator[Field]:
        while todo:
            node = todo.pop()
            if not isinstance(node.object, Dictionary) or self._is_known(node.object):
                continue
            node = _inherited(node)
            kids = _items(node.object.get("/Kids"))
            self.boxes += len(kids)
            named = [kid for kid in kids if isinstance(kid, Dictionary) and "/T" in kid]
            self._check(node)
            if named:
                todo += [_Node(kid, node.name, node.kind, node.value, node.depth + 1) for kid in reversed(named)]
            else:
                self.fields += 1
                yield self._field(node, [kid for kid in kids if isinstance(kid, Dictionary)])

    def _is_known(self, place: Any) -> bool:  # noqa: ANN401  anything can stand in a file
        if not place.is_indirect:
            return False
        is_known = place.objgen in self.met
        self.met.add(place.objgen)
        return is_known

    def _check(self, node: _Node) -> None:
        if node.depth > DEEPEST or self.fields >= MOST_FIELDS or self.boxes > MOST_BOXES:
            raise TooMuch(TOO_MANY)

    def _field(self, node: _Node, boxes: list[Any]) -> Field:
        self.met |= {box.objgen for box in boxes if box.is_indirect}
        widgets = boxes or [node.object]
        own = [box.get("/V") for box in boxes]
        states = tuple(_state(widget) for widget in widgets)
        page = next((self.pages[box.objgen] for box in widgets if box.objgen in self.pages), 0)
        return Field(node.name, node.kind, (node.value, *own), states, page)


def _inherited(node: _Node) -> _Node:
    """With what this place says itself."""
    title, kind = node.object.get("/T"), node.object.get("/FT")
    name = ".".join(filter(None, [node.name, str(title) if isinstance(title, (String, str)) else ""]))
    return _Node(
        node.object,
        name,
        str(kind) if isinstance(kind, Name) else node.kind,
        node.object.get("/V", node.value),
        node.depth,
    )


def _state(widget: Any) -> str | None:  # noqa: ANN401
    state = widget.get("/AS")
    return str(state).removeprefix("/") if isinstance(state, Name) else None


def _items(array: Any) -> list[Any]:  # noqa: ANN401
    if not isinstance(array, Array):
        return []
    if len(array) > MOST_BOXES:  # seen before each of them is taken out, which takes time
        raise TooMuch(TOO_MANY)
    return list(array)
