"""The seal by which we know a workbook of our own again, as long as nobody has saved anything in it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.spreadsheet_cells import BROKEN_ZIP

if TYPE_CHECKING:
    from collections.abc import Callable

CORE, CORE_END = "docProps/core.xml", b"</cp:coreProperties>"
SEAL = re.compile(rb"<dc:identifier>kijkwijzer ([0-9a-f]{64})</dc:identifier>")
LARGEST = 50_000_000
"""Bytes that it may unpack to."""


def sealed(workbook: bytes) -> bytes:
    """With the digest of all that is in it among its properties."""
    seal = b"<dc:identifier>kijkwijzer " + _digest(_members(workbook)).encode() + b"</dc:identifier>"
    return rewritten(workbook, lambda name, part: part.replace(CORE_END, seal + CORE_END) if name == CORE else part)


def rewritten(workbook: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same file with other parts; `change` is given the name and the content of each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, change(member.filename, old.read(member)), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def is_sealed(content: bytes) -> bool:
    with suppress(*BROKEN_ZIP, KeyError):
        members = _members(content)
        found = SEAL.search(members.get(CORE, b""))
        return found is not None and found[1].decode() == _digest(members)
    return False


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > LARGEST:
            raise zipfile.BadZipFile
        return {info.filename: archive.read(info) for info in infos}


def _digest(members: dict[str, bytes]) -> str:
    """Of every part but the seal itself."""
    digest = hashlib.sha256()
    for name, content in sorted(members.items()):
        said = SEAL.sub(b"", content) if name == CORE else content
        digest.update(f"{name}\0{len(said)}\0".encode() + said)
    return digest.hexdigest()
