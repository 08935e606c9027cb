"""The content security policy of a page as this server shows it: that of the page itself, and what only a server can say."""

from __future__ import annotations

import re
from html import unescape

from generator.rendering.policy import NOTHING, hashes

META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
HEADER = "Content-Security-Policy"
SELF = "'self'"
OPEN = (
    "default-src 'self' 'unsafe-inline' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""Of a page that has none: those of the public site, which hold nothing of scores, and whose theme has scripts of its own."""


def taken_out(html: bytes) -> tuple[bytes, str]:
    """A page without its policy, and that policy; empty when it has none."""
    found = META.search(html)
    return (html.replace(found[0], b"", 1), unescape(found[1].decode())) if found else (html, "")


def served(policy: str, *scripts: str) -> str:
    """As the header of a page to which this server adds these scripts of its own, which may ask it for news."""
    if not policy:
        return OPEN
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    own = [rules["script-src"], hashes(scripts)] if scripts else [rules["script-src"]]
    rules["script-src"] = " ".join(value for value in own if value != NOTHING) or NOTHING
    rules["style-src"] = rules["style-src"].replace("'self' file:", SELF)
    rules["connect-src"] = SELF if scripts else rules.get("connect-src", NOTHING)
    rules["frame-ancestors"] = NOTHING
    return "; ".join(f"{name} {value}" for name, value in rules.items())
