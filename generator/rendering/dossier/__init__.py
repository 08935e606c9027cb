"""The private site: pages that open from disk, and the sheets for their PDFs. Each module here makes one kind of page."""

from generator.rendering.dossier.site import dossier_files, dossier_sheets

__all__ = ["dossier_files", "dossier_sheets"]
