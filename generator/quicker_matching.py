"""Looking for the rules that an element falls under, in less time: each element is wrapped once for all that walk the document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KNOWN = "0.10.1"
"""The version of cssselect2 that this was measured and compared with."""


@cache
def matching() -> Mapping[tuple[Any, str], Any]:
    """By class and name, what takes the place of what is there."""
    from cssselect2 import ElementWrapper, __version__

    def iter_children(parent: Any) -> Iterator[Any]:  # noqa: ANN401
        kids: list[Any] | None = parent.__dict__.get("kids")
        if kids is None:
            kids = parent.__dict__["kids"] = []
            for place, element in enumerate(parent.etree_children):
                kid = type(parent)(
                    element,
                    parent=parent,
                    index=place,
                    previous=kids[-1] if kids else None,
                    in_html_document=parent.in_html_document,
                )
                _look_ahead(kid, element)
                kids.append(kid)
        return iter(kids)

    return {(ElementWrapper, "iter_children"): iter_children} if __version__ == KNOWN else {}


def _look_ahead(kid: Any, element: Any) -> None:  # noqa: ANN401
    """What every rule asks. The wrapper would work it out when asked, which takes longer."""
    found = kid.__dict__
    if "}" not in element.tag:
        found["local_name"], found["namespace_url"] = element.tag, ""
    found["id"] = element.get("id")
    if not element.get("class"):
        found["classes"] = set()
