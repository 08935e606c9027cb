"""Output as the parts it has, without any of its text: what stays the same whatever a person writes.

assert html_shape(page) == html_shape(page_of_a_tame_project)
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, fromstring

import icalendar
import tinycss2
import tinyhtml5  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

TOLD = ("href", "src", "action", "id", "class", "lang", "for", "type", "rel", "http-equiv", "content", "colspan")
"""The attributes of which the value does something; of the others only the name counts."""
OWN = re.compile(r"(<script>|;base64,)([^<]{999}.*?(?=</script>)|[A-Za-z0-9+/=]{999,})", re.DOTALL)
"""Long scripts and fonts inside a page, which take a parser long; any other one has another number."""
NAMED = (
    (re.compile(r"scholen/[^/]+"), "scholen/x"),
    (re.compile(r"(?<=afspraak:)[0-9a-f-]{36}"), "x"),
    (re.compile(r"=.*"), "=x"),
)
"""What is named after a text: the folder of a school, the place of an afspraak, the box of a point."""


def html_shape(html: str) -> list[object]:
    """Every element with its place in the tree, as a parser of HTML 5 sees it."""
    return list(_shape(tinyhtml5.parse(OWN.sub(_as_number, html), namespace_html_elements=False), 0))


def _as_number(own: re.Match[str]) -> str:
    return f"{own[1]}{hash(own[2])}"


def _shape(element: Any, depth: int) -> Iterator[object]:  # noqa: ANN401
    tag = element.tag if isinstance(element.tag, str) else "#comment"
    yield depth, tag, sorted((name, _told(tag, name, value, element)) for name, value in element.items())
    if tag == "style":
        yield css_shape(element.text or "")
    elif tag == "script" and "json" in element.get("type", ""):
        yield json_shape(json.loads(element.text))
    elif tag == "script":
        yield hash(element.text)
    for child in element:
        yield from _shape(child, depth + 1)


def _told(tag: str, name: str, value: str, element: Any) -> str:  # noqa: ANN401
    is_said = name == "content" and tag == "meta" and element.get("name") in ("description", "author")
    return unnamed(value) if name in TOLD and not is_said else ""


def unnamed(place: str) -> str:
    """The same place without what it is named after."""
    for name, instead in NAMED:
        place = name.sub(instead, place)
    return place


@cache
def css_shape(css: str) -> list[object]:
    """Every rule and declaration, without the texts in it."""
    return [_css(node) for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)]


def _css(node: Any) -> object:  # noqa: ANN401
    if node.type == "string":
        return "string"
    below = [
        *(getattr(node, "prelude", None) or ()),
        *(getattr(node, "content", None) or ()),
        *(getattr(node, "arguments", None) or ()),
    ]
    return [node.type, getattr(node, "value", ""), *map(_css, below)]


def json_shape(found: object) -> object:
    """Keys and kinds, without the texts."""
    if isinstance(found, dict):
        return [*map(json_shape, found.values())]
    if isinstance(found, list):
        return [*map(json_shape, found)]
    return "text" if isinstance(found, str) else found


def zip_shape(data: bytes) -> dict[str, object]:
    """Of a workbook: every part in it, and every element in each."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: list(_xml(fromstring(archive.read(name)))) for name in archive.namelist()}  # noqa: S314  our own


def _xml(element: Element) -> Iterator[object]:
    yield element.tag, sorted(name for name in element.keys() if "space" not in name)  # noqa: SIM118
    for child in element:
        yield from _xml(child)


def ics_shape(data: bytes) -> object:
    def shape(part: Any) -> object:  # noqa: ANN401
        return part.name, sorted(part), [shape(below) for below in part.subcomponents]

    return shape(icalendar.Calendar.from_ical(data.decode()))
