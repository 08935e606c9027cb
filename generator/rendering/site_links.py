"""Addresses on the public site: where each page and form stands, and how to get there from another page."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.rubric import Rubric, Taakgebied

RUBRICS = "rubrics/index.html"
KRUISVERWIJZING = "kruisverwijzing.html"
KIJKWIJZERS = "kijkwijzers/index.html"
SCOREN = "scoren.html"
"""Written by hand: which way of scoring to choose, and how a file gets into the dossier."""
STARTBIJEENKOMST = "startbijeenkomst.html"
ASSETS = "assets/kijkwijzer"


def rubric_path(rubric: Rubric) -> str:
    return f"rubrics/{rubric.id}/index.html"


def taakgebied_path(rubric: Rubric, taakgebied: Taakgebied) -> str:
    return f"rubrics/{rubric.id}/{taakgebied.id}.html"


def form_path(rubric: Rubric, kijkwijzer: str = "") -> str:
    """The PDF of one kijkwijzer, or of the one that combines them all."""
    return form_file(rubric.form_name(kijkwijzer))


def form_file(name: str) -> str:
    """The PDF of a kijkwijzer, by the name of its form."""
    return f"kijkwijzers/{name}.pdf"


def fillable_file(name: str) -> str:
    """The PDF of the same kijkwijzer to fill in on a computer."""
    return f"kijkwijzers/invulbaar/{name}.pdf"


def spreadsheet_file(name: str) -> str:
    """The same kijkwijzer as a spreadsheet."""
    return f"kijkwijzers/spreadsheet/{name}.xlsx"


SCOREN_WORKER = "scoren/sw.js"
"""Beside the forms, as it may only keep what is in its own folder."""


def scoren_file(name: str) -> str:
    """The form in the browser, by the name of its form."""
    return f"scoren/{name}.html"


def kit_path(rubric: Rubric, name: str) -> str:
    """A PDF for the first meeting."""
    return f"startbijeenkomst/{rubric.id}-{name}.pdf"


def relative(source: str, target: str) -> str:
    """The link from one page of the site to another file of it. Ids are safe in a URL as they are."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def indicator_anchor(id: str) -> str:
    return f"i-{id}"


def vaardigheid_anchor(id: str) -> str:
    return f"v-{id}"


def rubric_anchor(rubric: Rubric) -> str:
    return f"r-{rubric.id}"


def direction_anchor(source: Rubric, target: Rubric) -> str:
    """No id holds a slash, so no two directions have the same anchor."""
    return f"{source.id}/{target.id}"
