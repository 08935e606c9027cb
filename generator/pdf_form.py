"""The fields of a PDF that is filled in on a computer: from what WeasyPrint makes of the inputs to what every viewer understands.

WeasyPrint lists each box of a choice as a field of its own, splits a choice that runs on over a page, and numbers its boxes
instead of telling their values; then viewers lose what was filled in. Here each field is made anew, in its own place:

- one field for each choice, its boxes below it, each with its value as its state and a drawing for on and for off;
- a small font that goes along whole, and a drawing for every field, so that nobody has to be asked to make one;
- no most that a text may hold: a viewer would cut in silence what is pasted. Who reads the form says what is too long.

A second click takes a choice back in the viewers that can do that; no field has the flag that forbids it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, String

from generator.model.velden import STEMPEL
from generator.pdf_field_font import FONT_NAME, WRITTEN, encoded, field_font_of
from generator.pdf_names import OFF, field_name, state_of

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

READ_ONLY, MULTILINE, RADIO, COMBO = 1, 1 << 12, 1 << 15, 1 << 17
PRINT_FLAG, HIDDEN_FLAG = 4, 2
KEPT = ("/Type", "/Subtype", "/Rect", "/P", "/F", "/StructParent", "/TU")
"""What stays as it was of each widget; all else is said anew."""
SIZE = re.compile(rb"([\d.]+) Tf")
CROSS = "8"
"""In the font of ticks: what a viewer draws that makes a box anew."""


def make_fields(pdf: Pdf) -> None:
    """Every widget of this document, which WeasyPrint just made, becomes (part of) a field that works."""
    form = _Form(pdf)
    for page in pdf.pages:
        for widget in list(page.obj.get("/Annots", ())):
            if widget.get("/Subtype") == "/Widget":
                form.add(widget)
        _forget_font(page.obj)
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(Fields=Array(form.fields), DA=_written_with(9), DR=Dictionary(Font=form.fonts))
    )


def _forget_font(page: Object) -> None:
    """The font that WeasyPrint took along for the fields; no text of the page is set in it."""
    fonts = page.Resources.get("/Font", Dictionary())
    for name in [name for name, font in fonts.items() if WRITTEN in str(font.BaseFont)]:
        del fonts[name]


class _Form:
    """The fields so far, and what they share."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.fields: list[Object] = []
        self.choices: dict[str, Any] = {}
        self.drawings: dict[tuple[Decimal, ...] | str, Object] = {}
        self.fonts = Dictionary({f"/{FONT_NAME}": field_font_of(pdf)})

    def add(self, widget: Object) -> None:
        was = {key: widget[key] for key in widget.keys() if key not in KEPT}  # noqa: SIM118  it is no dict
        for key in was:
            del widget[key]
        widget.Rect = _upright(widget.Rect)
        widget.BS = Dictionary(W=0)
        if "/Parent" in was:
            self._box(widget, was)
        elif was["/FT"] == "/Ch":
            self._list(widget, was)
        else:
            self._text(widget, was)

    def _box(self, widget: Any, was: dict[str, Any]) -> None:  # noqa: ANN401  pikepdf objects answer to any name
        """One box of a choice, whose field comes with the first of them."""
        group = was["/Parent"]
        choice = self._choice(str(group.T), str(widget.TU))
        (number,) = was["/AP"].N.keys()
        state = state_of(str(group.Opt[int(number[1:])]))
        is_on = was["/AS"] != "/Off"
        widget.Parent = choice
        widget.AP = Dictionary(N=Dictionary({f"/{state}": self._cross(widget.Rect), f"/{OFF}": self._nothing()}))
        widget.AS = Name(f"/{state if is_on else OFF}")
        widget.MK = Dictionary(CA=String(CROSS))
        choice.Kids.append(widget)
        if is_on:
            choice.V = widget.AS

    def _choice(self, name: str, title: str) -> Any:  # noqa: ANN401
        if name not in self.choices:
            choice = Dictionary(
                FT=Name.Btn, Ff=RADIO, T=String(field_name(name)), TU=_common(title), V=Name(f"/{OFF}"), Kids=Array([])
            )
            self.choices[name] = self.pdf.make_indirect(choice)
            self.fields.append(self.choices[name])
        return self.choices[name]

    def _list(self, widget: Any, was: dict[str, Any]) -> None:  # noqa: ANN401
        """A drop-down; of each option the value is what is shown."""
        widget.FT, widget.Ff = Name.Ch, COMBO
        widget.Opt = Array([String(str(option[0])) for option in was["/Opt"]])
        self._write(widget, was, "")

    def _text(self, widget: Any, was: dict[str, Any]) -> None:  # noqa: ANN401
        """What is known beforehand nobody can change; the stamp nobody sees."""
        value, lines = str(was["/V"]), int(was.get("/Ff", 0)) & MULTILINE
        widget.FT, widget.Ff = Name.Tx, lines | (READ_ONLY if value else 0)
        if str(was["/T"]) == STEMPEL:
            widget.F = HIDDEN_FLAG
        self._write(widget, was, value)

    def _write(self, widget: Any, was: dict[str, Any], value: str) -> None:  # noqa: ANN401
        size = float(SIZE.search(bytes(was["/DA"]))[1])  # type: ignore[index]
        widget.T = String(field_name(str(was["/T"])))
        widget.DA = _written_with(size)
        widget.V = String(value)
        widget.AP = Dictionary(N=self._written(widget.Rect, value, size))
        self.fields.append(widget)

    # --- Drawings

    def _written(self, rect: Object, value: str, size: float) -> Object:
        """One for each field: a program that writes what is typed over this drawing would else show it in other fields too."""
        width, height = _measures(rect)
        up = (height - Decimal(str(size * 0.72))) / 2
        text = f"/Tx BMC q BT /{FONT_NAME} {size:g} Tf 0 g 2 {up:.2f} Td <{encoded(value)}> Tj ET Q EMC"
        return self._drawing((width, height), text if value else "/Tx BMC EMC", Dictionary(Font=self.fonts))

    def _cross(self, rect: Object) -> Object:
        width, height = _measures(rect)
        near, right, top = Decimal("2.4"), width - Decimal("2.4"), height - Decimal("2.4")
        # Both strokes in one path: poppler leaves out the second of two when the box is not quite square.
        lines = f"q 1.7 w 1 J 0 G {near} {near} m {right} {top} l {near} {top} m {right} {near} l S Q"
        return self._shared((width, height), lines)

    def _nothing(self) -> Object:
        return self._shared((Decimal(1), Decimal(1)), "q Q")

    def _shared(self, measures: tuple[Decimal, Decimal], content: str) -> Object:
        """Made once for all boxes: nobody draws these anew."""
        key = f"{measures} {content}"
        if key not in self.drawings:
            self.drawings[key] = self._drawing(measures, content, Dictionary())
        return self.drawings[key]

    def _drawing(self, measures: tuple[Decimal, Decimal], content: str, resources: Object) -> Object:
        drawing = self.pdf.make_stream(content.encode())
        drawing.Type, drawing.Subtype = Name.XObject, Name.Form
        drawing.BBox = Array([0, 0, *measures])
        drawing.Resources = resources
        return drawing


def _common(title: str) -> String:
    """What the boxes of a choice have in their names together: 'Rij 1.2, score' of 'Rij 1.2, score: 3 (voldoende)'."""
    return String(title.partition(": ")[0])


def _written_with(size: float) -> String:
    return String(f"/{FONT_NAME} {size:g} Tf 0 g")


def _upright(rect: Any) -> Array:  # noqa: ANN401
    left, top, right, bottom = (Decimal(str(edge)) for edge in rect)
    edges = min(left, right), min(top, bottom), max(left, right), max(top, bottom)
    return Array([round(edge, 2) for edge in edges])


def _measures(rect: Any) -> tuple[Decimal, Decimal]:  # noqa: ANN401
    left, bottom, right, top = (Decimal(str(edge)) for edge in rect)
    return right - left, top - bottom
