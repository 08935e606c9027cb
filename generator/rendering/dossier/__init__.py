"""The private site: pages that open from disk, and the sheets for their PDFs. Each module here makes one kind of page."""

from generator.rendering.dossier.site import (
    ALONE,
    files,
    person_files,
    person_sheets,
    sheets,
    verslag_sheet,
)
from generator.rendering.dossier.units import Unit, dossier_units

__all__ = [
    "ALONE",
    "Unit",
    "dossier_units",
    "files",
    "person_files",
    "person_sheets",
    "sheets",
    "verslag_sheet",
]
