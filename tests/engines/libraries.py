"""Two Python libraries that fill in forms, as a script of somebody's would."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pypdf
from pikepdf.form import ChoiceField, Form, RadioButtonGroup, TextField

from generator.pdf_names import field_name, state_of
from tests.engines.widgets import widgets_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def fill_with_pypdf(form: bytes, answers: Mapping[str, str]) -> bytes:
    kinds = {widget.name: widget.kind for widget in widgets_of(form)}
    spelt = {
        field_name(name): f"/{state_of(answer)}" if kinds[name] == "/Btn" else answer
        for name, answer in answers.items()
    }
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(form))
    for page in writer.pages:
        writer.update_page_form_field_values(page, spelt, auto_regenerate=False)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def fill_with_pikepdf(form: bytes, answers: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        fields = Form(pdf)
        for name, answer in answers.items():
            field = fields[field_name(name)]
            if isinstance(field, RadioButtonGroup):
                field.value = pikepdf.Name(f"/{state_of(answer)}")
            elif isinstance(field, (TextField, ChoiceField)):
                field.value = answer
        pdf.save(made)
    return made.getvalue()
