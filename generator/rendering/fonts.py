"""The two typefaces, for paper and for the web. They come with the project's dependencies, so that all looks the same everywhere.

Their licence (OFL) reserves the name "Source": a part of a font is a changed font and carries a name of ours inside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fontTools.ttLib import TTFont

OPTICAL_SIZE = 20
"""One drawing of the serif for all sizes; otherwise each size would embed a font of its own, of other widths than it was set in."""

WEIGHTS = {"regular": 400, "medium": 500, "demibold": 600, "bold": 700}

LATIN = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0192, 0x0192), (0x0218, 0x021B), (0x02C6, 0x02DD), (0x1E9E, 0x1E9E),
    (0x2009, 0x2015), (0x2018, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212), (0x2248, 0x2265), (0x25A0, 0x25CF),
    (0x2610, 0x2612), (0x2713, 0x2718),
)  # fmt: skip
"""What a Dutch page uses: Latin with its accents, punctuation, arrows, boxes and ticks."""


@dataclass(frozen=True)
class WebFont:
    """A part of a variable font that goes along with a site."""

    file: str
    family: str
    style: str
    package: str
    source: str
    own_name: str


WEB_FONTS = (
    WebFont("sans.woff2", "Source Sans 3", "normal", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", "Kijkwijzer Sans"),
    WebFont("sans-italic.woff2", "Source Sans 3", "italic", "fontpkg_source_sans_3", "SourceSans3-Italic[wght].ttf", "Kijkwijzer Sans Italic"),
    WebFont("serif.woff2", "Source Serif 4", "normal", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", "Kijkwijzer Serif"),
)  # fmt: skip


def font_folders() -> tuple[Path, ...]:
    """Where the whole fonts are, for who sets type for paper."""
    return tuple(_folder(package) for package in ("fontpkg_source_sans_3", "fontpkg_source_serif_4"))


def font_config(cache_folder: Path, *, with_system: bool = False) -> str:
    """A fontconfig file with our fonts and no others, or with those of this computer behind them."""
    parts = [
        *(f"<dir>{escape(str(folder))}</dir>" for folder in font_folders()),
        f"<cachedir>{escape(str(cache_folder))}</cachedir>",
        *(_fixed_optical_size(name, weight) for name, weight in WEIGHTS.items()),
    ]
    if with_system:
        parts.append('<include ignore_missing="yes">/etc/fonts/fonts.conf</include>')
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    return f"{head}<fontconfig>{''.join(parts)}</fontconfig>"


def _fixed_optical_size(name: str, weight: int) -> str:
    return (
        '<match target="font"><test name="family"><string>Source Serif 4</string></test>'
        f'<test name="weight"><const>{name}</const></test><edit name="fontvariations" mode="assign">'
        f"<string>opsz={OPTICAL_SIZE},wght={weight}</string></edit></match>"
    )


@cache
def web_fonts() -> dict[str, bytes]:
    """The fonts of a site by file name: the characters of LATIN, in each weight from 400 to 700. Takes seconds, once."""
    return {font.file: _woff2(font) for font in WEB_FONTS}


def font_faces(folder: str) -> str:
    """The @font-face rules for those files, with their folder as seen from the stylesheet ('' or ending in /)."""
    return "\n".join(_font_face(font, folder) for font in WEB_FONTS)


def _font_face(font: WebFont, folder: str) -> str:
    return (
        f'@font-face {{ font-family: "{font.family}"; font-style: {font.style}; font-weight: 400 700; '
        f'font-display: swap; src: url("{folder}{font.file}") format("woff2"); }}'
    )


def _woff2(web_font: WebFont) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(_folder(web_font.package) / web_font.source, recalcTimestamp=False)
    options = subset.Options(name_IDs=["*"], notdef_outline=True, recalc_timestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in LATIN for code in range(first, last + 1)])
    subsetter.subset(font)
    if "opsz" in _axes(font):  # to narrow the weights alone takes long and wins nothing
        instancer.instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": (400, 400, 700)}, inplace=True)
    _rename(font, web_font.own_name)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _axes(font: TTFont) -> Iterator[str]:
    return (axis.axisTag for axis in font["fvar"].axes)


def _rename(font: TTFont, name: str) -> None:
    """Take the reserved name away where a person would read it; copyright and licence stay."""
    names = {1: name, 3: name, 4: name, 6: name.replace(" ", ""), 16: name, 25: name.replace(" ", "")}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


def _folder(package: str) -> Path:
    root: Path = import_module(package).ROOT
    return root / "files"
