"""Opens the browser without letting others read the key: the command line of a program is for everybody on a computer to see."""

from __future__ import annotations

import webbrowser
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.rendering.policy import policy

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = """\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}">
<title>Het dossier openen</title>
</head>
<body>
<main>
<h1>Het dossier openen</h1>
<p><a href="{address}">Ga naar het dossier</a></p>
</main>
</body>
</html>
"""


def page_for(address: str) -> str:
    return PAGE.format(address=escape(address), policy=escape(policy()))


@contextmanager
def opened(address: str) -> Iterator[Path]:
    """The browser is given a file that only its owner can read, and that leads on. It is there as long as the server runs."""
    with TemporaryDirectory(prefix="kijkwijzer-") as folder:
        page = Path(folder, "open.html")
        page.write_text(page_for(address), encoding="utf-8")
        webbrowser.open(page.as_uri())
        yield page
