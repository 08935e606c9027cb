"""What the pages of the public site need beside them: styles, scripts, fonts and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rendering.fonts import font_faces, web_fonts
from generator.rendering.site_links import ASSETS

if TYPE_CHECKING:
    from generator.rendering.templates import Templates

STYLES = (
    "look/tokens.css",
    "site/thema.css",
    "site/kader.css",
    "site/zoeken.css",
    "site/tekst.css",
    "site/blokken.css",
    "site/start.css",
    "site/rubric.css",
    "site/print.css",
)
COPIED = ("site.js", "iframe-worker.js", "merk.svg", "blad.svg")

STYLE = f"{ASSETS}/site.css"
SCRIPT = f"{ASSETS}/site.js"
WORKER = f"{ASSETS}/iframe-worker.js"
ICON = f"{ASSETS}/merk.svg"


def site_assets(templates: Templates) -> dict[str, bytes]:
    """By path in the site."""
    style = "\n".join([font_faces("fonts/"), *(templates.source(name) for name in STYLES)])
    return {
        STYLE: style.encode(),
        **{f"{ASSETS}/{name}": templates.source(f"site/{name}").encode() for name in COPIED},
        **{f"{ASSETS}/fonts/{name}": content for name, content in web_fonts().items()},
    }
