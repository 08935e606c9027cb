"""Fills in a form with poppler, the viewer of GNOME and KDE: `/usr/bin/python3 poppler_fill.py FORM ANSWERS RESULT`.

Runs in the Python of the system, which alone knows that library. ANSWERS is JSON: a list of [page, x, y, kind, answer].
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found, import-untyped, unused-ignore]  # only the Python of the system has it

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: E402


def field_at(page: Any, x: float, y: float) -> Any:  # noqa: ANN401  poppler has no types
    for mapping in page.get_form_field_mapping():
        area = mapping.area
        if area.x1 <= x <= area.x2 and area.y1 <= y <= area.y2:
            return mapping.field
    message = f"there is nothing to fill in at {x}, {y}"
    raise LookupError(message)


def fill(field: Any, kind: str, answer: str) -> None:  # noqa: ANN401
    if kind == "/Btn":
        field.button_set_state(True)  # noqa: FBT003
    elif kind == "/Ch":
        names = [field.choice_get_item(number) for number in range(field.choice_get_n_items())]
        field.choice_select_item(names.index(answer))
    else:
        field.text_set_text(answer)


def main(form: str, answers: str, result: str) -> None:
    document = Poppler.Document.new_from_file(Path(form).resolve().as_uri(), None)
    pages = [document.get_page(number) for number in range(document.get_n_pages())]
    for number, x, y, kind, answer in json.loads(Path(answers).read_text(encoding="utf-8")):
        fill(field_at(pages[number], x, y), kind, answer)
    document.save(Path(result).resolve().as_uri())


if __name__ == "__main__":
    main(*sys.argv[1:])
