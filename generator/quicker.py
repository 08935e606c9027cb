"""What WeasyPrint works out again for each document or box, and what stays the same, is here kept: the result is the same to the byte.

Only for the version that this was measured and compared with; another one works as it does by itself, until it has been compared.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.quicker_matching import matching
from generator.quicker_text import breaking, drawing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KNOWN = "70.0"
MOST = 4000
"""Styles that are kept for one style sheet; more would be a document in which hardly any two are alike."""
SIDES = ("top", "right", "bottom", "left")
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *(f"{limit}{side}" for side in ("width", "height") for limit in ("", "min_", "max_")),
)
EDGES = tuple(f"border_{side}_width" for side in SIDES)


class Kept:
    """The styles that elements have in documents with one style sheet, known by all that they come from."""

    def __init__(self) -> None:
        from tinycss2 import ast, serialize

        self.token, self.written = ast.Node, serialize
        self.numbers: dict[object, int] = {}
        self.styles: dict[int, Any] = {}
        self.held: dict[int, Any] = {}

    def number(self, *made_from: object) -> int:
        return self.numbers.setdefault(made_from, len(self.numbers))

    def known(self, value: Any) -> object:  # noqa: ANN401
        """What a value is the same as; one that cannot be compared is the same as itself, as long as we hold it.

        What a document itself gives a name is read anew in each, and is compared as it is written.
        """
        try:
            hash(value)
        except TypeError:
            self.held[id(value)] = value
            return id(value)
        if type(value) is tuple and value and isinstance(value[0], self.token):
            return tuple, self.written(value)
        return type(value), value

    def make_room(self) -> None:
        """Between two documents."""
        if max(len(self.numbers), len(self.held)) > MOST:
            for kept in (self.numbers, self.styles, self.held):
                kept.clear()


def is_known() -> bool:
    """Whether this is the version of WeasyPrint whose inside was looked at."""
    from weasyprint import __version__

    return bool(__version__ == KNOWN)


@contextmanager
def quicker(kept: Kept) -> Iterator[None]:
    """As long as this lasts, documents are set in less time."""
    from weasyprint import css

    if not is_known():
        yield
        return
    kept.make_room()
    style_class = type("StyleFor", (_style_class(),), {"kept": kept})
    with _in_place({**_quick(), **breaking(), **matching(), (css, "StyleFor"): style_class}):
        yield


@contextmanager
def quicker_written() -> Iterator[None]:
    """The same, while they are written."""
    with _in_place(drawing() if is_known() else {}):
        yield


@contextmanager
def _in_place(made: Mapping[tuple[Any, str], Any]) -> Iterator[None]:
    """By module or class and name, what takes the place of what is there, for a while."""
    before = {place: vars(place[0]).get(place[1]) for place in made}
    for (holder, name), new in made.items():
        setattr(holder, name, new)
    try:
        yield
    finally:
        for (holder, name), old in before.items():
            if old is None:
                delattr(holder, name)
            else:
                setattr(holder, name, old)


@cache
def _quick() -> Mapping[tuple[Any, str], Any]:
    """By module and name, what takes the place of what is there."""
    from weasyprint import layout
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import percent

    slow = percent.resolve_percentages
    users = [module for module in vars(layout).values() if getattr(module, "resolve_percentages", None) is slow]

    def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401
        style = box.style
        lengths = style.__dict__.get("lengths")
        if lengths is None:
            lengths = style.__dict__["lengths"] = _lengths(style)
        if not lengths or (lengths["is_collapsed"] and "border_top_width" in box.__dict__):
            slow(box, containing_block)
        else:
            box.__dict__.update(lengths["used"])

    def is_in_normal_flow(box: Any) -> bool:  # noqa: ANN401
        style = box.style
        position = style["position"]
        return (
            style["float"] not in NOT_IN_FLOW
            and position not in ("absolute", "fixed")
            and position[0] not in ("running()", "note()")
        )

    return {
        **{(module, "resolve_percentages"): resolve_percentages for module in users},
        (Box, "is_in_normal_flow"): is_in_normal_flow,
    }


NOT_IN_FLOW = ("left", "right", "inline-start", "inline-end", "footnote")


def _lengths(style: Any) -> dict[str, Any]:  # noqa: ANN401
    """What the lengths of a style come down to in every place; nothing when that depends on the place, as a percentage does."""
    values = {name: style[name] for name in LENGTHS}
    if any(value != "auto" and getattr(value, "unit", "") != "px" for value in values.values()):
        return {}
    used = {name: value if value == "auto" else value.value for name, value in values.items()}
    for name in ("min_width", "min_height"):
        used[name] = 0 if used[name] == "auto" else used[name]
    used |= {name: style[name] for name in EDGES}
    kinds = {"border-box": ("padding", "border"), "padding-box": ("padding",), "content-box": ()}[style["box_sizing"]]
    for axis, ends in (("width", ("left", "right")), ("height", ("top", "bottom"))):
        delta = sum(
            used[f"{kind}_{end}_width" if kind == "border" else f"{kind}_{end}"] for kind in kinds for end in ends
        )
        for name in (axis, f"max_{axis}", f"min_{axis}") if delta > 0 else ():
            used[name] = used[name] if used[name] == "auto" else max(0, used[name] - delta)
    return {"used": used, "is_collapsed": style["border_collapse"] == "collapse"}


@cache
def _style_class() -> Any:  # noqa: ANN401
    from weasyprint.css import StyleFor

    class Quick(StyleFor):  # type: ignore[misc]
        kept: Kept

        def set_computed_styles(  # noqa: PLR0913, PLR0917
            self,
            element: Any,  # noqa: ANN401
            parent: Any,  # noqa: ANN401
            root: Any = None,  # noqa: ANN401
            pseudo_type: Any = None,  # noqa: ANN401
            base_url: Any = None,  # noqa: ANN401
            target_collector: Any = None,  # noqa: ANN401
        ) -> None:
            """Each element asks, and what is asked the same twice has one answer."""
            make = super().set_computed_styles
            computed, place = self.get_computed_styles(), (element, pseudo_type)
            if not hasattr(element, "tag"):  # a page
                make(element, parent, root, pseudo_type, base_url, target_collector)
                return
            declared = self.get_cascaded_styles().get(place, {})
            above = -1 if parent is None else computed[parent, None].number
            number = self.kept.number(
                above,
                pseudo_type,
                base_url,
                frozenset(
                    (name, self.kept.known(value), weight)
                    for name, (value, weight) in declared.items()
                    if name != "anchor"
                ),
            )
            is_own = "anchor" in declared or element.tag in ("html", "body")
            style = None if is_own else self.kept.styles.get(number)
            if style is None:
                make(element, parent, root, pseudo_type, base_url, target_collector)
                style = computed[place]
                style.number = number
                if not is_own:
                    self.kept.styles[number] = style
            else:
                computed[place] = style

    return Quick
