"""What can be filled in on a form of ours, as a viewer sees it, and an answer for each of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pikepdf

from generator.pdf_names import name_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READ_ONLY, MULTILINE = 1, 1 << 12

LINES = (
    "In groep 5 vroeg ze door: 'Wat heb jij nodig?'\nDaarna werd het stil.", "groep #7: (onrustig) \\ 100 %", '{{ 7 * 7 }} <b>vet</b> & "zo"',
    "\u0141ukasz, \u015eeyma, Zs\u00f3fia, \u0218tefan en Bj\u00f8rn", "\U0001f469\u200d\U0001f3eb in de klas \u2192 rustig", "\u05e9\u05dc\u05d5\u05dd en \u0645\u0631\u062d\u0628\u0627 en \u4f60\u597d",
    "e\u0301e\u0301n \u00e9\u00e9n", "  spaties vooraan en \u2026\n\n\n- lijst\n1. een", "\u20ac 12,50 \u2013 \u201cgoed\u201d \u2026 \u2122", "nvt",
)  # fmt: skip
"""What people type, and what they paste."""


@dataclass(frozen=True)
class Widget:
    """One place to click or to type in."""

    name: str
    kind: str
    page: int
    """Counted from 0."""
    rect: tuple[float, float, float, float]
    number: int
    """Of its object in the file, which a viewer may use to tell it apart."""
    field: str
    """What the file calls it."""
    state: str = ""
    options: tuple[str, ...] = ()
    is_multiline: bool = False

    @property
    def value(self) -> str:
        return value_of(self.state)

    @property
    def centre(self) -> tuple[float, float]:
        left, bottom, right, top = self.rect
        return (left + right) / 2, (bottom + top) / 2


def widgets_of(form: bytes) -> list[Widget]:
    """Those that a person can use, in the order of the pages."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        return [
            _widget(annotation, number)
            for number, page in enumerate(pdf.pages)
            for annotation in _listed(page.obj.get("/Annots"))
            if not _is_shut(annotation)
        ]


def _listed(array: Any) -> list[Any]:  # noqa: ANN401  pikepdf objects answer to any name
    return list(array or ())


def _is_shut(annotation: Any) -> bool:  # noqa: ANN401
    return bool(int(annotation.get("/Ff", 0)) & READ_ONLY or int(annotation.F) & 2)


def _widget(annotation: Any, page: int) -> Widget:  # noqa: ANN401
    field = annotation.get("/Parent", annotation)
    states = [key for key in annotation.AP.N.keys() if key != "/Off"] if field.FT == "/Btn" else [""]  # noqa: SIM118
    left, bottom, right, top = (float(edge) for edge in annotation.Rect)
    return Widget(
        name_of(str(field.T)),
        str(field.FT),
        page,
        (left, bottom, right, top),
        annotation.objgen[0],
        str(field.T),
        states[0].removeprefix("/"),
        tuple(str(option) for option in field.get("/Opt", ())),
        bool(int(field.get("/Ff", 0)) & MULTILINE),
    )


def answers_for(widgets: list[Widget]) -> dict[str, str]:
    """An answer for each field: every kind of text, every option of a choice in turn, and now and then none."""
    lines, turns = cycle(LINES), cycle(range(1000))
    answers: dict[str, str] = {}
    for widget in widgets:
        options = choices_of(widgets, widget)
        if widget.name in answers:
            continue
        if options:
            answers[widget.name] = options[next(turns) % len(options)]
        else:
            text = next(lines)
            answers[widget.name] = text if widget.is_multiline else " ".join(text.split("\n"))
    return answers


def choices_of(widgets: list[Widget], widget: Widget) -> tuple[str, ...]:
    if widget.kind == "/Btn":
        return tuple(other.value for other in widgets if other.name == widget.name)
    return widget.options


def to_do(widgets: list[Widget], answers: Mapping[str, str]) -> Iterator[tuple[Widget, str]]:
    """Where to click or type what; of a choice just the box to click."""
    for widget in widgets:
        answer = answers.get(widget.name)
        if answer is not None and (widget.kind != "/Btn" or widget.value == answer):
            yield widget, answer
