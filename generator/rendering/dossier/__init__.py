"""The private site: pages that open from disk, and the sheets for their PDFs. Each module here makes one kind of page."""

from generator.rendering.dossier.site import (
    ALONE,
    dossier_files,
    dossier_sheets,
    person_files,
    person_sheets,
    verslag_sheet,
)

__all__ = ["ALONE", "dossier_files", "dossier_sheets", "person_files", "person_sheets", "verslag_sheet"]
