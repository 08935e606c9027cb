"""Pages without links to a PDF that could not be made: in the place of the link stands that it is not there."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]*\.pdf)"[^>]*>(.*?)</a>', re.DOTALL)
"""As the templates write it: quoted, and with no < or > in it that is not a tag."""
NOT_MADE = "(deze keer niet gemaakt)"


def without_links(path: str, html: str, missing: Collection[str]) -> str:
    """The page at this path. What is missing is named by its path too, both as in the output."""

    def told(link: re.Match[str]) -> str:
        target = posixpath.join(posixpath.dirname(path), unquote(unescape(link[1])))
        return f"{link[2]} {NOT_MADE}" if posixpath.normpath(target) in missing else link[0]

    return LINK.sub(told, html) if missing else html


def files_without_links(files: Mapping[str, bytes], missing: Collection[str]) -> dict[str, bytes]:
    """All files of a site; pages end in .html."""
    return {
        path: without_links(path, content.decode(), missing).encode() if path.endswith(".html") else content
        for path, content in files.items()
    }
