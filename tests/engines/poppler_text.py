"""The text of a PDF as poppler reads it: `/usr/bin/python3 poppler_text.py FILE`, with its passphrase on standard input.

Runs in the Python of the system, which alone knows that library. Exit 1 for a passphrase that does not open it. The command
pdftotext would not do: of what it is given it takes no more than 32 characters.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gi  # type: ignore[import-not-found, import-untyped, unused-ignore]  # only the Python of the system has it

gi.require_version("Poppler", "0.18")
from gi.repository import GLib, Poppler  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: E402


def main(file: str) -> None:
    try:
        document = Poppler.Document.new_from_file(Path(file).resolve().as_uri(), sys.stdin.read() or None)
    except GLib.Error as error:
        if error.matches(Poppler.error_quark(), Poppler.Error.ENCRYPTED):
            sys.exit(1)
        raise
    sys.stdout.write("\n".join(document.get_page(at).get_text() for at in range(document.get_n_pages())))


if __name__ == "__main__":
    main(*sys.argv[1:])
