"""Makes the fonts in site_templates/look/fonts anew, from the whole variable fonts: `make fonts`. Takes a minute.

Paper gets each weight as a font of its own: setting type in a variable font costs as much as all the rest of a PDF. The web
gets small variable ones. The licence (OFL) reserves the name "Source", and a font with parts taken out or fixed is a changed
font, so all of them carry a name of ours.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from generator.rendering.fonts import FIELD_CODES

FOLDER = Path(__file__).parents[1] / "site_templates" / "look" / "fonts"
SANS, SERIF = "fontpkg_source_sans_3", "fontpkg_source_serif_4"

OPTICAL_SIZE = 20
"""One drawing of the serif for all sizes."""

LATIN = (
    (0x0020, 0x007E), (0x00A0, 0x017F), (0x0192, 0x0192), (0x0218, 0x021B), (0x02C6, 0x02DD), (0x1E9E, 0x1E9E),
    (0x2009, 0x2015), (0x2018, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212), (0x2248, 0x2265), (0x25A0, 0x25CF),
    (0x2610, 0x2612), (0x2713, 0x2718),
)  # fmt: skip
"""What a Dutch page on the web uses: Latin with its accents, punctuation, arrows, boxes and ticks."""

WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}


@dataclass(frozen=True)
class Font:
    """A font to make: from which whole one, and what it is called."""

    file: str
    package: str
    source: str
    family: str
    style: str = "Regular"


WEB = (
    Font("sans.woff2", SANS, "SourceSans3[wght].ttf", "Kijkwijzer Sans"),
    Font("sans-italic.woff2", SANS, "SourceSans3-Italic[wght].ttf", "Kijkwijzer Sans", "Italic"),
    Font("serif.woff2", SERIF, "SourceSerif4[opsz,wght].ttf", "Kijkwijzer Serif"),
)
FIELD = Font("sans-veld-400.ttf", SANS, "SourceSans3[wght].ttf", "Kijkwijzer Sans Veld")
"""For what is typed in a fillable PDF. It goes along whole, so it is small."""
PAPER = (
    (Font("sans-400.ttf", SANS, "SourceSans3[wght].ttf", "Kijkwijzer Sans"), {"wght": 400}),
    (Font("sans-600.ttf", SANS, "SourceSans3[wght].ttf", "Kijkwijzer Sans"), {"wght": 600}),
    (Font("sans-700.ttf", SANS, "SourceSans3[wght].ttf", "Kijkwijzer Sans"), {"wght": 700}),
    (Font("serif-400.ttf", SERIF, "SourceSerif4[opsz,wght].ttf", "Kijkwijzer Serif"), {"wght": 400, "opsz": OPTICAL_SIZE}),
    (Font("serif-600.ttf", SERIF, "SourceSerif4[opsz,wght].ttf", "Kijkwijzer Serif"), {"wght": 600, "opsz": OPTICAL_SIZE}),
)  # fmt: skip


def main() -> None:
    for folder in ("web", "paper", "field"):
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    for package, name in ((SANS, "sans"), (SERIF, "serif")):
        shutil.copy(import_module(package).ROOT / "LICENSE", FOLDER / f"OFL-{name}.txt")
    for font in WEB:
        made = web_font(font)
        made.save(FOLDER / "web" / font.file)
    for font, axes in PAPER:
        made = paper_font(font, axes)
        made.save(FOLDER / "paper" / font.file)
    field_font(FIELD).save(FOLDER / "field" / FIELD.file)


def field_font(font: Font) -> TTFont:
    """The characters that a field has a code for, without what only setting type needs."""
    made = whole(font)
    instancer.instantiateVariableFont(made, {"wght": 400}, inplace=True)
    options = subset.Options(name_IDs=["*"], notdef_outline=True, recalc_timestamp=False, hinting=False)
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(char) for char in FIELD_CODES.values()])
    subsetter.subset(made)
    rename(made, font.family, "Regular")
    return made


def web_font(font: Font) -> TTFont:
    """The characters of LATIN, in each weight from 400 to 700."""
    made = whole(font)
    options = subset.Options(name_IDs=["*"], notdef_outline=True, recalc_timestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in LATIN for code in range(first, last + 1)])
    subsetter.subset(made)
    if any(axis.axisTag == "opsz" for axis in made["fvar"].axes):  # to narrow the weights alone wins nothing
        instancer.instantiateVariableFont(made, {"opsz": OPTICAL_SIZE, "wght": (400, 400, 700)}, inplace=True)
    rename(made, font.family, font.style)
    made.flavor = "woff2"
    return made


def paper_font(font: Font, axes: dict[str, int]) -> TTFont:
    """All characters, in one weight."""
    made = whole(font)
    instancer.instantiateVariableFont(made, axes, inplace=True)
    rename(made, font.family, WEIGHTS[axes["wght"]])
    return made


def whole(font: Font) -> TTFont:
    return TTFont(import_module(font.package).ROOT / "files" / font.source, recalcTimestamp=False)


def rename(font: TTFont, family: str, style: str) -> None:
    """Takes the reserved name away where a program or a person would read it; copyright and licence stay."""
    name = f"{family} {style}"
    names = {1: name, 2: "Regular", 3: name, 4: name, 6: name.replace(" ", ""), 16: family, 17: style, 25: family.replace(" ", "")}  # fmt: skip
    table = font["name"]
    for record in list(table.names):
        if record.nameID in names:
            record.string = names[record.nameID]
    for number in (16, 17):
        table.setName(names[number], number, 3, 1, 0x409)


if __name__ == "__main__":
    main()
