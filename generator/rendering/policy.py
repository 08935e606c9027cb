"""The content security policy of a page: nothing runs and nothing is drawn but what is ours, word for word.

What a page runs stands in the page itself and is known by its hash. Opened from disk, a browser takes every file of that disk
for the page's own, and checks no hash of a script that is a file (so do Chromium, Firefox and WebKit).
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = "'none'"
BESIDE_THE_PAGE = "'self' file:"
"""A style may be a file, as it runs nothing. From disk 'self' means nothing to some older browsers; `file:` says the same there."""


def policy(*, scripts: Iterable[str] = (), styles: str | Iterable[str] = (), **more: str) -> str:
    """`styles` is where they come from, or the texts of those in the page. `more` adds to it: connect_src="'self'"."""
    rules = {
        "default-src": NOTHING,
        "script-src": hashes(scripts),
        "style-src": styles if isinstance(styles, str) else hashes(styles),
        "font-src": "data:",
        "img-src": "data:",
        **{name.replace("_", "-"): value for name, value in more.items()},
        "base-uri": NOTHING,
        "form-action": NOTHING,
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def hashes(texts: Iterable[str]) -> str:
    return " ".join(map(_hash, texts)) or NOTHING


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


NO_SINKS = {"require_trusted_types_for": "'script'", "trusted_types": NOTHING}
"""For pages whose scripts never make markup or code out of text: then no script can, by mistake either."""


def dossier_policy(*scripts: str) -> str:
    """Of every page of the dossier: its one style is a file beside it."""
    return policy(scripts=scripts, styles=BESIDE_THE_PAGE, **NO_SINKS)
