"""Lines of type that were broken or drawn before: what comes of the same text in the same style is kept, in one set of fonts.

A line that WeasyPrint has laid out holds no more than numbers and its text, and is given away as a copy. Of a line on paper is
kept what is written for it, and which shapes of its font it needs.
"""

from __future__ import annotations

import sys
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_BROKEN = 5000
MOST_DRAWN = 2500
LONGEST = 1000
"""Characters of a text of which the lines are kept; a longer one hardly comes back."""
SEEN_IN_TYPE = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning", "font_variant_caps"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_numeric", "font_variant_alternates"),
    *("font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override", "lang"),
    *("direction", "text_decoration_line", "letter_spacing", "word_spacing", "overflow_wrap", "word_break"),
    *("white_space", "tab_size", "hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
)
"""All of a style that a line depends on."""


class Lately:
    """What was asked for lately: at most twice so many, of which those that are not asked for go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.new: dict[object, Any] = {}
        self.old: dict[object, Any] = {}

    def get(self, key: object) -> Any:  # noqa: ANN401
        found = self.new.get(key)
        if found is None:
            found = self.old.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: object, thing: object) -> None:
        if len(self.new) >= self.most:
            self.old, self.new = self.new, {}
        self.new[key] = thing


class Lines:
    """Of one set of fonts."""

    def __init__(self) -> None:
        self.broken = Lately(MOST_BROKEN)
        self.drawn = Lately(MOST_DRAWN)


class Drawn(NamedTuple):
    """A line in one font, as it is written; by shape its width, and in the same order what it stands for."""

    font: object
    size: float
    string: str
    widths: dict[int, int]
    texts: tuple[str, ...]


def lines_of(fonts: Any) -> Lines:  # noqa: ANN401
    lines: Lines | None = fonts.__dict__.get("lines")
    if lines is None:
        lines = fonts.__dict__["lines"] = Lines()
    return lines


def type_of(style: Any) -> str:  # noqa: ANN401
    """What a style says of lines. A style that has set type is not changed: what is to differ is a copy."""
    known: str | None = style.__dict__.get("type")
    if known is None:
        known = style.__dict__["type"] = sys.intern(repr([style[name] for name in SEEN_IN_TYPE]))
    return known


# --- Breaking


@cache
def breaking() -> Mapping[tuple[Any, str], Any]:
    """By module and name, what takes the place of what is there while a document is laid out."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    split, strut, layout_class = line_break.split_first_line, line_break.strut, line_break.Layout

    def split_first_line(  # noqa: PLR0913, PLR0917
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401
        max_width: Any,  # noqa: ANN401
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:  # noqa: ANN401
        asked = (text, style, context, max_width, justification_spacing, is_line_start, minimum)
        if len(text) > LONGEST:
            return split(*asked)
        broken = lines_of(style.font_config).broken
        key = (text, type_of(style), max_width, justification_spacing, is_line_start, minimum)
        found = broken.get(key)
        if found is None:
            layout, *numbers = split(*asked)
            broken.keep(key, (dict(layout.__dict__), numbers))
            return layout, *numbers
        state, numbers = found
        layout = layout_class.__new__(layout_class)
        layout.__dict__.update(state)
        return layout, *numbers

    def strut_once(style: Any) -> Any:  # noqa: ANN401
        found = style.__dict__.get("strut")
        if found is None:
            found = style.__dict__["strut"] = strut(style)
        return found

    return {
        **{(module, "split_first_line"): split_first_line for module in (inline, preferred)},
        (inline, "strut"): strut_once,
    }


# --- Drawing


@cache
def drawing() -> Mapping[tuple[Any, str], Any]:
    """The same, while it is written."""
    from weasyprint.draw import text as draw
    from weasyprint.text.line_break import Layout

    activate, deactivate = Layout.reactivate, Layout.deactivate

    def reactivate(layout: Any, style: Any) -> None:  # noqa: ANN401
        """Only a line that is not known has to be laid out again: when something of it is asked for."""
        for name in ONLY_WHEN_ACTIVE:
            layout.__dict__.pop(name, None)
        layout.waiting = style

    def asked_for(layout: Any, name: str) -> Any:  # noqa: ANN401
        if name not in ONLY_WHEN_ACTIVE or "waiting" not in layout.__dict__:
            raise AttributeError(name, name=name, obj=layout)
        activate(layout, layout.__dict__.pop("waiting"))
        return layout.__dict__[name]

    def deactivate_what_is_active(layout: Any) -> None:  # noqa: ANN401
        if layout.__dict__.pop("waiting", None) is None:
            deactivate(layout)

    return {
        (draw, "draw_first_line"): partial(_draw_line, draw.draw_first_line),
        (Layout, "reactivate"): reactivate,
        (Layout, "deactivate"): deactivate_what_is_active,
        (Layout, "__getattr__"): asked_for,
    }


SMALLEST = 1e-6
WRITES = ("set_text_matrix", "set_font_size", "show_text")
ONLY_WHEN_ACTIVE = ("layout", "language", "style")


def _draw_line(  # noqa: PLR0913, PLR0917
    draw: Callable[..., Any],
    stream: Any,  # noqa: ANN401
    textbox: Any,  # noqa: ANN401
    overflow: Any,  # noqa: ANN401
    ellipsis: Any,  # noqa: ANN401
    matrix: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    """Gives the emojis in it, which are pictures."""
    if not _is_plain(textbox) or overflow == "ellipsis" or ellipsis != "none":
        return draw(stream, textbox, overflow, ellipsis, matrix)
    layout, style = textbox.pango_layout, textbox.style
    drawn = lines_of(style.font_config).drawn
    key = (layout.text, type_of(style), layout.justification_spacing)
    found = drawn.get(key)
    if found is not None and _is_drawn_again(stream, found, matrix):
        return []
    watch = _Watch(stream)
    emojis = watch.during(lambda: draw(stream, textbox, overflow, ellipsis, matrix))
    if watch.differs:
        return draw(stream, textbox, overflow, ellipsis, matrix)
    if not emojis and (made := watch.drawn()):
        drawn.keep(key, made)
    return emojis


def _is_plain(textbox: Any) -> bool:  # noqa: ANN401
    return (
        len(textbox.pango_layout.text) <= LONGEST
        and bool(textbox.text.strip())
        and textbox.style["font_size"] >= SMALLEST
    )


def _is_drawn_again(stream: Any, found: Drawn, matrix: Any) -> bool:  # noqa: ANN401
    """Not when its font is new to the document, or a shape is known there in another width: that was rounded in another size."""
    font = stream._fonts.get(found.font)  # noqa: SLF001
    if font is None:
        return False
    if not found.widths.items() <= font.widths.items():
        if any(font.widths.get(shape, width) != width for shape, width in found.widths.items()):
            return False
        _add(font, found.widths, found.texts)
    stream.set_text_matrix(*matrix.values)
    stream.set_font_size(font.hash, found.size)
    stream.show_text(found.string)
    return True


def _add(font: Any, widths: Mapping[int, int], texts: tuple[str, ...]) -> None:  # noqa: ANN401
    for (shape, width), text in zip(widths.items(), texts, strict=True):
        font.widths.setdefault(shape, width)
        font.to_unicode.setdefault(shape, text)


class _Watch:
    """Sees what is written for a line, as if it were the first of the document, and which shapes that takes."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401
        self.stream = stream
        self.written: list[tuple[str, tuple[Any, ...]]] = []
        self.before: dict[Any, tuple[dict[int, int], dict[int, str]]] = {}
        self.new: dict[Any, tuple[dict[int, int], dict[int, str]]] = {}
        self.differs = False

    def during(self, draw: Callable[[], Any]) -> Any:  # noqa: ANN401
        """When what comes of it differs from what the document has, nothing is written."""
        stream = self.stream
        length, current = len(stream.stream), stream._current_font  # noqa: SLF001
        watched = {"add_font": self._add_font, **{name: self._seen(name) for name in WRITES}}
        stream.__dict__.update(watched)
        try:
            emojis = draw()
        finally:
            for name in watched:
                del stream.__dict__[name]
            for font, before in self.before.items():
                self.new[font] = font.widths, font.to_unicode
                font.widths, font.to_unicode = before
        self.differs = any(
            font.widths.get(shape, width) != width
            for font, (widths, _) in self.new.items()
            for shape, width in widths.items()
        )
        if self.differs:
            del stream.stream[length:]
            stream._current_font = current  # noqa: SLF001
        for font, (widths, texts) in () if self.differs else self.new.items():
            for shape, text in texts.items():
                font.to_unicode.setdefault(shape, text)
            for shape, width in widths.items():
                font.widths.setdefault(shape, width)
        return emojis

    def _add_font(self, pango_font: Any) -> Any:  # noqa: ANN401
        font, size = type(self.stream).add_font(self.stream, pango_font)
        if font not in self.before:
            self.before[font] = font.widths, font.to_unicode
            font.widths, font.to_unicode = {}, {}
        return font, size

    def _seen(self, name: str) -> Callable[..., None]:
        def write(*values: Any) -> None:  # noqa: ANN401
            self.written.append((name, values))
            getattr(type(self.stream), name)(self.stream, *values)

        return write

    def drawn(self) -> Drawn | None:
        """What is to be kept of it: only of what is plain."""
        if tuple(name for name, _ in self.written) != WRITES or len(self.new) != 1:
            return None
        [(font, (widths, texts))] = self.new.items()
        is_simple = not (font.bitmap or font.png or font.svg or font.colr)
        if not is_simple or list(widths) != list(texts) or not all(0 < shape < font.glyph_count for shape in widths):
            return None
        key = next(key for key, one in self.stream._fonts.items() if one is font)  # noqa: SLF001
        _, (_, (_, size)), (_, (string,)) = self.written
        return Drawn(key, size, string, widths, tuple(texts.values()))
