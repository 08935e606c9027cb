"""The private site: pages that open from disk, and the sheets for their PDFs. Each module here makes one kind of page."""

from generator.rendering.dossier.site import (
    ALONE,
    dossier_files,
    dossier_sheets,
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
    "dossier_files",
    "dossier_sheets",
    "dossier_units",
    "files",
    "person_files",
    "person_sheets",
    "sheets",
    "verslag_sheet",
]
