"""The two typefaces, for paper and for the web. They lie ready in site_templates/look/fonts, so that all looks the same everywhere.

tests/make_fonts.py says where they come from and how they were made.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from generator.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

FIELD_FONT = "Kijkwijzer Sans Veld"
"""The family of what is typed in a fillable PDF: small, as it goes along whole."""
FREE_CODES = (*range(1, 9), 11, 12, *range(14, 32), 127, 129, 141, 143, 144, 157)
"""Codes that stand for nothing in Windows-1252, less those that end a line."""
NAMES_OF_PEOPLE = "ĞğİıŞşĄąĆćĘęŁłŃńŚśŹźŻżČčĐđěřůőűăĳ"
"""Letters beyond Windows-1252 that people in a Dutch school have in their names: Turkish, Polish, and others nearby; and the Dutch ĳ."""


def _field_codes() -> dict[int, str]:
    plain = [*range(32, 127), 128, *range(130, 141), 142, *range(145, 157), *range(158, 256)]
    known = {code: bytes([code]).decode("cp1252") for code in plain}
    return dict(sorted({**known, **dict(zip(FREE_CODES, NAMES_OF_PEOPLE, strict=False))}.items()))


FIELD_CODES = _field_codes()
"""The characters that a field of a fillable PDF shows, by their code in its font."""


@dataclass(frozen=True)
class WebFont:
    """A font that goes along with a site: each weight from 400 to 700 in one file."""

    file: str
    family: str
    style: str = "normal"


WEB_FONTS = (
    WebFont("sans.woff2", "Kijkwijzer Sans"),
    WebFont("sans-italic.woff2", "Kijkwijzer Sans", "italic"),
    WebFont("serif.woff2", "Kijkwijzer Serif"),
)


def font_config(cache_folder: Path, *, with_system: bool = False) -> str:
    """A fontconfig file with our fonts for paper and no others, or with those of this computer behind them."""
    parts = [
        *(f"<dir>{escape(str(_folder(medium)))}</dir>" for medium in ("paper", "field")),
        f"<cachedir>{escape(str(cache_folder))}</cachedir>",
    ]
    if with_system:
        parts.append('<include ignore_missing="yes">/etc/fonts/fonts.conf</include>')
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    return f"{head}<fontconfig>{''.join(parts)}</fontconfig>"


@cache
def field_font() -> bytes:
    """The font of the fields, a TrueType file."""
    return (_folder("field") / "sans-veld-400.ttf").read_bytes()


@cache
def web_fonts() -> dict[str, bytes]:
    """The fonts of a site by file name."""
    return {font.file: (_folder("web") / font.file).read_bytes() for font in WEB_FONTS}


def font_faces(folder: str) -> str:
    """The @font-face rules for those files, with their folder as seen from the stylesheet ('' or ending in /)."""
    return "\n".join(_font_face(font, folder) for font in WEB_FONTS)


@cache
def embedded_fonts(*files: str) -> str:
    """The rules with the fonts inside them, all or those of these files: a page from disk may not load them from another file in every browser."""
    fonts = [font for font in WEB_FONTS if not files or font.file in files]
    rules = "\n".join(_font_face(font, "") for font in fonts)
    for font in fonts:
        data = base64.b64encode(web_fonts()[font.file]).decode()
        rules = rules.replace(f'url("{font.file}")', f'url("data:font/woff2;base64,{data}")')
    return rules


def _font_face(font: WebFont, folder: str) -> str:
    return (
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: 400 700; '
        f'font-display: swap; src: url("{folder}{font.file}") format("woff2"); }}'
    )


def _folder(medium: str) -> Path:
    return shipped("site_templates") / "look" / "fonts" / medium
