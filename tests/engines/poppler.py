"""Poppler, the viewer of GNOME and KDE, by way of the Python of the system."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.engines.widgets import to_do, widgets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SYSTEM_PYTHON = "/usr/bin/python3"
"""Knows poppler by the Debian packages python3-gi and gir1.2-poppler-0.18."""
PROGRAM = Path(__file__).parent / "poppler_fill.py"


def fill(form: bytes, answers: Mapping[str, str]) -> bytes:
    todo = [[widget.page, *widget.centre, widget.kind, answer] for widget, answer in to_do(widgets_of(form), answers)]
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("form.pdf", "answers.json", "result.pdf")]
        files[0].write_bytes(form)
        files[1].write_text(json.dumps(todo), encoding="utf-8")
        subprocess.run([SYSTEM_PYTHON, str(PROGRAM), *map(str, files)], check=True)
        return files[2].read_bytes()
