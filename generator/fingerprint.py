"""What the program is that makes the output: another one may make other bytes of the same files."""

from __future__ import annotations

import ctypes
import hashlib
import platform
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generator.shipped import PACKAGE, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

TYPESETTERS = {
    "libpango-1.0.so.0": "pango_version_string",
    "libharfbuzz.so.0": "hb_version_string",
}
"""What sets the type and comes with the system, with what tells its version."""
INSTALLED = (".dist-info", ".egg-info")


@cache
def fingerprint() -> str:
    """The same for as long as our code and fonts, the Python packages and the libraries of the system stay the same."""
    made = hashlib.sha256()
    for part in _parts():
        made.update(b"%d:" % len(part))
        made.update(part)
    return made.hexdigest()


def _parts() -> Iterator[bytes]:
    yield f"{sys.version} {platform.machine()}".encode()
    for folder in (PACKAGE, shipped("site_templates") / "look" / "fonts"):
        for file in sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"):
            yield file.relative_to(folder).as_posix().encode()
            yield file.read_bytes()
    yield from _packages()
    for library, function in TYPESETTERS.items():
        yield version_of(library, function)


def _packages() -> Iterator[bytes]:
    """Names and versions of all that is installed, as they stand in names: of folders of pip's, or of what Linux itself brought."""
    for folder in sys.path:
        with suppress(OSError):
            yield from sorted(found.name.encode() for found in Path(folder).iterdir() if found.suffix in INSTALLED)


def version_of(library: str, function: str) -> bytes:
    """Nothing when it is not here: then nothing is set in type either."""
    with suppress(OSError, AttributeError):
        ask = getattr(ctypes.CDLL(library), function)
        ask.restype = ctypes.c_char_p
        return bytes(ask())
    return b""
