"""Where the things are that come with the program: templates, rubrics, content."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """A folder or file that comes along: inside the installed package, or beside it in a checkout."""
    packed = PACKAGE / "shipped" / name
    return packed if packed.exists() else PACKAGE.parent / name
